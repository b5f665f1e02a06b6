"""Decide which address a request comes from. X-Forwarded-For counts only as far as proxies we trust have written it."""

import re
from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

UNKNOWN = "unknown"
ADDRESS = "vet.address"

_MOST_HOPS = 32
# Some proxies write the port too: 198.51.100.1:4711, [2001:db8::7]:4711.
_WITH_PORT = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+))(?::\d{1,5})?", re.ASCII)


class AddressBook:
    """Knows the trusted proxies, given as addresses or networks in CIDR notation."""

    def __init__(self, trusted_proxies: Iterable[str]) -> None:
        self._trusted: list[IPv4Network | IPv6Network] = [ip_network(text, strict=False) for text in trusted_proxies]

    def caller(self, scope: Any) -> str:
        """The nearest address that is not one of our proxies, walking the forwarded chain from our side outward.

        What is no address ends the walk: it could only have been written by somebody we have no reason to believe.
        """
        client = scope.get("client")
        peer = client[0] if client else UNKNOWN
        nearest = _parsed(peer)
        if nearest is None or not self._is_trusted(nearest):
            return str(peer if nearest is None else nearest)
        for hop in _forwarded(scope):
            address = _parsed(hop)
            if address is None:
                break
            nearest = address
            if not self._is_trusted(address):
                break
        return str(nearest)

    def _is_trusted(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._trusted)


def caller_of(scope: Any) -> str:
    """The address the outermost layer found for this exchange."""
    return str(scope.get(ADDRESS, UNKNOWN))


def limited_group(address: str) -> str:
    """The unit that shares one rate limit: an IPv4 address, or the /64 that one IPv6 subscriber usually owns."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((int(parsed), 64), strict=False).network_address)
    return address if parsed is None else str(parsed)


def _forwarded(scope: Any) -> list[str]:
    """The hops of all such headers, the latest first."""
    values = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    hops = b",".join(values).decode("latin-1").rsplit(",", _MOST_HOPS) if values else []
    return [hop.strip() for hop in reversed(hops)]


@lru_cache(maxsize=4096)  # the same callers and proxies come again and again
def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """The address a text stands for, IPv4 within IPv6 as the IPv4 address it is."""
    match = _WITH_PORT.fullmatch(text)
    if match is not None:
        text = match[1] or match[2]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address
