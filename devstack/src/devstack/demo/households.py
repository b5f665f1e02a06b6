"""Owners and their pets: owners as clients.toml names them, pets drawn by a seeded hand, the same every time. Pure."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from vet_core.kernel.species import Species
from vet_core.pets.enums import Sex

from devstack.demo.cast import Practice

PETS_PER_OWNER = (1, 1, 2, 2, 2, 1, 3, 2)
CHIPPED = (Species.DOG, Species.CAT, Species.HORSE)
NOTES = (None, None, None, "Afraid of scales.", "Bites when frightened; please no rush.", "Loves cheese.")
LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class Kind:
    """A breed of the catalogue: weights of healthy adults in grams, colours, and how old it may get."""

    species: Species
    breed: str
    lightest: int
    heaviest: int
    colors: tuple[str, ...]
    oldest_years: int


@dataclass(frozen=True)
class Animal:
    name: str
    kind: Kind
    sex: Sex
    is_neutered: bool
    born_on: date
    is_birth_date_estimated: bool
    weight_grams: int
    color: str
    chip: str | None
    note: str | None


@dataclass(frozen=True)
class Household:
    given_name: str
    family_name: str
    email: str
    phone: str
    animals: tuple[Animal, ...]
    try_: str = ""


_CLIENTS = tomllib.loads((Path(__file__).parent / "clients.toml").read_text(encoding="utf-8"))
SHARES = {Species(name): share for name, share in _CLIENTS["shares"].items()}
KINDS = tuple(
    Kind(Species(species), breed, fields["grams"][0], fields["grams"][1], tuple(fields["colors"]), fields["years"])
    for species, breeds in _CLIENTS["kinds"].items()
    for breed, fields in breeds.items()
)


def households(practice: Practice, dice: random.Random, today: date) -> list[Household]:
    """The clinic's clients, the one to try first."""
    clients = _CLIENTS[practice.slug]
    names = list(clients["pet_names"])
    dice.shuffle(names)
    found = []
    for number, full_name in enumerate(clients["owners"]):
        given_name, _, family_name = full_name.partition(" ")
        if number == 0:
            pets = [(name, _kind(breed)) for name, breed in clients["first_pets"]]
        else:
            count = PETS_PER_OWNER[number % len(PETS_PER_OWNER)]
            pets = [(_take(names, dice), _drawn_kind(practice, dice)) for _ in range(count)]
        found.append(
            Household(
                given_name,
                family_name,
                address(given_name, family_name),
                f"{practice.phone[:-2]}{number + 50}",
                tuple(_animal(practice, kind, name, dice, today) for name, kind in pets),
                clients["try"] if number == 0 else "",
            )
        )
    return found


def address(given_name: str, family_name: str, domain: str = "example.com") -> str:
    return f"{given_name}.{family_name}@{domain}".lower().translate(LETTERS)


def _animal(practice: Practice, kind: Kind, name: str, dice: random.Random, today: date) -> Animal:
    age_days = int(dice.triangular(90, kind.oldest_years * 330, kind.oldest_years * 110))
    weight = dice.uniform(kind.lightest, kind.heaviest) * min(1.0, 0.35 + age_days / 500)
    is_chipped = kind.species in CHIPPED and dice.random() < 0.85
    return Animal(
        name=name,
        kind=kind,
        sex=dice.choice((Sex.FEMALE, Sex.MALE)),
        is_neutered=kind.species in (Species.DOG, Species.CAT) and age_days > 240 and dice.random() < 0.7,
        born_on=today - timedelta(days=age_days),
        is_birth_date_estimated=dice.random() < 0.25,
        weight_grams=int(weight) if weight < 100 else int(weight / 10) * 10,
        color=dice.choice(kind.colors),
        chip=f"{practice.chip_prefix}{dice.randrange(10**12):012d}" if is_chipped else None,
        note=dice.choice(NOTES),
    )


def _drawn_kind(practice: Practice, dice: random.Random) -> Kind:
    species = [each for each in SHARES if each in practice.species]
    [drawn] = dice.choices(species, [SHARES[each] for each in species])
    return dice.choice([kind for kind in KINDS if kind.species is drawn])


def _kind(breed: str) -> Kind:
    return next(kind for kind in KINDS if kind.breed == breed)


def _take(names: list[str], dice: random.Random) -> str:
    """A name nobody has yet, as long as there are any."""
    return names.pop() if len(names) > 1 else dice.choice(names)
