"""Whether the connected role is one that row-level security and the append-only trail can rely on."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

APPEND_ONLY = ("audit_entries", "audit_seals", "audit_checkpoints", "consents")

_ROLE = text("""
    SELECT r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole,
           coalesce((SELECT array_agg(p.rolname::text ORDER BY p.rolname) FROM pg_roles p
                      WHERE (p.rolsuper OR p.rolbypassrls) AND p.rolname <> r.rolname
                        AND pg_has_role(r.oid, p.oid, 'MEMBER')), '{}') AS powerful,
           has_parameter_privilege(r.oid, 'session_replication_role', 'SET') AS may_silence_triggers
      FROM pg_roles r WHERE r.rolname = current_user
""")
_TABLES = text("""
    SELECT c.relname AS name, c.relrowsecurity AS is_guarded,
           EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid) AS has_policies,
           pg_has_role(current_user, c.relowner, 'MEMBER') AS is_owned,
           has_table_privilege(c.oid, 'UPDATE') OR has_any_column_privilege(c.oid, 'UPDATE') AS may_update,
           has_table_privilege(c.oid, 'DELETE') AS may_delete,
           has_table_privilege(c.oid, 'TRUNCATE') AS may_truncate
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
     ORDER BY c.relname
""")


async def role_faults(session: AsyncSession) -> list[str]:
    """Why this role must not serve requests, in sentences; nothing when it may. Needs no scope and changes nothing."""
    role = (await session.execute(_ROLE)).one()
    faults = []
    if role.rolsuper:
        faults.append(f"The role {role.rolname} is a superuser.")
    if role.rolbypassrls:
        faults.append(f"The role {role.rolname} bypasses row-level security.")
    if role.powerful:
        faults.append(f"The role {role.rolname} can become {', '.join(role.powerful)}.")
    if role.may_silence_triggers:
        faults.append(f"The role {role.rolname} may set session_replication_role, which silences triggers.")
    tables = (await session.execute(_TABLES)).all()
    owned = [table.name for table in tables if table.is_owned]
    if owned:
        faults.append(f"The role {role.rolname} owns tables of the platform, such as {owned[0]}.")
    for table in tables:
        if table.has_policies and not table.is_guarded:
            faults.append(f"Row-level security is switched off on {table.name}.")
        if table.name in APPEND_ONLY and (table.may_update or table.may_delete or table.may_truncate):
            faults.append(f"The role {role.rolname} may change or remove what stands in {table.name}.")
    return faults
