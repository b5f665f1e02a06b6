"""Visits at the pet's home: where somebody comes to, who reads it, and what is never asked for it."""

import json
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import text, update
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import AppointmentStatus, FeedKind, Place
from vet_core.scheduling.models import Appointment, WaitlistEntry
from vet_core.scheduling.schemas import AppointmentOut

from tests.scheduling import waiting
from tests.scheduling.test_changes import move
from tests.scheduling.test_day_sheet import text_of
from tests.scheduling.test_feeds import read, subscribe, vet_of
from tests.scheduling.test_series import create
from tests.scheduling.test_walk_ins import walk_in
from tests.world import World, build, react, tuesday
from vet_services.identity.personal_data import Erasure
from vet_services.scheduling import board, booking, changes, day_sheet, home_visits, privacy, queries
from vet_services.scheduling.errors import (
    AddressMissing,
    AddressUnneeded,
    AlreadyBegun,
    AppointmentNotFound,
    WalkInElsewhere,
    WrongMove,
)
from vet_services.scheduling.queries import AppointmentFilter
from vet_services.scheduling.waitlist_grace import GRACE

HOME = 'Rosenweg 4, "Gartenhaus"\n10117 Berlin\\Mitte'
NAMES = {"de": {"name": "Hausbesuch", "description": "Wir kommen."}, "fr": {"description": "Chez vous."}}


@pytest.fixture
async def world(database, scoped_database, clock) -> World:
    return await build(database, clock, scoped=scoped_database, place=Place.HOME_VISIT, translations=NAMES)


async def elsewhere(world: World) -> None:
    await waiting.retype(world, place=Place.IN_CLINIC)


async def readdress(world: World, appointment_id, visit_address: str, *, by: Actor | None = None) -> AppointmentOut:
    async with world.acting(by or world.as_owner) as session:
        return await changes.change_address(
            session, appointment_id, visit_address, by=by or world.as_owner, now=world.now
        )


async def listed(world: World, by: Actor, **over: Any) -> list[dict[str, Any]]:
    async with world.acting(by) as session:
        page = await queries.list_appointments(session, AppointmentFilter(**over), by=by, now=world.now)
    items: list[dict[str, Any]] = json.loads(page)["items"]
    return items


async def test_the_address_is_asked_for_and_shown_with_the_visit(world: World):
    with pytest.raises(AddressMissing) as missing:
        await world.book()
    assert missing.value.pointer == "/visit_address"
    assert await world.count(Appointment) == 0

    booked = await world.book(visit_address=HOME)

    assert booked.visit_address == HOME
    async with world.acting(world.as_owner) as session:
        assert await queries.show(session, booked.id, by=world.as_owner) == booked
    desk = world.as_(Role.RECEPTIONIST)
    for by, over in ((world.as_owner, {}), (desk, {"clinic_id": world.clinic.id})):
        [seen] = await listed(world, by, **over)
        assert seen["visit_address"] == HOME
    async with world.acting(desk) as session:
        shown = json.loads(await board.get(session, world.clinic.id, date(2026, 3, 3), by=desk, now=world.now))
    assert [each["visit_address"] for each in shown["items"]] == [HOME]


async def test_no_other_visit_has_an_address(world: World):
    await elsewhere(world)
    with pytest.raises(AddressUnneeded) as unneeded:
        await world.book(visit_address=HOME)
    assert unneeded.value.pointer == "/visit_address"
    assert (await world.book()).visit_address is None


async def test_staff_are_asked_too_even_against_the_rules(world: World):
    desk = world.as_(Role.RECEPTIONIST)
    await world.book(tuesday(14), visit_address=HOME)
    for reason in (None, "An emergency."):
        with pytest.raises(AddressMissing):
            await world.book(by=desk, override_reason=reason)
    forced = await world.book(by=desk, visit_address=HOME, override_reason="An emergency.")
    assert forced.visit_address == HOME


async def test_a_visit_from_a_hold_is_asked_for_it_as_well(world: World):
    kept = await world.hold(pet_id=world.pet.id)
    with pytest.raises(AddressMissing):
        await from_hold(world, kept.id, None)
    assert (await from_hold(world, kept.id, HOME)).visit_address == HOME


