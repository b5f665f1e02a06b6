"""One of two processes dies in the middle of its work, without a word."""

import asyncio
import itertools
import random
from contextlib import AsyncExitStack
from uuid import UUID, uuid4

import httpx
from vet_core.db import Session

from tests.load import truth
from tests.load.conftest import STARTS, Stage
from tests.load.crowd import APPOINTMENTS
from tests.support.processes import Running

BOOKED_BEFORE_THE_END = 12


async def test_a_killed_process_loses_no_answered_booking_and_a_repeated_one_books_once(
    processes: list[Running], stage: Stage, session: Session, chance: random.Random
) -> None:
    """Whoever heard nothing asks the other process with the same key, as the web app does."""
    answered: dict[str, str] = {}
    unheard = 0
    enough = asyncio.Event()
    wishes = [
        (owner, veterinarian.id, start)
        for owner, (veterinarian, start) in zip(
            stage.owners, itertools.product(stage.veterinarians, stage.starts), strict=False
        )
    ]
    assert len(wishes) == len(stage.veterinarians) * STARTS
    chance.shuffle(wishes)

    async with AsyncExitStack() as opened:
        clients = [
            await opened.enter_async_context(httpx.AsyncClient(base_url=each.address, timeout=60, trust_env=False))
            for each in processes
        ]

        async def book(number: int) -> None:
            nonlocal unheard
            (person, pet), veterinarian_id, start = wishes[number]
            key = str(uuid4())
            body = {
                "clinic_id": str(stage.clinic.id),
                "appointment_type_id": str(stage.at_once.id),
                "veterinarian_id": str(veterinarian_id),
                "pet_id": str(pet.id),
                "starts_at": start.isoformat(),
            }
            headers = {**stage.signed_in(person), "Idempotency-Key": key}
            try:
                reply = await clients[0].post(APPOINTMENTS, headers=headers, json=body)
            except httpx.TransportError:
                unheard += 1
                reply = await clients[1].post(APPOINTMENTS, headers=headers, json=body)
            assert reply.status_code == 201, reply.text
            answered[key] = reply.json()["id"]
            if len(answered) >= BOOKED_BEFORE_THE_END:
                enough.set()

        waiting = iter(range(len(wishes)))

        async def come() -> None:
            for number in waiting:
                await book(number)

        async def kill() -> None:
            await enough.wait()
            processes[0].process.kill()

        async with asyncio.timeout(120):
            await asyncio.gather(kill(), *(come() for _ in range(16)))

    assert unheard > 0, "nobody was cut off: the process died too late"
    found = await truth.visits(session)
    assert len(found) == len(wishes)
    assert {UUID(each) for each in answered.values()} == {UUID(each) for each in found}
    assert await truth.faults(session) == truth.NO_FAULTS
    assert await truth.events(session) == (len(wishes), len(wishes))
