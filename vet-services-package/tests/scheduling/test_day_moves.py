"""A day that cannot be kept: what is proposed, and what becomes of it when owners choose by their links."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from vet_core.audit.models import AuditEntry
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import Refused
from vet_core.scheduling.enums import LinkPurpose, ProposalState
from vet_core.scheduling.models import Appointment, AppointmentType, CalendarBlock, MoveProposal
from vet_core.scheduling.schemas import (
    AppointmentOut,
    DayMoveIn,
    DayMoveOut,
    DayMovePreviewIn,
    DayMovePreviewOut,
    LinkOut,
    RescheduleIn,
)

from tests.scheduling.test_links import is_dead, look_up, stands, traces, use
from tests.world import TEN, World, react, tuesday
from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import booking, day_moves, day_moves_ending, link_tokens
from vet_services.scheduling.errors import (
    AppointmentNotFound,
    DayMoveNotFound,
    LinkInvalid,
    OptionTaken,
    SlotTaken,
)
from vet_services.scheduling.link_tokens import Link

TUESDAY = date(2026, 3, 3)
HALF = timedelta(minutes=30)


def wished(world: World, **over: Any) -> dict[str, Any]:
    return {"clinic_id": world.clinic.id, "veterinarian_id": world.veterinarian.id, "on_day": TUESDAY} | over


async def preview(world: World, *, by: Actor | None = None) -> DayMovePreviewOut:
    by = by or world.as_(Role.RECEPTIONIST)
    async with world.acting(by) as session:
        return await day_moves.preview_day_move(session, DayMovePreviewIn(**wished(world)), by=by, now=world.now)


async def propose(world: World, *, by: Actor | None = None, **over: Any) -> DayMoveOut:
    by = by or world.as_(Role.RECEPTIONIST)
    async with world.acting(by) as session:
        return await day_moves.create_day_move(session, DayMoveIn(**wished(world, **over)), by=by, now=world.now)


async def progress(world: World, move_id: UUID) -> DayMoveOut:
    by = world.as_(Role.TECHNICIAN)
    async with world.acting(by) as session:
        return await day_moves.get_day_move(session, move_id, by=by, now=world.now)


async def book(world: World, starts_at: datetime = TEN, **over: Any) -> AppointmentOut:
    return await world.book(starts_at, veterinarian_id=world.veterinarian.id, **over)


async def token_of(world: World, booked: AppointmentOut, **over: Any) -> str:
    [proposal] = await world.all(
        MoveProposal, MoveProposal.appointment_id == booked.id, MoveProposal.state == ProposalState.OPEN
    )
    values: dict[str, Any] = {
        "purpose": LinkPurpose.CHOOSE,
        "subject_id": proposal.id,
        "person_id": world.owner.id,
        "sequence": booked.sequence,
        "expires_at": booked.starts_at,
    }
    return link_tokens.sign(Link(**values | over))


def times(options: Any) -> list[tuple[datetime, UUID]]:
    return [(each.starts_at, each.veterinarian_id) for each in options]


async def test_two_times_with_others_that_day_and_three_on_the_next_days(world_of_two: World):
    world = world_of_two
    booked = await book(world)
    [item] = (await preview(world)).items
    own, other = (each.id for each in world.veterinarians)
    assert item.appointment.id == booked.id
    assert (item.proposal_id, item.state, item.expires_at) == (None, None, None)
    # With the other one at the same hour and, as near to it as any, half an hour earlier; the pet's own ten o'clock
    # is no obstacle, because the visit leaves it.
    assert times(item.options) == [
        (TEN - HALF, other),
        (TEN, other),
        (tuesday(10, day=4), own),
        (tuesday(10, day=5), own),
        (tuesday(10, day=6), own),
    ]
    assert await world.count(MoveProposal) == await world.count(CalendarBlock) == 0


async def test_alone_the_same_veterinarian_is_proposed_on_five_days(world: World):
    await book(world)
    [item] = (await preview(world)).items
    assert [each.starts_at for each in item.options] == [tuesday(10, day=each) for each in (4, 5, 6, 9, 10)]


async def test_not_everybody_reaches_for_the_same_hour(world: World):
    other, pet = await world.another_owner()
    await book(world)
    await book(world, TEN + HALF, by=other, pet_id=pet.id)
    first, second = (await preview(world)).items
    assert set(times(first.options)).isdisjoint(times(second.options))
    assert second.options[0].starts_at == tuesday(10, 30, day=4)


async def test_only_visits_that_lie_ahead_on_that_day_with_that_veterinarian(world_of_two: World):
    world = world_of_two
    await book(world)
    await book(world, tuesday(15))
    await book(world, tuesday(15, day=4))
    other, pet = await world.another_owner()
    await world.book(tuesday(16), veterinarian_id=world.veterinarians[1].id, by=other, pet_id=pet.id)
    gone = await book(world, tuesday(16, 30))
    async with world.acting(world.as_owner) as session:
        await booking.cancel(session, gone.id, by=world.as_owner, now=world.now)
    assert [each.appointment.starts_at for each in (await preview(world)).items] == [TEN, tuesday(15)]
    world.clock.set(tuesday(12))
    assert [each.appointment.starts_at for each in (await preview(world)).items] == [tuesday(15)]


async def test_proposing_closes_the_day_when_asked_and_moves_nobody(world: World):
    booked = await book(world)
    move = await propose(world, reason="Ill.")
    assert (move.on_day, move.reason, len(move.items)) == (TUESDAY, "Ill.", 1)
    assert (move.items[0].state, move.items[0].expires_at) == (ProposalState.OPEN, TEN)
    [block] = await world.all(CalendarBlock)
    assert (block.id, block.kind, block.starts_at, block.ends_at) == (
        move.block_id, "time_off", tuesday(0), tuesday(24),
    )  # fmt: skip
    with pytest.raises(SlotTaken):
        await book(world, tuesday(15))
    assert await stands(world, booked) == ("confirmed", TEN, 0)
    await propose(world, is_blocked=False)
    assert await world.count(CalendarBlock) == 1
    states = sorted(row.state.value for row in await world.all(MoveProposal))
    assert states == ["open", "withdrawn"]
    told = await world.events("scheduling.move_proposed")
    assert [event.person_ids for event in told] == [[world.owner.id]] * 2


async def test_some_of_the_day_can_be_named(world: World):
    first = await book(world)
    await book(world, tuesday(15))
    move = await propose(world, appointment_ids=[first.id])
    assert [each.appointment.id for each in move.items] == [first.id]
    elsewhere = await book(world, tuesday(15, day=4))
    with pytest.raises(AppointmentNotFound):
        await propose(world, appointment_ids=[elsewhere.id])


async def test_who_may(world: World):
    await book(world)
    for act in (preview, propose):
        with pytest.raises(Refused):
            await act(world, by=world.as_(Role.TECHNICIAN))
        for outsider in (world.as_owner, world.as_stranger):
            with pytest.raises(ClinicNotFound):
                await act(world, by=outsider)
    move = await propose(world)
    async with world.acting(world.as_owner) as session:
        with pytest.raises(DayMoveNotFound):
            await day_moves.get_day_move(session, move.id, by=world.as_owner, now=world.now)


async def test_a_look_in_an_emergency_is_noted(world: World):
    await book(world)
    move = await propose(world)
    by = Actor(world.stranger.id, is_system_administrator=True, opened_clinic_ids=frozenset({world.clinic.id}))
    async with world.acting(by) as session:
        assert len((await day_moves.get_day_move(session, move.id, by=by, now=world.now)).items) == 1
    [note] = await world.all(AuditEntry, AuditEntry.action == "day_move_opened")
    assert (note.actor_person_id, note.subject_id, note.reason) == (by.person_id, move.id, "emergency access")


async def strict(world: World) -> None:
    """A notice of a week and the late fee that comes with it: owners could not move at all on their own."""
    async with world.database.transaction() as session:
        kind = await session.get_one(AppointmentType, world.kind.id)
        kind.minimum_notice_minutes = kind.cancellation_notice_minutes = 7 * 24 * 60
        kind.late_fee_minor = 1500


async def test_the_owner_chooses_by_link_and_pays_nothing_for_it(world: World):
    booked = await book(world)
    await strict(world)
    move = await propose(world)
    text = await token_of(world, booked)
    shown = await look_up(world, text)
    assert times(shown.options) == times(move.items[0].options)
    chosen = shown.options[0]
    done = await use(world, text, starts_at=chosen.starts_at, veterinarian_id=chosen.veterinarian_id)
    assert (done.status, done.starts_at) == ("confirmed", chosen.starts_at)
    [visit] = await world.all(Appointment)
    assert (visit.starts_at, visit.is_late, visit.late_fee_minor) == (chosen.starts_at, False, None)
    assert (await traces(world))[-2:] == [("rescheduled", "link"), ("chose_time", "link")]
    assert await is_dead(world, text)
    [item] = (await progress(world, move.id)).items
    assert (item.state, item.chosen_starts_at) == (ProposalState.CHOSEN, chosen.starts_at)
    await react(world)
    assert (await progress(world, move.id)).items[0].state is ProposalState.CHOSEN


async def test_at_other_times_the_owners_own_rules_hold(world: World):
    booked = await book(world)
    await propose(world)
    await strict(world)
    with pytest.raises(OptionTaken):
        await use(world, await token_of(world, booked), starts_at=tuesday(11, day=4))
    assert await stands(world, booked) == ("confirmed", TEN, 0)


async def test_what_was_taken_meanwhile_is_said_and_others_are_offered(world: World):
    booked = await book(world)
    move = await propose(world)
    other, pet = await world.another_owner()
    taken, *rest = move.items[0].options
    await book(world, taken.starts_at, by=other, pet_id=pet.id)
    text = await token_of(world, booked)
    with pytest.raises(OptionTaken) as refusal:
        await use(world, text, starts_at=taken.starts_at, veterinarian_id=taken.veterinarian_id)
    starts = [datetime.fromisoformat(str(each["starts_at"])) for each in refusal.value.options]
    assert taken.starts_at not in starts
    assert len(starts) == 5
    assert {each.starts_at for each in rest} < set(starts)
    assert refusal.value.params["options"] == refusal.value.options
    assert {each["veterinarian_name"] for each in refusal.value.options} == {world.veterinarian.display_name}
    shown = await look_up(world, text)
    assert [each.starts_at for each in shown.options] == starts
    [fresh] = set(starts) - {each.starts_at for each in rest}
    assert (await use(world, text, starts_at=fresh)).starts_at == fresh


async def test_of_two_who_reach_for_one_time_one_gets_it_and_the_other_keeps_theirs(world: World):
    other, pet = await world.another_owner()
    mine = await book(world)
    theirs = await book(world, TEN + HALF, by=other, pet_id=pet.id)
    await propose(world)
    goal = tuesday(10, day=4)
    texts = [await token_of(world, mine), await token_of(world, theirs, person_id=other.person_id)]
    outcomes = await asyncio.gather(*(use(world, text, starts_at=goal) for text in texts), return_exceptions=True)
    assert sorted(type(each).__name__ for each in outcomes) == ["LinkOut", "OptionTaken"]
    starts = [(await stands(world, each))[1] for each in (mine, theirs)]
    assert sorted(starts) in ([TEN, goal], [TEN + HALF, goal])
    assert sum(isinstance(each, LinkOut) for each in outcomes) == 1


async def test_a_choice_while_the_day_is_proposed_anew_waits_for_that(world: World, monkeypatch):
    booked = await book(world)
    await propose(world, is_blocked=False)
    text = await token_of(world, booked)
    goal = (await look_up(world, text)).options[0].starts_at
    withdraw = day_moves_ending.withdraw_proposals
    choosing: list[asyncio.Task[LinkOut]] = []

    async def withdraw_and_linger(*args: Any) -> None:
        await withdraw(*args)
        choosing.append(asyncio.create_task(use(world, text, starts_at=goal)))
        await asyncio.sleep(0.3)

    monkeypatch.setattr(day_moves, "withdraw_proposals", withdraw_and_linger)
    anew = await propose(world, is_blocked=False)
    with pytest.raises(LinkInvalid):
        await choosing[0]
    assert (await progress(world, anew.id)).items[0].state is ProposalState.OPEN


async def test_a_visit_moved_or_called_off_otherwise_needs_no_proposal(world: World):
    booked = await book(world)
    move = await propose(world)
    text = await token_of(world, booked)
    async with world.acting(world.as_owner) as session:
        await booking.cancel(session, booked.id, by=world.as_owner, now=world.now)
    assert await is_dead(world, text)
    await react(world)
    assert (await progress(world, move.id)).items[0].state is ProposalState.WITHDRAWN


async def test_news_of_an_earlier_move_leaves_later_proposals_alone(world: World):
    """Events arrive late and more than once."""
    booked = await book(world)
    await propose(world, is_blocked=False)
    world.clock.advance(timedelta(minutes=1))
    async with world.acting(world.as_owner) as session:
        there = RescheduleIn(starts_at=TEN + HALF)
        await booking.reschedule(session, booked.id, there, by=world.as_owner, now=world.now)
    world.clock.advance(timedelta(minutes=1))
    anew = await propose(world, is_blocked=False)
    await react(world)
    assert (await progress(world, anew.id)).items[0].state is ProposalState.OPEN


async def test_proposals_end_with_their_visit(world: World):
    booked = await book(world)
    move = await propose(world)
    text = await token_of(world, booked, expires_at=tuesday(20))
    world.clock.set(TEN)
    assert await is_dead(world, text)
    async with world.database.transaction() as session:
        assert await day_moves_ending.expire_proposals(session, now=world.now, most=10) == 1
    assert (await progress(world, move.id)).items[0].state is ProposalState.EXPIRED