async def from_hold(world: World, hold_id, address: str | None) -> AppointmentOut:
    wish = {"hold_id": hold_id, "pet_id": world.pet.id, "visit_address": address}
    async with world.acting(world.as_owner) as session:
        return await booking.book(session, type(world.wish()).model_validate(wish), by=world.as_owner, now=world.now)


async def test_the_database_never_holds_it_in_words(world: World):
    booked = await world.book(visit_address=HOME)
    await react(world)
    async with world.database.transaction() as session:
        [stored] = await session.scalars(text("SELECT visit_address FROM appointments"))
        told = await session.scalars(
            text("SELECT payload::text FROM outbox_events UNION ALL SELECT to_jsonb(a)::text FROM audit_entries a")
        )
        assert not any("Rosenweg" in each for each in told)
    assert stored.startswith("v1:")
    assert "Rosenweg" not in stored
    [row] = await world.all(Appointment, Appointment.id == booked.id)
    assert row.visit_address == HOME


def test_nobodys_words_are_taken_for_an_address():
    note = home_visits.sealed("Somebody else's")
    said = json.dumps({"note": f'"visit_address":"{note}"', "visit_address": None}, separators=(",", ":"))
    assert home_visits.opened(said) == said


async def test_a_moved_visit_keeps_its_address(world: World):
    booked = await world.book(visit_address=HOME)
    moved = await move(world, booked.id, tuesday(11))
    assert moved.visit_address == HOME


async def test_every_visit_of_a_series_has_the_address(world: World):
    desk = world.as_(Role.RECEPTIONIST)
    await world.book(tuesday(16), visit_address=HOME)
    with pytest.raises(AddressMissing):
        await create(world, by=desk)
    made = await create(world, by=desk, visit_address=HOME)
    assert len(made.appointments) > 1
    assert {each.visit_address for each in made.appointments} == {HOME}


async def test_who_waits_is_asked_at_once_so_that_an_offer_needs_nothing_more(world: World):
    booked = await world.book(tuesday(10), visit_address=HOME)
    owner, pet = await world.another_owner()
    with pytest.raises(AddressMissing):
        await waiting.join(world, owner, pet)
    entry = await waiting.join(world, owner, pet, visit_address="Lindenhof 1")
    assert entry.visit_address == "Lindenhof 1"
    [row] = await world.all(WaitlistEntry)
    assert row.visit_address == "Lindenhof 1"
    await waiting.cancel(world, booked)
    world.clock.advance(GRACE)
    await react(world)
    assert (await waiting.accept(world, owner, entry)).visit_address == "Lindenhof 1"


async def test_an_offer_can_be_accepted_whatever_the_clinic_changed_meanwhile(world: World):
    """Who joined when the visit was at the clinic was never asked, and adds the address to the visit."""
    await elsewhere(world)
    booked = await world.book(tuesday(10))
    owner, pet = await world.another_owner()
    entry = await waiting.join(world, owner, pet)
    await waiting.cancel(world, booked)
    world.clock.advance(GRACE)
    await react(world)
    await waiting.retype(world, place=Place.HOME_VISIT)

    accepted = await waiting.accept(world, owner, entry)

    assert accepted.visit_address is None
    assert (await readdress(world, accepted.id, HOME, by=owner)).visit_address == HOME


async def test_nobody_walks_in_for_a_visit_at_home(world: World):
    with pytest.raises(WalkInElsewhere) as refused:
        await walk_in(world)
    assert refused.value.pointer == "/appointment_type_id"


