"""Keep daily caps and same-day shares when many book at once.

Both count what others have booked, which no constraint can see. Whoever books a kind of visit that has one stands in
line for its day first, and only then looks: in line nobody's count grows old.
"""

from datetime import datetime
from hashlib import blake2b
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, bindparam, text
from vet_core.db import Session
from vet_core.kernel.actor import Actor

from vet_services.scheduling import availability, offers
from vet_services.scheduling.offers import Offer, Wish

_LINE_UP = text("""
    SELECT pg_advisory_xact_lock(number) FROM (SELECT unnest(:numbers) AS number ORDER BY 1) AS line
""").bindparams(bindparam("numbers", type_=ARRAY(BigInteger())))


async def offer_at(session: Session, wish: Wish, *, by: Actor, now: datetime) -> Offer:
    """`offers.offer_at`, whose caps and shares hold until the transaction ends. Raises the same."""
    offer = await offers.offer_at(session, wish, by=by, now=now)
    is_counted = offer.type.daily_cap or offer.type.parameters.same_day_percent
    if not is_counted or wish.caller(by, now).is_staff:
        return offer
    await session.execute(_LINE_UP, {"numbers": _numbers(offer)})
    return await offers.offer_at(session, wish, by=by, now=now)


def _numbers(offer: Offer) -> list[int]:
    """The lines to stand in: the kind of visit's for its cap, each veterinarian's for the share of the day."""
    day = availability.day_of(offer.facts.zone, offer.starts_at).isoformat()
    whose: list[UUID] = []
    if offer.type.daily_cap:
        whose.append(offer.type.id)
    if offer.type.parameters.same_day_percent:
        whose += [candidate.id for candidate in offer.candidates]
    return [_number(each, day) for each in whose]


def _number(id: UUID, day: str) -> int:
    digest = blake2b(id.bytes + day.encode(), digest_size=8, person=b"scheduling-day")
    return int.from_bytes(digest.digest(), "big", signed=True)
