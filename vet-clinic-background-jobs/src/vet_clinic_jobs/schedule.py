"""What beat rings, and how often. The header makes each task run once per period, however many beats there are."""

from __future__ import annotations

from typing import Any

from vet_core.kernel.settings import load

from vet_clinic_jobs.app import PERIOD_HEADER
from vet_clinic_jobs.settings import JobsSettings

MINUTE = 60
HOUR = 60 * MINUTE


def periods_in_seconds(settings: JobsSettings) -> dict[str, int]:
    """Each periodic task's name and the length of its period."""
    return {
        "notifications.send_due": settings.send_due_seconds,
        "outbox.sweep": settings.sweep_seconds,
        "identity.apply_clerk_events": 15,
        "scheduling.release_expired_holds": 5 * MINUTE,
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


def _tick(period_seconds: int) -> float:
    """Ring long periods more often than they are long, so that a restarted beat misses none."""
    return min(period_seconds, 5 * MINUTE)
