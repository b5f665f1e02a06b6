"""Row-level security of the tables of revision 0009, and what its rules ask that nobody may read. Frozen with it.

In the manner of row_security_0006, whose functions it uses: policies name who reads and who writes; functions that look
past the policies are SECURITY DEFINER and answer with a number, instants or yes and no.
"""

from __future__ import annotations

_DEFINER = "SECURITY DEFINER SET search_path = public, pg_temp"

# Before an insert, because the exclusion lets all visits of one party through: whoever finds the class full is skipped,
# just as ON CONFLICT DO NOTHING skips. Takers of seats at one resource stand in line; the lock is not on the resource's
# row because that may be made by this very statement. Holds that ran out were removed by the statement that inserts.
_SEATS = """
CREATE FUNCTION vet_keep_to_seats() RETURNS trigger LANGUAGE plpgsql VOLATILE AS_DEFINER AS $$
DECLARE
    taken bigint;
BEGIN
    IF NEW.state NOT IN ('held', 'booked') THEN
        RETURN NEW;
    END IF;
    PERFORM pg_advisory_xact_lock(730019, hashtext(NEW.resource_id::text));
    WITH party AS MATERIALIZED (
        SELECT r.during FROM reservations r
         WHERE r.resource_id = NEW.resource_id AND r.during && NEW.during AND r.state IN ('held', 'booked')
           AND r.party_id = NEW.party_id
    ), beginnings AS (
        SELECT lower(NEW.during) AS at UNION SELECT lower(during) FROM party WHERE NEW.during @> lower(during)
    )
    SELECT max((SELECT count(*) FROM party WHERE party.during @> beginnings.at)) INTO taken FROM beginnings;
    RETURN CASE WHEN taken < NEW.seats THEN NEW END;
END $$
"""
_SEATS_TRIGGER = """
CREATE TRIGGER reservations_keep_to_seats BEFORE INSERT ON reservations
FOR EACH ROW WHEN (NEW.seats > 1) EXECUTE FUNCTION vet_keep_to_seats()
"""

# Owners see their own visits only, but a cap counts everybody's.
_STARTS = """
CREATE FUNCTION vet_starts_of_type(
    kind uuid, since timestamptz, until timestamptz, at timestamptz, except_hold uuid, except_appointment uuid
) RETURNS SETOF timestamptz LANGUAGE sql STABLE AS_DEFINER AS $$
    SELECT a.starts_at FROM appointments a
     WHERE a.appointment_type_id = kind AND a.starts_at >= since AND a.starts_at < until
       AND a.status NOT IN ('cancelled', 'declined', 'missed') AND a.id IS DISTINCT FROM except_appointment
    UNION ALL
    SELECT h.starts_at FROM holds h
     WHERE h.appointment_type_id = kind AND h.starts_at >= since AND h.starts_at < until AND h.expires_at > at
       AND h.id IS DISTINCT FROM except_hold
       AND EXISTS (SELECT 1 FROM reservations r WHERE r.hold_id = h.id AND r.state = 'held')
$$
"""

_CLIENT = """
CREATE FUNCTION vet_is_client(clinic uuid, pet uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS_DEFINER AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM appointments a WHERE a.pet_id = pet AND a.clinic_id = clinic)
        OR EXISTS (SELECT 1 FROM pet_shares s WHERE s.pet_id = pet AND s.clinic_id = clinic
                      AND (s.ends_at IS NULL OR s.ends_at > vet_now()))
        OR EXISTS (SELECT 1 FROM pet_owners o JOIN clinic_clients c ON c.person_id = o.person_id
                    WHERE o.pet_id = pet AND c.clinic_id = clinic);
END $$
"""

# Who performs what is the clinic's to write; that it was somebody's turn is written by whoever books.
_ASSIGNED = """
CREATE FUNCTION vet_count_assigned(kind uuid, veterinarian uuid) RETURNS void LANGUAGE sql VOLATILE AS_DEFINER AS $$
    UPDATE appointment_type_veterinarians SET assigned_count = assigned_count + 1
     WHERE appointment_type_id = kind AND veterinarian_id = veterinarian
$$
"""

# As before, and a visit that was declined is no visit of that day either.
_VISITS = """
CREATE OR REPLACE FUNCTION vet_visits_between(veterinarian uuid, since timestamptz, until timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE AS_DEFINER AS $$
BEGIN
    RETURN (SELECT count(*) FROM appointments a
             WHERE a.veterinarian_id = veterinarian AND a.status NOT IN ({ended})
               AND a.starts_at >= since AND a.starts_at < until);
END $$
"""

