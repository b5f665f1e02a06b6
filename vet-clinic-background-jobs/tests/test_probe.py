"""The probe believes only a task that ran."""

import subprocess
import sys

from tests.support.platform import Platform


def probe(platform: Platform, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "vet_clinic_jobs.cli", "probe", *arguments],
        env=platform.environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_worker_that_runs_tasks_answers_and_a_stopped_one_does_not(platform: Platform) -> None:
    [worker] = platform.start("worker")

    assert probe(platform) == (0, "A worker ran a task.\n")
    assert probe(platform, "--here") == (0, "A worker ran a task.\n")

    # Each ring was heard once, in one queue.
    assert worker.said.count("Task jobs.probe") == 2 * 2
    assert worker.stop() == 0
    assert probe(platform, "--timeout", "1") == (1, "No worker ran a task within 1 s.\n")


def test_without_a_broker_the_probe_says_so(platform: Platform) -> None:
    platform.environment["REDIS_URL"] = "redis://127.0.0.1:1/0"

    status, said = probe(platform)

    assert status == 1
    assert said.startswith("The broker does not answer: ")
