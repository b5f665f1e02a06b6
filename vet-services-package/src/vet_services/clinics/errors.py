"""What can go wrong around clinics and the people who work there."""

from vet_core.kernel.errors import Conflict, Invalid, NotFound


class ClinicNotFound(NotFound):
    code = "clinics.clinic_not_found"
    title = "There is no such clinic."


class VeterinarianNotFound(NotFound):
    code = "clinics.veterinarian_not_found"
    title = "There is no such veterinarian."


class SlugTaken(Conflict):
    """The short name that stands in a clinic's address is in use."""

    code = "clinics.slug_taken"
    title = "Another clinic has this short name. Choose a different one."


class AlreadyVeterinarian(Conflict):
    code = "clinics.already_veterinarian"
    title = "This person is already registered as a veterinarian."


class HoursOverlap(Invalid):
    """Two windows of one weekday overlap, or one is empty."""

    code = "clinics.hours_overlap"
    title = "Opening hours of a day must not overlap."
