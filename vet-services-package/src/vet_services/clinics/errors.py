"""What can go wrong around clinics and the people who work there."""

from vet_core.kernel.errors import Conflict, Forbidden, Invalid, NotFound


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


class ClinicSuspended(Forbidden):
    """The clinic takes no part for now: what is there can be read, nothing new begins."""

    code = "clinics.suspended"
    title = "This clinic is suspended. Ask a platform administrator."


class LicenceNeeded(Invalid):
    """Nobody becomes a veterinarian without saying which licence they hold."""

    code = "clinics.licence_needed"
    title = "State the veterinary licence: its number, the region that issued it, and its expiry."


class LicenceExpired(Invalid):
    code = "clinics.licence_expired"
    title = "The licence has expired. Renew it first."


class ClientNotFound(NotFound):
    """Not a client of this clinic, whoever they are."""

    code = "clinics.client_not_found"
    title = "There is no such client."


class BreakGlassOpen(Conflict):
    """One emergency access of a person to a clinic is open at a time."""

    code = "clinics.break_glass_open"
    title = "You have opened this clinic's records already."


class BreakGlassNotFound(NotFound):
    code = "clinics.break_glass_not_found"
    title = "There is no such emergency access."