DEFINERS = (
    "vet_keep_to_seats()",
    "vet_starts_of_type(uuid, timestamptz, timestamptz, timestamptz, uuid, uuid)",
    "vet_is_client(uuid, uuid)",
    "vet_count_assigned(uuid, uuid)",
)

_WRITING = ("insert", "update", "delete")
_SYSTEM = "(SELECT vet_is_system())"
_ME = "(SELECT vet_person_id())"
_OWN = "= ANY ((SELECT vet_own_pet_ids())::uuid[])"
_HERE = "= ANY ((SELECT vet_clinic_ids())::uuid[])"


def _any(*conditions: str) -> str:
    return " OR ".join((_SYSTEM, *conditions))


_OF_CLINIC = _any(f"clinic_id {_HERE}")
_OF_CLINIC_OR_OWNER = _any(f"clinic_id {_HERE}", f"pet_id {_OWN}")
_PUBLIC = {"select": "true", "write": _OF_CLINIC}

# As in row_security_0006: whoever opened a clinic's records in an emergency reads and never writes.
POLICIES: dict[str, dict[str, str]] = {
    "clinic_resources": _PUBLIC,
    "appointment_type_requirements": {
        "select": "true",
        "write": _any(
            "EXISTS (SELECT 1 FROM appointment_types t"  # noqa: S608
            f" WHERE t.id = appointment_type_requirements.appointment_type_id AND t.clinic_id {_HERE})"
        ),
    },
    "roster_overrides": _PUBLIC,
    "opening_overrides": _PUBLIC,
    "clinic_holidays": _PUBLIC,
    "scheduling_settings": _PUBLIC,
    "calendar_blocks": {"all": _OF_CLINIC},
    "appointment_series": {"all": _OF_CLINIC_OR_OWNER},
    "waitlist_entries": {"all": _any(f"person_id = {_ME}", f"clinic_id {_HERE}")},
    "waitlist_offers": {
        "all": _any(
            "EXISTS (SELECT 1 FROM waitlist_entries e"  # noqa: S608
            f" WHERE e.id = waitlist_offers.entry_id AND (e.person_id = {_ME} OR e.clinic_id {_HERE}))"
        ),
    },
    "day_moves": {"all": _OF_CLINIC},
    "move_proposals": {
        "all": _any(
            "EXISTS (SELECT 1 FROM appointments a"  # noqa: S608
            f" WHERE a.id = move_proposals.appointment_id AND (a.clinic_id {_HERE} OR a.pet_id {_OWN}))"
        ),
    },
    "calendar_feeds": {"all": _any(f"person_id = {_ME}")},
}


def statements() -> list[str]:
    """What installs it, in order. Functions that look at tables are closed to everybody until grants open them."""
    functions = (_SEATS, _STARTS, _CLIENT, _ASSIGNED, _visits("'cancelled', 'declined', 'missed'"))
    made = [each.replace("AS_DEFINER", _DEFINER) for each in functions]
    made += [f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC" for signature in DEFINERS]
    made.append(_SEATS_TRIGGER)
    for table, policies in POLICIES.items():
        made.append(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        for command, condition in policies.items():
            made += [_policy(table, each, condition) for each in _commands(command)]
    return made


def undoing() -> list[str]:
    """What takes it away again."""
    gone = ["DROP TRIGGER reservations_keep_to_seats ON reservations"]
    for table, policies in POLICIES.items():
        gone += [f"DROP POLICY {table}_{each} ON {table}" for command in policies for each in _commands(command)]
        gone.append(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    gone += [f"DROP FUNCTION {signature}" for signature in DEFINERS]
    return [*gone, _visits("'cancelled', 'missed'").replace("AS_DEFINER", _DEFINER)]


def _visits(ended: str) -> str:
    return _VISITS.replace("{ended}", ended)


def _commands(command: str) -> tuple[str, ...]:
    return {"write": _WRITING, "all": ("select", *_WRITING)}.get(command, (command,))


def _policy(table: str, command: str, condition: str) -> str:
    written = condition.replace("vet_clinic_ids()", "vet_staffed_clinic_ids()")
    using = {"insert": "", "delete": f" USING ({written})"}.get(command, f" USING ({condition})")
    check = f" WITH CHECK ({written})" if command in ("insert", "update") else ""
    return f"CREATE POLICY {table}_{command} ON {table} FOR {command.upper()}{using}{check}"
