"""The kinds of animals the platform knows: pets are of one, clinics and veterinarians treat some."""

from enum import StrEnum


class Species(StrEnum):
    DOG = "dog"
    CAT = "cat"
    RABBIT = "rabbit"
    BIRD = "bird"
    REPTILE = "reptile"
    SMALL_MAMMAL = "small_mammal"
    HORSE = "horse"
    OTHER = "other"
