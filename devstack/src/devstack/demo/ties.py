"""What ties people to one another and to clinics: consents, a second employer, invitations, owners who share a pet, a
clinic that may look in, files that were opened. A few of each, so that every screen has something to show.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from vet_core.clinics.schemas import InvitationAcceptIn, MembershipIn
from vet_core.db import Session
from vet_core.identity.enums import ConsentPurpose, PetAccess
from vet_core.identity.models import Invitation
from vet_core.identity.schemas import ConsentIn, InvitationIn
from vet_core.kernel.actor import Actor, Role
from vet_core.pets.schemas import PetInvitationIn, PetShareIn
from vet_services.clinics import clients as clinic_clients
from vet_services.clinics import invitations as clinic_invitations
from vet_services.clinics import memberships
from vet_services.flows.accept_invitation import accept_invitation
from vet_services.identity import consents, invitations
from vet_services.pets import co_owners, profiles, shares

from devstack.demo.cast import PRACTICES, Practice
from devstack.demo.founding import Founded, work_address
from devstack.demo.households import Household

VERSION = "2026-01"
MARKETING_SHARE, RESEARCH_SHARE = 0.4, 0.3
HOME, ABROAD = PRACTICES[0], PRACTICES[1]


async def agree(session: Session, world: Founded, dice: random.Random, at: datetime) -> None:
    """Everybody accepts what one has to when one signs up; the rest is as they like."""
    must = (ConsentPurpose.TERMS, ConsentPurpose.PRIVACY_NOTICE)
    for actor in world.workers.values():
        for purpose in must:
            await _say(session, actor, purpose, True, at)
    for actor in world.owners.values():
        for purpose in (*must, ConsentPurpose.REMINDERS):
            await _say(session, actor, purpose, True, at)
        await _say(session, actor, ConsentPurpose.MARKETING_EMAIL, dice.random() < MARKETING_SHARE, at)
        if dice.random() < RESEARCH_SHARE:
            await _say(session, actor, ConsentPurpose.RESEARCH, True, at)
    # The one to try has changed their mind once.
    changed = next(iter(world.owners.values()))
    await _say(session, changed, ConsentPurpose.MARKETING_EMAIL, True, at + timedelta(days=3))
    await _say(session, changed, ConsentPurpose.MARKETING_EMAIL, False, at + timedelta(days=11))


async def tie(session: Session, world: Founded, clients: dict[str, list[Household]], now: datetime) -> None:
    """After the visits: who is invited, who shares a pet with whom, and who has looked at a file."""
    home, abroad = clients[HOME.slug], clients[ABROAD.slug]
    await _invite(session, world, now)
    await _second_employer(session, world, now - timedelta(days=12))
    first, second, third = home[:3]
    shared, seen, shown = (world.pet(animal) for animal in first.animals)
    owner = world.owners[first.email]
    await _share_with(session, owner, shared, world.owners[second.email], second.email, PetAccess.VIEW, now)
    await _share_with(session, owner, seen, world.owners[third.email], third.email, PetAccess.MANAGE, now)
    wish = PetInvitationIn(email="grandma.hartmann@example.com", access=PetAccess.VIEW)
    await co_owners.invite_co_owner(session, shown, wish, by=owner, now=now - timedelta(days=1))
    until = PetShareIn(clinic_id=world.clinics[ABROAD.slug], ends_at=now + timedelta(days=60))
    await shares.share_pet(session, seen, until, by=owner, now=now - timedelta(days=6))
    await clinic_clients.register_client(
        session, world.clinics[HOME.slug], owner.person_id, by=_worker(world, HOME, Role.RECEPTIONIST),
        now=now - timedelta(days=20),
    )  # fmt: skip
    await _look(session, world, HOME, [shared, seen], now - timedelta(days=8))
    await _look(session, world, ABROAD, [seen, world.pet(abroad[0].animals[0])], now - timedelta(days=5))


async def _say(session: Session, actor: Actor, purpose: ConsentPurpose, yes: bool, at: datetime) -> None:
    wish = ConsentIn(purpose=purpose, version=VERSION, is_granted=yes)
    await consents.record_consent(session, wish, by=actor, now=at, source="web")


async def _invite(session: Session, world: Founded, now: datetime) -> None:
    """Two that wait for an answer, one that waited too long, one that was taken back."""
    clinic_id, administrator = world.clinics[HOME.slug], _worker(world, HOME, Role.CLINIC_ADMINISTRATOR)
    for email, role, days in (
        ("paula.winter@example.com", Role.VETERINARIAN, 2),
        ("jannis.holm@example.com", Role.TECHNICIAN, 1),
        ("slow.answer@example.com", Role.RECEPTIONIST, 9),
        ("wrong.address@example.com", Role.RECEPTIONIST, 4),
    ):
        at = now - timedelta(days=days)
        wish = InvitationIn(email=email, role=role)
        made = await clinic_invitations.invite_to_clinic(session, clinic_id, wish, by=administrator, now=at)
    later = now - timedelta(days=3)
    await clinic_invitations.revoke_invitation(session, clinic_id, made.id, by=administrator, now=later)


async def _second_employer(session: Session, world: Founded, at: datetime) -> None:
    """A technician of one clinic helps at the desk of another."""
    helper = _worker(world, HOME, Role.TECHNICIAN)
    wish = MembershipIn(person_id=helper.person_id, role=Role.RECEPTIONIST)
    administrator = _worker(world, ABROAD, Role.CLINIC_ADMINISTRATOR)
    await memberships.grant_membership(session, world.clinics[ABROAD.slug], wish, by=administrator, now=at)


async def _share_with(
    session: Session, owner: Actor, pet_id: UUID, other: Actor, email: str, access: PetAccess, now: datetime
) -> None:
    """As it happens: a mail with a link, and the other one follows it."""
    invited_at = now - timedelta(days=30)
    await co_owners.invite_co_owner(
        session, pet_id, PetInvitationIn(email=email, access=access), by=owner, now=invited_at
    )
    invitation_id = await session.scalar(
        select(Invitation.id).where(Invitation.pet_id == pet_id, Invitation.email == email)
    )
    assert invitation_id is not None
    token = invitations.new_token()
    await invitations.arm(session, invitation_id, token)
    await accept_invitation(session, InvitationAcceptIn(token=token), by=other, now=invited_at + timedelta(hours=5))


async def _look(session: Session, world: Founded, practice: Practice, pets: list[UUID], at: datetime) -> None:
    for number, pet_id in enumerate(pets):
        for role in (Role.RECEPTIONIST, Role.VETERINARIAN):
            reader = _worker(world, practice, role)
            await profiles.get_pet(session, pet_id, by=reader, now=at + timedelta(hours=number, minutes=7 * len(role)))


def _worker(world: Founded, practice: Practice, role: Role) -> Actor:
    return next(world.workers[work_address(worker, practice)] for worker in practice.staff if role in worker.roles)
