"""The words of scheduling and the moves between them."""

from enum import StrEnum
from types import MappingProxyType

from vet_core.kernel.species import Species

__all__ = ["MOVES", "OPEN", "AppointmentStatus", "ReservationState", "ResourceKind", "Species"]


class AppointmentStatus(StrEnum):
    """Where a visit stands. `missed` means the owner did not come."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    MISSED = "missed"


_S = AppointmentStatus

MOVES = MappingProxyType(
    {
        _S.REQUESTED: frozenset({_S.CONFIRMED, _S.CANCELLED}),
        _S.CONFIRMED: frozenset({_S.CHECKED_IN, _S.CANCELLED, _S.MISSED}),
        _S.CHECKED_IN: frozenset({_S.IN_PROGRESS, _S.CANCELLED}),
        _S.IN_PROGRESS: frozenset({_S.COMPLETED}),
        _S.COMPLETED: frozenset[AppointmentStatus](),
        _S.CANCELLED: frozenset[AppointmentStatus](),
        _S.MISSED: frozenset({_S.CHECKED_IN}),
    }
)
"""From each status, the statuses it may move to. An owner who comes late after all is checked in from missed."""

OPEN = frozenset({_S.REQUESTED, _S.CONFIRMED, _S.CHECKED_IN, _S.IN_PROGRESS})
"""Statuses of visits that still lie ahead or are under way; they keep their time reserved."""


class ReservationState(StrEnum):
    """Held and booked rows keep others out; released ones only remember."""

    HELD = "held"
    BOOKED = "booked"
    RELEASED = "released"


class ResourceKind(StrEnum):
    """Things that can be busy."""

    VETERINARIAN = "veterinarian"
    PET = "pet"
    ROOM = "room"
    EQUIPMENT = "equipment"
