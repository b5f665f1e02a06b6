"""Remember what people agreed to: each yes or no to a version of a text is one row, and none is ever changed.

What counts now is derived: the last word on each purpose. Saying the same again writes nothing.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from vet_core import audit
from vet_core.db import Session
from vet_core.identity.enums import ConsentPurpose
from vet_core.identity.models import Consent
from vet_core.identity.privacy_schemas import ConsentIn, ConsentOut, ConsentsOut
from vet_core.kernel.actor import Actor

_NEWEST_FIRST = (Consent.at.desc(), Consent.id.desc())


async def record_consent(
    session: Session, wish: ConsentIn, *, by: Actor, now: datetime, source: str = "api"
) -> ConsentOut:
    """Write down the caller's yes or no; repeating the last word on the same version returns it as it stands.

    `source` says where it was given ("web", "mobile").
    """
    last = await session.scalar(_of(by.person_id, wish.purpose).limit(1))
    if last is not None and (last.version, last.is_granted) == (wish.version, wish.is_granted):
        return ConsentOut.model_validate(last)
    said = Consent(
        person_id=by.person_id,
        purpose=wish.purpose,
        version=wish.version,
        is_granted=wish.is_granted,
        at=now,
        source=source[:80],
    )
    session.add(said)
    await session.flush()
    action = "consented" if wish.is_granted else "declined"
    audit.add(session, by, action, "consent", said.id, now=now, fields=[wish.purpose.value])
    return ConsentOut.model_validate(said)


async def list_consents(session: Session, *, by: Actor) -> ConsentsOut:
    """The caller's last word on each purpose, and everything they ever said, newest first."""
    log = [
        ConsentOut.model_validate(each)
        for each in await session.scalars(
            select(Consent).where(Consent.person_id == by.person_id).order_by(*_NEWEST_FIRST)
        )
    ]
    current: dict[ConsentPurpose, ConsentOut] = {}
    for said in log:
        current.setdefault(said.purpose, said)
    return ConsentsOut(current=[current[purpose] for purpose in sorted(current)], log=log)


async def is_granted(session: Session, person_id: UUID, purpose: ConsentPurpose) -> bool | None:
    """The person's last word on a purpose; None when they never said one."""
    last = await session.scalar(_of(person_id, purpose).limit(1))
    return None if last is None else last.is_granted


def _of(person_id: UUID, purpose: ConsentPurpose) -> Select[Consent]:
    return select(Consent).where(Consent.person_id == person_id, Consent.purpose == purpose).order_by(*_NEWEST_FIRST)
