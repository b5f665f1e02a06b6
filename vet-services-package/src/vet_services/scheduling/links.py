"""What a link of a mail shows, and what it does. Looking changes nothing; whoever uses it acts as the mail's reader.

A link does one thing for one person. It is over with any change of what it is about, and at the visit's start; forged,
used, overtaken and expired ones are answered alike. Nobody is signed in here: a link gives the rights of the person its
mail went to as an owner, never as somebody's staff, and the trail names the link in place of a session.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from vet_core import audit, outbox
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Session, scope
from vet_core.identity.enums import PetAccess
from vet_core.identity.models import Person
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.pets.models import PetOwner
from vet_core.scheduling.enums import AppointmentStatus, LinkAction, LinkPurpose, ProposalState, WaitlistOfferState
from vet_core.scheduling.events import AppointmentStatusChanged
from vet_core.scheduling.models import Appointment, AppointmentType, MoveProposal, WaitlistEntry, WaitlistOffer
from vet_core.scheduling.schemas import LinkOptionOut, LinkOut, LinkUseIn, RescheduleIn

from vet_services.scheduling import booking, day_moves_choosing, link_tokens, status, type_names, waitlist
from vet_services.scheduling.day_moves_options import Proposed
from vet_services.scheduling.errors import (
    AppointmentNotFound,
    ChoiceMissing,
    LinkInvalid,
    NothingToDecline,
    OfferOver,
    OptionTaken,
    WaitlistEntryNotFound,
    WrongMove,
)
from vet_services.scheduling.free_starts import free_starts
from vet_services.scheduling.link_tokens import Link
from vet_services.scheduling.slots import SlotQuery

SESSION = "link"
"""Stands in the audit trail where the session of somebody who signed in would."""

_MOVABLE = (AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED)
_DAYS_AHEAD = timedelta(days=14)
_MOST_OPTIONS = 12


@dataclass(slots=True)
class Opened:
    """What a link is about, as the database has it at this moment."""

    link: Link
    by: Actor
    visit: Appointment | None = None
    proposal: MoveProposal | None = None
    entry: WaitlistEntry | None = None
    offer: WaitlistOffer | None = None


async def look_up_link(session: Session, token: str, *, now: datetime) -> LinkOut:
    """What the link would do, and the times to choose from. Changes nothing. Raises LinkInvalid.

    The transaction is in the scope of the link's person from then on.
    """
    opened = await _open(session, token, now=now)
    return await _show(session, opened, await _options(session, opened, now=now))


async def use_link(session: Session, wish: LinkUseIn, *, now: datetime) -> LinkOut:
    """Do what the link is for, or decline the time it keeps, and say how it stands afterwards.

    Confirming twice is once. Raises LinkInvalid; ChoiceMissing without a time to move to; NothingToDecline unless a
    time is kept; OptionTaken with other times; SlotTaken, NotOffered or AlreadyBegun as the act itself does.
    """
    opened = await _open(session, wish.token, now=now, is_locked=True)
    try:
        await _act(session, opened, wish, now=now)
    except (Refused, AppointmentNotFound, WaitlistEntryNotFound, OfferOver, WrongMove):
        raise LinkInvalid() from None
    except OptionTaken as taken:
        raise OptionTaken(await _named(session, taken.options)) from None
    await session.flush()
    return await _show(session, opened, [])


async def _act(session: Session, opened: Opened, wish: LinkUseIn, *, now: datetime) -> None:
    purpose, by = opened.link.purpose, opened.by
    if purpose is LinkPurpose.WAITLIST:
        assert opened.entry is not None
        is_declined = wish.action is LinkAction.DECLINE
        answer = waitlist.decline_waitlist_offer if is_declined else waitlist.accept_waitlist_offer
        await answer(session, opened.entry.id, by=by, now=now)
        return
    if wish.action is LinkAction.DECLINE:
        raise NothingToDecline(pointer="/action")
    visit = opened.visit
    assert visit is not None
    if purpose is LinkPurpose.CONFIRM:
        await _confirm(session, visit, by=by, now=now)
        return
    if purpose is LinkPurpose.CANCEL:
        await booking.cancel(session, visit.id, by=by, now=now)
        return
    if wish.starts_at is None:
        raise ChoiceMissing()
    veterinarian_id = wish.veterinarian_id or visit.veterinarian_id
    if opened.proposal is not None:
        await day_moves_choosing.choose(
            session, opened.proposal, visit, wish.starts_at, veterinarian_id, by=by, now=now
        )
        return
    there = RescheduleIn(starts_at=wish.starts_at, veterinarian_id=veterinarian_id)
    await booking.reschedule(session, visit.id, there, by=by, now=now)


async def _confirm(session: Session, visit: Appointment, *, by: Actor, now: datetime) -> None:
    """The owner says that they will come; the visit itself does not change, so its other links stay good."""
    if visit.owner_confirmed_at is not None:
        return
    visit.owner_confirmed_at = now
    owners = await session.scalars(
        select(PetOwner.person_id).where(PetOwner.pet_id == visit.pet_id).order_by(PetOwner.person_id)
    )
    outbox.add(session, AppointmentStatusChanged(**status.event_facts(visit, tuple(owners))), now=now)
    audit.add(session, by, "promised_to_come", "appointment", visit.id, now=now, clinic_id=visit.clinic_id)


async def _open(session: Session, token: str, *, now: datetime, is_locked: bool = False) -> Opened:
    """Read the token, enter the scope of its person, and find what it is about. Raises LinkInvalid."""
    link = link_tokens.read(token, now=now)
    by = Actor(link.person_id, session_id=SESSION)
    await scope.enter(session, by, now=now)
    is_there = await session.scalar(select(Person.id).where(Person.id == link.person_id, Person.deleted_at.is_(None)))
    if is_there is None:
        raise LinkInvalid()
    opened = Opened(link, by)
    if link.purpose is LinkPurpose.WAITLIST:
        await _find_offer(session, opened, now=now, is_locked=is_locked)
    else:
        await _find_visit(session, opened, now=now, is_locked=is_locked)
    return opened


async def _find_visit(session: Session, opened: Opened, *, now: datetime, is_locked: bool) -> None:
    link = opened.link
    visit_id: UUID | None = link.subject_id
    if link.purpose is LinkPurpose.CHOOSE:
        visit_id = await session.scalar(select(MoveProposal.appointment_id).where(MoveProposal.id == link.subject_id))
    wanted = select(Appointment).where(Appointment.id == visit_id).execution_options(populate_existing=True)
    visit = await session.scalar(wanted.with_for_update() if is_locked else wanted)
    if visit is None or not await _is_manager(session, visit.pet_id, link.person_id):
        raise LinkInvalid()
    is_stale = visit.sequence != link.sequence or visit.status not in _MOVABLE or visit.starts_at <= now
    is_unasked = link.purpose is LinkPurpose.CONFIRM and visit.status is not AppointmentStatus.CONFIRMED
    if is_stale or is_unasked:
        raise LinkInvalid()
    opened.visit = visit
    if link.purpose is LinkPurpose.CHOOSE:
        proposal = await session.get(
            MoveProposal, link.subject_id, with_for_update=is_locked or None, populate_existing=True
        )
        if proposal is None or proposal.state is not ProposalState.OPEN or proposal.expires_at != visit.starts_at:
            raise LinkInvalid()
        opened.proposal = proposal


async def _find_offer(session: Session, opened: Opened, *, now: datetime, is_locked: bool) -> None:
    link = opened.link
    entry_id = await session.scalar(select(WaitlistOffer.entry_id).where(WaitlistOffer.id == link.subject_id))
    entry = None
    if entry_id is not None:
        entry = await session.get(WaitlistEntry, entry_id, with_for_update=is_locked or None, populate_existing=True)
    offer = await session.get(WaitlistOffer, link.subject_id, populate_existing=True)
    if entry is None or offer is None or entry.person_id != link.person_id:
        raise LinkInvalid()
    if offer.state is not WaitlistOfferState.OPEN or offer.hold_id is None or offer.expires_at <= now:
        raise LinkInvalid()
    opened.entry, opened.offer = entry, offer


async def _is_manager(session: Session, pet_id: UUID, person_id: UUID) -> bool:
    access = await session.scalar(
        select(PetOwner.access).where(PetOwner.pet_id == pet_id, PetOwner.person_id == person_id)
    )
    return access is PetAccess.MANAGE


async def _options(session: Session, opened: Opened, *, now: datetime) -> list[Proposed]:
    visit = opened.visit
    if visit is None:
        assert opened.offer is not None
        return [Proposed(opened.offer.starts_at, opened.offer.ends_at, opened.offer.veterinarian_id)]
    if opened.proposal is not None:
        return await day_moves_choosing.free_options(session, opened.proposal, visit, by=opened.by, now=now)
    if opened.link.purpose is not LinkPurpose.RESCHEDULE:
        return []
    query = SlotQuery(
        clinic_id=visit.clinic_id,
        appointment_type_id=visit.appointment_type_id,
        starts_from=now,
        ends_by=now + _DAYS_AHEAD,
        veterinarian_id=visit.veterinarian_id,
        pet_id=visit.pet_id,
        own_appointment_id=visit.id,
        duration_minutes=visit.duration_minutes,
    )
    found = await free_starts(session, query, by=opened.by, now=now)
    return [
        Proposed(each.starts_at, each.ends_at, visit.veterinarian_id)
        for each in found
        if each.starts_at != visit.starts_at
    ][:_MOST_OPTIONS]


async def _show(session: Session, opened: Opened, options: list[Proposed]) -> LinkOut:
    """What whoever holds the mail knows already: the clinic, the service and the time; no names of pets or people."""
    about = opened.visit or opened.entry
    assert about is not None
    timed = opened.visit or opened.offer
    assert timed is not None
    clinic = await session.get_one(Clinic, about.clinic_id)
    zone = ZoneInfo(clinic.time_zone)
    shown = await _named(session, [each.stored for each in options])
    type_name, translations = (
        await session.execute(
            select(AppointmentType.name, AppointmentType.translations).where(
                AppointmentType.id == about.appointment_type_id
            )
        )
    ).one()
    veterinarian_name = await session.scalar(
        select(Veterinarian.display_name).where(Veterinarian.id == timed.veterinarian_id)
    )
    return LinkOut.model_validate(
        {
            "purpose": opened.link.purpose,
            "clinic_id": clinic.id,
            "clinic_name": clinic.name,
            "appointment_type_id": about.appointment_type_id,
            "appointment_type_name": type_name,
            "appointment_type_translations": type_names.names(translations),
            "veterinarian_name": veterinarian_name,
            "status": about.status,
            "starts_at": timed.starts_at,
            "ends_at": timed.ends_at,
            "time_zone": zone.key,
            "starts_local": f"{timed.starts_at.astimezone(zone):%Y-%m-%dT%H:%M}",
            "options": [LinkOptionOut.model_validate(each) for each in shown],
        }
    )


async def _named(session: Session, options: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The options with the names under which the clinic shows its veterinarians to everybody."""
    ids = {UUID(each["veterinarian_id"]) for each in options}
    rows = await session.execute(select(Veterinarian.id, Veterinarian.display_name).where(Veterinarian.id.in_(ids)))
    names = {str(id): name for id, name in rows}
    return [{**each, "veterinarian_name": names[each["veterinarian_id"]]} for each in options]
