"""Why a visit cannot be booked, held, moved or found."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vet_core.kernel.errors import JSON, Conflict, Gone, Invalid, NotFound

from vet_services.scheduling.availability import WhyNot

_REASONS = {
    WhyNot.CLOSED: "The clinic is closed at that time.",
    WhyNot.OFF_DUTY: "The veterinarian does not work or does not offer this visit at that time.",
    WhyNot.NOTICE: "That time is too soon to be booked.",
    WhyNot.HORIZON: "That time is too far ahead to be booked yet.",
    WhyNot.SPECIES: "This visit is not offered for that kind of animal.",
    WhyNot.PAUSED: "The clinic takes no online bookings at the moment.",
    WhyNot.INACTIVE: "This visit cannot be booked online.",
    WhyNot.OFF_GRID: "Visits do not start at that minute.",
    WhyNot.CLIENTS: "This visit is for other clients of the clinic.",
    WhyNot.CAP: "The clinic takes no more of these visits that day.",
    WhyNot.SAME_DAY_ONLY: "The rest of that day is kept for requests on the day itself.",
    WhyNot.TAKEN: "That time is taken.",
    WhyNot.ROOM_BUSY: "No room or equipment is free at that time.",
}


class SlotTaken(Conflict):
    """Somebody else holds the vet or the pet at that time. Ask for slots again."""

    code = "scheduling.slot_taken"
    title = "Somebody was faster: this time is taken. Choose another one."

    def __init__(self, resource_ids: frozenset[UUID] = frozenset()) -> None:
        super().__init__()
        self.resource_ids = resource_ids
        """What was taken, for the operation that may try another veterinarian; never shown."""


class NotOffered(Conflict):
    """The rules would not offer that start even on an empty calendar; `reason` names the rule."""

    code = "scheduling.not_offered"
    title = "This time is not on offer."

    def __init__(self, reason: WhyNot) -> None:
        super().__init__(f"{_REASONS[reason]} Ask for slots and choose one of them.", reason=reason.value)
        self.reason = reason


class AnswerMissing(Invalid):
    """The clinic asks something that has to be answered before it takes the visit."""

    code = "scheduling.answer_missing"
    title = "A question of the clinic is not answered."

    def __init__(self, question_id: str, question: str) -> None:
        super().__init__(f"Answer the question: {question}", pointer="/answers", question_id=question_id)


class AnswerUnknown(Invalid):
    """An answer to a question the clinic does not ask, or that is none of its choices."""

    code = "scheduling.answer_unknown"
    title = "Answer the questions of this visit with one of their choices."

    def __init__(self, pointer: str, question_id: str) -> None:
        super().__init__(pointer=pointer, question_id=question_id)


class AddressMissing(Invalid):
    """Somebody has to know where to come to."""

    code = "scheduling.address_missing"
    title = "This visit takes place at the pet's home: say where that is."

    def __init__(self) -> None:
        super().__init__(pointer="/visit_address")


class AddressUnneeded(Invalid):
    """What a visit does not need is not kept with it."""

    code = "scheduling.address_unneeded"
    title = "This visit does not take place at the pet's home: leave the address out."

    def __init__(self) -> None:
        super().__init__(pointer="/visit_address")


class WalkInElsewhere(Invalid):
    """Whoever stands at the desk is not visited at home."""

    code = "scheduling.walk_in_elsewhere"
    title = "This visit takes place at the pet's home, so nobody can walk in for it. Book it instead."

    def __init__(self) -> None:
        super().__init__(pointer="/appointment_type_id")


class UnknownRoom(Invalid):
    """Only the clinic's own rooms that are in use."""

    code = "scheduling.unknown_room"
    title = "The clinic has no such room in use."


class HoldNotFound(NotFound):
    """No such hold, or somebody else's."""

    code = "scheduling.hold_not_found"
    title = "There is no such hold."


class HoldExpired(Gone):
    """The time is no longer kept; it may still be free."""

    code = "scheduling.hold_expired"
    title = "The hold has run out. Choose a time again."


class HoldAlreadyRenewed(Conflict):
    """A hold is extended once, so that nobody keeps a time without booking it."""

    code = "scheduling.hold_already_renewed"
    title = "A hold can be extended only once. Book now or choose a time again."


class AppointmentNotFound(NotFound):
    """No such appointment, or not one this person may see."""

    code = "scheduling.appointment_not_found"
    title = "There is no such appointment."


class AppointmentTypeNotFound(NotFound):
    code = "scheduling.appointment_type_not_found"
    title = "There is no such kind of visit at this clinic."


class WrongMove(Conflict):
    """The appointment's status does not allow this step."""

    code = "scheduling.wrong_move"
    title = "The appointment's status does not allow this."

    def __init__(self, detail: str, *, status: str) -> None:
        super().__init__(detail, status=status)


class TooEarly(Conflict):
    """A visit that has not begun cannot have been missed."""

    code = "scheduling.too_early"
    title = "The appointment has not begun yet."

    def __init__(self, starts_at: datetime) -> None:
        super().__init__("Wait until the appointment's start has passed.", starts_at=starts_at.isoformat())


