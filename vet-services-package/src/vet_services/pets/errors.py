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


class LastManager(Conflict):
    """Somebody must be left who decides for the pet."""

    code = "pets.last_manager"
    title = "Somebody has to manage this pet. Let another owner manage it first."


class OwnerNotFound(NotFound):
    code = "pets.owner_not_found"
    title = "This person is not an owner of the pet."


class AlreadyOwner(Conflict):
    """The address invited belongs to somebody who owns the pet as much already."""

    code = "pets.already_owner"
    title = "This person owns the pet already."


class ShareNotFound(NotFound):
    code = "pets.share_not_found"
    title = "The pet is not shared with this clinic."


class ShareEnds(Invalid):
    code = "pets.share_ends_in_the_past"
    title = "A share must end in the future."
