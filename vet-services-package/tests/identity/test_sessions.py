"""Where people are signed in: seen, listed, ended, and refused from that moment on every process."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis
from vet_core.audit.models import AuditEntry
from vet_core.identity.models import SignInSession
from vet_core.kernel.actor import Actor

from tests.identity.clerk_server import session_shape
from tests.identity.test_clerk_events import apply_all, message, settings, signed
from tests.world import World, change
from vet_services.identity import clerk_events, sessions
from vet_services.identity.adapters.webhooks import WebhookSignature
from vet_services.identity.devices import describe
from vet_services.identity.errors import SessionNotFound, SessionOver, SignInUnavailable
from vet_services.identity.session_cache import SessionState
from vet_services.identity.sessions import Sighting, SignInSessions
from vet_services.identity.tokens import SessionClaims

IPHONE = Sighting(
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/19.0 Mobile/15E148 Safari/604.1",
    "203.0.113.7",
)


@pytest.fixture
async def redis(redis_url):
    redis = Redis.from_url(redis_url)
    yield redis
    await redis.aclose()


@pytest.fixture
def processes(world: World, redis) -> list[SignInSessions]:
    """The sessions as two processes see them."""
    return [SignInSessions(world.database, redis, world.clock) for _ in range(2)]


@pytest.fixture
async def nowhere(world: World):
    """The sessions of a process that has lost Redis."""
    redis = Redis.from_url("redis://127.0.0.1:1/0", socket_connect_timeout=0.2)
    yield SignInSessions(world.database, redis, world.clock)
    await redis.aclose()


def claims(world: World, session_id: str = "sess_1", clerk_user_id: str | None = None) -> SessionClaims:
    who = clerk_user_id or world.owner.clerk_user_id or ""
    return SessionClaims(who, session_id, world.now + timedelta(minutes=1), None)


def as_owner(world: World, session_id: str = "sess_1") -> Actor:
    return Actor(world.owner.id, clerk_user_id=world.owner.clerk_user_id, session_id=session_id)


async def end(world: World, process: SignInSessions, session_id: str = "sess_1", *, by: Actor | None = None) -> None:
    async with world.database.transaction() as session:
        await sessions.end(session, process.cache, session_id, by=by or as_owner(world), now=world.now)


async def listed(world: World, session_id: str = "sess_1"):
    async with world.database.transaction() as session:
        return (await sessions.list_sessions(session, by=as_owner(world, session_id), now=world.now)).items


async def told(world: World, process: SignInSessions, kind: str, message_id: str = "msg_1", **over) -> bool:
    """A webhook about the owner's session arrives."""
    data = session_shape("sess_1", world.owner.clerk_user_id or "", **over)
    body = message(kind, data)
    async with world.database.transaction() as session:
        return await clerk_events.store(
            session, WebhookSignature(settings()), signed(body, message_id), body, world.now, sessions=process.cache
        )


async def test_a_session_is_noted_at_first_sight_and_seen_once_a_minute(world: World, processes):
    one, other = processes
    await one.check(claims(world), IPHONE)
    seen_at = world.now
    await asyncio.gather(*(process.check(claims(world), Sighting("x", "198.51.100.1")) for process in (one, other) * 3))
    [shown] = await listed(world)
    assert (shown.id, shown.device, shown.browser, shown.address, shown.is_current) == (
        "sess_1",
        "iPhone",
        "Safari 19",
        "203.0.113.7",
        True,
    )
    assert (shown.created_at, shown.last_seen_at) == (seen_at, seen_at)
    world.clock.advance(timedelta(minutes=2))
    await one.cache._lines.run(("FLUSHDB",))
    await other.check(claims(world), Sighting("another", "198.51.100.1"))
    [shown] = await listed(world, "sess_2")
    assert (shown.last_seen_at, shown.address, shown.device, shown.is_current) == (
        world.now,
        "198.51.100.1",
        "iPhone",
        False,
    )


async def test_a_known_session_costs_no_statement(world: World, processes, monkeypatch):
    one, other = processes
    await one.check(claims(world))
    monkeypatch.setattr(other, "_is_over", None)
    await other.check(claims(world))


async def test_somebody_we_have_not_met_is_let_through_to_be_met_and_not_remembered(world: World, processes):
    await processes[0].check(claims(world, clerk_user_id="user_new"))
    assert await processes[0].cache.state("sess_1") is None
    assert await world.count(SignInSession) == 0


@pytest.mark.parametrize("kind", ["session.ended", "session.removed", "session.revoked"])
async def test_what_clerk_ends_is_refused_at_once_by_every_process(world: World, processes, kind):
    one, other = processes
    await one.check(claims(world))
    await other.check(claims(world))
    assert await told(world, one, kind)
    for process in processes:
        with pytest.raises(SessionOver):
            await process.check(claims(world))
    assert await listed(world) == []
    [event] = [event for event in await world.events() if event.type == "identity.session_ended"]
    assert (event.payload["session_id"], event.person_ids) == ("sess_1", [world.owner.id])
    assert await told(world, one, kind, "msg_2")
    assert [entry.action for entry in await world.all(AuditEntry)] == ["session_ended"]
    assert len(await world.events("identity.session_ended")) == 1


async def test_without_redis_the_database_is_asked_every_time(world: World, processes, nowhere):
    for _ in range(2):
        await nowhere.check(claims(world))
    await told(world, nowhere, "session.ended")
    with pytest.raises(SessionOver):
        await nowhere.check(claims(world))


