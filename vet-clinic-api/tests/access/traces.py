"""Tell which tables a request has changed, and put them back: what was built is kept in a schema of its own."""

import asyncpg

NEVER_WRITTEN = frozenset({"alembic_version", "breeds", "encryption_canaries"})
"""By requests: migrations and starting processes write them."""

_KEPT = "as_built"

_COLUMNS = """
    SELECT c.table_name AS name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position) AS columns
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER' AND t.table_type = 'BASE TABLE'
     GROUP BY c.table_name ORDER BY c.table_name
"""
_PRINT = """
    SELECT '{0}' AS name, count(*) || ':' || coalesce(sum(hashtextextended(x::text, 0)::numeric), 0) AS print
      FROM public.{0} x
"""

Prints = dict[str, str]


class Traces:
    """Watches every table of one database through its owner's connection."""

    def __init__(self, owner: asyncpg.Connection) -> None:
        self._owner = owner
        self._columns: dict[str, str] = {}
        self._built: Prints = {}
        self._look = ""

    async def keep(self) -> None:
        """Remember every table as it is now; `undo` comes back to this."""
        await self._owner.execute(f"DROP SCHEMA IF EXISTS {_KEPT} CASCADE; CREATE SCHEMA {_KEPT}")
        rows = await self._owner.fetch(_COLUMNS)
        self._columns = {row["name"]: row["columns"] for row in rows if row["name"] not in NEVER_WRITTEN}
        self._look = " UNION ALL ".join(_PRINT.format(name) for name in self._columns)
        for name in self._columns:
            await self._owner.execute(f"CREATE TABLE {_KEPT}.{name} AS TABLE public.{name}")
        self._built = await self.prints()

    async def run(self, statements: str) -> None:
        """Do something to the database that only its owner may."""
        await self._owner.execute(statements)

    async def prints(self) -> Prints:
        """A fingerprint of the rows of every table."""
        return {row["name"]: row["print"] for row in await self._owner.fetch(self._look)}

    async def changed(self) -> frozenset[str]:
        """The tables that are not as they were built."""
        now = await self.prints()
        return frozenset(name for name in self._columns if now[name] != self._built[name])

    async def undo(self, names: frozenset[str]) -> None:
        """Put these tables back, whatever triggers and foreign keys say."""
        steps = ["SET LOCAL session_replication_role = replica"]
        for name in sorted(names):
            columns = self._columns[name]
            steps.append(f"DELETE FROM public.{name}")
            steps.append(
                f"INSERT INTO public.{name} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {_KEPT}.{name}"
            )
        async with self._owner.transaction():
            await self._owner.execute("; ".join(steps))
