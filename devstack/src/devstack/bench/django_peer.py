"""The slots of a month by django-appointment. Runs alone, in a throw-away environment of its own.

Arguments: the database of the calendar to copy, and an empty one of its own. Prints how many half-hours the first
veterinarian has free; then, for every line it reads, the seconds that the month of one veterinarian took, of the next
one each time. The package knows no UTC: its visits are local, as its own forms would have stored them.
"""

# Its packages are in that environment alone, and bring no types.
# mypy: ignore-errors

from __future__ import annotations

import datetime
import os
import secrets
import sys
import time
from urllib.parse import unquote, urlsplit

import django
import psycopg
from django.conf import settings

DAYS = 31
SOURCE, OWN = sys.argv[1], sys.argv[2]


def configure() -> None:
    address = urlsplit(OWN)
    settings.configure(
        INSTALLED_APPS=[
            "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions",
            "django.contrib.messages", "phonenumber_field", "appointment",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql", "NAME": address.path[1:], "HOST": address.hostname,
                "PORT": address.port, "USER": address.username, "PASSWORD": unquote(address.password or ""),
            }
        },
        USE_TZ=True, TIME_ZONE="Europe/Berlin", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY=secrets.token_hex(), LOGGING_CONFIG=None,
    )  # fmt: skip
    django.setup()


def copy() -> tuple[list, datetime.date, object]:
    """Staff with their hours, and every visit of the calendar's first clinic."""
    from appointment.models import Appointment, AppointmentRequest, Service, StaffMember, WorkingHours
    from django.contrib.auth.models import User
    from django.core.management import call_command

    # The package ships no migrations: its tables refer to those that Django's own make first.
    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)
    service = Service.objects.create(name="Check-up", duration=datetime.timedelta(minutes=30), price=49)
    with psycopg.connect(SOURCE) as source:
        rows = source.execute("""
            SELECT veterinarian_id, starts_at AT TIME ZONE 'Europe/Berlin' FROM appointments
             WHERE clinic_id = md5('clinic0')::uuid
        """).fetchall()
    staff = {}
    for number, vet in enumerate(sorted({row[0] for row in rows})):
        user = User.objects.create(username=f"vet{number}")
        member = StaffMember.objects.create(
            user=user, slot_duration=30, lead_time=datetime.time(8), finish_time=datetime.time(18),
            appointment_buffer_time=0, work_on_saturday=True, work_on_sunday=True,
        )  # fmt: skip
        member.services_offered.add(service)
        for day in range(7):
            WorkingHours.objects.get_or_create(
                staff_member=member, day_of_week=day,
                defaults={"start_time": datetime.time(8), "end_time": datetime.time(18)},
            )  # fmt: skip
        staff[vet] = member
    client = User.objects.create(username="client")
    requests = AppointmentRequest.objects.bulk_create(
        AppointmentRequest(
            date=start.date(), start_time=start.time(), end_time=(start + datetime.timedelta(minutes=30)).time(),
            service=service, staff_member=staff[vet], id_request=str(number),
        )
        for number, (vet, start) in enumerate(rows)
    )  # fmt: skip
    Appointment.objects.bulk_create(
        Appointment(client=client, appointment_request=request, id_request=request.id_request) for request in requests
    )
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    first = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
    return list(staff.values()), first, service


def month(staff: list, first: datetime.date, service: object) -> int:
    from appointment.services import get_available_slots_for_staff

    free = 0
    for member in staff:
        for number in range(DAYS):
            day = first + datetime.timedelta(days=number)
            free += len(get_available_slots_for_staff(day, member, (day.weekday() + 1) % 7, service))
    return free


if __name__ == "__main__":
    # What is printed by others belongs to the log.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    configure()
    staff, first, service = copy()
    print(month(staff[:1], first, service), file=answers, flush=True)
    for number, _ in enumerate(sys.stdin):
        began = time.perf_counter()
        month([staff[number % len(staff)]], first, service)
        print(time.perf_counter() - began, file=answers, flush=True)
