"""Rounds: every subject in turn, again and again, so that a noisy minute is noisy for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence

from devstack.bench import client
from devstack.bench.cost import Cost, Round, cpu_seconds, family_cpu_seconds
from devstack.bench.stage import Stage
from devstack.bench.subjects import Subject

CLIENTS = 8


def rounds(
    stage: Stage, subjects: Sequence[Subject], batches: Mapping[str, Iterator[bytes]], count: int, repeats: int
) -> dict[str, Cost]:
    """Costs by subject. ``batches`` gives each subject its requests; the first round only warms up."""
    measured: dict[str, list[Round]] = {subject.name: [] for subject in subjects}
    for number in range(repeats + 1):
        for subject in subjects:
            prepared = [next(batches[subject.name]) for _ in range(count)]
            result = one(stage, subject, prepared)
            if number:
                measured[subject.name].append(result)
    return {name: Cost.of(results) for name, results in measured.items()}


def one(stage: Stage, subject: Subject, prepared: list[bytes]) -> Round:
    server, database = cpu_seconds(subject.process), family_cpu_seconds(stage.postgres)
    seconds = asyncio.run(client.send(subject.port, prepared, connections=CLIENTS))
    return Round(
        requests=len(prepared),
        seconds=seconds,
        server_cpu_seconds=cpu_seconds(subject.process) - server,
        database_cpu_seconds=family_cpu_seconds(stage.postgres) - database,
    )
