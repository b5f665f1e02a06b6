"""Decide who is asked when time came free: whoever has waited longest for it. Runs in jobs, in system scope.

Time that was given back a moment ago is not offered yet: what offers it raises Later (see waitlist_grace.py), and the
event that told of it is followed again.
"""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, Row, Text, Uuid, bindparam, exists, select, text
from vet_core import audit, outbox
from vet_core.clinics.models import Clinic
from vet_core.db import Interval, Session, UtcInstant
from vet_core.kernel.actor import SYSTEM
from vet_core.outbox import Later
from vet_core.scheduling.enums import ENDED, ReservationState, ResourceKind, WaitlistOfferState, WaitlistStatus
from vet_core.scheduling.events import TimeOpened, WaitlistOfferEnded
from vet_core.scheduling.models import Appointment, Reservation, Resource, WaitlistEntry, WaitlistOffer

from vet_services.scheduling import holds, reservations
from vet_services.scheduling.waitlist_asking import SHORTEST_OFFER, Freed, ask
from vet_services.scheduling.waitlist_windows import Window, may_touch

_MOST_ASKED = 200
_ASKED_AT_ONCE = 10
_A_MOMENT = timedelta(seconds=1)

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
    SELECT e.id, e.created_at, e.windows FROM waitlist_entries e
     WHERE e.clinic_id = :clinic_id AND e.status = 'waiting'
       AND (CAST(:after_at AS timestamptz) IS NULL OR (e.created_at, e.id) > (:after_at, :after_id))
       AND (CAST(:veterinarian_id AS uuid) IS NULL OR EXISTS (
               SELECT 1 FROM appointment_type_veterinarians tv
                WHERE tv.appointment_type_id = e.appointment_type_id AND tv.veterinarian_id = :veterinarian_id
                  AND (e.veterinarian_id IS NULL OR e.veterinarian_id = :veterinarian_id)))
     ORDER BY e.created_at, e.id
""").bindparams(
    *(bindparam(name, type_=Uuid()) for name in ("clinic_id", "veterinarian_id", "after_id")),
    bindparam("after_at", type_=UtcInstant()),
)

_ONE_AT_A_TIME = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))").bindparams(
    bindparam("name", type_=Text())
)


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
    # A moved visit gave back time of two: both turns are waited for before anything of either is kept.
    await reservations.queue(session, {veterinarian_id for veterinarian_id, *_ in given_back})
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
    zone = await _zone(session, freed.clinic_id)
    made = asked = 0
    for waiting in await _waiting(session, freed, zone):
        outcome = await ask(session, waiting.id, freed, zone, now=now)
        asked += outcome is not None
        made += outcome or 0
        if asked >= _MOST_ASKED:
            break
    return made


async def offer_let_go(session: Session, ended: WaitlistOfferEnded, *, now: datetime) -> int:
    """Offer a time that was kept for somebody to the next; says how many offers were made."""
    assert ended.clinic_id is not None
    during = Interval(ended.starts_at, ended.ends_at)
    return await offer_freed(session, Freed(ended.clinic_id, ended.veterinarian_id, during), now=now)


async def offer_opened(session: Session, opened: TimeOpened, *, now: datetime) -> int:
    """Take one step through a stretch, perhaps years long, in which there may be more free time than before.

    A step asks few people and makes one offer at most: it is short, and no booking waits for it twice. When somebody is
    left to ask, it tells so by the event of the next step. Says how many offers it made. Raises Later while another
    step of the clinic is under way.
    """
    assert opened.clinic_id is not None
    if opened.ends_at <= now + SHORTEST_OFFER:
        return 0
    freed = Freed(opened.clinic_id, opened.veterinarian_id, Interval(max(opened.starts_at, now), opened.ends_at))
    # Two steps at once would pass over those the other one asks, and so offer out of turn. No worker waits for that.
    if not await session.scalar(_ONE_AT_A_TIME, {"name": f"waitlist of {freed.clinic_id}"}):
        raise Later(now + _A_MOMENT)
    zone = await _zone(session, freed.clinic_id)
    waiting = await _waiting(session, freed, zone, after_at=opened.after_at, after_id=opened.after_id)
    made = 0
    for asked, each in enumerate(waiting, start=1):
        made = await ask(session, each.id, freed, zone, now=now) or 0
        if made or asked == _ASKED_AT_ONCE:
            if asked < len(waiting):
                rest = opened.model_copy(update={"after_at": each.created_at, "after_id": each.id})
                outbox.add(session, rest, now=now)
            break
    return made


async def advance(session: Session, *, now: datetime, most: int = 20) -> int:
    """End one offer that ran out and offer its time to the next; close wishes whose days have passed.

    One at a time, so that a transaction waits for one veterinarian's turn and never for two. Says how much it did: call
    it, each time in a transaction of its own, until that is nothing. Several may run at once.
    """
    claimed: UUID | None = await session.scalar(_CLAIM, {"now": now})
    if claimed is not None:
        ended = await _end(session, claimed, now=now)
        if ended is not None:
            await _pass_on(session, ended, now=now)
    closed = await session.scalars(_CLOSE, {"now": now, "most": most})
    return len(closed.all()) + (claimed is not None)


async def _pass_on(session: Session, ended: WaitlistOfferEnded, *, now: datetime) -> None:
    try:
        async with session.begin_nested():
            await offer_let_go(session, ended, now=now)
    except Later:
        # The offer is over all the same; who is next is asked when the outbox has this followed.
        outbox.add(session, ended, now=now)


async def _end(session: Session, entry_id: UUID, *, now: datetime) -> WaitlistOfferEnded | None:
    """End the open offer of a claimed entry; None when the time was booked after all."""
    entry = await session.get_one(WaitlistEntry, entry_id, populate_existing=True)
    await holds.lock_offered(session, entry_id)
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
    return WaitlistOfferEnded(
        clinic_id=entry.clinic_id,
        entry_id=entry.id,
        offer_id=offer.id,
        veterinarian_id=offer.veterinarian_id,
        starts_at=offer.starts_at,
        ends_at=offer.ends_at,
    )


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


async def _waiting(
    session: Session, freed: Freed, zone: ZoneInfo, *, after_at: datetime | None = None, after_id: UUID | None = None
) -> list[Row[UUID, datetime]]:
    """Who waits at the clinic and could come in that stretch, from behind the one named on."""
    rows = await session.execute(
        _WAITING,
        {
            "clinic_id": freed.clinic_id,
            "veterinarian_id": freed.veterinarian_id,
            "after_at": after_at,
            "after_id": after_id,
        },
    )
    return [row for row in rows if may_touch([Window.stored(each) for each in row.windows], freed.during, zone)]


async def _zone(session: Session, clinic_id: UUID) -> ZoneInfo:
    return ZoneInfo((await session.get_one(Clinic, clinic_id)).time_zone)


def _record(session: Session, action: str, entry: WaitlistEntry, *, now: datetime) -> None:
    audit.add(session, SYSTEM, action, "waitlist_entry", entry.id, now=now, clinic_id=entry.clinic_id)
