"""Calendars to subscribe to: each has an address that is its own key, and stops working once it is revoked."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response
from vet_core.db import Page
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import Refused
from vet_core.scheduling.schemas import FeedCreatedOut, FeedIn, FeedOut
from vet_services.scheduling import feeds
from vet_services.scheduling.errors import FeedNotFound, TooManyFeeds

from vet_clinic_api.edge.access import Allowed, Public, anyone_signed_in
from vet_clinic_api.edge.etags import Fingerprinted
from vet_clinic_api.edge.exchange import Noting, Now, PlatformOf, RawRequest, Transaction
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/feeds", "scheduling")

Somebody = Annotated[Actor, Allowed(anyone_signed_in)]


class Calendar(Response):
    media_type = "text/calendar"


# No Idempotency-Key: a reply that is kept to be given again would keep the secret with it.
@router.post("", status_code=201, responses=problems(Refused, TooManyFeeds))
async def create_feed(
    wish: FeedIn, actor: Somebody, session: Transaction, now: Now, request: RawRequest, platform: PlatformOf
) -> FeedCreatedOut:
    """A new calendar address of one's own; it is shown this once."""
    feed = await feeds.create_feed(session, wish, by=actor, now=now)
    outside = platform.settings.public_url or str(request.base_url).rstrip("/")
    return FeedCreatedOut(id=feed.id, url=f"{outside}{router.prefix}/{feed.secret}.ics")


@router.get("")
async def list_feeds(actor: Somebody, session: Transaction) -> Page[FeedOut]:
    """One's calendar addresses that still work, without their secrets."""
    return await feeds.list_feeds(session, by=actor)


@router.delete("/{feed_id}", status_code=204, responses=problems(FeedNotFound))
async def revoke_feed(feed_id: UUID, actor: Somebody, session: Transaction, now: Now) -> None:
    """Make a calendar address stop working."""
    await feeds.revoke_feed(session, feed_id, by=actor, now=now)


@router.get(
    "/{secret}.ics",
    response_class=Calendar,
    dependencies=[Public, Noting, rated(RateClass.FEEDS)],
    responses=problems(FeedNotFound),
)
async def read_feed(
    secret: Annotated[str, Path(max_length=200)],
    session: Transaction,
    now: Now,
    mark: Fingerprinted,
    platform: PlatformOf,
) -> Response:
    """The calendar behind an address, for calendar programs."""
    calendar = await feeds.read_feed(session, secret, now=now, links=platform.links)
    return Calendar(mark.of(calendar.text))