async def test_the_end_holds_when_redis_forgets_it(world: World, processes):
    one, other = processes
    await one.check(claims(world))
    await told(world, one, "session.ended")
    await one.cache._lines.run(("FLUSHDB",))
    with pytest.raises(SessionOver):
        await other.check(claims(world))
    assert await one.cache.state("sess_1") is SessionState.ENDED


async def test_a_slow_reader_does_not_reopen_what_was_ended_meanwhile(world: World, processes):
    one, _ = processes
    await one.check(claims(world))
    await one.cache.note_ended("sess_1")
    await one.cache.note_open("sess_1")
    assert await one.cache.state("sess_1") is SessionState.ENDED


@pytest.mark.parametrize("order", [("session.created", "session.ended"), ("session.ended", "session.created")])
async def test_beginning_and_end_may_come_in_any_order(world: World, processes, order):
    for number, kind in enumerate(order):
        await told(world, processes[0], kind, f"msg_{number}")
        await apply_all(world.database, world.clock)
    with pytest.raises(SessionOver):
        await processes[1].check(claims(world))
    assert await listed(world) == []


async def test_a_beginning_brings_its_device(world: World, processes):
    body = message("session.created", session_shape("sess_1", world.owner.clerk_user_id or ""))
    body = body[:-1] + (
        b', "event_attributes": {"http_request": {"client_ip": "203.0.113.9", "user_agent": "'
        + (IPHONE.user_agent or "").encode()
        + b'"}}}'
    )
    async with world.database.transaction() as session:
        await clerk_events.store(session, WebhookSignature(settings()), signed(body), body, world.now)
    assert await apply_all(world.database, world.clock) == 1
    [shown] = await listed(world)
    assert (shown.device, shown.browser, shown.address) == ("iPhone", "Safari 19", "203.0.113.9")
    assert shown.created_at == datetime.fromtimestamp(1_772_000_000, UTC)


@pytest.mark.parametrize("kind", ["session.pending", "session.created"])
@pytest.mark.parametrize("over", [{"id": None}, {"user_id": 7}, {"user_id": "nobody"}, {"created_at": "x" * 9}])
async def test_odd_messages_about_sessions_are_done_with(world: World, processes, kind, over):
    await told(world, processes[0], kind, **over)
    assert await apply_all(world.database, world.clock) == 1


async def test_people_end_their_own_sessions_and_nobody_elses(world: World, processes):
    one, other = processes
    await one.check(claims(world))
    await one.check(claims(world, "sess_2"))
    with pytest.raises(SessionNotFound):
        await end(world, one, "sess_1", by=Actor(world.stranger.id))
    with pytest.raises(SessionNotFound):
        await end(world, one, "unknown")
    await other.check(claims(world))
    for _ in range(2):
        await end(world, one, "sess_1", by=as_owner(world, "sess_2"))
    with pytest.raises(SessionOver):
        await other.check(claims(world))
    await other.check(claims(world, "sess_2"))
    assert [shown.id for shown in await listed(world)] == ["sess_2"]
    assert len(await world.events("identity.session_ended")) == 1


async def test_clerk_is_told_once_and_after_an_outage(world: World, processes, clerk, directory):
    clerk.open_sessions = {"sess_1", "sess_2"}
    for session_id in ("sess_1", "sess_gone"):
        await processes[0].check(claims(world, session_id))
        await end(world, processes[0], session_id)
    clerk.is_down = True
    with pytest.raises(SignInUnavailable):
        await sessions.tell_clerk(world.database, directory, world.clock)
    with pytest.raises(SessionOver):
        await processes[1].check(claims(world))
    clerk.is_down = False
    assert await sessions.tell_clerk(world.database, directory, world.clock) == 2
    assert clerk.open_sessions == {"sess_2"}
    assert await sessions.tell_clerk(world.database, directory, world.clock) == 0
    assert {row.end_reason for row in await world.all(SignInSession)} == {sessions.SIGNED_OUT_HERE}


async def test_an_account_that_is_deleted_takes_its_sessions_along(world: World, processes):
    await processes[0].check(claims(world))
    body = message("user.deleted", {"id": world.owner.clerk_user_id, "deleted": True})
    async with world.database.transaction() as session:
        await clerk_events.store(session, WebhookSignature(settings()), signed(body), body, world.now)
    await apply_all(world.database, world.clock)
    assert len(await world.events("identity.session_ended")) == 1
    assert [row.end_reason for row in await world.all(SignInSession)] == ["account_deleted"]


async def test_sessions_nobody_used_for_a_month_are_not_shown(world: World, processes):
    await processes[0].check(claims(world))
    [row] = await world.all(SignInSession)
    await change(world.database, row, last_seen_at=world.now - timedelta(days=30))
    assert await listed(world) == []


@pytest.mark.parametrize(
    ("user_agent", "described"),
    [
        (None, (None, None)),
        ("", (None, None)),
        ("curl/8", (None, None)),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ("Linux computer", "Firefox 140")),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 "
            "Safari/537.36 Edg/150.0",
            ("Windows computer", "Edge 150"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile"
            " Safari/537.36",
            ("Android phone", "Chrome 150"),
        ),
        ("VetClinic/1 CFNetwork/1490 Darwin/23", ("Mac", "App")),
        ("x" * 100_000 + "Firefox/1", (None, None)),
    ],
)
def test_user_agents_in_words(user_agent, described):
    assert describe(user_agent) == described
