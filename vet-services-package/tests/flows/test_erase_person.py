"""Erasing leaves nothing of a person outside the stated set, and says what was kept and why."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update
from vet_core.clinics.models import ClinicClient, Veterinarian
from vet_core.db import Database
from vet_core.db.encrypted import encrypted_columns
from vet_core.identity.models import Membership, Person
from vet_core.kernel.actor import Role
from vet_core.kernel.clock import FrozenClock
from vet_core.notifications.enums import DeliveryState, NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox.models import OutboxEvent
from vet_core.pets.models import Pet, PetOwner, PetShare
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import Appointment, AppointmentTypeVeterinarian, Hold, Reservation, Roster
from vet_core.testing import factories

from tests.flows.dumping import dump, places_of, readable
from tests.flows.erasing import forget
from tests.flows.planting import PAST, plant
from tests.world import World
from vet_services.clinics import clients
from vet_services.flows import erase_person
from vet_services.flows.domains import ERASURES, UNTOUCHED
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
    *(("appointment_series", name) for name in ("rrule", "time_zone")),
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
    ("appointment_series", "created_by_id"),
    ("notification_deliveries", "person_id"),
    ("audit_entries", "actor_person_id"),
    ("audit_entries", "subject_id"),
    ("outbox_events", "person_ids"),
    ("outbox_events", "payload"),
}
"""Where the person's id is still found: what is kept about somebody without a name."""

DAY = timedelta(days=1)


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
