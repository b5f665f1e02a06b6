"""The sealer beside the relay: within a second, whatever its database does, and however many sealers there are."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import func, select
from vet_core import audit
from vet_core.audit.models import AuditPending, AuditSeal
from vet_core.audit.reading import verify
from vet_core.audit.signing import PublicKeys, Signer, written
from vet_core.db import Database
from vet_core.kernel.actor import SYSTEM
from vet_core.kernel.clock import utc_now
from vet_core.kernel.ids import new_id
from vet_core.kernel.settings import DatabaseSettings

from tests.support.platform import Platform
from tests.support.proxy import wire_to
from tests.support.waiting import until
from vet_clinic_jobs import cli
from vet_clinic_jobs.relay.health import RelayHealth
from vet_clinic_jobs.relay.sealing import Sealer
from vet_clinic_jobs.settings import JobsSettings

SEED = b"a signing key only for the tests"
CLINIC = new_id()


async def add(database: Database, times: int = 1) -> None:
    for _ in range(times):
        async with database.transaction() as session:
            audit.add(session, SYSTEM, "noted", "test", new_id(), now=utc_now(), clinic_id=CLINIC)


async def sealed(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(AuditSeal)) or 0


def all_sealed(database: Database, expected: int) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        return await sealed(database) == expected

    return look


async def sound(database: Database) -> None:
    async with database.reading() as session:
        report = await verify(session, now=utc_now(), keys=PublicKeys([Signer(SEED).public_key]))
    assert (report.findings, report.waiting) == ([], 0)


@asynccontextmanager
async def sealing(database_url: str, health: Path | None = None) -> AsyncIterator[Sealer]:
    """A running sealer; leaving the block stops it and proves that it stops by itself."""
    database = Database(
        DatabaseSettings(url=SecretStr(database_url), pool_size=1, max_overflow=0, connect_timeout_seconds=1),
        acts_as_system=True,
    )
    sealer = Sealer(database, Signer(SEED), JobsSettings(), RelayHealth(health))
    running = asyncio.create_task(sealer.run())
    try:
        yield sealer
    finally:
        sealer.stop()
        await asyncio.wait_for(running, 15)
        await database.close()


async def test_an_entry_is_sealed_within_a_second_of_its_commit(
    database: Database, application_database_url: str
) -> None:
    async with sealing(application_database_url):
        await add(database)
        await until(all_sealed(database, 1), "the sealer to be at work")
        waits = []
        for number in range(2, 12):
            await add(database)
            committed = time.monotonic()
            await until(all_sealed(database, number), f"entry {number}")
            waits.append(time.monotonic() - committed)
    assert max(waits) < 1
    await sound(database)


async def test_several_sealers_make_one_chain(database: Database, application_database_url: str) -> None:
    async with sealing(application_database_url), sealing(application_database_url), sealing(application_database_url):
        await asyncio.gather(*(add(database, 20) for _ in range(5)))
        await until(all_sealed(database, 100), "all of them")
    await sound(database)


async def test_the_sealer_outlives_postgresql(
    database: Database, application_database_url: str, tmp_path: Path
) -> None:
    health = tmp_path / "relay.json"

    def says(state: str) -> Callable[[], Awaitable[bool]]:
        async def look() -> bool:
            text = await asyncio.to_thread(health.read_text) if health.exists() else "{}"
            return bool(json.loads(text).get("sealer", {}).get("state") == state)

        return look

    async with wire_to(application_database_url) as (wire, through), sealing(through, health) as sealer:
        await add(database, 3)
        await until(all_sealed(database, 3), "the first three")
        await wire.cut()
        await until(says("waiting_for_database"), "the sealer to notice")
        await add(database, 4)
        await wire.mend()
        await until(all_sealed(database, 7), "the entries of the outage")
        await until(says("sealing"), "the sealer to be well again")
        assert sealer.health.sealed == 7
    await sound(database)


async def test_a_killed_sealer_leaves_a_chain_that_the_next_one_continues(
    database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    environment |= {"AUDIT_SIGNING_KEY": written(SEED), "JOBS_SEAL_BATCH_SIZE": "5"}
    with Platform(environment, tmp_path) as platform:
        for round in range(1, 4):
            [relay] = platform.start("relay")
            writing = asyncio.create_task(add(database, 40))
            await asyncio.sleep(0.3)
            relay.kill()
            await writing
            assert await sealed(database) <= 40 * round
        platform.start("relay")
        await until(all_sealed(database, 120), "all entries", platform.said)
    await sound(database)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(AuditPending)) == 0


@pytest.mark.usefixtures("configured")
def test_the_relay_wants_a_signing_key_in_production(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("AUDIT_SIGNING_KEY", raising=False)
    monkeypatch.setattr("vet_clinic_jobs.observability.begin", lambda _: None)
    monkeypatch.setenv("ENVIRONMENT", "production")
    assert cli.main(["relay"]) == 2
    assert capsys.readouterr().err.startswith("AUDIT_SIGNING_KEY is not set.")
