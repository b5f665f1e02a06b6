"""A ring with the right ids and the wrong bytes is refused before anything is read or written with it."""

import asyncio
import base64

import pytest
from pydantic import SecretStr
from sqlalchemy import select, text

from vet_core.cli import main
from vet_core.db import Database
from vet_core.db.canaries import WrongKey, keys_fit
from vet_core.db.keyring import KeyRing, configure_keyring, current_keyring
from vet_core.db.models import EncryptionCanary
from vet_core.db.outages import DatabaseUnavailable
from vet_core.kernel.settings import DatabaseSettings
from vet_core.testing.factories import make_person

RIGHT, WRONG = b"r" * 32, b"w" * 32


def written(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


async def canaries(database: Database) -> list[str]:
    async with database.system_reading() as session:
        return sorted((await session.scalars(select(EncryptionCanary.key_id))).all())


async def test_each_key_leaves_its_canary_when_it_is_first_seen(database: Database) -> None:
    assert await keys_fit(database, KeyRing([("a", RIGHT)]))
    assert await canaries(database) == ["a"]
    assert await keys_fit(database, KeyRing([("b", b"b" * 32), ("a", RIGHT)]))
    assert await canaries(database) == ["a", "b"]


@pytest.mark.parametrize("keys", [[("a", WRONG)], [("b", RIGHT), ("a", WRONG)]])
async def test_a_key_under_another_ones_id_is_refused(database: Database, keys: list[tuple[str, bytes]]) -> None:
    await keys_fit(database, KeyRing([("a", RIGHT)]))
    with pytest.raises(WrongKey, match=r"^ENCRYPTION_KEYS: the key a is not the one this database was written with"):
        await keys_fit(database, KeyRing(keys))
    assert await canaries(database) == ["a"]


async def test_a_key_older_than_its_canary_is_compared_with_what_it_wrote(database: Database) -> None:
    before = current_keyring()
    configure_keyring(KeyRing([("old", RIGHT)]))
    try:
        async with database.system_transaction() as session:
            await make_person(session)
    finally:
        configure_keyring(before)
    with pytest.raises(WrongKey):
        await keys_fit(database, KeyRing([("old", WRONG)]))
    assert await canaries(database) == []
    assert await keys_fit(database, KeyRing([("old", RIGHT)]))


async def test_of_two_who_come_first_at_once_one_is_refused(database: Database) -> None:
    outcomes = await asyncio.gather(
        *(keys_fit(database, KeyRing([("a", key)])) for key in (RIGHT, WRONG)), return_exceptions=True
    )
    assert {type(outcome) for outcome in outcomes} == {bool, WrongKey}


async def test_an_outage_says_nothing_about_the_keys() -> None:
    nowhere = Database(DatabaseSettings(url=SecretStr("postgresql://vet@127.0.0.1:1/vet")))
    with pytest.raises(DatabaseUnavailable):
        await keys_fit(nowhere, KeyRing([("a", RIGHT)]))
    await nowhere.close()


async def test_a_database_that_is_behind_says_nothing_either(fresh_database_url: str) -> None:
    database = Database(DatabaseSettings(url=SecretStr(fresh_database_url)))
    async with database.system_transaction() as session:
        await session.execute(text("DROP TABLE encryption_canaries"))
    assert not await keys_fit(database, KeyRing([("a", RIGHT)]))
    await database.close()


async def test_the_command_tells_whether_the_keys_fit(
    database: Database,
    application_database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", application_database_url)
    monkeypatch.setenv("ENCRYPTION_KEYS", f"a:{written(RIGHT)}")
    assert await asyncio.to_thread(main, ["keys", "check"]) == 0
    assert capsys.readouterr().out == "The keys fit: a; a writes.\n"
    assert await canaries(database) == []
    assert await keys_fit(database, KeyRing([("a", RIGHT)]))
    monkeypatch.setenv("ENCRYPTION_KEYS", f"a:{written(WRONG)}")
    for command in (["keys", "check"], ["keys", "rotate"]):
        assert await asyncio.to_thread(main, command) == 2
        said = capsys.readouterr().err
        assert said.startswith("ENCRYPTION_KEYS: the key a is not the one")
        assert written(WRONG) not in said
