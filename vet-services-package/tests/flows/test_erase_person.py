"""Erasing leaves nothing of a person outside the stated set, and says what was kept and why."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from vet_core.audit.models import AuditEntry
from vet_core.clinics.models import ClinicClient, Veterinarian
from vet_core.db import Database
from vet_core.db.encrypted import encrypted_columns
from vet_core.idempotency.models import IdempotencyKey
from vet_core.identity.enums import ErasureState
from vet_core.identity.models import ErasureRequest, Membership, Person, SignInSession
from vet_core.identity.privacy_schemas import ErasureIn
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.clock import FrozenClock
from vet_core.notifications.enums import DeliveryState, NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox.models import InboundEvent, OutboxEvent
from vet_core.pets.models import Pet, PetOwner, PetShare
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import Appointment, AppointmentTypeVeterinarian, Hold, Reservation, Roster
from vet_core.testing import factories

from tests.flows.dumping import dump, places_of, readable
from tests.flows.planting import PAST, plant
from tests.world import World
from vet_services.clinics import clients
from vet_services.flows import erase_person
from vet_services.flows.domains import ERASURES, UNTOUCHED
from vet_services.flows.retention import apply_retention
from vet_services.identity import clerk_events, erasure, sessions
from vet_services.identity.errors import AccountUnknown, ErasureNotFound, SignInUnavailable
from vet_services.identity.personal_data import Fate
from vet_services.pets import co_owners
from vet_services.scheduling import queries

STATED = {(rule.table, column) for rule in ERASURES if rule.fate is Fate.KEPT for column in rule.columns} | {
    (each.table, column) for each in UNTOUCHED for column in each.columns
}
"""Where something of a person may stand after erasing, as the declarations say."""

STAYS = {
    ("persons", "clerk_user_id"),
    ("sign_in_sessions", "id"),  # in the trail and in the fact that the session ended
    *(("consents", name) for name in ("version", "source")),
    ("erasure_requests", "outcome"),
    ("break_glass_accesses", "reason"),
    ("pets", "name"),
    ("pets", "color"),
    ("appointments", "time_zone"),
    *(("notification_deliveries", name) for name in ("dedupe_key", "message_id")),
    *(
        ("audit_entries", name)
        for name in ("acting_as", "action", "subject_type", "fields", "reason", "request_id", "address", "session_id")
    ),
    ("outbox_events", "type"),
    *(("inbound_events", name) for name in ("source", "external_id", "type")),
}
"""The words that are still somewhere, written out once more by hand."""

POINTS = {
    ("persons", "id"),
    ("persons", "email"),
    ("memberships", "person_id"),
    ("consents", "person_id"),
    ("erasure_requests", "person_id"),
    ("break_glass_accesses", "person_id"),
    ("pet_owners", "person_id"),
    ("appointments", "booked_by_id"),
    ("appointments", "cancelled_by_id"),
    ("appointment_moves", "by_person_id"),
    ("notification_deliveries", "person_id"),
    ("audit_entries", "actor_person_id"),
    ("audit_entries", "subject_id"),
    ("outbox_events", "person_ids"),
    ("outbox_events", "payload"),
}
"""Where the person's id is still found: what is kept about somebody without a name."""


DAY = timedelta(days=1)


