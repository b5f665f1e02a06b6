"""The SQL of row-level security as revision 0006 installs it. Frozen with that revision: later ones bring their own.

Policies read three settings of the transaction (see vet_core.db.scope). What they ask of a whole query is an initplan,
`(SELECT f())`, evaluated once; what they ask of a row comes last, cheap before dear. Functions that look at tables are
SECURITY DEFINER, or the policies of those tables would call themselves; they answer yes or no and show no rows.
"""

from __future__ import annotations

# Of the caller, and plain enough for the planner to inline them: hence no SET, but every name in full.
_SETTINGS = (
    """
CREATE FUNCTION vet_is_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(pg_catalog.current_setting('vet.scope', true), '') OPERATOR(pg_catalog.=) 'system'
$$
""",
    """
CREATE FUNCTION vet_is_administrator() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(pg_catalog.current_setting('vet.scope', true), '') OPERATOR(pg_catalog.=) 'administrator'
$$
""",
    """
CREATE FUNCTION vet_person_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(pg_catalog.current_setting('vet.person_id', true), '')::pg_catalog.uuid
$$
""",
    """
CREATE FUNCTION vet_clinic_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(pg_catalog.current_setting('vet.clinic_ids', true), ''), '{}')::pg_catalog.uuid[]
$$
""",
    """
CREATE FUNCTION vet_staffed_clinic_ids() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(pg_catalog.current_setting('vet.staffed_clinic_ids', true), ''), '{}')::pg_catalog.uuid[]
$$
""",
    """
CREATE FUNCTION vet_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(nullif(pg_catalog.current_setting('vet.now', true), '')::pg_catalog.timestamptz,
                    pg_catalog.now())
$$
""",
)

_DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

_LOOKING = (
    """
CREATE FUNCTION vet_own_pet_ids() RETURNS uuid[] LANGUAGE plpgsql STABLE AS_DEFINER AS $$
BEGIN
    RETURN (SELECT coalesce(array_agg(o.pet_id), '{}') FROM pet_owners o WHERE o.person_id = vet_person_id());
END $$
""",
    """
CREATE FUNCTION vet_owns_pet(pet uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS_DEFINER AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM pet_owners o WHERE o.pet_id = pet AND o.person_id = vet_person_id());
END $$
""",
    """
CREATE FUNCTION vet_treats_pet(pet uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS_DEFINER AS $$
DECLARE
    clinics CONSTANT uuid[] := vet_clinic_ids();
BEGIN
    RETURN clinics <> '{}' AND (
        EXISTS (SELECT 1 FROM appointments a WHERE a.pet_id = pet AND a.clinic_id = ANY (clinics))
        OR EXISTS (SELECT 1 FROM pet_shares s WHERE s.pet_id = pet AND s.clinic_id = ANY (clinics)
                      AND (s.ends_at IS NULL OR s.ends_at > vet_now()))
        OR EXISTS (SELECT 1 FROM pet_owners o JOIN clinic_clients c ON c.person_id = o.person_id
                    WHERE o.pet_id = pet AND c.clinic_id = ANY (clinics)));
END $$
""",
    """
CREATE FUNCTION vet_serves_person(person uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS_DEFINER AS $$
DECLARE
    clinics CONSTANT uuid[] := vet_clinic_ids();
BEGIN
    RETURN clinics <> '{}' AND (
        EXISTS (SELECT 1 FROM pet_owners o JOIN appointments a ON a.pet_id = o.pet_id
                 WHERE o.person_id = person AND a.clinic_id = ANY (clinics))
        OR EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = person AND m.clinic_id = ANY (clinics))
        OR EXISTS (SELECT 1 FROM clinic_clients c WHERE c.person_id = person AND c.clinic_id = ANY (clinics))
        OR EXISTS (SELECT 1 FROM pet_owners o JOIN pet_shares s ON s.pet_id = o.pet_id
                    WHERE o.person_id = person AND s.clinic_id = ANY (clinics)
                      AND (s.ends_at IS NULL OR s.ends_at > vet_now())));
END $$
""",
    """
CREATE FUNCTION vet_shares_pet_with(person uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS_DEFINER AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM pet_owners mine JOIN pet_owners theirs ON theirs.pet_id = mine.pet_id
                    WHERE mine.person_id = vet_person_id() AND theirs.person_id = person);
END $$
""",
    """
CREATE FUNCTION vet_is_staff(person uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS_DEFINER AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = person);
END $$
""",
    """
CREATE FUNCTION vet_has_owner(pet uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS_DEFINER AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM pet_owners o WHERE o.pet_id = pet);
END $$
""",
    # A number and nothing else, for choosing the veterinarian with the fewest visits among everybody's.
    """
CREATE FUNCTION vet_visits_between(veterinarian uuid, since timestamptz, until timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE AS_DEFINER AS $$
BEGIN
    RETURN (SELECT count(*) FROM appointments a
             WHERE a.veterinarian_id = veterinarian AND a.status NOT IN ('cancelled', 'missed')
               AND a.starts_at >= since AND a.starts_at < until);
END $$
""",
    # Under row-level security an index serves only operators known to be leakproof, and citext's is not.
    """
CREATE FUNCTION vet_person_by_email(wanted citext) RETURNS uuid LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public, extensions, pg_temp AS $$
BEGIN
    IF NOT vet_is_system() THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT p.id FROM persons p WHERE p.email = wanted AND p.deleted_at IS NULL);
END $$
""",
)

