"""What happened to every planned visit, and when: booked, moved, called off, received, treated, missed. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from devstack.demo.calendar import Visit

NOTICE = timedelta(hours=2)
SHORTEST_LEAD = timedelta(hours=8)
# How long a clinic takes to confirm a visit that it wants to confirm.
ANSWERED_AFTER = timedelta(hours=20)
CANCELLED_SHARE, MISSED_SHARE, BY_DESK_SHARE = 0.05, 0.04, 0.35
# Booked so short a time ago that the platform itself still has to tell of it when it starts.
JUST_NOW = timedelta(minutes=1)


class What(StrEnum):
    BOOK = "book"
    CONFIRM = "confirm"
    MOVE = "move"
    CANCEL = "cancel"
    CHECK_IN = "check_in"
    START = "start"
    FINISH = "finish"
    MISS = "miss"


@dataclass(frozen=True)
class Happening:
    """One step in the life of a visit. ``by_desk`` says whether the owner or the clinic's desk took it."""

    at: datetime
    what: What
    visit: Visit
    by_desk: bool = False


def timeline(visits: list[Visit], opened_at: datetime, now: datetime, dice: random.Random) -> list[Happening]:
    """Everything up to ``now``, in the order of time."""
    first = min((v for v in visits if v.animal is visits[0].animal and v.starts_at > now), default=None, key=_start)
    happenings = [each for visit in visits for each in _life(visit, opened_at, now, dice, is_fresh=visit is first)]
    return sorted((each for each in happenings if each.at <= now), key=lambda each: each.at)


def _life(
    visit: Visit, opened_at: datetime, now: datetime, dice: random.Random, *, is_fresh: bool
) -> Iterator[Happening]:
    start = visit.starts_at
    earliest = min(start, visit.moved_from or start)
    if is_fresh and earliest - now > SHORTEST_LEAD:
        visit.moved_from = None
        yield Happening(now - JUST_NOW, What.BOOK, visit)
        return
    lead = max(SHORTEST_LEAD, timedelta(days=dice.triangular(0.3, 16, 4)))
    booked_at = max(min(earliest - lead, now - timedelta(minutes=dice.randrange(45, 4000))), opened_at)
    if booked_at > earliest - SHORTEST_LEAD:
        return  # the day is over, or nearly: nobody could have booked that any more
    yield Happening(booked_at, What.BOOK, visit, by_desk=dice.random() < BY_DESK_SHARE)
    if visit.offer.is_confirmation_needed:
        yield Happening(
            booked_at + min(ANSWERED_AFTER, (earliest - booked_at) * 0.3), What.CONFIRM, visit, by_desk=True
        )
    if visit.moved_from is not None:
        yield Happening(
            booked_at + (earliest - NOTICE - booked_at) * 0.4, What.MOVE, visit, by_desk=dice.random() < 0.5
        )
    fate = dice.random()
    if fate < CANCELLED_SHARE:
        yield Happening(booked_at + (earliest - NOTICE - booked_at) * 0.7, What.CANCEL, visit)
    elif fate < CANCELLED_SHARE + MISSED_SHARE:
        yield Happening(start + timedelta(minutes=25), What.MISS, visit, by_desk=True)
    else:
        began_at = start + timedelta(minutes=dice.randrange(0, 7))
        yield Happening(start - timedelta(minutes=dice.randrange(1, 12)), What.CHECK_IN, visit, by_desk=True)
        yield Happening(began_at, What.START, visit)
        yield Happening(began_at + timedelta(minutes=visit.offer.minutes * dice.uniform(0.8, 1.1)), What.FINISH, visit)


def _start(visit: Visit) -> datetime:
    return visit.starts_at
