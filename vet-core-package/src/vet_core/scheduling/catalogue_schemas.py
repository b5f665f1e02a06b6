"""Wire shapes of what a clinic offers: kinds of visits, who performs them, rooms and equipment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from vet_core.kernel.money import Currency, Money
from vet_core.kernel.shapes import Input, Output, Patch
from vet_core.kernel.species import Species
from vet_core.kernel.text import LineText, LocaleTag, LongText, ShortText, Text
from vet_core.scheduling.enums import Clients, ClinicResourceKind, Place, QuestionKind

DurationMinutes = Annotated[int, Field(ge=1, le=1440)]
BufferMinutes = Annotated[int, Field(ge=0, le=480)]
OffsetMinutes = Annotated[int, Field(ge=0, le=1439, description="Where the grid of starts begins after midnight.")]
NoticeMinutes = Annotated[int, Field(ge=0, le=525_600)]
HorizonDays = Annotated[int, Field(ge=1, le=730)]
PriceMinor = Annotated[int, Field(ge=0, le=2**31 - 1, description="In the currency's smallest unit.")]
Capacity = Annotated[int, Field(ge=1, le=100, description="More than 1 makes it a group class.")]
DailyCap = Annotated[int, Field(ge=1, le=1000, description="How many of a local day owners may book.")]
Percent = Annotated[int, Field(ge=0, le=100)]
Category = Annotated[str, Text(max_length=60)]
QuestionId = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]
SpeciesSet = Annotated[list[Species], Field(max_length=len(Species), description="Empty means every species.")]
VeterinarianIds = Annotated[list[UUID], Field(max_length=200)]

_CLINIC = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f02"
_VETERINARIAN = "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f03"
_TYPE: dict[str, Any] = {
    "clinic_id": _CLINIC,
    "name": "General check-up",
    "description": "A look from nose to tail.",
    "translations": {"de": {"name": "Vorsorge", "description": "Von der Nase bis zum Schwanz."}},
    "duration_minutes": 20,
    "buffer_before_minutes": 0,
    "buffer_after_minutes": 5,
    "slot_interval_minutes": 15,
    "grid_offset_minutes": 0,
    "minimum_notice_minutes": 120,
    "horizon_days": 90,
    "species": ["dog", "cat"],
    "clients": "everyone",
    "place": "in_clinic",
    "capacity": 1,
    "daily_cap": None,
    "same_day_percent": 20,
    "price": {"amount_minor": 4900, "currency": "EUR"},
    "deposit": {"amount_minor": 1000, "currency": "EUR"},
    "cancellation_notice_minutes": 1440,
    "late_fee": {"amount_minor": 1500, "currency": "EUR"},
    "is_confirmation_needed": False,
    "questions": [
        {
            "id": "fasted",
            "text": "Has your pet eaten today?",
            "translations": {"de": "Hat Ihr Tier heute gefressen?"},
            "kind": "yes_no",
            "choices": [],
            "is_required": True,
        }
    ],
    "requirements": [{"kind": "room", "category": "consulting"}],
    "is_owner_bookable": True,
    "is_active": True,
    "veterinarian_ids": [_VETERINARIAN],
    "performers": [{"veterinarian_id": _VETERINARIAN, "duration_minutes": 30}],
}


class PriceIn(Input):
    """What a visit costs."""

    amount_minor: PriceMinor
    currency: Currency


class TypeTranslation(Input):
    """The words of a service in another language; what is left out is shown in the first one."""

    name: ShortText | None = None
    description: LongText | None = None


class Question(Input):
    """What owners are asked when they book."""

    id: QuestionId
    text: LineText
    translations: Annotated[dict[LocaleTag, LineText], Field(max_length=20)] = Field(default_factory=dict)
    kind: QuestionKind = QuestionKind.TEXT
    choices: Annotated[list[ShortText], Field(max_length=20)] = Field(default_factory=list)
    is_required: bool = False

    @model_validator(mode="after")
    def _choices_belong_to_a_choice(self) -> Self:
        if self.kind is QuestionKind.CHOICE and len(set(self.choices)) < 2:
            raise PydanticCustomError("choices_missing", "Give at least two different choices.")
        if self.kind is not QuestionKind.CHOICE and self.choices:
            raise PydanticCustomError("choices_unexpected", "Only a question of kind choice has choices.")
        return self


class Requirement(Input):
    """One free room, or piece of equipment, of a category: needed for the whole visit besides the veterinarian."""

    kind: ClinicResourceKind
    category: Category


class Performer(Input):
    """A veterinarian who performs the visit, perhaps in a time of their own."""

    veterinarian_id: UUID
    duration_minutes: DurationMinutes | None = None


Translations = Annotated[dict[LocaleTag, TypeTranslation], Field(max_length=20)]
Questions = Annotated[list[Question], Field(max_length=20)]
Requirements = Annotated[list[Requirement], Field(max_length=10)]
Performers = Annotated[list[Performer], Field(max_length=200, description="Instead of veterinarian_ids.")]


class AppointmentTypeIn(Input):
    """A service the clinic starts to offer."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{name: value for name, value in _TYPE.items() if name != "veterinarian_ids"}],
        }
    )

    clinic_id: UUID
    name: ShortText
    description: LongText = ""
    translations: Translations = Field(default_factory=dict)
    duration_minutes: DurationMinutes
    buffer_before_minutes: BufferMinutes = 0
    buffer_after_minutes: BufferMinutes = 0
    slot_interval_minutes: DurationMinutes = 15
    grid_offset_minutes: OffsetMinutes = 0
    minimum_notice_minutes: NoticeMinutes = 0
    horizon_days: HorizonDays = 90
    species: SpeciesSet = Field(default_factory=list)
    clients: Clients = Clients.EVERYONE
    place: Place = Place.IN_CLINIC
    capacity: Capacity = 1
    daily_cap: DailyCap | None = None
    same_day_percent: Percent = 0
    price: PriceIn
    deposit: PriceIn | None = None
    cancellation_notice_minutes: NoticeMinutes = 0
    late_fee: PriceIn | None = None
    is_confirmation_needed: bool = False
    questions: Questions = Field(default_factory=list)
    requirements: Requirements = Field(default_factory=list)
    is_owner_bookable: bool = True
    is_active: bool = True
    veterinarian_ids: VeterinarianIds = Field(default_factory=list)
    performers: Performers | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        refuse_repeated(self.questions, self.requirements, self.performers)
        if self.performers is not None and self.veterinarian_ids:
            refuse_disagreement(self.performers, self.veterinarian_ids)
        return self