_ENTER = """
CREATE FUNCTION vet_enter(
    clerk_user_id text, at timestamptz,
    OUT person_id uuid, OUT is_system_administrator boolean, OUT is_deleted boolean,
    OUT grants json, OUT opened_clinic_ids uuid[]
) RETURNS SETOF record LANGUAGE plpgsql VOLATILE AS_DEFINER AS $$
DECLARE
    clinics uuid[];
BEGIN
    SELECT p.id, p.is_system_administrator, p.deleted_at IS NOT NULL INTO person_id, is_system_administrator, is_deleted
      FROM persons p WHERE p.clerk_user_id = vet_enter.clerk_user_id;
    IF person_id IS NULL OR is_deleted THEN
        PERFORM set_config('vet.scope', '', true), set_config('vet.person_id', '', true),
                set_config('vet.clinic_ids', '', true), set_config('vet.staffed_clinic_ids', '', true),
                set_config('vet.now', '', true);
        IF person_id IS NOT NULL THEN
            RETURN NEXT;
        END IF;
        RETURN;
    END IF;
    SELECT json_agg(json_build_array(m.clinic_id, m.role)), array_agg(DISTINCT m.clinic_id) INTO grants, clinics
      FROM memberships m
     WHERE m.person_id = vet_enter.person_id AND m.starts_at <= at AND (m.ends_at IS NULL OR m.ends_at > at);
    IF is_system_administrator THEN
        SELECT array_agg(DISTINCT b.clinic_id) INTO opened_clinic_ids
          FROM break_glass_accesses b
         WHERE b.person_id = vet_enter.person_id AND b.closed_at IS NULL
           AND b.opened_at <= at AND b.expires_at > at;
    END IF;
    PERFORM set_config('vet.scope', CASE WHEN is_system_administrator THEN 'administrator' ELSE '' END, true),
            set_config('vet.person_id', person_id::text, true),
            set_config('vet.clinic_ids',
                       (coalesce(clinics, '{}') || coalesce(opened_clinic_ids, '{}'))::text, true),
            set_config('vet.staffed_clinic_ids', coalesce(clinics, '{}')::text, true),
            set_config('vet.now', at::text, true);
    RETURN NEXT;
END $$
"""

FUNCTIONS = tuple(each.replace("AS_DEFINER", _DEFINER) for each in (*_SETTINGS, *_LOOKING, _ENTER))

