"""Why a clinic's hours, holidays, kinds of visits and blocks cannot be set up like that."""

from vet_core.kernel.errors import Conflict, Invalid, NotFound


class RosterOverrideNotFound(NotFound):
    """The veterinarian works the hours of the week on that day."""

    code = "scheduling.roster_override_not_found"
    title = "That day has no hours of its own."


class OpeningOverrideNotFound(NotFound):
    """The clinic keeps the hours of the week on that day, or is closed for a holiday."""

    code = "scheduling.opening_override_not_found"
    title = "That day has no hours of its own."


class HolidayRegionUnknown(Invalid):
    """No public holidays are known for that country or that part of it."""

    code = "scheduling.holiday_region_unknown"
    title = "The public holidays of that region are not known. Choose one of holiday-regions."


class HolidayNotFound(NotFound):
    code = "scheduling.holiday_not_found"
    title = "That day is no public holiday of the clinic."


class DaysRangeInvalid(Invalid):
    """Days are listed for at most two years at a time."""

    code = "scheduling.days_range_invalid"
    title = "Ask for at most 731 days, and end no earlier than you begin."


class BlockNotFound(NotFound):
    code = "scheduling.block_not_found"
    title = "There is no such block."


class BlockRangeInvalid(Invalid):
    """A block ends after it begins, within a year; blocks are listed for at most 62 days."""

    code = "scheduling.block_range_invalid"
    title = "End after you begin: a block lasts a year at most, and 62 days of blocks are listed at a time."


class BlockIsExternal(Conflict):
    """What was imported is changed where it came from."""

    code = "scheduling.block_is_external"
    title = "This block stands for an entry of another calendar. Change it there."


class ResourceUnknown(Invalid):
    """Only the clinic's own veterinarians, rooms and equipment can be blocked."""

    code = "scheduling.resource_unknown"
    title = "The clinic has no such veterinarian, room or piece of equipment."


class FeeCurrency(Invalid):
    """Deposit and late fee are paid in the currency of the price."""

    code = "scheduling.fee_currency"
    title = "Give the deposit and the late fee in the currency of the price."
