"""Offer time that came free to whoever has waited longest for it. Runs in jobs, in system scope.

An offer is a hold of the waiting person: the database lets only one person have a time, so no time is offered twice,
whatever beats or workers run. Entries are locked before their offers, here and in waitlist.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Uuid, bindparam, exists, select, text
from vet_core import audit, outbox
from vet_core.clinics.models import Clinic
from vet_core.db import Interval, Session, UtcInstant
from vet_core.kernel.actor import SYSTEM, Actor
from vet_core.kernel.errors import VetError
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import ENDED, ReservationState, ResourceKind, WaitlistOfferState, WaitlistStatus
from vet_core.scheduling.events import WaitlistOffered
from vet_core.scheduling.models import (
    Appointment,
    Reservation,
    Resource,
    SchedulingSettings,
    WaitlistEntry,
    WaitlistOffer,
)
from vet_core.scheduling.schemas import HoldIn, SlotOut

from vet_services.scheduling import holds, reservations
from vet_services.scheduling.errors import NotOffered, SlotTaken
from vet_services.scheduling.free_starts import free_starts
from vet_services.scheduling.slots import LONGEST_RANGE, SlotQuery
from vet_services.scheduling.waitlist_windows import Window, fits, may_touch

DEFAULT_OFFER_MINUTES = 120
SHORTEST_OFFER = timedelta(minutes=10)
_MOST_ASKED = 200
_MOST_STARTS_TRIED = 5
_DAY = timedelta(days=1)

# Whose offer has run out, or was given back by letting its hold go.
_CLAIM = text("""
    SELECT e.id FROM waitlist_entries e
     WHERE e.status = 'offered'
       AND EXISTS (SELECT 1 FROM waitlist_offers o
                    WHERE o.entry_id = e.id AND o.state = 'open' AND (o.expires_at <= :now OR o.hold_id IS NULL))
     ORDER BY e.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
""").bindparams(bindparam("now", type_=UtcInstant()))

_CLOSE = text("""
    UPDATE waitlist_entries SET status = 'expired', updated_at = :now, version = version + 1
     WHERE id IN (SELECT e.id FROM waitlist_entries e JOIN clinics c ON c.id = e.clinic_id
                   WHERE e.status = 'waiting'
                     AND (SELECT max((w ->> 'until_day')::date) FROM jsonb_array_elements(e.windows) w)
                         < (:now AT TIME ZONE c.time_zone)::date
                   ORDER BY e.id LIMIT :most FOR NO KEY UPDATE OF e SKIP LOCKED)
    RETURNING id
""").bindparams(bindparam("now", type_=UtcInstant()), bindparam("most", type_=Integer()))

# Longest waiting first. Who let this time go once is not asked about it again.
_WAITING = text("""
    SELECT e.id FROM waitlist_entries e
     WHERE e.clinic_id = :clinic_id AND e.status = 'waiting'
       AND (CAST(:veterinarian_id AS uuid) IS NULL OR EXISTS (
               SELECT 1 FROM appointment_type_veterinarians tv
                WHERE tv.appointment_type_id = e.appointment_type_id AND tv.veterinarian_id = :veterinarian_id
                  AND (e.veterinarian_id IS NULL OR e.veterinarian_id = :veterinarian_id)))
     ORDER BY e.created_at, e.id