DEFINERS = (
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
)
INVOKERS = (
    "vet_now()",
    "vet_staffed_clinic_ids()",
    "vet_clinic_ids()",
    "vet_person_id()",
    "vet_is_administrator()",
    "vet_is_system()",
)

_WRITING = ("insert", "update", "delete")
_SYSTEM = "(SELECT vet_is_system())"
_ADMINISTRATOR = "(SELECT vet_is_administrator())"
_ME = "(SELECT vet_person_id())"
_SIGNED_IN = f"{_ME} IS NOT NULL"
_OWN = "= ANY ((SELECT vet_own_pet_ids())::uuid[])"
_HERE = "= ANY ((SELECT vet_clinic_ids())::uuid[])"
# The policies of `appointments` apply to this too: a visit one may see.
_VISITED = "EXISTS (SELECT 1 FROM appointments visit WHERE visit.pet_id = {pet} AND visit.clinic_id " + _HERE + ")"  # noqa: S608


def _any(*conditions: str) -> str:
    return " OR ".join((_SYSTEM, *conditions))


_OF_MINE = _any(f"person_id = {_ME}")
_OF_CLINIC = _any(f"clinic_id {_HERE}")
_OF_CLINIC_OR_ADMINISTERED = _any(f"clinic_id {_HERE}", _ADMINISTRATOR)

# Table → command → condition. "write" is every command but select, "all" is every one. No entry, no right.
#
# Where a condition asks for a clinic in scope, what is written must belong to a clinic the actor works at: who opened a
# clinic's records in an emergency reads them, and may lock what a policy is going to refuse, but changes nothing.
POLICIES: dict[str, dict[str, str]] = {
    "persons": {
        "select": _any(
            f"id = {_ME}",
            "vet_serves_person(id)",
            "vet_shares_pet_with(id)",
            f"({_ADMINISTRATOR} AND vet_is_staff(id))",
        ),
        "insert": _SYSTEM,
        "update": _any(f"id = {_ME}"),
        "delete": _SYSTEM,
    },
    "memberships": {
        "select": _any("role = 'veterinarian'", f"person_id = {_ME}", f"clinic_id {_HERE}", _ADMINISTRATOR),
        "insert": _OF_CLINIC_OR_ADMINISTERED,
        "update": _OF_CLINIC_OR_ADMINISTERED,
        "delete": _SYSTEM,
    },
    "invitations": {"all": _any(f"clinic_id {_HERE}", f"pet_id {_OWN}", _ADMINISTRATOR)},
    "sign_in_sessions": {"all": _OF_MINE},
    "consents": {"select": _OF_MINE, "insert": _OF_MINE},
    "data_exports": {"all": _OF_MINE},
    "erasure_requests": {"all": _OF_MINE},
    "clinic_clients": {"all": _OF_CLINIC},
    "break_glass_accesses": {"all": _OF_CLINIC_OR_ADMINISTERED},
    "clinics": {
        "select": "true",
        "insert": _any(_ADMINISTRATOR),
        "update": _any(f"id {_HERE}", _ADMINISTRATOR),
        "delete": _SYSTEM,
    },
    "opening_hours": {"select": "true", "write": _OF_CLINIC_OR_ADMINISTERED},
    "veterinarians": {
        "select": "true",
        "write": _any(
            "EXISTS (SELECT 1 FROM memberships m"  # noqa: S608
            f" WHERE m.person_id = veterinarians.person_id AND m.clinic_id {_HERE})",
            _ADMINISTRATOR,
        ),
    },
    "rosters": {"select": "true", "write": _OF_CLINIC},
    "appointment_types": {"select": "true", "write": _OF_CLINIC},
    "appointment_type_veterinarians": {
        "select": "true",
        "write": _any(
            "EXISTS (SELECT 1 FROM appointment_types t"  # noqa: S608
            f" WHERE t.id = appointment_type_veterinarians.appointment_type_id AND t.clinic_id {_HERE})"
        ),
    },
    "pets": {
        "select": _any(f"id {_OWN}", _VISITED.format(pet="pets.id"), "vet_treats_pet(id)"),
        # Its owner is written a moment later, so a new pet belongs to nobody yet.
        "insert": _any(_SIGNED_IN),
        "update": _any(f"id {_OWN}", "(vet_treats_pet(id) AND (SELECT vet_clinic_ids()) <> '{}')"),
        "delete": _SYSTEM,
    },
    "pet_owners": {
        "select": _any(
            f"person_id = {_ME}", f"pet_id {_OWN}", _VISITED.format(pet="pet_owners.pet_id"), "vet_treats_pet(pet_id)"
        ),
        # Whoever enters a new pet becomes its first owner; after that its owners decide.
        "insert": _any(f"pet_id {_OWN}", f"(person_id = {_ME} AND NOT vet_has_owner(pet_id))"),
        "update": _any(f"pet_id {_OWN}"),
        "delete": _any(f"pet_id {_OWN}"),
    },
    "pet_shares": {"all": _any(f"clinic_id {_HERE}", f"pet_id {_OWN}")},
    "holds": {"all": _any(f"person_id = {_ME}", f"clinic_id {_HERE}")},
    "appointments": {"all": _any(f"clinic_id {_HERE}", f"pet_id {_OWN}")},
    "appointment_moves": {
        "select": _any("EXISTS (SELECT 1 FROM appointments a WHERE a.id = appointment_moves.appointment_id)"),
        # A booking writes the appointment and its first move in one statement: the one cannot see the other yet.
        "insert": _any(f"by_person_id = {_ME}"),
        "update": _SYSTEM,
        "delete": _SYSTEM,
    },
    "notification_deliveries": {
        "select": _any(
            f"person_id = {_ME}",
            "EXISTS (SELECT 1 FROM appointments a"  # noqa: S608
            f" WHERE a.id = notification_deliveries.appointment_id"
            f" AND a.clinic_id {_HERE})",
        ),
        "insert": _any(_SIGNED_IN),
        "update": _SYSTEM,
        "delete": _SYSTEM,
    },
    "idempotency_keys": {"all": _OF_MINE},
    # Whoever changes something says so; who may hear of it is another matter.
    "audit_entries": {
        "select": _any(
            f"clinic_id {_HERE}",
            f"actor_person_id = {_ME}",
            f"(subject_type = 'person' AND subject_id = {_ME})",
            f"(subject_type = 'pet' AND subject_id {_OWN})",
        ),
        "insert": "true",
    },
    "outbox_events": {
        "select": _any(f"clinic_id {_HERE}", f"{_ME} = ANY (person_ids)"),
        "insert": "true",
        "update": _SYSTEM,
        "delete": _SYSTEM,
    },
}


