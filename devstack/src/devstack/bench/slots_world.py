"""Calendars to ask for slots: one clinic of twenty veterinarians at about 70 % occupancy, and others around it.

Written by PostgreSQL itself from series of numbers, without foreign-key triggers, so that a million visits take a
minute or two. Every visit reserves its veterinarian as booking would; pets are left out, for no slot depends on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import asyncpg

VETERINARIANS = 20
DAYS = 31
HALF_HOURS = 20
"""Of each working day, 8 to 18; seven of ten are taken."""
VISITS_A_DAY = 14
SMALL, LARGE = 20_000, 1_000_000

_STATEMENTS = (
    """
    INSERT INTO clinics (id, slug, name, description, time_zone, street, postal_code, locality, country_code, latitude,
                         longitude, phone, email, currency, locale, species)
    SELECT md5('clinic' || n)::uuid, 'bench-' || n, 'Bench ' || n, '', 'Europe/Berlin', 'Lindenallee 1', '10115',
           'Berlin', 'DE', 52.5, 13.4, '+49301234567', 'bench' || n || '@example.com', 'EUR', 'de', '{dog}'
      FROM generate_series(0, CLINICS - 1) AS n
    """,
    """
    INSERT INTO persons (id, clerk_user_id, email, given_name, family_name)
    SELECT md5('person' || n)::uuid, 'user_slots_' || n, 'vet' || n || '@slots.example.com', 'Kim', 'Vet ' || n
      FROM generate_series(0, CLINICS * VETS - 1) AS n
    """,
    """
    INSERT INTO veterinarians (id, person_id, display_name, license_number, license_region, license_expires_on, species,
                               languages)
    SELECT md5('vet' || n)::uuid, md5('person' || n)::uuid, 'Dr. Kim ' || n, 'S' || n, 'Berlin', '2099-01-01', '{dog}',
           '{de}'
      FROM generate_series(0, CLINICS * VETS - 1) AS n
    """,
    """
    INSERT INTO memberships (id, person_id, clinic_id, role, starts_at)
    SELECT md5('membership' || n)::uuid, md5('person' || n)::uuid, md5('clinic' || n / VETS)::uuid, 'veterinarian',
           '2020-01-01'
      FROM generate_series(0, CLINICS * VETS - 1) AS n
    """,
    """
    INSERT INTO appointment_types (id, clinic_id, name, duration_minutes, slot_interval_minutes, horizon_days,
                                   price_minor, currency)
    SELECT md5('type' || n)::uuid, md5('clinic' || n)::uuid, 'Check-up', 30, 30, 365, 4900, 'EUR'
      FROM generate_series(0, CLINICS - 1) AS n
    """,
    """
    INSERT INTO appointment_type_veterinarians (appointment_type_id, veterinarian_id)
    SELECT md5('type' || n / VETS)::uuid, md5('vet' || n)::uuid FROM generate_series(0, CLINICS * VETS - 1) AS n
    """,
    """
    INSERT INTO opening_hours (id, clinic_id, weekday, opens_local, closes_local)
    SELECT md5('opening' || n || ':' || day)::uuid, md5('clinic' || n)::uuid, day, '07:00', '20:00'
      FROM generate_series(0, CLINICS - 1) AS n, generate_series(0, 6) AS day
    """,
    """
    INSERT INTO rosters (id, clinic_id, veterinarian_id, weekday, starts_local, ends_local, effective_from)
    SELECT md5('roster' || n || ':' || day)::uuid, md5('clinic' || n / VETS)::uuid, md5('vet' || n)::uuid, day, '08:00',
           '18:00', '2020-01-01'
      FROM generate_series(0, CLINICS * VETS - 1) AS n, generate_series(0, 6) AS day
    """,
    """
    INSERT INTO resources (id, kind)
    SELECT md5('vet' || n)::uuid, 'veterinarian' FROM generate_series(0, CLINICS * VETS - 1) AS n
    """,
    "INSERT INTO pets (id, name, species) VALUES (md5('pet')::uuid, 'Pretzel', 'dog')",
)
# The half-hours of a day that are taken: seven of ten, others each day and for each veterinarian.
_VISITS = """
    CREATE TEMPORARY TABLE visits AS
    SELECT md5('visit' || day || ':' || n || ':' || slot)::uuid AS id, md5('vet' || n)::uuid AS vet,
           md5('clinic' || n / VETS)::uuid AS clinic, md5('type' || n / VETS)::uuid AS type,
           ((date 'FIRST_DAY' + day) + interval '8 hours' + slot * interval '30 minutes')
           AT TIME ZONE 'Europe/Berlin' AS starts
      FROM generate_series(SINCE, UNTIL) AS day, generate_series(0, CLINICS * VETS - 1) AS n,
           generate_series(0, 19) AS slot
     WHERE (slot * 7 + day * 3 + n * 11 + (slot * slot + day) % 5) % 10 < 7
"""
_APPOINTMENTS = """
    INSERT INTO appointments (id, clinic_id, appointment_type_id, veterinarian_id, pet_id, booked_by_id, status,
                              starts_at, ends_at, duration_minutes, time_zone)
    SELECT v.id, v.clinic, v.type, v.vet, md5('pet')::uuid, md5('person0')::uuid, 'confirmed', v.starts,
           v.starts + interval '30 minutes', 30, 'Europe/Berlin'
      FROM visits v
"""
_RESERVATIONS = """
    INSERT INTO reservations (id, resource_id, during, state, appointment_id)
    SELECT v.id, v.vet, tstzrange(v.starts, v.starts + interval '30 minutes'), 'booked', v.id FROM visits v
"""


@dataclass(frozen=True)
class SlotsWorld:
    """What the subjects ask about."""

    clinic_id: UUID
    appointment_type_id: UUID
    veterinarian_ids: tuple[UUID, ...]
    starts_from: datetime
    ends_by: datetime
    visits: int


async def build(url: str, visits: int, today: date) -> SlotsWorld:
    """Write so many visits into an empty, migrated database; the first clinic's next 31 days are always full."""
    clinics = max(1, round(visits / (VETERINARIANS * VISITS_A_DAY * 365)))
    days = round(visits / (clinics * VETERINARIANS * VISITS_A_DAY))
    first = -(days - DAYS - 2) if clinics == 1 else -180
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("SET session_replication_role = replica")
        numbers = {
            "CLINICS": clinics,
            "VETS": VETERINARIANS,
            "FIRST_DAY": today,
            "SINCE": first,
            "UNTIL": first + days - 1,
        }
        for statement in (*_STATEMENTS, _VISITS, _APPOINTMENTS, _RESERVATIONS):
            await connection.execute(_filled(statement, numbers))
        await connection.execute("VACUUM (ANALYZE)")
        count = await connection.fetchval("SELECT count(*) FROM visits")
        vets = await connection.fetch(
            "SELECT md5('vet' || n)::uuid AS id FROM generate_series(0, $1 - 1) AS n", VETERINARIANS
        )
        clinic, kind = await connection.fetchrow("SELECT md5('clinic0')::uuid, md5('type0')::uuid")
    finally:
        await connection.close()
    midnight = datetime.combine(today + timedelta(days=1), time(), UTC)
    return SlotsWorld(clinic, kind, tuple(row["id"] for row in vets), midnight, midnight + timedelta(days=DAYS), count)


def _filled(statement: str, numbers: dict[str, object]) -> str:
    for name, value in numbers.items():
        statement = statement.replace(name, str(value))
    return statement
