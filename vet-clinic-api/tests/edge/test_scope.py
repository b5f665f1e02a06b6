"""Every request looks with its caller's eyes: a query that forgets its filter shows nothing that is not theirs."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import event, text
from vet_core.db import Database
from vet_core.kernel.actor import Actor

from tests.support.world import World
from vet_clinic_api import main
from vet_clinic_api.edge.access import Allowed, Public, Visitor, anyone_signed_in
from vet_clinic_api.edge.exchange import Transaction
from vet_clinic_api.edge.idempotency import Idempotent
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.platform import Platform

router = domain_router("/v1/forgetful", "pets")
Somebody = Annotated[Actor, Allowed(anyone_signed_in)]
EVERYTHING = text("SELECT name FROM pets ORDER BY name")


@router.get("/mine")
async def read_mine(actor: Somebody, session: Transaction) -> list[str]:
    """Forgets whose pets were meant."""
    return list(await session.scalars(EVERYTHING))


@router.post("/mine", dependencies=[Idempotent])
async def write_mine(actor: Somebody, session: Transaction) -> list[str]:
    """Forgets it while writing."""
    await session.execute(text("UPDATE pets SET color = 'blue'"))
    return list(await session.scalars(text("SELECT name FROM pets WHERE color = 'blue' ORDER BY name")))


@router.get("/public", dependencies=[Public])
async def read_public(session: Transaction) -> list[str]:
    """Forgets that anybody may come."""
    return list(await session.scalars(EVERYTHING))


@router.get("/visited")
async def read_visited(viewer: Visitor, session: Transaction) -> list[str]:
    """Forgets that some are not signed in."""
    return list(await session.scalars(EVERYTHING))


@pytest.fixture
def app(platform: Platform, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    monkeypatch.setitem(main.ROUTERS, "pets", [*main.ROUTERS["pets"], router])
    return main.create_app(platform=platform)


@pytest.fixture
async def statements(scoped_database: Database) -> AsyncIterator[list[str]]:
    ran: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        ran.append(statement)

    engine = scoped_database.write_engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield ran
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("person", "pets"), [("owner", ["Pretzel"]), ("stranger", ["Luna"]), ("outsider", []), ("receptionist", [])]
)
async def test_people_see_their_own(client: httpx.AsyncClient, world: World, person: str, pets: list[str]) -> None:
    headers = world.signed_in(getattr(world, person))
    assert (await client.get("/v1/forgetful/mine", headers=headers)).json() == pets
    assert (await client.get("/v1/forgetful/visited", headers=headers)).json() == pets
    assert (await client.post("/v1/forgetful/mine", headers=headers)).json() == pets


async def test_whoever_is_not_signed_in_sees_nothing(client: httpx.AsyncClient, world: World) -> None:
    for path in ("public", "visited"):
        assert (await client.get(f"/v1/forgetful/{path}")).json() == []
    # A public route looks with nobody's eyes, whoever asks.
    signed_in = await client.get("/v1/forgetful/public", headers=world.signed_in(world.owner))
    assert signed_in.json() == []


async def test_a_person_met_for_the_first_time_has_their_own_scope_at_once(
    client: httpx.AsyncClient, world: World
) -> None:
    world.clerk.add_user("user_new", "noor.adeyemi@example.com")
    reply = await client.get("/v1/forgetful/mine", headers=world.signed_in("user_new"))
    assert (reply.status_code, reply.json()) == (200, [])


async def test_a_repeated_key_is_answered_within_the_scope(client: httpx.AsyncClient, world: World) -> None:
    headers = world.signed_in(world.owner, Idempotency_Key="a-key-of-mine")
    replies = [await client.post("/v1/forgetful/mine", headers=headers) for _ in range(2)]
    assert [reply.json() for reply in replies] == [["Pretzel"]] * 2
    assert replies[1].headers["idempotency-replayed"] == "true"
    other = world.signed_in(world.stranger, Idempotency_Key="a-key-of-mine")
    assert (await client.post("/v1/forgetful/mine", headers=other)).json() == ["Luna"]


async def test_one_statement_finds_the_actor_and_enters_their_scope(
    client: httpx.AsyncClient, world: World, statements: list[str]
) -> None:
    headers = world.signed_in(world.owner)
    await client.get("/v1/forgetful/mine", headers=headers)
    statements.clear()
    await client.get("/v1/forgetful/mine", headers=headers)
    assert len(statements) == 2
    assert "vet_enter" in statements[0]
    assert statements[1] == EVERYTHING.text


async def test_a_scope_ends_with_its_request(client: httpx.AsyncClient, world: World) -> None:
    """Connections are used again: what one request may see must not stay for the next."""
    for _ in range(20):
        assert (await client.get("/v1/forgetful/mine", headers=world.signed_in(world.owner))).json() == ["Pretzel"]
        assert (await client.get("/v1/forgetful/public")).json() == []
