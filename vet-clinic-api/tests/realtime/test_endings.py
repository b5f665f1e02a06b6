"""A connection ends with the right to listen: with its session, a membership, or the person; not a word comes after."""

import asyncio
import json
from contextlib import AsyncExitStack
from time import monotonic
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import delete
from vet_core.identity.models import Membership
from vet_core.kernel.actor import Role
from vet_core.testing import factories as make
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.realtime.conftest import Listen, Publish
from tests.realtime.test_realtime import closed_with, hear, hear_nothing
from tests.support.clerk import PARTY
from tests.support.world import World
from vet_clinic_api.edge.realtime.protocol import Bounds
from vet_clinic_api.settings import ApiSettings

AT_ONCE = 1.0


@pytest.fixture
def bounds() -> Bounds:
    """Nothing is found out by looking: only what is told ends a connection here."""
    return Bounds(authenticate_seconds=30, ping_seconds=60, recheck_seconds=60)


async def _ending(websocket: ClientConnection) -> tuple[int, list[str]]:
    """The close code, and the names of the events that came before."""
    heard: list[str] = []
    try:
        async with asyncio.timeout(AT_ONCE + 1):
            while True:
                heard.append(json.loads(await websocket.recv()).get("event"))
    except ConnectionClosed as closing:
        return (1006 if closing.rcvd is None else closing.rcvd.code), heard


async def _end_membership(world: World, publish: Publish, person_id: UUID, clinic_id: UUID) -> None:
    ended = delete(Membership).where(Membership.person_id == person_id, Membership.clinic_id == clinic_id)
    async with world.database.transaction() as session:
        await session.execute(ended)
    await publish("identity.membership_ended", clinic_id=clinic_id, person_id=str(person_id), role="receptionist")


async def test_a_session_that_ends_takes_its_connections_along_and_no_others(
    listen: Listen, publish: Publish, world: World
) -> None:
    here, there = world.token(world.owner, sid="sess_here"), world.token(world.owner, sid="sess_there")
    async with listen(here) as ended, listen(there) as stays, listen(world.token(world.stranger)) as other:
        for websocket in (ended, stays, other):
            await hear(websocket)
        began = monotonic()
        await publish("identity.session_ended", person_id=str(world.owner.id), session_id="sess_here")
        await publish(person_ids=(world.owner.id,), number=1)
        assert await _ending(ended) == (4401, [])
        assert monotonic() - began < AT_ONCE
        assert (await hear(stays))["event"] == "identity.session_ended"
        assert (await hear(stays))["data"] == {"number": 1}
        await hear_nothing(other)


async def test_a_session_that_ended_while_away_is_not_resumed(listen: Listen, publish: Publish, world: World) -> None:
    place = await publish(person_ids=(world.owner.id,), number=0)
    await publish("identity.session_ended", person_id=str(world.owner.id), session_id="sess_here")
    async with listen(world.token(world.owner, sid="sess_here"), after=place) as websocket:
        assert (await _ending(websocket))[0] == 4401


async def test_an_erased_person_is_let_go_everywhere(listen: Listen, publish: Publish, world: World) -> None:
    async with listen(world.token(world.owner)) as one, listen(world.token(world.owner, sid="sess_two")) as two:
        for websocket in (one, two):
            await hear(websocket)
        await publish("identity.erasure_done", person_id=str(world.owner.id))
        await publish(person_ids=(world.owner.id,), number=1)
        assert [await _ending(websocket) for websocket in (one, two)] == [(4401, []), (4401, [])]


async def test_a_former_member_hears_nothing_afterwards_and_colleagues_go_on(
    listen: Listen, publish: Publish, world: World
) -> None:
    async with listen(world.token(world.receptionist)) as former, listen(world.token(world.technician)) as colleague:
        last = (await hear(former))["id"]
        await hear(colleague)
        began = monotonic()
        await _end_membership(world, publish, world.receptionist.id, world.clinic.id)
        await publish(clinic_id=world.clinic.id, number=1)
        assert await _ending(former) == (4403, [])
        assert monotonic() - began < AT_ONCE
        assert (await hear(colleague))["event"] == "identity.membership_ended"
        assert (await hear(colleague))["data"] == {"number": 1}
    # The token is good for a minute still, and so is the place: neither brings back what was the clinic's.
    async with listen(world.token(world.receptionist), after=last) as resumed:
        assert (await hear(resumed))["type"] == "ready"
        assert (await hear(resumed))["event"] == "identity.membership_ended"
        await publish(clinic_id=world.clinic.id, number=2)
        await hear_nothing(resumed)
        await publish(person_ids=(world.receptionist.id,), number=3)
        assert (await hear(resumed))["data"] == {"number": 3}


