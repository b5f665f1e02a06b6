"""The application's role owns nothing, and what it may do to each table is what grants.py says."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from vet_core.cli import main
from vet_core.db import Database, Session
from vet_core.db.roles import role_faults
from vet_core.migrations.grants import ALL, EXCEPTIONS, FUNCTIONS
from vet_core.migrations.runner import APPLICATION_ROLE
from vet_core.registry import metadata

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


async def test_the_role_has_exactly_the_rights_that_are_written_down(session: Session) -> None:
    for table in (*metadata.tables, "alembic_version"):
        held = [
            right
            for right in RIGHTS
            if await session.scalar(text(f"SELECT has_table_privilege('{APPLICATION_ROLE}', '{table}', '{right}')"))
        ]
        assert held == list(EXCEPTIONS.get(table, ALL)), table


async def test_every_function_that_looks_past_row_security_is_closed_to_others_and_pins_its_path(
    session: Session,
) -> None:
    definers = (
        await session.execute(
            text(
                "SELECT proname, proconfig, pg_get_function_identity_arguments(oid) AS arguments,"
                f" has_function_privilege('public', oid, 'EXECUTE') AS is_open,"
                f" has_function_privilege('{APPLICATION_ROLE}', oid, 'EXECUTE') AS is_granted"
                " FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef AND proname LIKE 'vet\\_%'"
            )
        )
    ).all()
    assert {row.proname for row in definers} == {signature.partition("(")[0] for signature in FUNCTIONS}
    for row in definers:
        assert any(setting.startswith("search_path=") for setting in row.proconfig), row.proname
        assert (row.is_open, row.is_granted) == (False, True), row.proname


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE appointments DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
        "DROP POLICY pets_select ON pets",
        "CREATE POLICY open ON pets USING (true)",
        "CREATE OR REPLACE FUNCTION vet_is_system() RETURNS boolean LANGUAGE sql AS $$ SELECT true $$",
        "DROP TABLE appointments",
        "TRUNCATE appointments",
        "UPDATE audit_entries SET action = 'nothing'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "UPDATE audit_seals SET number = 1",
        "DELETE FROM audit_checkpoints",
        "UPDATE consents SET is_granted = true",
        "DELETE FROM consents",
        "TRUNCATE consents",
        "UPDATE alembic_version SET version_num = '0001'",
        "SET session_replication_role = replica",
        "SET ROLE postgres",
        "CREATE TABLE mine (id int)",
        f"ALTER ROLE {APPLICATION_ROLE} BYPASSRLS",
        "COPY persons TO PROGRAM 'cat'",
    ],
)
async def test_the_application_cannot(database: Database, statement: str) -> None:
    with pytest.raises(DBAPIError, match=r"permission denied|must be (owner|superuser)"):
        await run(database, statement)


async def test_the_application_gives_itself_no_right(database: Database, session: Session) -> None:
    await run(database, f"GRANT UPDATE ON audit_entries TO {APPLICATION_ROLE}")  # PostgreSQL only warns
    may = text(f"SELECT has_table_privilege('{APPLICATION_ROLE}', 'audit_entries', 'UPDATE')")
    assert await session.scalar(may) is False


async def test_switching_row_security_off_makes_queries_fail_rather_than_show_all(database: Database) -> None:
    with pytest.raises(DBAPIError, match="row-level security"):
        await run(database, "SET LOCAL row_security = off", "SELECT count(*) FROM pets")


async def run(database: Database, *statements: str) -> None:
    async with database.transaction() as session:
        for statement in statements:
            await session.execute(text(statement))


async def test_not_even_the_owner_changes_a_consent(session: Session) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        await session.execute(text("UPDATE consents SET is_granted = true"))


async def test_the_application_has_no_faults_and_the_owner_has(database: Database, session: Session) -> None:
    async with database.reading() as reading:
        assert await role_faults(reading) == []
    faults = " ".join(await role_faults(session))
    for fault in ("superuser", "bypasses row-level security", "owns tables", "what stands in audit_entries"):
        assert fault in faults


async def test_a_table_whose_row_security_was_switched_off_is_a_fault(database: Database, session: Session) -> None:
    await session.execute(text("ALTER TABLE pets DISABLE ROW LEVEL SECURITY"))
    assert "Row-level security is switched off on pets." in await role_faults(session)
    await session.rollback()


def test_the_command_tells_a_login_that_may_serve_from_one_that_may_not(
    application_database_url: str,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("DATABASE_DIRECT_URL", raising=False)
    monkeypatch.setenv("DATABASE_URL", application_database_url)
    assert main(["check-role"]) == 0
    monkeypatch.setenv("DATABASE_URL", database_url)
    assert main(["check-role"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("The login may serve requests")
    assert "is a superuser" in told[1]
