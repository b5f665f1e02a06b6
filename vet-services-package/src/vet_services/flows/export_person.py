"""Make the copies of people's data that were asked for: collect from every domain, pack, encrypt, mail the link."""

from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import select
from vet_core import outbox
from vet_core.db import Database, Session
from vet_core.db.keyring import current_keyring
from vet_core.identity.enums import ExportState
from vet_core.identity.events import ExportReady
from vet_core.identity.models import Person
from vet_core.kernel.clock import Clock
from vet_core.notifications.enums import NotificationKind
from vet_core.notifications.models import NotificationDelivery

from vet_services.flows import archive
from vet_services.flows.domains import COLLECT
from vet_services.identity import exports
from vet_services.identity.exports import Claim
from vet_services.identity.personal_data import Dataset
from vet_services.notifications.privacy import SEALED_TOKEN

log = structlog.get_logger(__name__)


async def run_exports(database: Database, clock: Clock, *, limit: int = 10) -> int:
    """Make up to `limit` copies and forget those whose link has run out; says how many became ready.

    Owns its transactions, and acts for the platform. Any number may run at once,
    because copies are claimed. One that fails is tried again later and holds up no other.
    """
    async with database.system_transaction() as session:
        await exports.expire(session, clock.now())
    made = 0
    for _ in range(limit):
        async with database.system_transaction() as session:
            claimed = await exports.claim(session, clock.now())
        if claimed is None:
            break
        made += await _make(database, clock, claimed)
    return made


async def collect(session: Session, person_id: UUID) -> list[Dataset]:
    """Every domain's datasets about the person, in the order of the domains."""
    return [dataset for collected in COLLECT for dataset in await collected(session, person_id)]


async def _make(database: Database, clock: Clock, claimed: Claim) -> bool:
    try:
        if claimed.attempts > exports.MOST_ATTEMPTS:
            raise RuntimeError("its worker was lost too often")
        async with database.system_reading() as session:
            datasets, subject = await collect(session, claimed.person_id), await _name(session, claimed.person_id)
        # Packing takes time and needs no transaction.
        content = archive.pack(datasets, subject=subject, made_at=clock.now())
        async with database.system_transaction() as session:
            return await _publish(session, claimed, content, clock.now())
    except Exception as fault:
        # The kind of fault only: what it says may be about the person.
        async with database.system_transaction() as session:
            state = await exports.give_up(session, claimed, type(fault).__name__)
        log.exception("export_failed", export_id=str(claimed.id), attempts=claimed.attempts, state=state.value)
        return False


async def _name(session: Session, person_id: UUID) -> str:
    wanted = select(Person.given_name, Person.family_name, Person.email).where(Person.id == person_id)
    person = (await session.execute(wanted)).one()
    return f"{person.given_name} {person.family_name}".strip() or person.email


async def _publish(session: Session, claimed: Claim, content: bytes, now: datetime) -> bool:
    """Store the copy together with the mail that brings its link; the token stands nowhere else."""
    token = exports.new_token()
    expires_at = await exports.keep(session, claimed, content, token, now=now)
    if expires_at is None:
        return False
    session.add(
        NotificationDelivery(
            kind=NotificationKind.EXPORT_READY,
            person_id=claimed.person_id,
            dedupe_key=f"export_ready:{claimed.id}",
            due_at=now,
            context={SEALED_TOKEN: current_keyring().encrypt(token), "expires_at": expires_at.isoformat()},
        )
    )
    ready = ExportReady(person_id=claimed.person_id, export_id=claimed.id, audience_person_ids=(claimed.person_id,))
    outbox.add(session, ready, now=now)
    log.info("export_ready", export_id=str(claimed.id), size_bytes=len(content), state=ExportState.READY.value)
    return True
