"""What the mail log knows about a person: what their copy shows, what erasing does, how long rows stay."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import or_, select
from vet_core.db import Session
from vet_core.identity.models import Person

from vet_services.identity.personal_data import Dataset, Erasure, Export, Fate, Retention, rows

SEALED_TOKEN = "sealed_token"  # noqa: S105  the name of a key in `context`, not a secret

_MAILS = Export(
    "notification_deliveries", "mails", "Mails we sent you, or meant to send: which, when, and to what end."
)

EXPORTS = (_MAILS,)

ERASURES = (
    Erasure(
        "notification_deliveries",
        Fate.DELETED,
        "Mails to your address that were not yet sent, and mails to you before you had an account",
        "DELETE FROM notification_deliveries WHERE address_email = :email OR (person_id = :person_id AND state IN"
        " ('scheduled', 'sending')) RETURNING id",
    ),
    Erasure(
        "notification_deliveries",
        Fate.PSEUDONYMISED,
        "What mails to you said, their addresses, and what went wrong with them",
        "UPDATE notification_deliveries SET context = '{}', last_error = NULL, updated_at = :now"
        " WHERE person_id = :person_id RETURNING id",
        columns=("context", "last_error", "address_email"),
    ),
    Erasure(
        "notification_deliveries",
        Fate.KEPT,
        "That a mail of some kind was sent, and when, for half a year",
        "SELECT id FROM notification_deliveries WHERE person_id = :person_id",
        columns=("dedupe_key", "message_id"),
        why="GDPR art. 17(3)(e): clinics may have to show that they reminded of a visit; only ids are left in it",
    ),
)

RETENTIONS = (
    Retention(
        "notification_deliveries",
        "Mails that were sent, given up or called off",
        "Long enough to answer whether a reminder was sent.",
        period=timedelta(days=180),
        statement="DELETE FROM notification_deliveries WHERE id IN (SELECT id FROM notification_deliveries"
        " WHERE state IN ('sent', 'failed', 'cancelled') AND due_at < :before ORDER BY due_at LIMIT :limit"
        " FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
    Retention(
        "notification_deliveries",
        "The mail that tells an erased person of it",
        "It is the last to know the address, and goes within minutes after it was sent or given up.",
        period=timedelta(0),
        by="`identity.run_erasures`",
    ),
)


async def collect(session: Session, person_id: UUID) -> list[Dataset]:
    """Every mail to the person, without links that still open something."""
    email = select(Person.email).where(Person.id == person_id).scalar_subquery()
    mail = _MAILS.source
    found = await rows(
        session,
        select(*_MAILS.columns())
        .where(or_(mail.c.person_id == person_id, mail.c.address_email == email))
        .order_by(mail.c.due_at, mail.c.id),
    )
    for row in found:
        row["context"] = {name: value for name, value in row["context"].items() if name != SEALED_TOKEN}
    return [_MAILS.holding(found)]
