"""News reach the people they concern, nobody else, and nobody twice; connections end when they should."""

import asyncio
import json
import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from redis.asyncio import Redis
from vet_core.identity.models import Membership
from vet_core.kernel.actor import Role
from vet_core.testing import factories as make
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.realtime.conftest import Listen, Publish, Serve
from tests.support.clerk import SigningKey
from tests.support.world import World
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.realtime.protocol import Bounds

UNTIL = 20.0
"""Patience for what will happen; a busy machine may take long."""


async def hear(websocket: ClientConnection) -> dict[str, Any]:
    message: dict[str, Any] = json.loads(await asyncio.wait_for(websocket.recv(), UNTIL))
    return message


async def hear_nothing(websocket: ClientConnection, seconds: float = 0.3) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(websocket.recv(), seconds)


async def until_heard(websocket: ClientConnection, publish: Callable[[], Awaitable[str]]) -> None:
    """Publish again and again until one is heard."""
    async with asyncio.timeout(UNTIL):
        while True:
            await publish()
            try:
                await asyncio.wait_for(websocket.recv(), 0.2)
            except TimeoutError:
                continue
            return


async def closed_with(websocket: ClientConnection) -> int:
    try:
        while True:
            await asyncio.wait_for(websocket.recv(), UNTIL)
    except ConnectionClosed as closing:
        return 1006 if closing.rcvd is None else closing.rcvd.code


async def test_a_listener_is_welcomed_and_hears_what_concerns_them(
    listen: Listen, publish: Publish, world: World
) -> None:
    async with listen(world.token(world.owner)) as owner, listen(world.token(world.receptionist)) as staff:
        assert (await hear(owner))["type"] == "ready"
        assert await hear(staff) == {"type": "ready", "id": "0-0"}
        place = await publish(clinic_id=world.clinic.id, person_ids=(world.owner.id,), appointment_id="a-1")
        event = {
            "type": "event",
            "id": place,
            "event": "scheduling.appointment_booked",
            "at": "2026-03-02T09:00:00+00:00",
            "clinic_id": str(world.clinic.id),
            "data": {"appointment_id": "a-1"},
        }
        assert await hear(owner) == event
        assert await hear(staff) == event


async def test_others_hear_nothing(listen: Listen, publish: Publish, world: World) -> None:
    async with listen(world.token(world.stranger)) as stranger, listen(world.token(world.outsider)) as outsider:
        await hear(stranger)
        await hear(outsider)
        await publish(clinic_id=world.clinic.id, person_ids=(world.owner.id,))
        await hear_nothing(stranger)
        await hear_nothing(outsider)
        await publish(clinic_id=world.elsewhere.id, number=2)
        assert (await hear(outsider))["data"] == {"number": 2}
        await hear_nothing(stranger)


async def test_who_works_there_and_is_named_hears_once(listen: Listen, publish: Publish, world: World) -> None:
    async with listen(world.token(world.receptionist)) as websocket:
        await hear(websocket)
        await publish(clinic_id=world.clinic.id, person_ids=(world.receptionist.id,), number=1)
        await publish(clinic_id=world.clinic.id, number=2)
        assert [(await hear(websocket))["data"]["number"] for _ in range(2)] == [1, 2]
        await hear_nothing(websocket)


async def test_whoever_comes_back_gets_what_they_missed_in_order(
    listen: Listen, publish: Publish, world: World
) -> None:
    async with listen(world.token(world.owner)) as websocket:
        await hear(websocket)
        await publish(person_ids=(world.owner.id,), number=1)
        last = (await hear(websocket))["id"]
    for number in (2, 3):
        await publish(person_ids=(world.owner.id,), number=number)
        await publish(person_ids=(world.stranger.id,), number=number)
    async with listen(world.token(world.owner), after=last) as websocket:
        assert await hear(websocket) == {"type": "ready", "id": last}
        assert [(await hear(websocket))["data"]["number"] for _ in range(2)] == [2, 3]
        await publish(person_ids=(world.owner.id,), number=4)
        assert (await hear(websocket))["data"]["number"] == 4
        await hear_nothing(websocket)


