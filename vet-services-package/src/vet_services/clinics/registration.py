"""Open a clinic and fill it: people and their roles, veterinarians, opening hours, its profile."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit, outbox
from vet_core.clinics.enums import DataRegion
from vet_core.clinics.events import ClinicChanged
from vet_core.clinics.models import Clinic, OpeningHours, Veterinarian
from vet_core.clinics.schemas import ClinicPatch
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor, Role
from vet_core.kernel.bounds import Finite, LocalEnd, LocalTime
from vet_core.kernel.ids import new_id
from vet_core.kernel.money import Currency
from vet_core.kernel.policy import enforce
from vet_core.kernel.shapes import Input
from vet_core.kernel.species import Species
from vet_core.kernel.text import EmailText, LineText, LocaleTag, LongText, PhoneText, ShortText, ZoneName
from vet_core.kernel.versions import VersionCheck, any_version

from vet_services.clinics import memberships
from vet_services.clinics.errors import AlreadyVeterinarian, ClinicNotFound, HoursOverlap, SlugTaken
from vet_services.clinics.policy import HireFacts, may_administer, may_hire, may_open_clinic, may_suspend
from vet_services.identity.errors import PersonNotFound


class NewClinic(Input):
    """A clinic as it joins the platform. `species` lists what it treats."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "slug": "linden",
                    "name": "Linden Veterinary Practice",
                    "time_zone": "Europe/Berlin",
                    "street": "Lindenallee 12",
                    "postal_code": "10117",
                    "locality": "Berlin",
                    "country_code": "DE",
                    "latitude": 52.5163,
                    "longitude": 13.3777,
                    "phone": "+49 30 1234567",
                    "email": "hello@linden.example.com",
                    "currency": "EUR",
                    "locale": "de",
                    "species": ["dog", "cat"],
                    "data_region": "eu",
                }
            ]
        }
    )

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
    name: ShortText
    description: LongText = ""
    time_zone: ZoneName
    street: LineText
    postal_code: Annotated[ShortText, Field(max_length=20)]
    locality: ShortText
    region: ShortText | None = None
    country_code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    latitude: Annotated[Finite, Field(ge=-90, le=90)]
    longitude: Annotated[Finite, Field(ge=-180, le=180)]
    phone: PhoneText
    email: EmailText
    currency: Currency
    locale: LocaleTag = "en"
    species: Annotated[list[Species], Field(min_length=1)]
    data_region: DataRegion = DataRegion.EUROPEAN_UNION


class NewVeterinarian(Input):
    """A licence and how its holder introduces themself. `species` lists whom they treat."""

    display_name: ShortText
    license_number: Annotated[ShortText, Field(max_length=80)]
    license_region: Annotated[ShortText, Field(max_length=80)]
    license_expires_on: date
    species: Annotated[list[Species], Field(min_length=1)]
    languages: list[LocaleTag] = Field(default_factory=list)
    biography: LongText | None = None


class OpenWindow(Input):
    """A stretch of a weekday (0 is Monday) in local time; closing at or before opening is on the next day."""

    weekday: Annotated[int, Field(ge=0, le=6)]
    opens: LocalTime
    closes: LocalEnd


async def open_clinic(session: Session, clinic: NewClinic, *, by: Actor, now: datetime) -> UUID:
    """Make a clinic and say its id. Raises SlugTaken or Refused."""
    enforce(may_open_clinic(by), hidden=ClinicNotFound())
    made: UUID | None = await session.scalar(
        insert(Clinic)
        .values(id=new_id(), version=1, created_at=now, updated_at=now, **clinic.model_dump(mode="json"))
        .on_conflict_do_nothing(index_elements=[Clinic.slug])
        .returning(Clinic.id)
    )
    if made is None:
        raise SlugTaken()
    _record(session, by, "opened", made, now=now)
    return made


async def grant(session: Session, clinic_id: UUID, person_id: UUID, role: Role, *, by: Actor, now: datetime) -> None:
    """Give a person a role in the clinic from now on; giving it twice changes nothing.

    Raises ClinicNotFound, PersonNotFound or Refused.
    """
    enforce(may_hire(by, HireFacts(clinic_id, person_id == by.person_id)), hidden=ClinicNotFound())
    await memberships.locked_clinic(session, clinic_id)
    if await session.scalar(select(Person.id).where(Person.id == person_id, Person.deleted_at.is_(None))) is None:
        raise PersonNotFound()
    await memberships.add(session, clinic_id, person_id, role, now, None, by=by, now=now)


async def revoke(session: Session, clinic_id: UUID, person_id: UUID, role: Role, *, by: Actor, now: datetime) -> None:
    """Take a role away; it counts at once. Taking away what nobody has changes nothing. Raises LastAdministrator."""
    await _administer(session, clinic_id, by)
    await memberships.end_role(session, clinic_id, person_id, role, by=by, now=now)


