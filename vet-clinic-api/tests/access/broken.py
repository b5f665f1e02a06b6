"""Ways to break the platform on purpose, so that tests can show they would notice: policies that allow all, statements
without their filter, tables without row-level security.
"""

import re
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any
from unittest.mock import Mock

from sqlalchemy import event
from vet_core.db import Database
from vet_core.kernel.policy import ALLOWED, Verdict

from tests.access.stage import Stage, database_at
from vet_clinic_api.edge import access, problems


def allow(*_: Any, **__: Any) -> Verdict:
    """What a policy says that nobody has written."""
    return ALLOWED


@contextmanager
def all_allowed() -> Iterator[set[str]]:
    """Every policy of the services answers "allowed" until the block ends; yields their names."""
    put_back: list[tuple[ModuleType, str, Any]] = []
    for name, module in list(sys.modules.items()):
        if name.startswith("vet_services.") and module is not None:
            found = [(key, value) for key, value in vars(module).items() if key.startswith("may_") and callable(value)]
            put_back += [(module, key, value) for key, value in found]
    names = {key for _, key, _ in put_back}
    for module, key, _ in put_back:
        setattr(module, key, allow)
    # Gates hold the policies that decide without a thing; and what then fails inside need not be told in full.
    for module, key, value in ((access, "enforce", allow), (problems, "_log", Mock())):
        put_back.append((module, key, getattr(module, key)))
        setattr(module, key, value)
    try:
        yield names
    finally:
        for module, key, value in put_back:
            setattr(module, key, value)


@dataclass(eq=False)
class Surgery:
    """One predicate that is taken out of every statement it stands in."""

    predicate: str
    done: int = field(default=0)

    def __call__(self, _c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
        # The parameter stays in use, so that its number and its type stay known.
        changed, times = re.subn(rf"{self.predicate} = (\$\d+(?:::\w+)?)", r"(\1 IS NOT NULL)", statement)
        self.done += times
        return changed, parameters


@contextmanager
def without(database: Database, predicate: str) -> Iterator[Surgery]:
    """No statement of this database compares this column any more."""
    surgery = Surgery(predicate)
    engines = {id(engine.sync_engine): engine.sync_engine for engine in (database.write_engine, database.read_engine)}
    for engine in engines.values():
        event.listen(engine, "before_cursor_execute", surgery, retval=True)
    try:
        yield surgery
    finally:
        for engine in engines.values():
            event.remove(engine, "before_cursor_execute", surgery)


@asynccontextmanager
async def without_row_security_on(stage: Stage, *tables: str) -> AsyncIterator[None]:
    """These tables show everybody everything until the block ends."""
    await stage.traces.run("; ".join(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in tables))
    try:
        yield
    finally:
        await stage.traces.run("; ".join(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY" for table in tables))


@asynccontextmanager
async def without_any_row_security(stage: Stage) -> AsyncIterator[Stage]:
    """The same stage with the API signed in as the tables' owner, whom no row-level security binds."""
    database = database_at(stage.addresses.owner)
    try:
        async with stage.on(database) as unguarded:
            yield unguarded
    finally:
        await database.close()
