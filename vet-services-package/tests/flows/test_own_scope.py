"""People ask about their own data with nobody's eyes but their own: row-level security lets them, and nobody else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select
from vet_core.db import Database, Session, scope
from vet_core.identity.models import Consent, DataExport, ErasureRequest
from vet_core.identity.privacy_schemas import ConsentIn, ErasureIn
from vet_core.kernel.actor import Actor, Role

from tests.flows.test_export_person import link_of
from tests.world import World
from vet_services.flows import export_person
from vet_services.identity import consents, erasure, exports


@asynccontextmanager
async def eyes_of(database: Database, actor: Actor) -> AsyncIterator[Session]:
    async with database.transaction() as session:
        await scope.enter(session, actor)
        yield session


async def test_the_whole_way_in_ones_own_scope(world: World, scoped_database: Database) -> None:
    me, now = world.as_owner, world.now
    consent = ConsentIn.model_validate({"purpose": "terms", "version": "1", "is_granted": True})
    async with eyes_of(scoped_database, me) as session:
        await consents.record_consent(session, consent, by=me, now=now)
        export = await exports.request_export(session, by=me, now=now)
        wish = await erasure.request_erasure(session, ErasureIn(confirm=world.owner.email), by=me, now=now)
    await export_person.run_exports(scoped_database, world.clock)
    token = await link_of(world.database, export.id)

    async with eyes_of(scoped_database, me) as session:
        assert (await exports.download_export(session, token, by=me, now=now)).content[:2] == b"PK"
        assert [each.id for each in (await exports.list_exports(session, by=me)).items] == [export.id]
        assert len((await consents.list_consents(session, by=me)).log) == 1
        assert (await erasure.get_erasure(session, by=me)).id == wish.id
        await erasure.cancel_erasure(session, by=me, now=now)


async def test_others_see_no_row_of_it_whatever_they_ask(world: World, scoped_database: Database) -> None:
    me = world.as_owner
    async with eyes_of(scoped_database, me) as session:
        await exports.request_export(session, by=me, now=world.now)
        await erasure.request_erasure(session, ErasureIn(confirm=world.owner.email), by=me, now=world.now)
        said = ConsentIn.model_validate({"purpose": "terms", "version": "1", "is_granted": True})
        await consents.record_consent(session, said, by=me, now=world.now)

    for other in (world.as_stranger, world.as_(Role.CLINIC_ADMINISTRATOR)):
        async with eyes_of(scoped_database, other) as session:
            for model in (DataExport, ErasureRequest, Consent):
                assert await session.scalar(select(func.count()).select_from(model)) == 0


async def test_the_last_administrator_is_found_although_the_person_does_not_see_who_else_there_is(
    world: World, scoped_database: Database
) -> None:
    """The platform's other administrators are invisible to a client, and still count."""
    async with world.database.transaction() as session:
        for person in (world.owner, world.stranger):
            (await session.merge(person)).is_system_administrator = True
    async with eyes_of(scoped_database, world.as_owner) as session:
        wish = ErasureIn(confirm=world.owner.email)
        assert (await erasure.request_erasure(session, wish, by=world.as_owner, now=world.now)).state == "requested"
