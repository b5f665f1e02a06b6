"""Keys rotate under people who read and change their data through the services, and none of them notices."""

import asyncio
import base64
from datetime import date
from typing import Any

from pydantic import SecretStr
from vet_core.db import Database, scope
from vet_core.db.keyring import KeyRing, configure_keyring
from vet_core.db.rotation import outdated, rotate
from vet_core.identity.schemas import MePatch
from vet_core.kernel.actor import Actor
from vet_core.kernel.settings import EncryptionSettings
from vet_core.pets.models import Pet
from vet_core.pets.schemas import PetPatch
from vet_core.testing import factories
from vet_core.testing.plugin import ENCRYPTION_KEYS

from tests.world import World
from vet_services.identity import people
from vet_services.pets import profiles

PEOPLE, ROWS = 6, 400


NEW = "new:" + base64.urlsafe_b64encode(b"n" * 32).decode()


def ring(keys: str) -> KeyRing:
    return KeyRing.from_settings(EncryptionSettings(encryption_keys=SecretStr(keys)))


BOTH, AFTER = ring(f"{NEW},{ENCRYPTION_KEYS}"), ring(NEW)


async def a_life(database: Database, actor: Actor, pet: Pet, world: World, over: asyncio.Event) -> int:
    """Change and read back, again and again, each version counted; the number of changes."""
    person_version, pet_version, changes = 0, 0, 0

    def only_mine_counts(before: int) -> Any:
        def check(found: int) -> None:
            assert before in (0, found), "somebody else moved the version"

        return check

    while not over.is_set():
        changes += 1
        said = {"address": f"Lindenallee {changes}", "born_on": date(1980, 1, 1 + changes % 28), "phone": "+4930123456"}
        async with database.transaction() as session:
            await scope.enter(session, actor, now=world.now)
            me = await people.update_me(
                session, MePatch(**said), by=actor, now=world.now, check=only_mine_counts(person_version)
            )
            kept = await profiles.update_pet(
                session,
                pet.id,
                PetPatch(insurance_number=f"P-{changes}"),
                by=actor,
                now=world.now,
                check=only_mine_counts(pet_version),
            )
        async with database.reading() as session:
            await scope.enter(session, actor, now=world.now)
            seen = await people.me(session, actor, world.now)
            [mine] = (await profiles.list_mine(session, by=actor)).items
        assert (seen.address, seen.born_on) == (said["address"], said["born_on"])
        assert (mine.insurance_number, mine.version, seen.version) == (f"P-{changes}", kept.version, me.version)
        person_version, pet_version = me.version, kept.version
    return changes


async def test_rotation_under_readers_and_writers_makes_no_error_and_leaves_no_old_value(
    world: World, scoped_database: Database
) -> None:
    async with world.database.transaction() as session:
        residents = [
            await factories.make_person(session, address="Here", born_on=date(1990, 5, 5)) for _ in range(ROWS)
        ]
        pets = [
            await factories.make_pet(session, person, insurance_number="Q-1", insurer="Agria")
            for person in residents[:PEOPLE]
        ]
    configure_keyring(BOTH)
    assert (await outdated(world.database, BOTH))["persons.address"] == ROWS
    over = asyncio.Event()
    lives = [
        asyncio.create_task(a_life(scoped_database, factories.actor_of(person), pet, world, over))
        for person, pet in zip(residents, pets, strict=False)
    ]
    await asyncio.sleep(0.3)
    steps = [step async for step in rotate(world.database, BOTH, batch=20)]
    over.set()
    changes = await asyncio.gather(*lives)

    assert min(changes) > 0
    assert len(steps) > 3 * ROWS // 20
    assert await outdated(world.database, BOTH) == {}
    configure_keyring(AFTER)
    async with world.database.reading() as session:
        for person in residents:
            seen = await people.me(session, factories.actor_of(person), world.now)
            assert seen.address is not None
            assert seen.phone is not None
