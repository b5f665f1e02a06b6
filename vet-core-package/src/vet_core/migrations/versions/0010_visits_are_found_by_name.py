"""Indexes on the names of pets and people, and the search by them within one clinic's visits.

Building the indexes stops new pets and people from being entered meanwhile: some ten seconds for a million of each. It
is not done concurrently, because that waits for every open transaction, a second migration's wait for the first too.
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_pets_name_words": "pets USING gin (name gin_trgm_ops)",
    "ix_persons_name_words": "persons USING gin (given_name gin_trgm_ops, family_name gin_trgm_ops)",
}

# Row-level security lets no index serve a search by pattern, because whoever asks could learn from an operator what a
# policy hides. Here the pattern meets hidden rows on purpose, and what comes back is what the clinic may see: pets that
# have a visit there. The first pattern is looked up by index, the others narrow what it found.
CALLED = """
CREATE FUNCTION vet_pets_called(clinic uuid, patterns text[]) RETURNS uuid[] LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = public, extensions, pg_temp AS $$
BEGIN
    IF NOT (vet_is_system() OR clinic = ANY (vet_clinic_ids())) THEN
        RETURN '{}';
    END IF;
    RETURN ARRAY(
        SELECT called.id
          FROM (SELECT p.id FROM pets p WHERE p.name ~* patterns[1]
                UNION
                SELECT o.pet_id FROM persons e JOIN pet_owners o ON o.person_id = e.id
                 WHERE e.given_name ~* patterns[1] OR e.family_name ~* patterns[1]) called
         WHERE EXISTS (SELECT 1 FROM appointments a WHERE a.pet_id = called.id AND a.clinic_id = clinic)
           AND NOT EXISTS (
               SELECT 1 FROM unnest(patterns[2:]) other (pattern)
                WHERE NOT EXISTS (SELECT 1 FROM pets p WHERE p.id = called.id AND p.name ~* other.pattern)
                  AND NOT EXISTS (SELECT 1 FROM pet_owners o JOIN persons e ON e.id = o.person_id
                                   WHERE o.pet_id = called.id
                                     AND (e.given_name ~* other.pattern OR e.family_name ~* other.pattern))));
END $$
"""


def upgrade() -> None:
    op.execute(CALLED)
    op.execute("REVOKE ALL ON FUNCTION vet_pets_called(uuid, text[]) FROM PUBLIC")
    for name, on in INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON {on}")


def downgrade() -> None:
    for name in INDEXES:
        op.execute(f"DROP INDEX {name}")
    op.execute("DROP FUNCTION vet_pets_called(uuid, text[])")
