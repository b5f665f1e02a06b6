"""The copy holds everything about its person and nothing of others; its link opens for them alone, and not for long."""

import asyncio
import io
import json
import zipfile
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, insert, select
from vet_core.audit.models import AuditEntry
from vet_core.db import Database
from vet_core.db.keyring import current_keyring
from vet_core.identity.enums import ExportState
from vet_core.identity.models import DataExport
from vet_core.kernel.actor import Actor
from vet_core.kernel.clock import FrozenClock
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox.models import OutboxEvent
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import ResourceKind
from vet_core.testing import factories

from tests.flows.planting import PAST, Planted, holds_words, plant
from vet_services.flows import domains, export_person
from vet_services.identity import exports
from vet_services.identity.errors import ExportExpired, ExportNotFound, ExportRunning

# What holds words and has no mark of its own: addresses that are the person's, a list of species, headers.
GIVEN = {
    ("invitations", "email"),
    ("notification_deliveries", "address_email"),
    ("veterinarians", "species"),
    ("appointments", "currency"),
    ("idempotency_keys", "headers"),
}


async def ask(database: Database, clock: FrozenClock, person_id: UUID) -> UUID:
    async with database.transaction() as session:
        return (await exports.request_export(session, by=Actor(person_id), now=clock.now())).id


async def link_of(database: Database, export_id: UUID) -> str:
    """The token as the mail would carry it."""
    async with database.reading() as session:
        mail = (
            await session.scalars(
                select(NotificationDelivery).where(NotificationDelivery.dedupe_key == f"export_ready:{export_id}")
            )
        ).one()
    return current_keyring().decrypt(mail.context["sealed_token"])


async def download(database: Database, clock: FrozenClock, token: str, person_id: UUID) -> exports.ExportFile:
    async with database.transaction() as session:
        return await exports.download_export(session, token, by=Actor(person_id), now=clock.now())


async def state_of(database: Database, export_id: UUID) -> DataExport:
    async with database.reading() as session:
        return (await session.scalars(select(DataExport).where(DataExport.id == export_id))).one()


@pytest.fixture
async def planted(database: Database) -> Planted:
    async with database.transaction() as session:
        return await plant(session)


@pytest.fixture
async def person_id(database: Database) -> UUID:
    async with database.transaction() as session:
        return (await factories.make_person(session)).id


async def test_every_planted_word_is_in_the_copy(database: Database, clock: FrozenClock, planted: Planted) -> None:
    export_id = await ask(database, clock, planted.person_id)
    assert await export_person.run_exports(database, clock) == 1

    copy = await download(database, clock, await link_of(database, export_id), planted.person_id)
    packed = zipfile.ZipFile(io.BytesIO(copy.content))
    left_out = {(each.table, name) for each in domains.EXPORTS for name in each.left_out}
    json_text = "".join(packed.read(name).decode() for name in packed.namelist() if name.startswith("data/"))
    csv_text = "".join(packed.read(name).decode() for name in packed.namelist() if name.startswith("tables/"))

    missing = {place for place, mark in planted.marks.items() if mark not in json_text}
    assert missing == left_out
    assert {place for place, mark in planted.marks.items() if mark not in csv_text} == left_out
    words = {
        (each.table, c.name) for each in domains.EXPORTS if each.dataset for c in each.source.columns if holds_words(c)
    }
    assert words - set(planted.marks) == GIVEN
    manifest = json.loads(packed.read("manifest.json"))
    assert set(manifest["files"]) == set(packed.namelist()) - {"manifest.json"}
    wanted = {each.dataset for each in domains.EXPORTS if each.dataset}
    assert {name.removeprefix("data/").removesuffix(".json") for name in packed.namelist() if name[:5] == "data/"} == (
        wanted | {"work_appointments"}
    )


