"""No table escapes: each says what a copy shows of it, what erasing does to it, and how long its rows stay."""

from collections import Counter

import pytest
from sqlalchemy import Column, Table
from vet_core.registry import metadata

from tests.flows.planting import holds_words
from vet_services.flows.domains import ERASURES, EXPORTS, RETENTIONS, UNTOUCHED
from vet_services.identity.personal_data import Fate

TABLES = {table.name: table for table in metadata.sorted_tables}
# A column that names a person without a foreign key: the trail and the events outlive people.
LOOSE = {"person_id", "actor_person_id", "person_ids", "subject_id", "email", "address_email"}


def is_personal(table: Table) -> bool:
    """Whether the table points at a person, or holds a person's id or address in its own way."""
    return table.name in ("persons", "inbound_events") or any(
        column.name in LOOSE or any(key.column.table.name == "persons" for key in column.foreign_keys)
        for column in table.columns
        if not (table.name == "clinics" and column.name == "email")  # the practice's own address
    )


PERSONAL = sorted(name for name, table in TABLES.items() if is_personal(table))


def test_the_tables_known_to_be_personal_are_found() -> None:
    assert {
        "persons",
        "pet_owners",
        "appointments",
        "audit_entries",
        "outbox_events",
        "notification_deliveries",
    } <= set(PERSONAL)
    assert "breeds" not in PERSONAL


def test_every_table_is_in_the_copy_once_or_says_why_not() -> None:
    assert Counter(each.table for each in EXPORTS) == Counter(list(TABLES))
    for each in EXPORTS:
        assert bool(each.dataset) != bool(each.why_not), each.table
        assert set(each.left_out) <= set(TABLES[each.table].columns.keys())
        assert not any(reason == "" for reason in each.left_out.values())


@pytest.mark.parametrize("name", PERSONAL)
def test_a_personal_table_is_in_the_copy(name: str) -> None:
    assert [each.dataset for each in EXPORTS if each.table == name] != [None]


def test_every_table_says_what_erasing_does_to_it() -> None:
    assert {rule.table for rule in ERASURES} | {each.table for each in UNTOUCHED} == set(TABLES)


@pytest.mark.parametrize("name", PERSONAL)
def test_no_personal_table_is_left_alone_and_no_column_of_it_is_forgotten(name: str) -> None:
    rules = [rule for rule in ERASURES if rule.table == name]
    assert rules, f"{name} points at people and says nothing about erasing them"
    assert not [each for each in UNTOUCHED if each.table == name and not each.columns]
    if any(rule.fate is Fate.DELETED and not rule.columns for rule in rules) and not _stays(name):
        return
    spared = [each for each in UNTOUCHED if each.table == name]
    named = {column for rule in rules for column in rule.columns} | {c for each in spared for c in each.columns}
    assert {column.name for column in TABLES[name].columns if _needs_a_word(column)} <= named


def test_what_is_kept_has_a_reason_in_law_and_nothing_else_has_one() -> None:
    for rule in ERASURES:
        assert bool(rule.why) == (rule.fate is Fate.KEPT), rule
        assert ("GDPR art." in rule.why) == (rule.fate is Fate.KEPT), rule
        assert set(rule.columns) <= set(TABLES[rule.table].columns.keys())
        assert rule.what[0].isupper()


def test_every_table_says_how_long_its_rows_stay() -> None:
    assert {rule.table for rule in RETENTIONS} == set(TABLES)
    for rule in RETENTIONS:
        assert rule.statement or rule.by, f"nobody lets go of {rule.table}"
        assert rule.why.endswith(".") or "GDPR" in rule.why
        if rule.statement:
            assert rule.period is not None
            assert ":limit" in rule.statement


def _stays(name: str) -> bool:
    """Whether rows of the person can be left after the rule that deletes rows."""
    return any(rule.table == name and rule.fate is not Fate.DELETED for rule in ERASURES)


def _needs_a_word(column: Column[object]) -> bool:
    return holds_words(column) and not column.foreign_keys
