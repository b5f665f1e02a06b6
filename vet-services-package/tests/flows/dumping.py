"""Everything the database holds: as somebody with a dump of it would find it, and as the platform can read it."""

from collections.abc import Iterable

import asyncpg
from sqlalchemy import select
from vet_core.db import Session
from vet_core.registry import metadata

Place = tuple[str, str]


async def dump(database_url: str) -> dict[Place, str]:
    """Each column of each table as COPY TO writes it."""
    connection = await asyncpg.connect(database_url)
    try:
        found = {}
        for table in metadata.sorted_tables:
            for column in table.columns:
                chunks: list[bytes] = []

                async def keep(data: bytes, chunks: list[bytes] = chunks) -> None:
                    chunks.append(data)

                await connection.copy_from_table(table.name, columns=[column.name], output=keep, format="text")
                found[table.name, column.name] = b"".join(chunks).decode()
        return found
    finally:
        await connection.close()


async def readable(session: Session) -> dict[Place, str]:
    """Each column of each table with encrypted values decrypted."""
    found = {}
    for table in metadata.sorted_tables:
        for column in table.columns:
            values = (await session.execute(select(column))).scalars().all()
            found[table.name, column.name] = repr([bytes(v) if isinstance(v, memoryview) else str(v) for v in values])
    return found


def places_of(words: Iterable[str], found: dict[Place, str]) -> dict[str, set[Place]]:
    """Where each word stands, for the words that stand anywhere."""
    places = {word: {place for place, text in found.items() if word in text} for word in words}
    return {word: where for word, where in places.items() if where}