async def test_of_others_the_copy_says_only_that_it_was_somebody_else(
    database: Database, clock: FrozenClock, planted: Planted
) -> None:
    """A co-owner with a pet in common, whose own words must not travel with it."""
    async with database.transaction() as session:
        co_owner = await factories.make_person(session, given_name="Zacharias", family_name="Nebenan")
        await factories.make_pet(session, co_owner, name="Fremdhund")
        await session.execute(insert(PetOwner).values(pet_id=planted.pet_id, person_id=co_owner.id, added_at=PAST))
        session.add(
            AuditEntry(
                at=PAST,
                actor_person_id=co_owner.id,
                acting_as="person",
                action="changed",
                subject_type="pet",
                subject_id=planted.pet_id,
                address="198.51.100.77",
                session_id="sess_of_another",
            )
        )
        datasets = await export_person.collect(session, planted.person_id)

    text = repr([dict(row) for each in datasets for row in each.rows])
    for word in ("Zacharias", "Nebenan", "Fremdhund", co_owner.email, str(co_owner.id), "198.51.100.77", "sess_of_an"):
        assert word not in text
    by_name = {each.name: each.rows for each in datasets}
    assert by_name["pet_ownerships"][0]["co_owners"] == 1
    assert [row["actor"] for row in by_name["audit"] if row["action"] == "changed"] == ["somebody else"]
    assert by_name["client_registrations"][0]["registered_by"] == "somebody else"
    assert by_name["invitations"][0]["invited_by"] == "somebody else"


async def test_staff_see_that_they_worked_but_not_for_whom(database: Database, clock: FrozenClock) -> None:
    async with database.transaction() as session:
        clinic = await factories.make_clinic(session)
        vet = await factories.make_veterinarian(session, [clinic])
        kind = await factories.make_appointment_type(session, clinic, [vet])
        owner = await factories.make_person(session)
        pet = await factories.make_pet(session, owner, name="Geheimkater")
        visit = await factories.make_appointment(session, kind, vet, pet, owner, note="streng vertraulich")
        datasets = await export_person.collect(session, vet.person_id)

    text = repr([dict(row) for each in datasets for row in each.rows])
    assert "Geheimkater" not in text
    assert "streng vertraulich" not in text
    work = {each.name: each.rows for each in datasets}["work_appointments"]
    assert [(row["id"], row["is_treated_by_you"], row["is_booked_by_you"]) for row in work] == [(visit.id, True, False)]


async def test_one_copy_is_made_at_a_time(database: Database, clock: FrozenClock, person_id: UUID) -> None:
    first = await ask(database, clock, person_id)
    with pytest.raises(ExportRunning):
        await ask(database, clock, person_id)

    assert await export_person.run_exports(database, clock) == 1
    assert await ask(database, clock, person_id) != first


async def test_the_link_is_known_to_the_mail_alone_and_the_copy_is_encrypted(
    database: Database, clock: FrozenClock, person_id: UUID
) -> None:
    export_id = await ask(database, clock, person_id)
    await export_person.run_exports(database, clock)
    token = await link_of(database, export_id)

    async with database.reading() as session:
        raw = await session.scalar(select(func.encode(func.substr(DataExport.__table__.c.content, 1, 3), "escape")))
        row = (await session.execute(select(DataExport.token_digest, DataExport.sha256, DataExport.size_bytes))).one()
        mail = repr((await session.execute(select(*NotificationDelivery.__table__.columns))).all())
        events = repr((await session.execute(select(*OutboxEvent.__table__.columns))).all())
        trail = (await session.execute(select(AuditEntry.action).order_by(AuditEntry.position))).scalars().all()
    assert raw == "v1:"
    assert row.token_digest == exports.digest(token)
    assert token not in mail
    assert token not in events
    assert "identity.export_ready" in events
    assert list(trail) == ["requested", "prepared"]

    copy = await download(database, clock, token, person_id)
    assert (copy.sha256, len(copy.content)) == (row.sha256, row.size_bytes)
    assert copy.name == "my-data-2026-03-02.zip"
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).where(AuditEntry.action == "downloaded")) == 1


async def test_a_stolen_link_opens_nothing_for_anybody_else(
    database: Database, clock: FrozenClock, person_id: UUID
) -> None:
    export_id = await ask(database, clock, person_id)
    await export_person.run_exports(database, clock)
    token = await link_of(database, export_id)
    async with database.transaction() as session:
        thief = await factories.make_person(session)

    with pytest.raises(ExportNotFound):
        await download(database, clock, token, thief.id)
    with pytest.raises(ExportNotFound):
        await download(database, clock, token[:-1] + ("A" if token[-1] != "A" else "B"), person_id)


