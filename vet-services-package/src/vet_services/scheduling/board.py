"""The waiting-room board of a clinic's day: who is expected, who waits where and since when, who is seen, who left.

A read model in one statement, as JSON that the API hands on untouched. Stages are those of vet_core.scheduling.enums.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Uuid, bindparam, text
from vet_core.db import Session, UtcInstant
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling import home_visits, queries
from vet_services.scheduling.policy import may_list

_BOARD = text(f"""
    WITH clinic AS MATERIALIZED (
        SELECT c.id, c.time_zone, coalesce(:on_day, (:now AT TIME ZONE c.time_zone)::date) AS on_day
          FROM clinics c WHERE c.id = :clinic_id
    )
    SELECT json_build_object(
        'on', clinic.on_day, 'time_zone', clinic.time_zone,
        'items', (SELECT coalesce(json_agg(item ORDER BY item.expected_at, item.id), '[]'::json) FROM (
            SELECT {queries.ITEM_FOR_STAFF},
                   floor(extract(epoch FROM coalesce(a.began_at, :now) - a.arrived_at) / 60)::int AS waiting_minutes,
                   {queries.instant("greatest(a.starts_at, a.arrived_at)")} AS expected_at
              FROM appointments a {queries.NAMES}
             WHERE a.clinic_id = clinic.id AND a.status NOT IN ('cancelled', 'declined', 'missed')
               AND a.starts_at >= clinic.on_day::timestamp AT TIME ZONE clinic.time_zone
               AND a.starts_at < (clinic.on_day + 1)::timestamp AT TIME ZONE clinic.time_zone
        ) item))::text
      FROM clinic
""").bindparams(  # noqa: S608  assembled from the constants of queries
    bindparam("clinic_id", type_=Uuid()), bindparam("on_day", type_=Date()), bindparam("now", type_=UtcInstant())
)


async def get(session: Session, clinic_id: UUID, on: date | None = None, *, by: Actor, now: datetime) -> str:
    """The day's visits that take place, by when they are to be seen, as JSON text in the shape of BoardOut.

    Without a day it is the clinic's today. For the clinic's staff; a look in an emergency is noted in the audit. Raises
    ClinicNotFound to others.
    """
    enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
    if not by.works_at(clinic_id):
        queries.note_emergency(session, "board_opened", "clinic", clinic_id, clinic_id, by=by, now=now)
    found: str | None = await session.scalar(_BOARD, {"clinic_id": clinic_id, "on_day": on, "now": now})
    if found is None:
        raise ClinicNotFound()
    return home_visits.opened(found)
