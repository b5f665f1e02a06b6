"""The same list as such code is usually written: ORM objects with their relations, validated again on the way out.

For orientation only. It is not careless: relations are joined, the pool is as large, the token is checked as well.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import jwt
from fastapi import Depends, FastAPI, Header, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import joinedload
from vet_core import registry
from vet_core.identity.models import Membership, Person
from vet_core.scheduling.models import Appointment

from devstack.bench.subjects import PUBLIC_KEY

TABLES = registry


class Price(BaseModel):
    amount_minor: int
    currency: str


class Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    status: str
    clinic_id: UUID
    clinic_name: str
    appointment_type_id: UUID
    appointment_type_name: str
    veterinarian_id: UUID
    veterinarian_name: str
    pet_id: UUID
    pet_name: str
    pet_species: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    starts_local: str
    duration_minutes: int
    note: str | None
    price: Price
    cancelled_at: datetime | None
    cancellation_reason: str | None
    sequence: int
    version: int
    created_at: datetime


class Rows(BaseModel):
    items: list[Row]
    next: str | None


def row(visit: Appointment) -> dict[str, Any]:
    local = visit.starts_at.astimezone(ZoneInfo(visit.time_zone))
    return {
        **{name: getattr(visit, name) for name in Row.model_fields if hasattr(visit, name)},
        "clinic_name": visit.clinic.name,
        "appointment_type_name": visit.appointment_type.name,
        "veterinarian_name": visit.veterinarian.display_name,
        "pet_name": visit.pet.name,
        "pet_species": visit.pet.species,
        "starts_local": local.strftime("%Y-%m-%dT%H:%M"),
        "price": {"amount_minor": visit.appointment_type.price_minor, "currency": visit.appointment_type.currency},
    }


@asynccontextmanager
async def life(app: FastAPI) -> AsyncIterator[None]:
    url = os.environ["DATABASE_URL"].replace("postgresql://", "postgresql+asyncpg://", 1)
    engine = create_async_engine(url, pool_size=10, max_overflow=5)
    app.state.sessions = async_sessionmaker(engine, expire_on_commit=False)
    yield
    await engine.dispose()


async def session_of(request: Request) -> AsyncIterator[AsyncSession]:
    async with request.app.state.sessions() as session:
        yield session


Opened = Annotated[AsyncSession, Depends(session_of)]


async def person_of(session: Opened, authorization: Annotated[str, Header()]) -> Person:
    token = authorization.removeprefix("Bearer ")
    claims = jwt.decode(token, os.environ[PUBLIC_KEY], algorithms=["RS256"])
    person = await session.scalar(select(Person).where(Person.clerk_user_id == claims["sub"]))
    if person is None:
        raise HTTPException(401)
    return person


async def list_appointments(
    session: Opened, person: Annotated[Person, Depends(person_of)], clinic_id: UUID, limit: Annotated[int, Query()] = 50
) -> dict[str, Any]:
    mine = await session.scalars(select(Membership).where(Membership.person_id == person.id))
    if clinic_id not in {membership.clinic_id for membership in mine}:
        raise HTTPException(404)
    visits = await session.scalars(
        select(Appointment)
        .where(Appointment.clinic_id == clinic_id)
        .options(
            joinedload(Appointment.clinic),
            joinedload(Appointment.appointment_type),
            joinedload(Appointment.veterinarian),
            joinedload(Appointment.pet),
        )
        .order_by(Appointment.starts_at, Appointment.id)
        .limit(limit)
    )
    return {"items": [row(visit) for visit in visits], "next": None}


def create_peer() -> FastAPI:
    app = FastAPI(lifespan=life)
    app.add_api_route("/v1/scheduling/appointments", list_appointments, response_model=Rows)
    return app
