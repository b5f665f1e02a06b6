"""Every word on consent stays, the last one counts, and saying it again changes nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DBAPIError
from vet_core.audit.models import AuditEntry
from vet_core.db import Database
from vet_core.identity.enums import ConsentPurpose
from vet_core.identity.models import Consent
from vet_core.identity.privacy_schemas import ConsentIn
from vet_core.kernel.actor import Actor
from vet_core.kernel.clock import FrozenClock

from tests.world import World
from vet_services.identity import consents


async def say(world: World, purpose: str, version: str, is_granted: bool, *, by: Actor | None = None) -> None:
    wish = ConsentIn(purpose=ConsentPurpose(purpose), version=version, is_granted=is_granted)
    async with world.database.transaction() as session:
        await consents.record_consent(session, wish, by=by or world.as_owner, now=world.now, source="web")
    world.clock.advance(timedelta(minutes=1))


async def test_the_last_word_on_each_purpose_counts_and_all_of_them_stay(world: World) -> None:
    await say(world, "reminders", "2026-01", True)
    await say(world, "marketing_email", "2026-01", True)
    await say(world, "reminders", "2026-01", False)
    await say(world, "reminders", "2026-02", True)
    await say(world, "research", "2026-01", True, by=world.as_stranger)

    async with world.database.reading() as session:
        said = await consents.list_consents(session, by=world.as_owner)
        last = [
            await consents.is_granted(session, world.owner.id, each)
            for each in (ConsentPurpose.REMINDERS, ConsentPurpose.TERMS)
        ]
    assert [(each.purpose, each.version, each.is_granted) for each in said.current] == [
        ("marketing_email", "2026-01", True),
        ("reminders", "2026-02", True),
    ]
    assert [(each.purpose, each.is_granted) for each in said.log] == [
        ("reminders", True),
        ("reminders", False),
        ("marketing_email", True),
        ("reminders", True),
    ]
    assert last == [True, None]


async def test_saying_the_same_again_writes_nothing(world: World) -> None:
    for _ in range(3):
        await say(world, "terms", "2026-01", True)
    await say(world, "terms", "2026-02", True)

    assert await world.count(Consent) == 2
    async with world.database.reading() as session:
        trail = (await session.execute(select(AuditEntry.action, AuditEntry.fields).order_by(AuditEntry.at))).all()
    assert [tuple(each) for each in trail] == [("consented", ["terms"]), ("consented", ["terms"])]


async def test_the_log_cannot_be_changed_or_shortened(database: Database, clock: FrozenClock, world: World) -> None:
    await say(world, "terms", "2026-01", True)
    for statement in (update(Consent).values(is_granted=False), delete(Consent)):
        with pytest.raises(DBAPIError):
            async with database.transaction() as session:
                await session.execute(statement)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).where(Consent.is_granted)) == 1
