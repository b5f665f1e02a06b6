"""Finding clinics, over HTTP."""

import httpx
import pytest

from tests.support.world import World


async def _found(client: httpx.AsyncClient, **params: str | int) -> list[str]:
    reply = await client.get("/v1/clinics", params=params)
    assert reply.status_code == 200
    return [clinic["slug"] for clinic in reply.json()["items"]]


async def test_clinics_are_found_by_words_and_species(client: httpx.AsyncClient, world: World) -> None:
    assert await _found(client) == ["harbour", "linden"]
    assert await _found(client, q="LINDEN") == ["linden"]
    assert await _found(client, q="%") == []
    assert await _found(client, species="dog") == ["harbour", "linden"]
    assert await _found(client, species="horse") == []
    assert await _found(client, q="Berlin", species="cat") == ["harbour", "linden"]


async def test_pages_of_clinics_follow_one_another(client: httpx.AsyncClient, world: World) -> None:
    first = (await client.get("/v1/clinics", params={"limit": 1, "species": "dog"})).json()
    second = (await client.get("/v1/clinics", params={"limit": 1, "species": "dog", "after": first["next"]})).json()
    assert [clinic["slug"] for clinic in first["items"] + second["items"]] == ["harbour", "linden"]
    assert second["next"] is None


async def test_a_clinic_shows_its_week_and_its_veterinarians(client: httpx.AsyncClient, world: World) -> None:
    clinic = await client.get(f"/v1/clinics/{world.clinic.id}")
    assert (clinic.status_code, clinic.headers["etag"]) == (200, '"1"')
    assert clinic.json()["opening_hours"][0] == {"weekday": 0, "opens": "08:00:00", "closes": "18:00:00"}
    veterinarians = (await client.get(f"/v1/clinics/{world.clinic.id}/veterinarians")).json()
    assert [each["id"] for each in veterinarians["items"]] == [str(world.veterinarian.id)]
    assert veterinarians["next"] is None
    assert "license_number" not in veterinarians["items"][0]


async def test_administrators_see_who_works_at_their_clinic(client: httpx.AsyncClient, world: World) -> None:
    path = f"/v1/clinics/{world.clinic.id}/people"
    reply = await client.get(path, headers=world.signed_in(world.administrator))
    roles = {person["person_id"]: person["roles"] for person in reply.json()["items"]}
    assert roles == {
        str(world.administrator.id): ["clinic_administrator"],
        str(world.receptionist.id): ["receptionist"],
        str(world.technician.id): ["technician"],
        str(world.veterinarian_person.id): ["veterinarian"],
    }


@pytest.mark.parametrize("suffix", ["", "/veterinarians"])
async def test_an_unknown_clinic_is_not_found(client: httpx.AsyncClient, suffix: str) -> None:
    reply = await client.get(f"/v1/clinics/0198f0c2-0000-7000-8000-000000000000{suffix}")
    assert (reply.status_code, reply.json()["code"]) == (404, "clinics.clinic_not_found")
