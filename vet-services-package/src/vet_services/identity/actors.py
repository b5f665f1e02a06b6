"""Turn a session into an actor with the grants our own tables give. Claims of the token never add a role."""

from datetime import datetime
from uuid import UUID

from pydantic_core import from_json
from sqlalchemy import bindparam, select, text
from vet_core.db import Database, Session, UtcInstant
from vet_core.db.direct import Direct
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor, Grant, Role

from vet_services.identity import clerk_accounts, people
from vet_services.identity.account import Account
from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.identity.errors import AccountUnknown, EmailTaken
from vet_services.identity.tokens import SessionClaims

# Finds the actor and enters their scope: from here on the transaction sees what is theirs, and nothing before.
_ENTER = Direct(
    text("""
    SELECT person_id, is_system_administrator, is_deleted, grants::text AS grants, opened_clinic_ids
      FROM vet_enter(:clerk_user_id, :now)
""").bindparams(bindparam("now", type_=UtcInstant()))
)


async def resolve_actor(session: Session, claims: SessionClaims, now: datetime) -> Actor | None:
    """Who holds this session, in one statement, with the transaction in their scope from then on.

    None when we meet them for the first time (see `meet`); the transaction is in nobody's scope then.
    Raises AccountUnknown for somebody whose account was deleted.
    """
    rows = await _ENTER.rows(session, {"clerk_user_id": claims.clerk_user_id, "now": now})
    if not rows:
        return None
    [row] = rows
    if row["is_deleted"]:
        raise AccountUnknown()
    return Actor(
        person_id=row["person_id"],
        grants=frozenset(Grant(UUID(clinic), Role(role)) for clinic, role in from_json(row["grants"] or "[]")),
        is_system_administrator=row["is_system_administrator"],
        clerk_user_id=claims.clerk_user_id,
        session_id=claims.session_id,
        opened_clinic_ids=frozenset(row["opened_clinic_ids"] or ()),
    )


async def meet(database: Database, directory: ClerkDirectory, claims: SessionClaims, now: datetime) -> Actor:
    """Register whoever holds this session and return them as an actor; several requests at once register one person.

    Owns its transactions, because Clerk is asked first and nothing may stay open meanwhile. When somebody else stands
    for their address here, Clerk is asked about that one too: an account that is gone, or has another address by now,
    makes way. Raises AccountUnknown, EmailNotVerified, EmailTaken or SignInUnavailable.
    """
    account = await directory.account(claims.clerk_user_id)
    try:
        return await _register(database, account, claims, now)
    except EmailTaken:
        await _refresh_holder(database, directory, account, now)
    return await _register(database, account, claims, now)


async def _register(database: Database, account: Account, claims: SessionClaims, now: datetime) -> Actor:
    async with database.system_transaction() as session:
        await people.register(session, account, now)
        actor = await resolve_actor(session, claims, now)
    if actor is None:
        raise AccountUnknown()
    return actor


async def _refresh_holder(database: Database, directory: ClerkDirectory, account: Account, now: datetime) -> None:
    assert account.verified_email is not None, "only a verified address can be somebody's"
    async with database.system_transaction() as session:
        holder: str | None = await session.scalar(
            select(Person.clerk_user_id).where(Person.id == people.present_person(account.verified_email))
        )
    if holder is None:
        return
    try:
        current = await directory.account(holder)
    except AccountUnknown:
        current = None
    async with database.system_transaction() as session:
        if current is None:
            await clerk_accounts.leave(session, holder, now)
        else:
            await clerk_accounts.bring_up_to_date(session, current, now)
