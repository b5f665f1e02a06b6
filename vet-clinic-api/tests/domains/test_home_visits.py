"""Visits at the pet's home over HTTP: what is refused with which words, who reads the address, how it changes."""

from typing import Any

import httpx
import pytest
from sqlalchemy import text
from vet_core.db import Session
from vet_core.scheduling.enums import Place

from tests.support.world import World

APPOINTMENTS = "/v1/scheduling/appointments"
HOME = "Rosenweg 4\n10117 Berlin"


@pytest.fixture
async def at_home(world: World, session: Session) -> World:
    """The clinic comes to the pet."""
    await session.execute(text("UPDATE appointment_types SET place = :place"), {"place": Place.HOME_VISIT.value})
    await session.commit()
    return world


@pytest.mark.parametrize(
    ("sent", "code", "pointer"),
    [
        ({}, "scheduling.address_missing", "/visit_address"),
        ({"visit_address": None}, "scheduling.address_missing", "/visit_address"),
        ({"visit_address": "  "}, "edge.validation", "/visit_address"),
        ({"visit_address": "x" * 301}, "edge.validation", "/visit_address"),
        ({"visit_address": {"street": "Rosenweg 4"}}, "edge.validation", "/visit_address"),
    ],
)
async def test_a_visit_at_home_is_refused_without_an_address(
    client: httpx.AsyncClient, at_home: World, sent: dict[str, Any], code: str, pointer: str
) -> None:
    refused = await client.post(APPOINTMENTS, headers=at_home.signed_in(at_home.owner), json=at_home.wish(**sent))
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert [each["pointer"] for each in refused.json()["errors"]] == [pointer]


async def test_other_visits_are_refused_with_one(client: httpx.AsyncClient, world: World) -> None:
    wish = world.wish(visit_address=HOME)
    refused = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner), json=wish)
    assert (refused.status_code, refused.json()["code"]) == (422, "scheduling.address_unneeded")


async def test_the_address_is_read_by_those_who_may_see_the_visit(client: httpx.AsyncClient, at_home: World) -> None:
    owner = at_home.signed_in(at_home.owner)
    booked = await client.post(APPOINTMENTS, headers=owner, json=at_home.wish(visit_address=HOME))
    assert (booked.status_code, booked.json()["visit_address"]) == (201, HOME)
    path = f"{APPOINTMENTS}/{booked.json()['id']}"
    for person in (at_home.owner, at_home.receptionist):
        assert (await client.get(path, headers=at_home.signed_in(person))).json()["visit_address"] == HOME
    assert (await client.get(path, headers=at_home.signed_in(at_home.stranger))).status_code == 404

    changed = await client.post(
        f"{path}/visit-address",
        headers=owner | {"If-Match": booked.headers["etag"]},
        json={"visit_address": "Lindenhof 1"},
    )
    assert (changed.status_code, changed.json()["visit_address"]) == (200, "Lindenhof 1")
    assert changed.headers["etag"] == '"2"'
    stale = await client.post(
        f"{path}/visit-address", headers=owner | {"If-Match": booked.headers["etag"]}, json={"visit_address": HOME}
    )
    assert stale.status_code == 412
    mine = (await client.get(APPOINTMENTS, headers=owner)).json()["items"]
    assert [each["visit_address"] for each in mine] == ["Lindenhof 1"]
