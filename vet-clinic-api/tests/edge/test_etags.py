"""Readers skip what they have; writers must have seen what they change."""

import httpx
import pytest
from vet_core.db import Session

from tests.support.world import World
from vet_clinic_api.edge.etags import matches


async def test_a_reader_who_has_the_version_gets_no_body(client: httpx.AsyncClient, world: World) -> None:
    path = f"/v1/pets/{world.pet.id}"
    first = await client.get(path, headers=world.signed_in(world.owner))
    assert first.headers["etag"] == '"1"'
    again = await client.get(path, headers=world.signed_in(world.owner, If_None_Match='"1"'))
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", '"1"')
    other = await client.get(path, headers=world.signed_in(world.owner, If_None_Match='"2"'))
    assert (other.status_code, other.json()) == (200, first.json())


async def test_a_stranger_learns_nothing_from_a_tag(client: httpx.AsyncClient, world: World) -> None:
    headers = world.signed_in(world.stranger, If_None_Match="*")
    assert (await client.get(f"/v1/pets/{world.pet.id}", headers=headers)).status_code == 404


async def test_a_writer_must_name_the_version_seen(client: httpx.AsyncClient, world: World, session: Session) -> None:
    path = f"/v1/pets/{world.pet.id}"
    missing = await client.patch(path, headers=world.signed_in(world.owner), json={"name": "Bagel"})
    assert (missing.status_code, missing.json()["code"]) == (428, "edge.if_match_required")
    stale = await client.patch(path, headers=world.signed_in(world.owner, If_Match='"9"'), json={"name": "Bagel"})
    assert (stale.status_code, stale.json()["code"], stale.json()["current_version"]) == (412, "edge.stale", 1)
    await session.refresh(world.pet)
    assert world.pet.name == "Pretzel"
    done = await client.patch(path, headers=world.signed_in(world.owner, If_Match='"1"'), json={"name": "Bagel"})
    assert (done.status_code, done.json()["name"], done.headers["etag"]) == (200, "Bagel", '"2"')


async def test_of_two_writers_with_one_version_only_the_first_wins(client: httpx.AsyncClient, world: World) -> None:
    path = f"/v1/pets/{world.pet.id}"
    headers = world.signed_in(world.owner, If_Match='"1"')
    first = await client.patch(path, headers=headers, json={"name": "Bagel"})
    second = await client.patch(path, headers=headers, json={"name": "Rye"})
    assert (first.status_code, second.status_code) == (200, 412)
    assert (await client.get(path, headers=world.signed_in(world.owner))).json()["name"] == "Bagel"


@pytest.mark.parametrize("header", ['"x"', "", '"1", "2"', '"' + "9" * 40 + '"', '"-1"', '"1.5"', '"١"'])
async def test_a_tag_that_is_not_ours_is_refused(client: httpx.AsyncClient, world: World, header: str) -> None:
    headers = httpx.Headers(world.signed_in(world.owner), encoding="utf-8")
    headers["If-Match"] = header
    reply = await client.patch(f"/v1/pets/{world.pet.id}", headers=headers, json={"name": "Bagel"})
    assert (reply.status_code, reply.json()["code"]) == (400, "edge.if_match_invalid")


async def test_any_current_version_may_be_asked_for(client: httpx.AsyncClient, world: World) -> None:
    headers = world.signed_in(world.owner, If_Match="*")
    reply = await client.patch(f"/v1/pets/{world.pet.id}", headers=headers, json={"name": "Bagel"})
    assert reply.status_code == 200


def test_weak_and_listed_tags_match() -> None:
    assert matches('"1"', '"1"')
    assert matches('W/"1"', '"1"')
    assert matches('"7", W/"1"', '"1"')
    assert matches("*", '"1"')
    assert not matches('"11"', '"1"')
    assert not matches("1", '"1"')
