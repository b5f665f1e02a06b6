"""Booking over HTTP: the story of one visit, and the race for one start."""

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select
from vet_core.audit.models import AuditEntry
from vet_core.db import Session
from vet_core.outbox.models import OutboxEvent
from vet_core.scheduling.models import Appointment, Reservation
from vet_core.testing import factories as make

from tests.support.server import serving
from tests.support.world import OFFERED, World

APPOINTMENTS = "/v1/scheduling/appointments"
HOLDS = "/v1/scheduling/holds"
UNKNOWN = "0198f0c2-0000-7000-8000-000000000000"


async def _count(session: Session, model: type[Any]) -> int:
    return await session.scalar(select(func.count()).select_from(model)) or 0


async def test_a_visit_from_slot_to_finish(client: httpx.AsyncClient, world: World) -> None:
    slots = await client.get(
        "/v1/scheduling/slots",
        params={
            "clinic_id": str(world.clinic.id),
            "appointment_type_id": str(world.appointment_type.id),
            "from": "2026-03-03T00:00:00Z",
            "to": "2026-03-04T00:00:00Z",
        },
    )
    assert slots.status_code == 200
    assert {
        "starts_at": "2026-03-03T09:00:00Z",
        "ends_at": "2026-03-03T09:30:00Z",
        "starts_local": "2026-03-03T10:00",
        "veterinarian_ids": [str(world.veterinarian.id)],
        "seats_left": None,
    } in slots.json()["items"]

    booked = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner), json=world.wish(note="Limps."))
    assert booked.status_code == 201
    appointment = booked.json()
    path = f"{APPOINTMENTS}/{appointment['id']}"
    assert booked.headers["location"] == path
    assert booked.headers["etag"] == '"1"'
    assert (appointment["status"], appointment["starts_local"]) == ("confirmed", "2026-03-03T10:00")
    assert (appointment["owner_name"], appointment["pet_name"], appointment["note"]) == (None, "Pretzel", "Limps.")

    seen = await client.get(path, headers=world.signed_in(world.owner))
    assert seen.headers["etag"] == '"1"'
    appointment["created_at"] = seen.json()["created_at"]
    assert seen.json() == appointment
    mine = await client.get(APPOINTMENTS, headers=world.signed_in(world.owner))
    assert mine.json() == {"items": [appointment], "next": None}
    calendar = await client.get(
        APPOINTMENTS, params={"clinic_id": str(world.clinic.id)}, headers=world.signed_in(world.receptionist)
    )
    assert calendar.json()["items"] == [
        {**appointment, "owner_name": world.owner.given_name + " " + world.owner.family_name}
    ]

    moved = await client.post(
        f"{path}/reschedule", headers=world.signed_in(world.owner), json={"starts_at": "2026-03-03T11:00:00+01:00"}
    )
    assert (moved.status_code, moved.json()["starts_at"]) == (200, "2026-03-03T10:00:00Z")
    world.clock.set(datetime(2026, 3, 3, 10, 1, tzinfo=UTC))
    for step, status, person in (
        ("check-in", "checked_in", world.receptionist),
        ("start", "in_progress", world.veterinarian_person),
        ("finish", "completed", world.veterinarian_person),
    ):
        reply = await client.post(f"{path}/{step}", headers=world.signed_in(person))
        assert (reply.status_code, reply.json()["status"]) == (200, status)
    again = await client.post(f"{path}/finish", headers=world.signed_in(world.veterinarian_person))
    assert (again.status_code, again.json()["code"]) == (409, "scheduling.wrong_move")


async def test_sixteen_clients_race_for_one_start_and_one_wins(app: FastAPI, world: World, session: Session) -> None:
    people = [world.owner, world.stranger]
    wishes = []
    for number in range(16):
        person = people[number % 2]
        pet = await make.make_pet(session, person)
        wishes.append((world.signed_in(person), world.wish(pet_id=pet.id)))
    await session.commit()
    async with serving(app) as address, AsyncExitStack() as opened:
        clients = [
            await opened.enter_async_context(httpx.AsyncClient(base_url=f"http://{address}", timeout=30))
            for _ in wishes
        ]
        replies = await asyncio.gather(
            *(
                client.post(APPOINTMENTS, headers=headers, json=wish)
                for client, (headers, wish) in zip(clients, wishes, strict=True)
            )
        )
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 15
    assert {reply.json()["code"] for reply in replies if reply.status_code == 409} == {"scheduling.slot_taken"}
    assert all(reply.headers["content-type"] == "application/problem+json" for reply in replies if reply.is_error)
    assert await _count(session, Appointment) == 1
    assert await _count(session, Reservation) == 2
    assert await _count(session, OutboxEvent) == 1
    assert await _count(session, AuditEntry) == 1