async def test_who_keeps_another_clinic_comes_back_to_that_one(listen: Listen, publish: Publish, world: World) -> None:
    async with world.database.transaction() as session:
        await make.make_membership(session, world.receptionist, world.elsewhere, Role.RECEPTIONIST)
    async with listen(world.token(world.receptionist)) as websocket:
        last = (await hear(websocket))["id"]
        await _end_membership(world, publish, world.receptionist.id, world.clinic.id)
        await publish(clinic_id=world.clinic.id, number=1)
        await publish(clinic_id=world.elsewhere.id, number=2)
        assert await _ending(websocket) == (4403, [])
    async with listen(world.token(world.receptionist), after=last) as again:
        await hear(again)
        assert (await hear(again))["event"] == "identity.membership_ended"
        assert (await hear(again))["data"] == {"number": 2}
        await hear_nothing(again)


async def test_the_end_of_somebody_elses_role_ends_nobody_else(listen: Listen, publish: Publish, world: World) -> None:
    async with listen(world.token(world.receptionist)) as websocket:
        await hear(websocket)
        await _end_membership(world, publish, world.technician.id, world.clinic.id)
        await publish(clinic_id=world.clinic.id, number=1)
        assert (await hear(websocket))["event"] == "identity.membership_ended"
        assert (await hear(websocket))["data"] == {"number": 1}


class TestTheUnproven:
    @pytest.fixture
    def bounds(self) -> Bounds:
        return Bounds(authenticate_seconds=30, unproven_per_address=2)

    async def test_those_who_do_not_say_who_they_are_are_few(self, listen: Listen, world: World) -> None:
        async with AsyncExitStack() as stack:
            silent = [await stack.enter_async_context(listen()) for _ in range(2)]
            with pytest.raises(InvalidStatus) as refusal:
                await stack.enter_async_context(listen())
            assert refusal.value.response.status_code == 503
            assert refusal.value.response.headers["content-security-policy"].startswith("default-src 'none'")
            # Whoever has said so leaves the room to others.
            await silent[0].send(json.dumps({"type": "authenticate", "token": world.token(world.owner)}))
            assert (await hear(silent[0]))["type"] == "ready"
            await stack.enter_async_context(listen(world.token(world.stranger)))


class TestAddresses:
    @pytest.fixture
    def bounds(self) -> Bounds:
        return Bounds(authenticate_seconds=30, connections_per_address=2)

    async def test_an_address_keeps_so_many_connections(self, listen: Listen, world: World) -> None:
        async with listen(world.token(world.owner)) as one, listen(world.token(world.stranger)) as two:
            for websocket in (one, two):
                await hear(websocket)
            with pytest.raises(InvalidStatus) as refusal:
                async with listen(world.token(world.technician)):
                    pass
            assert refusal.value.response.status_code == 503
        async with listen(world.token(world.technician)) as three:
            assert (await hear(three))["type"] == "ready"


class TestRates:
    @pytest.fixture
    def settings(self) -> ApiSettings:
        return ApiSettings(cors_origins=PARTY, rate_limit_failures=2, rate_limit_realtime=5)

    async def test_bad_tokens_and_handshakes_are_counted(self, listen: Listen, app: FastAPI, world: World) -> None:
        codes = []
        for _ in range(3):
            async with listen("garbage") as websocket:
                codes.append(await closed_with(websocket))
        assert codes == [4401, 4401, 1013]
        for _ in range(2):
            async with listen(world.token(world.owner)) as websocket:
                assert (await hear(websocket))["type"] == "ready"
        with pytest.raises(InvalidStatus) as refusal:
            async with listen(world.token(world.owner)):
                pass
        assert refusal.value.response.status_code == 429
        assert int(refusal.value.response.headers["retry-after"]) > 0


async def test_a_message_too_long_ends_the_connection(listen: Listen, world: World) -> None:
    async with listen(world.token(world.owner)) as websocket:
        await hear(websocket)
        await websocket.send(json.dumps({"type": "authenticate", "token": "a" * 20_000}))
        assert await closed_with(websocket) == 1008