async def test_a_link_ends_after_72_hours_and_takes_the_copy_along(
    database: Database, clock: FrozenClock, person_id: UUID
) -> None:
    export_id = await ask(database, clock, person_id)
    await export_person.run_exports(database, clock)
    token = await link_of(database, export_id)

    clock.advance(timedelta(hours=72) - timedelta(seconds=1))
    assert (await download(database, clock, token, person_id)).content
    clock.advance(timedelta(seconds=1))
    with pytest.raises(ExportExpired):
        await download(database, clock, token, person_id)
    await export_person.run_exports(database, clock)

    assert (await state_of(database, export_id)).state is ExportState.EXPIRED
    async with database.reading() as session:
        assert await session.scalar(select(DataExport.__table__.c.content)) is None
    with pytest.raises(ExportExpired):
        await download(database, clock, token, person_id)


async def test_a_copy_that_fails_is_tried_again_with_growing_waits_and_then_given_up(
    database: Database, clock: FrozenClock, person_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> list[object]:
        raise LookupError("olivia@example.com is unreadable")

    monkeypatch.setattr(export_person, "COLLECT", (broken,))
    export_id = await ask(database, clock, person_id)
    for attempts in range(1, exports.MOST_ATTEMPTS + 1):
        assert await export_person.run_exports(database, clock) == 0
        kept = await state_of(database, export_id)
        assert (kept.attempts, kept.last_error) == (attempts, "LookupError")
        assert await export_person.run_exports(database, clock) == 0, "not before its wait is over"
        assert (await state_of(database, export_id)).attempts == attempts
        clock.advance(timedelta(minutes=attempts))
    assert (await state_of(database, export_id)).state is ExportState.FAILED
    await ask(database, clock, person_id)


async def test_a_copy_whose_worker_died_is_taken_over_and_the_dead_one_cannot_publish(
    database: Database, clock: FrozenClock, person_id: UUID
) -> None:
    export_id = await ask(database, clock, person_id)
    async with database.transaction() as session:
        lost = await exports.claim(session, clock.now())
    assert lost is not None
    assert await export_person.run_exports(database, clock) == 0

    clock.advance(exports.LEASE)
    assert await export_person.run_exports(database, clock) == 1
    async with database.transaction() as session:
        assert await exports.keep(session, lost, b"stale", "stale", now=clock.now()) is None
    copy = await download(database, clock, await link_of(database, export_id), person_id)
    assert copy.content != b"stale"


async def test_two_workers_make_each_copy_once(database: Database, clock: FrozenClock) -> None:

    async with database.transaction() as session:
        people = [(await factories.make_person(session)).id for _ in range(4)]
    for each in people:
        await ask(database, clock, each)

    made = await asyncio.gather(*(export_person.run_exports(database, clock) for _ in range(3)))

    assert sum(made) == 4
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(NotificationDelivery)) == 4


async def test_of_colleagues_the_copy_says_that_one_wrote_and_not_why(database: Database, clock: FrozenClock) -> None:
    async with database.transaction() as session:
        clinic = await factories.make_clinic(session)
        desk = await factories.make_person(session)
        vet = await factories.make_veterinarian(session, [clinic])
        await factories.make_resource(session, vet.id, ResourceKind.VETERINARIAN)
        block = await factories.make_block(session, clinic, vet.id, desk, reason="streng vertraulich")
        of_desk = {each.name: each.rows for each in await export_person.collect(session, desk.id)}
        of_vet = {each.name: each.rows for each in await export_person.collect(session, vet.person_id)}

    assert [(row["id"], row["created_by"], row["reason"]) for row in of_desk["calendar_blocks"]] == [
        (block.id, "you", None)
    ]
    assert [(row["created_by"], row["reason"]) for row in of_vet["calendar_blocks"]] == [
        ("somebody else", "streng vertraulich")
    ]
