"""The rules of `availability`, as one SQL statement over the tables: what it answers is what the pure function answers.

It reads like the rules: the question and its bounds (`ask`), local days and the hours that begin on them, who works
when, what is busy, the gaps that remain, and the grid points in them. Three things keep it fast. Busy rows are read by
the index that also decides races, one range of it for each veterinarian. Gaps are found by subtracting multiranges, so
that no start is ever compared with a reservation. And the grid is arithmetic within cells, stretches of a local day
without a clock change: only days on which clocks change are walked minute by minute.

Where PostgreSQL reads a local time that occurs twice as the later instant, `instant` takes the earlier one.
"""

from typing import Any

from sqlalchemy import Boolean, Integer, Text, TextClause, Uuid, bindparam, text
from sqlalchemy.types import TypeEngine
from vet_core.db import UtcInstant

PRACTISES = """EXISTS (SELECT FROM memberships m
                    WHERE m.person_id = v.person_id AND m.clinic_id = :clinic_id AND m.role = 'veterinarian'
                      AND m.starts_at <= :now AND (m.ends_at IS NULL OR m.ends_at > :now))"""
_KIND = """
    SELECT t.id, t.duration_minutes, t.buffer_before_minutes, t.buffer_after_minutes, t.slot_interval_minutes,
           t.grid_offset_minutes, t.minimum_notice_minutes, t.horizon_days, t.species, t.clients, t.capacity,
           t.daily_cap, t.same_day_percent, t.is_owner_bookable, t.is_active
      FROM appointment_types t
     WHERE t.id = :appointment_type_id AND t.clinic_id = :clinic_id
"""
_PERFORMERS = """
    SELECT tv.veterinarian_id, tv.duration_minutes
      FROM appointment_type_veterinarians tv WHERE tv.appointment_type_id = :appointment_type_id
"""
_REQUIREMENTS = """
    SELECT q.kind, q.category FROM appointment_type_requirements q WHERE q.appointment_type_id = :appointment_type_id
"""
_UNSAVED_KIND = """
    SELECT :appointment_type_id AS id, k.*
      FROM json_to_record(CAST(:unsaved AS json)) AS k (
           duration_minutes int, buffer_before_minutes int, buffer_after_minutes int, slot_interval_minutes int,
           grid_offset_minutes int, minimum_notice_minutes int, horizon_days int, species text[], clients text,
           capacity int, daily_cap int, same_day_percent int, is_owner_bookable boolean, is_active boolean)
"""
_UNSAVED_PERFORMERS = """
    SELECT p.* FROM json_to_recordset(CAST(:unsaved AS json) -> 'performers')
                      AS p (veterinarian_id uuid, duration_minutes int)
"""
_UNSAVED_REQUIREMENTS = """
    SELECT q.* FROM json_to_recordset(CAST(:unsaved AS json) -> 'requirements') AS q (kind text, category text)
"""


_TYPES: dict[str, TypeEngine[Any]] = {
    **dict.fromkeys(("now", "starts_from", "ends_by"), UtcInstant()),
    **dict.fromkeys(
        (
            "clinic_id",
            "appointment_type_id",
            "veterinarian_id",
            "pet_id",
            "person_id",
            "own_hold_id",
            "own_appointment_id",
        ),
        Uuid(),
    ),
    **dict.fromkeys(("is_staff", "is_horizon_ignored"), Boolean()),
    "duration_minutes": Integer(),
    "unsaved": Text(),
}


def _offset(at: str) -> str:
    """How far the clocks of the zone are ahead of UTC at an instant."""
    return f"(({at}) AT TIME ZONE ask.zone - ({at}) AT TIME ZONE 'UTC')"


def instant(wall: str) -> str:
    """The instant of a wall-clock time: the first of two, and past the gap when there is none."""
    late = f"(({wall}) AT TIME ZONE ask.zone)"
    early = f"((({wall}) - {_offset(f'{late} - interval $$24 hours$$')}) AT TIME ZONE 'UTC')"
    return f"CASE WHEN {early} < {late} AND {early} AT TIME ZONE ask.zone = {wall} THEN {early} ELSE {late} END"


