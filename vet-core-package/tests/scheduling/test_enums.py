from vet_core.scheduling.enums import MOVES, OPEN, AppointmentStatus

S = AppointmentStatus


def test_every_status_has_its_moves_and_they_are_exactly_these() -> None:
    assert {status: set(targets) for status, targets in MOVES.items()} == {
        S.REQUESTED: {S.CONFIRMED, S.CANCELLED},
        S.CONFIRMED: {S.CHECKED_IN, S.CANCELLED, S.MISSED},
        S.CHECKED_IN: {S.IN_PROGRESS, S.CANCELLED},
        S.IN_PROGRESS: {S.COMPLETED},
        S.COMPLETED: set(),
        S.CANCELLED: set(),
        S.MISSED: {S.CHECKED_IN},
    }


def test_finished_visits_never_open_again() -> None:
    final = {status for status, targets in MOVES.items() if not targets}
    assert final == {S.COMPLETED, S.CANCELLED}
    assert final.isdisjoint(OPEN)
    assert set(S) - OPEN == {S.COMPLETED, S.CANCELLED, S.MISSED}
