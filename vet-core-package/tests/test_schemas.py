"""Every wire shape: examples that are true, inputs that refuse what they do not know, bounds the tables share."""

import inspect
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest
from pydantic import BaseModel, ValidationError

from vet_core.clinics import people_schemas as clinic_people
from vet_core.clinics import schemas as clinics
from vet_core.identity import invitation_schemas as invitations
from vet_core.identity import privacy_schemas as privacy
from vet_core.identity import schemas as identity
from vet_core.kernel.shapes import Input, Output
from vet_core.notifications import schemas as notifications
from vet_core.pets import schemas as pets
from vet_core.pets import sharing_schemas as sharing
from vet_core.scheduling import (
    appointment_schemas,
    catalogue_schemas,
    feed_schemas,
    hours_schemas,
    plan_schemas,
    slot_schemas,
)
from vet_core.scheduling import schemas as scheduling

MODULES = (
    identity,
    invitations,
    privacy,
    clinics,
    clinic_people,
    pets,
    sharing,
    appointment_schemas,
    catalogue_schemas,
    feed_schemas,
    hours_schemas,
    plan_schemas,
    slot_schemas,
    notifications,
)
PARTS = {  # shown inside other examples
    "MembershipOut",
    "AddressOut",
    "OpeningHoursOut",
    "ClinicMembershipOut",
    "LicenceOut",
    "ClientPetOut",
    "SlotOut",
    "PriceIn",
    "OccurrenceOut",
    "MoveProposalOut",
    "MoveOptionOut",
    "LinkOptionOut",
    "WaitlistOfferOut",
    "WaitlistWindow",
    "SlotDayOut",
    "TypeTranslation",
    "Question",
    "Requirement",
    "Performer",
    "DayWindow",
    "DayWindowOut",
    "OpeningWindowIn",
    "OpeningWindowOut",
    "HeatMapItemOut",
    "AnswerOut",
}


def shapes_of(module: ModuleType) -> list[type[BaseModel]]:
    found = [value for _, value in inspect.getmembers(module, inspect.isclass) if value.__module__ == module.__name__]
    return [value for value in found if issubclass(value, BaseModel)]


SHAPES = [shape for module in MODULES for shape in shapes_of(module)]


def examples_of(shape: type[BaseModel]) -> list[dict[str, Any]]:
    extra: Any = shape.model_config.get("json_schema_extra") or {}
    return list(extra.get("examples", []))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_shape_comes_in_or_goes_out_and_shows_an_example_that_holds(shape: type[BaseModel]) -> None:
    assert issubclass(shape, Input | Output)
    assert shape.__name__.endswith("Out") is issubclass(shape, Output)
    examples = examples_of(shape)
    assert examples or shape.__name__ in PARTS
    for example in examples:
        read = shape.model_validate(example)
        if issubclass(shape, Output):
            assert set(example) == set(shape.model_fields)
            assert read.model_dump(mode="json") == example


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if issubclass(shape, Input)], ids=lambda s: s.__name__)
def test_an_input_refuses_a_key_it_does_not_know(shape: type[BaseModel]) -> None:
    with pytest.raises(ValidationError) as refusal:
        shape.model_validate({"no_such_key": 1})
    assert ("no_such_key",) in [error["loc"] for error in refusal.value.errors() if error["type"] == "extra_forbidden"]


def errors(shape: type[BaseModel], value: dict[str, Any]) -> set[tuple[str, str]]:
    with pytest.raises(ValidationError) as refusal:
        shape.model_validate(value)
    return {(str(error["loc"][0]) if error["loc"] else "", error["type"]) for error in refusal.value.errors()}


def test_a_pet_is_bounded_in_every_field() -> None:
    assert errors(
        pets.PetIn,
        {
            "name": "a\0b",
            "species": "dragon",
            "breed_id": "1",
            "weight_grams": 10**30,
            "microchip_number": "27609810234567",
            "born_on": "9999-01-01",
            "color": "x" * 121,
            "note": "x" * 4001,
        },
    ) == {
        ("name", "text_forbidden"),
        ("species", "enum"),
        ("breed_id", "uuid_parsing"),
        ("weight_grams", "less_than_equal"),
        ("microchip_number", "string_pattern_mismatch"),
        ("born_on", "date_out_of_range"),
        ("color", "text_too_long"),
        ("note", "text_too_long"),
    }


@pytest.mark.parametrize("chip", ["276098102345678\n", "٢٧٦٠٩٨١٠٢٣٤٥٦٧٨", " 276098102345678"])
def test_a_microchip_number_is_fifteen_ascii_digits(chip: str) -> None:
    value = {"name": "Pretzel", "species": "dog", "microchip_number": chip}
    assert errors(pets.PetIn, value) == {("microchip_number", "string_pattern_mismatch")}


