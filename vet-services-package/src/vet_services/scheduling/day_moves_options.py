"""Find other times for a visit that cannot keep its own: another veterinarian that day, the same one on another day.

Visits of one day are looked at one after the other, and what was proposed to one is proposed to the next only when
nothing else is left, so that not everybody reaches for the same hour.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from vet_core.db import Interval, Session
from vet_core.kernel.actor import Actor
from vet_core.scheduling.models import Appointment

from vet_services.scheduling.availability import instant
from vet_services.scheduling.free_starts import free_starts
from vet_services.scheduling.slots import SlotQuery

MOST = 5
_SAME_DAY_FIRST = 2
_DAYS_AHEAD = 14
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Proposed:
    """A time somebody could have instead, and with whom."""

    starts_at: datetime
    ends_at: datetime
    veterinarian_id: UUID

    @property
    def stored(self) -> dict[str, Any]:
        return {
            "starts_at": f"{self.starts_at:%Y-%m-%dT%H:%M:%SZ}",
            "ends_at": f"{self.ends_at:%Y-%m-%dT%H:%M:%SZ}",
            "veterinarian_id": str(self.veterinarian_id),
        }

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Proposed":
        """As its table keeps it."""
        return cls(
            datetime.fromisoformat(kept["starts_at"]),
            datetime.fromisoformat(kept["ends_at"]),
            UUID(kept["veterinarian_id"]),
        )

    @property
    def visit(self) -> Interval:
        return Interval(self.starts_at, self.ends_at)


@dataclass
class Options:
    """Proposals to several visits, by the rules that hold for `by`."""

    session: Session
    by: Actor
    now: datetime
    zone: ZoneInfo
    given: list[Proposed] = field(default_factory=list)

    async def for_visit(self, visit: Appointment) -> list[Proposed]:
        """Up to five other times for the visit, by time; two with others on its day when there are."""
        day = visit.starts_at.astimezone(self.zone).date()
        begins, ends = instant(self.zone, day, 0), instant(self.zone, day + timedelta(days=1), 0)
        others = [
            each
            for each in await self._free(visit, Interval(max(begins, self.now), ends), None)
            if each.veterinarian_id != visit.veterinarian_id
        ]
        others.sort(key=lambda each: (abs(each.starts_at - visit.starts_at), each.starts_at, each.veterinarian_id))
        later = await self._free(visit, Interval(ends, ends + timedelta(days=_DAYS_AHEAD)), visit.veterinarian_id)
        later = self._by_days(later, visit)
        picked = self._pick(others, _SAME_DAY_FIRST)
        picked += self._pick(later, MOST - len(picked))
        picked += self._pick([each for each in others if each not in picked], MOST - len(picked))
        self.given += picked
        return sorted(picked, key=lambda each: (each.starts_at, each.veterinarian_id))

    async def _free(self, visit: Appointment, within: Interval, veterinarian_id: UUID | None) -> list[Proposed]:
        query = SlotQuery(
            clinic_id=visit.clinic_id,
            appointment_type_id=visit.appointment_type_id,
            starts_from=within.start,
            ends_by=within.end,
            veterinarian_id=veterinarian_id,
            pet_id=visit.pet_id,
            own_appointment_id=visit.id,
            duration_minutes=visit.duration_minutes,
        )
        return [
            Proposed(slot.starts_at, slot.ends_at, who)
            for slot in await free_starts(self.session, query, by=self.by, now=self.now)
            for who in slot.veterinarian_ids
        ]

    def _by_days(self, found: Iterable[Proposed], visit: Appointment) -> list[Proposed]:
        """One a day, the nearest to the visit's own hour, days in their order; then the second of each day."""
        hour = self._minute(visit.starts_at)
        days: dict[Any, list[Proposed]] = {}
        for each in found:
            days.setdefault(each.starts_at.astimezone(self.zone).date(), []).append(each)
        ranked = []
        for day, options in days.items():
            options.sort(key=lambda each: (abs(self._minute(each.starts_at) - hour), each.starts_at))
            ranked += [(place, day, each) for place, each in enumerate(options)]
        return [each for _, _, each in sorted(ranked, key=lambda item: (item[0], item[1], item[2].starts_at))]

    def _pick(self, found: Iterable[Proposed], most: int) -> list[Proposed]:
        fresh: list[Proposed] = []
        worn: list[Proposed] = []
        for each in found:
            (worn if self._is_given(each) else fresh).append(each)
        return (fresh + worn)[: max(0, most)]

    def _is_given(self, option: Proposed) -> bool:
        return any(
            each.veterinarian_id == option.veterinarian_id and each.visit.overlaps(option.visit) for each in self.given
        )

    def _minute(self, at: datetime) -> int:
        wall = at.astimezone(self.zone)
        return (wall.hour * 60 + wall.minute) % _MINUTES_A_DAY
