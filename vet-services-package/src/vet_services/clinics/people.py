"""Who works at a clinic, as its administrators see it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Page, Session
from vet_core.identity.models import Membership, Person
from vet_core.identity.schemas import ClinicPersonOut
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClinicNotFound
from vet_services.clinics.policy import may_administer


async def list_people(session: Session, clinic_id: UUID, *, by: Actor, now: datetime) -> Page[ClinicPersonOut]:
    """Everybody with a role in the clinic at this moment, by family name. Raises ClinicNotFound or Refused."""
    enforce(may_administer(by, clinic_id), hidden=ClinicNotFound())
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    rows = await session.execute(
        select(Person, Membership.role, Veterinarian.id)
        .join(Membership, Membership.person_id == Person.id)
        .outerjoin(Veterinarian, Veterinarian.person_id == Person.id)
        .where(
            Membership.clinic_id == clinic_id,
            Membership.starts_at <= now,
            Membership.ends_at.is_(None) | (Membership.ends_at > now),
            Person.deleted_at.is_(None),
        )
        .order_by(Person.family_name, Person.given_name, Person.id)
    )
    people: dict[UUID, tuple[Person, set[Role], UUID | None]] = {}
    for person, role, veterinarian_id in rows:
        people.setdefault(person.id, (person, set(), veterinarian_id))[1].add(role)
    return Page(
        items=[
            ClinicPersonOut(
                person_id=person.id,
                given_name=person.given_name,
                family_name=person.family_name,
                email=person.email,
                roles=sorted(roles),
                veterinarian_id=veterinarian_id,
            )
            for person, roles, veterinarian_id in people.values()
        ]
    )
