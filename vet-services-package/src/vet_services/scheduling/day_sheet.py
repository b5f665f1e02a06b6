"""A clinic's day on paper for the staff who work it: when, whose pet, for what, in which room or at which home. Never
writes.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from vet_core import audit
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.pets.models import Pet, PetOwner
from vet_core.scheduling.enums import ENDED, AppointmentStatus
from vet_core.scheduling.models import Appointment, AppointmentType, CalendarBlock, ClinicResource

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import sheet_print
from vet_services.scheduling.availability import instant
from vet_services.scheduling.policy import may_list
from vet_services.scheduling.sheet_print import Line, Section, Sheet

_LEFT_OUT = ENDED - {AppointmentStatus.MISSED}


async def get_day_sheet(
    session: Session, clinic_id: UUID, on: date, *, veterinarian_id: UUID | None = None, by: Actor, now: datetime
) -> bytes:
    """The clinic's local day as a PDF, a veterinarian a section; of one of them alone when they are named.

    Visits that were called off are left out. For the clinic's staff; a look in an emergency is noted. Raises
    ClinicNotFound.
    """
    enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
    clinic = await session.get(Clinic, clinic_id)
    if clinic is None:
        raise ClinicNotFound()
    if not by.works_at(clinic_id):
        audit.add(
            session,
            by,
            "calendar_opened",
            "clinic",
            clinic_id,
            now=now,
            clinic_id=clinic_id,
            reason="emergency access",
        )
    sheet = await _sheet(session, clinic, on, veterinarian_id, now)
    return await asyncio.to_thread(sheet_print.pdf, sheet)


async def _sheet(session: Session, clinic: Clinic, on: date, veterinarian_id: UUID | None, now: datetime) -> Sheet:
    zone = ZoneInfo(clinic.time_zone)
    starts_at, ends_at = instant(zone, on, 0), instant(zone, on + timedelta(days=1), 0)
    lines = defaultdict[UUID, list[Line]](list)
    for vet, line in await _visits(session, clinic.id, zone, starts_at, ends_at, veterinarian_id):
        lines[vet].append(line)
    for vet, line in await _blocks(session, clinic.id, zone, starts_at, ends_at, veterinarian_id):
        lines[vet].append(line)
    wanted = set(lines) if veterinarian_id is None else {veterinarian_id}
    named = await session.execute(
        select(Veterinarian.id, Veterinarian.display_name)
        .where(Veterinarian.id.in_(wanted))
        .order_by(Veterinarian.display_name, Veterinarian.id)
    )
    return Sheet(
        clinic=clinic.name,
        on=on,
        zone_name=clinic.time_zone,
        locale=clinic.locale,
        printed_at=now.astimezone(zone),
        sections=tuple(
            Section(name, tuple(sorted(lines[vet], key=lambda each: (each.starts_at, each.ends_at, each.pet))))
            for vet, name in named
        ),
    )


async def _visits(
    session: Session, clinic_id: UUID, zone: ZoneInfo, starts_at: datetime, ends_at: datetime, only: UUID | None
) -> list[tuple[UUID, Line]]:
    conditions: list[ColumnElement[bool]] = [
        Appointment.clinic_id == clinic_id,
        # A visit lasts a day at most, so that the index finds those that reach into this one.
        Appointment.starts_at > starts_at - timedelta(days=1),
        Appointment.starts_at < ends_at,
        Appointment.ends_at > starts_at,
        Appointment.status.not_in(_LEFT_OUT),
    ]
    if only is not None:
        conditions.append(Appointment.veterinarian_id == only)
    found = await session.execute(
        select(
            Appointment,
            Pet.name.label("pet"),
            Pet.species,
            AppointmentType.name.label("service"),
            ClinicResource.name.label("room"),
        )
        .join(Pet, Pet.id == Appointment.pet_id)
        .join(AppointmentType, AppointmentType.id == Appointment.appointment_type_id)
        .outerjoin(ClinicResource, ClinicResource.id == Appointment.room_id)
        .where(*conditions)
    )
    rows = found.all()
    owners = await _owners(session, {row.Appointment.pet_id for row in rows})
    told: list[tuple[UUID, Line]] = []
    for row in rows:
        visit: Appointment = row.Appointment
        owner, phone = owners.get(visit.pet_id, ("", ""))
        line = Line(
            kind="visit",
            starts_at=visit.starts_at.astimezone(zone),
            ends_at=visit.ends_at.astimezone(zone),
            pet=row.pet,
            species=row.species.value,
            owner=owner,
            phone=phone,
            address=visit.visit_address or "",
            service=row.service,
            room=row.room or "",
            note=_note(visit),
            status=_status(visit),
        )
        told.append((visit.veterinarian_id, line))
    return told


async def _blocks(
    session: Session, clinic_id: UUID, zone: ZoneInfo, starts_at: datetime, ends_at: datetime, only: UUID | None
) -> list[tuple[UUID, Line]]:
    """Stretches kept free of the clinic's veterinarians, cut to the day; rooms and equipment have no section."""
    conditions: list[ColumnElement[bool]] = [
        CalendarBlock.clinic_id == clinic_id,
        CalendarBlock.starts_at < ends_at,
        CalendarBlock.ends_at > starts_at,
    ]
    if only is not None:
        conditions.append(CalendarBlock.resource_id == only)
    blocks: Sequence[CalendarBlock] = (
        await session.scalars(
            select(CalendarBlock).join(Veterinarian, Veterinarian.id == CalendarBlock.resource_id).where(*conditions)
        )
    ).all()
    return [
        (
            block.resource_id,
            Line(
                kind="block",
                starts_at=max(block.starts_at, starts_at).astimezone(zone),
                ends_at=min(block.ends_at, ends_at).astimezone(zone),
                note=block.reason or "",
            ),
        )
        for block in blocks
    ]


async def _owners(session: Session, pet_ids: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """For each pet the name and phone of its first contact who is still known."""
    found = await session.execute(
        select(PetOwner.pet_id, Person.given_name, Person.family_name, Person.phone)
        .join(Person, Person.id == PetOwner.person_id)
        .where(PetOwner.pet_id.in_(pet_ids), Person.erased_at.is_(None))
        .order_by(PetOwner.pet_id, PetOwner.is_primary.desc(), PetOwner.person_id)
    )
    owners: dict[UUID, tuple[str, str]] = {}
    for row in found:
        owners.setdefault(row.pet_id, (f"{row.given_name} {row.family_name}".strip(), row.phone or ""))
    return owners


def _note(visit: Appointment) -> str:
    """What the owner wrote: the note and the answers, a line each."""
    answers = [str(answer["text"]) for answer in visit.answers or ()]
    return "\n".join(filter(None, [visit.note, *answers]))


def _status(visit: Appointment) -> Literal["requested", "missed", "walk_in"] | None:
    if visit.status is AppointmentStatus.REQUESTED:
        return "requested"
    if visit.status is AppointmentStatus.MISSED:
        return "missed"
    return "walk_in" if visit.is_walk_in else None
