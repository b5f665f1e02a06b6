"""Members nobody asked for, on every route with a body and at every depth: named, refused, and without any effect."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.access.stage import Stage
from tests.attacks.inputs import members
from tests.attacks.requests import Spoilt, faults, genuine, resolved, routes

pytestmark = pytest.mark.asyncio(loop_scope="session")

ID = "0198f0c2-0000-7000-8000-00000000beef"
EXTRA: dict[str, Any] = {
    "id": ID,
    "person_id": ID,
    "owner_id": ID,
    "owner_ids": [ID],
    "clinic_id": ID,
    "pet_id": ID,
    "role": "clinic_administrator",
    "roles": ["clinic_administrator"],
    "grants": [{"clinic_id": ID, "role": "clinic_administrator"}],
    "memberships": [{"clinic_id": ID, "role": "clinic_administrator"}],
    "is_verified": True,
    "is_system_administrator": True,
    "is_primary": True,
    "access": "manage",
    "email": "attacker@example.com",
    "clerk_user_id": "user_attacker",
    "booked_by_id": ID,
    "invited_by": ID,
    "state": "accepted",
    "status": "completed",
    "version": 99,
    "created_at": "2020-01-01T00:00:00Z",
    "deleted_at": None,
    "price_minor": 0,
    "as_system": True,
    "__proto__": {"is_system_administrator": True},
    "constructor": {"prototype": {}},
    "$where": "1 == 1",
    "": 1,
    "session": 1,
    "by": ID,
    "now": "2020-01-01T00:00:00Z",
}


def _places(schema: Mapping[str, Any], body: Any, pointer: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every object inside a body, by where it stands."""
    yield pointer, schema
    for name, kind in members(schema).items():
        value = body.get(name)
        if isinstance(value, dict):
            yield from _places(resolved(kind), value, f"{pointer}/{name}")


def _spoilt(schema: Mapping[str, Any], body: dict[str, Any]) -> Iterator[Spoilt]:
    for pointer, kind in _places(schema, body):
        for name, value in EXTRA.items():
            if name not in members(kind):
                content = json.dumps(_with(body, pointer, name, value)).encode()
                yield Spoilt(f"{pointer}/{name}", 422, "edge.validation", f"{pointer}/{name}", content=content)


def _with(body: dict[str, Any], pointer: str, name: str, value: Any) -> dict[str, Any]:
    changed: dict[str, Any] = json.loads(json.dumps(body))
    inner = changed
    for step in pointer.split("/")[1:]:
        inner = inner[step]
    inner[name] = value
    return changed


@pytest.mark.parametrize("route", routes(with_body=True))
async def test_they_are_named_and_change_nothing(stage: Stage, route: str) -> None:
    known = genuine(stage, route)
    spoilt = list(_spoilt(known.schema, known.body or {}))
    assert len(spoilt) >= len(EXTRA) - len(members(known.schema))
    assert not await faults(stage, known, spoilt)


@pytest.mark.parametrize("route", routes(with_body=True))
async def test_several_at_once_are_all_named(stage: Stage, route: str) -> None:
    known = genuine(stage, route)
    extra = {name: value for name, value in EXTRA.items() if name not in members(known.schema)}
    reply = await stage.client.request(
        known.method, known.path, params=known.query, json={**(known.body or {}), **extra}, headers=known.headers
    )
    assert reply.status_code == 422
    assert {error["pointer"] for error in reply.json()["errors"]} == {f"/{name}" for name in extra}
    assert await stage.traces.changed() == frozenset()
