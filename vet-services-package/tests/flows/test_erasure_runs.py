"""When a wish to be forgotten is carried out, what holds it up, and what a run that fails leaves to the next."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from vet_core.audit.models import AuditEntry
from vet_core.db import DatabaseUnavailable
from vet_core.idempotency.models import IdempotencyKey
from vet_core.identity.enums import ErasureState
from vet_core.identity.models import ErasureRequest, Membership, Person, SignInSession
from vet_core.kernel.actor import Role
from vet_core.outbox.models import InboundEvent
from vet_core.pets.models import Pet
from vet_core.testing import factories

from tests.flows.erasing import ask, forget, outcome_of
from tests.world import World
from vet_services.flows import erase_person
from vet_services.flows.retention import apply_retention
from vet_services.identity import clerk_events, erasure, sessions
from vet_services.identity.errors import AccountUnknown, ErasureNotFound, SignInUnavailable

DAY = timedelta(days=1)


async def test_it_waits_seven_days_and_can_be_taken_back(world: World, directory: Any) -> None:
    database, clock = world.database, world.clock
    await ask(database, clock, world.owner.id)
    clock.advance(erasure.GRACE - timedelta(seconds=1))
    assert await erase_person.run_erasures(database, directory, clock) == 0
    async with database.transaction() as session:
        await erasure.cancel_erasure(session, by=world.as_owner, now=clock.now())
    clock.advance(timedelta(days=30))

    assert await erase_person.run_erasures(database, directory, clock) == 0
    async with database.reading() as session:
        person = await session.get(Person, world.owner.id)
        assert person is not None
        assert (person.email, person.erased_at) == (world.owner.email, None)
        with pytest.raises(ErasureNotFound):
            await erasure.get_erasure(session, by=world.as_owner)


async def test_whoever_became_the_last_administrator_waits_for_another(world: World, directory: Any) -> None:
    database, clock, leaving = world.database, world.clock, world.people[Role.CLINIC_ADMINISTRATOR]
    async with database.transaction() as session:
        other = await factories.make_person(session)
        theirs = await factories.make_membership(session, other, world.clinic, Role.CLINIC_ADMINISTRATOR)
    await ask(database, clock, leaving.id)
    async with database.transaction() as session:
        await session.execute(update(Membership).where(Membership.id == theirs.id).values(ends_at=clock.now()))
    clock.advance(erasure.GRACE)

    assert await erase_person.run_erasures(database, directory, clock) == 0
    (request,) = await world.all(ErasureRequest)
    assert request.state is ErasureState.REQUESTED
    assert request.outcome == {"waits_for_another_administrator_of": [world.clinic.name]}
    assert request.due_at == clock.now() + DAY

    async with database.transaction() as session:
        await session.execute(update(Membership).where(Membership.id == theirs.id).values(ends_at=None))
    clock.advance(DAY)
    assert await erase_person.run_erasures(database, directory, clock) == 1


async def test_two_last_administrators_cannot_leave_at_once(world: World, directory: Any) -> None:
    database, clock = world.database, world.clock
    async with database.transaction() as session:
        other = await factories.make_person(session)
        await factories.make_membership(session, other, world.clinic, Role.CLINIC_ADMINISTRATOR)
    for person in (world.people[Role.CLINIC_ADMINISTRATOR], other):
        await ask(database, clock, person.id)
    clock.advance(erasure.GRACE)

    done = await asyncio.gather(*(erase_person.run_erasures(database, directory, clock) for _ in range(3)))

    assert sum(done) == 1
    active = (Membership.role == Role.CLINIC_ADMINISTRATOR, Membership.ends_at.is_(None))
    assert await world.count(Membership, *active) == 1


async def test_the_account_goes_after_the_commit_and_is_tried_until_it_went(world: World, directory: Any) -> None:
    directory.refusal = SignInUnavailable()
    outcome = await forget(world.database, directory, world.clock, world.owner.id)
    assert outcome["account"] == "pending"

    directory.refusal = None
    assert await erase_person.delete_accounts(world.database, directory, world.clock) == 1
    assert directory.deleted == [world.owner.clerk_user_id]
    assert (await outcome_of(world.database, world.owner.id))["account"] == "deleted"
    assert await erase_person.delete_accounts(world.database, directory, world.clock) == 0


async def test_an_account_that_is_gone_already_counts_as_deleted(world: World, directory: Any) -> None:
    directory.refusal = AccountUnknown()
    assert (await forget(world.database, directory, world.clock, world.owner.id))["account"] == "deleted"


async def test_a_stored_reply_of_a_colleague_that_speaks_of_the_person_goes_too(world: World, directory: Any) -> None:
    at = {"created_at": world.now, "expires_at": world.now + 30 * DAY, "method_path": "POST /", "request_hash": "x"}
    desk = world.people[Role.RECEPTIONIST].id
    async with world.database.transaction() as session:
        for key, body in (("a", f'{{"email":"{world.owner.email}"}}'), ("b", str(world.pet.id)), ("c", "{}")):
            session.add(IdempotencyKey(person_id=desk, key=key, body=body.encode(), headers={}, **at))

    await forget(world.database, directory, world.clock, world.owner.id)

    assert [each.key for each in await world.all(IdempotencyKey)] == ["c"]


async def test_a_late_message_of_the_sign_in_service_brings_nobody_back(world: World, directory: Any) -> None:
    database, clock, owner = world.database, world.clock, world.owner
    email = owner.email
    await forget(database, directory, clock, owner.id)
    clock.advance(timedelta(minutes=1))
    address = {"id": "idn_1", "email_address": email, "verification": {"status": "verified"}}
    data = {"id": owner.clerk_user_id, "primary_email_address_id": "idn_1", "email_addresses": [address]}
    message = {"type": "user.updated", "data": {**data, "updated_at": 9_999_999_999_999}}
    async with database.transaction() as session:
        session.add(InboundEvent(source="clerk", external_id="late", type="user.updated", payload=message))
    async with database.transaction() as session:
        await clerk_events.apply_pending(session, clock.now())
        sighting = sessions.Sighting(user_agent="Firefox", address="203.0.113.9")
        account = owner.clerk_user_id or ""
        await sessions.open_from_clerk(session, "sess_late", account, sighting, created_at=clock.now(), now=clock.now())
    people = await world.count(Person)
    assert await world.count(SignInSession) == 0
    clock.advance(timedelta(minutes=1))
    await apply_retention(database, clock)

    assert await world.count(Person, Person.email == email) == 0
    assert await world.count(Person) == people
    assert [each.payload for each in await world.all(InboundEvent)] == [{"type": "user.updated"}]


async def test_what_a_request_under_way_still_wrote_is_swept_up(world: World, directory: Any) -> None:
    database, clock = world.database, world.clock
    await forget(database, directory, clock, world.owner.id)
    async with database.transaction() as session:
        late = await factories.make_pet(session, world.owner, note="written too late")
        at = {"created_at": clock.now(), "expires_at": clock.now() + DAY, "method_path": "POST /", "request_hash": "x"}
        session.add(IdempotencyKey(person_id=world.owner.id, key="late", body=b"words", headers={}, **at))
    await erase_person.run_erasures(database, directory, clock)
    assert await world.count(Pet, Pet.id == late.id) == 1, "the request may still be under way"

    clock.advance(timedelta(minutes=5))
    assert await erase_person.sweep(database, clock) == 1
    assert await world.count(Pet, Pet.id == late.id) == 0
    assert await world.count(IdempotencyKey) == 0
    assert await erase_person.sweep(database, clock) == 0
    outcome = await outcome_of(database, world.owner.id)
    assert (outcome["is_swept"], outcome["account"]) == (True, "deleted")


async def test_a_fault_undoes_the_whole_erasure_and_holds_up_no_other(
    world: World, directory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, clock = world.database, world.clock
    for person in (world.owner, world.stranger):
        await ask(database, clock, person.id)
    clock.advance(erasure.GRACE)
    original = erase_person._apply

    async def faulty(session: Any, facts: Any, pets: Any, now: Any) -> Any:
        outcome = await original(session, facts, pets, now)
        if facts["person_id"] == world.owner.id:
            raise RuntimeError("disk full")
        return outcome

    monkeypatch.setattr(erase_person, "_apply", faulty)
    assert await erase_person.run_erasures(database, directory, clock) == 1
    assert [each.email for each in await world.all(Person, Person.id == world.owner.id)] == [world.owner.email]
    assert await world.count(AuditEntry, AuditEntry.action == "erased") == 1

    monkeypatch.undo()
    assert await erase_person.run_erasures(database, directory, clock) == 1


async def test_an_outage_ends_the_run_and_the_next_one_erases(
    world: World, directory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(world.database, world.clock, world.owner.id)
    world.clock.advance(erasure.GRACE)

    async def away(*_: Any) -> bool:
        raise DatabaseUnavailable()

    monkeypatch.setattr(erase_person, "erase", away)
    with pytest.raises(DatabaseUnavailable):
        await erase_person.run_erasures(world.database, directory, world.clock)
    monkeypatch.undo()
    assert await erase_person.run_erasures(world.database, directory, world.clock) == 1
