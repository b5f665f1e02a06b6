"""The kinds of actors that the matrix drives every route with, the names it has for several at once, and their mirror.

The world has two sides made alike: a clinic with its people and an owner with a pet, here and there. What an actor may
do with the things there is what their mirror may do with the things here.
"""

from enum import StrEnum


class Who(StrEnum):
    ANONYMOUS = "anonymous"
    OWNER = "owner"
    CO_OWNER = "co_owner"
    VIEWER = "viewer"
    OTHER_OWNER = "other_owner"
    RECEPTIONIST = "receptionist"
    TECHNICIAN = "technician"
    VETERINARIAN = "veterinarian"
    ADMINISTRATOR = "administrator"
    RECEPTIONIST_ELSEWHERE = "receptionist_elsewhere"
    TECHNICIAN_ELSEWHERE = "technician_elsewhere"
    VETERINARIAN_ELSEWHERE = "veterinarian_elsewhere"
    ADMINISTRATOR_ELSEWHERE = "administrator_elsewhere"
    FORMER = "former"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    BREAK_GLASS = "break_glass"


WORDS = {
    Who.ANONYMOUS: "nobody signed in",
    Who.OWNER: "owner",
    Who.CO_OWNER: "co-owner who manages",
    Who.VIEWER: "co-owner who may look",
    Who.OTHER_OWNER: "another pet's owner",
    Who.RECEPTIONIST: "receptionist",
    Who.TECHNICIAN: "technician",
    Who.VETERINARIAN: "veterinarian",
    Who.ADMINISTRATOR: "clinic administrator",
    Who.RECEPTIONIST_ELSEWHERE: "receptionist of another clinic",
    Who.TECHNICIAN_ELSEWHERE: "technician of another clinic",
    Who.VETERINARIAN_ELSEWHERE: "veterinarian of another clinic",
    Who.ADMINISTRATOR_ELSEWHERE: "administrator of another clinic",
    Who.FORMER: "former veterinarian and administrator whose token still lives",
    Who.SYSTEM_ADMINISTRATOR: "system administrator",
    Who.BREAK_GLASS: "system administrator after breaking the glass",
}

MANAGERS = frozenset({Who.OWNER, Who.CO_OWNER})
OWNERS = MANAGERS | {Who.VIEWER}
STAFF = frozenset({Who.RECEPTIONIST, Who.TECHNICIAN, Who.VETERINARIAN, Who.ADMINISTRATOR})
STAFF_ELSEWHERE = frozenset(
    {
        Who.RECEPTIONIST_ELSEWHERE,
        Who.TECHNICIAN_ELSEWHERE,
        Who.VETERINARIAN_ELSEWHERE,
        Who.ADMINISTRATOR_ELSEWHERE,
    }
)
PLATFORM = frozenset({Who.SYSTEM_ADMINISTRATOR, Who.BREAK_GLASS})
SIGNED_IN = frozenset(Who) - {Who.ANONYMOUS}

GROUPS: dict[str, frozenset[Who]] = {
    "managers": MANAGERS,
    "owners": OWNERS,
    "staff": STAFF,
    "staff_elsewhere": STAFF_ELSEWHERE,
    "platform": PLATFORM,
    "signed_in": SIGNED_IN,
    "everybody": frozenset(Who),
}
GROUP_WORDS = {
    "managers": "owners who manage the pet",
    "owners": "the pet's owners",
    "staff": "the clinic's staff",
    "staff_elsewhere": "staff of other clinics",
    "platform": "system administrators",
    "signed_in": "everybody signed in",
    "everybody": "everybody",
}

MIRROR: dict[Who, Who] = {
    Who.OWNER: Who.OTHER_OWNER,
    Who.CO_OWNER: Who.OTHER_OWNER,
    Who.VIEWER: Who.OTHER_OWNER,
    Who.OTHER_OWNER: Who.OWNER,
    Who.RECEPTIONIST: Who.RECEPTIONIST_ELSEWHERE,
    Who.TECHNICIAN: Who.TECHNICIAN_ELSEWHERE,
    Who.VETERINARIAN: Who.VETERINARIAN_ELSEWHERE,
    Who.ADMINISTRATOR: Who.ADMINISTRATOR_ELSEWHERE,
    Who.RECEPTIONIST_ELSEWHERE: Who.RECEPTIONIST,
    Who.TECHNICIAN_ELSEWHERE: Who.TECHNICIAN,
    Who.VETERINARIAN_ELSEWHERE: Who.VETERINARIAN,
    Who.ADMINISTRATOR_ELSEWHERE: Who.ADMINISTRATOR,
    Who.FORMER: Who.OTHER_OWNER,
    Who.SYSTEM_ADMINISTRATOR: Who.SYSTEM_ADMINISTRATOR,
    Who.BREAK_GLASS: Who.SYSTEM_ADMINISTRATOR,
    Who.ANONYMOUS: Who.ANONYMOUS,
}


def named(names: str | list[str]) -> frozenset[Who]:
    """The actors behind names of actors and groups. Raises KeyError or ValueError for a name nobody has."""
    listed = [names] if isinstance(names, str) else names
    return frozenset(who for name in listed for who in (GROUPS.get(name) or {Who(name)}))
