from datetime import UTC, datetime

import pytest

from vet_core.scheduling.enums import ENDED, MOVES, OPEN, STAGES, AppointmentStatus, Stage, stage

S = AppointmentStatus


def test_every_status_has_its_moves_and_they_are_exactly_these() -> None:
    assert {status: set(targets) for status, targets in MOVES.items()} == {
        S.REQUESTED: {S.CONFIRMED, S.DECLINED, S.CANCELLED},
        S.CONFIRMED: {S.CHECKED_IN, S.CANCELLED, S.MISSED},
        S.CHECKED_IN: {S.IN_PROGRESS, S.CANCELLED},
        S.IN_PROGRESS: {S.COMPLETED},
        S.COMPLETED: set(),
        S.CANCELLED: set(),
        S.DECLINED: set(),
        S.MISSED: {S.CHECKED_IN},
    }


def test_finished_visits_never_open_again() -> None:
    final = {status for status, targets in MOVES.items() if not targets}
    assert final == {S.COMPLETED, S.CANCELLED, S.DECLINED}
    assert final.isdisjoint(OPEN)
    assert set(S) - OPEN == {S.COMPLETED} | ENDED


LATER = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "roomed_at", "departed_at", "shown"),
    [
        (S.REQUESTED, None, None, Stage.EXPECTED),
        (S.CONFIRMED, None, None, Stage.EXPECTED),
        (S.CHECKED_IN, None, None, Stage.ARRIVED),
        (S.CHECKED_IN, LATER, None, Stage.ROOMED),
        (S.IN_PROGRESS, None, None, Stage.WITH_VET),
        (S.IN_PROGRESS, LATER, None, Stage.WITH_VET),
        (S.COMPLETED, LATER, None, Stage.TO_PAY),
        (S.COMPLETED, None, LATER, Stage.GONE),
        (S.CANCELLED, LATER, None, None),
        (S.DECLINED, None, None, None),
        (S.MISSED, None, None, None),
    ],
)
def test_the_board_shows_where_a_pet_is(status, roomed_at, departed_at, shown) -> None:
    assert stage(status, roomed_at=roomed_at, departed_at=departed_at) is shown


def test_every_visit_that_takes_place_has_its_stages() -> None:
    assert set(STAGES) == set(S) - ENDED
