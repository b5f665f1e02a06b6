from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from vet_core.clinics.models import OpeningHours
from vet_core.db import Interval, Session
from vet_core.db.keyring import EncryptionError, KeyRing, configure_keyring
from vet_core.identity.models import Person
from vet_core.outbox.models import OutboxEvent
from vet_core.pets.models import Pet
from vet_core.testing.factories import make_clinic, make_opening_hours, make_person, make_pet

BERLIN = ZoneInfo("Europe/Berlin")


async def stored_instant(session: Session, instant: datetime) -> datetime:
    row = OutboxEvent(type="tests.happened", payload={}, occurred_at=instant)
    session.add(row)
    await session.flush()
    session.expunge(row)
    return (await session.scalars(select(OutboxEvent.occurred_at).where(OutboxEvent.id == row.id))).one()


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 7, 1, 12, tzinfo=UTC)),
    ],
)
async def test_local_times_around_the_change_of_clocks_are_stored_as_instants(
    session: Session, local: datetime, utc: datetime
) -> None:
    read = await stored_instant(session, local)
    assert read == utc
    assert read.utcoffset() == timedelta(0)


async def test_the_repeated_hour_keeps_its_two_instants_apart(session: Session) -> None:
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold) for fold in (0, 1))
    assert await stored_instant(session, second) - await stored_instant(session, first) == timedelta(hours=1)


async def test_a_naive_datetime_is_refused(session: Session) -> None:
    with pytest.raises(StatementError, match="naive datetime"):
        await stored_instant(session, datetime(2026, 3, 2, 9))  # noqa: DTZ001


def test_an_interval_is_half_open_and_never_empty() -> None:
    nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    hour = Interval(nine, nine + timedelta(hours=1))
    assert hour.length == timedelta(hours=1)
    assert not hour.overlaps(Interval(hour.end, hour.end + timedelta(minutes=1)))
    assert hour.overlaps(Interval(hour.end - timedelta(microseconds=1), hour.end + timedelta(hours=1)))
    with pytest.raises(ValueError, match="ends after"):
        Interval(nine, nine)
    with pytest.raises(ValueError, match="aware"):
        Interval(nine.replace(tzinfo=None), nine)


@pytest.mark.parametrize(
    ("minutes", "stored"), [(0, "00:00:00"), (1, "00:01:00"), (545, "09:05:00"), (1439, "23:59:00"), (1440, "24:00:00")]
)
async def test_minutes_of_a_day_are_a_time_up_to_the_midnight_that_ends_it(
    session: Session, minutes: int, stored: str
) -> None:
    clinic = await make_clinic(session)
    hours = await make_opening_hours(session, clinic, weekday=6, opens_local=minutes, closes_local=1440)
    kept = await session.scalar(text("SELECT opens_local::text FROM opening_hours WHERE id = :id"), {"id": hours.id})
    assert kept == stored
    session.expunge(hours)
    row = (await session.scalars(select(OpeningHours).where(OpeningHours.opens_local == minutes))).one()
    assert (row.id, row.opens_local, row.closes_local) == (hours.id, minutes, 1440)


@pytest.mark.parametrize("minutes", [-1, 1441])
async def test_minutes_beyond_a_day_are_refused(session: Session, minutes: int) -> None:
    with pytest.raises(StatementError, match="between 0 and 1440"):
        await make_opening_hours(session, await make_clinic(session), weekday=6, opens_local=minutes)


async def test_an_unknown_word_is_refused_before_and_by_the_database(session: Session) -> None:
    with pytest.raises(StatementError):
        await make_pet(session, species="dragon")
    await session.rollback()
    pet = await make_pet(session)
    with pytest.raises(IntegrityError, match="ck_pets_species"):
        await session.execute(text("UPDATE pets SET species = 'dragon' WHERE id = :id"), {"id": pet.id})


async def test_an_encrypted_column_holds_ciphertext(session: Session) -> None:
    person = await make_person(session, phone="+49301234567")
    raw = await session.scalar(text("SELECT phone FROM persons WHERE id = :id"), {"id": person.id})
    assert raw.startswith("v1:test:")
    assert "301234567" not in raw
    assert await session.scalar(select(Person.phone).where(Person.id == person.id)) == "+49301234567"
    nobody = await make_person(session, phone=None)
    assert await session.scalar(select(Person.phone).where(Person.id == nobody.id)) is None


async def test_keys_rotate_while_old_rows_stay_readable(session: Session) -> None:
    old, new = ("2025", b"o" * 32), ("2026", b"n" * 32)
    configure_keyring(KeyRing([old]))
    person = await make_person(session, phone="+49301111111")
    await session.commit()

    configure_keyring(rotated := KeyRing([new, old]))
    assert await session.scalar(select(Person.phone).where(Person.id == person.id)) == "+49301111111"
    assert not rotated.is_current(await raw_phone(session, person))
    person.phone = "+49302222222"
    await session.flush()
    assert rotated.is_current(await raw_phone(session, person))

    configure_keyring(KeyRing([old]))
    with pytest.raises(EncryptionError, match="needs the key 2026"):
        await session.scalar(select(Person.phone).where(Person.id == person.id))


async def raw_phone(session: Session, person: Person) -> str:
    return str(await session.scalar(text("SELECT phone FROM persons WHERE id = :id"), {"id": person.id}))


async def test_a_microchip_number_is_checked_by_the_database_too(session: Session) -> None:
    with pytest.raises(IntegrityError, match="ck_pets_microchip_shape"):
        await make_pet(session, microchip_number="12345")
    await session.rollback()
    await make_pet(session, microchip_number="276098102345678")
    with pytest.raises(IntegrityError, match="uq_pets_microchip_number"):
        await make_pet(session, microchip_number="276098102345678")
    await session.rollback()
    assert (await session.scalars(select(Pet))).all() == []
