"""Hundreds of owners want a hundred starts, on two processes at once."""

import asyncio
import random
from contextlib import AsyncExitStack
from datetime import datetime

import httpx
import pytest
from vet_core.db import Session

from tests.load import truth
from tests.load.conftest import ATTEMPTS, Stage
from tests.load.crowd import Desk, Owner, Phone, Record
from tests.support.processes import Running

CONNECTIONS_A_PROCESS = 40


async def test_a_crowd_on_two_processes_leaves_no_double_booking_and_no_lost_answer(
    processes: list[Running], stage: Stage, session: Session, chance: random.Random, capsys: pytest.CaptureFixture[str]
) -> None:
    record = Record()
    limits = httpx.Limits(max_connections=CONNECTIONS_A_PROCESS)
    async with AsyncExitStack() as opened:
        clients = [
            await opened.enter_async_context(
                httpx.AsyncClient(base_url=running.address, timeout=60, limits=limits, trust_env=False)
            )
            for running in processes
        ]
        owners = [
            Owner(Phone(clients[number % 2], stage.signed_in(person), record), stage, pet, record, chance)
            for number, (person, pet) in enumerate(stage.owners)
        ]
        desk = Desk(Phone(clients[0], stage.signed_in(stage.receptionist), record), record, chance)
        waiting = iter(range(ATTEMPTS))

        async def come_and_go(owner: Owner) -> None:
            for _ in waiting:
                await owner.act(owners)

        is_over = asyncio.Event()
        answering = asyncio.create_task(desk.answer_requests(is_over))
        await asyncio.gather(*(come_and_go(owner) for owner in owners))
        is_over.set()
        await answering

    with capsys.disabled():
        print(  # noqa: T201
            f"\n{len(owners)} owners, {ATTEMPTS} attempts, {len(record.booked)} booked,"
            f" {record.unheard} repeated\n{record.table()}"
        )
    assert await truth.faults(session) == truth.NO_FAULTS
    assert record.unexpected == []
    found = await truth.visits(session)
    assert set(found) == record.booked
    assert await truth.events(session) == (len(found), len(found))
    for visit_id, told in record.told.items():
        row = found[visit_id]
        assert (row.version, row.status, row.veterinarian_id) == (
            told["version"],
            told["status"],
            told["veterinarian_id"],
        )
        assert row.starts_at == datetime.fromisoformat(told["starts_at"])
