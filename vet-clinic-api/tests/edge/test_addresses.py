"""Whose address a request comes from."""

import pytest

from vet_clinic_api.edge.addresses import AddressBook, limited_group


def _scope(peer: str | None, *forwarded: str) -> dict[str, object]:
    return {
        "client": None if peer is None else (peer, 1),
        "headers": [(b"x-forwarded-for", value.encode("latin-1")) for value in forwarded],
    }


OURS = ["10.0.0.0/8", "fd00::/8", "::1"]


@pytest.mark.parametrize(
    ("trusted", "scope", "address"),
    [
        ([], _scope("203.0.113.9"), "203.0.113.9"),
        ([], _scope("203.0.113.9", "198.51.100.1"), "203.0.113.9"),
        ([], _scope("127.0.0.1", "198.51.100.1"), "127.0.0.1"),
        (OURS, _scope("203.0.113.9", "198.51.100.1"), "203.0.113.9"),
        (OURS, _scope("203.0.113.9", "10.0.0.1", "10.0.0.2, 10.0.0.3"), "203.0.113.9"),
        (OURS, _scope("10.0.0.1", "198.51.100.1"), "198.51.100.1"),
        (OURS, _scope("10.0.0.1", "192.0.2.1, 198.51.100.1, 10.0.0.2"), "198.51.100.1"),
        (OURS, _scope("10.0.0.1", "192.0.2.1", "198.51.100.1"), "198.51.100.1"),
        (OURS, _scope("10.0.0.1", "192.0.2.1, 198.51.100.1", "10.0.0.3", "10.0.0.2"), "198.51.100.1"),
        (OURS, _scope("10.0.0.1"), "10.0.0.1"),
        (OURS, _scope("10.0.0.1", ""), "10.0.0.1"),
        (OURS, _scope("10.0.0.1", "10.0.0.7, 10.0.0.2"), "10.0.0.7"),
        (OURS, _scope("::1", "2001:db8::7"), "2001:db8::7"),
        (OURS, _scope("fd00::1", "2001:DB8:0:0::7, fd00::2"), "2001:db8::7"),
        (OURS, _scope("fd00::1", "[2001:db8::7]:4711"), "2001:db8::7"),
        (OURS, _scope("10.0.0.1", "198.51.100.1:4711"), "198.51.100.1"),
        (OURS, _scope("::ffff:10.0.0.1", "::ffff:198.51.100.1"), "198.51.100.1"),
        (OURS, _scope("::ffff:203.0.113.9", "198.51.100.1"), "203.0.113.9"),
        ([], _scope(None), "unknown"),
        (OURS, _scope(None, "198.51.100.1"), "unknown"),
        (OURS, _scope("a-unix-socket", "198.51.100.1"), "a-unix-socket"),
    ],
)
def test_only_trusted_proxies_are_believed(trusted: list[str], scope: dict[str, object], address: str) -> None:
    assert AddressBook(trusted).caller(scope) == address


@pytest.mark.parametrize(
    "garbage",
    [
        "garbage",
        "unknown",
        "_hidden",
        "198.51.100.256",
        "1.2.3",
        "0x7f.1",
        "127.0.0.1/8",
        "[2001:db8::7",
        "2001:db8::7]:1",
        "198.51.100.1:",
        "198.51.100.1:99999999",
        "for=198.51.100.1",
        "'; DROP TABLE persons; --",
        "é",
        "1" * 5000,
    ],
)
def test_a_hop_that_is_no_address_ends_the_walk(garbage: str) -> None:
    """Whoever can write it could otherwise choose the address they are counted by."""
    assert AddressBook(OURS).caller(_scope("10.0.0.1", f"198.51.100.1, {garbage}")) == "10.0.0.1"
    assert AddressBook(OURS).caller(_scope("10.0.0.1", f"{garbage}, 198.51.100.1")) == "198.51.100.1"


def test_a_very_long_chain_is_walked_from_our_side_only() -> None:
    chain = ", ".join(["198.51.100.1", *["10.0.0.2"] * 5000])
    assert AddressBook(OURS).caller(_scope("10.0.0.1", chain)) == "10.0.0.2"


def test_one_subscriber_is_one_group() -> None:
    assert limited_group("198.51.100.1") == "198.51.100.1"
    assert limited_group("2001:db8:1:2:3::4") == limited_group("2001:db8:1:2:ffff::1") == "2001:db8:1:2::"
    assert limited_group("2001:db8:1:3::1") != limited_group("2001:db8:1:2::1")
    assert limited_group("::ffff:198.51.100.1") == "198.51.100.1"
    assert limited_group("unknown") == "unknown"
