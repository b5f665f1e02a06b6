from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from vet_core.db import Session
from vet_core.pets.breeds import BREEDS
from vet_core.pets.enums import Species
from vet_core.pets.models import Breed


async def test_the_database_holds_exactly_the_known_breeds(session: Session) -> None:
    rows = (await session.scalars(select(Breed))).all()
    assert {(row.id, row.species, row.name, row.fci_number) for row in rows} == {
        (breed.id, breed.species, breed.name, breed.fci_number) for breed in BREEDS
    }


def test_breeds_are_distinct_and_only_dogs_carry_fci_numbers() -> None:
    assert len({(breed.species, breed.name) for breed in BREEDS}) == len({breed.id for breed in BREEDS}) == len(BREEDS)
    numbers = [breed.fci_number for breed in BREEDS if breed.fci_number is not None]
    assert len(numbers) == len(set(numbers)) >= 60
    assert {breed.species for breed in BREEDS if breed.fci_number is not None} == {Species.DOG}
    assert {species for species, many in Counter(breed.species for breed in BREEDS).items() if many >= 5} == {
        Species.DOG,
        Species.CAT,
        Species.RABBIT,
        Species.BIRD,
        Species.REPTILE,
        Species.SMALL_MAMMAL,
        Species.HORSE,
    }


def test_breed_ids_never_change() -> None:
    ids = {breed.name: str(breed.id) for breed in BREEDS}
    assert ids["Dachshund"] == "93f9a21e-49ba-534e-8dd8-9907ef3df827"


@pytest.mark.parametrize(("species", "number"), [(Species.CAT, 999), (Species.DOG, 0), (Species.DOG, 148)])
async def test_an_impossible_fci_number_is_refused(session: Session, species: Species, number: int) -> None:
    session.add(Breed(species=species, name="Invented", fci_number=number))
    with pytest.raises(IntegrityError):
        await session.flush()
