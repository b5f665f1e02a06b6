"""The questions asked most, by a shorter statement: nobody's pet, hold or visit, and a kind of visit without extras.

`slots_sql` answers everything; what it knows of classes, rooms, caps, shares and nights on which clocks change costs a
day of one veterinarian more than its answer. This statement knows none of it. It says so itself, `is_quick` being
false, when the kind or the clocks ask for more, and then `slots_sql` is asked. Where it does answer, the answer is the
same: tests ask both.

While no clock changes, local time is UTC and a constant, so that hours are sums. And where the interval divides a day,
the grid runs on through midnight, so that one formula gives the starts in a gap however many days it spans.
"""

from vet_core.db.direct import Direct

from vet_services.scheduling.slots_sql import PRACTISES, instant, with_types

_HOURS = """tstzrange(s.begins_at + s.starts_minute * interval '1 minute',
                            s.begins_at + s.ends_minute * interval '1 minute'
                            + CASE WHEN s.ends_minute < s.starts_minute THEN interval '24 hours' ELSE '0' END)"""

_COMMON = """
WITH question AS MATERIALIZED (
    SELECT t.id, t.duration_minutes, t.horizon_days, c.time_zone AS zone, c.suspended_at IS NOT NULL AS is_suspended,
           t.slot_interval_minutes * 60 AS step, (t.grid_offset_minutes % t.slot_interval_minutes) * 60 AS first_step,
           t.buffer_before_minutes * interval '1 minute' AS before,
           t.buffer_after_minutes * interval '1 minute' AS after,
           t.buffer_before_minutes = 0 AND t.buffer_after_minutes = 0 AS is_bare,
           t.is_active AND (:is_staff OR t.is_owner_bookable AND NOT c.is_booking_paused) AS is_offered,
           t.capacity = 1 AND 1440 % t.slot_interval_minutes = 0
               AND (:is_staff OR t.daily_cap IS NULL AND t.same_day_percent = 0)
               AND NOT EXISTS (SELECT FROM appointment_type_requirements q WHERE q.appointment_type_id = t.id)
               AS is_plain,
           CASE WHEN :is_staff THEN 0 ELSE t.minimum_notice_minutes END * interval '1 minute' AS notice,
           greatest(:starts_from, :now + CASE WHEN :is_staff THEN interval '0' ELSE
                                              t.minimum_notice_minutes * interval '1 minute' END) AS earliest,
           :ends_by AS last_end, (:now AT TIME ZONE c.time_zone)::date AS today
      FROM clinics c LEFT JOIN appointment_types t ON t.id = :appointment_type_id AND t.clinic_id = c.id
     WHERE c.id = :clinic_id
), ask AS MATERIALIZED (
    SELECT ask.*, tstzrange(ask.earliest - ask.before, ask.last_end + ask.after) AS reach,
           (ask.earliest AT TIME ZONE ask.zone)::date AS first_day,
           (ask.last_end AT TIME ZONE ask.zone)::date AS last_day
      FROM (SELECT ask.*, CASE WHEN :is_horizon_ignored THEN ask.last_end ELSE
                          least(ask.last_end, {horizon} - interval '1 minute') END AS latest
              FROM question ask WHERE ask.is_offered AND ask.is_plain) ask
     WHERE ask.earliest <= ask.latest AND ask.earliest < ask.last_end
), clocks AS MATERIALIZED (
    SELECT min(d.ahead) AS ahead, min(d.ahead) = max(d.ahead) AS are_steady,
           date_part('epoch', min(d.day) - min(d.ahead))::bigint + min(d.first_step) AS zero
      FROM (SELECT n.day, n.day - (n.day AT TIME ZONE ask.zone) AT TIME ZONE 'UTC' AS ahead, ask.first_step
              FROM ask, generate_series((ask.first_day - 2)::timestamp, (ask.last_day + 2)::timestamp, '1 day')
                   AS n (day)) d
), days AS MATERIALIZED (
    SELECT n.day::date AS day, extract(isodow FROM n.day)::int - 1 AS weekday,
           date_trunc('week', n.day)::date AS monday, (n.day - clocks.ahead) AT TIME ZONE 'UTC' AS begins_at
      FROM ask, clocks,
           generate_series((ask.first_day - 2)::timestamp, (ask.last_day + 1)::timestamp, '1 day') AS n (day)
     WHERE clocks.are_steady
), opening AS MATERIALIZED (
    SELECT range_agg({hours}) AS hours
      FROM (SELECT d.begins_at, extract(epoch FROM oh.opens_local)::int / 60 AS starts_minute,
                   extract(epoch FROM oh.closes_local)::int / 60 AS ends_minute
              FROM days d JOIN opening_hours oh ON oh.weekday = d.weekday AND oh.clinic_id = :clinic_id
             WHERE NOT :is_staff
               AND d.day NOT IN (SELECT oo.on_day FROM opening_overrides oo WHERE oo.clinic_id = :clinic_id)
               AND d.day NOT IN (SELECT ch.on_day FROM clinic_holidays ch
                                  WHERE ch.clinic_id = :clinic_id AND NOT ch.is_open)
             UNION ALL
            SELECT d.begins_at, unnest(oo.starts_minutes), unnest(oo.ends_minutes)
              FROM days d JOIN opening_overrides oo ON oo.on_day = d.day AND oo.clinic_id = :clinic_id
             WHERE NOT :is_staff) s
     WHERE s.starts_minute <> s.ends_minute
), vets AS MATERIALIZED (
    SELECT v.id, v.id::text AS name, row_number() OVER (ORDER BY v.id)::int AS rank,
           coalesce(:duration_minutes, p.duration_minutes, ask.duration_minutes) * interval '1 minute' AS duration
      FROM ask
      JOIN appointment_type_veterinarians p ON p.appointment_type_id = ask.id
      JOIN veterinarians v ON v.id = p.veterinarian_id
     WHERE (:veterinarian_id IS NULL OR v.id = :veterinarian_id) AND {practises}
), working AS MATERIALIZED (
    SELECT s.id, s.rank, s.duration,
           range_agg({hours}) * CASE WHEN :is_staff THEN '{{(,)}}' ELSE (SELECT o.hours FROM opening o) END AS hours
      FROM (SELECT v.*, d.begins_at, extract(epoch FROM r.starts_local)::int / 60 AS starts_minute,
                   extract(epoch FROM r.ends_local)::int / 60 AS ends_minute
              FROM vets v
              JOIN rosters r ON r.veterinarian_id = v.id AND r.clinic_id = :clinic_id
              JOIN days d ON d.weekday = r.weekday AND d.day >= r.effective_from
                         AND (r.effective_until IS NULL OR d.day <= r.effective_until)
             WHERE (r.rotation_weeks = 1
                    OR (d.monday - date_trunc('week', r.effective_from::timestamp)::date) / 7
                       % r.rotation_weeks = r.rotation_week)
               AND (v.id, d.day) NOT IN (SELECT ro.veterinarian_id, ro.on_day
                                           FROM roster_overrides ro WHERE ro.clinic_id = :clinic_id)
             UNION ALL
            SELECT v.*, d.begins_at, unnest(ro.starts_minutes), unnest(ro.ends_minutes)
              FROM vets v
              JOIN roster_overrides ro ON ro.veterinarian_id = v.id AND ro.clinic_id = :clinic_id
              JOIN days d ON d.day = ro.on_day) s
     WHERE s.starts_minute <> s.ends_minute
     GROUP BY s.id, s.rank, s.duration
), spans AS (
    SELECT w.rank, w.duration,
           date_part('epoch', greatest(lower(g.gap), ask.earliest)) - clocks.zero AS first,
           date_part('epoch', least(upper(g.gap) - w.duration, ask.latest, ask.last_end - w.duration)) - clocks.zero
           AS last
      FROM ask CROSS JOIN clocks CROSS JOIN working w
     CROSS JOIN LATERAL (
         SELECT CASE WHEN ask.is_bare THEN t.busy ELSE (
                    SELECT range_agg(tstzrange(lower(u.part) - ask.after, upper(u.part) + ask.before))
                      FROM unnest(t.busy) AS u (part)) END AS busy
           FROM (SELECT range_agg(t.during) AS busy
                   FROM (SELECT r.during FROM reservations r
                          WHERE r.resource_id = w.id AND r.state IN ('held', 'booked') AND r.during && ask.reach
                            AND (r.expires_at IS NULL OR r.expires_at > :now)
                          UNION ALL
                         SELECT r.during FROM reservations r
                          WHERE r.resource_id = w.id AND r.state = 'blocked' AND r.during && ask.reach) t) t) taken
     CROSS JOIN LATERAL unnest(w.hours - coalesce(taken.busy, '{{}}')) AS g (gap)
     WHERE upper(g.gap) - lower(g.gap) >= w.duration
), found AS (
    SELECT s.rank, s.duration,
           clocks.zero + ask.step * generate_series(ceil(s.first / ask.step)::int, floor(s.last / ask.step)::int)
           AS starts
      FROM ask CROSS JOIN clocks CROSS JOIN spans s
)
SELECT q.is_suspended, q.id IS NOT NULL AS has_kind, q.zone, q.notice,
       least((q.today + 1)::timestamp AT TIME ZONE q.zone,
             (SELECT min(r.expires_at) FROM reservations r WHERE r.state = 'held' AND r.expires_at > :now))
       AS changes_at,
       coalesce(q.is_plain AND (SELECT c.are_steady FROM clocks c), true) AS is_quick,
       {answer} AS answer
  FROM question q
"""
_SLOT_ITEMS = """(
    SELECT string_agg(
        '{"starts_at":"' || to_char(s.utc, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        || '","ends_at":"' || to_char(s.utc + s.duration, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        || '","starts_local":"' || to_char(s.utc + clocks.ahead, 'YYYY-MM-DD"T"HH24:MI')
        || '","veterinarian_ids":["' || s.names || '"],"seats_left":' || 'null}', ',' ORDER BY s.utc, s.duration)
      FROM clocks
     CROSS JOIN (SELECT to_timestamp(f.starts) AT TIME ZONE 'UTC' AS utc, f.duration,
                        string_agg((SELECT array_agg(v.name ORDER BY v.rank) FROM vets v)[f.rank], '","'
                                   ORDER BY f.rank) AS names
                   FROM found f GROUP BY f.starts, f.duration) s)
"""
_DAY_ITEMS = """(
    SELECT string_agg(
        '{"on":"' || d.day || '","free_count":' || d.free_count || ',"first_starts_at":"'
        || to_char(to_timestamp(d.first) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '"}', ',' ORDER BY d.day)
      FROM (SELECT (to_timestamp(f.starts) AT TIME ZONE 'UTC' + (SELECT c.ahead FROM clocks c))::date AS day,
                   count(DISTINCT f.starts) AS free_count, min(f.starts) AS first
              FROM found f GROUP BY 1) d)
"""


def _statement(items: str) -> Direct:
    horizon = instant("ask.today::timestamp + (ask.horizon_days + 1) * interval $$1 day$$")
    return Direct(with_types(_COMMON.format(horizon=horizon, hours=_HOURS, practises=PRACTISES, answer=items)))


SLOTS = _statement(_SLOT_ITEMS)
DAYS = _statement(_DAY_ITEMS)
