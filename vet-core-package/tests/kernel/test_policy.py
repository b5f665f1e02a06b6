import pytest

from vet_core.kernel.actor import CLINICAL, FRONT_DESK, STAFF, SYSTEM, Actor, Grant, Role
from vet_core.kernel.errors import Forbidden, NotFound
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import ALLOWED, OUTSIDER, Refused, enforce, refused

HERE, THERE = new_id(), new_id()
ACTOR = Actor(new_id(), frozenset({Grant(HERE, Role.VETERINARIAN), Grant(THERE, Role.RECEPTIONIST)}))


class Hidden(NotFound):
    code = "tests.hidden"


def test_an_actor_works_where_a_grant_says_and_nowhere_else() -> None:
    assert ACTOR.works_at(HERE)
    assert ACTOR.works_at(HERE, as_any_of=CLINICAL)
    assert not ACTOR.works_at(HERE, as_any_of=FRONT_DESK)
    assert ACTOR.works_at(THERE, as_any_of=FRONT_DESK)
    assert not ACTOR.works_at(new_id())
    assert ACTOR.clinic_ids == {HERE, THERE}
    assert ACTOR.roles_at(HERE) == {Role.VETERINARIAN}


def test_roles_are_front_desk_or_clinical_and_all_are_staff() -> None:
    assert FRONT_DESK | CLINICAL == STAFF == frozenset(Role)
    assert frozenset() == FRONT_DESK & CLINICAL


def test_the_platform_itself_works_nowhere() -> None:
    assert not SYSTEM.grants
    assert not SYSTEM.is_system_administrator


def test_allowed_passes() -> None:
    enforce(ALLOWED, hidden=Hidden())
    assert ALLOWED
    assert not ALLOWED.is_outsider


def test_an_outsider_is_told_there_is_nothing() -> None:
    assert OUTSIDER.is_outsider
    with pytest.raises(Hidden):
        enforce(OUTSIDER, hidden=Hidden())


def test_an_insider_is_told_why_not() -> None:
    verdict = refused("scheduling.not_your_desk", "Ask the front desk.")
    assert not verdict
    assert not verdict.is_outsider
    with pytest.raises(Forbidden) as caught:
        enforce(verdict, hidden=Hidden())
    assert (caught.value.code, caught.value.detail) == ("scheduling.not_your_desk", "Ask the front desk.")
    assert Refused.code == "policy.refused"
