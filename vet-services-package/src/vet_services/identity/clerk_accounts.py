"""Keep our person in step with an account at Clerk: registered, changed, deleted, in whatever order we hear of it.

One person stays one person: their address may change, their account may go and a new one with the same address may
come. Clerk proves that an address is somebody's, so the address decides whose the person is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from vet_core import audit, outbox
from vet_core.db import Session
from vet_core.identity.events import SessionEnded
from vet_core.identity.models import Person, SignInSession
from vet_core.kernel.actor import SYSTEM

from vet_services.identity import people
from vet_services.identity.account import Account
from vet_services.identity.errors import AccountUnknown, EmailNotVerified, EmailTaken

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


async def follow(session: Session, external_id: str, data: Mapping[str, Any], now: datetime) -> bool:
    """Bring our person in line with a state of their account; an outdated state changes nothing.

    False when the account's address still stands for somebody else here: their own news may be on its way, so the
    message is worth applying again later. What else it says has been applied.
    """
    try:
        account = Account.from_payload(data)
        await people.register(session, account, now)
    except EmailTaken:
        log.info("clerk_account_waits_for_address", external_id=external_id)
        return False
    except (ValueError, AccountUnknown, EmailNotVerified) as reason:
        # Nobody to register yet, or no longer; the next sign-in or message decides anew.
        log.info("clerk_event_without_person", external_id=external_id, reason=type(reason).__name__)
        return True
    facts = {
        "external_id": external_id,
        "clerk_user_id": account.clerk_user_id,
        "changed_at_ms": account.changed_at_ms,
    }
    if await session.scalar(_IS_OUTDATED, facts):
        return True
    return await bring_up_to_date(session, account, now)


async def bring_up_to_date(session: Session, account: Account, now: datetime) -> bool:
    """Take over the account's names and verified address; False when the address stands for somebody else here."""
    person = await _locked(session, account.clerk_user_id)
    if person is None or person.deleted_at is not None:
        return True
    wanted = {
        "email": account.verified_email,
        "given_name": account.given_name,
        "family_name": account.family_name,
    }
    changed = {name: value for name, value in wanted.items() if value and getattr(person, name) != value}
    if not changed:
        return True
    is_address_free = True
    try:
        async with session.begin_nested():
            for name, value in changed.items():
                setattr(person, name, value)
    except IntegrityError:
        await session.refresh(person)
        log.warning("clerk_email_taken", person_id=str(person.id))
        is_address_free = False
        del changed["email"]
        for name, value in changed.items():
            setattr(person, name, value)
        await session.flush()
    if changed:
        audit.add(session, SYSTEM, "changed", "person", person.id, now=now, fields=changed)
    return is_address_free


async def delete(session: Session, clerk_user_id: str, now: datetime) -> None:
    """Note that an account is gone: its sessions end, and nobody signs in as its person until the same verified
    address comes back. The person's own data stays until then, for a year at most (see RETENTIONS)."""
    # A row even for somebody we never met: their "created" may still be on its way and must not bring them back.
    made = await session.execute(
        insert(Person)
        .values(
            clerk_user_id=clerk_user_id,
            email="deleted@account.invalid",
            given_name="",
            family_name="",
            version=1,
            deleted_at=now,
        )
        .on_conflict_do_nothing(index_elements=[Person.clerk_user_id])
        .returning(Person.id)
    )
    if made.first() is None:
        await leave(session, clerk_user_id, now)


async def leave(session: Session, clerk_user_id: str, now: datetime) -> None:
    """The same for an account whose person we know; of others nothing is noted."""
    email: str | None = await session.scalar(select(Person.email).where(Person.clerk_user_id == clerk_user_id))
    if email is None:
        return
    await people.one_at_a_time(session, email)
    person = await _locked(session, clerk_user_id)
    if person is None or person.deleted_at is not None:
        return
    person.deleted_at = now
    await session.flush()
    # Clerk tells of the account only, not of the sessions that went with it.
    ended = await session.scalars(
        update(SignInSession)
        .where(SignInSession.person_id == person.id, SignInSession.ended_at.is_(None))
        .values(ended_at=now, end_reason="account_deleted")
        .returning(SignInSession.id)
        .execution_options(synchronize_session=False)
    )
    for session_id in ended.all():
        event = SessionEnded(person_id=person.id, session_id=session_id, audience_person_ids=(person.id,))
        outbox.add(session, event, now=now)
    audit.add(session, SYSTEM, "deleted", "person", person.id, now=now)


async def _locked(session: Session, clerk_user_id: str) -> Person | None:
    found: Person | None = await session.scalar(
        select(Person)
        .where(Person.clerk_user_id == clerk_user_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found
