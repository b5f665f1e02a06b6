"""Every encrypted value is written anew while others read and write, and nobody but the key can tell."""

import asyncio
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text, update

from tests.db.test_canaries import written
from vet_core.cli import main
from vet_core.clinics.models import BreakGlassAccess, ClinicClient
from vet_core.db import Database
from vet_core.db.canaries import keys_fit
from vet_core.db.encrypted import sites
from vet_core.db.keyring import EncryptionError, KeyRing, configure_keyring
from vet_core.db.rotation import outdated, rotate
from vet_core.identity.enums import ExportState
from vet_core.identity.models import DataExport, Person
from vet_core.kernel.clock import utc_now
from vet_core.notifications.enums import NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.scheduling.enums import Place, ResourceKind
from vet_core.scheduling.models import DayMove, RosterOverride, WaitlistEntry
from vet_core.testing.factories import (
    make_appointment,
    make_appointment_type,
    make_block,
    make_clinic,
    make_person,
    make_pet,
    make_resource,
    make_veterinarian,
)

OLD, NEW = b"o" * 32, b"n" * 32
BEFORE = KeyRing([("old", OLD)])
BOTH = KeyRing([("new", NEW), ("old", OLD)])
AFTER = KeyRing([("new", NEW)])


@pytest.fixture
async def people(database: Database) -> list[Any]:
    """Values at every site there is, written with the old key."""
    configure_keyring(BEFORE)
    async with database.system_transaction() as session:
        clinic = await make_clinic(session)
        people = [
            await make_person(session, address=f"Lindenallee {n}", born_on=date(1990, 1, 1 + n)) for n in range(25)
        ]
        now = utc_now()
        for person in people:
            pet = await make_pet(session, person, insurance_number=f"P-{person.family_name}")
            session.add(ClinicClient(clinic_id=clinic.id, person_id=person.id, registered_at=now, private_note="Kind."))
        session.add(
            BreakGlassAccess(
                person_id=people[0].id, clinic_id=clinic.id, reason="A poisoned dog.", opened_at=now,
                expires_at=now.replace(year=now.year + 1),
            )
        )  # fmt: skip
        veterinarian = await make_veterinarian(session, [clinic], person=people[0])
        await make_resource(session, veterinarian.id, ResourceKind.VETERINARIAN)
        await make_block(session, clinic, veterinarian.id, people[0], reason="Physiotherapy.")
        other = {"clinic_id": clinic.id, "veterinarian_id": veterinarian.id, "on_day": date(2026, 3, 10)}
        session.add(RosterOverride(**other, starts_minutes=[], ends_minutes=[], note="At the dentist."))
        session.add(DayMove(**other, reason="Down with the flu.", created_by_id=people[0].id, created_at=now))
        kind = await make_appointment_type(session, clinic, [veterinarian], place=Place.HOME_VISIT)
        await make_appointment(session, kind, veterinarian, pet, people[-1], visit_address="Rosenweg 4")
        session.add(
            WaitlistEntry(
                clinic_id=clinic.id, appointment_type_id=kind.id, pet_id=pet.id, person_id=people[-1].id,
                windows=[{"from_day": "2026-03-10"}], visit_address="Lindenhof 1",
            )
        )  # fmt: skip
        session.add(
            DataExport(person_id=people[0].id, state=ExportState.READY, requested_at=now, content=b"zip" * 1000)
        )
        session.add(
            NotificationDelivery(
                kind=NotificationKind.EXPORT_READY, person_id=people[0].id, due_at=now, dedupe_key="x",
                context={"sealed_token": BEFORE.encrypt("a token")},
            )
        )  # fmt: skip
    return people


async def stored(database: Database) -> dict[str, list[str]]:
    """How the values of each site begin."""
    async with database.system_reading() as session:
        return {
            site.name: [
                (value if isinstance(value, str) else value.decode("latin-1")).split(":")[1]
                for value in await session.scalars(
                    text(f"SELECT {site.value} FROM {site.table} WHERE {site.value} IS NOT NULL")
                )
            ]
            for site in sites()
        }


