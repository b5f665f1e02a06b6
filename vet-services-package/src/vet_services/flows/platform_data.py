"""What the platform's own tables know about a person: the audit trail, events, vendors' messages, stored replies.

They belong to no domain, so their statements stand where domains are joined.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, any_, literal, or_, select, text
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.pets.models import PetOwner
from vet_core.scheduling.models import Appointment

from vet_services.identity.personal_data import (
    YOU,
    Dataset,
    Erasure,
    Export,
    Fate,
    Retention,
    Row,
    Untouched,
    rows,
    whose,
)

_AUDIT = Export(
    "audit_entries",
    "audit",
    "What you did, and what others did to your account, your pets and their visits. Who the others are, and from where "
    "they came, is theirs.",
)
_EVENTS = Export("outbox_events", "events", "Facts that named you and were told to parts of the platform.")
_INBOUND = Export("inbound_events", "sign_in_messages", "Messages of the sign-in service about your account.")
_REPLIES = Export("idempotency_keys", "stored_replies", "Replies kept for a day, so that a repeated request acts once.")

EXPORTS = (
    _AUDIT,
    _EVENTS,
    _INBOUND,
    _REPLIES,
    Export("outbox_deliveries", why_not="whether a part of the platform has heard of an event; nothing about anybody"),
    Export("encryption_canaries", why_not="a word by which keys are tried; nothing about anybody"),
    Export("job_runs", why_not="when periodic jobs ran; nothing about anybody"),
    Export("audit_pending", why_not="ids of entries that wait for their seal; the entries are in the copy"),
    Export("audit_seals", why_not="digests of entries; the entries are in the copy"),
    Export("audit_checkpoints", why_not="signed digests; nothing about anybody"),
)

_PROOF = (
    "GDPR art. 5(2), 17(3)(b) and (e): the trail proves who did what to clinics' records. It is sealed, so no part can "
    "be taken out of it; it holds ids in place of names"
)
# What a fact may say about a person beyond ids. Today none does; a new event that names one is still covered.
_NAMING = "'email', 'given_name', 'family_name', 'name', 'phone', 'address', 'note', 'reason', 'born_on'"

ERASURES = (
    Erasure(
        "outbox_events",
        Fate.PSEUDONYMISED,
        "Names and words in facts told to parts of the platform",
        f"UPDATE outbox_events SET payload = payload - ARRAY[{_NAMING}] WHERE (:person_id = ANY(person_ids)"  # noqa: S608
        " OR payload ->> 'person_id' = CAST(:person_id AS text)) RETURNING id",
        columns=("payload",),
    ),
    Erasure(
        "outbox_events",
        Fate.KEPT,
        "Facts told to parts of the platform, by ids of sessions, pets and visits, for 30 days",
        "SELECT id FROM outbox_events WHERE :person_id = ANY(person_ids)"
        " OR payload ->> 'person_id' = CAST(:person_id AS text)",
        columns=("payload",),
        why="GDPR art. 5(1)(f) and 32: every part must hear that a session or a visit has ended, even after a fault",
    ),
    Erasure(
        "inbound_events",
        Fate.PSEUDONYMISED,
        "What the sign-in service told us about your account",
        "UPDATE inbound_events SET payload = jsonb_build_object('type', type, 'data', jsonb_strip_nulls("
        "jsonb_build_object('id', payload -> 'data' -> 'id', 'updated_at', payload -> 'data' -> 'updated_at'))),"
        " processed_at = coalesce(processed_at, :now)"
        " WHERE payload -> 'data' ->> 'id' = :clerk_user_id OR payload -> 'data' ->> 'user_id' = :clerk_user_id"
        " OR position(lower(:email) in lower(CAST(payload AS text))) > 0 RETURNING external_id",
        columns=("payload",),
    ),
    Erasure(
        "inbound_events",
        Fate.KEPT,
        "That the sign-in service sent messages about your account's number, for 30 days",
        "SELECT external_id FROM inbound_events WHERE payload -> 'data' ->> 'id' = :clerk_user_id",
        columns=("payload",),
        why="GDPR art. 5(1)(f) and 17(3)(b): a late message of the sign-in service must not bring the account back",
    ),
    Erasure(
        "idempotency_keys",
        Fate.DELETED,
        "Replies kept for a day that were yours or spoke of you",
        "DELETE FROM idempotency_keys k WHERE k.person_id = :person_id OR EXISTS"
        " (SELECT 1 FROM unnest(:needles) needle WHERE position(needle in k.body) > 0) RETURNING k.key",
    ),
    Erasure(
        "audit_entries",
        Fate.KEPT,
        "What you did and what was done to your data, by ids, with network addresses, sessions and reasons given",
        "SELECT id FROM audit_entries WHERE actor_person_id = :person_id OR subject_id = :person_id"
        " OR subject_id = ANY(:kept_pets) OR subject_id = ANY(:erased_pets)",
        columns=("acting_as", "action", "subject_type", "fields", "reason", "request_id", "address", "session_id"),
        why=_PROOF,
    ),
    Untouched("outbox_events", "the name of a fact", columns=("type",)),
    Untouched(
        "inbound_events",
        "that there was a message and of which kind, so that it is never applied twice",
        columns=("source", "external_id", "type"),
    ),
    Untouched("outbox_deliveries", "errors of our own programs while telling a fact", columns=("last_error",)),
    Untouched("encryption_canaries", "a word by which keys are tried"),
    Untouched("job_runs", "when periodic jobs ran"),
    Untouched("audit_pending", "ids of entries that wait for their seal"),
    Untouched("audit_seals", "digests of entries"),
    Untouched("audit_checkpoints", "signed digests"),
)

EVENTS_KEPT = timedelta(days=30)
RUNS_KEPT = timedelta(days=7)
_DAY = timedelta(days=1)

RETENTIONS = (
    Retention(
        "audit_entries",
        "The audit trail",
        "A chain with a piece taken out proves nothing. The application's role cannot remove entries; an operator "
        "archives whole years when the law of the region allows it.",
        by="an operator",
    ),
    Retention("encryption_canaries", "A word by which keys are tried", "It stays with its key.", by="key rotation"),
    Retention("audit_pending", "Entries that wait for their seal", "About a second.", by="the sealer"),
    Retention("audit_seals", "Seals of the audit trail", "They stay with the trail.", by="an operator"),
    Retention("audit_checkpoints", "Signed checkpoints of the trail", "They stay with the trail.", by="an operator"),
    Retention(
        "outbox_events", "Facts everybody has heard of", "Time to look into a fault.", EVENTS_KEPT, by="`jobs.prune`"
    ),
    Retention("outbox_deliveries", "Who has heard of which fact", "They go with their fact.", by="`jobs.prune`"),
    Retention(
        "inbound_events",
        "What messages of the sign-in service say",
        "The message's id stays, so that it is never applied twice; its words go.",
        period=30 * _DAY,
        statement="UPDATE inbound_events SET payload = jsonb_build_object('type', type) WHERE (source, external_id) IN"
        " (SELECT source, external_id FROM inbound_events WHERE processed_at < :before AND payload ? 'data'"
        " ORDER BY source, external_id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING external_id",
    ),
    Retention(
        "inbound_events",
        "What late messages of the sign-in service say about erased people",
        "Nothing waits for them any more.",
        period=timedelta(0),
        statement="UPDATE inbound_events SET payload = jsonb_build_object('type', type) WHERE (source, external_id) IN"
        " (SELECT source, external_id FROM inbound_events i JOIN persons p ON p.erased_at IS NOT NULL"
        " AND p.clerk_user_id IN (i.payload -> 'data' ->> 'id', i.payload -> 'data' ->> 'user_id')"
        " WHERE i.processed_at < :before AND i.processed_at > p.erased_at"
        " ORDER BY source, external_id LIMIT :limit FOR UPDATE OF i SKIP LOCKED) RETURNING external_id",
    ),
    Retention(
        "idempotency_keys",
        "Replies to requests with a key",
        "As long as a client repeats a request.",
        _DAY,
        by="`jobs.prune`",
    ),
    Retention("job_runs", "When periodic jobs ran", "Time to look into a fault.", RUNS_KEPT, by="`jobs.prune`"),
)


async def collect(session: Session, person_id: UUID) -> list[Dataset]:
    """Everything the platform's own tables know about the person."""
    person = (await session.execute(select(Person.email, Person.clerk_user_id).where(Person.id == person_id))).one()
    return [
        _AUDIT.holding(await _audit(session, person_id)),
        _EVENTS.holding(await _events(session, person_id)),
        _INBOUND.holding(await _messages(session, person.email, person.clerk_user_id)),
        _REPLIES.holding(await _replies(session, person_id)),
    ]


