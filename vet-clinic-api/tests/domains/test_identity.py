"""Who is signed in, over HTTP."""

from datetime import timedelta

import httpx
from sqlalchemy import func, select, text
from vet_core.audit.models import AuditEntry
from vet_core.db import Session
from vet_core.identity.models import Person

from tests.support.world import World


async def test_people_see_themselves_and_where_they_work(client: httpx.AsyncClient, world: World) -> None:
    reply = await client.get("/v1/identity/me", headers=world.signed_in(world.receptionist))
    assert reply.status_code == 200
    me = reply.json()
    assert me["id"] == str(world.receptionist.id)
    assert me["memberships"] == [
        {
            "clinic_id": str(world.clinic.id),
            "clinic_name": "Linden Veterinary Practice",
            "clinic_slug": "linden",
            "role": "receptionist",
        }
    ]
    assert reply.headers["etag"] == f'"{me["version"]}"'


async def test_a_session_cookie_counts_like_a_bearer_token(client: httpx.AsyncClient, world: World) -> None:
    reply = await client.get("/v1/identity/me", headers={"Cookie": f"a=b; __session={world.token(world.owner)}"})
    assert (reply.status_code, reply.json()["id"]) == (200, str(world.owner.id))


async def test_a_first_sign_in_registers_the_person_once(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    world.clerk.add_user("user_new", "noor.adeyemi@example.com")
    first = await client.get("/v1/identity/me", headers=world.signed_in("user_new"))
    second = await client.get("/v1/identity/me", headers=world.signed_in("user_new"))
    assert first.status_code == second.status_code == 200
    assert first.json()["email"] == "noor.adeyemi@example.com"
    assert first.json()["given_name"] == "Noor"
    assert first.json()["id"] == second.json()["id"]
    assert world.clerk.asked.count("/v1/users/user_new") == 1
    registered = select(func.count()).select_from(Person).where(Person.clerk_user_id == "user_new")
    assert await session.scalar(registered) == 1


async def test_an_account_that_clerk_does_not_know_is_nobody(client: httpx.AsyncClient, world: World) -> None:
    reply = await client.get("/v1/identity/me", headers=world.signed_in("user_gone"))
    assert (reply.status_code, reply.json()["code"]) == (401, "identity.account_unknown")
    assert reply.headers["www-authenticate"].startswith("Bearer")


async def test_a_change_of_oneself_is_stored_and_audited(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    reply = await client.patch(
        "/v1/identity/me", headers=world.signed_in(world.owner), json={"time_zone": "America/Lima", "phone": None}
    )
    assert (reply.status_code, reply.json()["time_zone"], reply.json()["phone"]) == (200, "America/Lima", None)
    await session.refresh(world.owner)
    assert world.owner.time_zone == "America/Lima"
    entries = (await session.scalars(select(AuditEntry).where(AuditEntry.subject_id == world.owner.id))).all()
    assert [sorted(entry.fields) for entry in entries] == [["phone", "time_zone"]]


async def test_a_change_based_on_an_old_version_is_refused_and_leaves_no_trace(
    client: httpx.AsyncClient, world: World, session: Session
) -> None:
    reply = await client.patch(
        "/v1/identity/me", headers=world.signed_in(world.owner, If_Match='"7"'), json={"time_zone": "America/Lima"}
    )
    assert (reply.status_code, reply.json()["code"]) == (412, "edge.stale")
    await session.refresh(world.owner)
    assert world.owner.time_zone is None


async def test_a_zone_that_does_not_exist_is_refused_with_a_pointer(client: httpx.AsyncClient, world: World) -> None:
    reply = await client.patch(
        "/v1/identity/me", headers=world.signed_in(world.owner), json={"time_zone": "Mars/Olympus"}
    )
    assert (reply.status_code, reply.json()["code"]) == (422, "edge.validation")
    assert reply.json()["errors"] == [
        {
            "pointer": "/time_zone",
            "code": "zone_unknown",
            "detail": "Write an IANA time zone name such as Europe/Berlin.",
        }
    ]


async def test_roles_that_have_ended_no_longer_count(client: httpx.AsyncClient, world: World) -> None:
    path = f"/v1/clinics/{world.clinic.id}/people"
    assert (await client.get(path, headers=world.signed_in(world.administrator))).status_code == 200
    async with world.database.transaction() as session:
        await session.execute(
            text("UPDATE memberships SET ends_at = :now WHERE person_id = :person"),
            {"now": world.clock.now() - timedelta(seconds=1), "person": world.administrator.id},
        )
    reply = await client.get(path, headers=world.signed_in(world.administrator))
    assert (reply.status_code, reply.json()["code"]) == (404, "clinics.clinic_not_found")
