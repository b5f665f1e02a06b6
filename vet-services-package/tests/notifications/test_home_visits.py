"""Mails about visits at home do not send anybody to the clinic, and call services as their reader does."""

import pytest
from icalendar import Calendar
from vet_core.scheduling.enums import FeedKind, Place

from tests.notifications.conftest import Post
from tests.scheduling.test_feeds import read, subscribe
from tests.scheduling.waiting import retype
from tests.world import World, change, tuesday

HOME = "Rosenweg 4\n10117 Berlin"
NAMES = {"de": {"name": "Hausbesuch"}, "pt-BR": {"name": "Visita"}, "fr": {"description": "Chez vous."}}


async def mail_about(world: World, post: Post, visit_address: str | None = None) -> tuple[str, str, str]:
    """The text, the page and the calendar entry of the mail that confirms a visit."""
    await world.book(tuesday(12, day=4), visit_address=visit_address)
    await post.react()
    await post.send()
    message = post.server.messages[0]
    parts = [part for part in message.walk() if not part.is_multipart()]
    said = {part.get_content_type(): part.get_content().replace("\r\n", "\n") for part in parts}
    entry = Calendar.from_ical(said["text/calendar"]).walk("VEVENT")[0]
    return said["text/plain"], said["text/html"], str(entry["location"])


async def test_a_mail_does_not_say_where_somebody_lives_nor_send_them_to_the_clinic(world: World, post: Post):
    await retype(world, place=Place.HOME_VISIT)
    plain, page, location = await mail_about(world, post, visit_address=HOME)
    assert f"Where: at your home, by {world.clinic.name}\n" in plain
    assert f"At your home, by {world.clinic.name}" in page
    assert location == world.clinic.name
    for said in (plain, page, location):
        assert "Rosenweg" not in said
        assert world.clinic.street not in said


async def test_a_mail_about_a_visit_at_the_clinic_says_where_that_is(world: World, post: Post):
    plain, _, location = await mail_about(world, post)
    assert f"Where: {world.clinic.name}, {world.clinic.street}" in plain
    assert world.clinic.street in location


@pytest.mark.parametrize(
    ("locale", "name"),
    [("de", "Hausbesuch"), ("de-AT", "Hausbesuch"), ("pt-BR", "Visita"), ("pt", None), ("fr", None), ("en", None)],
)
async def test_a_service_is_called_by_its_name_in_the_readers_language(
    world: World, post: Post, locale: str, name: str | None
):
    await retype(world, translations=NAMES)
    await change(world.database, world.owner, locale=locale)
    plain, _, _ = await mail_about(world, post)
    said = name or world.kind.name
    assert f"What:  {said} for {world.pet.name}\n" in plain
    feed = await subscribe(world, world.as_owner, FeedKind.OWNER, shows_details=True)
    assert f"SUMMARY:{world.pet.name}: {said}" in (await read(world, feed.secret)).text
