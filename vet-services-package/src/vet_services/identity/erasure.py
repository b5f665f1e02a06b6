"""The wish to be forgotten: asked for with one's own e-mail address typed out, and taken back at will for seven days.

Carrying it out is vet_services.flows.erase_person's work. Nobody can leave a clinic, or the platform, without anyone to
run it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit
from vet_core.db import Session, UtcInstant, scope
from vet_core.identity.enums import ErasureState
from vet_core.identity.models import ErasureRequest, Person
from vet_core.identity.privacy_schemas import ErasureIn, ErasureOut
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id

from vet_services.identity.errors import ErasureBlocked, ErasureNotConfirmed, ErasureNotFound, PersonNotFound

GRACE = timedelta(days=7)

# Identity knows no clinic: their names are read as text. Somebody whose account is gone runs nothing.
_LAST_OF = text("""
    SELECT c.id, c.name FROM clinics c
     WHERE EXISTS (SELECT 1 FROM memberships m WHERE m.clinic_id = c.id AND m.person_id = :person_id
                      AND m.role = 'clinic_administrator' AND m.starts_at <= :now
                      AND (m.ends_at IS NULL OR m.ends_at > :now))
       AND NOT EXISTS (SELECT 1 FROM memberships m JOIN persons p ON p.id = m.person_id
                        WHERE m.clinic_id = c.id AND m.person_id <> :person_id AND p.deleted_at IS NULL
                          AND m.role = 'clinic_administrator' AND m.starts_at <= :now
                          AND (m.ends_at IS NULL OR m.ends_at > :now))
     ORDER BY c.name, c.id
""").bindparams(bindparam("person_id", type_=Uuid()), bindparam("now", type_=UtcInstant()))

_LAST_OF_PLATFORM = text("""
    SELECT is_system_administrator AND NOT EXISTS (
               SELECT 1 FROM persons o WHERE o.id <> p.id AND o.is_system_administrator AND o.deleted_at IS NULL)
      FROM persons p WHERE p.id = :person_id
""").bindparams(bindparam("person_id", type_=Uuid()))


@dataclass(frozen=True, slots=True)
class Duties:
    """What would be left without anybody to run it: clinics by name, and the platform itself."""

    clinics: tuple[tuple[UUID, str], ...] = ()
    is_last_of_platform: bool = False

    def __bool__(self) -> bool:
        return bool(self.clinics) or self.is_last_of_platform


async def request_erasure(session: Session, wish: ErasureIn, *, by: Actor, now: datetime) -> ErasureOut:
    """Ask to be forgotten in seven days; asking again changes nothing.

    Raises ErasureNotConfirmed, or ErasureBlocked for the last administrator of a clinic or of the platform.
    """
    person = await session.get(Person, by.person_id)
    if person is None or person.deleted_at is not None:
        raise PersonNotFound()
    if wish.confirm.casefold() != person.email.casefold():
        raise ErasureNotConfirmed(pointer="/confirm")
    if duties := await duties_of(session, by, now):
        raise ErasureBlocked(clinics=[{"id": str(id), "name": name} for id, name in duties.clinics])
    made = await session.scalar(
        insert(ErasureRequest)
        .values(id=new_id(), person_id=by.person_id, state=ErasureState.REQUESTED, requested_at=now, due_at=now + GRACE)
        .on_conflict_do_nothing()
        .returning(ErasureRequest.id)
    )
    if made is not None:
        audit.add(session, by, "requested", "erasure", made, now=now)
    return await get_erasure(session, by=by)


async def get_erasure(session: Session, *, by: Actor) -> ErasureOut:
    """The caller's open wish. Raises ErasureNotFound."""
    return ErasureOut.model_validate(await _open(session, by.person_id))


async def cancel_erasure(session: Session, *, by: Actor, now: datetime) -> None:
    """Take the wish back. Raises ErasureNotFound when there is none, or when it was carried out meanwhile."""
    request = await _open(session, by.person_id, is_locked=True)
    request.state = ErasureState.CANCELLED
    request.cancelled_at = now
    await session.flush()
    audit.add(session, by, "cancelled", "erasure", request.id, now=now)


async def duties_of(session: Session, actor: Actor, now: datetime) -> Duties:
    """What nobody but this person runs. Looks at who else could, whom the person may not see themself."""
    async with scope.as_system(session):
        clinics = (await session.execute(_LAST_OF, {"person_id": actor.person_id, "now": now})).all()
        is_last = await session.scalar(_LAST_OF_PLATFORM, {"person_id": actor.person_id})
    return Duties(tuple((row.id, row.name) for row in clinics), bool(is_last))


async def _open(session: Session, person_id: UUID, *, is_locked: bool = False) -> ErasureRequest:
    wanted = select(ErasureRequest).where(
        ErasureRequest.person_id == person_id, ErasureRequest.state == ErasureState.REQUESTED
    )
    if is_locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    request = await session.scalar(wanted)
    if request is None:
        raise ErasureNotFound()
    return request
