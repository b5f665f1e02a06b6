"""Wire shapes of calendars that other programs subscribe to, and of how full a clinic's days are."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from vet_core.kernel.bounds import Day, Instant
from vet_core.kernel.shapes import Input, Output
from vet_core.scheduling.enums import FeedKind

_FEED = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0f"


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class FeedIn(Input):
    """A calendar to subscribe to: of one's own pets' visits, or of one's own work as a veterinarian."""

    model_config = _example(kind="owner", shows_details=False)

    kind: FeedKind
    shows_details: Annotated[bool, Field(description="Whether titles name pets and kinds of visits.")] = False


class FeedOut(Output):
    """A calendar address that still works, without its secret."""

    model_config = _example(
        id=_FEED,
        kind="owner",
        shows_details=False,
        created_at="2026-03-01T09:00:00Z",
        last_read_at=None,
    )

    id: UUID
    kind: FeedKind
    shows_details: bool
    created_at: Instant
    last_read_at: Instant | None


class FeedCreatedOut(Output):
    """A new calendar address. Whoever knows it can read the calendar; it is shown this once."""

    model_config = _example(id=_FEED, url="https://api.example.com/v1/scheduling/feeds/secret.ics")

    id: UUID
    url: str


class HeatMapItemOut(Output):
    """One hour of one local day."""

    on: Day
    hour: Annotated[int, Field(ge=0, le=23)]
    working_minutes: int
    busy_minutes: int


class HeatMapOut(Output):
    """How much of the working time is taken, hour by hour; hours in which nobody works are left out."""

    model_config = _example(
        time_zone="Europe/Berlin", items=[{"on": "2026-03-03", "hour": 9, "working_minutes": 120, "busy_minutes": 75}]
    )

    time_zone: str
    items: list[HeatMapItemOut]