def test_a_pet_never_loses_its_name() -> None:
    assert errors(pets.PetPatch, {"name": None}) == {("", "not_nullable")}
    assert pets.PetPatch.model_validate({"weight_grams": None, "note": " "}).changes() == {
        "weight_grams": None,
        "note": "",
    }


def test_a_booking_comes_from_a_hold_or_names_its_slot() -> None:
    hold, pet, clinic, kind = (str(uuid4()) for _ in range(4))
    slot = {"clinic_id": clinic, "appointment_type_id": kind, "starts_at": "2026-03-03T13:30:00Z"}
    assert scheduling.AppointmentIn.model_validate({"hold_id": hold, "pet_id": pet}).clinic_id is None
    assert scheduling.AppointmentIn.model_validate({**slot, "pet_id": pet}).hold_id is None
    for missing in slot:
        partial = {key: value for key, value in slot.items() if key != missing}
        assert errors(scheduling.AppointmentIn, {**partial, "pet_id": pet}) == {("", "hold_or_slot")}
    assert errors(scheduling.AppointmentIn, {"hold_id": hold, "pet_id": pet, **slot}) == {("", "hold_and_slot")}
    assert errors(scheduling.AppointmentIn, slot) >= {("pet_id", "missing")}


def test_an_appointment_type_is_bounded_like_its_table() -> None:
    value = {
        "clinic_id": str(uuid4()),
        "name": "Check-up",
        "duration_minutes": 0,
        "buffer_before_minutes": 481,
        "slot_interval_minutes": 0,
        "minimum_notice_minutes": -1,
        "horizon_days": 731,
        "species": ["dragon"],
        "price": {"amount_minor": 2**31, "currency": "EUR"},
    }
    assert {field for field, _ in errors(scheduling.AppointmentTypeIn, value)} == set(value) - {"clinic_id", "name"}


def test_a_public_shape_never_carries_a_licence() -> None:
    assert not any("license" in field for field in clinics.VeterinarianOut.model_fields)


TYPE = {
    "clinic_id": str(uuid4()),
    "name": "Check-up",
    "duration_minutes": 1,
    "price": {"amount_minor": 0, "currency": "EUR"},
}
QUESTION = {"id": "food", "text": "What did it eat?"}


@pytest.mark.parametrize(
    ("change", "where", "refused"),
    [
        ({"grid_offset_minutes": 1440}, "grid_offset_minutes", "less_than_equal"),
        ({"capacity": 101}, "capacity", "less_than_equal"),
        ({"daily_cap": 0}, "daily_cap", "greater_than_equal"),
        ({"same_day_percent": 101}, "same_day_percent", "less_than_equal"),
        ({"translations": {"d": {"name": "x"}}}, "translations", "locale_unknown"),
        ({"questions": [QUESTION | {"kind": "choice", "choices": ["a", "a"]}]}, "questions", "choices_missing"),
        ({"questions": [QUESTION | {"choices": ["a", "b"]}]}, "questions", "choices_unexpected"),
        ({"questions": [QUESTION, QUESTION]}, "", "repeated"),
        ({"requirements": [{"kind": "room", "category": "x"}] * 2}, "", "repeated"),
        ({"requirements": [{"kind": "pet", "category": "x"}]}, "requirements", "enum"),
        ({"performers": [{"veterinarian_id": TYPE["clinic_id"]}] * 2}, "", "repeated"),
        ({"performers": [], "veterinarian_ids": [TYPE["clinic_id"]]}, "", "performers_disagree"),
    ],
)
def test_what_a_kind_of_visit_cannot_be(change: dict[str, Any], where: str, refused: str) -> None:
    assert errors(scheduling.AppointmentTypeIn, TYPE | change) == {(where, refused)}


def test_a_window_counts_within_its_rotation() -> None:
    window = {"weekday": 0, "starts_local": "09:00", "ends_local": "24:00", "effective_from": "2026-01-01"}
    sound = scheduling.RosterWindowIn.model_validate(window | {"rotation_weeks": 2, "rotation_week": 1})
    assert (sound.starts_local, sound.ends_local) == (540, 1440)
    assert errors(scheduling.RosterWindowIn, window | {"rotation_week": 1}) == {("", "rotation_unsound")}
    assert errors(scheduling.RosterWindowIn, window | {"starts_local": "24:00"}) == {("starts_local", "time_invalid")}


def test_nobody_writes_blocks_of_other_calendars_or_an_empty_window_of_a_wish() -> None:
    block = {"clinic_id": TYPE["clinic_id"], "resource_id": TYPE["clinic_id"], "kind": "external"}
    times = {"starts_at": "2026-03-03T09:00:00Z", "ends_at": "2026-03-03T10:00:00Z"}
    assert errors(scheduling.BlockIn, block | times) == {("kind", "literal_error")}
    wish = {"from_day": "2026-03-03", "until_day": "2026-03-02"}
    assert errors(scheduling.WaitlistWindow, wish) == {("", "window_empty")}
