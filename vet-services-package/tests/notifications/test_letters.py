"""Mails that are about no visit: what they say, whom they reach, and what becomes of their secrets."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from vet_core.clinics.schemas import BreakGlassIn, InvitationAcceptIn
from vet_core.db.keyring import current_keyring
from vet_core.identity.schemas import InvitationIn
from vet_core.kernel.actor import Actor, Role
from vet_core.notifications.enums import NotificationKind
from vet_core.notifications.models import NotificationDelivery
from vet_core.pets.enums import PetAccess
from vet_core.pets.schemas import PetInvitationIn

from tests.notifications.conftest import Post
from tests.notifications.test_messages import text_of
from tests.world import World, change
from vet_services.clinics import break_glass, invitations
from vet_services.flows import accept_invitation as flow
from vet_services.notifications.delivery import Report
from vet_services.pets import co_owners

REASON = "Court order 12-C-345: the keeper is to be found today."
LINK = "https://app.example.com/invitations#token="


async def invite_to_clinic(world: World, email: str = "noor@example.com"):
    async with world.database.transaction() as session:
        by = world.as_(Role.CLINIC_ADMINISTRATOR)
        wish = InvitationIn(email=email, role=Role.TECHNICIAN)
        return await invitations.invite_to_clinic(session, world.clinic.id, wish, by=by, now=world.now)


def token_in(message: EmailMessage) -> str:
    [link] = {word for word in text_of(message).split() if word.startswith("https://")}
    assert link.startswith(LINK)
    assert link in text_of(message, "html")
    return link.removeprefix(LINK)


async def test_an_invitation_to_a_clinic_reads_like_this_and_its_link_works(world: World, post: Post):
    await change(world.database, world.people[Role.CLINIC_ADMINISTRATOR], given_name="Ida", family_name="Brandt")
    await change(world.database, world.clinic, name="Linden")
    await invite_to_clinic(world, world.stranger.email)
    await post.react(times=2)
    assert await post.send() == Report(claimed=1, sent=1)
    [message] = post.server.messages
    assert message["Subject"] == "Linden invites you to its team"
    assert message["To"].addresses[0].addr_spec == world.stranger.email
    assert message["Reply-To"].addresses[0].addr_spec == world.clinic.email
    token = token_in(message)
    assert text_of(message) == (
        "Hello,\n\n"
        "Ida Brandt would like you to work at Linden as technician.\n\n\n"
        "Accept the invitation:\n"
        f"{LINK}{token}\n\n"
        "The link works once, until Mon 9 Mar, 10:00 (Berlin time), for whoever signs in with "
        f"{world.stranger.email}. If you did not expect it, you need not do anything.\n"
    )
    async with world.database.transaction() as session:
        await flow.accept_invitation(session, InvitationAcceptIn(token=token), by=world.as_stranger, now=world.now)


@pytest.mark.parametrize("access", list(PetAccess))
async def test_an_invitation_to_a_pet_names_it_and_who_asks(world: World, post: Post, access):
    async with world.database.transaction() as session:
        wish = PetInvitationIn(email="jonas@example.com", access=access)
        await co_owners.invite_co_owner(session, world.pet.id, wish, by=world.as_owner, now=world.now)
    await post.react()
    await post.send()
    [message] = post.server.messages
    name = f"{world.owner.given_name} {world.owner.family_name}"
    assert message["Subject"] == f"{name} would like to share {world.pet.name} with you"
    assert "Reply-To" not in message
    for kind in ("plain", "html"):
        assert ("decide with the other owners" in text_of(message, kind)) is (access is PetAccess.MANAGE)
    assert token_in(message)


async def test_the_secret_is_encrypted_while_it_waits_and_gone_when_it_has_left(world: World, post: Post):
    await invite_to_clinic(world)
    await post.react()
    [row] = await post.rows()
    sealed = row.context["sealed_token"]
    assert sealed.startswith("v1:test:")
    post.server.mail = "451 Later"
    await post.send()
    [row] = await post.rows()
    assert (row.state, row.context["sealed_token"]) == ("scheduled", sealed)
    post.server.mail = "250 OK"
    world.clock.set(row.due_at)
    await post.send()
    [row] = await post.rows()
    assert (row.state, set(row.context)) == ("sent", {"invitation_id"})
    assert token_in(post.server.messages[0]) == current_keyring().decrypt(sealed)


async def test_the_secret_goes_as_well_when_the_mail_cannot_be_delivered(world: World, post: Post):
    await invite_to_clinic(world)
    await post.react()
    post.server.rcpt = lambda address: "550 No such user"
    assert (await post.send()).failed == 1
    [row] = await post.rows()
    assert set(row.context) == {"invitation_id"}


@pytest.mark.parametrize("what", ["revoked", "expired"])
async def test_an_invitation_that_is_over_is_not_sent(world: World, post: Post, what):
    made = await invite_to_clinic(world)
    await post.react()
    if what == "expired":
        world.clock.advance(timedelta(days=7))
    else:
        async with world.database.transaction() as session:
            by = world.as_(Role.CLINIC_ADMINISTRATOR)
            await invitations.revoke_invitation(session, world.clinic.id, made.id, by=by, now=world.now)
    assert await post.send() == Report(claimed=1, dropped=1)
    [row] = await post.rows()
    assert (row.state, set(row.context)) == ("cancelled", {"invitation_id"})


async def test_every_administrator_hears_of_an_emergency_and_nobody_else(world: World, post: Post):
    administrator = world.people[Role.CLINIC_ADMINISTRATOR]
    await change(world.database, administrator, given_name="Ida")
    async with world.database.transaction() as session:
        by = Actor(world.stranger.id, is_system_administrator=True)
        wish = BreakGlassIn(reason=REASON)
        await break_glass.open_break_glass(session, world.clinic.id, wish, by=by, now=world.now)
    await post.react(times=2)
    assert await post.send() == Report(claimed=1, sent=1)
    [message] = post.server.messages
    assert message["To"].addresses[0].addr_spec == administrator.email
    assert message["Subject"] == f"Emergency access to the records of {world.clinic.name}"
    who = f"{world.stranger.given_name} {world.stranger.family_name}"
    link = f"https://app.example.com/desk/{world.clinic.id}/people"
    for body in (text_of(message), text_of(message, "html")):
        for fact in ("Hello Ida", who, REASON, "Mon 2 Mar, 10:00 (Berlin time)", "Mon 2 Mar, 11:00", link):
            assert fact in body, fact
    [row] = await post.rows()
    assert set(row.context) == {"access_id"}


async def write(world: World, kind: NotificationKind, context: dict[str, Any], **to: Any) -> None:
    async with world.database.transaction() as session:
        session.add(NotificationDelivery(kind=kind, dedupe_key=f"{kind}:1", due_at=world.now, context=context, **to))


def copy_until(expires_at, sealed: str) -> dict[str, Any]:
    return {"sealed_token": sealed, "expires_at": expires_at.isoformat()}


async def test_a_copy_that_is_ready_is_fetched_by_its_link(world: World, post: Post):
    context = copy_until(world.now + timedelta(days=1), current_keyring().encrypt("the-secret"))
    await write(world, NotificationKind.EXPORT_READY, context, person_id=world.owner.id)
    await post.send()
    [message] = post.server.messages
    assert message["Subject"] == "The copy of your data is ready"
    assert "https://app.example.com/you/export#token=the-secret" in text_of(message)
    assert "until Tue 3 Mar, 09:00 (UTC)" in text_of(message)
    [row] = await post.rows()
    assert set(row.context) == {"expires_at"}


async def test_a_copy_that_has_expired_is_not_told_of(world: World, post: Post):
    context = copy_until(world.now, current_keyring().encrypt("x"))
    await write(world, NotificationKind.EXPORT_READY, context, person_id=world.owner.id)
    assert await post.send() == Report(claimed=1, dropped=1)


async def test_the_last_mail_says_what_was_erased_and_what_was_kept(world: World, post: Post):
    context = {
        "given_name": "Olivia",
        "deleted": ["Your name", "Your <pets>"],
        "kept": [{"what": "Visits", "why": "the law"}],
    }
    await write(world, NotificationKind.ERASURE_DONE, context, address_email="olivia@example.com")
    await post.send()
    [message] = post.server.messages
    assert message["To"].addresses[0].addr_spec == "olivia@example.com"
    assert text_of(message).rstrip() == (
        "Hello Olivia,\n\n"
        "You asked us to forget you. We have, and this mail is the last that knows your address.\n\n"
        "Erased:\n- Your name\n- Your <pets>\n\n"
        "Kept, because the law demands it:\n- Visits: the law"
    )
    html = text_of(message, "html")
    assert "<li>Your &lt;pets&gt;</li>" in html
    assert "https://" not in html


async def test_a_secret_no_key_opens_any_more_delays_its_own_mail_only(world: World, post: Post):
    context = copy_until(world.now + timedelta(days=1), "v1:lost:AAAA")
    await write(world, NotificationKind.EXPORT_READY, context, person_id=world.owner.id)
    await invite_to_clinic(world)
    await post.react()
    report = await post.send()
    assert (report.sent, report.postponed) == (1, 1)