async def test_a_refused_booking_leaves_no_trace(client: httpx.AsyncClient, world: World, session: Session) -> None:
    closed = world.wish(datetime(2026, 3, 3, 23, 0, tzinfo=UTC))
    reply = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner, Idempotency_Key="k"), json=closed)
    assert (reply.status_code, reply.json()["code"]) == (409, "scheduling.not_offered")
    assert reply.json()["reason"] == "closed"
    for model in (Appointment, Reservation, OutboxEvent, AuditEntry):
        assert await _count(session, model) == 0


async def test_a_hold_is_renewed_once_and_becomes_a_visit(client: httpx.AsyncClient, world: World) -> None:
    headers = world.signed_in(world.owner)
    wish = world.wish()
    held = await client.post(HOLDS, headers=headers, json=wish)
    assert held.status_code == 201
    path = held.headers["location"]
    assert path == f"{HOLDS}/{held.json()['id']}"
    taken = await client.post(
        APPOINTMENTS, headers=world.signed_in(world.stranger), json=world.wish(pet_id=world.strangers_pet.id)
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "scheduling.slot_taken")
    world.clock.advance(timedelta(seconds=30))
    renewed = await client.post(f"{path}/renew", headers=headers)
    assert renewed.status_code == 200
    assert renewed.json()["expires_at"] > held.json()["expires_at"]
    again = await client.post(f"{path}/renew", headers=headers)
    assert (again.status_code, again.json()["code"]) == (409, "scheduling.hold_already_renewed")
    booked = await client.post(
        APPOINTMENTS, headers=headers, json={"hold_id": held.json()["id"], "pet_id": str(world.pet.id)}
    )
    assert booked.status_code == 201
    assert (await client.get(path, headers=headers)).json()["code"] == "scheduling.hold_not_found"


async def test_a_released_hold_gives_its_time_back(client: httpx.AsyncClient, world: World) -> None:
    held = await client.post(HOLDS, headers=world.signed_in(world.owner), json=world.wish())
    released = await client.delete(held.headers["location"], headers=world.signed_in(world.owner))
    assert (released.status_code, released.content) == (204, b"")
    booked = await client.post(
        APPOINTMENTS, headers=world.signed_in(world.stranger), json=world.wish(pet_id=world.strangers_pet.id)
    )
    assert booked.status_code == 201


async def test_a_hold_that_ran_out_is_gone(client: httpx.AsyncClient, world: World) -> None:
    held = await client.post(HOLDS, headers=world.signed_in(world.owner), json=world.wish())
    world.clock.advance(timedelta(minutes=10, seconds=1))
    reply = await client.get(held.headers["location"], headers=world.signed_in(world.owner))
    assert (reply.status_code, reply.json()["code"]) == (410, "scheduling.hold_expired")


async def test_a_cancelled_visit_says_why_and_frees_its_time(client: httpx.AsyncClient, world: World) -> None:
    booked = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner), json=world.wish())
    cancelled = await client.post(
        f"{booked.headers['location']}/cancel",
        headers=world.signed_in(world.owner, If_Match='"1"'),
        json={"reason": "We found an earlier date."},
    )
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    assert cancelled.json()["cancellation_reason"] == "We found an earlier date."
    stale = await client.post(
        f"{booked.headers['location']}/cancel", headers=world.signed_in(world.owner, If_Match='"1"')
    )
    assert (stale.status_code, stale.json()["code"]) == (412, "edge.stale")
    other = await client.post(
        APPOINTMENTS, headers=world.signed_in(world.stranger), json=world.wish(pet_id=world.strangers_pet.id)
    )
    assert other.status_code == 201


async def test_a_visit_can_be_cancelled_without_a_body(client: httpx.AsyncClient, world: World) -> None:
    booked = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner), json=world.wish())
    reply = await client.post(f"{booked.headers['location']}/cancel", headers=world.signed_in(world.owner))
    assert (reply.status_code, reply.json()["cancellation_reason"]) == (200, None)


async def test_a_list_goes_on_from_page_to_page(client: httpx.AsyncClient, world: World) -> None:
    starts = [OFFERED + timedelta(minutes=30 * number) for number in range(5)]
    for start in starts:
        booked = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner), json=world.wish(start))
        assert booked.status_code == 201
    seen: list[str] = []
    after = None
    for size in (2, 2, 1):
        params = {"limit": 2} | ({"after": after} if after else {})
        page = (await client.get(APPOINTMENTS, params=params, headers=world.signed_in(world.owner))).json()
        assert len(page["items"]) == size
        seen += [item["starts_at"] for item in page["items"]]
        after = page["next"]
    assert after is None
    assert seen == [start.strftime("%Y-%m-%dT%H:%M:%SZ") for start in starts]


