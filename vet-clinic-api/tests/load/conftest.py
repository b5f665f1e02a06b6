"""Two API processes as production runs them, on one database, with hundreds of owners who all want the same hundred
starts. Sized by VET_LOAD_ATTEMPTS; `VET_LOAD_ATTEMPTS=10000` is the whole crowd.
"""

import os
import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from vet_core.clinics.models import Clinic, Veterinarian
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.kernel.actor import Role
from vet_core.pets.models import Pet
from vet_core.scheduling.models import AppointmentType
from vet_core.testing import factories as make
from vet_core.testing.plugin import ENCRYPTION_KEYS

from tests.support.clerk import PARTY, Clerk
from tests.support.processes import Running, run_process

ATTEMPTS = int(os.environ.get("VET_LOAD_ATTEMPTS", "800"))
OWNERS = max(100, min(300, ATTEMPTS // 20))
VETERINARIANS, STARTS = 4, 25
PROCESSES = 2
VISIT = timedelta(minutes=30)


@dataclass
class Stage:
    """One clinic that never closes, and everybody who will come."""

    clerk: Clerk
    clinic: Clinic
    veterinarians: list[Veterinarian]
    at_once: AppointmentType
    on_request: AppointmentType
    owners: list[tuple[Person, Pet]]
    receptionist: Person
    first_start: datetime

    @property
    def starts(self) -> list[datetime]:
        return [self.first_start + number * VISIT for number in range(STARTS)]

    def signed_in(self, person: Person) -> dict[str, str]:
        token = self.clerk.token(str(person.clerk_user_id), datetime.now(UTC), exp=int(time.time()) + 3600)
        return {"Authorization": f"Bearer {token}", "Origin": PARTY}


@pytest.fixture
async def stage(session: Session, clerk: Clerk) -> Stage:
    clinic = await make.make_clinic(session, is_always_open=True)
    veterinarians = [await make.make_veterinarian(session, [clinic]) for _ in range(VETERINARIANS)]
    for veterinarian in veterinarians:
        await make.make_roster(session, clinic, veterinarian, weekdays=range(7), starts_local=0, ends_local=1440)
    receptionist = await make.make_person(session)
    await make.make_membership(session, receptionist, clinic, Role.RECEPTIONIST)
    owners = []
    for _ in range(OWNERS):
        person = await make.make_person(session)
        owners.append((person, await make.make_pet(session, person)))
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    stage = Stage(
        clerk=clerk,
        clinic=clinic,
        veterinarians=veterinarians,
        at_once=await make.make_appointment_type(session, clinic, veterinarians),
        on_request=await make.make_appointment_type(session, clinic, veterinarians, is_confirmation_needed=True),
        owners=owners,
        receptionist=receptionist,
        first_start=noon + timedelta(days=3),
    )
    await session.commit()
    return stage


@pytest.fixture
def processes(stage: Stage, application_database_url: str, redis_url: str) -> Iterator[list[Running]]:
    settings = stage.clerk.settings()
    environment = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": application_database_url,
        "REDIS_URL": redis_url,
        "ENCRYPTION_KEYS": ENCRYPTION_KEYS,
        "CLERK_SECRET_KEY": settings.secret_key.get_secret_value(),
        "CLERK_ISSUER": settings.issuer,
        "CLERK_API_URL": settings.api_url or "",
        "CLERK_AUTHORIZED_PARTIES": PARTY,
        "WEB_URL": PARTY,
        "API_RATE_LIMIT_PERSON": "1000000",
        "API_RATE_LIMIT_SEARCH": "1000000",
    }
    with ExitStack() as stack:
        yield [stack.enter_context(run_process(environment)) for _ in range(PROCESSES)]


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20260303)
