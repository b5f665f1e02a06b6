"""Windows of hours as minutes after local midnight: whether they are sound, and their shape in rows and on the wire."""

from collections.abc import Iterable, Sequence

from vet_core.scheduling.schemas import DayWindow, DayWindowOut

Hours = tuple[int, int]
"""Start and end; an end before the start lies on the next day, 1440 is the midnight between them."""


def fault(windows: Iterable[Hours]) -> str | None:
    """What is wrong with windows that begin on one day: one is empty, or two overlap. None when they are sound."""
    earlier: Hours | None = None
    for window in sorted(windows):
        if window[0] == window[1]:
            return "A window that starts and ends at the same time is empty; leave it out."
        if earlier is not None and overlap(earlier, window):
            return "Two windows overlap."
        earlier = window
    return None


def overlap(one: Hours, other: Hours) -> bool:
    """Whether two windows that begin on the same day share time; one past midnight covers the rest of its day."""
    first, second = sorted((one, other))
    is_overnight = first[1] < first[0]
    return is_overnight or second[0] < first[1]


def columns(windows: Sequence[DayWindow]) -> dict[str, list[int]]:
    """The two arrays of a row, earliest window first."""
    hours = sorted((each.starts_local, each.ends_local) for each in windows)
    return {"starts_minutes": [start for start, _ in hours], "ends_minutes": [end for _, end in hours]}


def shown(starts_minutes: Sequence[int], ends_minutes: Sequence[int]) -> list[DayWindowOut]:
    return [
        DayWindowOut(starts_local=start, ends_local=end)
        for start, end in zip(starts_minutes, ends_minutes, strict=True)
    ]