class AppointmentTypePatch(Patch):
    """Changes to a service; keys left out stay as they are. Booked visits keep their own duration and price."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"duration_minutes": 30, "is_active": False}]})
    nullable = frozenset({"daily_cap", "deposit", "late_fee"})

    name: ShortText | None = None
    description: LongText | None = None
    translations: Translations | None = None
    duration_minutes: DurationMinutes | None = None
    buffer_before_minutes: BufferMinutes | None = None
    buffer_after_minutes: BufferMinutes | None = None
    slot_interval_minutes: DurationMinutes | None = None
    grid_offset_minutes: OffsetMinutes | None = None
    minimum_notice_minutes: NoticeMinutes | None = None
    horizon_days: HorizonDays | None = None
    species: SpeciesSet | None = None
    clients: Clients | None = None
    place: Place | None = None
    capacity: Capacity | None = None
    daily_cap: DailyCap | None = None
    same_day_percent: Percent | None = None
    price: PriceIn | None = None
    deposit: PriceIn | None = None
    cancellation_notice_minutes: NoticeMinutes | None = None
    late_fee: PriceIn | None = None
    is_confirmation_needed: bool | None = None
    questions: Questions | None = None
    requirements: Requirements | None = None
    is_owner_bookable: bool | None = None
    is_active: bool | None = None
    veterinarian_ids: VeterinarianIds | None = None
    performers: Performers | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        refuse_repeated(self.questions or (), self.requirements or (), self.performers)
        if self.performers is not None and self.veterinarian_ids is not None:
            refuse_disagreement(self.performers, self.veterinarian_ids)
        return self


class AppointmentTypeOut(Output):
    """A service as the clinic offers it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f06", **_TYPE, "version": 1}]}
    )

    id: UUID
    clinic_id: UUID
    name: str
    description: str
    translations: dict[str, TypeTranslation] = Field(default_factory=dict)
    duration_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    slot_interval_minutes: int
    grid_offset_minutes: int = 0
    minimum_notice_minutes: int
    horizon_days: int
    species: list[Species]
    clients: Clients = Clients.EVERYONE
    place: Place = Place.IN_CLINIC
    capacity: int = 1
    daily_cap: int | None = None
    same_day_percent: int = 0
    price: Money
    deposit: Money | None = None
    cancellation_notice_minutes: int = 0
    late_fee: Money | None = None
    is_confirmation_needed: bool = False
    questions: list[Question] = Field(default_factory=list)
    requirements: list[Requirement] = Field(default_factory=list)
    is_owner_bookable: bool
    is_active: bool
    veterinarian_ids: list[UUID]
    performers: list[Performer] = Field(default_factory=list)
    version: int


_RESOURCE: dict[str, Any] = {
    "clinic_id": _CLINIC,
    "kind": "room",
    "category": "consulting",
    "name": "Consulting room 1",
}


class ResourceIn(Input):
    """A room, or a piece of equipment."""

    model_config = ConfigDict(json_schema_extra={"examples": [_RESOURCE]})

    clinic_id: UUID
    kind: ClinicResourceKind
    category: Category = "general"
    name: ShortText


class ResourcePatch(Patch):
    """Changes to a room; what is out of use is not given to new visits."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Quiet room", "is_active": False}]})

    name: ShortText | None = None
    category: Category | None = None
    is_active: bool | None = None


class ResourceOut(Output):
    """A room, or a piece of equipment, of the clinic."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"id": "0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f10", **_RESOURCE, "is_active": True, "version": 1}]
        }
    )

    id: UUID
    clinic_id: UUID
    kind: ClinicResourceKind
    category: str
    name: str
    is_active: bool
    version: int


def refuse_repeated(
    questions: Sequence[Question], requirements: Sequence[Requirement], performers: Sequence[Performer] | None
) -> None:
    """Raise when a list names the same thing twice."""
    for name, keys in (
        ("questions", [each.id for each in questions]),
        ("requirements", [(each.kind, each.category) for each in requirements]),
        ("performers", [each.veterinarian_id for each in performers or ()]),
    ):
        if len(set(keys)) < len(keys):
            raise PydanticCustomError("repeated", "Name each of {field} once.", {"field": name})


def refuse_disagreement(performers: Sequence[Performer], veterinarian_ids: Sequence[UUID]) -> None:
    """Raise when the two ways to say who performs a visit say different things."""
    if {each.veterinarian_id for each in performers} != set(veterinarian_ids):
        raise PydanticCustomError("performers_disagree", "Send performers or veterinarian_ids; not both.")
