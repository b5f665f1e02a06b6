"""Follow what happens to accounts at Clerk: store each signed message once, apply it later, in any order."""

import json
import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NoReturn

import structlog
from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from vet_core import audit
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.kernel.actor import SYSTEM
from vet_core.outbox.models import InboundEvent

from vet_services.identity import people
from vet_services.identity.account import Account
from vet_services.identity.adapters.webhooks import WebhookSignature
from vet_services.identity.errors import AccountUnknown, EmailNotVerified, EmailTaken, UnreadableWebhook

SOURCE = "clerk"
_LONGEST_ID = 200
_LONGEST_TYPE = 120

log = structlog.get_logger(__name__)

# Clerk stamps every state of a user; a message is outdated when a later state of the same user has arrived.
_IS_OUTDATED = text("""
    SELECT EXISTS (
        SELECT 1 FROM inbound_events
         WHERE source = 'clerk' AND type IN ('user.created', 'user.updated') AND external_id <> :external_id
           AND payload -> 'data' ->> 'id' = :clerk_user_id
           AND jsonb_typeof(payload -> 'data' -> 'updated_at') = 'number'
           AND (payload -> 'data' ->> 'updated_at')::numeric > :changed_at_ms
    )
""")


async def store(
    session: Session, signature: WebhookSignature, headers: Mapping[str, str], body: bytes, now: datetime
) -> bool:
    """Keep a signed message for later; False when it was kept before. Raises InvalidWebhook or UnreadableWebhook."""
    external_id = signature.verify(headers, body)
    message = _read(body)
    if len(external_id) > _LONGEST_ID or not external_id.isprintable():
        raise UnreadableWebhook("The message id is too long.")
    stored = await session.execute(
        insert(InboundEvent)
        .values(source=SOURCE, external_id=external_id, type=message["type"], payload=message, received_at=now)
        .on_conflict_do_nothing()
        .returning(InboundEvent.external_id)
    )
    return stored.first() is not None


async def apply_pending(session: Session, now: datetime, limit: int = 50) -> int:
    """Apply stored messages that nobody has applied, oldest first, and say how many were.

    Rows are claimed, so several may run at once. A message that fails is logged, stays stored, and holds up no other.
    """
    pending = await session.scalars(
        select(InboundEvent)
        .where(InboundEvent.source == SOURCE, InboundEvent.processed_at.is_(None))
        .order_by(InboundEvent.received_at, InboundEvent.external_id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    applied = 0
    for event in pending.all():
        try:
            async with session.begin_nested():
                await apply(session, event, now)
        except Exception:
            log.exception("clerk_event_failed", external_id=event.external_id, event_type=event.type)
        else:
            applied += 1
    return applied


async def apply(session: Session, event: InboundEvent, now: datetime) -> None:
    """Bring our person in line with one message and mark it processed. Messages about anything else change nothing."""
    data = event.payload.get("data")
    if isinstance(data, dict):
        if event.type in ("user.created", "user.updated"):
            await _follow(session, event, data, now)
        elif event.type == "user.deleted":
            await _delete(session, data, now)
    event.processed_at = now
    await session.flush()


async def _follow(session: Session, event: InboundEvent, data: dict[str, Any], now: datetime) -> None:
    try:
        account = Account.from_payload(data)
        await people.register(session, account, now)
    except (ValueError, AccountUnknown, EmailNotVerified, EmailTaken) as reason:
        # Nobody to register yet, or no longer; the next sign-in or message decides anew.
        log.info("clerk_event_without_person", external_id=event.external_id, reason=type(reason).__name__)
        return
    facts = {
        "external_id": event.external_id,
        "clerk_user_id": account.clerk_user_id,
        "changed_at_ms": account.changed_at_ms,
    }
    if not await session.scalar(_IS_OUTDATED, facts):
        await _update(session, account, now)


async def _update(session: Session, account: Account, now: datetime) -> None:
    person = await _locked(session, account.clerk_user_id)
    if person is None:
        return
    wanted = {
        "email": account.verified_email,
        "given_name": account.given_name,
        "family_name": account.family_name,
    }
    changed = {name: value for name, value in wanted.items() if value and getattr(person, name) != value}
    if not changed:
        return
    try:
        async with session.begin_nested():
            for name, value in changed.items():
                setattr(person, name, value)
    except IntegrityError:
        # The address still stands for somebody else here; names follow, the address waits for the next message.
        await session.refresh(person)
        log.warning("clerk_email_taken", person_id=str(person.id))
        changed.pop("email", None)
        for name, value in changed.items():
            setattr(person, name, value)
        await session.flush()
    audit.add(session, SYSTEM, "changed", "person", person.id, now=now, fields=changed)


async def _delete(session: Session, data: dict[str, Any], now: datetime) -> None:
    try:
        account = Account.from_payload(data)
    except ValueError:
        return
    # A row even for somebody we never met: their "created" may still be on its way and must not bring them back.
    made = await session.execute(
        insert(Person)
        .values(
            clerk_user_id=account.clerk_user_id,
            email="deleted@account.invalid",
            given_name="",
            family_name="",
            version=1,
            deleted_at=now,
        )
        .on_conflict_do_nothing()
        .returning(Person.id)
    )
    if made.first() is not None:
        return
    person = await _locked(session, account.clerk_user_id)
    if person is not None and person.deleted_at is None:
        person.deleted_at = now
        await session.flush()
        audit.add(session, SYSTEM, "deleted", "person", person.id, now=now)


async def _locked(session: Session, clerk_user_id: str) -> Person | None:
    found: Person | None = await session.scalar(
        select(Person)
        .where(Person.clerk_user_id == clerk_user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found


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
