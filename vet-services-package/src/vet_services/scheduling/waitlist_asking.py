"""Ask one who waits: keep a time for them that came free, and tell them. Runs in jobs, in system scope.

An offer is a hold of the waiting person: the database lets only one person have a time, so no time is offered twice,
whatever beats or workers run. Entries are locked before their offers, here and in waitlist.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from vet_core import audit, outbox
from vet_core.db import Interval, Session
from vet_core.kernel.actor import SYSTEM, Actor
from vet_core.kernel.errors import VetError
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import WaitlistOfferState, WaitlistStatus
from vet_core.scheduling.events import WaitlistOffered
from vet_core.scheduling.models import SchedulingSettings, WaitlistEntry, WaitlistOffer
from vet_core.scheduling.schemas import HoldIn, SlotOut

from vet_services.scheduling import holds, waitlist_grace
from vet_services.scheduling.errors import NotOffered, SlotTaken
from vet_services.scheduling.free_starts import free_starts
from vet_services.scheduling.slots import LONGEST_RANGE, SlotQuery
from vet_services.scheduling.waitlist_windows import Window, fits, span

DEFAULT_OFFER_MINUTES = 120
SHORTEST_OFFER = timedelta(minutes=10)
_MOST_STARTS_TRIED = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Freed:
    """A stretch of a veterinarian's time, or of a room's, that somebody may have now."""

    clinic_id: UUID
    veterinarian_id: UUID | None
    during: Interval


async def ask(session: Session, entry_id: UUID, freed: Freed, zone: ZoneInfo, *, now: datetime) -> int | None:
    """Keep the earliest start that suits for who waits, and tell them.

    1 when there was one, else 0; None when they wait no longer or another worker is asking them. Raises Later when the
    start was given back a moment ago.
    """
    entry = await _lock(session, entry_id)
    if entry is None:
        return None
    windows, person = [Window.stored(each) for each in entry.windows], Actor(entry.person_id)
    refused = await _let_go(session, entry.id)
    tried = 0
    for slot, veterinarian_id in await _candidates(session, entry, freed, span(windows, zone), person, now=now):
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
                await waitlist_grace.refuse_fresh_time(session, kept.id, now=now)
        except (SlotTaken, NotOffered):
            if tried >= _MOST_STARTS_TRIED:
                return 0
            continue
        await _write(session, entry, kept.id, visit, veterinarian_id, expires_at, now=now)
        return 1
    return 0


async def _candidates(
    session: Session, entry: WaitlistEntry, freed: Freed, wished: Interval, person: Actor, *, now: datetime
) -> list[tuple[SlotOut, UUID]]:
    """What is on offer to this person around the freed time, earliest first, and with whom."""
    starts_from = max(now, freed.during.start - _DAY, wished.start)
    ends_by = min(freed.during.end + _DAY, wished.end, starts_from + LONGEST_RANGE)
    if ends_by <= starts_from:
        return []
    query = SlotQuery(
        clinic_id=entry.clinic_id,
        appointment_type_id=entry.appointment_type_id,
        starts_from=starts_from,
        ends_by=ends_by,
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
    audit.add(session, SYSTEM, "offered", "waitlist_entry", entry.id, now=now, clinic_id=entry.clinic_id)
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
