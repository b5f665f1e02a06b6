"""Appointments as screens want them: PostgreSQL builds the JSON of AppointmentOut and the API hands it on untouched.

The lists are the platform's busiest reads. Limits are literal, for a bound limit hides from the planner that only the
first rows are wanted; pages continue after the last row's (starts_at, id).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Text, TextClause, Uuid, bindparam, text
from sqlalchemy.types import TypeEngine
from vet_core import audit
from vet_core.db import Session, UtcInstant, decode_cursor, encode_cursor
from vet_core.db.name_patterns import begins_word
from vet_core.db.pages import DEFAULT_LIMIT, MAX_LIMIT
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.schemas import AppointmentOut

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import home_visits
from vet_services.scheduling.errors import AppointmentNotFound
from vet_services.scheduling.policy import AppointmentFacts, may_list, may_view
from vet_services.scheduling.type_names import TYPE_NAMES


def instant(column: str) -> str:
    """SQL for an instant as the wire has it."""
    return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"


_ITEM = """
    a.id, a.status, a.clinic_id, c.name AS clinic_name, a.appointment_type_id, t.name AS appointment_type_name,
    {type_names} AS appointment_type_translations,
    a.veterinarian_id, v.display_name AS veterinarian_name, a.pet_id, p.name AS pet_name, p.species AS pet_species,
    {owner_name} AS owner_name,
    to_char(a.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS starts_at,
    to_char(a.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS ends_at,
    a.time_zone, to_char(a.starts_at AT TIME ZONE a.time_zone, 'YYYY-MM-DD"T"HH24:MI') AS starts_local,
    a.duration_minutes, a.note, a.visit_address,
    json_build_object('amount_minor', coalesce(a.price_minor, t.price_minor),
                      'currency', coalesce(a.currency, t.currency)) AS price,
    to_char(a.cancelled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS cancelled_at,
    a.cancellation_reason, a.sequence, a.version,
    to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_at,
    t.place, a.room_id,
    (SELECT room.name FROM clinic_resources room WHERE room.id = a.room_id) AS room_name,
    CASE a.status
        WHEN 'requested' THEN 'expected' WHEN 'confirmed' THEN 'expected'
        WHEN 'checked_in' THEN CASE WHEN a.roomed_at IS NULL THEN 'arrived' ELSE 'roomed' END
        WHEN 'in_progress' THEN 'with_vet'
        WHEN 'completed' THEN CASE WHEN a.departed_at IS NULL THEN 'to_pay' ELSE 'gone' END
    END AS stage,
    a.is_walk_in, a.series_id,
    CASE WHEN t.deposit_minor > 0
         THEN json_build_object('amount_minor', t.deposit_minor, 'currency', t.currency) END AS deposit,
    a.is_late,
    CASE WHEN a.late_fee_minor IS NOT NULL
         THEN json_build_object('amount_minor', a.late_fee_minor, 'currency', a.currency) END AS late_fee,
    {override_reason} AS override_reason, coalesce(a.answers, '[]'::jsonb) AS answers,
    to_char(a.owner_confirmed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS owner_confirmed_at,
    to_char(a.arrived_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS arrived_at,
    to_char(a.roomed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS roomed_at,
    to_char(a.began_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS began_at,
    to_char(a.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS finished_at,
    to_char(a.departed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS departed_at
"""
NAMES = """
      JOIN clinics c ON c.id = a.clinic_id
      JOIN appointment_types t ON t.id = a.appointment_type_id
      JOIN veterinarians v ON v.id = a.veterinarian_id
      JOIN pets p ON p.id = a.pet_id
"""
_OWNER_NAME = """
    (SELECT nullif(trim(pe.given_name || ' ' || pe.family_name), '')
       FROM pet_owners po JOIN persons pe ON pe.id = po.person_id
      WHERE po.pet_id = a.pet_id ORDER BY po.is_primary DESC, po.person_id LIMIT 1)
"""


def _item(*, owner_name: str = "NULL::text", override_reason: str = "NULL::text") -> str:
    return _ITEM.format(type_names=TYPE_NAMES, owner_name=owner_name, override_reason=override_reason)


ITEM_FOR_STAFF = _item(owner_name=_OWNER_NAME, override_reason="a.override_reason")
"""The columns of AppointmentOut, of an appointment `a` and NAMES, for those who work at its clinic. What is encrypted
stays so: `home_visits.opened` makes it readable."""

_DETAIL = text(f"""
    SELECT row_to_json(item)::text AS json, item.version, item.clinic_id,
           (SELECT array_agg(po.person_id) FROM pet_owners po WHERE po.pet_id = item.pet_id) AS owner_ids
      FROM (SELECT {
    _item(
        owner_name=f"CASE WHEN a.clinic_id = ANY(:works_at) THEN {_OWNER_NAME} END",
        override_reason="CASE WHEN a.clinic_id = ANY(:works_at) THEN a.override_reason END",
    )
}
              FROM appointments a {NAMES}
             WHERE a.id = :appointment_id) item
""").bindparams(  # noqa: S608  assembled from the constants above
    bindparam("appointment_id", type_=Uuid()), bindparam("works_at", type_=ARRAY(Uuid()))
)

_TYPES: dict[str, TypeEngine[Any]] = {
    "clinic_id": Uuid(),
    "person_id": Uuid(),
    "veterinarian_id": Uuid(),
    "series_id": Uuid(),
    "starts_from": UtcInstant(),
    "starts_before": UtcInstant(),
    "statuses": ARRAY(Text()),
    "room_id": Uuid(),
    "pet_id": Uuid(),
    "owner_id": Uuid(),
    "is_walk_in": Boolean(),
    "called": ARRAY(Text()),
    "after_starts_at": UtcInstant(),
    "after_id": Uuid(),
}
_CONDITIONS = {
    "clinic_id": "a.clinic_id = :clinic_id",
    "person_id": "a.pet_id IN (SELECT mine.pet_id FROM pet_owners mine WHERE mine.person_id = :person_id)",
    "veterinarian_id": "a.veterinarian_id = :veterinarian_id",
    "series_id": "a.series_id = :series_id",
    "starts_from": "a.starts_at >= :starts_from",
    "starts_before": "a.starts_at < :starts_before",
    "statuses": "a.status = ANY(:statuses)",
    "room_id": "a.room_id = :room_id",
    "pet_id": "a.pet_id = :pet_id",
    "owner_id": "a.pet_id IN (SELECT theirs.pet_id FROM pet_owners theirs WHERE theirs.person_id = :owner_id)",
    "is_walk_in": "a.is_walk_in = :is_walk_in",
}
# A clinic finds its visits by the names of pets and owners, owners theirs by their pets' (they are few).
_CALLED_AT_CLINIC = "a.pet_id = ANY ((SELECT vet_pets_called(:clinic_id, :called))::uuid[])"
_CALLED_OF_MINE = "a.pet_id IN (SELECT p.id FROM pets p WHERE p.name ~* ALL (:called))"
_MOST_WORDS = 6
_NAMED = (
    "veterinarian_id",
    "starts_from",
    "starts_before",
    "room_id",
    "pet_id",
    "owner_id",
    "series_id",
    "is_walk_in",
)


@dataclass(frozen=True, slots=True)
class AppointmentJson:
    """One appointment as JSON text in the shape of AppointmentOut, and the version it shows."""

    text: str
    version: int


@dataclass(frozen=True, slots=True)
class AppointmentFilter:
    """Which appointments to list: a clinic's, or (without one) those of the caller's own pets."""

    clinic_id: UUID | None = None
    veterinarian_id: UUID | None = None
    starts_from: datetime | None = None
    starts_before: datetime | None = None
    statuses: Sequence[AppointmentStatus] = ()
    room_id: UUID | None = None
    pet_id: UUID | None = None
    owner_id: UUID | None = None
    series_id: UUID | None = None
    is_walk_in: bool | None = None
    q: str | None = None
    """Words that begin a name of the pet or, at a clinic, of one of its owners; every one of them."""


async def get_appointment(session: Session, appointment_id: UUID, *, by: Actor, now: datetime) -> AppointmentJson:
    """One appointment, for its pet's owners and its clinic's staff; a look in an emergency is noted in the audit.

    Raises AppointmentNotFound.
    """
    shown, seen = await _read(session, appointment_id, by=by)
    if by.person_id not in seen.owner_ids and not by.works_at(seen.clinic_id):
        note_emergency(session, "opened", "appointment", appointment_id, seen.clinic_id, by=by, now=now)
    return shown


async def show(session: Session, appointment_id: UUID, *, by: Actor) -> AppointmentOut:
    """The same as a value, for operations that have just changed it."""
    shown, _ = await _read(session, appointment_id, by=by)
    return AppointmentOut.model_validate_json(shown.text)


async def list_appointments(
    session: Session,
    wanted: AppointmentFilter,
    *,
    by: Actor,
    now: datetime,
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
    order: Literal["asc", "desc"] = "asc",
) -> str:
    """A page of appointments by start, the next or the last first, as JSON text in the shape of Page[AppointmentOut].

    A clinic's list is for its staff; a look in an emergency is noted in the audit. Raises ClinicNotFound to others,
    InvalidCursor for a cursor of another list.
    """
    if not 1 <= limit <= MAX_LIMIT:
        raise ValueError(f"a page holds 1 to {MAX_LIMIT} items")
    values: dict[str, object] = {}
    if wanted.clinic_id is None:
        values["person_id"] = by.person_id
    else:
        enforce(may_list(by, wanted.clinic_id), hidden=ClinicNotFound())
        values["clinic_id"] = wanted.clinic_id
        if not by.works_at(wanted.clinic_id):
            note_emergency(session, "calendar_opened", "clinic", wanted.clinic_id, wanted.clinic_id, by=by, now=now)
    for name in _NAMED:
        if (value := getattr(wanted, name)) is not None:
            values[name] = value
    if wanted.statuses:
        values["statuses"] = [status.value for status in wanted.statuses]
    if words := (wanted.q or "").split():
        values["called"] = _patterns(words)
    names = tuple(values)
    if after is not None:
        values["after_starts_at"], values["after_id"] = decode_cursor(after, datetime, UUID)
        names = (*names, "after_id")
    page = (await session.execute(_list_statement(names, limit, order), values)).one()
    following = f'"{encode_cursor(page.last_starts_at, page.last_id)}"' if page.has_more else "null"
    return f'{{"items":{home_visits.opened(page.items)},"next":{following}}}'


async def _read(session: Session, appointment_id: UUID, *, by: Actor) -> tuple[AppointmentJson, AppointmentFacts]:
    names = list(by.clinic_ids | by.opened_clinic_ids)
    row = (await session.execute(_DETAIL, {"appointment_id": appointment_id, "works_at": names})).first()
    if row is None:
        raise AppointmentNotFound()
    seen = AppointmentFacts(row.clinic_id, frozenset(row.owner_ids or ()))
    enforce(may_view(by, seen), hidden=AppointmentNotFound())
    return AppointmentJson(home_visits.opened(row.json), row.version), seen


def note_emergency(
    session: Session, action: str, subject: str, subject_id: UUID, clinic_id: UUID, *, by: Actor, now: datetime
) -> None:
    audit.add(session, by, action, subject, subject_id, now=now, clinic_id=clinic_id, reason="emergency access")


def _patterns(words: Sequence[str]) -> list[str]:
    """A pattern for each word; the longest, which few names begin with, first."""
    return [begins_word(word) for word in sorted(words[:_MOST_WORDS], key=len, reverse=True)]


@lru_cache(maxsize=1024)
def _list_statement(names: tuple[str, ...], limit: int, order: Literal["asc", "desc"]) -> TextClause:
    """The list with these conditions. Rows are chosen and cut first, then get their names."""
    is_for_staff = "clinic_id" in names
    later, way = (">", "") if order == "asc" else ("<", "DESC")
    known = _CONDITIONS | {
        "called": _CALLED_AT_CLINIC if is_for_staff else _CALLED_OF_MINE,
        "after_id": f"(a.starts_at, a.id) {later} (:after_starts_at, :after_id)",
    }
    conditions = " AND ".join(known[name] for name in names)
    item = ITEM_FOR_STAFF if is_for_staff else _item()
    sql = f"""
        WITH page AS (
            SELECT a.*, row_number() OVER (ORDER BY a.starts_at {way}, a.id {way}) AS place
              FROM appointments a
             WHERE {conditions}
             ORDER BY a.starts_at {way}, a.id {way} LIMIT {limit + 1:d}
        ), last AS (
            SELECT starts_at, id FROM page WHERE place = {limit:d}
        )
        SELECT coalesce((SELECT json_agg(item ORDER BY item.starts_at {way}, item.id {way})
                           FROM (SELECT {item}
                                   FROM page a {NAMES} WHERE a.place <= {limit:d}) item), '[]')::text AS items,
               EXISTS (SELECT 1 FROM page WHERE place > {limit:d}) AS has_more,
               (SELECT starts_at FROM last) AS last_starts_at, (SELECT id FROM last) AS last_id
    """  # noqa: S608  assembled from the constants above and a whole number
    used = [*names, "after_starts_at"] if "after_id" in names else names
    return text(sql).bindparams(*(bindparam(name, type_=_TYPES[name]) for name in used))
