"""Whom a clinic serves: people with an appointment, a registration or a pet shown to it, and what its staff notes.

A clinic never finds anybody else: the search begins with its own clients. It registers only who is a client already;
a stranger becomes one by booking, by showing a pet, or by registering themself, because a registration opens their
pets' files to the clinic.
"""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import insert
from vet_core import audit
from vet_core.clinics.models import Clinic, ClinicClient
from vet_core.clinics.schemas import ClientNoteIn, ClientOut, ClientPetOut
from vet_core.db import EncryptedText, Page, Session, UtcInstant, decode_cursor, encode_cursor, scope
from vet_core.db.name_patterns import begins_word
from vet_core.db.pages import DEFAULT_LIMIT, MAX_LIMIT
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce

from vet_services.clinics.errors import ClientNotFound, ClinicNotFound
from vet_services.clinics.policy import may_note_clients, may_see_clients

_MOST_WORDS = 8

# Pets and appointments are read as text: clinics know none of their classes. Who is a client is read with the actor's
# own sight; for names PostgreSQL is then not asked once more, row by row, what this has answered.
_WHO = text("""
    SELECT ARRAY(SELECT person_id FROM clinic_clients WHERE clinic_id = :clinic_id) AS person_ids,
           ARRAY(SELECT pet_id FROM appointments WHERE clinic_id = :clinic_id
                 UNION
                 SELECT pet_id FROM pet_shares
                  WHERE clinic_id = :clinic_id AND (ends_at IS NULL OR ends_at > :now)) AS pet_ids
""").bindparams(bindparam("clinic_id", type_=Uuid()), bindparam("now", type_=UtcInstant()))

_PATIENT = "(t.id = ANY(:pet_ids) OR p.id = ANY(:person_ids))"
_SELECT = f"""
    WITH mine AS (
        SELECT unnest(:person_ids) AS person_id
        UNION
        SELECT o.person_id FROM pet_owners o WHERE o.pet_id = ANY(:pet_ids)
    )
    SELECT p.id, p.given_name, p.family_name, p.email, p.phone, c.registered_at, c.private_note,
           (SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'species', t.species) ORDER BY t.name, t.id)
              FROM pet_owners o JOIN pets t ON t.id = o.pet_id
             WHERE o.person_id = p.id AND {_PATIENT})::text AS pets
      FROM mine JOIN persons p ON p.id = mine.person_id AND p.erased_at IS NULL
      LEFT JOIN clinic_clients c ON c.clinic_id = :clinic_id AND c.person_id = p.id
     WHERE {{conditions}}
     ORDER BY p.family_name, p.given_name, p.id
"""  # noqa: S608  assembled from the constants above
# Names from the beginning of any of their words, addresses from their beginning.
_WORD = """
    ((p.given_name || ' ' || p.family_name) ~* :begins_{n} OR p.email::text ILIKE :prefix_{n}
     OR EXISTS (SELECT 1 FROM pet_owners o JOIN pets t ON t.id = o.pet_id
                 WHERE o.person_id = p.id AND t.name ~* :begins_{n} AND {patient}))
"""


async def list_clients(
    session: Session,
    clinic_id: UUID,
    *,
    by: Actor,
    now: datetime,
    q: str | None = None,
    limit: int = DEFAULT_LIMIT,
    after: str | None = None,
) -> Page[ClientOut]:
    """The clinic's clients by name; every word of `q` begins a name of theirs or of a pet, or their address.

    In an emergency access the look is audited. Raises ClinicNotFound to outsiders, InvalidCursor.
    """
    enforce(may_see_clients(by, clinic_id), hidden=ClinicNotFound())
    if not 1 <= limit <= MAX_LIMIT:
        raise ValueError(f"a page holds 1 to {MAX_LIMIT} items")
    values: dict[str, object] = {}
    conditions = ["true"]
    for number, word in enumerate((q or "").split()[:_MOST_WORDS]):
        conditions.append(_WORD.format(n=number, patient=_PATIENT))
        values |= {f"begins_{number}": begins_word(word), f"prefix_{number}": _prefix(word)}
    if after is not None:
        conditions.append("(p.family_name, p.given_name, p.id) > (:after_family, :after_given, :after_id)")
        family, given, last_id = decode_cursor(after, str, str, UUID)
        values |= {"after_family": family, "after_given": given, "after_id": last_id}
    rows = await _rows(session, clinic_id, conditions, values, now, limit=limit + 1)
    if not by.works_at(clinic_id):
        audit.add(
            session, by, "clients_listed", "clinic", clinic_id, now=now, clinic_id=clinic_id, reason="emergency access"
        )
    page = rows[:limit]
    last = page[-1] if len(rows) > limit else None
    return Page(
        items=page,
        next=None if last is None else encode_cursor(last.family_name, last.given_name, last.person_id),
    )


