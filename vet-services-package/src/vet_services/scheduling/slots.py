"""List what is on offer in a range, to whoever asks. Never writes: holding a slot is booking's job."""

import json
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause
from vet_core.db import Session
from vet_core.db.direct import Direct
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.schemas import AppointmentTypeIn

from vet_services.clinics.errors import ClinicNotFound, ClinicSuspended
from vet_services.scheduling import offers, slots_quick_sql, slots_sql, why_not
from vet_services.scheduling.errors import AppointmentTypeNotFound, SlotRangeTooLong
from vet_services.scheduling.facts import Facts
from vet_services.scheduling.offers import Wish
from vet_services.scheduling.policy import is_staff, may_offer
from vet_services.scheduling.slot_cache import SlotCache
from vet_services.scheduling.why_not import Candidate

LONGEST_RANGE = timedelta(days=62)
_FIRST_START = re.compile('starts_at":"([^"]+)"')


@dataclass(frozen=True, slots=True)
class SlotQuery:
    """Which slots somebody wants to see. Their own hold, or the visit that is to move, is not in their way."""

    clinic_id: UUID
    appointment_type_id: UUID
    starts_from: datetime
    ends_by: datetime
    veterinarian_id: UUID | None = None
    pet_id: UUID | None = None
    hold_id: UUID | None = None
    own_appointment_id: UUID | None = None
    duration_minutes: int | None = None
    is_horizon_ignored: bool = False
    as_staff: bool | None = None
    """Whether the rules for staff apply; by default they do when the clinic's staff ask."""

    @property
    def is_personal(self) -> bool:
        """Whether the answer depends on a pet, a hold or a visit."""
        return any((self.pet_id, self.hold_id, self.own_appointment_id))


async def list_slots(
    session: Session, query: SlotQuery, *, by: Actor | None, now: datetime, cache: SlotCache | None = None
) -> str:
    """Every start on offer in the range with the veterinarians free for it, as the JSON of a SlotsOut.

    `by` is None for a visitor. Staff of the clinic see what they may book: rosters without opening hours, and no
    notice, cap, share or pause. Raises ClinicNotFound, ClinicSuspended, AppointmentTypeNotFound, PetNotFound or
    SlotRangeTooLong.
    """

    async def work_out() -> tuple[str, float]:
        found = await _ask(session, slots_sql.SLOTS, query, by=by, now=now, quick=slots_quick_sql.SLOTS)
        return _slots_out(query, found.zone, found.items), found.lasts_seconds

    return await _remembered(cache, "slots", query, work_out, by=by)


async def list_slot_days(
    session: Session, query: SlotQuery, *, by: Actor | None, now: datetime, cache: SlotCache | None = None
) -> str:
    """How many starts every local day of the range has, and its first; as the JSON of a SlotDaysOut, days with none
    left out. Raises like `list_slots`."""

    async def work_out() -> tuple[str, float]:
        found = await _ask(session, slots_sql.DAYS, query, by=by, now=now, quick=slots_quick_sql.DAYS)
        return f'{{"time_zone":{json.dumps(found.zone)},"items":[{found.items}]}}', found.lasts_seconds

    return await _remembered(cache, "days", query, work_out, by=by)


async def explain_slot(session: Session, query: SlotQuery, at: datetime, *, by: Actor | None, now: datetime) -> str:
    """One start: on offer, or every rule against it; as the JSON of a SlotsOut whose `why_not` is a list.

    Says nothing about who is there. Raises ClinicNotFound, ClinicSuspended, AppointmentTypeNotFound, PetNotFound or
    PetDeceased.
    """
    wish = Wish(
        clinic_id=query.clinic_id,
        appointment_type_id=query.appointment_type_id,
        starts_at=at,
        veterinarian_id=query.veterinarian_id,
        pet_id=query.pet_id,
        own_appointment_id=query.own_appointment_id,
        own_hold_id=query.hold_id,
        duration_minutes=query.duration_minutes,
        is_horizon_ignored=query.is_horizon_ignored,
    )
    known, kind = await offers.known_at(session, wish, by=by, now=now)
    verdict = why_not.judge(known, kind, at, wish.caller(by, now))
    items = ",".join(json.dumps(item, separators=(",", ":")) for item in _items(known, verdict.candidates))
    return _slots_out(query, known.zone_name, items, json.dumps([reason.value for reason in verdict.reasons]))


