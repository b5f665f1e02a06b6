"""Erase the people whose wish is due: cancel what lies ahead, pass pets on, then do what every domain declares.

One transaction a person: either everything is gone that should be, or nothing. The account at the sign-in service goes
after the commit; until that has happened the request's outcome says it is pending, and every run tries again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Uuid, bindparam, select, text, update
from vet_core import audit, outbox
from vet_core.db import Database, Session
from vet_core.identity.enums import ErasureState, PetAccess
from vet_core.identity.events import ErasureDone, SessionEnded
from vet_core.identity.models import ErasureRequest, Membership, Person, SignInSession
from vet_core.kernel.actor import SYSTEM, Actor
from vet_core.kernel.clock import Clock
from vet_core.notifications.enums import NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.pets.events import PetChanged
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import Appointment

from vet_services.clinics import registration
from vet_services.flows.domains import ERASURES
from vet_services.identity import erasure
from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.identity.errors import AccountUnknown, SignInUnavailable
from vet_services.identity.personal_data import Fate, carry_out
from vet_services.scheduling import booking

log = structlog.get_logger(__name__)

_AHEAD = (AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED)
_POSTPONED_BY = timedelta(days=1)
_NOWHERE = ".invalid"

_PETS = text("""
    SELECT po.pet_id, po.is_primary,
           EXISTS (SELECT 1 FROM appointments a WHERE a.pet_id = po.pet_id) AS is_seen,
           (SELECT array_agg(o.person_id ORDER BY (o.access = 'manage') DESC, o.added_at, o.person_id)
              FROM pet_owners o JOIN persons p ON p.id = o.person_id AND p.erased_at IS NULL
             WHERE o.pet_id = po.pet_id AND o.person_id <> :person_id) AS others
      FROM pet_owners po WHERE po.person_id = :person_id ORDER BY po.pet_id
""").bindparams(bindparam("person_id", type_=Uuid()))


@dataclass(frozen=True, slots=True)
class Pets:
    """What becomes of each pet: erased, kept without its owner's name, or passed on to the next of its other owners."""

    erased: tuple[UUID, ...]
    kept: tuple[UUID, ...]
    passed_on: tuple[tuple[UUID, tuple[UUID, ...], bool], ...]


async def run_erasures(database: Database, directory: ClerkDirectory, clock: Clock, *, limit: int = 20) -> int:
    """Erase everybody whose wish is due and delete their accounts; says how many were erased.

    Owns its transactions, and acts for the platform. Several may run at once. A
    person who cannot be erased holds up no other.
    """
    async with database.system_reading() as session:
        due = (
            await session.scalars(
                select(ErasureRequest.id)
                .where(ErasureRequest.state == ErasureState.REQUESTED, ErasureRequest.due_at <= clock.now())
                .order_by(ErasureRequest.due_at, ErasureRequest.id)
                .limit(limit)
            )
        ).all()
    done = 0
    for request_id in due:
        try:
            async with database.system_transaction() as session:
                done += await erase(session, request_id, now=clock.now())
        except Exception:
            log.exception("erasure_failed", request_id=str(request_id))
    await delete_accounts(database, directory, clock)
    return done


