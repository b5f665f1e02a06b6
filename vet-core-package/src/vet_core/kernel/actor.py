"""Who is acting, and where they work. Facts only: whether something is allowed is a policy's decision."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person may be in a clinic. One person can hold several roles, in several clinics."""

    VETERINARIAN = "veterinarian"
    TECHNICIAN = "technician"
    RECEPTIONIST = "receptionist"
    CLINIC_ADMINISTRATOR = "clinic_administrator"


STAFF: frozenset[Role] = frozenset(Role)
CLINICAL: frozenset[Role] = frozenset({Role.VETERINARIAN, Role.TECHNICIAN})
FRONT_DESK: frozenset[Role] = frozenset({Role.RECEPTIONIST, Role.CLINIC_ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one clinic, valid now."""

    clinic_id: UUID
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person with the grants our own tables gave them; token claims never add any."""

    person_id: UUID
    grants: frozenset[Grant] = field(default_factory=frozenset)
    is_system_administrator: bool = False
    clerk_user_id: str | None = None
    session_id: str | None = None
    opened_clinic_ids: frozenset[UUID] = field(default_factory=frozenset)
    """Clinics whose records this person has opened in an emergency (break-glass), without any role there."""

    def works_at(self, clinic_id: UUID, as_any_of: Set[Role] = STAFF) -> bool:
        return any(grant.clinic_id == clinic_id and grant.role in as_any_of for grant in self.grants)

    @property
    def clinic_ids(self) -> frozenset[UUID]:
        return frozenset(grant.clinic_id for grant in self.grants)

    def roles_at(self, clinic_id: UUID) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants if grant.clinic_id == clinic_id)


SYSTEM = Actor(person_id=UUID(int=0))
"""The platform itself: jobs act as it. Its id never appears in `persons`; audit entries store no person for it."""
