"""What is over its time goes, what is not stays, and doing it again changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from vet_core.db import Database, DatabaseUnavailable
from vet_core.identity.models import ErasureRequest, Membership, Person
from vet_core.kernel.clock import FrozenClock
from vet_core.kernel.ids import new_id
from vet_core.pets.models import Pet
from vet_core.registry import metadata
from vet_core.scheduling.enums import AppointmentStatus
from vet_core.scheduling.models import Appointment
from vet_core.testing import factories

from tests.flows.erasing import Directory
from tests.flows.planting import plant
from tests.world import World
from vet_services.flows import erase_person, retention
from vet_services.flows.domains import RETENTIONS

DAY = timedelta(days=1)


async def rows(database: Database) -> dict[str, int]:
    async with database.reading() as session:
        return {
            table.name: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
        }


@pytest.mark.parametrize(
    ("table", "days"),
    [
        ("sign_in_sessions", 90),
        ("invitations", 90),
        ("break_glass_accesses", 1096),
        ("notification_deliveries", 180),
        ("appointments", 3653),
    ],
)
async def test_rows_stay_for_their_time_and_go_after_it(
    database: Database, clock: FrozenClock, table: str, days: int
) -> None:
    async with database.transaction() as session:
        await plant(session)
        if table == "invitations":
            await session.execute(text("UPDATE invitations SET revoked_at = created_at"))
    column = {
        "sign_in_sessions": "last_seen_at",
        "invitations": "revoked_at",
        "break_glass_accesses": "expires_at",
        "notification_deliveries": "due_at",
        "appointments": "ends_at",
    }[table]
    source = metadata.tables[table]
    async with database.reading() as session:
        over_at = (await session.execute(select(source.c[column]))).scalar_one() + days * DAY

    clock.set(over_at)
    assert (await retention.apply_retention(database, clock))[table] == 0
    clock.advance(timedelta(seconds=1))
    assert (await retention.apply_retention(database, clock))[table] == 1
    assert (await retention.apply_retention(database, clock))[table] == 0
    assert (await rows(database))[table] == 0


async def test_large_amounts_go_in_batches(database: Database, clock: FrozenClock) -> None:
    async with database.transaction() as session:
        person, clinic = await factories.make_person(session), await factories.make_clinic(session)
        ended = clock.now() - 4000 * DAY
        for number in range(25):
            session.add(
                Membership(
                    person_id=person.id,
                    clinic_id=clinic.id,
                    role="technician",
                    starts_at=ended - (number + 1) * DAY,
                    ends_at=ended,
                )
            )

    assert (await retention.apply_retention(database, clock, batch=10))["memberships"] == 25


async def test_every_rule_runs_on_an_empty_database(database: Database, clock: FrozenClock, capsys: Any) -> None:
    assert await retention.apply_retention(database, clock) == {}
    assert "retention_failed" not in capsys.readouterr().out


async def test_a_rule_that_fails_holds_up_no_other(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with database.transaction() as session:
        await plant(session)
    broken = RETENTIONS[0].__class__("pets", "Nonsense", "None.", period=DAY, statement="SELECT nonsense LIMIT :limit")
    monkeypatch.setattr(retention, "RETENTIONS", (broken, *RETENTIONS))
    clock.advance(200 * DAY)

    assert (await retention.apply_retention(database, clock))["sign_in_sessions"] == 1


async def test_an_account_deleted_at_the_sign_in_service_is_erased_after_a_year(world: World) -> None:
    database, clock, directory = world.database, world.clock, Directory()
    async with database.transaction() as session:
        person = await session.get(Person, world.owner.id)
        assert person is not None
        person.deleted_at = clock.now()
    clock.advance(365 * DAY)
    await retention.apply_retention(database, clock)
    assert await world.count(ErasureRequest) == 0

    clock.advance(timedelta(seconds=1))
    await retention.apply_retention(database, clock)
    await retention.apply_retention(database, clock)
    assert await erase_person.run_erasures(database, directory, clock) == 1  # type: ignore[arg-type]
    assert await world.count(Person, Person.id == world.owner.id, Person.erased_at.is_not(None)) == 1
    assert directory.deleted == []


async def test_a_pet_of_an_erased_owner_goes_with_its_last_visit(world: World) -> None:
    database, clock = world.database, world.clock
    async with database.transaction() as session:
        await factories.make_appointment(
            session,
            world.kind,
            world.veterinarian,
            world.pet,
            world.owner,
            starts_at=clock.now() - 10 * DAY,
            status=AppointmentStatus.COMPLETED,
        )
        session.add(ErasureRequest(id=new_id(), person_id=world.owner.id, requested_at=clock.now(), due_at=clock.now()))
    assert await erase_person.run_erasures(database, Directory(), clock) == 1  # type: ignore[arg-type]
    assert await world.count(Pet, Pet.id == world.pet.id) == 1

    clock.advance(3653 * DAY)
    await retention.apply_retention(database, clock)
    await retention.apply_retention(database, clock)
    assert await world.count(Appointment) == 0
    assert await world.count(Pet, Pet.id == world.pet.id) == 0


async def test_an_outage_ends_the_nightly_run(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: Any) -> int:
        raise DatabaseUnavailable()

    monkeypatch.setattr(retention, "_follow", away)
    with pytest.raises(DatabaseUnavailable):
        await retention.apply_retention(world.database, world.clock)