def _taken(resource: str) -> str:
    """What stands in the way of a resource: booked, held and not run out, or blocked; not what the caller has."""
    return f"""
        SELECT r.during, r.party_id FROM reservations r
         WHERE r.resource_id = {resource} AND r.state IN ('held', 'booked') AND r.during && ask.reach
           AND (r.state = 'booked' OR r.expires_at > ask.now)
           AND (r.hold_id IS NULL OR r.hold_id IS DISTINCT FROM ask.own_hold_id)
           AND (r.appointment_id IS NULL OR r.appointment_id IS DISTINCT FROM ask.own_appointment_id)
        UNION ALL
        SELECT r.during, r.party_id FROM reservations r
         WHERE r.resource_id = {resource} AND r.state = 'blocked' AND r.during && ask.reach
           AND (r.appointment_id IS NULL OR r.appointment_id IS DISTINCT FROM ask.own_appointment_id)
    """  # noqa: S608  formatted in is the name of a column


def _sweep(stretches: str, party: str) -> str:
    """How deep the stretches of one party overlap, from one change to the next."""
    return f"""
        SELECT c.at, lead(c.at) OVER changes AS until, sum(c.more) OVER changes AS depth
          FROM (SELECT e.at, sum(e.more) AS more
                  FROM ({stretches}) t
                 CROSS JOIN LATERAL (VALUES (lower(t.during) - ask.after, 1),
                                            (upper(t.during) + ask.before, -1)) e (at, more)
                 WHERE ask.capacity > 1 AND {party}
                 GROUP BY e.at) c
        WINDOW changes AS (ORDER BY c.at)
    """  # noqa: S608  formatted in is one of the fragments of this file


def _window(minute: str) -> str:
    """A wall-clock minute of a day as an instant. A day between two ordinary days needs no look at the zone."""
    return f"""CASE WHEN w.is_plain THEN w.begins_at + w.{minute} * interval '1 minute'
                    ELSE {instant(f"w.day + w.{minute} * interval $$1 minute$$")} END"""


_UNTIL = "s.ends_minute + CASE WHEN s.ends_minute < s.starts_minute THEN 1440 ELSE 0 END AS until_minute"
_HOURS = f"tstzrange({_window('starts_minute')}, greatest({_window('starts_minute')}, {_window('until_minute')}))"