class UnknownVeterinarian(Invalid):
    """Only a clinic's own veterinarians can be put on its rosters and visits."""

    code = "scheduling.unknown_veterinarian"
    title = "This veterinarian does not work at the clinic."


class SlotRangeTooLong(Invalid):
    code = "scheduling.slot_range_too_long"
    title = "Ask for at most 62 days of slots, and end after you begin."


class AlreadyBegun(Conflict):
    """Owners change visits that lie ahead; afterwards the clinic knows what happened."""

    code = "scheduling.already_begun"
    title = "The appointment's time has come, so only the clinic can change it."


class TypeNameTaken(Conflict):
    code = "scheduling.type_name_taken"
    title = "The clinic already offers a visit of this name."


class RuleUnsupported(Invalid):
    """The rule of a series lies outside of what a clinic's calendar repeats by; the detail says how."""

    code = "scheduling.rrule_unsupported"
    title = "Visits cannot be repeated by this rule."

    def __init__(self, detail: str) -> None:
        super().__init__(detail, pointer="/rrule")


class LinkInvalid(Gone):
    """Forged, used, overtaken by a change, or run out: a link of a mail does not say which."""

    code = "scheduling.link_invalid"
    title = "This link is no longer good. Sign in to see how the visit stands."


class SeriesNotFound(NotFound):
    """No such series, or not one this person may see."""

    code = "scheduling.series_not_found"
    title = "There is no such series of visits."


class SeriesConflicts(Conflict):
    """Some of the visits cannot be had; `items` names each with its reason, and nothing was written."""

    code = "scheduling.series_conflicts"
    title = "Some of the visits cannot be booked at their times."

    def __init__(self, items: Sequence[dict[str, JSON]]) -> None:
        super().__init__("Choose among the others, or other times.", items=list(items))
        self.items = list(items)


class SeriesEnded(Conflict):
    code = "scheduling.series_ended"
    title = "Nothing of this series lies ahead any more."


class OccurrenceUnknown(Invalid):
    """Only times that the rule names can be chosen, and at least one."""

    code = "scheduling.occurrence_unknown"
    title = "Choose among the times of the series."

    def __init__(self, place: int | None) -> None:
        super().__init__(pointer="/occurrences" if place is None else f"/occurrences/{place}")


class ChoiceMissing(Invalid):
    code = "scheduling.choice_missing"
    title = "Say which of the times you choose."

    def __init__(self) -> None:
        super().__init__(pointer="/starts_at")


class NothingToDecline(Invalid):
    """Only a link that keeps a time for somebody can be answered with no."""

    code = "scheduling.nothing_to_decline"
    title = "This link keeps no time that could be let go. Leave the action out to do what it is for."


class OptionTaken(Conflict):
    """Somebody else has that time by now; `options` are others."""

    code = "scheduling.option_taken"
    title = "Somebody was faster: this time is taken. Choose another one."

    def __init__(self, options: Sequence[dict[str, JSON]]) -> None:
        super().__init__(options=list(options))
        self.options = list(options)


class DayMoveNotFound(NotFound):
    code = "scheduling.day_move_not_found"
    title = "There is no such move of a day."


class WaitlistEntryNotFound(NotFound):
    """No such entry, or somebody else's."""

    code = "scheduling.waitlist_entry_not_found"
    title = "There is no such entry on the waitlist."


class AlreadyWaiting(Conflict):
    """One entry for each pet and kind of visit at a clinic; its windows say when."""

    code = "scheduling.already_waiting"
    title = "This pet waits for such a visit already. Leave that entry first."


class WindowsOver(Invalid):
    """Every day that was wished for has passed."""

    code = "scheduling.windows_over"
    title = "Wish for days that lie ahead."

    def __init__(self) -> None:
        super().__init__(pointer="/windows")


class OfferOver(Gone):
    """The time was kept for a while, and is not any more; or nothing was offered."""

    code = "scheduling.offer_over"
    title = "There is no offer open for this entry."


class FeedNotFound(NotFound):
    """No such calendar address, one that was revoked, or somebody else's."""

    code = "scheduling.feed_not_found"
    title = "There is no such calendar."


class TooManyFeeds(Conflict):
    """Addresses that nobody remembers are a risk, so a person has a few at most."""

    code = "scheduling.too_many_feeds"
    title = "You have many calendar addresses already. Revoke one that you no longer use."


class ResourceNotFound(NotFound):
    """No such room or piece of equipment, or another clinic's."""

    code = "scheduling.resource_not_found"
    title = "There is no such room or piece of equipment at this clinic."


class ResourceNameTaken(Conflict):
    code = "scheduling.resource_name_taken"
    title = "The clinic already has a room or a piece of equipment of this name."


class NobodyToAsk(Conflict):
    """An offer goes to somebody who manages the pet; this one has nobody left."""

    code = "scheduling.nobody_to_ask"
    title = "Nobody manages this pet, so nobody could be offered a time."
