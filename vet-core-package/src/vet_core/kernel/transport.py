"""How connections to servers are encrypted, and which ones production refuses to open.

Everything a client needs stands in the address it is given, for that is the one place all of them read: asyncpg, the
Redis client, Celery and the migrations.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode


def with_parameters(address: str, parameters: Mapping[str, str | Path | None]) -> str:
    """The address with these query parameters, which replace any of the same name; those that are None are left out."""
    base, _, query = address.partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True))
    given |= {name: str(value) for name, value in parameters.items() if value is not None}
    return f"{base}?{urlencode(given, quote_via=quote)}" if given else base


def parameter(address: str, name: str) -> str | None:
    """One query parameter of the address."""
    return dict(parse_qsl(address.partition("?")[2])).get(name)


def hosts(address: str) -> list[str]:
    """The servers an address names; a socket in the file system is a path or empty."""
    authority = address.partition("?")[0].partition("://")[2].partition("/")[0].rpartition("@")[2]
    named = parameter(address, "host")
    listed = [_without_port(each) for each in authority.split(",")] if authority or not named else []
    return [unquote(each) for each in listed] + ([] if named is None else named.split(","))


def stays_on_this_machine(host: str) -> bool:
    """A loopback address or a socket in the file system: nobody sits between."""
    host = host.rstrip(".").lower()
    if not host or host.startswith("/") or host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def leaves_this_machine(address: str) -> bool:
    return not all(stays_on_this_machine(host) for host in hosts(address))


def default_authorities() -> str | None:
    """The file of certificate authorities this system trusts, for clients that must be told one."""
    return ssl.get_default_verify_paths().cafile


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] if ":" in host else host
