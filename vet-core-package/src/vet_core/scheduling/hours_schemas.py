"""Wire shapes of hours: rosters, opening, the days that are different, blocks, and the pause of online booking."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from vet_core.kernel.bounds import Day, Instant, LocalEnd, LocalEndOut, LocalTime, LocalTimeOut
from vet_core.kernel.shapes import Input, Output, Patch
from vet_core.kernel.text import LongText, Text
from vet_core.scheduling.enums import BlockKind

Weekday = Annotated[int, Field(ge=0, le=6, description="0 is Monday.")]
RotationWeeks = Annotated[int, Field(ge=1, le=8, description="Every how many weeks the window counts.")]
RotationWeek = Annotated[
    int, Field(ge=0, le=7, description="How many weeks after that of effective_from it counts for the first time.")
]
NoteText = Annotated[str, Text(max_length=200, min_length=0)]

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"
_ROOM = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f10"
_BLOCK = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f11"
_HOURS = {"starts_local": "09:00:00", "ends_local": "17:00:00"}
_WINDOW: dict[str, Any] = {
    "weekday": 0,
    **_HOURS,
    "effective_from": "2026-01-01",
    "effective_until": None,
    "rotation_weeks": 2,
    "rotation_week": 1,
}
_DAY_OUT: dict[str, Any] = {"on_day": "2026-12-24", "windows": [_HOURS], "note": "Christmas Eve"}


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class RosterWindowIn(Input):
    """A stretch of work that repeats on a weekday; an end before the start is on the next day.

    Windows that touch or overlap count as one, and one that ends when it starts is empty.
    """

    model_config = _example(**_WINDOW)

    weekday: Weekday
    starts_local: LocalTime
    ends_local: LocalEnd
    effective_from: Day
    effective_until: Day | None = None
    rotation_weeks: RotationWeeks = 1
    rotation_week: RotationWeek = 0

    @model_validator(mode="after")
    def _within_its_rotation(self) -> Self:
        if self.rotation_week >= self.rotation_weeks:
            raise PydanticCustomError("rotation_unsound", "rotation_week begins at 0 and is less than rotation_weeks.")
        return self

    @model_validator(mode="after")
    def _takes_effect(self) -> Self:
        if self.effective_until is not None and self.effective_until < self.effective_from:
            raise PydanticCustomError("window_never", "effective_until is not before effective_from.")
        return self


class RosterIn(Input):
    """All of a veterinarian's weeks at a clinic, which replace those that stand."""

    model_config = _example(clinic_id=_CLINIC, windows=[_WINDOW])

    clinic_id: UUID
    windows: Annotated[list[RosterWindowIn], Field(max_length=200)]


class RosterOut(Output):
    """A weekly stretch of work in the clinic's local time; an end before the start is on the next day."""

    model_config = _example(
        id="0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f09", clinic_id=_CLINIC, veterinarian_id=_VETERINARIAN, **_WINDOW
    )

    id: UUID
    clinic_id: UUID
    veterinarian_id: UUID
    weekday: Weekday
    starts_local: LocalTimeOut
    ends_local: LocalEndOut
    effective_from: Day
    effective_until: Day | None
    rotation_weeks: int = 1
    rotation_week: int = 0


class DayWindow(Input):
    """Hours of one local day; an end before the start is on the next day."""

    starts_local: LocalTime
    ends_local: LocalEnd


class DayWindowOut(Output):
    """Hours of one local day."""

    starts_local: LocalTimeOut
    ends_local: LocalEndOut


DayWindows = Annotated[list[DayWindow], Field(max_length=20, description="None means closed, or off duty.")]


class RosterOverrideIn(Input):
    """The hours of one day instead of the week's."""

    model_config = _example(clinic_id=_CLINIC, windows=[_HOURS], note="Covers for a colleague.")

    clinic_id: UUID
    windows: DayWindows
    note: NoteText | None = None


class RosterOverrideOut(Output):
    """A veterinarian's day with hours of its own."""

    model_config = _example(
        clinic_id=_CLINIC, veterinarian_id=_VETERINARIAN, on_day="2026-12-24", windows=[_HOURS], note=None
    )

    clinic_id: UUID
    veterinarian_id: UUID
    on_day: Day
    windows: list[DayWindowOut]
    note: str | None


class OpeningWindowIn(Input):
    """A stretch of a weekday; closing before opening is on the next day."""

    weekday: Weekday
    opens_local: LocalTime
    closes_local: LocalEnd


class OpeningWindowOut(Output):
    """A stretch of a weekday in which the clinic is open."""

    weekday: Weekday
    opens_local: LocalTimeOut
    closes_local: LocalEndOut