async def test_what_happened_before_this_process_started_is_read_from_the_stream(
    publish: Publish, world: World, serve: Serve
) -> None:
    first = await publish(person_ids=(world.owner.id,), number=1)
    await publish(person_ids=(world.owner.id,), number=2)
    await publish(person_ids=(world.stranger.id,), number=3)
    async with serve() as listen, listen(world.token(world.owner), after=first) as websocket:
        assert await hear(websocket) == {"type": "ready", "id": first}
        assert (await hear(websocket))["data"]["number"] == 2
        await hear_nothing(websocket)


@pytest.mark.parametrize("after", ["garbage", "1-1", "99999999999999-0", "", "18446744073709551616-0"])
async def test_a_place_that_is_gone_means_starting_over(
    serve: Serve, publish: Publish, world: World, redis: Redis, after: str
) -> None:
    await publish(person_ids=(world.owner.id,), number=1)
    await publish(person_ids=(world.owner.id,), number=2)
    await redis.xtrim("vet:realtime", maxlen=1, approximate=False)
    async with serve() as listen, listen(world.token(world.owner), after=after) as websocket:
        assert (await hear(websocket))["type"] == "ready"
        assert await hear(websocket) == {"type": "reset"}
        await hear_nothing(websocket)


async def test_a_stream_that_was_lost_makes_everybody_start_over(
    listen: Listen, publish: Publish, world: World, redis: Redis
) -> None:
    async with listen(world.token(world.owner)) as websocket:
        await hear(websocket)
        await publish(person_ids=(world.owner.id,), number=1)
        await hear(websocket)
        await redis.delete("vet:realtime")
        await redis.client_kill_filter(_type="normal", skipme=True)
        assert await hear(websocket) == {"type": "reset"}
        await publish(person_ids=(world.owner.id,), number=2)
        assert (await hear(websocket))["data"]["number"] == 2


async def test_a_lost_connection_to_redis_loses_no_event(
    listen: Listen, publish: Publish, world: World, redis: Redis
) -> None:
    async with listen(world.token(world.owner)) as websocket:
        await hear(websocket)
        for number in range(10):
            await redis.client_kill_filter(_type="normal", skipme=True)
            await publish(person_ids=(world.owner.id,), number=number)
        assert [(await hear(websocket))["data"]["number"] for _ in range(10)] == list(range(10))


async def test_a_bad_token_ends_the_connection(listen: Listen, world: World) -> None:
    for token in (
        "garbage",
        world.token(world.owner, exp=1_700_000_000),
        world.token(world.owner, key=SigningKey("x")),
    ):
        async with listen(token) as websocket:
            assert await closed_with(websocket) == 4401


async def test_the_connection_ends_with_its_token(listen: Listen, world: World) -> None:
    async with listen(world.token(world.owner)) as websocket:
        await hear(websocket)
        world.clock.advance(timedelta(seconds=64))
        await hear_nothing(websocket)
        world.clock.advance(timedelta(seconds=2))
        assert await closed_with(websocket) == 4401


async def test_a_fresh_token_keeps_the_connection(listen: Listen, publish: Publish, world: World) -> None:
    async with listen(world.token(world.owner)) as websocket:
        await hear(websocket)
        for _ in range(3):
            world.clock.advance(timedelta(seconds=50))
            await websocket.send(json.dumps({"type": "authenticate", "token": world.token(world.owner)}))
            await asyncio.sleep(0.2)
        await publish(person_ids=(world.owner.id,), number=1)
        assert (await hear(websocket))["data"]["number"] == 1


async def test_another_persons_token_does_not_take_over(listen: Listen, world: World) -> None:
    async with listen(world.token(world.owner)) as websocket:
        await hear(websocket)
        await websocket.send(json.dumps({"type": "authenticate", "token": world.token(world.stranger)}))
        assert await closed_with(websocket) == 4401


async def test_memberships_count_from_when_they_change(listen: Listen, publish: Publish, world: World) -> None:
    async with listen(world.token(world.stranger)) as websocket:
        await hear(websocket)
        async with world.database.transaction() as session:
            membership = await make.make_membership(session, world.stranger, world.clinic, Role.TECHNICIAN)
        await until_heard(websocket, lambda: publish(clinic_id=world.clinic.id))
        # Nobody tells of it: the connection looks by itself, now and then.
        async with world.database.transaction() as session:
            await session.delete(await session.get_one(Membership, membership.id))
        assert await closed_with(websocket) == 4403


