"""Which mails an event brings about, however often and in whatever order it is handled."""

from datetime import timedelta

from vet_core.kernel.actor import Role
from vet_core.pets.models import PetOwner
from vet_core.scheduling.schemas import RescheduleIn
from vet_core.testing import factories

from tests.notifications.conftest import Post
from tests.world import World, change, tuesday
from vet_services.bootstrap import HANDLERS
from vet_services.scheduling import booking, status

DAY = timedelta(hours=24)
REMINDER = "appointment_reminder"


async def cancel(world: World, appointment_id) -> None:
    async with world.database.transaction() as session:
        await booking.cancel(session, appointment_id, by=world.as_owner, now=world.now)


async def move(world: World, appointment_id, starts_at) -> None:
    async with world.database.transaction() as session:
        await booking.reschedule(
            session, appointment_id, RescheduleIn(starts_at=starts_at), by=world.as_owner, now=world.now
        )


async def test_a_booking_is_confirmed_at_once_and_reminded_of_a_day_before(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await post.react()
    confirmation, reminder = await post.rows()
    assert (confirmation.kind, confirmation.due_at, confirmation.person_id, confirmation.appointment_id) == (
        "appointment_booked",
        world.now,
        world.owner.id,
        booked.id,
    )
    assert (reminder.kind, reminder.due_at, reminder.state) == (REMINDER, tuesday(12, day=4) - DAY, "scheduled")


async def test_every_owner_is_told_unless_their_account_was_deleted(world: World, post: Post):
    async with world.database.transaction() as session:
        other = await factories.make_person(session)
        gone = await factories.make_person(session, deleted_at=world.now)
        session.add_all(PetOwner(pet_id=world.pet.id, person_id=each.id) for each in (other, gone))
    await world.book(tuesday(12, day=4))
    await post.react()
    assert {row.person_id for row in await post.rows("appointment_booked")} == {world.owner.id, other.id}
    assert {row.person_id for row in await post.rows(REMINDER)} == {world.owner.id, other.id}


async def test_no_reminder_when_less_than_a_day_is_left(world: World, post: Post):
    world.clock.set(tuesday(12) - DAY)
    await world.book(tuesday(12))
    await world.book(tuesday(12, 30))
    await post.react()
    assert [row.due_at for row in await post.rows(REMINDER)] == [tuesday(12, 30) - DAY]


async def test_handling_an_event_again_adds_nothing(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await move(world, booked.id, tuesday(12, day=5))
    await cancel(world, booked.id)
    await post.react(times=2)
    before = [(row.id, row.state) for row in await post.rows()]
    await post.react(times=2)
    await post.react(newest_first=True)
    assert [(row.id, row.state) for row in await post.rows()] == before


async def test_the_reminder_moves_with_the_visit_and_goes_with_it(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await post.react()
    await move(world, booked.id, tuesday(12, day=5))
    await post.react()
    states = {row.due_at: row.state for row in await post.rows(REMINDER)}
    assert states == {tuesday(12, day=4) - DAY: "cancelled", tuesday(12, day=5) - DAY: "scheduled"}
    await cancel(world, booked.id)
    await post.react()
    assert set(await post.states(REMINDER)) == {"cancelled"}


async def test_events_may_be_handled_in_any_order(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await move(world, booked.id, tuesday(12, day=5))
    await post.react(newest_first=True)
    [reminder] = await post.rows(REMINDER)
    assert (reminder.due_at, reminder.state) == (tuesday(12, day=5) - DAY, "scheduled")
    other = await world.book(tuesday(14, day=4))
    await cancel(world, other.id)
    await post.react(newest_first=True)
    assert [row.appointment_id for row in await post.rows(REMINDER)] == [booked.id]
    assert [row.kind.value for row in await post.rows() if row.appointment_id == other.id] == [
        "appointment_cancelled",
        "appointment_booked",
    ]


async def test_moving_away_and_back_brings_the_reminder_back(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await post.react()
    await move(world, booked.id, tuesday(12, day=5))
    await post.react()
    await move(world, booked.id, tuesday(12, day=4))
    await post.react()
    states = {row.due_at: row.state for row in await post.rows(REMINDER)}
    assert states == {tuesday(12, day=4) - DAY: "scheduled", tuesday(12, day=5) - DAY: "cancelled"}


async def test_a_reminder_that_was_sent_is_not_planned_again_for_the_same_time(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await post.react()
    world.clock.set(tuesday(12) + timedelta(minutes=1))
    await post.send()
    async with world.database.transaction() as session:
        wish = RescheduleIn(starts_at=tuesday(12, day=6))
        await booking.reschedule(session, booked.id, wish, by=world.as_owner, now=world.now)
    await post.react()
    world.clock.advance(timedelta(hours=-2))
    await move(world, booked.id, tuesday(12, day=4))
    await post.react()
    states = {row.due_at: row.state for row in await post.rows(REMINDER)}
    assert states == {tuesday(12): "sent", tuesday(12, day=5): "cancelled"}


async def test_a_visit_that_has_begun_needs_no_reminder(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await post.react()
    async with world.database.transaction() as session:
        await status.check_in(session, booked.id, by=world.as_(Role.RECEPTIONIST), now=world.now)
    await post.react()
    assert await post.states(REMINDER) == ["cancelled"]
    assert [row.kind.value for row in await post.rows()] == ["appointment_booked", REMINDER]


async def test_a_move_is_told_with_the_time_it_moved_from(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    await move(world, booked.id, tuesday(12, day=5))
    await move(world, booked.id, tuesday(12, day=6))
    await post.react()
    told = [
        (row.context["sequence"], row.context["previous_starts_at"])
        for row in await post.rows("appointment_rescheduled")
    ]
    assert sorted(told) == [(1, "2026-03-04T11:00:00+00:00"), (2, "2026-03-05T11:00:00+00:00")]


async def test_an_appointment_that_vanished_is_no_error(world: World, post: Post):
    booked = await world.book(tuesday(12, day=4))
    [event] = await world.events("scheduling.appointment_booked")
    from vet_core.scheduling.events import AppointmentStatusChanged

    facts = event.payload | {"appointment_id": world.pet.id}
    async with world.database.transaction() as session:
        [handler] = HANDLERS["scheduling.appointment_moved"]
        await handler.fn(session, AppointmentStatusChanged.model_validate(facts), world.now)
    assert booked.id != world.pet.id
    assert await post.rows() == []


async def test_a_pet_without_owners_brings_no_mail(world: World, post: Post):
    await world.book(tuesday(12, day=4))
    await change(world.database, world.owner, deleted_at=world.now)
    await post.react()
    assert await post.rows() == []


def test_every_handler_is_named_after_its_domain_once():
    names = [handler.name for handlers in HANDLERS.values() for handler in handlers]
    assert len(names) == len(set(names)) == 21
    assert all(name.startswith(("notifications.", "identity.", "scheduling.")) for name in names)
