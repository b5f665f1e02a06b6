"""The words in which every domain states what it knows about people, in a `privacy.py` of its own.

`EXPORTS` say what a copy of somebody's data shows, `ERASURES` what erasing does, `RETENTIONS` how long rows stay. The
jobs carry the same values out, and docs/security/privacy.md prints them, so none of them can say anything else.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Case,
    Column,
    ColumnElement,
    LargeBinary,
    String,
    Table,
    Uuid,
    bindparam,
    case,
    literal,
    text,
)
from sqlalchemy.sql import Executable
from sqlalchemy.types import TypeEngine
from vet_core.db import Base, Session, UtcInstant

Row = dict[str, Any]

YOU = "you"
SOMEBODY_ELSE = "somebody else"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows of one kind in the copy of somebody's data, and the files that belong to them by name."""

    name: str
    about: str
    rows: Sequence[Row]
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Export:
    """What the copy shows of one table: a dataset with every column except those left out, or nothing, and why."""

    table: str
    dataset: str | None = None
    about: str = ""
    left_out: Mapping[str, str] = field(default_factory=dict)
    why_not: str = ""

    @property
    def source(self) -> Table:
        return Base.metadata.tables[self.table]

    def columns(self, *apart: str) -> list[Column[Any]]:
        """The columns it shows as they are; `apart` names those shown in another form.

        A new column is shown until somebody gives a reason not to.
        """
        return [each for each in self.source.columns if each.name not in self.left_out and each.name not in apart]

    def holding(self, rows: Sequence[Row]) -> Dataset:
        assert self.dataset is not None
        return Dataset(self.dataset, self.about, rows)


class Fate(StrEnum):
    """What becomes of personal data when its person is erased."""

    DELETED = "deleted"
    PSEUDONYMISED = "pseudonymised"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Erasure:
    """What erasing does to columns of one table (none named: to whole rows), in words and in SQL.

    `statement` does it, and counts what is kept. It may use :person_id, :email, :clerk_user_id, :now, the arrays
    :erased_pets (deleted), :kept_pets (kept without an owner's name) and :needles (bytes to look for in stored
    replies). What is kept needs the legal reason, and for how long.
    """

    table: str
    fate: Fate
    what: str
    statement: str
    columns: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Untouched:
    """A table, or columns of one, that erasing leaves alone because they tell nothing about anybody."""

    table: str
    why: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retention:
    """How long rows of a table stay. `statement` removes a batch of :limit rows older than :before.

    Without a period rows stay as long as what they belong to; without a statement `by` names who removes them.
    """

    table: str
    what: str
    why: str
    period: timedelta | None = None
    statement: str | None = None
    by: str = ""


_PARAMETER = re.compile(r"(?<!:):([a-z_]+)")
_TYPES: dict[str, TypeEngine[Any]] = {
    "person_id": Uuid(),
    "email": String(),
    "clerk_user_id": String(),
    "now": UtcInstant(),
    "before": UtcInstant(),
    "erased_pets": ARRAY(Uuid()),
    "kept_pets": ARRAY(Uuid()),
    "needles": ARRAY(LargeBinary()),
}


async def carry_out(session: Session, statement: str, values: Mapping[str, Any]) -> int:
    """Run a declaration's statement with those of the values it names, and count the rows it returns."""
    named = set(_PARAMETER.findall(statement))
    clause = text(statement).bindparams(*(bindparam(name, type_=_TYPES[name]) for name in named if name in _TYPES))
    return len((await session.execute(clause, {name: values[name] for name in named})).all())


async def rows(session: Session, statement: Executable) -> list[Row]:
    """What a statement finds, as plain dicts with decrypted values."""
    return [dict(row._mapping) for row in await session.execute(statement)]


def whose(column: ColumnElement[Any], person_id: UUID) -> Case[Any]:
    """Whether a column names the person or another one; who that is stays theirs."""
    return case((column == person_id, literal(YOU)), (column.is_(None), None), else_=literal(SOMEBODY_ELSE))
