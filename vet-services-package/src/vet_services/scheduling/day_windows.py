"""Windows of hours as minutes after local midnight: their shape in rows and on the wire.

They may touch, overlap and be empty: what counts is the time that they cover together (see windows.py).
"""

from collections.abc import Sequence

from vet_core.scheduling.schemas import DayWindow, DayWindowOut


def columns(windows: Sequence[DayWindow]) -> dict[str, list[int]]:
    """The two arrays of a row, earliest window first."""
    hours = sorted((each.starts_local, each.ends_local) for each in windows)
    return {"starts_minutes": [start for start, _ in hours], "ends_minutes": [end for _, end in hours]}


def shown(starts_minutes: Sequence[int], ends_minutes: Sequence[int]) -> list[DayWindowOut]:
    return [
        DayWindowOut(starts_local=start, ends_local=end)
        for start, end in zip(starts_minutes, ends_minutes, strict=True)
    ]