""").bindparams(bindparam("clinic_id", type_=Uuid()), bindparam("veterinarian_id", type_=Uuid()))


@dataclass(frozen=True, slots=True)
class Freed:
    """A stretch of a veterinarian's time, or of a room's, that somebody may have now."""

    clinic_id: UUID
    veterinarian_id: UUID | None
    during: Interval


async def offer_after(session: Session, clinic_id: UUID, appointment_id: UUID, *, now: datetime) -> int:
    """Offer what a visit gave back that was called off, declined or moved; says how many offers were made."""
    rows = await session.execute(
        select(Reservation.resource_id, Reservation.during)
        .join(Resource, Resource.id == Reservation.resource_id)
        .where(
            Reservation.appointment_id == appointment_id,
            Reservation.state == ReservationState.RELEASED,
            Resource.kind == ResourceKind.VETERINARIAN,
        )
    )
    given_back = sorted({(resource_id, during.start, during.end) for resource_id, during in rows})
    made = 0
    for veterinarian_id, start, end in given_back:
        made += await offer_freed(session, Freed(clinic_id, veterinarian_id, Interval(start, end)), now=now)
    return made


async def offer_freed(session: Session, freed: Freed, *, now: datetime) -> int:
    """Offer the time to those it suits, longest waiting first, as long as some of it is free; says how many."""
    if freed.during.end <= now + SHORTEST_OFFER:
        return 0
    if freed.veterinarian_id is not None:
        # Several times may be kept in one go, and others do so at this moment: one after the other.
        await reservations.queue(session, [freed.veterinarian_id])
    clinic = await session.get_one(Clinic, freed.clinic_id)
    zone = ZoneInfo(clinic.time_zone)
    waiting = await session.scalars(_WAITING, {"clinic_id": freed.clinic_id, "veterinarian_id": freed.veterinarian_id})
    made = asked = 0
    for entry_id in waiting.all():
        entry = await _lock(session, entry_id)
        if entry is None or not may_touch(_windows(entry), freed.during, zone):
            continue
        asked += 1
        made += await _offer(session, entry, freed, zone, now=now)
        if asked >= _MOST_ASKED:
            break
    return made


async def advance(session: Session, *, now: datetime, most: int = 20) -> int:
    """End one offer that ran out and offer its time to the next; close wishes whose days have passed.

    One at a time, so that a transaction waits for one veterinarian's turn and never for two. Says how much it did: call
    it, each time in a transaction of its own, until that is nothing. Several may run at once.
    """
    claimed: UUID | None = await session.scalar(_CLAIM, {"now": now})
    if claimed is not None:
        freed = await _end(session, claimed, now=now)
        if freed is not None:
            await offer_freed(session, freed, now=now)
    closed = await session.scalars(_CLOSE, {"now": now, "most": most})
    return len(closed.all()) + (claimed is not None)


async def _end(session: Session, entry_id: UUID, *, now: datetime) -> Freed | None:
    """End the open offer of a claimed entry; None when the time was booked after all."""
    entry = await session.get_one(WaitlistEntry, entry_id, populate_existing=True)
    offer = (
        await session.scalars(
            select(WaitlistOffer)
            .where(WaitlistOffer.entry_id == entry_id, WaitlistOffer.state == WaitlistOfferState.OPEN)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    ).one()
    if offer.hold_id is None and await _was_booked(session, entry, offer):
        offer.state, entry.status = WaitlistOfferState.ACCEPTED, WaitlistStatus.BOOKED
        await session.flush()
        return None
    has_run_out = offer.expires_at <= now
    hold_id = offer.hold_id
    offer.state = WaitlistOfferState.EXPIRED if has_run_out else WaitlistOfferState.DECLINED
    entry.status = WaitlistStatus.WAITING
    _record(session, "offer_expired" if has_run_out else "declined", entry, now=now)
    await session.flush()
    if hold_id is not None:
        await holds.forget(session, hold_id)
    return Freed(entry.clinic_id, offer.veterinarian_id, Interval(offer.starts_at, offer.ends_at))


async def _was_booked(session: Session, entry: WaitlistEntry, offer: WaitlistOffer) -> bool:
    """Whether the held time became a visit of that pet: a hold can be booked without saying that it was an offer."""
    found = await session.scalar(
        select(
            exists().where(
                Appointment.pet_id == entry.pet_id,
                Appointment.veterinarian_id == offer.veterinarian_id,
                Appointment.starts_at == offer.starts_at,
                Appointment.status.not_in(ENDED),
            )
        )
    )
    return bool(found)


async def _offer(session: Session, entry: WaitlistEntry, freed: Freed, zone: ZoneInfo, *, now: datetime) -> int:
    """Keep the earliest start that suits for this person, and tell them; 1 when there was one, else 0."""
    windows, person = _windows(entry), Actor(entry.person_id)
    refused = await _let_go(session, entry.id)
    tried = 0
    for slot, veterinarian_id in await _candidates(session, entry, freed, person, now=now):
        visit = Interval(slot.starts_at, slot.ends_at)
        is_refused = any(who == veterinarian_id and visit.overlaps(when) for who, when in refused)
        if is_refused or not visit.overlaps(freed.during) or not fits(windows, visit, zone):
            continue
        expires_at = await _expiry(session, entry.clinic_id, visit.start, now)
        if expires_at is None:
            continue
        tried += 1
        wish = HoldIn(
            clinic_id=entry.clinic_id,
            appointment_type_id=entry.appointment_type_id,
            starts_at=visit.start,
            veterinarian_id=veterinarian_id,
            pet_id=entry.pet_id,
        )
        try:
            async with session.begin_nested():
                kept = await holds.hold(session, wish, by=person, now=now, expires_at=expires_at, recorded_as=SYSTEM)
        except (SlotTaken, NotOffered):
            if tried >= _MOST_STARTS_TRIED:
                return 0
            continue
        await _write(session, entry, kept.id, visit, veterinarian_id, expires_at, now=now)
        return 1
    return 0


async def _candidates(
    session: Session, entry: WaitlistEntry, freed: Freed, person: Actor, *, now: datetime
) -> list[tuple[SlotOut, UUID]]:
    """What is on offer to this person around the freed time, earliest first, and with whom."""
    query = SlotQuery(
        clinic_id=entry.clinic_id,
        appointment_type_id=entry.appointment_type_id,
        starts_from=max(now, freed.during.start - _DAY),
        ends_by=min(freed.during.end + _DAY, max(now, freed.during.start - _DAY) + LONGEST_RANGE),
        veterinarian_id=freed.veterinarian_id or entry.veterinarian_id,
        pet_id=entry.pet_id,
    )
    try:
        found = await free_starts(session, query, by=person, now=now)
    except VetError:
        # The pet has died or has other owners, the clinic is closed for good: nothing to offer, and others wait.
        return []
    return [(slot, veterinarian_id) for slot in found for veterinarian_id in slot.veterinarian_ids]


async def _let_go(session: Session, entry_id: UUID) -> Sequence[tuple[UUID, Interval]]:
    rows = await session.execute(
        select(WaitlistOffer.veterinarian_id, WaitlistOffer.starts_at, WaitlistOffer.ends_at).where(
            WaitlistOffer.entry_id == entry_id,
            WaitlistOffer.state.in_((WaitlistOfferState.DECLINED, WaitlistOfferState.EXPIRED)),
        )
    )
    return [(veterinarian_id, Interval(start, end)) for veterinarian_id, start, end in rows]


async def _expiry(session: Session, clinic_id: UUID, starts_at: datetime, now: datetime) -> datetime | None:
    """Until when they may decide: as the clinic says, and before the visit begins. None when that is too soon."""
    minutes: int | None = await session.scalar(
        select(SchedulingSettings.waitlist_offer_minutes).where(SchedulingSettings.clinic_id == clinic_id)
    )
    expires_at = min(now + timedelta(minutes=minutes or DEFAULT_OFFER_MINUTES), starts_at)
    return expires_at if expires_at >= now + SHORTEST_OFFER else None


async def _write(
    session: Session,
    entry: WaitlistEntry,
    hold_id: UUID,
    visit: Interval,
    veterinarian_id: UUID,
    expires_at: datetime,
    *,
    now: datetime,
) -> None:
    offer = WaitlistOffer(
        id=new_id(),
        entry_id=entry.id,
        hold_id=hold_id,
        starts_at=visit.start,
        ends_at=visit.end,
        veterinarian_id=veterinarian_id,
        expires_at=expires_at,
        state=WaitlistOfferState.OPEN,
        created_at=now,
    )
    session.add(offer)
    entry.status = WaitlistStatus.OFFERED
    told = WaitlistOffered(
        clinic_id=entry.clinic_id,
        audience_person_ids=(entry.person_id,),
        offer_id=offer.id,
        entry_id=entry.id,
        expires_at=expires_at,
    )
    outbox.add(session, told, now=now)
    _record(session, "offered", entry, now=now)
    await session.flush()


async def _lock(session: Session, entry_id: UUID) -> WaitlistEntry | None:
    """The entry while it waits; somebody who is being asked by another worker is left to that one."""
    entry: WaitlistEntry | None = await session.scalar(
        select(WaitlistEntry)
        .where(WaitlistEntry.id == entry_id, WaitlistEntry.status == WaitlistStatus.WAITING)
        .with_for_update(skip_locked=True, key_share=True)
        .execution_options(populate_existing=True)
    )
    return entry


def _windows(entry: WaitlistEntry) -> list[Window]:
    return [Window.stored(each) for each in entry.windows]


def _record(session: Session, action: str, entry: WaitlistEntry, *, now: datetime) -> None:
    audit.add(session, SYSTEM, action, "waitlist_entry", entry.id, now=now, clinic_id=entry.clinic_id)
