"""Who works at a clinic, as its administrators see it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.clinics.schemas import ClinicPersonOut
from vet_core.db import Page, Session
from vet_core.identity.models import Membership, Person
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClinicNotFound
from vet_services.clinics.licences import licence_out
from vet_services.clinics.memberships import out
from vet_services.clinics.policy import may_administer


async def list_people(session: Session, clinic_id: UUID, *, by: Actor, now: datetime) -> Page[ClinicPersonOut]:
    """Everybody with a role in the clinic at this moment, by family name. Raises ClinicNotFound or Refused."""
    enforce(may_administer(by, clinic_id), hidden=ClinicNotFound())
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    rows = await session.execute(
        select(Person, Membership, Veterinarian)
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
    people: dict[UUID, tuple[Person, list[Membership], Veterinarian | None]] = {}
    for person, membership, veterinarian in rows:
        people.setdefault(person.id, (person, [], veterinarian))[1].append(membership)
    return Page(
        items=[
            ClinicPersonOut(
                person_id=person.id,
                given_name=person.given_name,
                family_name=person.family_name,
                email=person.email,
                roles=sorted({each.role for each in memberships}),
                veterinarian_id=None if veterinarian is None else veterinarian.id,
                memberships=[out(each) for each in sorted(memberships, key=lambda each: (each.role, each.starts_at))],
                veterinarian=None if veterinarian is None else licence_out(veterinarian),
            )
            for person, memberships, veterinarian in people.values()
        ]
    )