class OpeningWeeklyIn(Input):
    """The clinic's week, which replaces the one that stands."""

    model_config = _example(
        clinic_id=_CLINIC, windows=[{"weekday": 0, "opens_local": "08:00:00", "closes_local": "18:00:00"}]
    )

    clinic_id: UUID
    windows: Annotated[list[OpeningWindowIn], Field(max_length=100)]


class OpeningDayIn(Input):
    """The hours of one day instead of the week's, public holiday or not. The note is for everybody."""

    model_config = _example(clinic_id=_CLINIC, windows=[_HOURS], note="Christmas Eve")

    clinic_id: UUID
    windows: DayWindows
    note: NoteText = ""


class OpeningDayOut(Output):
    """A day on which the clinic keeps other hours."""

    model_config = _example(**_DAY_OUT)

    on_day: Day
    windows: list[DayWindowOut]
    note: str


class HolidayIn(Input):
    """Whether the clinic opens on that public holiday all the same."""

    model_config = _example(clinic_id=_CLINIC, is_open=True)

    clinic_id: UUID
    is_open: bool


class HolidayOut(Output):
    """A public holiday where the clinic is."""

    model_config = _example(on_day="2026-12-25", name="Christmas Day", is_open=False)

    on_day: Day
    name: str
    is_open: bool


class HolidayRegionIn(Input):
    """Whose public holidays the clinic keeps; no country means none."""

    model_config = _example(clinic_id=_CLINIC, country="DE", subdivision="BE")

    clinic_id: UUID
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None
    subdivision: Annotated[str, Text(max_length=20)] | None = None


class HolidayRegionOut(Output):
    """A country whose public holidays are known."""

    model_config = _example(country="DE", name="Germany")

    country: str
    name: str


class HolidayPartOut(Output):
    """A part of a country that has public holidays of its own, by the name it goes by there."""

    model_config = _example(subdivision="BE", name="Berlin")

    subdivision: str
    name: str


class WaitlistOfferLengthIn(Input):
    """How long a time that came free is kept for whoever is offered it: from ten minutes to a week."""

    model_config = _example(clinic_id=_CLINIC, minutes=120)

    clinic_id: UUID
    minutes: Annotated[int, Field(ge=10, le=10_080)]


class OpeningOut(Output):
    """When a clinic opens: its week, and the days of the range asked for that are different."""

    model_config = _example(
        weekly=[{"weekday": 0, "opens_local": "08:00:00", "closes_local": "18:00:00"}],
        overrides=[_DAY_OUT],
        holidays=[{"on_day": "2026-12-25", "name": "Christmas Day", "is_open": False}],
        holiday_country="DE",
        holiday_subdivision="BE",
        waitlist_offer_minutes=120,
        version=1,
    )

    weekly: list[OpeningWindowOut]
    overrides: list[OpeningDayOut]
    holidays: list[HolidayOut]
    holiday_country: str | None
    holiday_subdivision: str | None
    waitlist_offer_minutes: int
    version: int


class PauseIn(Input):
    """Why owners cannot book at the moment, for them to read."""

    model_config = _example(reason="An emergency keeps the whole team busy.")

    reason: NoteText | None = None


class BlockIn(Input):
    """Time in which a veterinarian, a room or a piece of equipment is kept free. The reason is for the staff."""

    model_config = _example(
        clinic_id=_CLINIC,
        resource_id=_ROOM,
        kind="block",
        starts_at="2026-03-03T11:00:00Z",
        ends_at="2026-03-03T12:00:00Z",
        reason="The lamp is being mended.",
    )

    clinic_id: UUID
    resource_id: UUID
    kind: Literal[BlockKind.BLOCK, BlockKind.TIME_OFF]
    starts_at: Instant
    ends_at: Instant
    reason: LongText | None = None


class BlockPatch(Patch):
    """Another time, kind or reason; keys left out stay as they are."""

    model_config = _example(ends_at="2026-03-03T13:00:00Z")
    nullable = frozenset({"reason"})

    kind: Literal[BlockKind.BLOCK, BlockKind.TIME_OFF] | None = None
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    reason: LongText | None = None


class BlockOut(Output):
    """Blocked time, and the visits that were booked into it before."""

    model_config = _example(
        id=_BLOCK,
        clinic_id=_CLINIC,
        resource_id=_ROOM,
        kind="block",
        starts_at="2026-03-03T11:00:00Z",
        ends_at="2026-03-03T12:00:00Z",
        reason="The lamp is being mended.",
        conflicts=[],
    )

    id: UUID
    clinic_id: UUID
    resource_id: UUID
    kind: BlockKind
    starts_at: Instant
    ends_at: Instant
    reason: str | None
    conflicts: list[UUID]
