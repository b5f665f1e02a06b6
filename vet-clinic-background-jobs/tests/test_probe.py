"""The probe believes only a task that ran."""

import pytest

from tests.support.platform import Platform
from vet_clinic_jobs import cli


@pytest.mark.usefixtures("configured")
def test_a_worker_that_runs_tasks_answers_and_a_stopped_one_does_not(
    platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    [worker] = platform.start("worker")

    assert cli.main(["probe"]) == 0
    assert cli.main(["probe", "--here"]) == 0
    assert capsys.readouterr().out == "A worker ran a task.\n" * 2

    # Each ring was heard once, in one queue: received and succeeded, twice.
    assert worker.stop() == 0
    assert worker.said.count("Task jobs.probe") == 4

    assert cli.main(["probe", "--timeout", "1"]) == 1
    assert capsys.readouterr().out == "No worker ran a task within 1 s.\n"


@pytest.mark.usefixtures("configured")
def test_without_a_broker_the_probe_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")

    assert cli.main(["probe"]) == 1

    assert capsys.readouterr().err == "The broker does not answer: ConnectionError\n"