async def erase(session: Session, request_id: UUID, *, now: datetime) -> bool:
    """Carry out one wish in the caller's transaction; False when it was taken back, is carried out, or must wait.

    Somebody who became the last administrator of a clinic meanwhile is asked again every day; `outcome` says so.
    """
    request = await session.scalar(
        select(ErasureRequest)
        .where(ErasureRequest.id == request_id, ErasureRequest.state == ErasureState.REQUESTED)
        .where(ErasureRequest.due_at <= now)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if request is None:
        return False
    person = await session.get(Person, request.person_id, with_for_update=True, populate_existing=True)
    assert person is not None
    by = Actor(person.id)
    if await _must_stay(session, request, by, now):
        return False
    facts = {"person_id": person.id, "email": person.email, "clerk_user_id": person.clerk_user_id}
    mail = None if person.email.endswith(_NOWHERE) else (person.email, person.given_name)
    has_account = person.clerk_user_id is not None and person.deleted_at is None

    pets = await _pets(session, person.id)
    await _leave(session, by, now)
    await _cancel_visits(session, pets, by, now)
    await _pass_on(session, pets, by, now)
    await session.flush()
    session.expunge_all()
    outcome = await _apply(session, facts, pets, now)
    outcome["account"] = "pending" if has_account else "none"

    await session.execute(
        update(ErasureRequest)
        .where(ErasureRequest.id == request_id)
        .values(state=ErasureState.DONE, done_at=now, outcome=outcome)
    )
    outbox.add(session, ErasureDone(person_id=by.person_id), now=now)
    audit.add(session, SYSTEM, "erased", "person", by.person_id, now=now)
    if mail is not None:
        session.add(_letter(request_id, *mail, outcome, now))
    await session.flush()
    log.info("person_erased", request_id=str(request_id), rows=sum(each["rows"] for each in outcome["deleted"]))
    return True


async def delete_accounts(database: Database, directory: ClerkDirectory, clock: Clock, *, limit: int = 50) -> int:
    """Delete the accounts of erased people at the sign-in service, and say how many. What fails is tried next time."""
    pending = select(ErasureRequest.id, Person.clerk_user_id).join(Person, Person.id == ErasureRequest.person_id)
    async with database.system_reading() as session:
        accounts = (
            await session.execute(
                pending.where(
                    ErasureRequest.state == ErasureState.DONE, ErasureRequest.outcome["account"].astext == "pending"
                ).limit(limit)
            )
        ).all()
    deleted = 0
    for request_id, clerk_user_id in accounts:
        try:
            if clerk_user_id is not None:
                await directory.delete_account(clerk_user_id)
        except AccountUnknown:
            log.info("account_gone_already", request_id=str(request_id))
        except SignInUnavailable:
            log.warning("account_not_deleted", request_id=str(request_id))
            continue
        async with database.system_transaction() as session:
            request = await session.get(ErasureRequest, request_id, with_for_update=True)
            if request is not None and request.outcome is not None:
                request.outcome = {**request.outcome, "account": "deleted"}
                audit.add(session, SYSTEM, "account_deleted", "person", request.person_id, now=clock.now())
                deleted += 1
    return deleted


async def _must_stay(session: Session, request: ErasureRequest, by: Actor, now: datetime) -> bool:
    """Lock the clinics the person runs, so that two last administrators cannot leave at once, and look again."""
    await session.execute(
        text(
            "SELECT id FROM clinics WHERE id IN (SELECT clinic_id FROM memberships WHERE person_id = :person_id"
            " AND role = 'clinic_administrator') ORDER BY id FOR NO KEY UPDATE"
        ).bindparams(bindparam("person_id", type_=Uuid())),
        {"person_id": by.person_id},
    )
    duties = await erasure.duties_of(session, by, now)
    if not duties:
        return False
    waits_for = [name for _, name in duties.clinics] or ["the platform"]
    request.due_at = now + _POSTPONED_BY
    request.outcome = {"waits_for_another_administrator_of": waits_for}
    log.warning("erasure_waits", request_id=str(request.id), clinics=len(duties.clinics))
    return True


async def _pets(session: Session, person_id: UUID) -> Pets:
    found = (await session.execute(_PETS, {"person_id": person_id})).all()
    return Pets(
        erased=tuple(row.pet_id for row in found if not row.others and not row.is_seen),
        kept=tuple(row.pet_id for row in found if not row.others and row.is_seen),
        passed_on=tuple((row.pet_id, tuple(row.others), row.is_primary) for row in found if row.others),
    )


async def _leave(session: Session, by: Actor, now: datetime) -> None:
    """End sessions and roles, with the events that others listen to."""
    sessions = await session.scalars(
        select(SignInSession.id).where(SignInSession.person_id == by.person_id, SignInSession.ended_at.is_(None))
    )
    for session_id in sessions.all():
        ended = SessionEnded(person_id=by.person_id, session_id=session_id, audience_person_ids=(by.person_id,))
        outbox.add(session, ended, now=now)
    roles = await session.execute(
        select(Membership.clinic_id, Membership.role).where(
            Membership.person_id == by.person_id, Membership.ends_at.is_(None)
        )
    )
    for clinic_id, role in roles.all():
        await registration.revoke(session, clinic_id, by.person_id, role, by=SYSTEM, now=now)


async def _cancel_visits(session: Session, pets: Pets, by: Actor, now: datetime) -> None:
    """Visits ahead of pets nobody else owns are called off by their owner, so that the clinics hear of it."""
    ahead = await session.scalars(
        select(Appointment.id)
        .where(Appointment.pet_id.in_(pets.kept), Appointment.starts_at > now, Appointment.status.in_(_AHEAD))
        .order_by(Appointment.id)
    )
    for appointment_id in ahead.all():
        await booking.cancel(session, appointment_id, by=by, now=now)


async def _pass_on(session: Session, pets: Pets, by: Actor, now: datetime) -> None:
    """The next owner, first of all one who manages the pet already, takes over what only this person was."""
    for pet_id, others, is_primary in pets.passed_on:
        heir = (PetOwner.pet_id == pet_id, PetOwner.person_id == others[0])
        await session.execute(update(PetOwner).where(*heir).values(access=PetAccess.MANAGE))
        if is_primary:
            own = (PetOwner.pet_id == pet_id, PetOwner.person_id == by.person_id)
            await session.execute(update(PetOwner).where(*own).values(is_primary=False))
            await session.execute(update(PetOwner).where(*heir).values(is_primary=True))
        changed = PetChanged(pet_id=pet_id, fields=("owner_ids",), audience_person_ids=others)
        outbox.add(session, changed, now=now)
        audit.add(session, by, "passed_on", "pet", pet_id, now=now, fields=["owner_ids"])


async def _apply(session: Session, facts: dict[str, Any], pets: Pets, now: datetime) -> dict[str, Any]:
    """Run every domain's declarations in their order and count what each did: that is the outcome."""
    ids = (facts["person_id"], *pets.erased, *pets.kept)
    values = {
        **facts,
        "now": now,
        "erased_pets": list(pets.erased),
        "kept_pets": list(pets.kept),
        "needles": [facts["email"].encode(), *(str(each).encode() for each in ids)],
    }
    outcome: dict[str, list[dict[str, Any]]] = {fate.value: [] for fate in Fate}
    for rule in ERASURES:
        if touched := await carry_out(session, rule.statement, values):
            words = {"what": rule.what, "rows": touched}
            outcome[rule.fate.value].append(words | {"why": rule.why} if rule.fate is Fate.KEPT else words)
    return outcome


def _letter(
    request_id: UUID, email: str, given_name: str, outcome: dict[str, Any], now: datetime
) -> NotificationDelivery:
    """The mail that says what was done. It is the last to know the address, and is removed once it was sent."""
    return NotificationDelivery(
        kind=NotificationKind.ERASURE_DONE,
        address_email=email,
        dedupe_key=f"erasure_done:{request_id}",
        due_at=now,
        context={
            "given_name": given_name,
            "deleted": [each["what"] for each in (*outcome["deleted"], *outcome["pseudonymised"])],
            "kept": [{"what": each["what"], "why": each["why"]} for each in outcome["kept"]],
        },
    )