_COMMON = """
WITH kind AS MATERIALIZED ({kind}
), performers AS MATERIALIZED ({performers}
), requirements AS MATERIALIZED ({requirements}
), pet AS MATERIALIZED (
    SELECT p.id, p.species, p.deceased_on IS NOT NULL AS is_deceased, vet_is_client(:clinic_id, p.id) AS is_client,
           (SELECT json_agg(json_build_array(po.person_id, po.access)) FROM pet_owners po WHERE po.pet_id = p.id)::text
           AS owners
      FROM pets p WHERE p.id = :pet_id
), question AS MATERIALIZED (
    SELECT k.*, c.time_zone AS zone, c.suspended_at IS NOT NULL AS is_suspended, k.id IS NOT NULL AS has_kind,
           k.slot_interval_minutes * 60 AS step, (k.grid_offset_minutes % k.slot_interval_minutes) * 60 AS first_step,
           k.buffer_before_minutes * interval '1 minute' AS before,
           k.buffer_after_minutes * interval '1 minute' AS after,
           k.buffer_before_minutes = 0 AND k.buffer_after_minutes = 0 AS is_bare,
           CAST(:is_staff AS boolean) AS is_staff, CAST(:now AS timestamptz) AS now,
           CAST(:own_appointment_id AS uuid) AS own_appointment_id,
           (SELECT h.id FROM holds h WHERE h.id = :own_hold_id AND h.person_id = :person_id) AS own_hold_id,
           (SELECT count(*) FROM requirements) AS needs,
           (SELECT p.species FROM pet p) AS animal,
           coalesce(CASE WHEN :is_staff THEN 0 ELSE k.same_day_percent END, 0) AS share,
           coalesce(:duration_minutes, greatest(k.duration_minutes, (SELECT max(p.duration_minutes) FROM performers p)))
               * interval '1 minute' AS longest,
           k.is_active AND (:is_staff OR k.is_owner_bookable AND NOT c.is_booking_paused)
               AND (:pet_id IS NULL OR EXISTS (
                   SELECT FROM pet p
                    WHERE NOT p.is_deceased
                      AND (cardinality(c.species) = 0 OR p.species = ANY (c.species))
                      AND (cardinality(k.species) = 0 OR p.species = ANY (k.species))
                      AND (:is_staff OR :own_appointment_id IS NOT NULL OR k.clients = 'everyone'
                           OR (k.clients = 'existing') = p.is_client))) AS is_offered,
           CASE WHEN :is_staff THEN 0 ELSE k.minimum_notice_minutes END * interval '1 minute' AS notice,
           greatest(:starts_from, :now + CASE WHEN :is_staff THEN interval '0' ELSE
                                              k.minimum_notice_minutes * interval '1 minute' END) AS earliest,
           :ends_by AS last_end, (:now AT TIME ZONE c.time_zone)::date AS today
      FROM clinics c LEFT JOIN kind k ON true
     WHERE c.id = :clinic_id
), bounds AS MATERIALIZED (
    SELECT ask.*, least(ask.last_end, ask.latest + ask.longest) AS until,
           (ask.earliest AT TIME ZONE ask.zone)::date AS first_day,
           (least(ask.last_end, ask.latest + ask.longest) AT TIME ZONE ask.zone)::date AS last_day
      FROM (SELECT ask.*, CASE WHEN :is_horizon_ignored THEN ask.last_end ELSE
                          least(ask.last_end, {horizon} - interval '1 minute') END AS latest
              FROM question ask WHERE ask.is_offered) ask
), ask AS MATERIALIZED (
    SELECT b.*,
           CASE WHEN b.share = 0 THEN tstzrange(b.earliest - b.before, b.until + b.after)
                ELSE tstzrange((b.first_day - 1)::timestamp AT TIME ZONE b.zone,
                               (b.last_day + 2)::timestamp AT TIME ZONE b.zone) END AS reach,
           m.midnight - CASE WHEN m.midnight > b.earliest THEN interval '24 hours' ELSE interval '0' END AS origin
      FROM bounds b CROSS JOIN LATERAL (SELECT b.first_day::timestamp AT TIME ZONE b.zone AS midnight) m
     WHERE b.earliest <= b.latest AND b.earliest < b.last_end
), days AS MATERIALIZED (
    SELECT d.day, d.weekday, d.monday, d.is_plain,
           CASE WHEN d.is_plain THEN d.midnight ELSE {begins} END AS begins_at
      FROM ask, LATERAL (
        SELECT n.day, extract(isodow FROM n.day)::int - 1 AS weekday, date_trunc('week', n.day)::date AS monday,
               n.day AT TIME ZONE ask.zone AS midnight,
               (n.day + interval '2 days') AT TIME ZONE ask.zone
               - (n.day - interval '1 day') AT TIME ZONE ask.zone = interval '72 hours' AS is_plain
          FROM generate_series((ask.first_day - 2)::timestamp, (ask.last_day + 1)::timestamp, '1 day') AS n (day)
      ) d
), opening AS MATERIALIZED (
    SELECT range_agg({hours}) AS hours
      FROM ask CROSS JOIN (
            SELECT d.*, s.starts_minute, {until}
              FROM (SELECT d.day AS on_day, extract(epoch FROM oh.opens_local)::int / 60 AS starts_minute,
                           extract(epoch FROM oh.closes_local)::int / 60 AS ends_minute
                      FROM opening_hours oh JOIN days d ON d.weekday = oh.weekday
                     WHERE oh.clinic_id = :clinic_id AND NOT :is_staff
                       AND d.day NOT IN (SELECT oo.on_day FROM opening_overrides oo WHERE oo.clinic_id = :clinic_id)
                       AND d.day NOT IN (SELECT ch.on_day FROM clinic_holidays ch
                                          WHERE ch.clinic_id = :clinic_id AND NOT ch.is_open)
                     UNION ALL
                    SELECT oo.on_day, unnest(oo.starts_minutes), unnest(oo.ends_minutes)
                      FROM opening_overrides oo WHERE oo.clinic_id = :clinic_id AND NOT :is_staff) s
              JOIN days d ON d.day = s.on_day
             WHERE s.starts_minute <> s.ends_minute) w
), vets AS MATERIALIZED (
    SELECT v.id, v.id::text AS name, row_number() OVER (ORDER BY v.id)::int AS rank,
           coalesce(:duration_minutes, p.duration_minutes, ask.duration_minutes) * 60 AS seconds,
           coalesce(:duration_minutes, p.duration_minutes, ask.duration_minutes) * interval '1 minute' AS duration,
           CASE WHEN ask.capacity > 1 THEN {party} END AS party_id
      FROM ask CROSS JOIN performers p JOIN veterinarians v ON v.id = p.veterinarian_id
     WHERE (:veterinarian_id IS NULL OR v.id = :veterinarian_id)
       AND (ask.animal IS NULL OR cardinality(v.species) = 0 OR ask.animal = ANY (v.species))
       AND {practises}
), working AS MATERIALIZED (
    SELECT w.id,
           range_agg({hours}) * CASE WHEN ask.is_staff THEN '{{(,)}}' ELSE (SELECT o.hours FROM opening o) END AS hours
      FROM ask CROSS JOIN (
            SELECT s.id, d.*, s.starts_minute, {until}
              FROM (SELECT v.id, d.day AS on_day, extract(epoch FROM r.starts_local)::int / 60 AS starts_minute,
                           extract(epoch FROM r.ends_local)::int / 60 AS ends_minute
                      FROM vets v
                      JOIN rosters r ON r.veterinarian_id = v.id AND r.clinic_id = :clinic_id
                      JOIN days d ON d.weekday = r.weekday AND d.day >= r.effective_from
                                 AND (r.effective_until IS NULL OR d.day <= r.effective_until)
                     WHERE (r.rotation_weeks = 1
                            OR (d.monday - date_trunc('week', r.effective_from::timestamp)::date) / 7
                               % r.rotation_weeks = r.rotation_week)
                       AND (v.id, d.day) NOT IN (SELECT ro.veterinarian_id, ro.on_day::timestamp
                                                   FROM roster_overrides ro WHERE ro.clinic_id = :clinic_id)
                     UNION ALL
                    SELECT v.id, ro.on_day, unnest(ro.starts_minutes), unnest(ro.ends_minutes)
                      FROM vets v JOIN roster_overrides ro ON ro.veterinarian_id = v.id AND ro.clinic_id = :clinic_id) s
              JOIN days d ON d.day = s.on_day
             WHERE s.starts_minute <> s.ends_minute) w
     GROUP BY w.id, ask.is_staff
), depths AS MATERIALIZED (
    SELECT v.rank, s.at, s.until, s.depth
      FROM ask CROSS JOIN vets v CROSS JOIN LATERAL ({vet_sweep}) s
     WHERE (SELECT a.capacity FROM ask a) > 1 AND s.depth > 0
), gaps AS (
    SELECT v.rank, v.seconds, v.duration, v.party_id, greatest(lower(g.gap), ask.earliest) AS first_at,
           least(upper(g.gap) - v.duration, ask.latest, ask.last_end - v.duration) AS last_at
      FROM ask CROSS JOIN vets v JOIN working w ON w.id = v.id
     CROSS JOIN LATERAL (
         SELECT CASE WHEN ask.is_bare THEN t.busy ELSE (
                    SELECT range_agg(tstzrange(lower(u.part) - ask.after, upper(u.part) + ask.before))
                      FROM unnest(t.busy) AS u (part)) END AS busy
           FROM (SELECT range_agg(t.during) AS busy
                   FROM ({vet_taken}) t WHERE ask.capacity = 1 OR t.party_id <> v.party_id) t) alone
     CROSS JOIN LATERAL unnest(
         w.hours - coalesce(alone.busy, '{{}}')
         - CASE WHEN ask.capacity = 1 THEN '{{}}' ELSE
               coalesce((SELECT range_agg(tstzrange(f.at, f.until)) FROM depths f
                          WHERE f.rank = v.rank AND f.depth >= ask.capacity), '{{}}') END
         - CASE WHEN :pet_id IS NULL THEN '{{}}' ELSE
               coalesce((SELECT range_agg(t.during) FROM ({pet_taken}) t), '{{}}') END) AS g (gap)
     WHERE upper(g.gap) - lower(g.gap) >= v.duration
), equipped AS MATERIALIZED (
    SELECT p.duration, p.party_id, range_intersect_agg(one.free) AS free
      FROM ask
     CROSS JOIN (SELECT DISTINCT v.duration, v.party_id FROM vets v WHERE (SELECT a.needs FROM ask a) > 0) p
     CROSS JOIN requirements q
     CROSS JOIN LATERAL (
         SELECT coalesce(range_agg(room.free), '{{}}') AS free
           FROM clinic_resources cr
          CROSS JOIN LATERAL (
              SELECT '{{(,)}}'::tstzmultirange
                     - coalesce(range_agg(tstzrange(b.x - p.duration, b.y, '()')), '{{}}') AS free
                FROM (SELECT lower(t.during) - ask.after AS x, upper(t.during) + ask.before AS y
                        FROM ({room_taken}) t WHERE ask.capacity = 1 OR t.party_id <> p.party_id
                       UNION ALL
                      SELECT s.at, s.until FROM ({room_sweep}) s WHERE s.depth >= ask.capacity) b) room
          WHERE cr.clinic_id = :clinic_id AND cr.is_active AND cr.kind = q.kind AND cr.category = q.category) one
     GROUP BY p.duration, p.party_id
), spans AS (
    SELECT g.rank, g.seconds, g.first_at, g.last_at FROM gaps g
     WHERE g.first_at <= g.last_at AND (SELECT a.needs FROM ask a) = 0
     UNION ALL
    SELECT g.rank, g.seconds, lower(s.span), upper(s.span)
      FROM gaps g JOIN equipped e ON e.duration = g.duration AND e.party_id IS NOT DISTINCT FROM g.party_id
     CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(g.first_at, g.last_at, '[]')) * e.free) AS s (span)
     WHERE g.first_at <= g.last_at AND (SELECT a.needs FROM ask a) > 0
), cells AS MATERIALIZED (
    SELECT piece, d.day::date AS day, run.ahead, date_part('epoch', d.day) - date_part('epoch', run.ahead) AS zero,
           greatest(date_part('epoch', run.since), date_part('epoch', d.day) - date_part('epoch', run.ahead)) AS since,
           least(date_part('epoch', run.until),
                 date_part('epoch', d.day + interval '1 day') - date_part('epoch', run.ahead)) AS until
      FROM ask
     CROSS JOIN generate_series(0, ceil(date_part('epoch', ask.until - ask.origin) / 86400)::int) AS piece
     CROSS JOIN LATERAL (SELECT ask.origin + piece * interval '24 hours' AS since,
                                ask.origin + (piece + 1) * interval '24 hours' AS until) p
     CROSS JOIN LATERAL (SELECT {ahead_since} AS early, {ahead_until} AS late) a
     CROSS JOIN LATERAL (
         SELECT p.since, p.until, a.early AS ahead WHERE a.early = a.late
          UNION ALL
         SELECT min(t.at), max(t.at) + interval '1 minute', {ahead_at}
           FROM generate_series(p.since, p.until - interval '1 minute', interval '1 minute') AS t (at)
          WHERE a.early <> a.late GROUP BY 3) run
     CROSS JOIN LATERAL generate_series(
         date_trunc('day', run.since AT TIME ZONE 'UTC' + run.ahead),
         run.until AT TIME ZONE 'UTC' + run.ahead - interval '1 second', '1 day') AS d (day)
), closed AS MATERIALIZED (
    SELECT (s.at AT TIME ZONE ask.zone)::date AS day
      FROM ask
     CROSS JOIN LATERAL vet_starts_of_type(
         ask.id, (ask.first_day - 1)::timestamp AT TIME ZONE ask.zone,
         (ask.last_day + 2)::timestamp AT TIME ZONE ask.zone, :now, ask.own_hold_id, ask.own_appointment_id) AS s (at)
     WHERE (SELECT a.daily_cap IS NOT NULL AND NOT a.is_staff FROM ask a)
     GROUP BY 1 HAVING count(*) >= min(ask.daily_cap)
), filled AS MATERIALIZED (
    SELECT v.rank, d.day::date AS day
      FROM ask CROSS JOIN vets v JOIN working w ON w.id = v.id
     CROSS JOIN LATERAL (SELECT coalesce(range_agg(t.during), '{{}}') AS busy FROM ({vet_taken}) t) b
     CROSS JOIN (SELECT e.day, tstzmultirange(tstzrange(e.begins_at, lead(e.begins_at) OVER (ORDER BY e.day))) AS whole
                   FROM days e) d
     CROSS JOIN LATERAL (
         SELECT (SELECT coalesce(sum(upper(u.part) - lower(u.part)), interval '0')
                   FROM unnest(w.hours * d.whole) AS u (part)) AS worked,
                (SELECT coalesce(sum(upper(u.part) - lower(u.part)), interval '0')
                   FROM unnest(w.hours * d.whole * b.busy) AS u (part)) AS busy) s
     WHERE (SELECT a.share FROM ask a) > 0 AND d.day > ask.today
       AND extract(epoch FROM s.busy + v.duration) * 100 > extract(epoch FROM s.worked) * (100 - ask.share)
), pieces AS (
    SELECT s.rank, s.seconds, s.first, s.last,
           generate_series(floor((s.first - ask.zero) / 86400)::int, floor((s.last - ask.zero) / 86400)::int) AS piece
      FROM (SELECT s.rank, s.seconds,
                   date_part('epoch', s.first_at) AS first, date_part('epoch', s.last_at) AS last FROM spans s) s
     CROSS JOIN (SELECT date_part('epoch', a.origin) AS zero FROM ask a) ask
), found AS (
    SELECT p.rank, p.seconds, c.day, c.ahead, c.zero + ask.first_step AS base, ask.step,
           generate_series(ceil((greatest(p.first, c.since) - c.zero - ask.first_step) / ask.step)::int,
                           floor((least(p.last, c.until - 0.000001) - c.zero - ask.first_step) / ask.step)::int)
           AS number
      FROM ask CROSS JOIN pieces p JOIN cells c ON c.piece = p.piece
     WHERE ((SELECT a.daily_cap FROM ask a) IS NULL OR c.day NOT IN (SELECT x.day FROM closed x))
       AND ((SELECT a.share FROM ask a) = 0 OR (p.rank, c.day) NOT IN (SELECT x.rank, x.day FROM filled x))
)"""

