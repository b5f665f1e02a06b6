"""What identity knows about a person: what their copy shows, what erasing does, how long rows stay."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, case, literal, literal_column, or_, select
from vet_core.db import Session
from vet_core.identity.models import Person

from vet_services.identity.personal_data import (
    SOMEBODY_ELSE,
    Dataset,
    Erasure,
    Export,
    Fate,
    Retention,
    rows,
    whose,
)

_PERSON = Export("persons", "profile", "Who you are: names, contact data, language and time zone.")
_MEMBERSHIPS = Export("memberships", "memberships", "Your roles in clinics, past ones included.")
_SESSIONS = Export("sign_in_sessions", "sessions", "Where you signed in: device, browser, network address, place.")
_INVITATIONS = Export(
    "invitations",
    "invitations",
    "Invitations to you and by you.",
    left_out={"token_digest": "a check value of the link, which opens nothing"},
)
_CONSENTS = Export("consents", "consents", "What you agreed to or declined, in which version, and when.")
_EXPORTS = Export(
    "data_exports",
    "exports",
    "The copies of your data you asked for.",
    left_out={
        "content": "the copy itself",
        "token_digest": "a check value of the link, which opens nothing",
    },
)
_ERASURES = Export("erasure_requests", "erasure_requests", "Your wishes to be forgotten.")

EXPORTS = (_PERSON, _MEMBERSHIPS, _SESSIONS, _INVITATIONS, _CONSENTS, _EXPORTS, _ERASURES)

_PROOF_OF_CONSENT = "GDPR art. 7(1): we must be able to show what was agreed to; only an id is left beside it"
_PROOF_OF_ERASURE = "GDPR art. 5(2): proof that the erasure was carried out; it names no one, and stays three years"
_WHO_HAD_ACCESS = (
    "GDPR art. 5(2) and 32: clinics must be able to show who had access to their records and when; only an id is left"
)

ERASURES = (
    Erasure(
        "sign_in_sessions",
        Fate.DELETED,
        "Your sign-ins: devices, browsers, network addresses and places",
        "DELETE FROM sign_in_sessions WHERE person_id = :person_id RETURNING id",
    ),
    Erasure(
        "invitations",
        Fate.DELETED,
        "Invitations sent to you, and those you sent for your pets",
        "DELETE FROM invitations WHERE email = :email OR accepted_by = :person_id"
        " OR (invited_by = :person_id AND pet_id IS NOT NULL) RETURNING id",
    ),
    Erasure(
        "data_exports",
        Fate.DELETED,
        "Copies of your data and their links",
        "DELETE FROM data_exports WHERE person_id = :person_id RETURNING id",
    ),
    Erasure(
        "memberships",
        Fate.KEPT,
        "When you held which role in which clinic",
        "SELECT id FROM memberships WHERE person_id = :person_id",
        why=_WHO_HAD_ACCESS,
    ),
    Erasure(
        "consents",
        Fate.KEPT,
        "What you agreed to, in which version, and when",
        "SELECT id FROM consents WHERE person_id = :person_id",
        columns=("version", "source"),
        why=_PROOF_OF_CONSENT,
    ),
    Erasure(
        "erasure_requests",
        Fate.KEPT,
        "Your wish to be forgotten and what came of it",
        "SELECT id FROM erasure_requests WHERE person_id = :person_id",
        columns=("outcome",),
        why=_PROOF_OF_ERASURE,
    ),
    Erasure(
        "persons",
        Fate.PSEUDONYMISED,
        "Your profile: names, e-mail address, phone, address, date of birth, language, time zone",
        "UPDATE persons SET email = 'erased-' || id || '@invalid', given_name = '', family_name = '', phone = NULL,"
        " address = NULL, born_on = NULL, locale = 'en', time_zone = NULL, is_system_administrator = false,"
        " deleted_at = coalesce(deleted_at, :now), erased_at = coalesce(erased_at, :now), updated_at = :now,"
        " version = version + 1 WHERE id = :person_id RETURNING id",
        columns=("email", "given_name", "family_name", "phone", "address", "born_on", "locale", "time_zone"),
    ),
    Erasure(
        "persons",
        Fate.KEPT,
        "The sign-in service's number of your account, for 30 days",
        "SELECT id FROM persons WHERE id = :person_id AND clerk_user_id IS NOT NULL",
        columns=("clerk_user_id",),
        why="GDPR art. 5(1)(f) and 17(3)(b): a late message of the sign-in service must not bring the account back",
    ),
)

_DAY = timedelta(days=1)

RETENTIONS = (
    Retention(
        "persons",
        "Accounts deleted at the sign-in service",
        "Within this time signing up again brings the person back; then they are erased as on their own wish.",
        period=365 * _DAY,
        statement="INSERT INTO erasure_requests (id, person_id, state, requested_at, due_at)"
        " SELECT gen_random_uuid(), p.id, 'requested', :now, :now FROM persons p"
        " WHERE p.deleted_at < :before AND p.erased_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM erasure_requests e WHERE e.person_id = p.id AND e.state = 'requested')"
        " ORDER BY p.id LIMIT :limit ON CONFLICT DO NOTHING RETURNING id",
    ),
    Retention(
        "persons",
        "Account numbers of erased persons",
        "Late messages of the sign-in service are over by then.",
        period=30 * _DAY,
        statement="UPDATE persons SET clerk_user_id = NULL WHERE id IN (SELECT p.id FROM persons p"
        " WHERE p.erased_at < :before AND p.clerk_user_id IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM erasure_requests e WHERE e.person_id = p.id AND e.outcome ->> 'account' = 'pending')"
        " ORDER BY p.id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
    Retention(
        "memberships",
        "Roles that ended",
        "Claims about who had access to a record are over after ten years.",
        period=3653 * _DAY,
        statement="DELETE FROM memberships WHERE id IN (SELECT id FROM memberships WHERE ends_at < :before"
        " ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
    Retention(
        "sign_in_sessions",
        "Sign-ins that ended or were not seen again",
        "Long enough to notice and look into a strange sign-in.",
        period=90 * _DAY,
        statement="DELETE FROM sign_in_sessions WHERE id IN (SELECT id FROM sign_in_sessions"
        " WHERE coalesce(ended_at, last_seen_at) < :before ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED)"
        " RETURNING id",
    ),
    Retention(
        "invitations",
        "Invitations accepted, revoked or run out",
        "Long enough to answer who invited whom; the audit trail remembers the act.",
        period=90 * _DAY,
        statement="DELETE FROM invitations WHERE id IN (SELECT id FROM invitations"
        " WHERE coalesce(accepted_at, revoked_at, expires_at) < :before ORDER BY id LIMIT :limit"
        " FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
    Retention("consents", "Consents and refusals", _PROOF_OF_CONSENT, by="nobody: the log only grows"),
    Retention(
        "data_exports",
        "Copies of somebody's data whose link has run out",
        "The content goes with the link, 72 hours after it was made; the note that there was one stays for this time.",
        period=90 * _DAY,
        statement="DELETE FROM data_exports WHERE id IN (SELECT id FROM data_exports WHERE state IN"
        " ('expired', 'failed') AND requested_at < :before ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED)"
        " RETURNING id",
    ),
    Retention(
        "erasure_requests",
        "Wishes to be forgotten, carried out or called off",
        _PROOF_OF_ERASURE,
        period=1096 * _DAY,
        statement="DELETE FROM erasure_requests WHERE id IN (SELECT id FROM erasure_requests"
        " WHERE coalesce(done_at, cancelled_at) < :before AND coalesce(outcome ->> 'account', '') <> 'pending'"
        " ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
)

# Identity knows no clinic and no pet: their names are read as text.
_CLINIC_NAME: ColumnElement[Any] = literal_column(
    "(SELECT c.name FROM clinics c WHERE c.id = clinic_id)", String
).label("clinic_name")


async def collect(session: Session, person_id: UUID) -> list[Dataset]:
    """Everything identity knows about the person."""
    email = select(Person.email).where(Person.id == person_id).scalar_subquery()
    invited = _INVITATIONS.source

    async def of(export: Export, *more: ColumnElement[Any]) -> Dataset:
        table = export.source
        wanted = select(*export.columns(), *more).where(table.c.person_id == person_id)
        return export.holding(await rows(session, wanted.order_by(table.primary_key.columns[0])))

    return [
        _PERSON.holding(await rows(session, select(*_PERSON.columns()).where(Person.id == person_id))),
        await of(_MEMBERSHIPS, _CLINIC_NAME),
        await of(_SESSIONS),
        _INVITATIONS.holding(
            await rows(
                session,
                select(
                    *_INVITATIONS.columns("email", "invited_by", "accepted_by"),
                    case((invited.c.email == email, invited.c.email), else_=literal(SOMEBODY_ELSE)).label("email"),
                    whose(invited.c.invited_by, person_id).label("invited_by"),
                    whose(invited.c.accepted_by, person_id).label("accepted_by"),
                    _CLINIC_NAME,
                )
                .where(
                    or_(
                        invited.c.email == email,
                        invited.c.invited_by == person_id,
                        invited.c.accepted_by == person_id,
                    )
                )
                .order_by(invited.c.id),
            )
        ),
        await of(_CONSENTS),
        await of(_EXPORTS),
        await of(_ERASURES),
    ]
