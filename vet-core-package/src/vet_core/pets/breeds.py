"""Breeds as facts: names and numbers of the Fédération Cynologique Internationale for dogs, common names for the rest.

Migrations write these rows, with ids derived from species and name, so every database agrees on them.
A breed added here needs a migration that inserts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from vet_core.kernel.species import Species

_NAMESPACE = UUID("6f1d0c0e-54a3-5b0a-9d6e-0b9b6a3d7c51")


@dataclass(frozen=True, slots=True)
class BreedFact:
    species: Species
    name: str
    fci_number: int | None = None

    @property
    def id(self) -> UUID:
        return uuid5(_NAMESPACE, f"{self.species.value}/{self.name}")


_DOGS = {
    "Afghan Hound": 228,
    "Airedale Terrier": 7,
    "Akita": 255,
    "Alaskan Malamute": 243,
    "American Staffordshire Terrier": 286,
    "Australian Cattle Dog": 287,
    "Australian Shepherd": 342,
    "Basenji": 43,
    "Basset Hound": 163,
    "Beagle": 161,
    "Belgian Shepherd Dog": 15,
    "Bernese Mountain Dog": 45,
    "Bichon Frise": 215,
    "Border Collie": 297,
    "Border Terrier": 10,
    "Borzoi": 193,
    "Boston Terrier": 140,
    "Boxer": 144,
    "Briard": 113,
    "Bull Terrier": 11,
    "Bulldog": 149,
    "Bullmastiff": 157,
    "Cairn Terrier": 4,
    "Cavalier King Charles Spaniel": 136,
    "Chihuahua": 218,
    "Chow Chow": 205,
    "Collie Rough": 156,
    "Coton de Tuléar": 283,
    "Dachshund": 148,
    "Dalmatian": 153,
    "Dobermann": 143,
    "English Cocker Spaniel": 5,
    "English Setter": 2,
    "English Springer Spaniel": 125,
    "Entlebuch Cattle Dog": 47,
    "Flat Coated Retriever": 121,
    "French Bulldog": 101,
    "German Pinscher": 184,
    "German Shepherd Dog": 166,
    "German Short-haired Pointing Dog": 119,
    "German Spitz": 97,
    "Golden Retriever": 111,
    "Gordon Setter": 6,
    "Great Dane": 235,
    "Greyhound": 158,
    "Havanese": 250,
    "Hovawart": 190,
    "Irish Red Setter": 120,
    "Irish Wolfhound": 160,
    "Italian Sighthound": 200,
    "Jack Russell Terrier": 345,
    "Labrador Retriever": 122,
    "Lagotto Romagnolo": 298,
    "Leonberger": 145,
    "Lhasa Apso": 227,
    "Maltese": 65,
    "Miniature Pinscher": 185,
    "Miniature Schnauzer": 183,
    "Newfoundland": 50,
    "Nova Scotia Duck Tolling Retriever": 312,
    "Old English Sheepdog": 16,
    "Parson Russell Terrier": 339,
    "Pekingese": 207,
    "Poodle": 172,
    "Portuguese Water Dog": 37,
    "Pug": 253,
    "Rhodesian Ridgeback": 146,
    "Rottweiler": 147,
    "Samoyed": 212,
    "Shetland Sheepdog": 88,
    "Shiba": 257,
    "Shih Tzu": 208,
    "Siberian Husky": 270,
    "St. Bernard": 61,
    "Tibetan Terrier": 209,
    "Weimaraner": 99,
    "Welsh Corgi Pembroke": 39,
    "West Highland White Terrier": 85,
    "Whippet": 162,
    "White Swiss Shepherd Dog": 347,
    "Yorkshire Terrier": 86,
}

_OTHERS = {
    Species.DOG: ("Mixed breed",),
    Species.CAT: (
        "Abyssinian",
        "Bengal",
        "Birman",
        "British Shorthair",
        "Burmese",
        "Chartreux",
        "Cornish Rex",
        "Devon Rex",
        "Domestic Longhair",
        "Domestic Shorthair",
        "European Shorthair",
        "Exotic Shorthair",
        "Maine Coon",
        "Norwegian Forest Cat",
        "Oriental Shorthair",
        "Persian",
        "Ragdoll",
        "Russian Blue",
        "Scottish Fold",
        "Siamese",
        "Siberian",
        "Somali",
        "Sphynx",
        "Turkish Angora",
    ),
    Species.RABBIT: ("Dutch", "English Angora", "Flemish Giant", "Holland Lop", "Lionhead", "Netherland Dwarf"),
    Species.BIRD: ("African Grey Parrot", "Budgerigar", "Canary", "Cockatiel", "Peach-faced Lovebird", "Zebra Finch"),
    Species.REPTILE: ("Ball Python", "Bearded Dragon", "Corn Snake", "Hermann's Tortoise", "Leopard Gecko"),
    Species.SMALL_MAMMAL: ("Chinchilla", "Degu", "Ferret", "Gerbil", "Guinea Pig", "Rat", "Syrian Hamster"),
    Species.HORSE: ("Arabian", "Friesian", "Haflinger", "Hanoverian", "Icelandic Horse", "Shetland Pony"),
}

BREEDS: tuple[BreedFact, ...] = (
    *(BreedFact(Species.DOG, name, number) for name, number in _DOGS.items()),
    *(BreedFact(species, name) for species, names in _OTHERS.items() for name in names),
)
