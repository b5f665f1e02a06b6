"""Links of mails: looking changes nothing, using acts as the mail's reader, and every change kills older links."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.identity.enums import PetAccess
from vet_core.kernel.actor import Actor, Role
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import LinkPurpose
from vet_core.scheduling.models import Appointment, Reservation, WaitlistOffer
from vet_core.scheduling.schemas import AppointmentOut, LinkOut, LinkUseIn, RescheduleIn

from tests.scheduling.waiting import cancel as free_by_cancelling
from tests.scheduling.waiting import follow, newcomer, statuses
from tests.world import TEN, World, change, react, tuesday
from vet_services.scheduling import booking, link_tokens, links, status
from vet_services.scheduling.errors import ChoiceMissing, LinkInvalid, NothingToDecline, NotOffered, SlotTaken
from vet_services.scheduling.link_tokens import Link

CONFIRM, CANCEL, RESCHEDULE = LinkPurpose.CONFIRM, LinkPurpose.CANCEL, LinkPurpose.RESCHEDULE


def token(world: World, booked: AppointmentOut, purpose: LinkPurpose, **over: Any) -> str:
    values: dict[str, Any] = {
        "purpose": purpose,
        "subject_id": booked.id,
        "person_id": world.owner.id,
        "sequence": booked.sequence,
        "expires_at": booked.starts_at,
    }
    return link_tokens.sign(Link(**values | over))


async def look_up(world: World, text: str) -> LinkOut:
    """As the API does: in a transaction that begins in nobody's scope."""
    assert world.scoped is not None
    async with world.scoped.transaction() as session:
        return await links.look_up_link(session, text, now=world.now)


async def use(world: World, text: str, **over: Any) -> LinkOut:
    assert world.scoped is not None
    async with world.scoped.transaction() as session:
        return await links.use_link(session, LinkUseIn(token=text, **over), now=world.now)


async def is_dead(world: World, text: str) -> bool:
    for act in (look_up, use):
        with pytest.raises(LinkInvalid):
            await act(world, text)
    return True


async def stands(world: World, booked: AppointmentOut) -> tuple[str, datetime, int]:
    [row] = await world.all(Appointment, Appointment.id == booked.id)
    return row.status.value, row.starts_at, row.sequence


async def traces(world: World) -> list[tuple[str, str | None]]:
    rows = await world.all(AuditEntry, AuditEntry.actor_person_id == world.owner.id)
    return [(row.action, row.session_id) for row in sorted(rows, key=lambda row: row.id)]


@pytest.mark.parametrize("purpose", [CONFIRM, CANCEL, RESCHEDULE])
async def test_looking_changes_nothing_and_names_nobody(world: World, purpose: LinkPurpose):
    booked = await world.book(TEN)
    before, events = await traces(world), len(await world.events())
    for _ in range(3):
        shown = await look_up(world, token(world, booked, purpose))
    assert shown.model_dump(mode="json", exclude={"options"}) == {
        "purpose": purpose.value,
        "clinic_id": str(world.clinic.id),
        "clinic_name": world.clinic.name,
        "appointment_type_id": str(world.kind.id),
        "appointment_type_name": world.kind.name,
        "appointment_type_translations": {},
        "veterinarian_name": world.veterinarian.display_name,
        "status": "confirmed",
        "starts_at": "2026-03-03T09:00:00Z",
        "ends_at": "2026-03-03T09:30:00Z",
        "time_zone": "Europe/Berlin",
        "starts_local": "2026-03-03T10:00",
    }
    assert world.pet.name not in shown.model_dump_json()
    assert await stands(world, booked) == ("confirmed", TEN, 0)
    assert (await traces(world), len(await world.events())) == (before, events)


async def test_only_a_link_to_move_shows_other_times(world: World):
    booked = await world.book(TEN)
    await world.book(tuesday(10, 30))
    assert (await look_up(world, token(world, booked, CANCEL))).options == []
    options = (await look_up(world, token(world, booked, RESCHEDULE))).options
    now = tuesday(10, day=2)
    expected = [now + n * timedelta(minutes=30) for n in range(12)]
    assert [each.starts_at for each in options] == expected
    assert {(each.veterinarian_id, each.veterinarian_name) for each in options} == {
        (world.veterinarian.id, world.veterinarian.display_name)
    }