class Directory:
    """Clerk as far as erasing needs it."""

    def __init__(self) -> None:
        self.deleted: list[str] = []
        self.refusal: Exception | None = None

    async def delete_account(self, clerk_user_id: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.deleted.append(clerk_user_id)


@pytest.fixture
def directory() -> Any:
    return Directory()


async def ask(database: Database, clock: FrozenClock, person_id: UUID) -> None:
    async with database.transaction() as session:
        email = await session.scalar(select(Person.email).where(Person.id == person_id))
        await erasure.request_erasure(session, ErasureIn(confirm=email or ""), by=Actor(person_id), now=clock.now())


async def forget(database: Database, directory: Any, clock: FrozenClock, person_id: UUID) -> dict[str, Any]:
    """Ask, wait for the seven days, and erase; the outcome."""
    await ask(database, clock, person_id)
    clock.advance(erasure.GRACE)
    assert await erase_person.run_erasures(database, directory, clock) == 1
    return await outcome_of(database, person_id)


async def outcome_of(database: Database, person_id: UUID) -> dict[str, Any]:
    async with database.reading() as session:
        request = (
            await session.scalars(
                select(ErasureRequest).where(
                    ErasureRequest.person_id == person_id, ErasureRequest.state == ErasureState.DONE
                )
            )
        ).one()
        assert request.outcome is not None
        return request.outcome


async def test_after_erasing_a_dump_holds_planted_words_in_the_stated_places_only(
    database: Database, database_url: str, clock: FrozenClock, directory: Any
) -> None:
    async with database.transaction() as session:
        planted = await plant(session)
    before = places_of(planted.marks.values(), await dump(database_url))
    assert len(before) > 40

    outcome = await forget(database, directory, clock, planted.person_id)

    # Until it was sent, the mail that tells of it knows the address and the name.
    async with database.transaction() as session:
        letter = (
            await session.scalars(
                select(NotificationDelivery).where(NotificationDelivery.kind == NotificationKind.ERASURE_DONE)
            )
        ).one()
        assert letter.address_email == planted.email
        assert letter.context["given_name"] == planted.marks["persons", "given_name"]
        assert letter.context["kept"] == [{"what": each["what"], "why": each["why"]} for each in outcome["kept"]]
        letter.state = DeliveryState.SENT
    clock.advance(timedelta(minutes=1))
    await erase_person.run_erasures(database, directory, clock)

    async with database.reading() as session:
        secret = {(table.name, column.name) for table, column in encrypted_columns()}
        for found, hidden in ((await dump(database_url), secret), (await readable(session), set())):
            left = places_of(planted.marks.values(), found)
            assert {place for places in left.values() for place in places} <= STATED
            for place, mark in planted.marks.items():
                assert (mark in left) == (place in STAYS - hidden), place
            for word in ("276098106000001", planted.email):
                assert places_of([word], found) == {}
        person = await session.get(Person, planted.person_id)
        assert person is not None
        names = (person.email, person.given_name, person.family_name, person.phone, person.address, person.born_on)
        assert names == (f"erased-{planted.person_id}@invalid", "", "", None, None, None)
        assert person.erased_at == person.deleted_at == clock.now() - timedelta(minutes=1)


async def test_only_what_is_kept_still_points_at_the_person(
    database: Database, database_url: str, clock: FrozenClock, directory: Any
) -> None:
    async with database.transaction() as session:
        planted = await plant(session)
        for state in ("scheduled", "sent"):
            invitation = {"kind": "clinic_invitation", "address_email": planted.email, "state": state}
            session.add(NotificationDelivery(dedupe_key=state, due_at=PAST, context={}, **invitation))

    await forget(database, directory, clock, planted.person_id)

    found = await dump(database_url)
    assert places_of([str(planted.person_id)], found) == {str(planted.person_id): POINTS}
    assert places_of([planted.email], found) == {planted.email: {("notification_deliveries", "address_email")}}
    async with database.reading() as session:
        addressed = select(NotificationDelivery.kind).where(NotificationDelivery.address_email.is_not(None))
        assert (await session.scalars(addressed)).all() == [NotificationKind.ERASURE_DONE]
        assert await session.scalar(select(func.count()).select_from(PetShare)) == 0


async def test_a_pet_goes_stays_nameless_or_passes_on(world: World, directory: Any) -> None:
    database, clock, owner = world.database, world.clock, world.owner
    past = world.now - timedelta(days=30)
    async with database.transaction() as session:
        friend, partner = await factories.make_person(session), await factories.make_person(session)
        unseen = await factories.make_pet(session, owner, note="shy")
        shared = await factories.make_pet(session, owner, microchip_number="276098106000002")
        for person, access, days in ((friend, "view", 10), (partner, "view", 20)):
            session.add(PetOwner(pet_id=shared.id, person_id=person.id, access=access, added_at=past - days * DAY))
        for pet, number in ((world.pet, 0), (shared, 1)):
            await factories.make_appointment(
                session,
                world.kind,
                world.veterinarian,
                pet,
                owner,
                starts_at=past + number * DAY,
                status=AppointmentStatus.COMPLETED,
                note="limps",
            )
        await session.execute(
            update(Pet).where(Pet.id == world.pet.id).values(note="bites", insurer="Uelzener", insurance_number="4711")
        )

    outcome = await forget(database, directory, clock, owner.id)

    async with database.reading() as session:
        pets = {pet.id: pet for pet in await session.scalars(select(Pet))}
        owners = (await session.execute(select(PetOwner.pet_id, PetOwner.person_id, PetOwner.is_primary))).all()
        notes = {each.pet_id: each.note for each in await session.scalars(select(Appointment))}
        heir = await session.scalar(select(PetOwner.access).where(PetOwner.person_id == partner.id))
    kept = pets[world.pet.id]
    assert set(pets) == {world.pet.id, shared.id}
    assert (kept.note, kept.insurer, kept.insurance_number, kept.microchip_number) == (None, None, None, None)
    assert kept.name == world.pet.name
    assert pets[shared.id].microchip_number == "276098106000002"
    assert sorted(owners) == sorted(
        [(world.pet.id, owner.id, True), (shared.id, friend.id, False), (shared.id, partner.id, True)]
    )
    assert heir == "manage", "the oldest of the others takes over"
    assert notes == {world.pet.id: None, shared.id: None}
    assert unseen.id not in pets
    assert {"what": "Pets of yours that no clinic has seen", "rows": 1} in outcome["deleted"]


async def test_visits_ahead_are_called_off_so_that_the_clinic_hears_of_it(world: World, directory: Any) -> None:
    ahead = await world.book(world.now + timedelta(days=15, hours=1))
    await world.hold(world.now + timedelta(days=16), pet_id=world.pet.id)
    async with world.database.transaction() as session:
        over = await factories.make_appointment(
            session,
            world.kind,
            world.veterinarian,
            world.pet,
            world.owner,
            starts_at=world.now - DAY,
            status=AppointmentStatus.COMPLETED,
        )

    await forget(world.database, directory, world.clock, world.owner.id)

    async with world.database.reading() as session:
        states = {each.id: each.status for each in await session.scalars(select(Appointment))}
        booked = await session.scalar(
            select(func.count()).where(Reservation.state == "booked", Reservation.appointment_id == ahead.id)
        )
        assert await session.scalar(select(func.count()).select_from(Hold)) == 0
        told = (await session.scalars(select(OutboxEvent).where(OutboxEvent.clinic_id == world.clinic.id))).all()
    assert states == {ahead.id: AppointmentStatus.CANCELLED, over.id: AppointmentStatus.COMPLETED}
    assert booked == 0
    assert [each.type for each in told if each.type == "scheduling.appointment_cancelled"] != []


async def test_visits_of_a_pet_that_passes_on_stay(world: World, directory: Any) -> None:
    ahead = await world.book(world.now + timedelta(days=15, hours=1))
    async with world.database.transaction() as session:
        session.add(PetOwner(pet_id=world.pet.id, person_id=world.stranger.id))

    await forget(world.database, directory, world.clock, world.owner.id)

    assert [each.status for each in await world.all(Appointment, Appointment.id == ahead.id)] == ["confirmed"]


async def test_the_clinic_keeps_the_visit_and_sees_no_name_on_it(world: World, directory: Any) -> None:
    visit = await world.book(world.now + timedelta(days=1, hours=1))
    await forget(world.database, directory, world.clock, world.owner.id)

    desk = world.as_(Role.RECEPTIONIST)
    async with world.database.transaction() as session:
        shown = await queries.show(session, visit.id, by=desk)
        owners = await co_owners.list_pet_owners(session, world.pet.id, by=desk, now=world.now)
        known = await clients.list_clients(session, world.clinic.id, by=desk, now=world.now)
    assert (shown.pet_name, shown.owner_name) == (world.pet.name, None)
    assert owners.items == []
    assert world.owner.id not in [each.person_id for each in known.items]


async def test_roles_end_and_clients_go(world: World, directory: Any) -> None:
    colleague = world.people[Role.RECEPTIONIST]
    async with world.database.transaction() as session:
        session.add(ClinicClient(clinic_id=world.clinic.id, person_id=colleague.id, registered_at=PAST))

    outcome = await forget(world.database, directory, world.clock, colleague.id)

    assert [each.ends_at for each in await world.all(Membership, Membership.person_id == colleague.id)] == [world.now]
    assert await world.count(ClinicClient) == 0
    assert [each.type for each in await world.events("identity.membership_ended")] == ["identity.membership_ended"]
    assert "When you held which role in which clinic" in [each["what"] for each in outcome["kept"]]
    assert all(each["why"].startswith("GDPR art.") for each in outcome["kept"])


async def test_a_veterinarian_stays_named_on_visits_and_only_there(world: World, directory: Any) -> None:
    async with world.database.transaction() as session:
        idle = await factories.make_veterinarian(session, [world.clinic], biography="Loves horses.")
    await world.book(world.now + timedelta(days=15, hours=1), veterinarian_id=world.veterinarian.id)
    async with world.database.transaction() as session:
        busy = await session.merge(world.veterinarian)
        busy.biography = "Loves cats."

    await forget(world.database, directory, world.clock, idle.person_id)
    outcome = await forget(world.database, directory, world.clock, world.veterinarian.person_id)

    (left,) = await world.all(Veterinarian)
    assert (left.id, left.display_name, left.biography) == (busy.id, busy.display_name, None)
    for model in (Roster, AppointmentTypeVeterinarian):
        assert await world.count(model, model.veterinarian_id == busy.id) == 0
    assert "Your name and licence as the veterinarian of visits" in [each["what"] for each in outcome["kept"]]


async def test_it_waits_seven_days_and_can_be_taken_back(world: World, directory: Any) -> None:
    database, clock = world.database, world.clock
    await ask(database, clock, world.owner.id)
    clock.advance(erasure.GRACE - timedelta(seconds=1))
    assert await erase_person.run_erasures(database, directory, clock) == 0
    async with database.transaction() as session:
        await erasure.cancel_erasure(session, by=world.as_owner, now=clock.now())
    clock.advance(timedelta(days=30))

    assert await erase_person.run_erasures(database, directory, clock) == 0
    async with database.reading() as session:
        person = await session.get(Person, world.owner.id)
        assert person is not None
        assert (person.email, person.erased_at) == (world.owner.email, None)
        with pytest.raises(ErasureNotFound):
            await erasure.get_erasure(session, by=world.as_owner)


async def test_whoever_became_the_last_administrator_waits_for_another(world: World, directory: Any) -> None:
    database, clock, leaving = world.database, world.clock, world.people[Role.CLINIC_ADMINISTRATOR]
    async with database.transaction() as session:
        other = await factories.make_person(session)
        theirs = await factories.make_membership(session, other, world.clinic, Role.CLINIC_ADMINISTRATOR)
    await ask(database, clock, leaving.id)
    async with database.transaction() as session:
        await session.execute(update(Membership).where(Membership.id == theirs.id).values(ends_at=clock.now()))
    clock.advance(erasure.GRACE)

    assert await erase_person.run_erasures(database, directory, clock) == 0
    (request,) = await world.all(ErasureRequest)
    assert request.state is ErasureState.REQUESTED
    assert request.outcome == {"waits_for_another_administrator_of": [world.clinic.name]}
    assert request.due_at == clock.now() + DAY

    async with database.transaction() as session:
        await session.execute(update(Membership).where(Membership.id == theirs.id).values(ends_at=None))
    clock.advance(DAY)
    assert await erase_person.run_erasures(database, directory, clock) == 1


async def test_two_last_administrators_cannot_leave_at_once(world: World, directory: Any) -> None:
    database, clock = world.database, world.clock
    async with database.transaction() as session:
        other = await factories.make_person(session)
        await factories.make_membership(session, other, world.clinic, Role.CLINIC_ADMINISTRATOR)
    for person in (world.people[Role.CLINIC_ADMINISTRATOR], other):
        await ask(database, clock, person.id)
    clock.advance(erasure.GRACE)

    done = await asyncio.gather(*(erase_person.run_erasures(database, directory, clock) for _ in range(3)))

    assert sum(done) == 1
    active = (Membership.role == Role.CLINIC_ADMINISTRATOR, Membership.ends_at.is_(None))
    assert await world.count(Membership, *active) == 1


async def test_the_account_goes_after_the_commit_and_is_tried_until_it_went(world: World, directory: Any) -> None:
    directory.refusal = SignInUnavailable()
    outcome = await forget(world.database, directory, world.clock, world.owner.id)
    assert outcome["account"] == "pending"

    directory.refusal = None
    assert await erase_person.delete_accounts(world.database, directory, world.clock) == 1
    assert directory.deleted == [world.owner.clerk_user_id]
    assert (await outcome_of(world.database, world.owner.id))["account"] == "deleted"
    assert await erase_person.delete_accounts(world.database, directory, world.clock) == 0


async def test_an_account_that_is_gone_already_counts_as_deleted(world: World, directory: Any) -> None:
    directory.refusal = AccountUnknown()
    assert (await forget(world.database, directory, world.clock, world.owner.id))["account"] == "deleted"


async def test_a_stored_reply_of_a_colleague_that_speaks_of_the_person_goes_too(world: World, directory: Any) -> None:
    at = {"created_at": world.now, "expires_at": world.now + 30 * DAY, "method_path": "POST /", "request_hash": "x"}
    desk = world.people[Role.RECEPTIONIST].id
    async with world.database.transaction() as session:
        for key, body in (("a", f'{{"email":"{world.owner.email}"}}'), ("b", str(world.pet.id)), ("c", "{}")):
            session.add(IdempotencyKey(person_id=desk, key=key, body=body.encode(), headers={}, **at))

    await forget(world.database, directory, world.clock, world.owner.id)

    assert [each.key for each in await world.all(IdempotencyKey)] == ["c"]


async def test_a_late_message_of_the_sign_in_service_brings_nobody_back(world: World, directory: Any) -> None:
    database, clock, owner = world.database, world.clock, world.owner
    email = owner.email
    await forget(database, directory, clock, owner.id)
    clock.advance(timedelta(minutes=1))
    address = {"id": "idn_1", "email_address": email, "verification": {"status": "verified"}}
    data = {"id": owner.clerk_user_id, "primary_email_address_id": "idn_1", "email_addresses": [address]}
    message = {"type": "user.updated", "data": {**data, "updated_at": 9_999_999_999_999}}
    async with database.transaction() as session:
        session.add(InboundEvent(source="clerk", external_id="late", type="user.updated", payload=message))
    async with database.transaction() as session:
        await clerk_events.apply_pending(session, clock.now())
        sighting = sessions.Sighting(user_agent="Firefox", address="203.0.113.9")
        account = owner.clerk_user_id or ""
        await sessions.open_from_clerk(session, "sess_late", account, sighting, created_at=clock.now(), now=clock.now())
    people = await world.count(Person)
    assert await world.count(SignInSession) == 0
    clock.advance(timedelta(minutes=1))
    await apply_retention(database, clock)

    assert await world.count(Person, Person.email == email) == 0
    assert await world.count(Person) == people
    assert [each.payload for each in await world.all(InboundEvent)] == [{"type": "user.updated"}]


async def test_what_a_request_under_way_still_wrote_is_swept_up(world: World, directory: Any) -> None:
    database, clock = world.database, world.clock
    await forget(database, directory, clock, world.owner.id)
    async with database.transaction() as session:
        late = await factories.make_pet(session, world.owner, note="written too late")
        at = {"created_at": clock.now(), "expires_at": clock.now() + DAY, "method_path": "POST /", "request_hash": "x"}
        session.add(IdempotencyKey(person_id=world.owner.id, key="late", body=b"words", headers={}, **at))
    await erase_person.run_erasures(database, directory, clock)
    assert await world.count(Pet, Pet.id == late.id) == 1, "the request may still be under way"

    clock.advance(timedelta(minutes=5))
    assert await erase_person.sweep(database, clock) == 1
    assert await world.count(Pet, Pet.id == late.id) == 0
    assert await world.count(IdempotencyKey) == 0
    assert await erase_person.sweep(database, clock) == 0
    outcome = await outcome_of(database, world.owner.id)
    assert (outcome["is_swept"], outcome["account"]) == (True, "deleted")


async def test_a_fault_undoes_the_whole_erasure_and_holds_up_no_other(
    world: World, directory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, clock = world.database, world.clock
    for person in (world.owner, world.stranger):
        await ask(database, clock, person.id)
    clock.advance(erasure.GRACE)
    original = erase_person._apply

    async def faulty(session: Any, facts: Any, pets: Any, now: Any) -> Any:
        outcome = await original(session, facts, pets, now)
        if facts["person_id"] == world.owner.id:
            raise RuntimeError("disk full")
        return outcome

    monkeypatch.setattr(erase_person, "_apply", faulty)
    assert await erase_person.run_erasures(database, directory, clock) == 1
    assert [each.email for each in await world.all(Person, Person.id == world.owner.id)] == [world.owner.email]
    assert await world.count(AuditEntry, AuditEntry.action == "erased") == 1

    monkeypatch.undo()
    assert await erase_person.run_erasures(database, directory, clock) == 1
