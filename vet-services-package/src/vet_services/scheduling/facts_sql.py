"""The statement that loads the facts about a start: one clinic, one kind of visit, who performs it, with what."""

from sqlalchemy import Integer, Uuid, bindparam, text
from vet_core.db import UtcInstant
from vet_core.db.direct import Direct


def _epoch(instant: str) -> str:
    """Whole microseconds, which JSON carries exactly."""
    return f"(date_part('epoch', {instant}) * 1000000)::bigint"


def _taken(resource: str) -> str:
    """Who has a resource. Neither a hold that has run out counts, nor the caller's own hold or appointment."""
    return f"""
    (SELECT json_agg(json_build_array({_epoch("lower(b.during)")}, {_epoch("upper(b.during)")}, b.party_id)) FROM (
        SELECT r.during, r.party_id FROM reservations r
         WHERE r.resource_id = {resource} AND r.state IN ('held', 'booked') AND r.during && around.reach
           AND (r.state = 'booked' OR r.expires_at > :now)
           AND (r.appointment_id IS NULL OR r.appointment_id IS DISTINCT FROM :own_appointment_id)
           AND (r.hold_id IS NULL OR r.hold_id IS DISTINCT FROM own.hold_id)
        UNION ALL
        SELECT r.during, r.party_id FROM reservations r
         WHERE r.resource_id = {resource} AND r.state = 'blocked' AND r.during && around.reach
           AND (r.appointment_id IS NULL OR r.appointment_id IS DISTINCT FROM :own_appointment_id)) b)
    """  # noqa: S608  formatted in is the name of a column


def _minutes(column: str) -> str:
    return f"extract(epoch FROM {column})::int / 60"


