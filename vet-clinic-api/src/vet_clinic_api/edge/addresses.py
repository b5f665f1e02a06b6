"""Decide which address a request comes from. X-Forwarded-For counts only as far as proxies we trust have written it."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

UNKNOWN = "unknown"


class AddressBook:
    """Knows the trusted proxies, given as addresses or networks in CIDR notation."""

    def __init__(self, trusted_proxies: Iterable[str]) -> None:
        self._trusted: list[IPv4Network | IPv6Network] = [ip_network(text, strict=False) for text in trusted_proxies]

    def caller(self, scope: Any) -> str:
        """The nearest address that is not one of our proxies, walking the forwarded chain from our side outward."""
        client = scope.get("client")
        peer = client[0] if client else UNKNOWN
        if not self._trusted or not self._is_trusted(peer):
            return str(peer)
        for hop in reversed(_forwarded(scope)):
            address = _parsed(hop)
            if address is None:
                break
            peer = str(address)
            if not self._is_trusted(peer):
                break
        return str(peer)

    def _is_trusted(self, text: str) -> bool:
        address = _parsed(text)
        return address is not None and any(address in network for network in self._trusted)


def limited_group(address: str) -> str:
    """The unit that shares one rate limit: an IPv4 address, or the /64 that one IPv6 subscriber usually owns."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, 64), strict=False).network_address)
    return address


def _forwarded(scope: Any) -> list[str]:
    hops: list[str] = []
    for name, value in scope["headers"]:
        if name == b"x-forwarded-for":
            hops.extend(part.strip() for part in value.decode("latin-1").split(","))
    return hops


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
