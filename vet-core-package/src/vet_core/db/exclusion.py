"""An exclusion constraint whose index carries more columns, which SQLAlchemy has no word for."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler
from sqlalchemy.ext.compiler import compiles


class CoveringExclude(ExcludeConstraint):
    """EXCLUDE … INCLUDE: questions that ask for no more than the index holds are answered without the table."""

    def __init__(self, *elements: tuple[str, str], include: tuple[str, ...], **rest: Any) -> None:
        super().__init__(*elements, **rest)
        self.include = include


@compiles(CoveringExclude, "postgresql")
def _with_include(constraint: CoveringExclude, compiler: PGDDLCompiler, **rest: Any) -> str:
    plain: str = compiler.visit_exclude_constraint(constraint, **rest)  # type: ignore[no-untyped-call]  # theirs has none
    elements, where, condition = plain.partition(" WHERE (")
    columns = ", ".join(compiler.preparer.quote(name) for name in constraint.include)
    return f"{elements} INCLUDE ({columns}){where}{condition}"
