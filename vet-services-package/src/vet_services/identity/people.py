"""Keep one person per account, and let people change what is theirs. Sign-in itself is Clerk's business."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Text, Uuid, bindparam, cast, func, select, text, update
from sqlalchemy.dialects.postgresql import CITEXT, insert
from sqlalchemy.sql.dml import ReturningUpdate
from vet_core import audit, outbox
from vet_core.db import Session, UtcInstant
from vet_core.identity.events import PersonRegistered
from vet_core.identity.models import Person
from vet_core.identity.schemas import MembershipOut, MeOut, MePatch
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce
from vet_core.kernel.text import EmailText, LocaleTag, PhoneText, ShortText, ZoneName
from vet_core.kernel.versions import VersionCheck, any_version

from vet_services.identity.account import Account
from vet_services.identity.errors import AccountUnknown, EmailNotVerified, EmailTaken, PersonNotFound
from vet_services.identity.policy import may_invite

# Names of clinics are read as text: identity knows none of their classes.
_MEMBERSHIPS = text("""
    SELECT json_agg(json_build_object('clinic_id', c.id, 'clinic_name', c.name, 'clinic_slug', c.slug, 'role', m.role)
                    ORDER BY c.name, c.id, m.role)::text
      FROM memberships m
      JOIN clinics c ON c.id = m.clinic_id
     WHERE m.person_id = :person_id AND m.starts_at <= :now AND (m.ends_at IS NULL OR m.ends_at > :now)
