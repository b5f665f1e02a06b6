"""Visits the clinic wants to confirm, the questions it asks, and what is copied when a visit is booked."""

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import AppointmentStatus, ReservationState
from vet_core.scheduling.models import Appointment, Reservation
from vet_core.scheduling.schemas import AnswerIn, AppointmentIn

from tests.scheduling.test_changes import active, cancel, move
from tests.scheduling.test_series import create
from tests.scheduling.test_status import step
from tests.scheduling.test_walk_ins import walk_in
from tests.world import World, build, change, tuesday
from vet_services.scheduling import booking, queries, status
from vet_services.scheduling.errors import (
    AnswerMissing,
    AnswerUnknown,
    AppointmentNotFound,
    SlotTaken,
    WrongMove,
)

QUESTIONS = [
    {"id": "since", "text": "Since when?", "translations": {}, "kind": "text", "choices": [], "is_required": True},
    {"id": "eats", "text": "Does it eat?", "translations": {}, "kind": "yes_no", "choices": [], "is_required": False},
    {
        "id": "how", "text": "How do you come?", "translations": {}, "kind": "choice", "choices": ["Car", "Foot"],
        "is_required": False,
    },
]  # fmt: skip


async def decline(world: World, appointment_id, *, by, reason=None):
    async with world.database.transaction() as session:
        return await status.decline(session, appointment_id, by=by, now=world.now, reason=reason)


async def test_a_request_keeps_its_time_until_the_clinic_decides(database, clock):
    world = await build(database, clock, is_confirmation_needed=True)
    requested = await world.book(tuesday(10))
    assert (requested.status, requested.stage) == ("requested", "expected")
    owner, pet = await world.another_owner()
    with pytest.raises(SlotTaken):
        await world.book(tuesday(10), by=owner, pet_id=pet.id)
    [event] = await world.events()
    assert (event.type, event.payload["status"]) == ("scheduling.appointment_requested", "requested")

    confirmed = await step(world, status.confirm, requested.id, by=world.as_(Role.RECEPTIONIST))

    assert (confirmed.status, confirmed.sequence, confirmed.version) == ("confirmed", 1, 2)
    [row] = await world.all(Appointment)
    assert (row.decided_at, row.decided_by_id) == (world.now, world.people[Role.RECEPTIONIST].id)
    assert [each.type for each in await world.events()][1:] == ["scheduling.appointment_confirmed"]
    with pytest.raises(WrongMove):
        await decline(world, requested.id, by=world.as_(Role.RECEPTIONIST))


async def test_a_declined_request_gives_its_time_back_and_says_why(database, clock):
    world = await build(database, clock, is_confirmation_needed=True)
    requested = await world.book(tuesday(10))
    declined = await decline(world, requested.id, by=world.as_(Role.VETERINARIAN), reason="We operate that day.")
    assert (declined.status, declined.cancellation_reason, declined.cancelled_at, declined.stage) == (
        "declined",
        "We operate that day.",
        None,
        None,
    )
    assert await active(world) == set()
    assert await world.count(Reservation, Reservation.state == ReservationState.RELEASED) == 2
    [event] = await world.events("scheduling.appointment_declined")
    assert event.payload["starts_at"] == "2026-03-03T09:00:00Z"
    [entry] = await world.all(AuditEntry, AuditEntry.action == "declined")
    assert entry.reason == "We operate that day."
    await world.book(tuesday(10))
    for again in (cancel(world, requested.id), move(world, requested.id, tuesday(11))):
        with pytest.raises(WrongMove):
            await again


async def test_what_the_clinic_books_itself_needs_no_word(database, clock):
    world = await build(database, clock, is_confirmation_needed=True)
    await world.book(tuesday(9))
    assert (await world.book(tuesday(10), by=world.as_(Role.RECEPTIONIST))).status is AppointmentStatus.CONFIRMED


async def test_a_request_can_be_moved_and_stays_one(database, clock):
    world = await build(database, clock, is_confirmation_needed=True)
    requested = await world.book(tuesday(10))
    assert (await move(world, requested.id, tuesday(11))).status is AppointmentStatus.REQUESTED


@pytest.mark.parametrize("operation", [status.confirm, status.decline, status.waive_late_fee])
async def test_who_decides(database, clock, operation):
    world = await build(database, clock, is_confirmation_needed=True)
    requested = await world.book(tuesday(10))
    for actor in (world.as_owner, world.as_(Role.TECHNICIAN)):
        with pytest.raises(Refused) as refusal:
            await step(world, operation, requested.id, by=actor)
        assert refusal.value.code == "scheduling.front_desk_only"
    with pytest.raises(AppointmentNotFound):
        await step(world, operation, requested.id, by=world.as_stranger)
    assert (await world.all(Appointment))[0].status is AppointmentStatus.REQUESTED


