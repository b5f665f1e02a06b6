"""Ask to be forgotten and carry it out, with as much of Clerk as that needs."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from vet_core.db import Database
from vet_core.identity.enums import ErasureState
from vet_core.identity.models import ErasureRequest, Person
from vet_core.identity.privacy_schemas import ErasureIn
from vet_core.kernel.actor import Actor
from vet_core.kernel.clock import FrozenClock

from vet_services.flows import erase_person
from vet_services.identity import erasure


class Directory:
    """Clerk as far as erasing needs it."""

    def __init__(self) -> None:
        self.deleted: list[str] = []
        self.refusal: Exception | None = None

    async def delete_account(self, clerk_user_id: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.deleted.append(clerk_user_id)


async def ask(database: Database, clock: FrozenClock, person_id: UUID) -> None:
    async with database.transaction() as session:
        email = await session.scalar(select(Person.email).where(Person.id == person_id))
        await erasure.request_erasure(session, ErasureIn(confirm=email or ""), by=Actor(person_id), now=clock.now())


async def forget(database: Database, directory: Any, clock: FrozenClock, person_id: UUID) -> dict[str, Any]:
    """Ask, wait for the seven days, and erase; the outcome."""
    await ask(database, clock, person_id)
    clock.advance(erasure.GRACE)
    assert await erase_person.run_erasures(database, directory, clock) == 1
    return await outcome_of(database, person_id)


async def outcome_of(database: Database, person_id: UUID) -> dict[str, Any]:
    async with database.reading() as session:
        request = (
            await session.scalars(
                select(ErasureRequest).where(
                    ErasureRequest.person_id == person_id, ErasureRequest.state == ErasureState.DONE
                )
            )
        ).one()
        assert request.outcome is not None
        return request.outcome
