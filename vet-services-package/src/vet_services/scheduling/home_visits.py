"""Where a visit at the pet's home takes place: asked for when it is booked, and encrypted like people's own addresses.

It is shown with the visit to whoever may see that, and to nobody else: no link, no title and no public answer has it.
"""

import re

from pydantic_core import to_json
from vet_core.db.keyring import current_keyring
from vet_core.scheduling.enums import Place

from vet_services.scheduling.errors import AddressMissing, AddressUnneeded

_MARK = '"visit_address":"'
_SEALED = re.compile(f'{_MARK}([^"\\\\]+)"')


def checked(place: Place, address: str | None, *, is_settled: bool = False) -> str | None:
    """The address as it is kept with a visit of that place.

    Raises AddressMissing and AddressUnneeded, unless it is settled: then a visit elsewhere is without one, and a visit
    at home for which nobody could be asked gets its address later.
    """
    if place is Place.HOME_VISIT:
        if address is None and not is_settled:
            raise AddressMissing()
        return address
    if address is not None and not is_settled:
        raise AddressUnneeded()
    return None


def sealed(address: str | None) -> str | None:
    """As the column has it, for a row that is not written by the ORM."""
    return None if address is None else current_keyring().encrypt(address)


def opened(json: str) -> str:
    """JSON that PostgreSQL built of appointments, with the addresses readable.

    Nobody's words can pass for one: within a text a quotation mark never stands without a backslash.
    """
    return _SEALED.sub(_readable, json) if _MARK in json else json


def _readable(found: re.Match[str]) -> str:
    return f'"visit_address":{to_json(current_keyring().decrypt(found[1])).decode()}'
