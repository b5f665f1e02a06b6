"""Found the world: people register, clinics open, staff is hired, rosters and prices are set, pets are signed up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import update
from vet_core.db import Session
from vet_core.identity.models import Person
from vet_core.identity.schemas import MePatch
from vet_core.kernel.actor import Actor, Grant, Role
from vet_core.pets.breeds import BREEDS
from vet_core.pets.schemas import PetIn
from vet_core.scheduling.schemas import RosterIn, RosterWindowIn
from vet_services.clinics import registration
from vet_services.clinics.registration import NewClinic, NewVeterinarian, OpenWindow
from vet_services.identity import people
from vet_services.identity.account import Account
from vet_services.pets import profiles
from vet_services.scheduling import catalogue, rosters

from devstack.clerk.store import user_id_for
from devstack.demo.cast import OFFERS, OPERATOR, PRACTICES, Offer, Practice, Worker
from devstack.demo.equipping import equip, service
from devstack.demo.households import Animal, Household, address

BREED_IDS = {(breed.species, breed.name): breed.id for breed in BREEDS}


@dataclass
class Founded:
    """Who and what exists, by what the cast calls it."""

    operator: Actor
    clinics: dict[str, UUID] = field(default_factory=dict)
    workers: dict[str, Actor] = field(default_factory=dict)
    veterinarians: dict[str, UUID] = field(default_factory=dict)
    owners: dict[str, Actor] = field(default_factory=dict)
    pets: dict[int, UUID] = field(default_factory=dict)
    kinds: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def pet(self, animal: Animal) -> UUID:
        return self.pets[id(animal)]


def work_address(worker: Worker, practice: Practice) -> str:
    return address(worker.given_name, worker.family_name, practice.domain)


async def found(session: Session, clients: dict[str, list[Household]], at: datetime) -> Founded:
    """Everything before the first booking, all at one moment. ``clients`` are the households of every clinic."""
    operator = await _register(session, OPERATOR.given_name, OPERATOR.family_name, OPERATOR.email, at)
    # Nobody can appoint the first one: whoever runs the platform does it in the database.
    await session.execute(update(Person).where(Person.id == operator.person_id).values(is_system_administrator=True))
    world = Founded(Actor(operator.person_id, is_system_administrator=True))
    for practice in PRACTICES:
        await _open(session, world, practice, at)
        for household in clients[practice.slug]:
            await _move_in(session, world, practice, household, at)
    return world


async def _register(session: Session, given_name: str, family_name: str, email: str, at: datetime) -> Actor:
    clerk_user_id = user_id_for(email)
    person_id = await people.register(session, Account(clerk_user_id, email, given_name, family_name), at)
    return Actor(person_id, clerk_user_id=clerk_user_id)


async def _open(session: Session, world: Founded, practice: Practice, at: datetime) -> None:
    shared = (
        "slug", "name", "description", "time_zone", "street", "postal_code", "locality", "region", "country_code",
        "latitude", "longitude", "phone", "currency", "locale", "data_region",
    )  # fmt: skip
    wish = NewClinic(
        **{name: getattr(practice, name) for name in shared},
        email=f"hello@{practice.domain}",
        species=list(practice.species),
    )
    clinic_id = await registration.open_clinic(session, wish, by=world.operator, now=at)
    world.clinics[practice.slug] = clinic_id
    # The platform appoints the first administrator; everything else is that one's business.
    head = next(worker for worker in practice.staff if Role.CLINIC_ADMINISTRATOR in worker.roles)
    administrator = await _hire(session, world, practice, head, at, by=world.operator)
    hours = [OpenWindow(weekday=day, opens=opens, closes=closes) for day, (opens, closes) in practice.hours]
    await registration.set_opening_hours(session, clinic_id, hours, by=administrator, now=at)
    await equip(session, clinic_id, practice, at, by=administrator)
    for worker in practice.staff:
        if worker is not head:
            await _hire(session, world, practice, worker, at, by=administrator)
    for offer in OFFERS:
        if not offer.species or set(offer.species) & set(practice.species):
            kind = await _offer(session, world, practice, offer, at, by=administrator)
            world.kinds[practice.slug, offer.name] = kind


async def _hire(
    session: Session, world: Founded, practice: Practice, worker: Worker, at: datetime, *, by: Actor
) -> Actor:
    email, clinic_id = work_address(worker, practice), world.clinics[practice.slug]
    person = await _register(session, worker.given_name, worker.family_name, email, at)
    await people.update_me(session, MePatch(locale=practice.locale, time_zone=practice.time_zone), by=person, now=at)
    if worker.is_veterinarian:
        licence = NewVeterinarian(
            display_name=f"Dr. {worker.given_name} {worker.family_name}",
            license_number=f"{practice.chip_prefix}-{len(world.veterinarians) + 1:05d}",
            license_region=practice.license_region,
            license_expires_on=date(at.year + 3, 12, 31),
            species=list(worker.species),
            languages=list(worker.languages),
            biography=worker.biography,
        )
        veterinarian_id = await registration.add_veterinarian(
            session, clinic_id, person.person_id, licence, by=by, now=at
        )
        world.veterinarians[email] = veterinarian_id
        week = [
            RosterWindowIn(
                weekday=day, starts_local=begin, ends_local=end, effective_from=(at - timedelta(days=1)).date()
            )
            for day, (begin, end) in worker.week
        ]
        roster = RosterIn(clinic_id=clinic_id, windows=week)
        await rosters.set_roster(session, veterinarian_id, roster, by=by, now=at)
    for role in worker.roles:
        await registration.grant(session, clinic_id, person.person_id, role, by=by, now=at)
    grants = frozenset(Grant(clinic_id, role) for role in worker.roles)
    actor = world.workers[email] = Actor(person.person_id, grants, clerk_user_id=person.clerk_user_id)
    return actor


async def _offer(
    session: Session, world: Founded, practice: Practice, offer: Offer, at: datetime, *, by: Actor
) -> UUID:
    performers = [
        world.veterinarians[work_address(worker, practice)]
        for worker in practice.staff
        if worker.is_veterinarian and (not offer.species or set(offer.species) & set(worker.species))
    ]
    wish = service(offer, practice, world.clinics[practice.slug], performers)
    return (await catalogue.create_type(session, wish, by=by, now=at)).id


async def _move_in(session: Session, world: Founded, practice: Practice, household: Household, at: datetime) -> None:
    owner = await _register(session, household.given_name, household.family_name, household.email, at)
    settings = MePatch(phone=household.phone, locale=practice.locale, time_zone=practice.time_zone)
    await people.update_me(session, settings, by=owner, now=at)
    world.owners[household.email] = owner
    for animal in household.animals:
        wish = PetIn(
            name=animal.name,
            species=animal.kind.species,
            breed_id=BREED_IDS[animal.kind.species, animal.kind.breed],
            sex=animal.sex,
            is_neutered=animal.is_neutered,
            born_on=animal.born_on,
            is_birth_date_estimated=animal.is_birth_date_estimated,
            weight_grams=animal.weight_grams,
            microchip_number=animal.chip,
            color=animal.color,
            note=animal.note,
        )
        world.pets[id(animal)] = (await profiles.register_pet(session, wish, by=owner, now=at)).id
