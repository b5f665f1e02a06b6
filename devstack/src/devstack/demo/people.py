"""Everybody of the demo world, for the sign-in page and for whoever asks who there is. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from devstack.demo.cast import OPERATOR, Practice
from devstack.demo.founding import work_address
from devstack.demo.households import Household
from devstack.world.status import Person

OWNERS_GROUP = "Pet owners"
PLATFORM_GROUP = "The platform"


def everybody(practices: Iterable[Practice], clients: dict[str, list[Household]]) -> list[Person]:
    """The people to try first come first."""
    staff = [
        Person(
            work_address(worker, practice),
            f"{worker.given_name} {worker.family_name}",
            [role.value for role in worker.roles],
            practice.name,
            worker.try_,
        )
        for practice in practices
        for worker in practice.staff
    ]
    owners = [
        Person(household.email, f"{household.given_name} {household.family_name}", ["owner"], None, household.try_)
        for households in clients.values()
        for household in households
    ]
    name = f"{OPERATOR.given_name} {OPERATOR.family_name}"
    operator = Person(OPERATOR.email, name, ["system_administrator"], None, OPERATOR.try_)
    return sorted([*owners, *staff, operator], key=lambda person: not person.try_)


def for_clerk(practices: Iterable[Practice], clients: dict[str, list[Household]]) -> list[dict[str, Any]]:
    """The same people as the stand-in's sign-in page groups them: owners to try, clinics, the platform, all owners."""
    first: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for practice in practices:
        for number, household in enumerate(clients[practice.slug]):
            entry = {
                "email": household.email,
                "given_name": household.given_name,
                "family_name": household.family_name,
                "group": OWNERS_GROUP if number == 0 else "More pet owners",
                "role": "owner",
                "hint": ", ".join(animal.name for animal in household.animals) + f" · {practice.locality}",
            }
            (first if number == 0 else others).append(entry)
    staff = [
        {
            "email": work_address(worker, practice),
            "given_name": worker.given_name,
            "family_name": worker.family_name,
            "group": f"{practice.name}, {practice.locality}",
            "role": ", ".join(role.value.replace("_", " ") for role in worker.roles),
            "hint": worker.biography,
        }
        for practice in practices
        for worker in practice.staff
    ]
    operator = {
        "email": OPERATOR.email,
        "given_name": OPERATOR.given_name,
        "family_name": OPERATOR.family_name,
        "group": PLATFORM_GROUP,
        "role": "system administrator",
        "hint": OPERATOR.try_,
    }
    return [*first, *staff, operator, *others]
