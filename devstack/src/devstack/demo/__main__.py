"""`python -m devstack.demo`: make the demo world in an empty database; leave one that has it as it is."""

from __future__ import annotations

import asyncio
import os
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import httpx
import vet_core.registry  # noqa: F401 - the first flush needs every table
from sqlalchemy import select
from vet_core.clinics.models import Clinic
from vet_core.db import Database
from vet_core.db.keyring import KeyRing, configure_keyring
from vet_core.identity.models import Person
from vet_core.kernel.settings import DatabaseSettings, EncryptionSettings, load
from vet_services.settings import ClerkSettings

from devstack.demo.calendar import Calendar
from devstack.demo.cast import PRACTICES, Practice
from devstack.demo.founding import found
from devstack.demo.history import History, let_consequences_follow
from devstack.demo.households import Household, households
from devstack.demo.people import everybody, for_clerk
from devstack.demo.plans import plan
from devstack.demo.ties import agree, tie
from devstack.demo.timeline import timeline
from devstack.guard import refuse_outside_development
from devstack.world.status import write_people

SEED = 2026
AGE = timedelta(days=60)
# Long enough ago that its mails have left.
RECENTLY = timedelta(hours=1)


class Inhabited(Exception):
    """The database holds people who are not of this world."""


def main() -> None:
    refuse_outside_development("The demo world")
    now = datetime.now(UTC).replace(microsecond=0)
    clients = draw_households(now)
    configure_keyring(KeyRing.from_settings(load(EncryptionSettings)))
    try:
        database = Database(load(DatabaseSettings), application_name="vet-demo", acts_as_system=True)
        told = asyncio.run(seed(database, clients, now))
    except Inhabited as others:
        print(others)
        return
    asyncio.run(gather_statistics(load(DatabaseSettings).owner.get_secret_value()))
    load_people(load(ClerkSettings), clients)
    write_people(Path(os.environ["DEVSTACK_PEOPLE_FILE"]), everybody(PRACTICES, clients))
    print(told)


def dice_for(purpose: str, practice: Practice) -> random.Random:
    """The same throws every time; each clinic has its own, so that a change to one leaves the others as they are."""
    return random.Random(f"{SEED} {purpose} {practice.slug}")  # noqa: S311 - for variety, not for secrets


def draw_households(now: datetime) -> dict[str, list[Household]]:
    """Every clinic's clients, by its slug."""
    return {practice.slug: households(practice, dice_for("households", practice), now.date()) for practice in PRACTICES}


async def seed(database: Database, clients: dict[str, list[Household]], now: datetime) -> str:
    """All of it in one transaction, or nothing. Tells what there is. Raises Inhabited."""
    began = time.monotonic()
    try:
        async with database.transaction() as session:
            if await session.scalar(select(Clinic.id).where(Clinic.slug == PRACTICES[0].slug)):
                return "The demo world is there already."
            if await session.scalar(select(Person.id).limit(1)):
                raise Inhabited("The database has people of its own; the demo world stays out of it.")
            opened_at = now - AGE
            world = await found(session, clients, opened_at)
            await agree(session, world, dice_for("consents", PRACTICES[0]), opened_at)
            count = 0
            history = History(session, world)
            for practice in PRACTICES:
                dice = dice_for("calendar", practice)
                visits = Calendar(practice, clients[practice.slug], now, dice).visits()
                count = await history.live(timeline(visits, opened_at + timedelta(days=1), now, dice))
            await tie(session, world, clients, now)
            # Before anybody waits: a visit called off long ago is nobody's chance today.
            await let_consequences_follow(session, now)
            await plan(session, world, clients[PRACTICES[0].slug], now - RECENTLY)
            await let_consequences_follow(session, now)
        pets = sum(len(household.animals) for group in clients.values() for household in group)
        owners = sum(map(len, clients.values()))
        for refusal in history.refusals:
            print(f"Left out: {refusal}")
        return (
            f"{len(PRACTICES)} clinics, {owners} owners, {pets} pets, {count} appointments, "
            f"in {time.monotonic() - began:.0f} s"
        )
    finally:
        await database.close()


async def gather_statistics(owner_url: str) -> None:
    """A database that was just filled plans badly until it has looked at itself. Only the owner may make it."""
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


def load_people(clerk: ClerkSettings, clients: dict[str, list[Household]]) -> None:
    """Tell the stand-in for Clerk who may sign in."""
    reply = httpx.post(
        f"{clerk.server_url.removesuffix('/v1')}/dev/people",
        json=for_clerk(PRACTICES, clients),
        headers={"Authorization": f"Bearer {clerk.secret_key.get_secret_value()}"},
        timeout=30,
    )
    reply.raise_for_status()


if __name__ == "__main__":
    main()
