"""Wire shapes of a clinic's people: its staff, its clients, and who looked in in an emergency. Never public."""

from __future__ import annotations

from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from vet_core.identity.invitation_schemas import TokenIn
from vet_core.kernel.actor import Role
from vet_core.kernel.bounds import Day, Instant
from vet_core.kernel.shapes import Input, Output, Patch
from vet_core.kernel.species import Species
from vet_core.kernel.text import LongText, ShortText, Text

_PERSON = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f01"
_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_LICENCE: dict[str, Any] = {
    "license_number": "BE-00412",
    "license_region": "Berlin",
    "license_expires_on": "2030-12-31",
}
LicenceText = Annotated[ShortText, Field(max_length=80)]
ReasonText = Annotated[str, Text(min_length=10, max_length=500, multiline=True)]


def _example(**values: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [values]})


class MembershipIn(Input):
    """A role for somebody the platform knows; without a start it counts at once, without an end until taken away."""

    model_config = _example(person_id=_PERSON, role="receptionist", starts_at=None, ends_at="2026-12-31T23:00:00Z")

    person_id: UUID
    role: Role
    starts_at: Instant | None = None
    ends_at: Instant | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.starts_at is not None and self.ends_at is not None and self.ends_at <= self.starts_at:
            raise PydanticCustomError("ends_before_start", "The role must end after it starts.")
        return self


class ClinicMembershipOut(Output):
    """One role of one person in the clinic."""

    model_config = _example(
        id="0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0f", role="receptionist", starts_at="2026-01-01T00:00:00Z", ends_at=None
    )

    id: UUID
    role: Role
    starts_at: Instant
    ends_at: Instant | None


class LicenceOut(Output):
    """What makes somebody a veterinarian."""

    model_config = _example(id="0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03", **_LICENCE)

    id: Annotated[UUID, Field(description="The veterinarian's id.")]
    license_number: str
    license_region: str
    license_expires_on: Day


class LicenceIn(Input):
    """A licence as its holder states it."""

    model_config = _example(**_LICENCE)

    license_number: LicenceText
    license_region: LicenceText
    license_expires_on: Day


class InvitationAcceptIn(TokenIn):
    """The secret of an invitation's link; who begins as a veterinarian adds their licence."""

    model_config = _example(token="Zk3o0cTQm1bV8xw2yJr5uA7sLd4fGh6P", licence=_LICENCE)  # noqa: S106

    licence: LicenceIn | None = None


class LicencePatch(Patch):
    """A renewed or corrected licence; keys left out stay as they are."""

    model_config = _example(license_expires_on="2032-12-31")

    license_number: LicenceText | None = None
    license_region: LicenceText | None = None
    license_expires_on: Day | None = None


class ClinicPersonOut(Output):
    """Somebody who works at the clinic, as its administrator sees them."""

    model_config = _example(
        person_id=_PERSON,
        given_name="Amara",
        family_name="Lindqvist",
        email="amara.lindqvist@example.com",
        roles=["veterinarian"],
        veterinarian_id="0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03",
        memberships=[
            {
                "id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f0f",
                "role": "veterinarian",
                "starts_at": "2026-01-01T00:00:00Z",
                "ends_at": None,
            }
        ],
        veterinarian={"id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03", **_LICENCE},
    )

    person_id: UUID
    given_name: str
    family_name: str
    email: str
    roles: Annotated[list[Role], Field(description="Sorted by name.")]
    veterinarian_id: UUID | None
    memberships: Annotated[list[ClinicMembershipOut], Field(description="Those of this moment, sorted by role.")]
    veterinarian: LicenceOut | None


class ClientPetOut(Output):
    id: UUID
    name: str
    species: Species


class ClientOut(Output):
    """A client as the clinic's staff finds them. The note is null to those whom it does not concern."""

    model_config = _example(
        person_id=_PERSON,
        given_name="Olivia",
        family_name="Hartmann",
        email="olivia.hartmann@example.com",
        phone="+49301234567",
        pets=[{"id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f05", "name": "Pretzel", "species": "dog"}],
        registered_at="2026-03-02T09:00:00Z",
        private_note="Prefers to wait outside.",
    )

    person_id: UUID
    given_name: str
    family_name: str
    email: str
    phone: str | None
    pets: list[ClientPetOut]
    registered_at: Annotated[Instant | None, Field(description="Null for clients who only ever booked.")]
    private_note: str | None


class ClientNoteIn(Input):
    """What the staff should know about a client; empty removes it."""

    model_config = _example(note="Prefers to wait outside.")

    note: LongText


class BreakGlassIn(Input):
    """Why the clinic's records must be opened now; its administrators read this."""

    model_config = _example(reason="Court order 12-C-345: the keeper of the dog is to be found today.")

    reason: ReasonText


class BreakGlassOut(Output):
    """An emergency access: open until it expires or is closed."""

    model_config = _example(
        id="0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f10",
        clinic_id=_CLINIC,
        clinic_name="Linden Veterinary Practice",
        reason="Court order 12-C-345: the keeper of the dog is to be found today.",
        opened_at="2026-03-02T09:00:00Z",
        expires_at="2026-03-02T10:00:00Z",
        closed_at=None,
        person_name="Ida Brandt",
    )

    id: UUID
    clinic_id: UUID
    clinic_name: str
    reason: str
    opened_at: Instant
    expires_at: Instant
    closed_at: Instant | None
    person_name: str