""").bindparams(bindparam("now", type_=UtcInstant()), bindparam("person_id", type_=Uuid()))

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended('person:' || lower(:email), 0))").bindparams(
    bindparam("email", type_=Text())
)


async def register(session: Session, account: Account, now: datetime) -> UUID:
    """The person behind an account, made or linked when we meet them first; safe to race.

    Somebody we already know by a verified e-mail address becomes this account's person: when they had no account so
    far, or when theirs was deleted and they were not erased. Raises EmailNotVerified, EmailTaken, or AccountUnknown
    when this very account was deleted.
    """
    known = await _by_account(session, account.clerk_user_id)
    if known is not None:
        return known
    if account.verified_email is None:
        raise EmailNotVerified()
    await one_at_a_time(session, account.verified_email)
    linked: UUID | None = await session.scalar(
        update(Person)
        .where(Person.id == present_person(account.verified_email), Person.clerk_user_id.is_(None))
        .values(clerk_user_id=account.clerk_user_id, updated_at=now, version=Person.version + 1)
        .returning(Person.id)
    )
    if linked is not None:
        _record(session, linked, "linked", now=now)
        return linked
    returned: UUID | None = await session.scalar(_who_left(account, now))
    if returned is not None:
        _record(session, returned, "returned", now=now)
        return returned
    made: UUID | None = await session.scalar(
        insert(Person)
        .values(
            id=new_id(),
            clerk_user_id=account.clerk_user_id,
            email=account.verified_email,
            given_name=account.given_name or account.verified_email.partition("@")[0][:120],
            family_name=account.family_name or "",
            version=1,
            created_at=now,
            updated_at=now,
        )
        .on_conflict_do_nothing()
        .returning(Person.id)
    )
    if made is not None:
        outbox.add(session, PersonRegistered(person_id=made, audience_person_ids=(made,)), now=now)
        _record(session, made, "registered", now=now)
        return made
    raced = await _by_account(session, account.clerk_user_id)
    if raced is None:
        raise EmailTaken()
    return raced


async def invite(
    session: Session,
    *,
    email: EmailText,
    given_name: ShortText,
    family_name: ShortText,
    by: Actor,
    now: datetime,
    phone: PhoneText | None = None,
    locale: LocaleTag = "en",
    time_zone: ZoneName | None = None,
    is_system_administrator: bool = False,
) -> UUID:
    """Make a person who has no account yet; their first sign-in with this address, once verified, becomes theirs.

    The arguments are taken as they are: whoever reads them from outside validates them as the types say. Raises
    EmailTaken, or Refused unless the platform itself or one of its administrators invites.
    """
    enforce(may_invite(by), hidden=PersonNotFound())
    made: UUID | None = await session.scalar(
        insert(Person)
        .values(
            id=new_id(),
            email=email,
            given_name=given_name,
            family_name=family_name,
            phone=phone,
            locale=locale,
            time_zone=time_zone,
            is_system_administrator=is_system_administrator,
            version=1,
            created_at=now,
            updated_at=now,
        )
        .on_conflict_do_nothing()
        .returning(Person.id)
    )
    if made is None:
        raise EmailTaken()
    audit.add(session, by, "invited", "person", made, now=now)
    return made


async def me(session: Session, actor: Actor, now: datetime) -> MeOut:
    """The signed-in person with their memberships of this moment."""
    person = await session.get(Person, actor.person_id)
    if person is None or person.deleted_at is not None:
        raise PersonNotFound()
    return await _me_out(session, person, now)


async def update_me(
    session: Session, patch: MePatch, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> MeOut:
    """Change what people may change about themselves. `check` sees the current version under a lock."""
    person = await session.get(Person, by.person_id, with_for_update=True)
    if person is None or person.deleted_at is not None:
        raise PersonNotFound()
    check(person.version)
    changed = [name for name, value in patch.changes().items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, getattr(patch, name))
    if changed:
        await session.flush()
        audit.add(session, by, "changed", "person", person.id, now=now, fields=changed)
    return await _me_out(session, person, now)


async def _me_out(session: Session, person: Person, now: datetime) -> MeOut:
    memberships = await session.scalar(_MEMBERSHIPS, {"person_id": person.id, "now": now})
    return MeOut(
        id=person.id,
        email=person.email,
        given_name=person.given_name,
        family_name=person.family_name,
        phone=person.phone,
        address=person.address,
        born_on=person.born_on,
        locale=person.locale,
        time_zone=person.time_zone,
        is_system_administrator=person.is_system_administrator,
        memberships=[MembershipOut.model_validate(each) for each in json.loads(memberships or "[]")],
        version=person.version,
    )


def present_person(email: str) -> ColumnElement[UUID | None]:
    """Who stands for an address, by the one function that may use its index; in system scope only."""
    return func.vet_person_by_email(cast(email, CITEXT), type_=Uuid())


async def one_at_a_time(session: Session, email: str) -> None:
    """Until the transaction ends, nobody else decides whose person this address is.

    Leaving and coming back are two looks at one row: between them another request must not make a second person.
    """
    await session.execute(_ONE_AT_A_TIME, {"email": email})


def _who_left(account: Account, now: datetime) -> ReturningUpdate[UUID]:
    """Give the account the person who left with this address, unless somebody else stands for it by now."""
    assert account.verified_email is not None
    last = (
        select(Person.id)
        .where(Person.email == account.verified_email, Person.deleted_at.is_not(None), Person.erased_at.is_(None))
        .order_by(Person.deleted_at.desc())
        .limit(1)
        .with_for_update()
        .scalar_subquery()
    )
    return (
        update(Person)
        .where(Person.id == last, present_person(account.verified_email).is_(None))
        .values(clerk_user_id=account.clerk_user_id, deleted_at=None, updated_at=now, version=Person.version + 1)
        .returning(Person.id)
        .execution_options(synchronize_session=False)
    )


async def _by_account(session: Session, clerk_user_id: str) -> UUID | None:
    row = (
        await session.execute(select(Person.id, Person.deleted_at).where(Person.clerk_user_id == clerk_user_id))
    ).first()
    if row is None:
        return None
    if row.deleted_at is not None:
        raise AccountUnknown()
    found: UUID = row.id
    return found


def _record(session: Session, person_id: UUID, action: str, *, now: datetime) -> None:
    audit.add(session, Actor(person_id), action, "person", person_id, now=now)
