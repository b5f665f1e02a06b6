from typing import ClassVar

import pytest
from pydantic import ValidationError

from vet_core.kernel.shapes import Input, Output, Patch


class NamePatch(Patch):
    nullable: ClassVar[frozenset[str]] = frozenset({"color"})
    name: str | None = None
    color: str | None = None


def test_an_input_refuses_unknown_keys() -> None:
    class Name(Input):
        name: str

    with pytest.raises(ValidationError) as refusal:
        Name.model_validate({"name": "a", "nmae": "b"})
    assert refusal.value.errors()[0]["type"] == "extra_forbidden"


def test_a_patch_tells_absent_from_null() -> None:
    assert NamePatch.model_validate({}).changes() == {}
    assert NamePatch.model_validate({"color": None}).changes() == {"color": None}
    assert NamePatch.model_validate({"name": "a"}).changes() == {"name": "a"}


def test_a_patch_refuses_null_where_the_row_needs_a_value() -> None:
    with pytest.raises(ValidationError) as refusal:
        NamePatch.model_validate({"name": None})
    assert refusal.value.errors()[0]["type"] == "not_nullable"


def test_an_output_reads_rows() -> None:
    class NameOut(Output):
        name: str

    class Row:
        name = "Pretzel"

    assert NameOut.model_validate(Row()) == NameOut(name="Pretzel")