def answers(**texts):
    return [AnswerIn(question_id=id, text=text) for id, text in texts.items()]


async def test_answers_are_kept_with_the_visit_in_the_order_of_the_questions(database, clock):
    world = await build(database, clock, questions=QUESTIONS)
    booked = await world.book(tuesday(10), answers=answers(how="Foot", since=" Sunday ", eats="no"))
    assert [(each.question_id, each.text) for each in booked.answers] == [
        ("since", "Sunday"),
        ("eats", "no"),
        ("how", "Foot"),
    ]
    async with world.database.reading() as session:
        assert await queries.show(session, booked.id, by=world.as_owner) == booked


async def test_a_question_that_must_be_answered_is_asked_of_owners_at_once_and_from_a_hold(database, clock):
    world = await build(database, clock, questions=QUESTIONS)
    held = await world.hold(tuesday(12))

    async def from_hold(**over):
        async with world.database.transaction() as session:
            wish = AppointmentIn(hold_id=held.id, pet_id=world.pet.id, **over)
            return await booking.book(session, wish, by=world.as_owner, now=world.now)

    for attempt in (world.book(tuesday(10)), world.book(tuesday(10), answers=answers(eats="yes")), from_hold()):
        with pytest.raises(AnswerMissing) as refusal:
            await attempt
        assert (refusal.value.pointer, refusal.value.params) == ("/answers", {"question_id": "since"})
    assert await world.count(Appointment) == 0
    assert [each.text for each in (await from_hold(answers=answers(since="Sunday"))).answers] == ["Sunday"]
    assert (await world.book(tuesday(10), by=world.as_(Role.RECEPTIONIST))).answers == []


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"since": "Sunday", "why": "So."}, "/answers/1/question_id"),
        ({"since": "Sunday", "eats": "perhaps"}, "/answers/1/text"),
        ({"how": "By boat", "since": "Sunday"}, "/answers/0/text"),
    ],
)
async def test_an_answer_to_nothing_is_refused(database, clock, given, pointer):
    world = await build(database, clock, questions=QUESTIONS)
    with pytest.raises(AnswerUnknown) as refusal:
        await world.book(tuesday(10), answers=answers(**given))
    assert refusal.value.pointer == pointer


async def test_answers_of_a_series_are_kept_with_each_of_its_visits(database, clock):
    world = await build(database, clock, questions=QUESTIONS)
    with pytest.raises(AnswerMissing):
        await create(world, rrule="FREQ=WEEKLY;COUNT=2")
    assert await world.count(Appointment) == 0
    made = await create(world, rrule="FREQ=WEEKLY;COUNT=2", answers=answers(since="Sunday"))
    assert [[each.text for each in visit.answers] for visit in made.appointments] == [["Sunday"], ["Sunday"]]


async def test_a_walk_in_answers_what_it_can_and_nothing_else(database, clock):
    world = await build(database, clock, questions=QUESTIONS)
    world.clock.set(tuesday(10))
    assert [each.text for each in (await walk_in(world, answers=answers(eats="no"))).answers] == ["no"]
    assert (await walk_in(world)).answers == []
    with pytest.raises(AnswerUnknown) as refusal:
        await walk_in(world, answers=answers(eats="perhaps"))
    assert refusal.value.pointer == "/answers/0/text"


async def test_editing_a_kind_of_visit_changes_no_visit(database, clock):
    world = await build(database, clock, buffer_before_minutes=5, buffer_after_minutes=10, price_minor=4900)
    booked = await world.book(tuesday(10))
    await change(
        world.database,
        world.kind,
        duration_minutes=60,
        price_minor=9900,
        buffer_before_minutes=0,
        buffer_after_minutes=60,
    )
    async with world.database.reading() as session:
        shown = await queries.show(session, booked.id, by=world.as_owner)
    assert (shown.price.amount_minor, shown.duration_minutes) == (4900, 30)
    moved = await move(world, booked.id, tuesday(12))
    assert (moved.ends_at, moved.price.amount_minor) == (tuesday(12, 30), 4900)
    during = {each.start: each.end for _, each in await active(world)}
    assert during == {tuesday(11, 55): tuesday(12, 40), tuesday(12): tuesday(12, 30)}
