"""How full a clinic's days are, hour by hour: what is worked, and how much of that is taken. Never says by whom.

One statement over the tables. An hour is one of the clinic's clock: the hour that clocks going back repeat has up to
twice as many minutes, and the one they skip has none. Minutes are a veterinarian's, so three at work make 180 an hour.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Uuid, bindparam, text
from vet_core import audit
from vet_core.db import Session, UtcInstant
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClinicNotFound
from vet_services.scheduling.errors import SlotRangeTooLong
from vet_services.scheduling.policy import may_list

LONGEST_DAYS = 62

# The first midnight may come twice, so whatever is near is looked at, and hours of other days are left out.
#
# A wall-clock time as an instant. PostgreSQL moves a time that does not exist forward, as the rules want it, but takes
# the second pass of a repeated hour: the offset of the day before finds the first.
_INSTANT = """
    (SELECT CASE WHEN first.at AT TIME ZONE here.zone = {wall} THEN least(first.at, late.at) ELSE late.at END
       FROM (SELECT {wall} AT TIME ZONE here.zone AS at) late
      CROSS JOIN LATERAL (SELECT late.at - interval '1 day' AS at) before
      CROSS JOIN LATERAL (SELECT {wall} AT TIME ZONE 'UTC'
                                 - (before.at AT TIME ZONE here.zone - before.at AT TIME ZONE 'UTC') AS at) first)
"""
_STARTS = _INSTANT.format(wall="(w.on_day + make_interval(mins => w.starts_minute))")
_ENDS = _INSTANT.format(
    wall="(w.on_day + make_interval(days => (w.ends_minute < w.starts_minute)::int, mins => w.ends_minute))"
)

_HEAT = text(f"""
    WITH here AS MATERIALIZED (
        SELECT c.id, c.time_zone AS zone,
               CAST(:from_day AS timestamp) AT TIME ZONE c.time_zone - interval '3 hours' AS starts_at,
               (CAST(:to_day AS timestamp) + interval '1 day') AT TIME ZONE c.time_zone + interval '3 hours' AS ends_at
          FROM clinics c WHERE c.id = :clinic_id
    ), team AS (
        SELECT v.id FROM veterinarians v
         WHERE (CAST(:veterinarian_id AS uuid) IS NULL OR v.id = :veterinarian_id)
           AND EXISTS (SELECT 1 FROM memberships m
                        WHERE m.person_id = v.person_id AND m.clinic_id = :clinic_id AND m.role = 'veterinarian'
                          AND m.starts_at <= :now AND (m.ends_at IS NULL OR m.ends_at > :now))
    ), days AS (
        SELECT CAST(:from_day AS date) - 1 + number AS on_day
          FROM generate_series(0, CAST(:to_day AS date) - CAST(:from_day AS date) + 1) number
    ), windows AS (
        SELECT r.veterinarian_id, d.on_day, (extract(epoch FROM r.starts_local) / 60)::int AS starts_minute,
               (extract(epoch FROM r.ends_local) / 60)::int AS ends_minute
          FROM days d
          JOIN rosters r ON r.clinic_id = :clinic_id AND r.weekday = extract(isodow FROM d.on_day) - 1
                        AND r.effective_from <= d.on_day AND coalesce(r.effective_until, d.on_day) >= d.on_day
                        AND mod((date_trunc('week', d.on_day)::date - date_trunc('week', r.effective_from)::date) / 7,
                                r.rotation_weeks) = r.rotation_week
         WHERE NOT EXISTS (SELECT 1 FROM roster_overrides o
                            WHERE o.clinic_id = r.clinic_id AND o.veterinarian_id = r.veterinarian_id
                              AND o.on_day = d.on_day)
        UNION ALL
        SELECT o.veterinarian_id, o.on_day, w.starts_minute, w.ends_minute
          FROM roster_overrides o
         CROSS JOIN LATERAL unnest(o.starts_minutes, o.ends_minutes) AS w (starts_minute, ends_minute)
         WHERE o.clinic_id = :clinic_id AND o.on_day BETWEEN CAST(:from_day AS date) - 1 AND CAST(:to_day AS date)
    ), spans AS (
        SELECT w.veterinarian_id, {_STARTS} AS starts_at, {_ENDS} AS ends_at
          FROM windows w CROSS JOIN here
         WHERE w.starts_minute <> w.ends_minute AND w.veterinarian_id IN (SELECT id FROM team)
    ), working AS (
        SELECT s.veterinarian_id, range_agg(tstzrange(s.starts_at, s.ends_at)) AS during
          FROM spans s WHERE s.starts_at < s.ends_at
         GROUP BY s.veterinarian_id
    ), pieces AS (
        SELECT piece AS during, false AS is_busy FROM working w CROSS JOIN LATERAL unnest(w.during) piece
        UNION ALL
        SELECT piece, true
          FROM working w
         CROSS JOIN LATERAL unnest(w.during * (
                    SELECT coalesce(range_agg(r.during), '{{}}') FROM reservations r CROSS JOIN here
                     WHERE r.resource_id = w.veterinarian_id AND r.during && tstzrange(here.starts_at, here.ends_at)
                       AND (r.state IN ('booked', 'blocked') OR (r.state = 'held' AND r.expires_at > :now)))) piece
    ), quarters AS (
        SELECT at, at AT TIME ZONE here.zone AS wall, (at AT TIME ZONE here.zone) - (at AT TIME ZONE 'UTC') AS ahead
          FROM here CROSS JOIN LATERAL generate_series(here.starts_at, here.ends_at - interval '1 minute',
                                                       interval '15 minutes') at
    ), hours AS (
        SELECT date_trunc('hour', q.wall) AS hour, tstzrange(min(q.at), max(q.at) + interval '15 minutes') AS during
          FROM quarters q
         WHERE q.wall::date BETWEEN CAST(:from_day AS date) AND CAST(:to_day AS date)
         GROUP BY date_trunc('hour', q.wall), q.ahead
    ), shares AS (
        SELECT h.hour, p.is_busy,
               extract(epoch FROM least(upper(p.during), upper(h.during))
                                  - greatest(lower(p.during), lower(h.during))) / 60 AS minutes
          FROM pieces p
         CROSS JOIN here
         CROSS JOIN LATERAL generate_series(date_trunc('day', lower(p.during) AT TIME ZONE here.zone),
                                            upper(p.during) AT TIME ZONE here.zone, interval '1 day') day
          JOIN hours h ON h.hour::date = day::date AND h.during && p.during
    ), found AS (
        SELECT hour, round(coalesce(sum(minutes) FILTER (WHERE NOT is_busy), 0))::int AS working_minutes,
               round(coalesce(sum(minutes) FILTER (WHERE is_busy), 0))::int AS busy_minutes
          FROM shares GROUP BY hour
    )
    SELECT json_build_object(
               'time_zone', here.zone,
               'items', coalesce((SELECT json_agg(json_build_object(
                                             'on', f.hour::date, 'hour', extract(hour FROM f.hour)::int,
                                             'working_minutes', f.working_minutes, 'busy_minutes', f.busy_minutes)
                                         ORDER BY f.hour) FROM found f), '[]'))::text
      FROM here