async def test_a_first_sign_in_may_be_over_the_websocket(listen: Listen, world: World) -> None:
    world.clerk.add_user("user_new", "noor.adeyemi@example.com")
    async with listen(world.token("user_new")) as websocket:
        assert (await hear(websocket))["type"] == "ready"


@pytest.mark.parametrize("message", ["not json", "[]", '{"type": "hello"}', "null", "[" * 10_000])
async def test_whatever_is_not_a_token_ends_the_connection(listen: Listen, message: str) -> None:
    async with listen() as websocket:
        await websocket.send(message)
        assert await closed_with(websocket) in (1008, 4401)


async def test_pages_of_other_sites_may_not_listen(listen: Listen, world: World) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        async with listen(world.token(world.owner), origin="https://evil.test"):
            pass
    assert refusal.value.response.status_code == 403


async def test_native_apps_name_no_origin(listen: Listen, world: World) -> None:
    async with listen(world.token(world.owner, azp=None), origin=None) as websocket:
        assert (await hear(websocket))["type"] == "ready"


async def test_another_subprotocol_is_refused(address: str) -> None:
    with pytest.raises(InvalidStatus):
        async with connect(f"ws://{address}/v1/realtime", subprotocols=["other"], proxy=None):  # type: ignore[list-item]
            pass


async def test_a_person_keeps_a_few_connections(listen: Listen, world: World) -> None:
    token = world.token(world.owner)
    async with listen(token) as one, listen(token) as two, listen(token) as three:
        for websocket in (one, two, three):
            await hear(websocket)
        async with listen(token) as fourth:
            assert await closed_with(fourth) == 1008


class TestSilentListeners:
    @pytest.fixture
    def bounds(self) -> Bounds:
        return Bounds(authenticate_seconds=0.2)

    async def test_without_a_token_in_time_the_connection_ends(self, listen: Listen) -> None:
        async with listen() as websocket:
            assert await closed_with(websocket) == 4408


class TestSlowListeners:
    @pytest.fixture
    def bounds(self) -> Bounds:
        return Bounds(authenticate_seconds=30, queued_messages=8, send_seconds=2.0)

    async def test_whoever_missed_more_than_fits_starts_over(
        self, listen: Listen, publish: Publish, world: World
    ) -> None:
        async with listen(world.token(world.owner)) as websocket:
            await hear(websocket)
            await publish(person_ids=(world.owner.id,), number=0)
            last = (await hear(websocket))["id"]
        for number in range(1, 6):
            await publish(person_ids=(world.owner.id,), number=number)
        async with listen(world.token(world.owner), after=last) as websocket:
            assert (await hear(websocket))["id"] > last
            assert await hear(websocket) == {"type": "reset"}
            await publish(person_ids=(world.owner.id,), number=6)
            assert (await hear(websocket))["data"]["number"] == 6

    async def test_a_listener_who_does_not_read_is_let_go(
        self, listen: Listen, publish: Publish, world: World, platform: Platform
    ) -> None:
        assert platform.realtime is not None
        async with listen(world.token(world.stranger)) as quick, listen(world.token(world.owner)) as slow:
            await hear(quick)
            await hear(slow)
            slow.transport.pause_reading()
            for _ in range(60):
                await publish(person_ids=(world.owner.id,), filling=secrets.token_hex(200_000))
                if platform.realtime.hub.connections_of(world.owner.id) == 0:
                    break
                await asyncio.sleep(0.02)
            assert platform.realtime.hub.connections_of(world.owner.id) == 0
            await publish(person_ids=(world.stranger.id,), number=1)
            assert (await hear(quick))["data"]["number"] == 1
            slow.transport.resume_reading()
            assert await closed_with(slow) == 1013


class TestSilence:
    @pytest.fixture
    def bounds(self) -> Bounds:
        return Bounds(authenticate_seconds=30, ping_seconds=0.1)

    async def test_silence_is_broken_by_pings(self, listen: Listen, world: World) -> None:
        async with listen(world.token(world.owner)) as websocket:
            await hear(websocket)
            assert await hear(websocket) == {"type": "ping"}
            assert await hear(websocket) == {"type": "ping"}
