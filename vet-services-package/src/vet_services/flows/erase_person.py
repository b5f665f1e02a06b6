"""Erase the people whose wish is due: cancel what lies ahead, pass pets on, then do what every domain declares.

One transaction a person: either everything is gone that should be, or nothing. The account at the sign-in service goes
after the commit; until that has happened the request's outcome says it is pending, and every run tries again.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import Uuid, bindparam, delete, select, text, update
from vet_core import audit, outbox
from vet_core.db import Database, Session
from vet_core.identity.enums import ErasureState
from vet_core.identity.events import ErasureDone
from vet_core.identity.models import ErasureRequest, Person
from vet_core.kernel.actor import SYSTEM, Actor
from vet_core.kernel.clock import Clock
from vet_core.kernel.errors import Unavailable
from vet_core.notifications.enums import DeliveryState, NotificationKind
from vet_core.notifications.models import NotificationDelivery

from vet_services.flows.domains import ERASURES
from vet_services.flows.leaving import Pets, leave
from vet_services.identity import erasure
from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.identity.errors import AccountUnknown, SignInUnavailable
from vet_services.identity.personal_data import Fate, carry_out

log = structlog.get_logger(__name__)

_POSTPONED_BY = timedelta(days=1)
# Longer than a session token lives and a request may take.
_SWEPT_AFTER = timedelta(minutes=5)
_NOWHERE = ".invalid"

Step = Callable[[Session, UUID, datetime], Awaitable[bool]]


async def run_erasures(database: Database, directory: ClerkDirectory, clock: Clock, *, limit: int = 20) -> int:
    """Erase everybody whose wish is due and delete their accounts; says how many were erased.

    Owns its transactions, and acts for the platform. Several may run at once. A person who cannot be erased holds up no
    other.
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
    done = await _one_by_one(database, due, erase, clock)
    await sweep(database, clock)
    await _forget_letters(database)
    await delete_accounts(database, directory, clock)
    return done


async def erase(session: Session, request_id: UUID, now: datetime) -> bool:
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

    pets = await leave(session, by, now)
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


async def sweep(database: Database, clock: Clock, *, limit: int = 20) -> int:
    """Look once more, minutes later, at those who were erased; says how many.

    A request of theirs that was under way while they were erased could still write: a pet, a stored reply. By now no
    session of theirs can be alive.
    """
    async with database.system_reading() as session:
        erased = (
            await session.scalars(
                select(ErasureRequest.id)
                .where(
                    ErasureRequest.state == ErasureState.DONE,
                    ErasureRequest.done_at <= clock.now() - _SWEPT_AFTER,
                    ErasureRequest.outcome["is_swept"].astext.is_(None),
                )
                .order_by(ErasureRequest.done_at, ErasureRequest.id)
                .limit(limit)
            )
        ).all()
    return await _one_by_one(database, erased, _sweep_one, clock)


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


async def _one_by_one(database: Database, ids: Sequence[UUID], work: Step, clock: Clock) -> int:
    """Each in its own transaction; one that fails holds up no other. Says how many were done."""
    done = 0
    for request_id in ids:
        try:
            async with database.system_transaction() as session:
                done += await work(session, request_id, clock.now())
        except Unavailable:
            raise  # an outage concerns everybody's
        except Exception:
            # Undone as a whole and tried again at the next run; nobody else waits for it.
            log.exception("erasure_failed", request_id=str(request_id))
    return done


async def _sweep_one(session: Session, request_id: UUID, now: datetime) -> bool:
    request = await session.get(ErasureRequest, request_id, with_for_update=True)
    if request is None or request.outcome is None or "is_swept" in request.outcome:
        return False
    person = await session.get(Person, request.person_id, with_for_update=True)
    assert person is not None
    facts = {"person_id": person.id, "email": person.email, "clerk_user_id": person.clerk_user_id}
    await _apply(session, facts, await leave(session, Actor(person.id), now), now)
    request.outcome = {**request.outcome, "is_swept": True}
    return True


async def _forget_letters(database: Database) -> None:
    """A mail that has told an erased person of it was the last to know their address."""
    over = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.CANCELLED)
    async with database.system_transaction() as session:
        await session.execute(
            delete(NotificationDelivery)
            .where(NotificationDelivery.kind == NotificationKind.ERASURE_DONE, NotificationDelivery.state.in_(over))
            .execution_options(synchronize_session=False)
        )


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
