"""What can go wrong with a pet's profile."""

from vet_core.kernel.errors import Conflict, Invalid, NotFound


class PetNotFound(NotFound):
    """No such pet, or not one this person may see."""

    code = "pets.pet_not_found"
    title = "There is no such pet."


class BreedMismatch(Invalid):
    """The breed is unknown or belongs to another species."""

    code = "pets.breed_mismatch"
    title = "This breed does not belong to the pet's species."


class MicrochipTaken(Conflict):
    """A microchip number names one animal only."""

    code = "pets.microchip_taken"
    title = "Another pet is registered with this microchip number."


class PetDeceased(Conflict):
    """Visits are for the living; the profile and the history stay."""

    code = "pets.pet_deceased"
    title = "This pet is recorded as deceased, so nothing can be booked for it."


class ImplausibleDates(Invalid):
    """A birth in the future, or a death before birth."""

    code = "pets.implausible_dates"
    title = "Check the dates: birth comes first, and neither lies in the future."
