"""The Celery application: PostgreSQL remembers what is due, the broker only rings.

Losing or repeating a message is therefore harmless, and every choice here leans towards repeating: tasks are
acknowledged after they ran, and those of a killed worker go to another one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import structlog
from celery import Celery, Task
from celery.signals import setup_logging, task_prerun
from kombu.entity import Exchange, Queue
from vet_core.kernel.settings import RedisSettings, load

from vet_clinic_jobs import broker, observability, periods
from vet_clinic_jobs.runtime import here, run
from vet_clinic_jobs.settings import JobsSettings

log = structlog.get_logger(__name__)

QUEUES = ("outbox", "default")
# A slow mail server fills "default"; deliveries have their own queue so that they can have their own workers.
ROUTES = {"outbox.deliver": {"queue": "outbox"}}
PERIOD_HEADER = "vet_period_seconds"


class Job(Task):  # type: ignore[misc]
    """A task of this platform. Rung by beat it runs once per period; rung by anybody else it runs each time."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> None:
        every_seconds = getattr(self.request, PERIOD_HEADER, None)
        if every_seconds is None:
            self.run(*args, **kwargs)
            return
        runtime = here()
        period = periods.period_start(runtime.clock.now(), timedelta(seconds=every_seconds))
        if not run(periods.begin(runtime.database, self.name, period, now=runtime.clock.now())):
            log.debug("period_taken", period=period.isoformat())
            return
        try:
            self.run(*args, **kwargs)
        finally:
            run(periods.finish(runtime.database, self.name, period, now=runtime.clock.now()))


def configuration() -> dict[str, Any]:
    """Celery's settings from ours. Raises SettingsError."""
    jobs, redis = load(JobsSettings), load(RedisSettings)
    return {
        "broker_url": redis.address,
        # Celery reads this from the address as well; Flower only from here.
        "broker_use_ssl": redis.tls,
        "broker_transport_options": {
            "visibility_timeout": jobs.visibility_timeout_seconds,
            # Without these two a killed worker's tasks wait up to 100 s longer than the visibility timeout.
            "unacked_restore_interval": 2,
            "unacked_restore_throttle": 1,
            # The lock around restoring; its default of 300 s would stop restoring when its holder is killed.
            "unacked_mutex_expire": 10,
            "socket_connect_timeout": 3,
            "socket_timeout": 30,
            "socket_keepalive": True,
        },
        "broker_connection_retry_on_startup": True,
        "broker_connection_max_retries": None,
        "task_ignore_result": True,
        "accept_content": ["json"],
        "task_serializer": "json",
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        # A task that failed has recorded so in its table; running it again at once would not help.
        "task_acks_on_failure_or_timeout": True,
        "task_time_limit": 120,
        "task_queues": [_queue(name) for name in QUEUES],
        "task_default_queue": "default",
        "task_routes": ROUTES,
        "task_create_missing_queues": False,
        "worker_concurrency": jobs.concurrency,
        "worker_prefetch_multiplier": 1,
        # Losing the broker must not kill a child that is just handing a mail over.
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "worker_proc_alive_timeout": 30,
        "worker_direct": True,
        "worker_send_task_events": True,
        "task_send_sent_event": True,
        # The schedule starts afresh with the process: what is due is in the tables, not in a file.
        "beat_scheduler": "celery.beat:Scheduler",
        "enable_utc": True,
        "timezone": "UTC",
    }


def _queue(name: str) -> Queue:
    """A queue with an exchange of its own. Left to Celery, all would share one, and each message reach every queue."""
    return Queue(name, exchange=Exchange(name, type="direct"), routing_key=name)  # type: ignore[no-untyped-call]


app = Celery(
    "vet_clinic_jobs",
    task_cls=Job,
    include=[
        "vet_clinic_jobs.outbox.tasks",
        "vet_clinic_jobs.identity.tasks",
        "vet_clinic_jobs.scheduling.tasks",
        "vet_clinic_jobs.notifications.tasks",
        "vet_clinic_jobs.housekeeping",
        "vet_clinic_jobs.probe",
    ],
)
app.add_defaults(configuration)
broker.install()


@setup_logging.connect
def _keep_our_logging(**_: object) -> None:
    """Celery leaves logging alone once somebody listens here."""


@task_prerun.connect
def _name_the_task(task_id: str, task: Task, **_: object) -> None:
    observability.bind_task(task.name, task_id)
