"""A process with wrong keys or a login that nothing binds does not serve; an outage is no reason not to start."""

import asyncio
import base64
import signal
from collections.abc import Callable, Iterator
from types import FrameType

import pytest
from pydantic import SecretStr
from vet_core.db import Database
from vet_core.db.canaries import WrongKey, keys_fit
from vet_core.db.fitness import RoleTooPowerful
from vet_core.db.keyring import KeyRing, configure_keyring
from vet_core.db.outages import DatabaseUnavailable
from vet_core.kernel.settings import DatabaseSettings, Environment, RuntimeSettings

from vet_clinic_api.cli import main
from vet_clinic_api.edge import start_checks
from vet_clinic_api.edge.start_checks import checked_start

TEST = RuntimeSettings(environment=Environment.TEST)
PRODUCTION = RuntimeSettings(environment=Environment.PRODUCTION)
RIGHT, WRONG = KeyRing([("a", b"r" * 32)]), KeyRing([("a", b"w" * 32)])


async def test_a_process_with_the_right_keys_and_a_bound_login_starts(database: Database) -> None:
    async with checked_start(database, PRODUCTION):
        pass


async def test_a_wrong_key_under_the_right_id_keeps_the_process_from_starting(database: Database) -> None:
    assert await keys_fit(database, RIGHT)
    configure_keyring(WRONG)
    with pytest.raises(WrongKey, match="the key a is not the one this database was written with"):
        async with checked_start(database, TEST):
            pytest.fail("it started")


async def test_a_login_that_nothing_binds_is_refused_in_production_only(database: Database, database_url: str) -> None:
    owner = Database(DatabaseSettings(url=SecretStr(database_url)))
    async with checked_start(owner, TEST):
        pass
    with pytest.raises(RoleTooPowerful, match=r"^DATABASE_URL: The role \w+ is a superuser\."):
        async with checked_start(owner, PRODUCTION):
            pytest.fail("it started")
    await owner.close()


async def test_in_an_outage_the_process_starts(database: Database) -> None:
    nowhere = Database(DatabaseSettings(url=SecretStr("postgresql://vet@127.0.0.1:1/vet")))
    async with checked_start(nowhere, PRODUCTION):
        pass
    await nowhere.close()


@pytest.fixture
def terminated() -> Iterator[Callable[[], bool]]:
    heard = []

    def note(_number: int, _frame: FrameType | None) -> None:
        heard.append(True)

    before = signal.signal(signal.SIGTERM, note)
    yield lambda: bool(heard)
    signal.signal(signal.SIGTERM, before)


async def test_a_wrong_key_found_after_the_outage_ends_the_process(
    database: Database, monkeypatch: pytest.MonkeyPatch, terminated: Callable[[], bool]
) -> None:
    answers = [DatabaseUnavailable(), DatabaseUnavailable(), WrongKey("ENCRYPTION_KEYS: …")]

    async def answer(*_: object) -> bool:
        raise answers.pop(0)

    monkeypatch.setattr(start_checks, "fit_to_serve", answer)
    monkeypatch.setattr(start_checks, "ASK_EVERY_SECONDS", 0.01)
    async with checked_start(database, TEST):
        async with asyncio.timeout(5):
            while not terminated():
                await asyncio.sleep(0.01)
    assert answers == []


async def test_the_command_says_which_key_is_wrong(
    database: Database, application_database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    assert await keys_fit(database, RIGHT)
    settings = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": application_database_url,
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "ENCRYPTION_KEYS": "a:" + base64.urlsafe_b64encode(b"w" * 32).decode(),
        "CLERK_SECRET_KEY": "sk_test_of_nobody",
        "CLERK_ISSUER": "http://127.0.0.1:1",
        "WEB_URL": "http://127.0.0.1:1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert await asyncio.to_thread(main, ["serve", "--port", "1"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("vet-clinic-api does not start: ENCRYPTION_KEYS: the key a is not the one")
