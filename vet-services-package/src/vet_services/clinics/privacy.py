"""What clinics' tables know about a person: what their copy shows, what erasing does, how long rows stay."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Session

from vet_services.identity.personal_data import Dataset, Erasure, Export, Fate, Retention, Untouched, rows, whose

_VETERINARIAN = Export(
    "veterinarians", "veterinarian", "Your licence and how you introduce yourself as a veterinarian."
)
# What somebody writes about a person is that person's data too (CJEU C-434/16, Nowak), so the note is shown. Who wrote
# it is theirs (GDPR art. 15(4)), so the name is not.
_CLIENT = Export(
    "clinic_clients",
    "client_registrations",
    "Clinics that keep you as a client, with their notes about you. Who wrote them is left out (GDPR art. 15(4)).",
)
_BREAK_GLASS = Export("break_glass_accesses", "emergency_accesses", "Clinics whose records you opened in an emergency.")

EXPORTS = (
    _VETERINARIAN,
    _CLIENT,
    _BREAK_GLASS,
    Export("clinics", why_not="about a practice; its address, phone and e-mail are the practice's own"),
    Export("opening_hours", why_not="about a practice"),
)

ERASURES = (
    Erasure(
        "clinic_clients",
        Fate.DELETED,
        "Your registrations as a client, with the clinics' notes about you",
        "DELETE FROM clinic_clients WHERE person_id = :person_id RETURNING clinic_id",
    ),
    Erasure(
        "veterinarians",
        Fate.DELETED,
        "Your licence as a veterinarian, when no visit was ever with you",
        "DELETE FROM veterinarians v WHERE v.person_id = :person_id"
        " AND NOT EXISTS (SELECT 1 FROM appointments a WHERE a.veterinarian_id = v.id) RETURNING v.id",
    ),
    Erasure(
        "veterinarians",
        Fate.PSEUDONYMISED,
        "How you introduce yourself as a veterinarian",
        "UPDATE veterinarians SET biography = NULL, languages = '{}', updated_at = :now"
        " WHERE person_id = :person_id RETURNING id",
        columns=("biography", "languages"),
    ),
    Erasure(
        "veterinarians",
        Fate.KEPT,
        "Your name and licence as the veterinarian of visits",
        "SELECT id FROM veterinarians WHERE person_id = :person_id",
        columns=("display_name", "license_number", "license_region", "species"),
        why="GDPR art. 17(3)(b): clinics must be able to name who treated an animal, as long as the visits are kept",
    ),
    Erasure(
        "break_glass_accesses",
        Fate.KEPT,
        "Your emergency accesses and the reasons you gave",
        "SELECT id FROM break_glass_accesses WHERE person_id = :person_id",
        columns=("reason",),
        why="GDPR art. 5(2) and 32: the clinics concerned may ask for three years why their records were opened",
    ),
    Untouched("clinics", "about a practice, not a person"),
    Untouched("opening_hours", "about a practice, not a person"),
)

RETENTIONS = (
    Retention("clinics", "Practices", "They stay while they are on the platform.", by="an operator"),
    Retention("opening_hours", "Opening hours", "They belong to their clinic.", by="the clinic"),
    Retention("veterinarians", "Licences", "They stay with the visits they answer for.", by="erasure"),
    Retention("clinic_clients", "Clients", "They stay while the clinic keeps the client.", by="the clinic, or erasure"),
    Retention(
        "break_glass_accesses",
        "Emergency accesses",
        "The time in which claims can be brought.",
        period=timedelta(days=1096),
        statement="DELETE FROM break_glass_accesses WHERE id IN (SELECT id FROM break_glass_accesses"
        " WHERE expires_at < :before ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING id",
    ),
)


async def collect(session: Session, person_id: UUID) -> list[Dataset]:
    """Everything clinics' tables know about the person."""
    client, access = _CLIENT.source, _BREAK_GLASS.source
    name = Clinic.name.label("clinic_name")
    return [
        _VETERINARIAN.holding(
            await rows(
                session,
                select(*_VETERINARIAN.columns()).where(Veterinarian.person_id == person_id),
            )
        ),
        _CLIENT.holding(
            await rows(
                session,
                select(
                    *_CLIENT.columns("registered_by"),
                    whose(client.c.registered_by, person_id).label("registered_by"),
                    name,
                )
                .join(Clinic, Clinic.id == client.c.clinic_id)
                .where(client.c.person_id == person_id)
                .order_by(client.c.clinic_id),
            )
        ),
        _BREAK_GLASS.holding(
            await rows(
                session,
                select(*_BREAK_GLASS.columns(), name)
                .join(Clinic, Clinic.id == access.c.clinic_id)
                .where(access.c.person_id == person_id)
                .order_by(access.c.id),
            )
        ),
    ]