async def set_client_note(
    session: Session, clinic_id: UUID, person_id: UUID, note: ClientNoteIn, *, by: Actor, now: datetime
) -> ClientOut:
    """Write what the staff should know about a client, who is registered with it; an empty note removes it.

    Raises ClinicNotFound, ClientNotFound or Refused.
    """
    enforce(may_note_clients(by, clinic_id), hidden=ClinicNotFound())
    await _client(session, clinic_id, person_id, now)
    text_ = note.note or None
    written = insert(ClinicClient).values(
        clinic_id=clinic_id,
        person_id=person_id,
        registered_at=now,
        registered_by=by.person_id,
        private_note=text_,
        version=1,
    )
    await session.execute(
        written.on_conflict_do_update(
            index_elements=[ClinicClient.clinic_id, ClinicClient.person_id],
            set_={"private_note": written.excluded.private_note, "version": ClinicClient.version + 1},
        )
    )
    audit.add(session, by, "note_set", "person", person_id, now=now, clinic_id=clinic_id, fields=["private_note"])
    return await _client(session, clinic_id, person_id, now)


async def register_client(session: Session, clinic_id: UUID, person_id: UUID, *, by: Actor, now: datetime) -> None:
    """Keep a person as a client: they themself, or the staff for somebody who is one by an appointment or a share.

    Doing it twice changes nothing. Raises ClinicNotFound, ClientNotFound or Refused.
    """
    if by.person_id != person_id:
        enforce(may_note_clients(by, clinic_id), hidden=ClinicNotFound())
        await _client(session, clinic_id, person_id, now)
    elif await session.scalar(select(Clinic.id).where(Clinic.id == clinic_id)) is None:
        raise ClinicNotFound()
    # The list is the clinic's: who puts themself on it does not see it.
    async with scope.as_system(session):
        made = await session.scalar(
            insert(ClinicClient)
            .values(clinic_id=clinic_id, person_id=person_id, registered_at=now, registered_by=by.person_id, version=1)
            .on_conflict_do_nothing()
            .returning(ClinicClient.person_id)
        )
    if made is not None:
        audit.add(session, by, "client_registered", "person", person_id, now=now, clinic_id=clinic_id)


async def _client(session: Session, clinic_id: UUID, person_id: UUID, now: datetime) -> ClientOut:
    found = await _rows(session, clinic_id, ["p.id = :person_id"], {"person_id": person_id}, now, limit=1)
    if not found:
        raise ClientNotFound()
    return found[0]


async def _rows(
    session: Session, clinic_id: UUID, conditions: list[str], values: dict[str, object], now: datetime, *, limit: int
) -> list[ClientOut]:
    who = (await session.execute(_WHO, {"clinic_id": clinic_id, "now": now})).one()
    statement = text(f"{_SELECT.format(conditions=' AND '.join(conditions))} LIMIT {limit:d}").bindparams(
        bindparam("clinic_id", type_=Uuid()),
        bindparam("person_ids", type_=ARRAY(Uuid())),
        bindparam("pet_ids", type_=ARRAY(Uuid())),
        *(bindparam(name, type_=Uuid() if name.endswith("_id") else Text()) for name in values),
    )
    known = {"clinic_id": clinic_id, "person_ids": who.person_ids, "pet_ids": who.pet_ids}
    async with scope.as_system(session):
        rows = await session.execute(
            statement.columns(phone=EncryptedText(), private_note=EncryptedText(), registered_at=UtcInstant()),
            values | known,
        )
    return [
        ClientOut(
            person_id=row.id,
            given_name=row.given_name,
            family_name=row.family_name,
            email=row.email,
            phone=row.phone,
            pets=[ClientPetOut.model_validate(each) for each in json.loads(row.pets or "[]")],
            registered_at=row.registered_at,
            private_note=row.private_note,
        )
        for row in rows
    ]


def _prefix(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}%"
