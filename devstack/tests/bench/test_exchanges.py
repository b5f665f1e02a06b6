"""The floor repeats a booking for another slot: ids are new, times move, everything else stays."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from devstack.bench.exchanges import NotAlike, Statement, Transaction, Variation

PET, VET, OTHER_VET = (UUID(int=number) for number in (1, 2, 3))
STEP = timedelta(hours=1)
START = datetime(2027, 1, 4, 10, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass(frozen=True)
class Range:
    lower: datetime
    upper: datetime


def booking(appointment: UUID, start: datetime, now: datetime = NOW) -> tuple[Transaction, ...]:
    return (
        Transaction(
            False,
            (
                Statement("INSERT INTO appointments", (appointment, PET, VET, start, now), False, 1),
                Statement("INSERT INTO reservations", [(VET, Range(start, start + STEP)), (PET, None)], True, 2),
                Statement("INSERT INTO outbox", (f'{{"appointment_id": "{appointment}", "n": 1}}',), False, 1),
            ),
        ),
    )


def parameters(exchange: tuple[Transaction, ...]) -> list:
    return [statement.parameters for statement in exchange[0].statements]


def test_another_slot_has_new_ids_everywhere_and_moved_times() -> None:
    recorded = Variation(booking(UUID(int=8), START), booking(UUID(int=9), START + STEP), STEP)
    appointment, reservations, outbox = parameters(recorded.at(3 * STEP, {VET: OTHER_VET}))
    fresh = appointment[0]
    assert fresh not in (UUID(int=8), UUID(int=9))
    assert appointment[1:] == (PET, OTHER_VET, START + 3 * STEP, NOW)
    assert reservations == [(OTHER_VET, Range(START + 3 * STEP, START + 4 * STEP)), (PET, None)]
    assert outbox == (f'{{"appointment_id": "{fresh}", "n": 1}}',)


def test_rows_written_as_json_vary_like_any_others() -> None:
    def row(key: int, start: datetime) -> tuple[Transaction, ...]:
        text = json.dumps(
            [{"id": str(UUID(int=key)), "vet": str(VET), "starts_at": start.isoformat(), "note": "{", "n": 1}]
        )
        return (Transaction(False, (Statement("INSERT", (UUID(int=key), text, key + 2**40), False, 1),)),)

    recorded = Variation(row(8, START), row(9, START + STEP), STEP)
    ((fresh, text, lock),) = parameters(recorded.at(3 * STEP, {VET: OTHER_VET}))
    moved = (START + 3 * STEP).isoformat()
    assert json.loads(text) == [{"id": str(fresh), "vet": str(OTHER_VET), "starts_at": moved, "note": "{", "n": 1}]
    assert fresh not in (UUID(int=8), UUID(int=9))
    assert lock not in (8 + 2**40, 9 + 2**40)


def test_two_bookings_made_from_one_recording_share_no_id() -> None:
    recorded = Variation(booking(UUID(int=8), START), booking(UUID(int=9), START + STEP), STEP)
    one, other = (parameters(recorded.at(times * STEP, {}))[0][0] for times in (1, 2))
    assert one != other


def test_times_that_do_not_follow_the_slot_stay() -> None:
    later = NOW + timedelta(seconds=2)
    recorded = Variation(booking(UUID(int=8), START), booking(UUID(int=9), START + STEP, later), STEP)
    assert parameters(recorded.at(2 * STEP, {}))[0][4] == NOW


def test_recordings_with_different_statements_are_refused() -> None:
    shorter = (Transaction(False, booking(UUID(int=9), START)[0].statements[:2]),)
    with pytest.raises(NotAlike):
        Variation(booking(UUID(int=8), START), shorter, STEP)