async def test_confirming_is_once_and_leaves_the_other_links_alone(world: World):
    booked = await world.book(TEN)
    text = token(world, booked, CONFIRM)
    await use(world, text)
    [row] = await world.all(Appointment)
    assert row.owner_confirmed_at == world.now
    world.clock.advance(timedelta(minutes=5))
    shown = await use(world, text)
    [again] = await world.all(Appointment)
    assert (shown.status, again.owner_confirmed_at, again.sequence) == ("confirmed", row.owner_confirmed_at, 0)
    assert (await traces(world))[1:] == [("promised_to_come", "link")]
    await use(world, token(world, booked, CANCEL))
    assert (await stands(world, booked))[0] == "cancelled"


async def test_who_promised_to_come_is_asked_again_when_the_time_moves(world: World):
    booked = await world.book(TEN)
    await use(world, token(world, booked, CONFIRM))
    await use(world, token(world, booked, RESCHEDULE), starts_at=tuesday(12))
    [row] = await world.all(Appointment)
    assert (row.starts_at, row.owner_confirmed_at) == (tuesday(12), None)


async def test_cancelling_is_done_as_the_reader_and_audited_as_by_link(world: World):
    booked = await world.book(TEN)
    text = token(world, booked, CANCEL)
    shown = await use(world, text)
    assert (shown.status, shown.options) == ("cancelled", [])
    [row] = await world.all(Appointment)
    assert (row.cancelled_by_id, row.cancelled_at) == (world.owner.id, world.now)
    assert await traces(world) == [("booked", None), ("cancelled", "link")]
    assert await world.count(Reservation, Reservation.state == "booked") == 0
    assert await is_dead(world, text)


async def test_moving_is_one_step_and_the_link_dies_with_it(world: World):
    booked = await world.book(TEN)
    text = token(world, booked, RESCHEDULE)
    with pytest.raises(ChoiceMissing):
        await use(world, text)
    other, pet = await world.another_owner()
    await world.book(tuesday(11), by=other, pet_id=pet.id)
    with pytest.raises(SlotTaken):
        await use(world, text, starts_at=tuesday(11))
    with pytest.raises(NotOffered):
        await use(world, text, starts_at=tuesday(20))
    shown = await use(world, text, starts_at=tuesday(12))
    assert (shown.starts_at, shown.starts_local.hour) == (tuesday(12), 12)
    assert await stands(world, booked) == ("confirmed", tuesday(12), 1)
    assert (await traces(world))[-1] == ("rescheduled", "link")
    assert await is_dead(world, text)


async def test_any_change_of_the_visit_kills_its_links(world: World):
    booked = await world.book(TEN)
    texts = [token(world, booked, each) for each in (CONFIRM, CANCEL, RESCHEDULE)]
    async with world.acting(world.as_(Role.RECEPTIONIST)) as session:
        there = RescheduleIn(starts_at=tuesday(12))
        await booking.reschedule(session, booked.id, there, by=world.as_(Role.RECEPTIONIST), now=world.now)
    assert all([await is_dead(world, text) for text in texts])
    assert await stands(world, booked) == ("confirmed", tuesday(12), 1)


async def test_a_link_ends_when_the_visit_begins_and_when_the_pet_has_come(world: World):
    booked = await world.book(TEN)
    text = token(world, booked, CANCEL)
    lasting = token(world, booked, CANCEL, expires_at=tuesday(20))
    world.clock.set(TEN)
    assert await is_dead(world, text)
    assert await is_dead(world, lasting)
    world.clock.set(TEN - timedelta(minutes=5))
    staff = world.as_(Role.RECEPTIONIST)
    async with world.acting(staff) as session:
        await status.check_in(session, booked.id, by=staff, now=world.now)
    assert await is_dead(world, text)
    assert (await stands(world, booked))[0] == "checked_in"