_ANSWER = """
SELECT q.is_suspended, q.has_kind, q.zone, p.id IS NOT NULL AS has_pet, p.owners, p.is_client, q.notice,
       least((q.today + 1)::timestamp AT TIME ZONE q.zone,
             (SELECT min(r.expires_at) FROM reservations r WHERE r.state = 'held' AND r.expires_at > :now))
       AS changes_at,
       {answer} AS answer
  FROM question q LEFT JOIN pet p ON true
"""
_SLOT_ITEMS = """(
    SELECT string_agg(
        '{"starts_at":"' || to_char(s.utc, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        || '","ends_at":"' || to_char(s.utc + s.seconds * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        || '","starts_local":"' || to_char(s.utc + s.ahead, 'YYYY-MM-DD"T"HH24:MI')
        || '","veterinarian_ids":["' || s.names || '"],"seats_left":' || coalesce(s.seats::text, 'null') || '}',
        ',' ORDER BY s.starts, s.seconds)
      FROM (SELECT f.starts, f.seconds, min(f.ahead) AS ahead, to_timestamp(f.starts) AT TIME ZONE 'UTC' AS utc,
                   string_agg((SELECT array_agg(v.name ORDER BY v.rank) FROM vets v)[f.rank], '","' ORDER BY f.rank)
                   AS names,
                   sum(CASE WHEN (SELECT a.capacity FROM ask a) > 1 THEN (
                       SELECT (SELECT a.capacity FROM ask a) - coalesce(max(d.depth), 0) FROM depths d
                        WHERE d.rank = f.rank AND d.at < to_timestamp(f.starts + f.seconds)
                          AND d.until > to_timestamp(f.starts)) END) AS seats
              FROM (SELECT f.rank, f.seconds, f.ahead, f.base + f.number * f.step AS starts FROM found f) f
             GROUP BY f.starts, f.seconds) s)
"""
_DAY_ITEMS = """(
    SELECT string_agg(
        '{"on":"' || d.day || '","free_count":' || d.free_count || ',"first_starts_at":"'
        || to_char(to_timestamp(d.first) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '"}', ',' ORDER BY d.day)
      FROM (SELECT f.day, count(DISTINCT f.base + f.number * f.step) AS free_count,
                   min(f.base + f.number * f.step) AS first
              FROM found f GROUP BY f.day) d)
"""


