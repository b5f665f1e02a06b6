"""Keep pets' profiles: register, change, look up. What a clinic knows about a pet is not kept here."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_
from sqlalchemy.exc import IntegrityError
from vet_core import audit, outbox
from vet_core.db import Page, Session, decode_cursor, encode_cursor
from vet_core.kernel.actor import Actor
from vet_core.kernel.policy import enforce
from vet_core.kernel.species import Species
from vet_core.kernel.versions import VersionCheck, any_version
from vet_core.pets.events import PetChanged, PetRegistered
from vet_core.pets.models import Breed, Pet, PetOwner
from vet_core.pets.schemas import BreedOut, PetIn, PetOut, PetPatch

from vet_services.pets import files
from vet_services.pets.errors import BreedMismatch, ImplausibleDates, MicrochipTaken, PetNotFound
from vet_services.pets.policy import may_change, may_view


async def register_pet(session: Session, pet: PetIn, *, by: Actor, now: datetime) -> PetOut:
    """Add a pet whose primary owner is the caller. Raises BreedMismatch, MicrochipTaken or ImplausibleDates."""
    breed_name = await _breed_name(session, pet.breed_id, pet.species)
    _refuse_implausible(pet.born_on, None, now)
    row = Pet(**pet.model_dump())
    await _write(session, row)
    session.add(PetOwner(pet_id=row.id, person_id=by.person_id, is_primary=True))
    outbox.add(session, PetRegistered(pet_id=row.id, audience_person_ids=(by.person_id,)), now=now)
    audit.add(session, by, "registered", "pet", row.id, now=now)
    await session.flush()
    return _out(row, breed_name, [by.person_id])


async def get_pet(session: Session, pet_id: UUID, *, by: Actor, now: datetime) -> PetOut:
    """One pet, for its owners and the clinics that treat it; whoever else than an owner looks is noted in the audit.

    Raises PetNotFound.
    """
    file = await files.find(session, pet_id, by=by, now=now)
    enforce(may_view(by, file.facts), hidden=PetNotFound())
    files.note_opened(session, file, by=by, now=now)
    return _out(file.pet, await _name_of(session, file.pet.breed_id), file.owner_ids)


async def update_pet(
    session: Session, pet_id: UUID, patch: PetPatch, *, by: Actor, now: datetime, check: VersionCheck = any_version
) -> PetOut:
    """Change what is known about a pet. `check` sees the current version under a lock.

    Raises PetNotFound, Refused, BreedMismatch, MicrochipTaken or ImplausibleDates.
    """
    file = await files.find(session, pet_id, by=by, now=now, is_locked=True)
    enforce(may_change(by, file.facts), hidden=PetNotFound())
    pet, owners = file.pet, file.owner_ids
    check(pet.version)
    changes = {name: value for name, value in patch.changes().items() if getattr(pet, name) != value}
    if "breed_id" in changes:
        await _breed_name(session, patch.breed_id, Species(pet.species))
    for name, value in changes.items():
        setattr(pet, name, value)
    if changes:
        _refuse_implausible(pet.born_on, pet.deceased_on, now)
        await _write(session, pet)
        event = PetChanged(pet_id=pet_id, fields=tuple(sorted(changes)), audience_person_ids=tuple(owners))
        outbox.add(session, event, now=now)
        audit.add(session, by, "changed", "pet", pet_id, now=now, fields=changes)
    return _out(pet, await _name_of(session, pet.breed_id), owners)


async def list_mine(session: Session, *, by: Actor, limit: int = 50, after: str | None = None) -> Page[PetOut]:
    """The caller's pets by name."""
    owners = (
        select(func.array_agg(PetOwner.person_id)).where(PetOwner.pet_id == Pet.id).correlate(Pet).scalar_subquery()
    )
    mine = select(PetOwner.pet_id).where(PetOwner.person_id == by.person_id)
    wanted = (
        select(Pet, Breed.name, owners)
        .outerjoin(Breed, Breed.id == Pet.breed_id)
        .where(Pet.id.in_(mine))
        .order_by(Pet.name, Pet.id)
        .limit(limit + 1)
    )
    if after is not None:
        wanted = wanted.where(tuple_(Pet.name, Pet.id) > tuple_(*decode_cursor(after, str, UUID)))
    rows = (await session.execute(wanted)).all()
    page = rows[:limit]
    return Page(
        items=[_out(pet, breed_name, owner_ids) for pet, breed_name, owner_ids in page],
        next=encode_cursor(page[-1][0].name, page[-1][0].id) if len(rows) > limit else None,
    )


async def breeds(session: Session, *, species: Species | None = None) -> Page[BreedOut]:
    """Breeds by species and name, all of them or one species'."""
    wanted = select(Breed).order_by(Breed.species, Breed.name)
    if species is not None:
        wanted = wanted.where(Breed.species == species)
    return Page(items=[BreedOut.model_validate(breed) for breed in await session.scalars(wanted)])


async def _breed_name(session: Session, breed_id: UUID | None, species: Species) -> str | None:
    if breed_id is None:
        return None
    name = await session.scalar(select(Breed.name).where(Breed.id == breed_id, Breed.species == species))
    if name is None:
        raise BreedMismatch(pointer="/breed_id")
    return name


async def _name_of(session: Session, breed_id: UUID | None) -> str | None:
    return None if breed_id is None else await session.scalar(select(Breed.name).where(Breed.id == breed_id))


async def _write(session: Session, pet: Pet) -> None:
    try:
        async with session.begin_nested():
            session.add(pet)
    except IntegrityError as refusal:
        if "uq_pets_microchip_number" in str(refusal.orig):
            raise MicrochipTaken(pointer="/microchip_number") from refusal
        raise


def _refuse_implausible(born_on: date | None, deceased_on: date | None, now: datetime) -> None:
    # The sun may already have risen on tomorrow where the owner lives.
    tomorrow = (now + timedelta(days=1)).date()
    if (born_on and born_on > tomorrow) or (deceased_on and deceased_on > tomorrow):
        raise ImplausibleDates()
    if born_on and deceased_on and deceased_on < born_on:
        raise ImplausibleDates()


def _out(pet: Pet, breed_name: str | None, owner_ids: Sequence[UUID]) -> PetOut:
    fields: dict[str, Any] = {
        name: getattr(pet, name) for name in PetOut.model_fields if name not in ("breed_name", "owner_ids")
    }
    return PetOut(**fields, breed_name=breed_name, owner_ids=sorted(owner_ids))
