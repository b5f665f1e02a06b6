import re

import vet_core.registry  # noqa: F401
from vet_core.db import DatabaseBusy, DatabaseTimeout, DatabaseUnavailable
from vet_core.kernel.errors import Conflict, Forbidden, Kind, NotFound, VetError, all_errors


class SlotGone(Conflict):
    code = "tests.slot_gone"
    title = "That slot is gone."


def test_an_error_carries_code_kind_detail_pointer_and_facts() -> None:
    error = SlotGone("Somebody was faster.", pointer="/starts_at", retry_after_seconds=3, reason="taken")
    assert (error.code, error.kind, error.title) == ("tests.slot_gone", Kind.CONFLICT, "That slot is gone.")
    assert (error.detail, error.pointer, error.retry_after_seconds) == ("Somebody was faster.", "/starts_at", 3)
    assert error.params == {"reason": "taken"}
    assert str(error) == "Somebody was faster."
    assert str(SlotGone()) == "That slot is gone."


def test_every_code_is_unique_and_names_its_domain() -> None:
    codes = [error.code for error in all_errors()]
    assert len(codes) == len(set(codes))
    assert [code for code in codes if re.fullmatch(r"[a-z]+\.[a-z_]+", code) is None] == []
    assert codes == sorted(codes)


def test_errors_without_a_code_are_kinds_not_vocabulary() -> None:
    listed = all_errors()
    assert SlotGone in listed
    assert {VetError, Conflict, NotFound, Forbidden}.isdisjoint(listed)


def test_outages_say_when_to_come_back() -> None:
    assert [(error.code, error.kind, error().retry_after_seconds) for error in (
        DatabaseUnavailable, DatabaseTimeout, DatabaseBusy
    )] == [
        ("platform.database_unavailable", Kind.UNAVAILABLE, 2),
        ("platform.database_timeout", Kind.UNAVAILABLE, 2),
        ("platform.database_busy", Kind.UNAVAILABLE, 1),
    ]  # fmt: skip