async def test_only_whoever_manages_the_pet_acts_through_their_link(world: World):
    booked = await world.book(TEN)
    texts = [
        token(world, booked, CANCEL, person_id=world.stranger.id),
        token(world, booked, CANCEL, person_id=world.people[Role.RECEPTIONIST].id),
        token(world, booked, CANCEL, subject_id=world.pet.id),
        token(world, booked, LinkPurpose.CHOOSE),
        token(world, booked, LinkPurpose.WAITLIST),
    ]
    assert all([await is_dead(world, text) for text in texts])
    text = token(world, booked, CANCEL)
    async with world.database.transaction() as session:
        owner = await session.get_one(PetOwner, {"pet_id": world.pet.id, "person_id": world.owner.id})
        owner.access = PetAccess.VIEW
    assert await is_dead(world, text)
    async with world.database.transaction() as session:
        owner = await session.get_one(PetOwner, {"pet_id": world.pet.id, "person_id": world.owner.id})
        owner.access = PetAccess.MANAGE
    await change(world.database, world.owner, deleted_at=world.now)
    assert await is_dead(world, text)
    assert await stands(world, booked) == ("confirmed", TEN, 0)


async def test_a_link_pressed_by_many_at_once_acts_once(world: World):
    booked = await world.book(TEN)
    text = token(world, booked, CANCEL)
    outcomes = await asyncio.gather(*(use(world, text) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(each, LinkOut) for each in outcomes) == 1
    assert sum(isinstance(each, LinkInvalid) for each in outcomes) == 7
    assert len(await world.events("scheduling.appointment_cancelled")) == 1


async def offered(world: World) -> tuple[Actor, Any, str]:
    booked = await world.book(TEN)
    by, entry = await newcomer(world)
    await free_by_cancelling(world, booked)
    await follow(world)
    [offer] = await world.all(WaitlistOffer)
    text = link_tokens.sign(Link(LinkPurpose.WAITLIST, offer.id, by.person_id, 0, offer.expires_at))
    return by, entry, text


async def test_a_kept_time_is_taken_by_its_link(world: World):
    by, entry, text = await offered(world)
    shown = await look_up(world, text)
    assert (shown.purpose, shown.status, shown.starts_at) == (LinkPurpose.WAITLIST, "offered", TEN)
    [option] = shown.options
    assert (option.starts_at, option.veterinarian_name) == (TEN, world.veterinarian.display_name)
    shown = await use(world, text)
    assert shown.status == "booked"
    [visit] = await world.all(Appointment, Appointment.pet_id == entry.pet_id)
    assert (visit.starts_at, visit.booked_by_id) == (TEN, by.person_id)
    assert await is_dead(world, text)


async def test_a_kept_time_is_let_go_by_its_link_and_the_wish_stands(world: World):
    by, entry, text = await offered(world)
    _, other = await newcomer(world)
    shown = await use(world, text, action="decline")
    assert (shown.status, shown.options) == ("waiting", [])
    assert await world.count(Appointment, Appointment.pet_id == entry.pet_id) == 0
    declined = await world.all(AuditEntry, AuditEntry.action == "declined")
    assert [(row.actor_person_id, row.session_id) for row in declined] == [(by.person_id, "link")]
    assert await is_dead(world, text)
    with pytest.raises(LinkInvalid):
        await use(world, text, action="decline")
    await react(world)
    assert await statuses(world, entry, other) == ["waiting", "offered"]


async def test_taken_and_let_go_at_once_is_one_of_the_two(world: World):
    _, entry, text = await offered(world)
    answers = (use(world, text, action=action) for action in ("accept", "decline") * 4)
    outcomes = await asyncio.gather(*answers, return_exceptions=True)
    [won] = [each for each in outcomes if isinstance(each, LinkOut)]
    assert sum(isinstance(each, LinkInvalid) for each in outcomes) == 7
    assert await statuses(world, entry) == [won.status.value]


@pytest.mark.parametrize("purpose", [CONFIRM, CANCEL, RESCHEDULE])
async def test_a_visit_is_not_declined_by_its_link(world: World, purpose: LinkPurpose):
    booked = await world.book(TEN)
    with pytest.raises(NothingToDecline) as refusal:
        await use(world, token(world, booked, purpose), action="decline", starts_at=tuesday(12))
    assert refusal.value.pointer == "/action"
    assert await stands(world, booked) == ("confirmed", TEN, 0)


async def test_a_kept_time_is_nobody_elses_and_ends_with_its_offer(world: World):
    _, entry, text = await offered(world)
    [offer] = await world.all(WaitlistOffer)
    stolen = Link(LinkPurpose.WAITLIST, offer.id, world.stranger.id, 0, offer.expires_at)
    assert await is_dead(world, link_tokens.sign(stolen))
    world.clock.set(offer.expires_at)
    assert await is_dead(world, text)
    assert await statuses(world, entry) == ["offered"]
