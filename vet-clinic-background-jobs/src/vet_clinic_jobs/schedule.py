"""What beat rings, and how often. The header makes each task run once per period, however many beats there are."""

from __future__ import annotations

import logging
import os
import signal
from typing import Any

from celery.signals import beat_init
from vet_core.kernel.settings import load

from vet_clinic_jobs.app import PERIOD_HEADER, app
from vet_clinic_jobs.settings import JobsSettings

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def periods_in_seconds(settings: JobsSettings) -> dict[str, int]:
    """Each periodic task's name and the length of its period."""
    return {
        "notifications.send_due": settings.send_due_seconds,
        "outbox.sweep": settings.sweep_seconds,
        "identity.apply_clerk_events": 15,
        "identity.tell_clerk": MINUTE,
        "identity.run_exports": 30,
        "identity.run_erasures": 5 * MINUTE,
        "identity.apply_retention": DAY,
        "scheduling.forget_expired_holds": 5 * MINUTE,
        "scheduling.advance_waitlist": 30,
        "scheduling.refresh_holidays": DAY,
        "jobs.prune": HOUR,
    }


def entries() -> dict[str, dict[str, Any]]:
    """Celery's beat_schedule. A ring nobody heard within its period is dropped: the next one is on its way."""
    return {
        task: {
            "task": task,
            "schedule": _tick(seconds),
            "options": {"headers": {PERIOD_HEADER: seconds}, "expires": seconds},
        }
        for task, seconds in periods_in_seconds(load(JobsSettings)).items()
    }


def keep_ringing() -> None:
    """Run beat until SIGTERM."""
    app.conf.beat_schedule = entries()
    app.start(["--quiet", "beat", "--loglevel=INFO", "--pidfile="])


@beat_init.connect
def _end_at_once_when_told(**_: object) -> None:
    """Beat keeps nothing, so it may end anywhere. Celery's own way out waits for ever when the signal comes in the
    middle of a ring, because the connection's lock is then held by the very code that was interrupted."""

    def end(_number: int, _frame: object) -> None:
        logging.shutdown()
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


def _tick(period_seconds: int) -> float:
    """Ring long periods more often than they are long, so that a restarted beat misses none."""
    return min(period_seconds, 5 * MINUTE)
