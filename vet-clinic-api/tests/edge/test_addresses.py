"""Whose address a request comes from."""

import pytest

from vet_clinic_api.edge.addresses import AddressBook, limited_group


def _scope(peer: str | None, *forwarded: str) -> dict[str, object]:
    return {
        "client": None if peer is None else (peer, 1),
        "headers": [(b"x-forwarded-for", value.encode()) for value in forwarded],
    }


@pytest.mark.parametrize(
    ("trusted", "scope", "address"),
    [
        ([], _scope("203.0.113.9"), "203.0.113.9"),
        ([], _scope("203.0.113.9", "198.51.100.1"), "203.0.113.9"),
        (["10.0.0.0/8"], _scope("203.0.113.9", "198.51.100.1"), "203.0.113.9"),
        (["10.0.0.0/8"], _scope("10.0.0.1", "198.51.100.1"), "198.51.100.1"),
        (["10.0.0.0/8"], _scope("10.0.0.1", "192.0.2.1, 198.51.100.1, 10.0.0.2"), "198.51.100.1"),
        (["10.0.0.0/8"], _scope("10.0.0.1", "192.0.2.1", "198.51.100.1"), "198.51.100.1"),
        (["10.0.0.0/8"], _scope("10.0.0.1", "198.51.100.1, garbage"), "10.0.0.1"),
        (["10.0.0.0/8"], _scope("10.0.0.1"), "10.0.0.1"),
        (["::1"], _scope("::1", "2001:db8::7"), "2001:db8::7"),
        ([], _scope(None), "unknown"),
    ],
)
def test_only_trusted_proxies_are_believed(trusted: list[str], scope: dict[str, object], address: str) -> None:
    assert AddressBook(trusted).caller(scope) == address


def test_one_subscriber_is_one_group() -> None:
    assert limited_group("198.51.100.1") == "198.51.100.1"
    assert limited_group("2001:db8:1:2:3::4") == limited_group("2001:db8:1:2:ffff::1") == "2001:db8:1:2::"
    assert limited_group("2001:db8:1:3::1") != limited_group("2001:db8:1:2::1")
    assert limited_group("::ffff:198.51.100.1") == "198.51.100.1"
    assert limited_group("unknown") == "unknown"