_FACTS = text(f"""
    SELECT json_build_object(
        'clinic_name', c.name, 'zone', c.time_zone, 'is_paused', c.is_booking_paused,
        'is_suspended', c.suspended_at IS NOT NULL, 'species', c.species,
        'type', CASE WHEN t.id IS NOT NULL THEN json_build_object(
            'id', t.id, 'name', t.name, 'translations', t.translations,
            'duration', t.duration_minutes, 'interval', t.slot_interval_minutes,
            'offset', t.grid_offset_minutes, 'before', t.buffer_before_minutes, 'after', t.buffer_after_minutes,
            'notice', t.minimum_notice_minutes, 'horizon', t.horizon_days, 'species', t.species,
            'capacity', t.capacity, 'daily_cap', t.daily_cap, 'same_day_percent', t.same_day_percent,
            'clients', t.clients, 'place', t.place, 'price', t.price_minor, 'currency', t.currency,
            'deposit', t.deposit_minor, 'late_fee', t.late_fee_minor,
            'cancellation_notice', t.cancellation_notice_minutes, 'questions', t.questions,
            'is_confirmation_needed', t.is_confirmation_needed,
            'is_active', t.is_active, 'is_owner_bookable', t.is_owner_bookable,
            'requirements', (SELECT json_agg(json_build_array(q.kind, q.category) ORDER BY q.kind, q.category)
                               FROM appointment_type_requirements q WHERE q.appointment_type_id = t.id)) END,
        'opening', (SELECT json_agg(json_build_array(
                        o.weekday, {_minutes("o.opens_local")}, {_minutes("o.closes_local")}))
                      FROM opening_hours o WHERE o.clinic_id = c.id),
        'holidays', (SELECT json_agg(h.on_day) FROM clinic_holidays h
                      WHERE h.clinic_id = c.id AND NOT h.is_open
                        AND h.on_day BETWEEN around.first_day AND around.last_day),
        'opening_overrides', (SELECT json_agg(json_build_array(o.on_day, o.starts_minutes, o.ends_minutes))
                                FROM opening_overrides o
                               WHERE o.clinic_id = c.id AND o.on_day BETWEEN around.first_day AND around.last_day),
        'starts_of_type', CASE WHEN t.daily_cap IS NOT NULL THEN (
            SELECT json_agg({_epoch("s.at")})
              FROM vet_starts_of_type(t.id, around.first_day::timestamp AT TIME ZONE c.time_zone,
                                      (around.last_day + 2)::timestamp AT TIME ZONE c.time_zone,
                                      :now, own.hold_id, :own_appointment_id) AS s (at)) END,
        'veterinarians', (
            SELECT json_agg(json_build_object(
                'id', v.id, 'name', v.display_name, 'species', v.species,
                'assigned', tv.assigned_count, 'duration', tv.duration_minutes,
                'roster', (SELECT json_agg(json_build_array(
                               ro.weekday, {_minutes("ro.starts_local")}, {_minutes("ro.ends_local")},
                               ro.effective_from, ro.effective_until, ro.rotation_weeks, ro.rotation_week))
                             FROM rosters ro WHERE ro.clinic_id = c.id AND ro.veterinarian_id = v.id),
                'overrides', (SELECT json_agg(json_build_array(o.on_day, o.starts_minutes, o.ends_minutes))
                                FROM roster_overrides o
                               WHERE o.clinic_id = c.id AND o.veterinarian_id = v.id
                                 AND o.on_day BETWEEN around.first_day AND around.last_day),
                'taken', {_taken("v.id")}))
              FROM appointment_type_veterinarians tv
              JOIN veterinarians v ON v.id = tv.veterinarian_id
             WHERE tv.appointment_type_id = t.id
               AND (:veterinarian_id IS NULL OR v.id = :veterinarian_id)
               AND EXISTS (SELECT 1 FROM memberships m
                            WHERE m.person_id = v.person_id AND m.clinic_id = c.id AND m.role = 'veterinarian'
                              AND m.starts_at <= :now AND (m.ends_at IS NULL OR m.ends_at > :now))),
        'resources', (
            SELECT json_agg(json_build_object('id', cr.id, 'kind', cr.kind, 'category', cr.category, 'name', cr.name,
                                              'taken', {_taken("cr.id")}))
              FROM clinic_resources cr
             WHERE cr.clinic_id = c.id AND cr.is_active
               AND (cr.id = :room_id OR EXISTS (SELECT 1 FROM appointment_type_requirements q
                                                 WHERE q.appointment_type_id = t.id AND q.kind = cr.kind
                                                   AND q.category = cr.category))),
        'pet', (SELECT json_build_object(
                    'name', p.name, 'species', p.species, 'is_deceased', p.deceased_on IS NOT NULL,
                    'owners', (SELECT json_agg(json_build_array(po.person_id, pe.given_name, pe.family_name, po.access)
                                               ORDER BY po.is_primary DESC, po.person_id)
                                 FROM pet_owners po LEFT JOIN persons pe ON pe.id = po.person_id
                                WHERE po.pet_id = p.id),
                    'is_client', vet_is_client(c.id, p.id),
                    'taken', {_taken("p.id")})
                  FROM pets p WHERE p.id = :pet_id)
    )::text
      FROM clinics c
      LEFT JOIN appointment_types t ON t.id = :appointment_type_id AND t.clinic_id = c.id
     CROSS JOIN LATERAL (SELECT (SELECT h.id FROM holds h WHERE h.id = :own_hold_id AND h.person_id = :person_id)
                             AS hold_id) own
     CROSS JOIN LATERAL (
         SELECT coalesce(:duration_minutes,
                         greatest(t.duration_minutes, (SELECT max(tv.duration_minutes)
                                                         FROM appointment_type_veterinarians tv
                                                        WHERE tv.appointment_type_id = t.id))) AS duration_minutes,
                coalesce(:buffer_before_minutes, t.buffer_before_minutes) AS before_minutes,
                coalesce(:buffer_after_minutes, t.buffer_after_minutes) AS after_minutes,
                (:starts_from AT TIME ZONE c.time_zone)::date - 2 AS first_day,
                ((:ends_by + interval '1 day') AT TIME ZONE c.time_zone)::date + 1 AS last_day) asked
     CROSS JOIN LATERAL (
         SELECT asked.first_day, asked.last_day,
                CASE WHEN t.same_day_percent > 0
                     THEN tstzrange(:starts_from - interval '50 hours', :ends_by + interval '50 hours')
                     ELSE tstzrange(:starts_from - make_interval(mins => asked.before_minutes),
                                    :ends_by + make_interval(mins => asked.duration_minutes + asked.after_minutes))
                END AS reach) around
     WHERE c.id = :clinic_id
""").bindparams(  # noqa: S608  formatted in are the fragments above
    *(bindparam(name, type_=UtcInstant()) for name in ("now", "starts_from", "ends_by")),
    *(
        bindparam(name, type_=Uuid())
        for name in (
            "clinic_id",
            "appointment_type_id",
            "veterinarian_id",
            "pet_id",
            "person_id",
            "own_hold_id",
            "own_appointment_id",
            "room_id",
        )
    ),
    *(
        bindparam(name, type_=Integer())
        for name in ("duration_minutes", "buffer_before_minutes", "buffer_after_minutes")
    ),
)

FACTS = Direct(_FACTS)
