"""Give a clinic what it stands on besides its people: rooms, devices, public holidays, and services in full."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from vet_core.db import Session
from vet_core.kernel.actor import Actor
from vet_core.scheduling.schemas import AppointmentTypeIn, HolidayRegionIn, ResourceIn
from vet_services.scheduling import holidays, resources

from devstack.demo.cast import Offer, Practice


async def equip(session: Session, clinic_id: UUID, practice: Practice, at: datetime, *, by: Actor) -> None:
    """Rooms and devices, and the holidays of the clinic's region."""
    for thing in practice.things:
        wish = ResourceIn(
            clinic_id=clinic_id, kind=thing.requirement.kind, category=thing.requirement.category, name=thing.name
        )
        await resources.create_resource(session, wish, by=by, now=at)
    country, subdivision = practice.holidays
    region = HolidayRegionIn(clinic_id=clinic_id, country=country, subdivision=subdivision)
    await holidays.set_holiday_region(session, region, by=by, now=at)


def service(offer: Offer, practice: Practice, clinic_id: UUID, performers: list[UUID]) -> AppointmentTypeIn:
    """The offer as this clinic makes it: in its own money, for the animals it treats."""
    name, description = offer.german
    wish: dict[str, Any] = {
        "clinic_id": clinic_id,
        "name": offer.name,
        "description": offer.description,
        "translations": {"de": {"name": name, "description": description}},
        "duration_minutes": offer.minutes,
        "buffer_before_minutes": offer.before,
        "buffer_after_minutes": offer.after,
        "slot_interval_minutes": offer.interval,
        "minimum_notice_minutes": 120,
        "horizon_days": 90,
        "species": [species for species in offer.species if species in practice.species],
        "clients": offer.clients,
        "place": offer.place,
        "capacity": offer.capacity,
        "daily_cap": offer.daily_cap,
        "same_day_percent": offer.same_day_percent,
        "price": _money(offer.price, practice),
        "deposit": _money(offer.deposit, practice),
        "late_fee": _money(offer.late_fee, practice),
        "cancellation_notice_minutes": offer.cancellation_notice_minutes,
        "is_confirmation_needed": offer.is_confirmation_needed,
        "questions": [_question(each) for each in offer.questions],
        "requirements": [{"kind": each.kind, "category": each.category} for each in offer.requires],
        "is_owner_bookable": offer.is_owner_bookable,
        "veterinarian_ids": performers,
    }
    return AppointmentTypeIn.model_validate(wish)


def _money(euro_cents: int, practice: Practice) -> dict[str, Any]:
    return {"amount_minor": round(euro_cents * practice.rate, -2), "currency": practice.currency}


def _question(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": entry["id"],
        "text": entry["text"],
        "translations": {"de": entry["german"]},
        "kind": entry["kind"],
        "choices": [],
        "is_required": entry.get("is_required", False),
    }
