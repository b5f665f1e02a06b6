"""How long a scope lasts, and what the functions that look past the policies give away."""

from __future__ import annotations

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from tests.security.world import Side
from vet_core.db import Database, scope
from vet_core.kernel.actor import SYSTEM
from vet_core.pets.models import Pet


async def test_a_scope_ends_with_its_transaction(database_settings, sides: tuple[Side, Side]) -> None:
    database = Database(database_settings.model_copy(update={"pool_size": 1, "max_overflow": 0}))
    async with database.system_transaction() as session:
        assert len((await session.scalars(select(Pet.id))).all()) == 2
    async with database.transaction() as session:  # the same connection
        assert (await session.scalars(select(Pet.id))).all() == []
    await database.close()


async def test_system_scope_holds_in_every_transaction_of_a_session_and_not_beyond_a_narrower_one(
    database: Database, sides: tuple[Side, Side]
) -> None:
    count = select(func.count()).select_from(Pet)
    async with database.transaction() as session:
        assert await session.scalar(count) == 2
        await session.commit()
        assert await session.scalar(count) == 2
        await scope.enter(session, sides[0].client)
        async with session.begin_nested():
            assert await session.scalar(count) == 1
        await scope.enter(session, SYSTEM)
        assert await session.scalar(count) == 2


async def test_acting_as_the_system_ends_with_the_block_whatever_happens_in_it(
    scoped_database: Database, sides: tuple[Side, Side]
) -> None:
    ours, theirs = sides
    count = select(func.count()).select_from(Pet)
    async with scoped_database.transaction() as session:
        await scope.enter(session, ours.client)
        async with scope.as_system(session):
            assert await session.scalar(count) == 2
        assert await session.scalar(count) == 1
        for failing in (text("SELECT 1/0"), insert(Pet).values(id=theirs.pet.id, name="X", species="dog", version=1)):
            with pytest.raises(DBAPIError):
                async with scope.as_system(session):
                    await session.execute(failing)
            assert await session.scalar(count) == 1
        with pytest.raises(LookupError):
            async with scope.as_system(session):
                raise LookupError
        assert await session.scalar(count) == 1


async def test_the_number_of_visits_is_of_everybody_and_only_a_number(
    scoped_database: Database, sides: tuple[Side, Side]
) -> None:
    ours, theirs = sides
    async with scoped_database.reading() as session:
        await scope.enter(session, ours.client)
        count = text("SELECT vet_visits_between(:who, '2026-03-03Z', '2026-03-04Z')")
        assert await session.scalar(count, {"who": theirs.veterinarian.id}) == 1


async def test_a_person_is_found_by_address_in_system_scope_only(
    scoped_database: Database, sides: tuple[Side, Side]
) -> None:
    find = text("SELECT vet_person_by_email(CAST(:email AS citext))")
    email = sides[1].owner.email.upper()
    async with scoped_database.transaction() as session:
        await scope.enter(session, sides[0].staff)
        assert await session.scalar(find, {"email": email}) is None
        async with scope.as_system(session):
            assert await session.scalar(find, {"email": email}) == sides[1].owner.id