async def test_the_address_can_be_changed_until_the_visit_begins(world: World):
    booked = await world.book(visit_address=HOME)
    changed = await readdress(world, booked.id, "Lindenhof 1")
    assert (changed.visit_address, changed.version, changed.sequence) == ("Lindenhof 1", booked.version + 1, 0)
    assert await readdress(world, booked.id, "Lindenhof 1") == changed
    traced = await world.all(AuditEntry, AuditEntry.action == "readdressed")
    assert [(each.actor_person_id, each.fields) for each in traced] == [(world.owner.id, ["visit_address"])]
    assert [each.type for each in await world.events()][-1] == "scheduling.appointment_moved"

    world.clock.advance(tuesday(10) - world.now)
    with pytest.raises(AlreadyBegun):
        await readdress(world, booked.id, HOME)
    assert (await readdress(world, booked.id, HOME, by=world.as_(Role.RECEPTIONIST))).visit_address == HOME
    await set_status(world, AppointmentStatus.CHECKED_IN)
    with pytest.raises(WrongMove):
        await readdress(world, booked.id, "Too late 1", by=world.as_(Role.RECEPTIONIST))


async def test_only_whoever_may_move_a_visit_changes_its_address(world: World):
    booked = await world.book(visit_address=HOME)
    with pytest.raises(AppointmentNotFound):
        await readdress(world, booked.id, "Elsewhere 1", by=world.as_stranger)
    with pytest.raises(Refused):
        await readdress(world, booked.id, "Elsewhere 1", by=world.as_(Role.TECHNICIAN))
    [row] = await world.all(Appointment)
    assert row.visit_address == HOME


async def test_a_visit_at_the_clinic_gets_no_address(world: World):
    await elsewhere(world)
    booked = await world.book()
    with pytest.raises(AddressUnneeded):
        await readdress(world, booked.id, HOME)


async def set_status(world: World, status: AppointmentStatus) -> None:
    async with world.database.transaction() as session:
        await session.execute(update(Appointment).values(status=status))


async def test_only_the_veterinarians_own_calendar_with_details_says_where(world: World):
    await world.book(visit_address=HOME)
    for by, kind, details, there in (
        (vet_of(world), FeedKind.VETERINARIAN, True, "Rosenweg"),
        (vet_of(world), FeedKind.VETERINARIAN, False, world.clinic.name),
        (world.as_owner, FeedKind.OWNER, True, world.clinic.name),
    ):
        feed = await subscribe(world, by, kind, shows_details=details)
        calendar: Any = Calendar.from_ical((await read(world, feed.secret)).text)
        [event] = calendar.walk("VEVENT")
        assert str(event["location"]).startswith(there)
        assert ("Rosenweg" in event.to_ical().decode()) is (there == "Rosenweg")
        assert "Rosenweg" not in str(event["summary"])
        assert world.clinic.street not in str(event["location"])


async def test_the_day_sheet_says_where_to_go(world: World):
    await world.book(visit_address=HOME)
    desk = world.as_(Role.RECEPTIONIST)
    async with world.acting(desk) as session:
        printed = await day_sheet.get_day_sheet(session, world.clinic.id, date(2026, 3, 3), by=desk, now=world.now)
    [page] = text_of(printed)
    assert "Rosenweg 4" in page
    assert "10117 Berlin" in page


async def test_the_owners_copy_shows_it_and_erasing_takes_it_away(world: World):
    await world.book(visit_address=HOME)
    async with world.database.transaction() as session:
        [visits] = [each for each in await privacy.collect(session, world.owner.id) if each.name == "appointments"]
    assert [each["visit_address"] for each in visits.rows] == [HOME]
    [erasure] = [each for each in privacy.ERASURES if isinstance(each, Erasure) and "visit_address" in each.columns]
    values = {"person_id": world.owner.id, "kept_pets": [world.pet.id], "now": world.now}
    async with world.database.transaction() as session:
        await session.execute(text(erasure.statement), values)
    [row] = await world.all(Appointment)
    assert row.visit_address is None


async def test_visits_carry_the_names_of_the_service_in_every_language(world: World):
    booked = await world.book(visit_address=HOME)
    assert booked.appointment_type_translations == {"de": "Hausbesuch"}
    [seen] = await listed(world, world.as_owner)
    assert seen["appointment_type_translations"] == {"de": "Hausbesuch"}
    await waiting.retype(world, translations={})
    [seen] = await listed(world, world.as_owner)
    assert seen["appointment_type_translations"] == {}
