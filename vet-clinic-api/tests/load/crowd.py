"""People with phones: they book, hold, swap, move and call off as fast as they are answered, and remember what they
were told.
"""

import asyncio
import math
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
from vet_core.pets.models import Pet

from tests.load.conftest import Stage

RETRIES = 3
APPOINTMENTS, HOLDS = "/v1/scheduling/appointments", "/v1/scheduling/holds"
Answer = dict[str, Any]


@dataclass
class Record:
    """What the API said to everybody together."""

    booked: set[str] = field(default_factory=set)
    told: dict[str, Answer] = field(default_factory=dict)
    """The newest answer about each visit: answers overtake one another, versions do not."""
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    statuses: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(int)))
    unexpected: list[str] = field(default_factory=list)
    unheard: int = 0

    def remember(self, answer: Answer) -> None:
        known = self.told.get(answer["id"])
        if known is None or known["version"] < answer["version"]:
            self.told[answer["id"]] = answer

    def table(self) -> str:
        """How often each thing was tried, what became of it, and how long it took."""
        lines = [f"  {'':<12}{'tried':>7}{'done':>7}{'refused':>9}{'p50 ms':>9}{'p99 ms':>9}"]
        for name in sorted(self.seconds):
            took, by_status = sorted(self.seconds[name]), self.statuses[name]
            done = sum(count for status, count in by_status.items() if status < 300)
            lines.append(
                f"  {name:<12}{len(took):>7}{done:>7}{len(took) - done:>9}"
                f"{percentile(took, 50) * 1000:>9.1f}{percentile(took, 99) * 1000:>9.1f}"
            )
        return "\n".join(lines)


def percentile(ordered: list[float], percent: int) -> float:
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


class Phone:
    """Somebody signed in, talking to one of the API's processes."""

    def __init__(self, client: httpx.AsyncClient, headers: Mapping[str, str], record: Record) -> None:
        self._client, self._headers, self._record = client, headers, record

    async def post(self, name: str, path: str, body: object = None, *, refusals: tuple[int, ...] = (409,)) -> Answer:
        """The answer, empty when it was one of the refusals; anything else is written down as unexpected."""
        began = time.perf_counter()
        reply = await self._heard(path, {**self._headers, "Idempotency-Key": str(uuid4())}, body)
        self._record.seconds[name].append(time.perf_counter() - began)
        self._record.statuses[name][reply.status_code] += 1
        if reply.status_code in (200, 201):
            answer: Answer = reply.json()
            return answer
        if reply.status_code not in refusals:
            self._record.unexpected.append(f"{name}: {reply.status_code} {reply.text[:300]}")
        return {}

    async def _heard(self, path: str, headers: Mapping[str, str], body: object) -> httpx.Response:
        """Whoever hears nothing asks again with the same key: a server that gets no time to read drops connections."""
        for _ in range(RETRIES):
            try:
                return await self._client.post(path, headers=headers, json=body)
            except httpx.TransportError:
                self._record.unheard += 1
        return await self._client.post(path, headers=headers, json=body)


class Owner:
    """One person with one pet."""

    def __init__(self, phone: Phone, stage: Stage, pet: Pet, record: Record, chance: random.Random) -> None:
        self._phone, self._stage, self._pet, self._record, self._chance = phone, stage, pet, record, chance
        self.visits: set[str] = set()

    async def act(self, others: "list[Owner]") -> None:
        """One thing an owner does, chosen by chance."""
        deeds: list[tuple[Callable[[], Awaitable[None]], int]] = [
            (self.book, 60),
            (self.book_with_anybody, 12),
            (self.hold_and_book, 12),
            (self.move_somewhere, 5),
            (lambda: self.swap(self._chance.choice(others)), 6),
            (self.call_off, 5),
        ]
        [deed] = self._chance.choices([deed for deed, _ in deeds], [weight for _, weight in deeds])
        await deed()

    async def book(self) -> None:
        await self._book("book", {**self._wish(), "veterinarian_id": str(self._veterinarian())})

    async def book_with_anybody(self) -> None:
        await self._book("book any", self._wish())

    async def hold_and_book(self) -> None:
        wish = self._wish() | {"veterinarian_id": str(self._veterinarian())}
        held = await self._phone.post("hold", HOLDS, wish)
        if held and self._chance.random() < 0.7:
            await self._book("book held", {"hold_id": held["id"], "pet_id": str(self._pet.id)})

    async def move_somewhere(self) -> None:
        visit = self._one_of_mine()
        if visit is not None:
            await self.move("move", visit, self._start(), self._veterinarian())

    async def swap(self, other: "Owner") -> None:
        """Both want the other's time in the same instant."""
        mine, theirs = self._one_of_mine(), other._one_of_mine()
        if other is self or mine is None or theirs is None:
            return
        await asyncio.gather(
            self.move("swap", mine, theirs["starts_at"], theirs["veterinarian_id"]),
            other.move("swap", theirs, mine["starts_at"], mine["veterinarian_id"]),
        )

    async def move(self, name: str, visit: Answer, starts_at: datetime | str, veterinarian_id: UUID | str) -> None:
        wish = {"starts_at": str(starts_at).replace(" ", "T"), "veterinarian_id": str(veterinarian_id)}
        answer = await self._phone.post(name, f"{APPOINTMENTS}/{visit['id']}/reschedule", wish)
        if answer:
            self._record.remember(answer)

    async def call_off(self) -> None:
        visit = self._one_of_mine()
        if visit is not None:
            answer = await self._phone.post("cancel", f"{APPOINTMENTS}/{visit['id']}/cancel", {})
            self.visits.discard(visit["id"])
            if answer:
                self._record.remember(answer)

    async def _book(self, name: str, wish: Answer) -> None:
        answer = await self._phone.post(name, APPOINTMENTS, wish)
        if answer:
            self._record.booked.add(answer["id"])
            self._record.remember(answer)
            self.visits.add(answer["id"])

    def _wish(self) -> Answer:
        kind = self._stage.on_request if self._chance.random() < 0.2 else self._stage.at_once
        return {
            "clinic_id": str(self._stage.clinic.id),
            "appointment_type_id": str(kind.id),
            "starts_at": self._start().isoformat(),
            "pet_id": str(self._pet.id),
        }

    def _start(self) -> datetime:
        return self._chance.choice(self._stage.starts)

    def _veterinarian(self) -> UUID:
        return self._chance.choice(self._stage.veterinarians).id

    def _one_of_mine(self) -> Answer | None:
        return self._record.told[self._chance.choice(sorted(self.visits))] if self.visits else None


class Desk:
    """The front desk answers requests while owners go on changing them."""

    def __init__(self, phone: Phone, record: Record, chance: random.Random) -> None:
        self._phone, self._record, self._chance = phone, record, chance

    async def answer_requests(self, is_over: asyncio.Event) -> None:
        while not is_over.is_set():
            asked = [visit for visit in self._record.told.values() if visit["status"] == "requested"]
            if not asked:
                await asyncio.sleep(0.02)
                continue
            visit = self._chance.choice(asked)
            step = self._chance.choice(["confirm", "confirm", "decline"])
            body = {"reason": "That day is full of operations."} if step == "decline" else None
            answer = await self._phone.post(step, f"{APPOINTMENTS}/{visit['id']}/{step}", body)
            if answer:
                self._record.remember(answer)
            else:
                await asyncio.sleep(0.02)