""").bindparams(  # noqa: S608  assembled from the constants above
    bindparam("clinic_id", type_=Uuid()),
    bindparam("veterinarian_id", type_=Uuid()),
    bindparam("from_day", type_=Date()),
    bindparam("to_day", type_=Date()),
    bindparam("now", type_=UtcInstant()),
)


async def get_heat_map(
    session: Session,
    clinic_id: UUID,
    from_day: date,
    to_day: date,
    *,
    veterinarian_id: UUID | None = None,
    by: Actor,
    now: datetime,
) -> str:
    """JSON text in the shape of HeatMapOut: each local hour of the days, both included, in which somebody works.

    `busy_minutes` are those of the working minutes that a visit with its buffers, a block or a live hold takes, at
    whichever clinic. For the clinic's staff; a look in an emergency is noted. Raises ClinicNotFound, SlotRangeTooLong.
    """
    enforce(may_list(by, clinic_id), hidden=ClinicNotFound())
    if not 0 <= (to_day - from_day).days < LONGEST_DAYS:
        raise SlotRangeTooLong()
    values = {
        "clinic_id": clinic_id,
        "veterinarian_id": veterinarian_id,
        "from_day": from_day,
        "to_day": to_day,
        "now": now,
    }
    found: str | None = await session.scalar(_HEAT, values)
    if found is None:
        raise ClinicNotFound()
    if not by.works_at(clinic_id):
        audit.add(
            session,
            by,
            "calendar_opened",
            "clinic",
            clinic_id,
            now=now,
            clinic_id=clinic_id,
            reason="emergency access",
        )
    return found
