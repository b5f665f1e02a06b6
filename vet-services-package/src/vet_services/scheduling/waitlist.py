"""Wait for a time that suits: join, look, leave, and answer an offer. waitlist_offering decides who is offered what.

An offer is a hold of the waiting person, so nobody else can be offered or book the same time while it lasts.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Text, bindparam, select, text
from vet_core import audit, outbox
from vet_core.clinics.models import Clinic
from vet_core.db import Session, scope
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.kernel.policy import enforce
from vet_core.pets.models import Pet
from vet_core.scheduling.enums import WaitlistOfferState, WaitlistStatus
from vet_core.scheduling.events import WaitlistOfferEnded
from vet_core.scheduling.models import AppointmentType, WaitlistEntry, WaitlistOffer
from vet_core.scheduling.schemas import AppointmentIn, AppointmentOut, WaitlistEntryOut, WaitlistIn

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import booking, holds, home_visits, offers, type_names, why_not
from vet_services.scheduling.availability import WhyNot
from vet_services.scheduling.errors import (
    AlreadyWaiting,
    HoldExpired,
    HoldNotFound,
    NobodyToAsk,
    NotOffered,
    OfferOver,
    UnknownVeterinarian,
    WaitlistEntryNotFound,
    WindowsOver,
)
from vet_services.scheduling.offers import Wish
from vet_services.scheduling.policy import WaitingFacts, may_leave_waitlist, may_list
from vet_services.scheduling.queries import note_emergency
from vet_services.scheduling.waitlist_windows import Window, is_over
from vet_services.scheduling.why_not import Caller

_LIVE = (WaitlistStatus.WAITING, WaitlistStatus.OFFERED)
_REMEMBERED_FOR = timedelta(days=90)
_MOST_SHOWN = 200

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))").bindparams(
    bindparam("name", type_=Text())
)


async def join_waitlist(session: Session, wish: WaitlistIn, *, by: Actor, now: datetime) -> WaitlistEntryOut:
    """Wait for a time in one of the windows; staff puts the pet's first manager on the list.

    An address is asked for now, so that an offer can be accepted by a link alone. Raises AlreadyWaiting, NobodyToAsk,
    WindowsOver, UnknownVeterinarian, AddressMissing, AddressUnneeded, NotOffered when the visit is not for this animal
    (or nobody asked for treats it), not for these clients or not for owners to book; ClinicNotFound,
    AppointmentTypeNotFound, PetNotFound, PetDeceased or Refused.
    """
    known, kind = await offers.known_at(
        session,
        Wish(
            clinic_id=wish.clinic_id,
            appointment_type_id=wish.appointment_type_id,
            starts_at=now,
            veterinarian_id=wish.veterinarian_id,
            pet_id=wish.pet_id,
        ),
        by=by,
        now=now,
    )
    assert known.pet is not None, "a pet that nobody knows was refused"
    # An offer is booked by the rules for owners, whoever joins; booking may go on before the windows are over.
    for reason in why_not.about_the_visit(known, kind, Caller(is_staff=False, now=now)):
        if reason is not WhyNot.PAUSED:
            raise NotOffered(reason)
    if wish.veterinarian_id is not None and not known.veterinarians:
        raise UnknownVeterinarian(pointer="/veterinarian_id")
    visit_address = home_visits.checked(kind.place, wish.visit_address)
    windows = [each.model_dump(mode="json") for each in wish.windows]
    if is_over([Window.stored(each) for each in windows], now, known.zone):
        raise WindowsOver()
    await session.execute(_ONE_AT_A_TIME, {"name": f"waitlist {wish.pet_id}"})
    waiting = await session.scalar(
        select(WaitlistEntry.id).where(
            WaitlistEntry.clinic_id == wish.clinic_id,
            WaitlistEntry.appointment_type_id == wish.appointment_type_id,
            WaitlistEntry.pet_id == wish.pet_id,
            WaitlistEntry.status.in_(_LIVE),
        )
    )
    if waiting is not None:
        raise AlreadyWaiting()
    managers = [each for each in known.pet.owner_ids if each in known.pet.manager_ids]
    if not managers:
        raise NobodyToAsk()
    entry = WaitlistEntry(
        id=new_id(),
        clinic_id=wish.clinic_id,
        appointment_type_id=wish.appointment_type_id,
        veterinarian_id=wish.veterinarian_id,
        pet_id=wish.pet_id,
        person_id=by.person_id if by.person_id in managers else managers[0],
        windows=windows,
        note=wish.note,
        visit_address=visit_address,
        status=WaitlistStatus.WAITING,
    )
    session.add(entry)
    _record(session, by, "joined", entry, now=now)
    await session.flush()
    return await _show(session, entry.id, by=by)


async def list_waitlist(
    session: Session, clinic_id: UUID | None, *, by: Actor, now: datetime
) -> list[WaitlistEntryOut]:
    """Those who wait at a clinic, for its staff, longest first; or the caller's own entries of the last 90 days.

    A look in an emergency is noted in the audit. Raises ClinicNotFound.
    """
    if clinic_id is None:
        where = [WaitlistEntry.person_id == by.person_id, WaitlistEntry.created_at > now - _REMEMBERED_FOR]
    else:
        enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
        if not by.works_at(clinic_id):
            note_emergency(session, "waitlist_opened", "clinic", clinic_id, clinic_id, by=by, now=now)
        where = [WaitlistEntry.clinic_id == clinic_id, WaitlistEntry.status.in_(_LIVE)]
    return await _shown(session, *where, by=by)


async def leave_waitlist(session: Session, entry_id: UUID, *, by: Actor, now: datetime) -> None:
    """Wait no longer; an open offer is declined with it. Leaving twice changes nothing.

    Raises WaitlistEntryNotFound or Refused.
    """
    entry = await _locked(session, entry_id)
    enforce(may_leave_waitlist(by, WaitingFacts(entry.clinic_id, entry.person_id)), hidden=WaitlistEntryNotFound())
    if entry.status not in _LIVE:
        return
    offer = await _open_offer(session, entry_id)
    if offer is not None:
        await _end(session, entry, offer, WaitlistOfferState.DECLINED, now=now)
    entry.status = WaitlistStatus.WITHDRAWN
    _record(session, by, "left", entry, now=now)
    await session.flush()


async def accept_waitlist_offer(session: Session, entry_id: UUID, *, by: Actor, now: datetime) -> AppointmentOut:
    """Book the time that is kept for the caller. Raises WaitlistEntryNotFound, OfferOver, or what booking a hold
    raises."""
    entry, offer = await _own_offer(session, entry_id, by=by, now=now)
    try:
        wish = AppointmentIn(
            hold_id=offer.hold_id, pet_id=entry.pet_id, note=entry.note, visit_address=entry.visit_address
        )
        booked = await booking.book(session, wish, by=by, now=now, is_settled=True)
    except (HoldExpired, HoldNotFound):
        raise OfferOver() from None
    offer.state = WaitlistOfferState.ACCEPTED
    entry.status = WaitlistStatus.BOOKED
    _record(session, by, "accepted", entry, now=now)
    await session.flush()
    return booked


async def decline_waitlist_offer(session: Session, entry_id: UUID, *, by: Actor, now: datetime) -> WaitlistEntryOut:
    """Let the time go to the next, and wait on. Raises WaitlistEntryNotFound or OfferOver."""
    entry, offer = await _own_offer(session, entry_id, by=by, now=now)
    await _end(session, entry, offer, WaitlistOfferState.DECLINED, now=now)
    entry.status = WaitlistStatus.WAITING
    _record(session, by, "declined", entry, now=now)
    await session.flush()
    return await _show(session, entry_id, by=by)


async def _own_offer(
    session: Session, entry_id: UUID, *, by: Actor, now: datetime
) -> tuple[WaitlistEntry, WaitlistOffer]:
    """The caller's own entry and its open offer, both locked: the entry first, then the hold, here and everywhere."""
    entry = await _locked(session, entry_id)
    if entry.person_id != by.person_id:
        raise WaitlistEntryNotFound()
    offer = await _open_offer(session, entry_id)
    if offer is None or offer.hold_id is None or offer.expires_at <= now:
        raise OfferOver()
    return entry, offer