async def test_every_value_is_rewritten_and_reads_the_same(database: Database, people: list[Person]) -> None:
    before = await stored(database)
    assert all(keys and set(keys) == {"old"} for keys in before.values()), "a site without values proves nothing"
    assert sum((await outdated(database, BOTH)).values()) == sum(map(len, before.values()))

    told = [progress async for progress in rotate(database, BOTH, batch=10)]

    assert {name: len(keys) for name, keys in (await stored(database)).items()} == {
        name: len(keys) for name, keys in before.items()
    }
    assert {key for keys in (await stored(database)).values() for key in keys} == {"new"}
    assert await outdated(database, BOTH) == {}
    phones = [(step.rewritten, step.left) for step in told if step.site.name == "persons.phone"]
    assert phones == [(10, 15), (20, 5), (25, 0)]
    configure_keyring(AFTER)
    async with database.system_reading() as session:
        found = (await session.scalars(select(Person).order_by(Person.id))).all()
        assert [(p.phone, p.address, p.born_on, p.version, p.updated_at) for p in found] == [
            (p.phone, p.address, p.born_on, p.version, p.updated_at) for p in people
        ]
        assert await session.scalar(select(DataExport.content)) == b"zip" * 1000
        sealed = await session.scalar(text("SELECT context ->> 'sealed_token' FROM notification_deliveries"))
        assert AFTER.decrypt(sealed or "") == "a token"


async def test_rotation_that_was_stopped_goes_on_where_it_was(database: Database, people: list[Person]) -> None:
    async for _ in rotate(database, BOTH, batch=5):
        break
    left = await outdated(database, BOTH)
    assert sum(left.values()) > 0
    async for _ in rotate(database, BOTH):
        pass
    assert await outdated(database, BOTH) == {}


async def test_a_row_that_somebody_holds_is_done_later(database: Database, people: list[Person]) -> None:
    async with database.system_transaction() as session:
        await session.execute(update(Person).where(Person.id == people[3].id).values(given_name="Held"))
        rotating = asyncio.create_task(_all(database))
        await asyncio.sleep(0.5)
        assert not rotating.done()
    assert await asyncio.wait_for(rotating, 10) > 0
    assert await outdated(database, BOTH) == {}


async def _all(database: Database) -> int:
    return len([progress async for progress in rotate(database, BOTH, batch=7)])


async def test_without_the_old_key_nothing_is_lost(database: Database, people: list[Person]) -> None:
    with pytest.raises(EncryptionError, match="needs the key old"):
        async for _ in rotate(database, AFTER):
            pass
    assert {key for keys in (await stored(database)).values() for key in keys} == {"old"}


async def test_two_rotations_at_once_under_readers_and_writers_make_no_error(
    database: Database, people: list[Person]
) -> None:
    configure_keyring(BOTH)
    finished = asyncio.Event()
    acts = 0

    async def live(number: int) -> None:
        nonlocal acts
        person_id, round = people[number].id, 0
        while not finished.is_set():
            round += 1
            async with database.system_transaction() as session:
                person = await session.get(Person, person_id)
                assert person is not None
                assert person.address is not None
                person.address = f"Street {number}, {round}"
            async with database.system_reading() as session:
                seen = await session.scalar(select(Person.address).where(Person.id == person_id))
            assert seen == f"Street {number}, {round}"
            acts += 2

    lives = [asyncio.create_task(live(number)) for number in range(8)]
    await asyncio.sleep(0.2)
    await asyncio.gather(_all(database), _all(database))
    finished.set()
    await asyncio.gather(*lives)
    assert acts > 50
    assert await outdated(database, BOTH) == {}


async def test_the_command_tells_what_is_left_and_how_far_it_is(
    database: Database,
    database_url: str,
    people: list[Person],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("ENCRYPTION_KEYS", f"new:{written(NEW)},old:{written(OLD)}")
    assert await asyncio.to_thread(main, ["keys", "rotate", "--check"]) == 1
    assert "persons.phone: 25 values need an older key\n" in capsys.readouterr().out
    assert await asyncio.to_thread(main, ["keys", "rotate"]) == 2
    assert capsys.readouterr().err.startswith("No process has started with the key new yet")
    assert {key for keys in (await stored(database)).values() for key in keys} == {"old"}
    assert await keys_fit(database, BOTH)
    assert await asyncio.to_thread(main, ["keys", "rotate", "--batch", "20"]) == 0
    said = capsys.readouterr().out
    assert "persons.phone: 20 rewritten, 5 left\npersons.phone: 25 rewritten, 0 left\n" in said
    assert said.endswith("Every value is encrypted with new.\n")
    assert await asyncio.to_thread(main, ["keys", "rotate", "--check"]) == 0
