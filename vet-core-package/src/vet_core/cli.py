"""The `vet-core` command: bring the database to the revision this release needs, or tell where and how it stands."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

import asyncpg
from sqlalchemy.exc import DBAPIError, OperationalError

from vet_core import registry  # noqa: F401  keys are rotated in every table there is
from vet_core.audit import cli as audit_commands
from vet_core.db import Database
from vet_core.db import cli as keys_commands
from vet_core.db.roles import role_faults
from vet_core.kernel.errors import Unavailable
from vet_core.kernel.settings import DatabaseSettings, SettingsError, load
from vet_core.migrations import RoleMissing, expected_head, migrate
from vet_core.migrations.runner import revision_at

UP_TO_DATE, BEHIND, BROKEN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when the database is (now) up to date, 1 when a check finds it is not, 2 when it failed."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "check-role":
            return asyncio.run(_check_role(load(DatabaseSettings)))
        if options.command not in ("migrate", "current"):
            code: int = asyncio.run(options.run(options))
            return code
        settings = load(DatabaseSettings)
        dsn = settings.owner.get_secret_value()
        if options.command == "current":
            return asyncio.run(_current(dsn))
        return asyncio.run(_check(dsn) if options.check else _migrate(dsn, settings.application_role))
    except RoleMissing as missing:
        return _fail(str(missing))
    except SettingsError as refusal:
        return _fail(str(refusal))
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, OperationalError, Unavailable) as outage:
        return _fail(f"The database at DATABASE_OWNER_URL (or DATABASE_URL) does not answer: {outage}")
    except DBAPIError as refusal:
        return _fail(f"PostgreSQL refused the migration, nothing of the failed revision was kept: {refusal.orig}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vet-core", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    upgrade = commands.add_parser("migrate", help="apply the revisions the database lacks")
    upgrade.add_argument("--check", action="store_true", help="change nothing; exit 1 when revisions are missing")
    commands.add_parser("current", help="print the revision of the database and the one this release needs")
    commands.add_parser("check-role", help="tell whether the login in DATABASE_URL is bound by row-level security")
    audit_commands.register(commands)
    keys_commands.register(commands)
    return parser


async def _migrate(dsn: str, application_role: str) -> int:
    before = await revision_at(dsn)
    await migrate(dsn, application_role=application_role)
    after = await revision_at(dsn)
    print(f"Already at {after}." if before == after else f"Migrated from {before or 'nothing'} to {after}.")
    return UP_TO_DATE


async def _check(dsn: str) -> int:
    current = await revision_at(dsn)
    if current == expected_head():
        print(f"Up to date at {current}.")
        return UP_TO_DATE
    print(f"The database is at {current or 'nothing'}, this release needs {expected_head()}. Run: vet-core migrate")
    return BEHIND


async def _check_role(settings: DatabaseSettings) -> int:
    database = Database(settings, application_name="vet-core")
    try:
        async with database.reading() as session:
            faults = await role_faults(session)
    finally:
        await database.close()
    print("\n".join(faults) or "The login may serve requests: row-level security and the append-only trail bind it.")
    return BEHIND if faults else UP_TO_DATE


async def _current(dsn: str) -> int:
    print(f"database {await revision_at(dsn) or 'nothing'}, release {expected_head()}")
    return UP_TO_DATE


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return BROKEN


if __name__ == "__main__":
    sys.exit(main())