async def _locked(session: Session, entry_id: UUID) -> WaitlistEntry:
    entry = await session.get(WaitlistEntry, entry_id, with_for_update=True)
    if entry is None:
        raise WaitlistEntryNotFound()
    return entry


async def _open_offer(session: Session, entry_id: UUID) -> WaitlistOffer | None:
    await holds.lock_offered(session, entry_id)
    found: WaitlistOffer | None = await session.scalar(
        select(WaitlistOffer)
        .where(WaitlistOffer.entry_id == entry_id, WaitlistOffer.state == WaitlistOfferState.OPEN)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found


async def _end(
    session: Session, entry: WaitlistEntry, offer: WaitlistOffer, state: WaitlistOfferState, *, now: datetime
) -> None:
    """Give the kept time back and tell of it, so that the next can have it."""
    hold_id, offer.state = offer.hold_id, state
    await session.flush()
    if hold_id is not None:
        await holds.forget(session, hold_id)
    outbox.add(
        session,
        WaitlistOfferEnded(
            clinic_id=entry.clinic_id,
            entry_id=entry.id,
            offer_id=offer.id,
            veterinarian_id=offer.veterinarian_id,
            starts_at=offer.starts_at,
            ends_at=offer.ends_at,
        ),
        now=now,
    )


async def _show(session: Session, entry_id: UUID, *, by: Actor) -> WaitlistEntryOut:
    [shown] = await _shown(session, WaitlistEntry.id == entry_id, by=by)
    return shown


async def _shown(session: Session, *where: Any, by: Actor) -> list[WaitlistEntryOut]:
    # Which entries the caller sees is decided in their own scope.
    seen = (
        await session.scalars(
            select(WaitlistEntry.id)
            .where(*where)
            .order_by(WaitlistEntry.created_at, WaitlistEntry.id)
            .limit(_MOST_SHOWN)
        )
    ).all()
    # Whoever waits is perhaps nobody's client yet: the clinic that they wait for may see whose pet it is all the same.
    async with scope.as_system(session):
        rows = (
            await session.execute(
                select(
                    WaitlistEntry,
                    Clinic.name,
                    Clinic.time_zone,
                    AppointmentType.name,
                    AppointmentType.translations,
                    Pet.name,
                    Person.given_name,
                    Person.family_name,
                    WaitlistOffer,
                )
                .join(Clinic, Clinic.id == WaitlistEntry.clinic_id)
                .join(AppointmentType, AppointmentType.id == WaitlistEntry.appointment_type_id)
                .join(Pet, Pet.id == WaitlistEntry.pet_id)
                .outerjoin(Person, Person.id == WaitlistEntry.person_id)
                .outerjoin(
                    WaitlistOffer,
                    (WaitlistOffer.entry_id == WaitlistEntry.id) & (WaitlistOffer.state == WaitlistOfferState.OPEN),
                )
                .where(WaitlistEntry.id.in_(seen))
                .order_by(WaitlistEntry.created_at, WaitlistEntry.id)
                .execution_options(populate_existing=True)
            )
        ).all()
    return [
        WaitlistEntryOut.model_validate(
            {column.key: getattr(entry, column.key) for column in WaitlistEntry.__mapper__.columns}
            | {
                "clinic_name": clinic_name,
                "time_zone": ZoneInfo(zone_name).key,
                "appointment_type_name": type_name,
                "appointment_type_translations": type_names.names(translations),
                "pet_name": pet_name,
                "owner_name": f"{given} {family}".strip() if by.works_at(entry.clinic_id) and given else None,
                "offer": offer,
            }
        )
        for entry, clinic_name, zone_name, type_name, translations, pet_name, given, family, offer in rows
    ]


def _record(session: Session, by: Actor, action: str, entry: WaitlistEntry, *, now: datetime) -> None:
    audit.add(session, by, action, "waitlist_entry", entry.id, now=now, clinic_id=entry.clinic_id)
