"""The demo world: the same for everybody, believable, and made without a refusal by the services."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Database
from vet_core.notifications.models import NotificationDelivery
from vet_core.outbox.models import OutboxEvent
from vet_core.pets.breeds import BREEDS
from vet_core.pets.models import Pet
from vet_core.scheduling.models import Appointment

from devstack.demo.__main__ import AGE, Inhabited, dice_for, draw_households, seed
from devstack.demo.calendar import Calendar
from devstack.demo.cast import PRACTICES
from devstack.demo.people import everybody, for_clerk
from devstack.demo.timeline import What, timeline

# A Wednesday in the middle of the day, three days after Europe's clocks went forward.
NOW = datetime(2026, 4, 1, 11, 0, tzinfo=UTC)


def visits(practice, now=NOW):
    return Calendar(practice, draw_households(now)[practice.slug], now, dice_for("calendar", practice)).visits()


def test_two_draws_are_the_same():
    assert draw_households(NOW) == draw_households(NOW)
    for practice in PRACTICES:
        first, second = visits(practice), visits(practice)
        assert [(v.animal.name, v.starts_at, v.offer.name) for v in first] == [
            (v.animal.name, v.starts_at, v.offer.name) for v in second
        ]


def test_three_clinics_in_three_zones_one_of_which_changes_its_clocks_eight_vets_forty_owners_seventy_pets():
    clients = draw_households(NOW)
    assert len({practice.time_zone for practice in PRACTICES}) == 3
    offsets = {ZoneInfo("Europe/Berlin").utcoffset(NOW + timedelta(days=d)) for d in (-7, 7)}
    assert len(offsets) == 2
    assert sum(worker.is_veterinarian for practice in PRACTICES for worker in practice.staff) == 8
    assert sum(map(len, clients.values())) == 40
    assert 65 <= sum(len(household.animals) for group in clients.values() for household in group) <= 80


def test_breeds_are_of_the_catalogue_and_weights_plausible():
    known = {(breed.species, breed.name) for breed in BREEDS}
    for group in draw_households(NOW).values():
        for household in group:
            for animal in household.animals:
                assert (animal.kind.species, animal.kind.breed) in known
                assert animal.kind.lightest * 0.3 <= animal.weight_grams <= animal.kind.heaviest
                assert animal.born_on < NOW.date()
    chips = [a.chip for g in draw_households(NOW).values() for h in g for a in h.animals if a.chip]
    assert len(chips) == len(set(chips))
    assert all(len(chip) == 15 and chip.isdigit() for chip in chips)


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.slug)
def test_no_vet_and_no_pet_is_in_two_places(practice):
    planned = visits(practice)
    for busy in (lambda v: v.veterinarian.family_name, lambda v: id(v.animal)):
        by_holder: dict = {}
        for visit in planned:
            by_holder.setdefault(busy(visit), []).append(visit)
        for held in by_holder.values():
            for one, other in pairwise(sorted(held, key=lambda v: v.starts_at)):
                assert one.ends_at <= other.starts_at


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice.slug)
def test_everything_happens_in_order_and_nothing_in_the_future(practice):
    happened = timeline(visits(practice), NOW - AGE, NOW, dice_for("calendar", practice))
    assert [h.at for h in happened] == sorted(h.at for h in happened)
    assert all(NOW - AGE <= h.at <= NOW for h in happened)
    seen: dict[int, list[What]] = {}
    for happening in happened:
        seen.setdefault(id(happening.visit), []).append(happening.what)
    assert all(steps[0] is What.BOOK for steps in seen.values())
    steps = Counter(happening.what for happening in happened)
    assert steps[What.FINISH] > steps[What.CANCEL] + steps[What.MISS] > 0


def test_people_to_try_come_first_and_everybody_can_sign_in():
    clients = draw_households(NOW)
    people = everybody(PRACTICES, clients)
    assert {role for person in people for role in person.roles} == {
        "owner", "veterinarian", "technician", "receptionist", "clinic_administrator", "system_administrator",
    }  # fmt: skip
    tried = [bool(person.try_) for person in people]
    assert tried == sorted(tried, reverse=True)
    assert people[0].email == "olivia.hartmann@example.com"
    assert {entry["email"] for entry in for_clerk(PRACTICES, clients)} == {person.email for person in people}
    assert all(person.email.endswith("example.com") for person in people)


async def test_the_services_make_it_without_a_refusal(database: Database, capsys):
    clients = draw_households(NOW)
    told = await seed(database, clients, NOW)
    assert told.startswith("3 clinics, 40 owners, ")
    assert "Left out" not in capsys.readouterr().out

    async with database.reading() as session:
        count = lambda what: session.scalar(select(func.count()).select_from(what))  # noqa: E731
        assert await count(Clinic) == 3
        assert await count(Veterinarian) == 8
        assert await count(Pet) == sum(len(household.animals) for group in clients.values() for household in group)
        states: dict[str, int] = dict(
            (await session.execute(text("SELECT status, count(*) FROM appointments GROUP BY 1"))).all()
        )
        assert states["completed"] > 100
        assert states["confirmed"] > 60
        assert states["cancelled"] > 0
        open_past = select(func.count()).where(Appointment.status == "confirmed", Appointment.ends_at < NOW)
        assert await session.scalar(open_past) == 0

        # What happened just now is the platform's to tell; everything else has been told, and no mail is overdue.
        untold = await session.scalars(select(OutboxEvent.type).where(OutboxEvent.relayed_at.is_(None)))
        assert set(untold.all()) <= {"scheduling.appointment_booked", "scheduling.appointment_moved"}
        due = select(func.count()).where(NotificationDelivery.state == "scheduled", NotificationDelivery.due_at <= NOW)
        assert await session.scalar(due) == 0
        reminders = select(func.count()).where(
            NotificationDelivery.kind == "appointment_reminder", NotificationDelivery.state == "scheduled"
        )
        assert (await session.scalar(reminders) or 0) > 20

        # What lies ahead has every shape there is: a course, a class, wishes, time off, days of their own, requests.
        assert states["requested"] > 0
        assert (await session.scalar(text("SELECT count(*) FROM appointments WHERE series_id IS NOT NULL")) or 0) > 2
        together = text(
            "SELECT max(count) FROM (SELECT count(*) FROM reservations"
            " WHERE seats = 6 AND state = 'booked' GROUP BY resource_id, during) classes"
        )
        assert await session.scalar(together) == 4
        assert await session.scalar(text("SELECT count(*) FROM waitlist_entries WHERE status = 'waiting'")) == 3
        for table in ("calendar_blocks", "roster_overrides", "opening_overrides"):
            assert await session.scalar(text(f"SELECT count(*) FROM {table}")) == 1
        assert await session.scalar(text("SELECT count(DISTINCT clinic_id) FROM clinic_holidays")) == 3
        assert (await session.scalar(text("SELECT count(*) FROM appointments WHERE room_id IS NOT NULL")) or 0) > 100

        # People are tied to one another and to clinics in every way there is.
        tables = ("consents", "invitations", "pet_shares", "clinic_clients")
        rows = {table: await session.scalar(text(f"SELECT count(*) FROM {table}")) for table in tables}
        assert (rows["consents"] or 0) > 200
        assert (rows["invitations"], rows["pet_shares"], rows["clinic_clients"]) == (7, 1, 1)
        fates = await session.execute(
            text(
                "SELECT count(*) FILTER (WHERE accepted_at IS NOT NULL),"
                " count(*) FILTER (WHERE revoked_at IS NOT NULL),"
                " count(*) FILTER (WHERE expires_at <= :now) FROM invitations WHERE created_at <= :now"
            ),
            {"now": NOW},
        )
        assert tuple(fates.one()) == (2, 1, 3)
        owners = text("SELECT access, count(*) FROM pet_owners WHERE NOT is_primary GROUP BY 1 ORDER BY 1")
        assert [tuple(row) for row in await session.execute(owners)] == [("manage", 1), ("view", 1)]
        opened = text("SELECT count(DISTINCT clinic_id), count(*) >= 8 FROM audit_entries WHERE action = 'opened'")
        assert tuple((await session.execute(opened)).one()) == (3, True)
        employers = text(
            "SELECT max(n) FROM (SELECT count(DISTINCT clinic_id) AS n FROM memberships GROUP BY person_id) AS each"
        )
        assert await session.scalar(employers) == 2

    assert await seed(database, clients, NOW) == "The demo world is there already."


async def test_a_database_with_other_people_is_left_alone(database: Database):
    from vet_services.identity import people
    from vet_services.identity.account import Account

    async with database.transaction() as session:
        await people.register(session, Account("user_real", "real@example.com", "Real", "Person"), NOW)
    with pytest.raises(Inhabited):
        await seed(database, draw_households(NOW), NOW)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Clinic)) == 0
