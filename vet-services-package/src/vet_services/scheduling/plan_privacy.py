"""What scheduling's plans and hours know about a person: what their copy shows, what erasing does, how long rows stay.

Of a colleague's time off or illness the copy says that one wrote it down, not why: that is the colleague's.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import case, select
from vet_core.clinics.models import Veterinarian
from vet_core.db import Session
from vet_core.pets.models import PetOwner

from vet_services.identity.personal_data import Dataset, Erasure, Export, Fate, Retention, Untouched, rows, whose

_OVERRIDES = Export("roster_overrides", "roster_overrides", "Days on which you work other hours as a veterinarian.")
_BLOCKS = Export("calendar_blocks", "calendar_blocks", "Time in which your calendar is blocked, and blocks you made.")
_SERIES = Export("appointment_series", "appointment_series", "Rules by which visits of your pets repeat.")
_ENTRIES = Export("waitlist_entries", "waitlist_entries", "Times you wait for.")
_OFFERS = Export("waitlist_offers", "waitlist_offers", "Times that were offered to you from the waitlist.")
_MOVES = Export("day_moves", "day_moves", "Days of yours as a veterinarian that were moved, and days you moved.")
_PROPOSALS = Export("move_proposals", "move_proposals", "Other times that clinics proposed for visits of your pets.")
_FEEDS = Export(
    "calendar_feeds",
    "calendar_feeds",
    "Calendar addresses you made.",
    left_out={"secret_digest": "a digest of the secret in the address"},
)

EXPORTS = (
    _OVERRIDES,
    _BLOCKS,
    _SERIES,
    _ENTRIES,
    _OFFERS,
    _MOVES,
    _PROPOSALS,
    _FEEDS,
    Export("appointment_type_requirements", why_not="about a practice's services"),
    Export("clinic_resources", why_not="a practice's rooms and equipment"),
    Export("opening_overrides", why_not="about a practice's hours"),
    Export("clinic_holidays", why_not="public holidays"),
    Export("scheduling_settings", why_not="about a practice"),
)

_CLINICS_OWN = "it tells about a practice, not about people"

ERASURES = (
    Erasure(
        "waitlist_offers",
        Fate.DELETED,
        "Times that were offered to you",
        "DELETE FROM waitlist_offers WHERE entry_id IN"
        " (SELECT id FROM waitlist_entries WHERE person_id = :person_id) RETURNING id",
    ),
    Erasure(
        "waitlist_entries",
        Fate.DELETED,
        "Times you waited for",
        "DELETE FROM waitlist_entries WHERE person_id = :person_id RETURNING id",
    ),
    Erasure(
        "calendar_feeds",
        Fate.DELETED,
        "Calendar addresses you made",
        "DELETE FROM calendar_feeds WHERE person_id = :person_id RETURNING id",
    ),
    Erasure(
        "move_proposals",
        Fate.DELETED,
        "Other times proposed for visits of your pets",
        "DELETE FROM move_proposals WHERE appointment_id IN"
        " (SELECT id FROM appointments WHERE pet_id = ANY(:kept_pets)) RETURNING id",
    ),
    Erasure(
        "appointment_series",
        Fate.KEPT,
        "Rules by which visits of your pets repeated",
        "SELECT id FROM appointment_series WHERE pet_id = ANY(:kept_pets)",
        columns=("rrule", "time_zone"),
        why="GDPR art. 17(3)(b): it is part of the record of the visits, kept as long as they are",
    ),
    Erasure(
        "calendar_blocks",
        Fate.DELETED,
        "Time in which your calendar as a veterinarian was blocked",
        "DELETE FROM calendar_blocks WHERE resource_id IN"
        " (SELECT id FROM veterinarians WHERE person_id = :person_id) RETURNING id",
    ),
    Untouched(
        "calendar_blocks",
        "blocks of rooms and of colleagues belong to the clinic, whoever made them",
        columns=("reason", "external_source", "external_id"),
    ),
    Erasure(
        "day_moves",
        Fate.PSEUDONYMISED,
        "Why days of yours as a veterinarian were moved",
        "UPDATE day_moves SET reason = NULL WHERE reason IS NOT NULL AND veterinarian_id IN"
        " (SELECT id FROM veterinarians WHERE person_id = :person_id) RETURNING id",
        columns=("reason",),
    ),
    Erasure(
        "roster_overrides",
        Fate.DELETED,
        "Days on which you worked other hours as a veterinarian",
        "DELETE FROM roster_overrides WHERE veterinarian_id IN"
        " (SELECT id FROM veterinarians WHERE person_id = :person_id) RETURNING id",
    ),
    Untouched("appointment_type_requirements", _CLINICS_OWN),
    Untouched("clinic_resources", _CLINICS_OWN),
    Untouched("opening_overrides", _CLINICS_OWN),
    Untouched("clinic_holidays", _CLINICS_OWN),
    Untouched("scheduling_settings", _CLINICS_OWN),
)

_DAY = timedelta(days=1)


def _batch(table: str, over: str) -> str:
    """The statement that removes the next rows of a table for which the condition holds."""
    chosen = f"SELECT id FROM {table} WHERE {over} ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED"  # noqa: S608
    return f"DELETE FROM {table} WHERE id IN ({chosen}) RETURNING id"  # noqa: S608  names of our own tables


RETENTIONS = (
    Retention(
        "calendar_blocks",
        "Blocked time",
        "Until the year it lies in has been looked back on.",
        period=400 * _DAY,
        statement=_batch("calendar_blocks", "ends_at < :before"),
    ),
    Retention(
        "roster_overrides",
        "Days with other working hours",
        "The time in which claims about working hours can be brought.",
        period=1096 * _DAY,
        statement=_batch("roster_overrides", "on_day < CAST(:before AS date)"),
    ),
    Retention(
        "waitlist_entries",
        "Wishes that came true, were taken back or ran out",
        "Until nobody asks about them any more.",
        period=180 * _DAY,
        statement=_batch("waitlist_entries", "status NOT IN ('waiting', 'offered') AND updated_at < :before"),
    ),
    Retention("waitlist_offers", "Times offered from the waitlist", "They go with the wish.", by="the wish"),
    Retention(
        "day_moves",
        "Days that were moved",
        "Until the year has been looked back on.",
        period=400 * _DAY,
        statement=_batch("day_moves", "created_at < :before"),
    ),
    Retention("move_proposals", "Times proposed instead", "They go with the day that was moved.", by="the moved day"),
    Retention(
        "appointment_series",
        "Rules of repeating visits",
        "As long as their visits.",
        period=3653 * _DAY,
        statement=_batch(
            "appointment_series",
            "created_at < :before AND NOT EXISTS"
            " (SELECT 1 FROM appointments a WHERE a.series_id = appointment_series.id)",
        ),
    ),
    Retention(
        "calendar_feeds",
        "Calendar addresses that were taken back",
        "Until it is clear that no program asks there any more.",
        period=90 * _DAY,
        statement=_batch("calendar_feeds", "revoked_at < :before"),
    ),
    Retention("appointment_type_requirements", "What services need", "It belongs to the service.", by="the clinic"),
    Retention("clinic_resources", "Rooms and equipment", "They belong to their clinic.", by="the clinic"),
    Retention("opening_overrides", "Days with other opening hours", "They belong to their clinic.", by="the clinic"),
    Retention(
        "clinic_holidays",
        "Public holidays",
        "Those of earlier years say nothing any more.",
        by="`scheduling.refresh_holidays`",
    ),
    Retention("scheduling_settings", "How a clinic plans", "It belongs to its clinic.", by="the clinic"),
)


async def collect(session: Session, person_id: UUID) -> list[Dataset]:
    """Everything these tables know about the person."""
    pets = select(PetOwner.pet_id).where(PetOwner.person_id == person_id)
    me = select(Veterinarian.id).where(Veterinarian.person_id == person_id)
    override, block, series, move = (each.source for each in (_OVERRIDES, _BLOCKS, _SERIES, _MOVES))
    entry, offer, proposal, feed = (each.source for each in (_ENTRIES, _OFFERS, _PROPOSALS, _FEEDS))
    visit = proposal.metadata.tables["appointments"]
    own_block, own_day, own_pet = block.c.resource_id.in_(me), move.c.veterinarian_id.in_(me), series.c.pet_id.in_(pets)
    blocks = select(
        *_BLOCKS.columns("created_by_id", "reason"),
        whose(block.c.created_by_id, person_id).label("created_by"),
        case((own_block, block.c.reason)).label("reason"),
    ).where(own_block | (block.c.created_by_id == person_id))
    moves = select(
        *_MOVES.columns("created_by_id", "reason"),
        whose(move.c.created_by_id, person_id).label("created_by"),
        case((own_day, move.c.reason)).label("reason"),
    ).where(own_day | (move.c.created_by_id == person_id))
    repeating = select(
        *_SERIES.columns("created_by_id", "pet_id"),
        whose(series.c.created_by_id, person_id).label("created_by"),
        case((own_pet, series.c.pet_id)).label("pet_id"),
    ).where(own_pet | (series.c.created_by_id == person_id))
    offers = select(*_OFFERS.columns()).join(entry, entry.c.id == offer.c.entry_id)
    proposals = select(*_PROPOSALS.columns()).join(visit, visit.c.id == proposal.c.appointment_id)
    days = select(*_OVERRIDES.columns()).where(override.c.veterinarian_id.in_(me))
    wishes = select(*_ENTRIES.columns()).where(entry.c.person_id == person_id)
    feeds = select(*_FEEDS.columns()).where(feed.c.person_id == person_id)
    return [
        _OVERRIDES.holding(await rows(session, days.order_by(override.c.on_day, override.c.id))),
        _BLOCKS.holding(await rows(session, blocks.order_by(block.c.starts_at, block.c.id))),
        _SERIES.holding(await rows(session, repeating.order_by(series.c.id))),
        _ENTRIES.holding(await rows(session, wishes.order_by(entry.c.id))),
        _OFFERS.holding(await rows(session, offers.where(entry.c.person_id == person_id).order_by(offer.c.id))),
        _MOVES.holding(await rows(session, moves.order_by(move.c.on_day, move.c.id))),
        _PROPOSALS.holding(await rows(session, proposals.where(visit.c.pet_id.in_(pets)).order_by(proposal.c.id))),
        _FEEDS.holding(await rows(session, feeds.order_by(feed.c.id))),
    ]