async def preview_slots(
    session: Session, query: SlotQuery, kind: AppointmentTypeIn, *, by: Actor, now: datetime
) -> str:
    """What owners would be offered if the kind of visit were as given: nothing is written, and its id is not asked.

    Raises Refused for whoever does not decide what the clinic offers, ClinicNotFound or SlotRangeTooLong.
    """
    enforce(may_offer(by, query.clinic_id), hidden=ClinicNotFound())
    unsaved = kind.model_dump(mode="json")
    unsaved["performers"] = unsaved.get("performers") or [
        {"veterinarian_id": each} for each in unsaved["veterinarian_ids"]
    ]
    found = await _ask(session, slots_sql.UNSAVED_SLOTS, query, by=None, now=now, unsaved=json.dumps(unsaved))
    return _slots_out(query, found.zone, found.items)


@dataclass(frozen=True, slots=True)
class _Found:
    zone: str
    items: str
    lasts_seconds: float
    """How long the answer stays the same when nobody changes anything."""


async def _remembered(
    cache: SlotCache | None,
    what: str,
    query: SlotQuery,
    work_out: Callable[[], Awaitable[tuple[str, float]]],
    *,
    by: Actor | None,
) -> str:
    """The answer as it is remembered, or worked out and remembered.

    What depends on a pet, a hold or an appointment passes a policy and is always worked out.
    """
    if cache is None or query.is_personal:
        text, _ = await work_out()
        return text
    as_staff = is_staff(by, query.clinic_id) if query.as_staff is None else query.as_staff
    question = f"{what} {'staff' if as_staff else 'owner'} {query!r}"
    kept = await cache.look(query.clinic_id, question, person_id=None if by is None else by.person_id)
    if kept.text is not None:
        return kept.text
    text, seconds = await work_out()
    await cache.keep(kept, text, seconds=seconds)
    return text


async def _ask(
    session: Session,
    statement: TextClause,
    query: SlotQuery,
    *,
    by: Actor | None,
    now: datetime,
    quick: Direct | None = None,
    **unsaved: str,
) -> _Found:
    if not timedelta() < query.ends_by - query.starts_from <= LONGEST_RANGE:
        raise SlotRangeTooLong()
    asked = {
        "clinic_id": query.clinic_id,
        "appointment_type_id": query.appointment_type_id,
        "starts_from": query.starts_from,
        "ends_by": query.ends_by,
        "veterinarian_id": query.veterinarian_id,
        "pet_id": query.pet_id,
        "person_id": None if by is None else by.person_id,
        "own_hold_id": query.hold_id,
        "own_appointment_id": query.own_appointment_id,
        "duration_minutes": query.duration_minutes,
        "is_horizon_ignored": query.is_horizon_ignored,
        "is_staff": is_staff(by, query.clinic_id) if query.as_staff is None else query.as_staff,
        "now": now,
    }
    row: Any = None
    if quick is not None and not query.is_personal:
        [row] = await quick.rows(session, asked) or [None]
    if row is None or not row["is_quick"]:
        row = (await session.execute(statement, asked | unsaved)).mappings().one_or_none()
    if row is None:
        raise ClinicNotFound()
    if row["is_suspended"]:
        raise ClinicSuspended()
    if not row["has_kind"]:
        raise AppointmentTypeNotFound()
    if query.pet_id is not None:
        people = [(UUID(person_id), access) for person_id, access in json.loads(row["owners"] or "[]")]
        offers.refuse_strangers(
            by, query.clinic_id, people if row["has_pet"] else None, is_client=bool(row["is_client"])
        )
    lasts = _lasts(row["answer"], row["notice"], row["changes_at"], now)
    return _Found(row["zone"], row["answer"] or "", lasts.total_seconds())


def _lasts(items: str | None, notice: timedelta, changes_at: datetime, now: datetime) -> timedelta:
    """Until a hold runs out, the day ends where the clinic is, or the first start on offer comes too near."""
    first = _FIRST_START.search(items or "")
    if first is None:
        return changes_at - now
    return min(changes_at, datetime.fromisoformat(first[1]) - notice) - now


def _slots_out(query: SlotQuery, zone: str, items: str, why: str = "null") -> str:
    return (
        f'{{"clinic_id":"{query.clinic_id}","appointment_type_id":"{query.appointment_type_id}",'
        f'"time_zone":{json.dumps(zone)},"items":[{items}],"why_not":{why}}}'
    )


def _items(known: Facts, candidates: Sequence[Candidate]) -> Iterator[dict[str, Any]]:
    """The candidates of one start, those with visits of one length together."""
    by_id = sorted(candidates, key=lambda each: (each.visit.end, each.id))
    for (start, end), group in groupby(by_id, key=lambda each: (each.visit.start, each.visit.end)):
        together = list(group)
        yield {
            "starts_at": start.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "ends_at": end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "starts_local": start.astimezone(known.zone).strftime("%Y-%m-%dT%H:%M"),
            "veterinarian_ids": [str(each.id) for each in together],
            "seats_left": sum(why_not.seats_left(each) for each in together) if together[0].seats > 1 else None,
        }
