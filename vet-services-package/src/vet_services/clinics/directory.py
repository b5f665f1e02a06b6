"""Find clinics and the veterinarians who work there. All of it is public but the list of suspended clinics."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, any_, func, literal, select, tuple_
from vet_core.clinics.models import Clinic, OpeningHours, Veterinarian
from vet_core.clinics.schemas import AddressOut, ClinicOut, ClinicSummaryOut, OpeningHoursOut, VeterinarianOut
from vet_core.db import Page, Session, decode_cursor, encode_cursor
from vet_core.identity.models import Membership
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.policy import enforce
from vet_core.kernel.species import Species

from vet_services.clinics.errors import ClinicNotFound
from vet_services.clinics.policy import may_open_clinic


async def find(
    session: Session,
    *,
    q: str | None = None,
    species: Species | None = None,
    limit: int = 50,
    after: str | None = None,
) -> Page[ClinicSummaryOut]:
    """Clinics by name: those whose name or place contains the words of `q`, and that treat the species.

    Suspended ones are not found; who knows one's address still sees what it says about itself.
    """
    wanted = select(Clinic).where(Clinic.suspended_at.is_(None)).order_by(Clinic.name, Clinic.id).limit(limit + 1)
    for word in (q or "").split():
        wanted = wanted.where(
            Clinic.name.icontains(word, autoescape=True)
            | Clinic.locality.icontains(word, autoescape=True)
            | Clinic.postal_code.istartswith(word, autoescape=True)
        )
    if species is not None:
        wanted = wanted.where(literal(species.value) == any_(Clinic.species))
    if after is not None:
        wanted = wanted.where(tuple_(Clinic.name, Clinic.id) > tuple_(*decode_cursor(after, str, UUID)))
    found = (await session.scalars(wanted)).all()
    page = found[:limit]
    return Page(
        items=[_summary(clinic) for clinic in page],
        next=encode_cursor(page[-1].name, page[-1].id) if len(found) > limit else None,
    )


async def list_suspended(session: Session, *, by: Actor) -> Page[ClinicSummaryOut]:
    """The clinics that take no part for now, by name, for those who can let them back in. Raises Refused."""
    enforce(may_open_clinic(by), hidden=ClinicNotFound())
    wanted = select(Clinic).where(Clinic.suspended_at.is_not(None)).order_by(Clinic.name, Clinic.id)
    return Page(items=[_summary(clinic) for clinic in await session.scalars(wanted)])


async def get(session: Session, clinic_id: UUID) -> ClinicOut:
    """One clinic with its week. Raises ClinicNotFound."""
    return await _one(session, select(Clinic).where(Clinic.id == clinic_id))


async def by_slug(session: Session, slug: str) -> ClinicOut:
    """The clinic with this short name. Raises ClinicNotFound."""
    return await _one(session, select(Clinic).where(Clinic.slug == slug))


async def veterinarians(session: Session, clinic_id: UUID, *, now: datetime) -> Page[VeterinarianOut]:
    """Who works there as a veterinarian at this moment, by name. Raises ClinicNotFound."""
    if await session.get(Clinic, clinic_id) is None:
        raise ClinicNotFound()
    works_as_vet = (
        Membership.role == Role.VETERINARIAN,
        Membership.starts_at <= now,
        Membership.ends_at.is_(None) | (Membership.ends_at > now),
    )
    clinic_ids = (
        select(func.array_agg(Membership.clinic_id.distinct()))
        .where(Membership.person_id == Veterinarian.person_id, *works_as_vet)
        .scalar_subquery()
    )
    here = select(Membership.person_id).where(Membership.clinic_id == clinic_id, *works_as_vet)
    rows = await session.execute(
        select(Veterinarian, clinic_ids)
        .where(Veterinarian.person_id.in_(here))
        .order_by(Veterinarian.display_name, Veterinarian.id)
    )
    return Page(
        items=[
            VeterinarianOut(
                id=veterinarian.id,
                display_name=veterinarian.display_name,
                species=[Species(each) for each in veterinarian.species],
                languages=veterinarian.languages,
                biography=veterinarian.biography,
                clinic_ids=sorted(ids),
            )
            for veterinarian, ids in rows
        ]
    )


async def _one(session: Session, wanted: Select[Clinic]) -> ClinicOut:
    clinic = (await session.scalars(wanted)).first()
    if clinic is None:
        raise ClinicNotFound()
    hours = await session.scalars(
        select(OpeningHours)
        .where(OpeningHours.clinic_id == clinic.id)
        .order_by(OpeningHours.weekday, OpeningHours.opens_local)
    )
    return ClinicOut(
        **_summary_fields(clinic),
        opening_hours=_hours_out(hours.all()),
        paused_at=clinic.paused_at,
        pause_reason=clinic.pause_reason,
    )


def _hours_out(hours: Sequence[OpeningHours]) -> list[OpeningHoursOut]:
    return [OpeningHoursOut(weekday=each.weekday, opens=each.opens_local, closes=each.closes_local) for each in hours]


def _summary(clinic: Clinic) -> ClinicSummaryOut:
    return ClinicSummaryOut(**_summary_fields(clinic))


def _summary_fields(clinic: Clinic) -> dict[str, object]:
    return {
        "id": clinic.id,
        "slug": clinic.slug,
        "name": clinic.name,
        "description": clinic.description,
        "time_zone": clinic.time_zone,
        "address": AddressOut(
            street=clinic.street,
            postal_code=clinic.postal_code,
            locality=clinic.locality,
            region=clinic.region,
            country_code=clinic.country_code,
        ),
        "latitude": clinic.latitude,
        "longitude": clinic.longitude,
        "phone": clinic.phone,
        "email": clinic.email,
        "currency": clinic.currency,
        "locale": clinic.locale,
        "species": clinic.species,
        "is_booking_paused": clinic.is_booking_paused,
        "data_region": clinic.data_region,
        "version": clinic.version,
    }
