"""A token shown again after what stood behind it has ended: no later than the next request."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.access.actors import Who
from tests.access.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

DOORS: list[tuple[str, str, Any]] = [
    ("GET", "/v1/identity/me", None),
    ("GET", "/v1/pets", None),
    ("POST", "/v1/pets", {"name": "Ghost", "species": "cat"}),
    ("POST", "/v1/identity/exports/download", {"token": "x" * 43}),
    ("DELETE", "/v1/identity/erasure", None),
]


@pytest_asyncio.fixture(loop_scope="session")
async def undone(stage: Stage) -> AsyncIterator[Stage]:
    """The stage, put back afterwards, with what Redis remembers of sessions."""
    await _forget_sessions(stage)
    yield stage
    await stage.traces.undo(await stage.traces.changed())
    await _forget_sessions(stage)


async def _forget_sessions(stage: Stage) -> None:
    async for key in stage.platform.redis.scan_iter("identity:session:*"):
        await stage.platform.redis.delete(key)


async def test_after_its_session_has_ended_a_token_opens_nothing(undone: Stage) -> None:
    stage, headers = undone, undone.headers(Who.OWNER)
    session_id = f"sess_{stage.here.owner.clerk_user_id}"
    assert (await stage.client.get("/v1/identity/me", headers=headers)).status_code == 200
    ended = await stage.client.delete(f"/v1/identity/sessions/{session_id}", headers=headers)
    assert ended.status_code == 204
    before = await stage.traces.prints()
    for method, path, body in DOORS:
        reply = await stage.client.request(method, path, json=body, headers=headers)
        assert (reply.status_code, reply.json()["code"]) == (401, "identity.session_ended"), path
        assert reply.headers["www-authenticate"].startswith('Bearer realm="vet"')
    assert await stage.traces.prints() == before
    fresh = stage.headers(Who.OWNER) | {"Authorization": f"Bearer {stage.token(Who.OWNER, jti='another')}"}
    assert (await stage.client.get("/v1/identity/me", headers=fresh)).status_code == 401, (
        "a new token of the same session"
    )


async def test_without_redis_an_ended_session_is_refused_all_the_same(undone: Stage) -> None:
    stage, headers = undone, undone.headers(Who.OWNER)
    session_id = f"sess_{stage.here.owner.clerk_user_id}"
    assert (await stage.client.delete(f"/v1/identity/sessions/{session_id}", headers=headers)).status_code == 204
    await _forget_sessions(stage)
    reply = await stage.client.get("/v1/identity/me", headers=headers)
    assert (reply.status_code, reply.json()["code"]) == (401, "identity.session_ended")


async def test_another_session_of_the_same_person_goes_on(undone: Stage) -> None:
    stage, headers = undone, undone.headers(Who.OWNER)
    phone = stage.here.things["session_id"]
    assert (await stage.client.delete(f"/v1/identity/sessions/{phone}", headers=headers)).status_code == 204
    assert (await stage.client.get("/v1/identity/me", headers=headers)).status_code == 200


async def test_a_role_that_was_taken_away_counts_no_more(undone: Stage) -> None:
    stage, headers = undone, undone.headers(Who.RECEPTIONIST)
    clients = f"/v1/clinics/{stage.here.clinic.id}/clients"
    calendar = {"clinic_id": stage.here.things["clinic_id"]}
    assert (await stage.client.get(clients, headers=headers)).status_code == 200
    membership = f"/v1/clinics/{stage.here.clinic.id}/memberships/{stage.here.things['membership_id']}"
    assert (await stage.client.delete(membership, headers=stage.headers(Who.ADMINISTRATOR))).status_code == 204
    for path, params in ((clients, {}), ("/v1/scheduling/appointments", calendar)):
        reply = await stage.client.get(path, headers=headers, params=params)
        assert (reply.status_code, reply.json()["code"]) == (404, "clinics.clinic_not_found")
    pet = await stage.client.get(f"/v1/pets/{stage.here.pet.id}", headers=headers)
    assert (pet.status_code, pet.json()["code"]) == (404, "pets.pet_not_found")


async def test_an_emergency_that_was_closed_shows_no_more(undone: Stage) -> None:
    stage, headers = undone, undone.headers(Who.BREAK_GLASS)
    pet = f"/v1/pets/{stage.here.pet.id}"
    assert (await stage.client.get(pet, headers=headers)).status_code == 200
    access = f"/v1/clinics/{stage.here.clinic.id}/break-glass/{stage.here.things['access_id']}"
    assert (await stage.client.delete(access, headers=headers)).status_code == 200
    assert (await stage.client.get(pet, headers=headers)).status_code == 404
