"""A broken handler costs its own deliveries only, and an operator can look at them and try again."""

import asyncio

import pytest
from sqlalchemy import select
from vet_core.db import Database
from vet_core.kernel.clock import utc_now
from vet_core.outbox.enums import DeliveryState
from vet_core.outbox.models import OutboxDelivery

from tests.support.deliveries import deliveries
from tests.support.events import Poisoned, note, traces
from tests.support.platform import Platform
from tests.support.waiting import until
from vet_clinic_jobs import cli

WITH_HANDLERS = "tests.support.jobs_with_handlers"


@pytest.mark.usefixtures("configured")
async def test_it_is_tried_again_then_put_aside_while_the_other_goes_on(
    database: Database, platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    async def jobs(*arguments: str) -> str:
        assert await asyncio.to_thread(cli.main, arguments) == 0
        return capsys.readouterr().out

    ids = await note(database, now=utc_now(), times=5)
    platform.start("relay", "worker", module=WITH_HANDLERS)

    async def settled() -> bool:
        return (
            await deliveries(database, "tests.breaks", DeliveryState.DEAD) == 5
            and await deliveries(database, "tests.traces", DeliveryState.DONE) == 5
        )

    await until(settled, "five dead and five done deliveries", platform.said)
    assert await traces(database) == 5
    async with database.reading() as session:
        dead = await session.scalars(select(OutboxDelivery).where(OutboxDelivery.state == DeliveryState.DEAD))
        assert {(row.attempts, row.last_error) for row in dead} == {(3, "RuntimeError: broken on purpose")}

    listed = (await jobs("dead")).splitlines()
    assert [line.split()[2] for line in listed] == [str(event_id) for event_id in ids]
    assert all("tests.breaks (3 attempts): RuntimeError: broken on purpose" in line for line in listed)

    assert (await jobs("dead", "--revive")).startswith("5 put back")
    assert await jobs("dead") == ""
    assert await deliveries(database, "tests.breaks", DeliveryState.PENDING) == 5


async def test_an_event_that_kills_its_worker_does_so_a_few_times_only(database: Database, platform: Platform) -> None:
    platform.start("relay", "worker", module=WITH_HANDLERS)
    await note(database, now=utc_now(), kind=Poisoned)
    await note(database, now=utc_now(), times=5)

    async def settled() -> bool:
        return (
            await deliveries(database, "tests.kills", DeliveryState.DEAD) == 1
            and await deliveries(database, "tests.traces", DeliveryState.DONE) == 5
        )

    await until(settled, "the end of the killer", platform.said)
    async with database.reading() as session:
        dead = select(OutboxDelivery).where(OutboxDelivery.handler == "tests.kills")
        row = (await session.scalars(dead)).one()
    assert (row.attempts, row.last_error) == (3, "WorkerLost: the worker was killed while it held this delivery")
    assert await traces(database) == 5
