"""Keep a start for one person while they decide: ten minutes, and ten more when they ask once.

A hold ends by itself. Nobody has to remove it: once it has run out it stands in nobody's way, and whoever takes the
time sweeps it aside. To everybody but its holder it does not exist.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from vet_core import audit
from vet_core.db import Session
from vet_core.kernel.actor import Actor
from vet_core.kernel.ids import new_id
from vet_core.scheduling.enums import ReservationState, WaitlistOfferState
from vet_core.scheduling.models import Hold, Reservation, WaitlistOffer
from vet_core.scheduling.schemas import HoldIn, HoldOut

from vet_services.scheduling import quotas, reservations, slot_cache
from vet_services.scheduling.assignment import Assignment
from vet_services.scheduling.errors import HoldAlreadyRenewed, HoldExpired, HoldNotFound
from vet_services.scheduling.offers import Wish
from vet_services.scheduling.reservations import ForHold

LASTS = timedelta(minutes=10)
_REMEMBERED_FOR = timedelta(days=1)


async def hold(
    session: Session,
    wish: HoldIn,
    *,
    by: Actor,
    now: datetime,
    expires_at: datetime | None = None,
    recorded_as: Actor | None = None,
) -> HoldOut:
    """Keep the wished start for the caller, with everything the visit needs.

    A hold that somebody else makes for the caller says when it ends, cannot be extended, and is recorded as theirs.
    Raises NotOffered, SlotTaken, ClinicNotFound, AppointmentTypeNotFound, PetNotFound or PetDeceased.
    """
    asked = Wish(
        clinic_id=wish.clinic_id,
        appointment_type_id=wish.appointment_type_id,
        starts_at=wish.starts_at,
        veterinarian_id=wish.veterinarian_id,
        pet_id=wish.pet_id,
    )
    offer = await quotas.offer_at(session, asked, by=by, now=now)

    async def keep(assignment: Assignment) -> Hold:
        visit, room = assignment.candidate.visit, assignment.room
        kept = Hold(
            id=new_id(),
            clinic_id=wish.clinic_id,
            appointment_type_id=wish.appointment_type_id,
            veterinarian_id=assignment.veterinarian.id,
            is_any_veterinarian=wish.veterinarian_id is None,
            room_id=None if room is None else room.id,
            pet_id=wish.pet_id,
            person_id=by.person_id,
            starts_at=visit.start,
            ends_at=visit.end,
            expires_at=expires_at or now + LASTS,
            is_renewed=expires_at is not None,
            created_at=now,
        )
        session.add(kept)
        await session.flush()
        claims = reservations.claims(assignment, wish.pet_id)
        await reservations.take(session, ForHold(kept.id, kept.expires_at), claims, now=now)
        return kept

    kept = await reservations.in_turn(session, offer.candidates, wish.pet_id, keep)
    _record(session, recorded_as or by, "held", kept, now=now)
    slot_cache.changed(session, kept.clinic_id)
    return HoldOut.model_validate(kept)


async def get(session: Session, hold_id: UUID, *, by: Actor, now: datetime) -> HoldOut:
    """The caller's own hold. Raises HoldNotFound or HoldExpired."""
    return HoldOut.model_validate(await _own(session, hold_id, by=by, now=now))


async def renew(session: Session, hold_id: UUID, *, by: Actor, now: datetime) -> HoldOut:
    """Ten more minutes from now, once. Raises HoldNotFound, HoldExpired or HoldAlreadyRenewed."""
    kept = await claim(session, hold_id, by=by, now=now)
    if kept.is_renewed:
        raise HoldAlreadyRenewed()
    kept.is_renewed = True
    kept.expires_at = now + LASTS
    await session.flush()
    extended = await session.execute(
        update(Reservation)
        .where(Reservation.hold_id == hold_id, Reservation.state == ReservationState.HELD)
        .values(expires_at=kept.expires_at)
        .returning(Reservation.resource_id)
    )
    if kept.veterinarian_id not in set(extended.scalars()):
        raise HoldExpired()
    _record(session, by, "renewed", kept, now=now)
    return HoldOut.model_validate(kept)


async def release(session: Session, hold_id: UUID, *, by: Actor, now: datetime) -> None:
    """Give the time back before it runs out; a hold that ran out by itself is given back too. Raises HoldNotFound."""
    kept = await _find(session, hold_id, by=by, is_locked=True)
    _record(session, by, "released", kept, now=now)
    await forget(session, hold_id)


async def claim(session: Session, hold_id: UUID, *, by: Actor, now: datetime) -> Hold:
    """The caller's hold, locked until the transaction ends. Raises HoldNotFound or HoldExpired."""
    return await _own(session, hold_id, by=by, now=now, is_locked=True)


async def lock_offered(session: Session, entry_id: UUID) -> None:
    """Lock the hold behind the open offer to who waits, if there is one, before the offer itself is locked.

    Whoever books from a hold removes it, and then its offer loses it: they lock in this order too.
    """
    offered = select(WaitlistOffer.hold_id).where(
        WaitlistOffer.entry_id == entry_id, WaitlistOffer.state == WaitlistOfferState.OPEN
    )
    await session.execute(select(Hold.id).where(Hold.id.in_(offered)).with_for_update())


async def forget(session: Session, hold_id: UUID) -> None:
    """Remove a hold with what it still reserves."""
    clinic_id = await session.scalar(
        delete(Hold).where(Hold.id == hold_id).returning(Hold.clinic_id).execution_options(synchronize_session=False)
    )
    if clinic_id is not None:
        slot_cache.changed(session, clinic_id)


async def forget_expired(session: Session, now: datetime) -> int:
    """Tidy up: reservations of holds that ran out, and the holds themselves a day later. Says how many rows went.

    Nothing depends on it. Holds stay for a day so that whoever comes late hears that theirs ran out.
    """
    reserved = await session.execute(
        delete(Reservation)
        .where(
            Reservation.id.in_(
                select(Reservation.id)
                .where(Reservation.state == ReservationState.HELD, Reservation.expires_at <= now)
                .with_for_update(skip_locked=True)
            )
        )
        .returning(Reservation.id)
        .execution_options(synchronize_session=False)
    )
    kept = await session.execute(
        delete(Hold)
        .where(
            Hold.id.in_(
                select(Hold.id).where(Hold.expires_at <= now - _REMEMBERED_FOR).with_for_update(skip_locked=True)
            )
        )
        .returning(Hold.id)
        .execution_options(synchronize_session=False)
    )
    return len(reserved.all()) + len(kept.all())


async def _own(session: Session, hold_id: UUID, *, by: Actor, now: datetime, is_locked: bool = False) -> Hold:
    kept = await _find(session, hold_id, by=by, is_locked=is_locked)
    if kept.expires_at <= now:
        raise HoldExpired()
    return kept


async def _find(session: Session, hold_id: UUID, *, by: Actor, is_locked: bool) -> Hold:
    wanted = select(Hold).where(Hold.id == hold_id, Hold.person_id == by.person_id)
    if is_locked:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    kept = (await session.scalars(wanted)).first()
    if kept is None:
        raise HoldNotFound()
    return kept


def _record(session: Session, by: Actor, action: str, kept: Hold, *, now: datetime) -> None:
    audit.add(session, by, action, "hold", kept.id, now=now, clinic_id=kept.clinic_id)
