"""The words of scheduling, the moves between them, and the stages of the waiting-room board."""

from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from vet_core.kernel.species import Species

__all__ = [
    "ENDED",
    "MOVES",
    "OPEN",
    "STAGES",
    "AppointmentStatus",
    "BlockKind",
    "Clients",
    "ClinicResourceKind",
    "FeedKind",
    "LinkAction",
    "LinkPurpose",
    "Place",
    "ProposalState",
    "QuestionKind",
    "ReservationState",
    "ResourceKind",
    "SeriesScope",
    "Species",
    "Stage",
    "WaitlistOfferState",
    "WaitlistStatus",
    "WhyNot",
    "stage",
]


class AppointmentStatus(StrEnum):
    """Where a visit stands. `missed` means the owner did not come, `declined` that the clinic refused the request."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    MISSED = "missed"


_S = AppointmentStatus

MOVES = MappingProxyType(
    {
        _S.REQUESTED: frozenset({_S.CONFIRMED, _S.DECLINED, _S.CANCELLED}),
        _S.CONFIRMED: frozenset({_S.CHECKED_IN, _S.CANCELLED, _S.MISSED}),
        _S.CHECKED_IN: frozenset({_S.IN_PROGRESS, _S.CANCELLED}),
        _S.IN_PROGRESS: frozenset({_S.COMPLETED}),
        _S.COMPLETED: frozenset[AppointmentStatus](),
        _S.CANCELLED: frozenset[AppointmentStatus](),
        _S.DECLINED: frozenset[AppointmentStatus](),
        _S.MISSED: frozenset({_S.CHECKED_IN}),
    }
)
"""From each status, the statuses it may move to. An owner who comes late after all is checked in from missed."""

OPEN = frozenset({_S.REQUESTED, _S.CONFIRMED, _S.CHECKED_IN, _S.IN_PROGRESS})
"""Statuses of visits that still lie ahead or are under way; they keep their time reserved."""


ENDED = frozenset({_S.CANCELLED, _S.DECLINED, _S.MISSED})
"""Statuses of visits that do not take place."""


class Stage(StrEnum):
    """Where a pet is in the clinic today, as the waiting-room board shows it."""

    EXPECTED = "expected"
    ARRIVED = "arrived"
    ROOMED = "roomed"
    WITH_VET = "with_vet"
    TO_PAY = "to_pay"
    GONE = "gone"


STAGES = MappingProxyType(
    {
        _S.REQUESTED: (Stage.EXPECTED, Stage.EXPECTED),
        _S.CONFIRMED: (Stage.EXPECTED, Stage.EXPECTED),
        _S.CHECKED_IN: (Stage.ARRIVED, Stage.ROOMED),
        _S.IN_PROGRESS: (Stage.WITH_VET, Stage.WITH_VET),
        _S.COMPLETED: (Stage.TO_PAY, Stage.GONE),
    }
)
"""For each status the stage, and the stage once the pet was led to its room (or, after the visit, has left)."""


def stage(status: AppointmentStatus, *, roomed_at: datetime | None, departed_at: datetime | None) -> Stage | None:
    """The stage on the board; None for visits that do not take place."""
    if status not in STAGES:
        return None
    before, after = STAGES[status]
    is_further = departed_at is not None if status is _S.COMPLETED else roomed_at is not None
    return after if is_further else before


class ReservationState(StrEnum):
    """Held, booked and blocked rows keep others out; released ones only remember."""

    HELD = "held"
    BOOKED = "booked"
    BLOCKED = "blocked"
    RELEASED = "released"


class ResourceKind(StrEnum):
    """Things that can be busy."""

    VETERINARIAN = "veterinarian"
    PET = "pet"
    ROOM = "room"
    EQUIPMENT = "equipment"


class WhyNot(StrEnum):
    """Why a start is not offered, in the order in which the reasons are named. It never says who is there."""

    INACTIVE = "inactive"
    PAUSED = "paused"
    SPECIES = "species"
    CLIENTS = "clients"
    NOTICE = "notice"
    HORIZON = "horizon"
    OFF_GRID = "off_grid"
    CLOSED = "closed"
    OFF_DUTY = "off_duty"
    TAKEN = "taken"
    ROOM_BUSY = "room_busy"
    CAP = "cap"
    SAME_DAY_ONLY = "same_day_only"


class ClinicResourceKind(StrEnum):
    """What a clinic has besides its people."""

    ROOM = "room"
    EQUIPMENT = "equipment"


class Clients(StrEnum):
    """Whom a visit is offered to."""

    EVERYONE = "everyone"
    NEW = "new"
    EXISTING = "existing"


class Place(StrEnum):
    """Where a visit takes place."""

    IN_CLINIC = "in_clinic"
    HOME_VISIT = "home_visit"
    VIDEO = "video"


class QuestionKind(StrEnum):
    """How an owner answers."""

    TEXT = "text"
    YES_NO = "yes_no"
    CHOICE = "choice"


class BlockKind(StrEnum):
    """Why time is kept free; `external` came from another calendar."""

    BLOCK = "block"
    TIME_OFF = "time_off"
    EXTERNAL = "external"


class SeriesScope(StrEnum):
    """Which visits of a series are meant."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class WaitlistStatus(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class WaitlistOfferState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class ProposalState(StrEnum):
    OPEN = "open"
    CHOSEN = "chosen"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class FeedKind(StrEnum):
    """Whose visits a calendar shows."""

    OWNER = "owner"
    VETERINARIAN = "veterinarian"


class LinkAction(StrEnum):
    """What whoever follows a link wants: what the link is for, or to let a kept time go."""

    ACCEPT = "accept"
    DECLINE = "decline"


class LinkPurpose(StrEnum):
    """The one thing that a link in a letter can do."""

    CONFIRM = "confirm"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    CHOOSE = "choose"
    WAITLIST = "waitlist"
