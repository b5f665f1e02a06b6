"""Plan who comes when: visits that fit the rosters, denser around today, none overlapping. Pure.

It draws starts on the same quarter-hour grid the services offer; whether one is allowed they decide themselves.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

from devstack.demo.cast import OFFERS, Offer, Practice, Requirement, Worker
from devstack.demo.households import Animal, Household

GRID = timedelta(minutes=15)
DAYS_BACK, DAYS_AHEAD = 28, 24
# Visits a vet has on a working day so many days from today; beyond the list one every other day.
DENSITY = (5, 4, 3, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1)
MOVED_SHARE = 0.06
REST_DAYS = 4
"""A pet is left alone so long between two visits, where there are pets enough."""


@dataclass
class Visit:
    """One planned appointment. ``moved_from`` is where it was booked first, when it gets moved."""

    practice: Practice
    veterinarian: Worker
    household: Household
    animal: Animal
    offer: Offer
    starts_at: datetime
    note: str
    moved_from: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.offer.minutes)


@dataclass
class Calendar:
    """Draws the visits of one clinic, day by day."""

    practice: Practice
    households: list[Household]
    now: datetime
    dice: random.Random
    _seen: dict[int, list[tuple[date, Offer]]] = field(default_factory=dict)
    _using: dict[Requirement, list[Visit]] = field(default_factory=dict)

    def visits(self) -> list[Visit]:
        """Everybody's visits: the first household's before the calendar fills up, then from today outwards."""
        today = self.now.astimezone(ZoneInfo(self.practice.time_zone)).date()
        found = list(self._first_household(today))
        for offset in sorted(range(-DAYS_BACK, DAYS_AHEAD + 1), key=abs):
            day = today + timedelta(days=offset)
            if self._is_holiday(day):
                continue
            for worker in self.practice.staff:
                if worker.is_veterinarian:
                    already = [v for v in found if v.veterinarian is worker and v.starts_at.date() == day]
                    found += self._day(worker, day, self._count(abs(offset)), already)
        return found

    def _count(self, distance: int) -> int:
        return DENSITY[distance] if distance < len(DENSITY) else self.dice.randrange(2)

    def _first_household(self, today: date) -> Iterator[Visit]:
        """One visit soon, one later, the others in the past."""
        household = self.households[0]
        for animal, ahead, offer in zip(household.animals, (2, 9, -8), OFFERS, strict=False):
            for place, kind in ((ahead, OFFERS[0]), (-19 - abs(ahead), offer)):
                visit = self._on_the_next_day_of_work(household, animal, today + timedelta(days=place), kind)
                if visit is not None:
                    yield visit

    def _on_the_next_day_of_work(self, household: Household, animal: Animal, first: date, offer: Offer) -> Visit | None:
        """From that day on, with whichever vet treats the animal."""
        for day in (first + timedelta(days=shift) for shift in range(7)):
            if self._is_holiday(day):
                continue
            for worker in self.practice.staff:
                if animal.kind.species in worker.species and self._windows(worker, day):
                    return self._visit(worker, day, household, animal, offer, [])
        return None

    def _day(self, worker: Worker, day: date, count: int, already: list[Visit]) -> list[Visit]:
        found: list[Visit] = []
        for _ in range(count - len(already)):
            drawn = self._pet(worker, day)
            if drawn is not None:
                household, animal = drawn
                visit = self._visit(worker, day, household, animal, self._offer(animal), [*already, *found])
                found += [visit] if visit is not None else []
        return found

    def _visit(
        self, worker: Worker, day: date, household: Household, animal: Animal, offer: Offer, others: list[Visit]
    ) -> Visit | None:
        """A visit at a free time of that day, or None when there is none."""
        others = [*others, *self._users_of(offer)]
        free = [start for start in self._starts(worker, day, offer) if not _clashes(start, offer, others)]
        if not free:
            return None
        start = self.dice.choice(free)
        visit = Visit(self.practice, worker, household, animal, offer, start, self.dice.choice(offer.notes or ("",)))
        elsewhere = [other for other in free if not _clashes(other, offer, [visit])]
        if elsewhere and self.dice.random() < MOVED_SHARE:
            visit.moved_from = self.dice.choice(elsewhere)
        self._seen.setdefault(id(animal), []).append((day, offer))
        for requirement in offer.requires:
            self._using.setdefault(requirement, []).append(visit)
        return visit

    def _users_of(self, offer: Offer) -> Iterator[Visit]:
        """Everybody's visits that need what this one needs and what the clinic has fewer of than vets."""
        for requirement in offer.requires:
            if sum(thing.requirement == requirement for thing in self.practice.things) < self._veterinarians:
                yield from self._using.get(requirement, ())

    @property
    def _veterinarians(self) -> int:
        return sum(worker.is_veterinarian for worker in self.practice.staff)

    def _is_holiday(self, day: date) -> bool:
        return day in holidays.country_holidays(*self.practice.holidays, years=day.year)

    def _starts(self, worker: Worker, day: date, offer: Offer) -> Iterator[datetime]:
        zone = ZoneInfo(self.practice.time_zone)
        opening = [window for weekday, window in self.practice.hours if weekday == day.weekday()]
        for begin, end in self._windows(worker, day):
            for opens, closes in opening:
                start = _on_grid(datetime.combine(day, max(begin, opens)))
                last = datetime.combine(day, min(end, closes)) - timedelta(minutes=offer.minutes)
                while start <= last:
                    yield start.replace(tzinfo=zone)
                    start += GRID

    def _windows(self, worker: Worker, day: date) -> list[tuple[time, time]]:
        return [window for weekday, window in worker.week if weekday == day.weekday()]

    def _pet(self, worker: Worker, day: date) -> tuple[Household, Animal] | None:
        """Somebody the vet treats, rather one who was not here lately, never one who comes that day already.

        The first household keeps to its own visits, so that whoever tries it finds a short list.
        """
        fits = [
            (household, animal)
            for household in self.households[1:]
            for animal in household.animals
            if animal.kind.species in worker.species and day not in self._days(animal)
        ]
        rested = [pair for pair in fits if all(abs((day - seen).days) >= REST_DAYS for seen in self._days(pair[1]))]
        return self.dice.choice(rested or fits) if fits else None

    def _days(self, animal: Animal) -> list[date]:
        return [day for day, _ in self._seen.get(id(animal), ())]

    def _offer(self, animal: Animal) -> Offer:
        """What suits the animal; what one has done once a year is not drawn twice."""
        had = {offer.name for _, offer in self._seen.get(id(animal), ())}
        fits = [
            offer
            for offer in OFFERS
            if (not offer.species or animal.kind.species in offer.species) and not (offer.is_once and offer.name in had)
        ]
        return self.dice.choices(fits, [offer.share for offer in fits])[0]


def _clashes(start: datetime, offer: Offer, others: list[Visit]) -> bool:
    """Whether a visit then, with its buffers, would overlap another with its own, or the place that one had first."""
    begin, end = start - timedelta(minutes=offer.before), start + timedelta(minutes=offer.minutes + offer.after)
    for other in others:
        for place in filter(None, (other.starts_at, other.moved_from)):
            other_begin = place - timedelta(minutes=other.offer.before)
            other_end = place + timedelta(minutes=other.offer.minutes + other.offer.after)
            if begin < other_end and other_begin < end:
                return True
    return False


def _on_grid(moment: datetime) -> datetime:
    over = timedelta(minutes=moment.minute % 15)
    return moment + (GRID - over) if over else moment