def statements() -> list[str]:
    """What installs it, in order. Functions that look at tables are closed to everybody until grants open them."""
    made = list(FUNCTIONS)
    made += [f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC" for signature in DEFINERS]
    for table, policies in POLICIES.items():
        made.append(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        for command, condition in policies.items():
            made += [_policy(table, each, condition) for each in _commands(command)]
    return made


def undoing() -> list[str]:
    """What takes it away again."""
    gone: list[str] = []
    for table, policies in POLICIES.items():
        gone += [f"DROP POLICY {table}_{each} ON {table}" for command in policies for each in _commands(command)]
        gone.append(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    return gone + [f"DROP FUNCTION {signature}" for signature in (*DEFINERS, *INVOKERS)]


def _commands(command: str) -> tuple[str, ...]:
    return {"write": _WRITING, "all": ("select", *_WRITING)}.get(command, (command,))


def _policy(table: str, command: str, condition: str) -> str:
    written = condition.replace("vet_clinic_ids()", "vet_staffed_clinic_ids()")
    using = {"insert": "", "delete": f" USING ({written})"}.get(command, f" USING ({condition})")
    check = f" WITH CHECK ({written})" if command in ("insert", "update") else ""
    return f"CREATE POLICY {table}_{command} ON {table} FOR {command.upper()}{using}{check}"