async def _audit(session: Session, person_id: UUID) -> list[Row]:
    entry = _AUDIT.source
    pets = select(PetOwner.pet_id).where(PetOwner.person_id == person_id)
    visits = select(Appointment.id).where(Appointment.pet_id.in_(pets))
    found = await rows(
        session,
        select(
            *_AUDIT.columns("actor_person_id"),
            whose(entry.c.actor_person_id, person_id).label("actor"),
        )
        .where(
            or_(
                entry.c.actor_person_id == person_id,
                entry.c.subject_id == person_id,
                entry.c.subject_id.in_(pets),
                entry.c.subject_id.in_(visits),
            )
        )
        .order_by(entry.c.position),
    )
    for row in found:
        if row["actor"] != YOU:
            row.update(address=None, session_id=None, request_id=None)
    return found


async def _events(session: Session, person_id: UUID) -> list[Row]:
    event = _EVENTS.source
    found = await rows(
        session,
        select(*_EVENTS.columns())
        .where(
            or_(
                literal(person_id, Uuid()) == any_(event.c.person_ids),
                event.c.payload["person_id"].astext == str(person_id),
            )
        )
        .order_by(event.c.position),
    )
    for row in found:
        row["person_ids"] = [YOU if each == person_id else "somebody else" for each in row["person_ids"]]
    return found


async def _messages(session: Session, email: str, clerk_user_id: str | None) -> list[Row]:
    message = _INBOUND.source
    about = message.c.payload["data"]
    return await rows(
        session,
        select(*_INBOUND.columns())
        .where(
            or_(
                about["id"].astext == clerk_user_id,
                about["user_id"].astext == clerk_user_id,
                text("position(lower(:email) in lower(CAST(payload AS text))) > 0").bindparams(email=email),
            )
        )
        .order_by(message.c.received_at, message.c.external_id),
    )


async def _replies(session: Session, person_id: UUID) -> list[Row]:
    reply = _REPLIES.source
    found = await rows(
        session, select(*_REPLIES.columns()).where(reply.c.person_id == person_id).order_by(reply.c.created_at)
    )
    for row in found:
        body: Any = row["body"]
        row["body"] = None if body is None else bytes(body).decode("utf-8", "replace")
    return found
