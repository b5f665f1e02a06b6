"""What exists and is not for the caller is answered exactly like what does not exist: body, headers, and the work done.

Clocks say little on a busy machine, so the database's statements are counted: as many of them take about as long.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import event
from vet_core.db import Database, Session
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import FeedKind
from vet_core.scheduling.models import AppointmentSeries, CalendarFeed, DayMove, WaitlistEntry
from vet_core.testing import factories as make

from tests.support.world import OFFERED, World
from tests.test_openapi import CONTRACT

TAKING_IDS = [
    (path, method, operation)
    for path, methods in CONTRACT["paths"].items()
    for method, operation in methods.items()
    if "{" in path and path.startswith("/v1/")
]
DAY = OFFERED.date()
VARIES = frozenset({"x-request-id", "ratelimit", "ratelimit-policy"})


@pytest.fixture
async def foreign(world: World, database: Database) -> dict[str, str]:
    """Ids of things that exist and are not the stranger's."""
    async with database.transaction() as session:
        visit = await make.make_appointment(
            session, world.appointment_type, world.veterinarian, world.pet, world.owner, starts_at=OFFERED
        )
        hold = await make.make_hold(
            session, world.owner, world.appointment_type, world.veterinarian, starts_at=OFFERED.replace(hour=13)
        )
        membership = await make.make_membership(session, world.owner, world.clinic)
        invitation = await make.make_invitation(session, world.clinic, world.administrator)
        access = await make.make_break_glass(session, world.administrator, world.clinic)
        device = await make.make_sign_in_session(session, world.owner)
        planned = await _planned(session, world)
    return planned | {
        "clinic_id": str(world.clinic.id),
        "pet_id": str(world.pet.id),
        "person_id": str(world.owner.id),
        "veterinarian_id": str(world.veterinarian.id),
        "appointment_type_id": str(world.appointment_type.id),
        "appointment_id": str(visit.id),
        "hold_id": str(hold.id),
        "membership_id": str(membership.id),
        "invitation_id": str(invitation.id),
        "access_id": str(access.id),
        "session_id": device.id,
    }


async def _planned(session: Session, world: World) -> dict[str, str]:
    """A room, a blocked hour, visits that repeat, a wish, a day that moves and a calendar of others."""
    now, by = world.clock.now(), world.administrator.id
    room = await make.make_clinic_resource(session, world.clinic)
    block = await make.make_block(session, world.clinic, room.id, world.administrator)
    what: dict[str, Any] = {
        "clinic_id": world.clinic.id,
        "appointment_type_id": world.appointment_type.id,
        "pet_id": world.pet.id,
    }
    series = AppointmentSeries(
        **what,
        veterinarian_id=world.veterinarian.id,
        rrule="FREQ=WEEKLY;COUNT=2",
        starts_local=OFFERED.replace(tzinfo=None),
        time_zone=world.clinic.time_zone,
        duration_minutes=30,
        created_by_id=by,
        created_at=now,
    )
    window = {"from_day": str(DAY), "until_day": str(DAY), "weekdays": [], "starts_minute": 0, "ends_minute": 1440}
    entry = WaitlistEntry(**what, person_id=world.owner.id, windows=[window])
    move = DayMove(
        clinic_id=world.clinic.id, veterinarian_id=world.veterinarian.id, on_day=DAY, created_by_id=by, created_at=now
    )
    secret = "s" * 43
    feed = CalendarFeed(
        person_id=world.owner.id,
        kind=FeedKind.OWNER,
        secret_digest=hashlib.sha256(secret.encode()).hexdigest(),
        created_at=now,
    )
    session.add_all([series, entry, move, feed])
    await session.flush()
    return {
        "resource_id": str(room.id),
        "block_id": str(block.id),
        "series_id": str(series.id),
        "entry_id": str(entry.id),
        "day_move_id": str(move.id),
        "feed_id": str(feed.id),
        "secret": secret,
        "on_day": str(DAY),
        "country": "DE",
    }


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that run within the block."""
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        ran.append(statement)

    engine = database.write_engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield ran
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _unknown(value: str) -> str:
    if value == str(DAY):
        return value
    try:
        UUID(value)
    except ValueError:
        return f"sess_{new_id().hex}"
    return str(new_id())


def _body(operation: dict[str, Any], ids: dict[str, str]) -> Any:
    if "requestBody" not in operation:
        return None
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    options = [schema, *schema.get("anyOf", ())]
    name = next(str(option["$ref"]).rpartition("/")[2] for option in options if "$ref" in option)
    example = dict(CONTRACT["components"]["schemas"][name]["examples"][0])
    return example | ({"clinic_id": ids["clinic_id"]} if "clinic_id" in example else {})


@pytest.mark.parametrize("who", ["stranger", "outsider"])
async def test_what_is_not_ones_own_answers_like_what_does_not_exist(
    client: httpx.AsyncClient, world: World, scoped_database: Database, foreign: dict[str, str], who: str
) -> None:
    person = getattr(world, who)
    headers = world.signed_in(person, If_Match="*")
    await client.get("/v1/identity/me", headers=headers)  # whose session it is has been looked up by now

    async def ask(path: str, method: str, operation: dict[str, Any], ids: dict[str, str]) -> tuple[Any, ...]:
        with counted(scoped_database) as statements:
            reply = await client.request(
                method, path.format(**ids), headers=headers, json=_body(operation, ids), params=_query(operation, ids)
            )
        shown = {name: value for name, value in reply.headers.items() if name not in VARIES}
        text = reply.text
        for value in ids.values():
            text = text.replace(value, "…")
        content = json.loads(text) if "json" in reply.headers.get("content-type", "") else {}
        return reply.status_code, {**content, "trace_id": ""}, shown, len(statements)

    compared: list[str] = []
    unknown = {name: _unknown(value) for name, value in foreign.items()}
    for path, method, operation in TAKING_IDS:
        there = await ask(path, method, operation, foreign)
        if there[0] != 404:
            # Public, or refused to everybody alike: it says nothing of the thing.
            continue
        nowhere = await ask(path, method, operation, unknown)
        name = operation["operationId"]
        there[2].pop("content-length")
        nowhere[2].pop("content-length")
        assert there[:3] == nowhere[:3], name
        assert abs(there[3] - nowhere[3]) <= 1, (name, there[3], nowhere[3])
        compared.append(name)
    assert len(compared) >= 30, compared
    assert {"get_pet", "update_pet", "get_appointment", "list_clients", "search_audit"} <= set(compared)


def _query(operation: dict[str, Any], ids: dict[str, str]) -> dict[str, str]:
    required = [each for each in operation.get("parameters", ()) if each["in"] == "query" and each.get("required")]
    return {each["name"]: ids[each["name"]] for each in required}