async def add_veterinarian(
    session: Session, clinic_id: UUID, person_id: UUID, veterinarian: NewVeterinarian, *, by: Actor, now: datetime
) -> UUID:
    """Register a person as a veterinarian and let them work at the clinic; says the veterinarian's id.

    For a veterinarian the platform knows already, `grant` is enough. Raises AlreadyVeterinarian, ClinicNotFound,
    PersonNotFound or Refused.
    """
    await grant(session, clinic_id, person_id, Role.VETERINARIAN, by=by, now=now)
    made: UUID | None = await session.scalar(
        insert(Veterinarian)
        .values(
            id=new_id(),
            person_id=person_id,
            created_at=now,
            updated_at=now,
            **veterinarian.model_dump(mode="json", exclude={"license_expires_on"}),
            license_expires_on=veterinarian.license_expires_on,
        )
        .on_conflict_do_nothing(index_elements=[Veterinarian.person_id])
        .returning(Veterinarian.id)
    )
    if made is None:
        raise AlreadyVeterinarian()
    _record(session, by, "veterinarian_added", clinic_id, now=now)
    return made


async def set_opening_hours(
    session: Session, clinic_id: UUID, windows: Sequence[OpenWindow], *, by: Actor, now: datetime
) -> None:
    """Replace the clinic's week. Raises HoursOverlap, ClinicNotFound or Refused."""
    await _administer(session, clinic_id, by)
    _refuse_overlaps(windows)
    await session.execute(delete(OpeningHours).where(OpeningHours.clinic_id == clinic_id))
    session.add_all(
        OpeningHours(clinic_id=clinic_id, weekday=each.weekday, opens_local=each.opens, closes_local=each.closes)
        for each in windows
    )
    _record(session, by, "hours_set", clinic_id, now=now, fields=["opening_hours"])


async def update_clinic(
    session: Session,
    clinic_id: UUID,
    patch: ClinicPatch,
    *,
    by: Actor,
    now: datetime,
    check: VersionCheck = any_version,
) -> None:
    """Change what a clinic says about itself. `check` sees the current version under a lock.

    Where its data stays is decided when it joins. Raises ClinicNotFound or Refused.
    """
    clinic = await _administer(session, clinic_id, by)
    check(clinic.version)
    changed = [name for name, value in patch.changes().items() if getattr(clinic, name) != value]
    for name in changed:
        setattr(clinic, name, getattr(patch, name))
    if "is_booking_paused" in changed:
        clinic.paused_at, clinic.pause_reason = now if clinic.is_booking_paused else None, None
    if changed:
        await session.flush()
        _record(session, by, "changed", clinic_id, now=now, fields=changed)


async def suspend_clinic(session: Session, clinic_id: UUID, *, by: Actor, now: datetime) -> None:
    """Take a clinic off the platform for now: it is not found and not booked; its staff can read what is there."""
    await _set_suspended(session, clinic_id, now, "suspended", by=by, now=now)


async def resume_clinic(session: Session, clinic_id: UUID, *, by: Actor, now: datetime) -> None:
    """Let a suspended clinic take part again."""
    await _set_suspended(session, clinic_id, None, "resumed", by=by, now=now)


async def _set_suspended(
    session: Session, clinic_id: UUID, suspended_at: datetime | None, action: str, *, by: Actor, now: datetime
) -> None:
    enforce(may_suspend(by, clinic_id), hidden=ClinicNotFound())
    clinic = await memberships.locked_clinic(session, clinic_id)
    if (clinic.suspended_at is None) is (suspended_at is None):
        return
    clinic.suspended_at = suspended_at
    await session.flush()
    _record(session, by, action, clinic_id, now=now)


async def _administer(session: Session, clinic_id: UUID, by: Actor) -> Clinic:
    enforce(may_administer(by, clinic_id), hidden=ClinicNotFound())
    return await memberships.locked_clinic(session, clinic_id)


def _refuse_overlaps(windows: Sequence[OpenWindow]) -> None:
    """A window that runs past midnight may meet the next day's first one; two of one day may not."""
    for weekday in range(7):
        day = sorted((each for each in windows if each.weekday == weekday), key=lambda each: each.opens)
        for index, window in enumerate(day):
            if window.opens == window.closes:
                raise HoursOverlap("A window that opens and closes at the same time is empty; leave it out.")
            is_overnight = window.closes < window.opens
            if index + 1 < len(day) and (is_overnight or day[index + 1].opens < window.closes):
                raise HoursOverlap()


def _record(
    session: Session, by: Actor, action: str, clinic_id: UUID, *, now: datetime, fields: Sequence[str] = ()
) -> None:
    outbox.add(session, ClinicChanged(clinic_id=clinic_id), now=now)
    audit.add(session, by, action, "clinic", clinic_id, now=now, clinic_id=clinic_id, fields=fields)
