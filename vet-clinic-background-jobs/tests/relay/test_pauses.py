"""Pauses grow, stay bounded, and start over after success."""

from vet_clinic_jobs.relay.pauses import FIRST_SECONDS, LONGEST_SECONDS, Pauses


def test_pauses_grow_to_a_bound_and_start_over() -> None:
    pauses = Pauses()
    taken = [pauses.next() for _ in range(40)]

    assert FIRST_SECONDS / 2 <= taken[0] <= FIRST_SECONDS
    assert FIRST_SECONDS * 2 <= taken[2] <= FIRST_SECONDS * 4
    assert all(LONGEST_SECONDS / 2 <= pause <= LONGEST_SECONDS for pause in taken[10:])
    pauses.reset()
    assert pauses.next() <= FIRST_SECONDS