def _statement(items: str, kind: str, performers: str, requirements: str) -> TextClause:
    sql = _COMMON.format(
        kind=kind,
        performers=performers,
        requirements=requirements,
        horizon=instant("ask.today::timestamp + (ask.horizon_days + 1) * interval $$1 day$$"),
        begins=instant("d.day"),
        practises=PRACTISES,
        hours=_HOURS,
        until=_UNTIL,
        party="md5(ask.id || ':' || v.id)::uuid",
        vet_taken=_taken("v.id"),
        pet_taken=_taken(":pet_id"),
        room_taken=_taken("cr.id"),
        vet_sweep=_sweep(_taken("v.id"), "t.party_id = v.party_id"),
        room_sweep=_sweep(_taken("cr.id"), "t.party_id = p.party_id"),
        ahead_since=_offset("p.since"),
        ahead_until=_offset("p.until"),
        ahead_at=_offset("t.at"),
    )
    return with_types(sql + _ANSWER.format(answer=items))


def with_types(sql: str) -> TextClause:
    """The statement, told of which type the values are that it asks for."""
    statement = text(sql)
    asked = statement.compile().params
    return statement.bindparams(*(bindparam(name, type_=kind) for name, kind in _TYPES.items() if name in asked))


SLOTS = _statement(_SLOT_ITEMS, _KIND, _PERFORMERS, _REQUIREMENTS)
DAYS = _statement(_DAY_ITEMS, _KIND, _PERFORMERS, _REQUIREMENTS)
UNSAVED_SLOTS = _statement(_SLOT_ITEMS, _UNSAVED_KIND, _UNSAVED_PERFORMERS, _UNSAVED_REQUIREMENTS)
