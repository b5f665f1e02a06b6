"""The words of identity."""

from enum import StrEnum

from vet_core.kernel.actor import Role

__all__ = ["ConsentPurpose", "ErasureState", "ExportState", "InvitationState", "PetAccess", "Role"]


class PetAccess(StrEnum):
    """What a co-owner may do with a pet. Whoever manages it also books, shares it and invites others."""

    MANAGE = "manage"
    VIEW = "view"


class InvitationState(StrEnum):
    """How an invitation stands at an instant; computed from its row, never stored."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    REVOKED = "revoked"


class ConsentPurpose(StrEnum):
    """What a person agrees to, or not, in a version of its text."""

    TERMS = "terms"
    PRIVACY_NOTICE = "privacy_notice"
    MARKETING_EMAIL = "marketing_email"
    REMINDERS = "reminders"
    RESEARCH = "research"


class ExportState(StrEnum):
    """Where the copy of a person's data stands. `expired` has lost its content, `failed` used up its attempts."""

    REQUESTED = "requested"
    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"
    EXPIRED = "expired"


class ErasureState(StrEnum):
    """Where a wish to be forgotten stands."""

    REQUESTED = "requested"
    CANCELLED = "cancelled"
    DONE = "done"
