"""Turn rounds into a cost: CPU of server and PostgreSQL per request, requests per second, each against the floor."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import psutil


@dataclass(frozen=True)
class Round:
    """One burst of requests to one subject."""

    requests: int
    seconds: float
    server_cpu_seconds: float
    database_cpu_seconds: float


@dataclass(frozen=True)
class Cost:
    """Medians over the rounds of one subject."""

    cpu_ms: float
    server_cpu_ms: float
    database_cpu_ms: float
    per_second: float

    @classmethod
    def of(cls, rounds: list[Round]) -> Cost:
        return cls(
            cpu_ms=median((r.server_cpu_seconds + r.database_cpu_seconds) / r.requests for r in rounds) * 1000,
            server_cpu_ms=median(r.server_cpu_seconds / r.requests for r in rounds) * 1000,
            database_cpu_ms=median(r.database_cpu_seconds / r.requests for r in rounds) * 1000,
            per_second=median(r.requests / r.seconds for r in rounds),
        )


def cpu_seconds(process: psutil.Process) -> float:
    """CPU that a process used so far, its living children not included."""
    used = process.cpu_times()
    return float(used.user + used.system)


def family_cpu_seconds(parent: psutil.Process) -> float:
    """CPU of a process and all its living children: PostgreSQL's backends are children of its postmaster."""
    total = cpu_seconds(parent)
    for child in parent.children(recursive=True):
        try:
            total += cpu_seconds(child)
        except psutil.NoSuchProcess:
            continue
    return total


def table(title: str, costs: dict[str, Cost]) -> list[str]:
    """Lines for a terminal; the first subject is the floor."""
    floor = next(iter(costs.values()))
    lines = [
        title,
        f"  {'':<28}{'CPU ms':>8}{'server':>8}{'PostgreSQL':>12}{'× floor':>9}{'per second':>12}{'× floor':>9}",
    ]
    lines += [
        f"  {name:<28}{cost.cpu_ms:>8.2f}{cost.server_cpu_ms:>8.2f}{cost.database_cpu_ms:>12.2f}"
        f"{cost.cpu_ms / floor.cpu_ms:>9.2f}{cost.per_second:>12.0f}{cost.per_second / floor.per_second:>9.2f}"
        for name, cost in costs.items()
    ]
    return lines
