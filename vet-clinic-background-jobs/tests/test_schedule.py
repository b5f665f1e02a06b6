"""Beat rings tasks that exist, and every ring carries the period that makes it count once."""

import pytest

from vet_clinic_jobs import schedule
from vet_clinic_jobs.app import PERIOD_HEADER, QUEUES, ROUTES, app
from vet_clinic_jobs.settings import JobsSettings


@pytest.fixture(autouse=True)
def _tasks(monkeypatch: pytest.MonkeyPatch, redis_url: str) -> None:
    monkeypatch.setenv("REDIS_URL", redis_url)
    app.loader.import_default_modules()


def test_every_ring_names_a_task_and_its_period() -> None:
    for name, entry in schedule.entries().items():
        assert entry["task"] == name
        assert name in app.tasks
        assert entry["options"]["headers"][PERIOD_HEADER] >= entry["schedule"]


def test_every_task_says_its_time_limit_and_every_route_exists() -> None:
    ours = {name: task for name, task in app.tasks.items() if not name.startswith("celery.")}

    assert ours
    assert {name for name, task in ours.items() if not task.time_limit} == set()
    assert set(ROUTES) <= set(ours)
    assert {route["queue"] for route in ROUTES.values()} <= set(QUEUES)


def test_a_long_period_is_rung_more_often_than_it_is_long() -> None:
    entry = schedule.entries()["jobs.prune"]

    assert entry["options"]["headers"][PERIOD_HEADER] == 3600
    assert entry["schedule"] == 300


def test_the_visibility_timeout_is_above_every_time_limit() -> None:
    limits = [task.time_limit for name, task in app.tasks.items() if not name.startswith("celery.")]
    assert max(limit for limit in limits if limit) < JobsSettings().visibility_timeout_seconds