@pytest.mark.parametrize("person", ["stranger", "outsider"])
async def test_to_others_a_visit_does_not_exist(client: httpx.AsyncClient, world: World, person: str) -> None:
    booked = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner), json=world.wish())
    headers = world.signed_in(getattr(world, person))
    foreign, unknown = booked.headers["location"], f"{APPOINTMENTS}/{UNKNOWN}"
    for method, suffix in (
        ("GET", ""),
        ("POST", "/cancel"),
        ("POST", "/check-in"),
        ("POST", "/start"),
        ("POST", "/finish"),
        ("POST", "/mark-missed"),
    ):
        mine = await client.request(method, foreign + suffix, headers=headers)
        nobodys = await client.request(method, unknown + suffix, headers=headers)
        assert mine.status_code == nobodys.status_code == 404
        assert _told(mine) == _told(nobodys)
        assert mine.json()["code"] == "scheduling.appointment_not_found"
    assert (await client.get(foreign, headers=world.signed_in(world.owner))).json()["version"] == 1


async def test_somebody_elses_pet_and_an_unknown_pet_are_refused_alike(client: httpx.AsyncClient, world: World) -> None:
    headers = world.signed_in(world.owner)
    foreign = await client.post(APPOINTMENTS, headers=headers, json=world.wish(pet_id=world.strangers_pet.id))
    unknown = await client.post(APPOINTMENTS, headers=headers, json={**world.wish(), "pet_id": UNKNOWN})
    assert foreign.status_code == unknown.status_code == 404
    assert _told(foreign) == _told(unknown)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"starts_at": "2026-03-03T09:00:00"}, 422, "edge.validation"),
        ({"starts_at": "0001-01-01T00:00:00+14:00"}, 422, "edge.validation"),
        ({"starts_at": "9999-12-31T23:59:59-14:00"}, 422, "edge.validation"),
        ({"starts_at": "2026-03-03T09:00:00[Mars/Olympus]"}, 422, "edge.validation"),
        ({"starts_at": 1772528400}, 422, "edge.validation"),
        ({"starts_at": 10**30}, 422, "edge.validation"),
        ({"note": "a\x00b"}, 422, "edge.validation"),
        ({"pet_id": "1"}, 422, "edge.validation"),
        ({"clinic_id": None}, 422, "edge.validation"),
        ({"hold_id": UNKNOWN}, 422, "edge.validation"),
        ({"starts_at": "2199-03-03T09:00:00Z"}, 409, "scheduling.not_offered"),
        ({"clinic_id": UNKNOWN}, 404, "clinics.clinic_not_found"),
    ],
)
async def test_impossible_wishes_are_refused(
    client: httpx.AsyncClient, world: World, session: Session, change: dict[str, Any], status: int, code: str
) -> None:
    reply = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner), json={**world.wish(), **change})
    assert (reply.status_code, reply.json()["code"]) == (status, code)
    assert await _count(session, Appointment) == 0


async def test_a_range_of_slots_has_a_limit(client: httpx.AsyncClient, world: World) -> None:
    params = {
        "clinic_id": str(world.clinic.id),
        "appointment_type_id": str(world.appointment_type.id),
        "from": "2026-03-01T00:00:00Z",
        "to": "2026-05-03T00:00:00Z",
    }
    reply = await client.get("/v1/scheduling/slots", params=params)
    assert (reply.status_code, reply.json()["code"]) == (422, "scheduling.slot_range_too_long")


async def test_the_reply_leaves_after_the_commit(app: Any, world: World, session: Session) -> None:
    """The first byte of the reply is sent when others can already see the change."""
    seen: list[int] = []

    async def watched(scope: Any, receive: Any, send: Any) -> None:
        async def watching(message: Any) -> None:
            if message["type"] == "http.response.start":
                seen.append(await _count(session, Appointment))
            await send(message)

        await app(scope, receive, watching)

    transport = httpx.ASGITransport(app=watched)
    async with httpx.AsyncClient(transport=transport, base_url="http://api.vet.test") as client:
        reply = await client.post(APPOINTMENTS, headers=world.signed_in(world.owner), json=world.wish())
    assert reply.status_code == 201
    assert seen == [1]


def _told(reply: httpx.Response) -> dict[str, Any]:
    return {name: value for name, value in reply.json().items() if name not in ("trace_id", "instance")}
