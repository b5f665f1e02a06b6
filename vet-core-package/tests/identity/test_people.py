"""What the database itself promises about people and where they work, whoever writes."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from vet_core.db import Session
from vet_core.identity.models import Membership, Person
from vet_core.kernel.actor import Role
from vet_core.testing.factories import LONG_AGO, make_clinic, make_membership, make_person

TODAY = datetime(2026, 3, 2, tzinfo=UTC)


async def test_an_address_belongs_to_one_person_however_it_is_written(session: Session) -> None:
    olivia = await make_person(session, email="Olivia@Example.com")
    assert await session.scalar(select(Person.id).where(Person.email == "olivia@example.COM")) == olivia.id
    with pytest.raises(IntegrityError, match="uq_persons_email_present"):
        await make_person(session, email="olivia@example.com")


async def test_an_erased_persons_address_may_be_used_again(session: Session) -> None:
    await make_person(session, email="olivia@example.com", deleted_at=TODAY)
    await make_person(session, email="olivia@example.com")


async def test_a_role_is_held_once_at_a_time_and_may_be_held_again(session: Session) -> None:
    person, clinic = await make_person(session), await make_clinic(session)
    await make_membership(session, person, clinic, Role.RECEPTIONIST, ends_at=TODAY)
    await make_membership(session, person, clinic, Role.RECEPTIONIST, starts_at=TODAY)
    await make_membership(session, person, clinic, Role.VETERINARIAN)
    with pytest.raises(IntegrityError, match="uq_memberships_active"):
        await make_membership(session, person, clinic, Role.RECEPTIONIST, starts_at=TODAY)


async def test_a_membership_ends_after_it_starts(session: Session) -> None:
    person, clinic = await make_person(session), await make_clinic(session)
    with pytest.raises(IntegrityError, match="ck_memberships_ends_after_start"):
        await make_membership(session, person, clinic, ends_at=LONG_AGO)


async def test_memberships_go_with_their_clinic(session: Session) -> None:
    person, clinic = await make_person(session), await make_clinic(session)
    await make_membership(session, person, clinic)
    await session.delete(clinic)
    await session.flush()
    assert (await session.scalars(select(Membership))).all() == []
