"""What the role of API and jobs may do: named here table by table, applied again at the end of each `vet-core migrate`.

The role owns nothing, so that row-level security binds it and it can neither change a table nor silence a trigger.
What stands in the trail and in the consents it can only add to.
"""

from __future__ import annotations

import asyncpg
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from vet_core.registry import metadata

READ = ("SELECT",)
ADD = ("SELECT", "INSERT")
ALL = ("SELECT", "INSERT", "UPDATE", "DELETE")

EXCEPTIONS: dict[str, tuple[str, ...]] = {
    "alembic_version": READ,
    "breeds": READ,
    "audit_entries": ADD,
    "audit_seals": ADD,
    "audit_checkpoints": ADD,
    "audit_pending": ("SELECT", "DELETE"),
    "encryption_canaries": ADD,
    "consents": ADD,
}
"""Tables on which the role may not do everything that rows allow."""

FUNCTIONS = (
    "vet_enter(text, timestamptz)",
    "vet_person_by_email(citext)",
    "vet_visits_between(uuid, timestamptz, timestamptz)",
    "vet_has_owner(uuid)",
    "vet_is_staff(uuid)",
    "vet_shares_pet_with(uuid)",
    "vet_serves_person(uuid)",
    "vet_treats_pet(uuid)",
    "vet_owns_pet(uuid)",
    "vet_own_pet_ids()",
    "vet_keep_to_seats()",
    "vet_starts_of_type(uuid, timestamptz, timestamptz, timestamptz, uuid, uuid)",
    "vet_is_client(uuid, uuid)",
    "vet_count_assigned(uuid, uuid)",
    "vet_pets_called(uuid, text[])",
)

_ROLE_NAME_TAKEN = ("42710", "23505")  # it exists; somebody else is making it at this moment


class RoleMissing(RuntimeError):
    """The role does not exist, and whoever migrates may not make it. The message says what to ask the operator for."""

    def __init__(self, role: str) -> None:
        super().__init__(
            f"The role {role} does not exist and this login may not create it. Let an administrator of the server run"
            f'  CREATE ROLE "{role}" NOLOGIN NOSUPERUSER NOBYPASSRLS;  and then run vet-core migrate again.'
        )


def apply(connection: Connection, role: str) -> None:
    """Make the role if it is missing and give it exactly these rights, in the caller's transaction.

    Raises RoleMissing.
    """
    name = connection.dialect.identifier_preparer.quote_identifier(role)
    if not _exists(connection, role):
        _make(connection, role, name)
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {name}"))
    for table in (*sorted(metadata.tables), "alembic_version"):
        rights = ", ".join(EXCEPTIONS.get(table, ALL))
        connection.execute(text(f"REVOKE ALL ON {table} FROM {name}"))
        connection.execute(text(f"GRANT {rights} ON {table} TO {name}"))
    for signature in FUNCTIONS:
        connection.execute(text(f"GRANT EXECUTE ON FUNCTION {signature} TO {name}"))


def _exists(connection: Connection, role: str) -> bool:
    found = connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role})
    return found is not None


def _make(connection: Connection, role: str, name: str) -> None:
    """Roles belong to the server, so a migration of another of its databases may be making the same one."""
    try:
        with connection.begin_nested():
            connection.execute(text(f"CREATE ROLE {name} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"))
    except DBAPIError as refusal:
        if isinstance(_driver_error(refusal), asyncpg.InsufficientPrivilegeError):
            raise RoleMissing(role) from refusal
        if getattr(_driver_error(refusal), "sqlstate", None) not in _ROLE_NAME_TAKEN:
            raise


def _driver_error(error: DBAPIError) -> BaseException | None:
    return error.orig.__cause__ if error.orig is not None else None
