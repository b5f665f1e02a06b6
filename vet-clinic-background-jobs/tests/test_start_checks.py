"""Relay and worker refuse to start with wrong keys, and start in an outage: it says nothing about keys."""

import base64
from pathlib import Path

import pytest
from vet_core.db import Database
from vet_core.db.canaries import WrongKey, keys_fit
from vet_core.db.keyring import KeyRing
from vet_core.kernel.errors import Unavailable

from tests.support.platform import Platform
from tests.support.processes import wait_until
from vet_clinic_jobs.runtime import close_runtime, here, open_runtime, run

WRONG = b"w" * 32


@pytest.mark.parametrize("command", ["relay", "worker"])
async def test_a_wrong_key_under_the_right_id_stops_the_process_with_a_sentence(
    database: Database, environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    assert await keys_fit(database, KeyRing([("a", b"r" * 32)]))
    keys = {"ENCRYPTION_KEYS": "a:" + base64.urlsafe_b64encode(WRONG).decode()}
    with Platform(environment | keys, tmp_path) as platform:
        process = platform.begin(command)
        wait_until(lambda: not process.is_running, "it to give up", tell=lambda: process.said)
        assert "ENCRYPTION_KEYS: the key a is not the one this database was written with" in process.said
        assert process.stop() == 2


async def test_in_an_outage_they_start(environment: dict[str, str], tmp_path: Path) -> None:
    nowhere = {"DATABASE_URL": "postgresql://vet@127.0.0.1:1/vet"}
    with Platform(environment | nowhere, tmp_path) as platform:
        processes = platform.start("relay", "worker")
        assert ["start_not_checked" in process.said for process in processes] == [True, True]


@pytest.mark.usefixtures("configured")
def test_a_child_that_started_in_an_outage_runs_nothing_before_its_keys_are_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers: list[object] = [Unavailable(), WrongKey("ENCRYPTION_KEYS: …"), True]
    ran = []

    async def answer(*_: object) -> bool:
        given = answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return bool(given)

    async def task() -> None:
        ran.append(len(answers))

    monkeypatch.setattr("vet_clinic_jobs.runtime.fit_to_serve", answer)
    open_runtime(is_checked=False)
    try:
        for refusal in (Unavailable, WrongKey):
            with pytest.raises(refusal):
                run(task())
        run(task())
        run(task())
        assert (ran, here().is_checked) == ([0, 0], True)
    finally:
        close_runtime()
