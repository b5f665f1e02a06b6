"""Follow what happens at Clerk: store each signed message once, apply it later, in any order.

Two kinds of messages do not wait: whose session has ended, or whose account is gone, is refused from the moment the
message is stored.
"""

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

import structlog
from sqlalchemy import select, tuple_
from sqlalchemy.dialects.postgresql import insert
from vet_core.db import Session, scope, translate_outage
from vet_core.outbox.models import InboundEvent

from vet_services.identity import clerk_accounts, sessions
from vet_services.identity.adapters.webhooks import WebhookSignature
from vet_services.identity.errors import UnreadableWebhook
from vet_services.identity.session_cache import SessionCache
from vet_services.identity.sessions import Sighting

SOURCE = "clerk"
_LONGEST_ID = 200
_LONGEST_TYPE = 120
_TRIED_FOR = timedelta(days=1)
_AT_ONCE = 50
_LATEST_MS = 7_258_118_400_000  # the year 2200

_SESSION_ENDS = {
    "session.ended": "signed_out",
    "session.removed": "signed_out",
    "session.revoked": "revoked_at_clerk",
}

log = structlog.get_logger(__name__)


async def store(
    session: Session,
    signature: WebhookSignature,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
    *,
    sessions: SessionCache | None = None,
) -> bool:
    """Keep a signed message for later; False when it was kept before. Raises InvalidWebhook or UnreadableWebhook.

    The end of a session or of an account is applied at once, and told to the cache of sessions. The signature makes the
    caller the platform's own partner, so the rest of the transaction runs in the platform's scope.
    """
    external_id = signature.verify(headers, body)
    message = _read(body)
    if len(external_id) > _LONGEST_ID or not external_id.isprintable():
        raise UnreadableWebhook("The message id is too long.")
    await scope.enter_system(session)
    stored = await session.scalar(
        insert(InboundEvent)
        .values(source=SOURCE, external_id=external_id, type=message["type"], payload=message, received_at=now)
        .on_conflict_do_nothing()
        .returning(InboundEvent)
    )
    if stored is None:
        return False
    if stored.type in _SESSION_ENDS:
        session_id = _word(message.get("data"), "id")
        if sessions is not None and session_id is not None:
            await sessions.note_ended(session_id)
    if stored.type in _SESSION_ENDS or stored.type == "user.deleted":
        await _try(session, stored, now)
    return True


async def apply_pending(session: Session, now: datetime, limit: int = _AT_ONCE) -> int:
    """Apply stored messages that nobody has applied, oldest first, and say how many were; `limit` is a batch.

    Rows are claimed, so several may run at once. A message that fails is logged, stays stored, is tried again for a
    day, and holds up no other. An outage of the database is nobody's fault and is raised.
    """
    applied = 0
    last: tuple[datetime, str] | None = None
    while True:
        wanted = (
            select(InboundEvent)
            .where(InboundEvent.source == SOURCE, InboundEvent.processed_at.is_(None))
            .order_by(InboundEvent.received_at, InboundEvent.external_id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        if last is not None:
            wanted = wanted.where(tuple_(InboundEvent.received_at, InboundEvent.external_id) > tuple_(*last))
        batch = (await session.scalars(wanted)).all()
        for event in batch:
            applied += await _try(session, event, now)
        if len(batch) < limit:
            return applied
        last = (batch[-1].received_at, batch[-1].external_id)


async def apply(session: Session, event: InboundEvent, now: datetime) -> bool:
    """Bring our tables in line with one message and mark it processed; messages about anything else change nothing.

    False leaves it stored, to be applied again.
    """
    data = event.payload.get("data")
    is_done = True
    if isinstance(data, dict):
        if event.type in ("user.created", "user.updated"):
            is_done = await clerk_accounts.follow(session, event.external_id, data, now)
        elif event.type == "user.deleted" and (clerk_user_id := _word(data, "id")):
            await clerk_accounts.delete(session, clerk_user_id, now)
        elif event.type.startswith("session."):
            await _follow_session(session, event, data, now)
    if is_done or event.received_at < now - _TRIED_FOR:
        event.processed_at = now
    await session.flush()
    return event.processed_at is not None


async def _try(session: Session, event: InboundEvent, now: datetime) -> bool:
    try:
        async with session.begin_nested():
            return await apply(session, event, now)
    except Exception as fault:
        # Whatever is wrong with this message must not keep the others waiting; what is wrong with the database
        # concerns them all.
        if translate_outage(fault) is not None:
            raise
        log.exception("clerk_event_failed", external_id=event.external_id, event_type=event.type)
    if event.received_at < now - _TRIED_FOR:
        log.error("clerk_event_given_up", external_id=event.external_id, event_type=event.type)
        event.processed_at = now
        await session.flush()
    return False


async def _follow_session(session: Session, event: InboundEvent, data: dict[str, Any], now: datetime) -> None:
    session_id, clerk_user_id = _word(data, "id"), _word(data, "user_id")
    if session_id is None or clerk_user_id is None:
        return
    if event.type == "session.created":
        created_at = _instant(data.get("created_at")) or now
        sighting = _sighting(event.payload)
        await sessions.open_from_clerk(session, session_id, clerk_user_id, sighting, created_at=created_at, now=now)
    elif event.type in _SESSION_ENDS:
        await sessions.end_from_clerk(session, session_id, clerk_user_id, _SESSION_ENDS[event.type], now=now)
    # A pending session is not signed in yet: its tokens say so and are refused for that.


def _sighting(message: Mapping[str, Any]) -> Sighting:
    attributes = message.get("event_attributes")
    request = attributes.get("http_request") if isinstance(attributes, dict) else None
    if not isinstance(request, dict):
        return Sighting()
    return Sighting(user_agent=_word(request, "user_agent", 1000), address=_word(request, "client_ip"))


def _word(data: object, name: str, longest: int = _LONGEST_ID) -> str | None:
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, str) and 0 < len(value) <= longest and value.isprintable() else None


def _instant(milliseconds: object) -> datetime | None:
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int) or not 0 <= milliseconds <= _LATEST_MS:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _read(body: bytes) -> dict[str, Any]:
    try:
        message = _storable(json.loads(body, parse_constant=_refuse_constant))
    except (ValueError, RecursionError) as refusal:
        raise UnreadableWebhook() from refusal
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        raise UnreadableWebhook("An event needs a type.")
    message["type"] = message["type"][:_LONGEST_TYPE]
    return message


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _storable(value: Any) -> Any:
    """The same JSON without what PostgreSQL cannot keep: NUL and halves of characters."""
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a number is too large")
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(each) for name, each in value.items()}
    return value
