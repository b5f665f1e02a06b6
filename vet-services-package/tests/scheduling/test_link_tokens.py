"""A token says what it was signed for and nothing else, and nobody else can write one."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import jwt
import pytest
from vet_core.db import keyring
from vet_core.db.keyring import KeyRing, configure_keyring
from vet_core.scheduling.enums import LinkPurpose

from vet_services.scheduling import link_tokens
from vet_services.scheduling.errors import LinkInvalid
from vet_services.scheduling.link_tokens import Link

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LINK = Link(LinkPurpose.CANCEL, UUID(int=7), UUID(int=8), 3, NOW + timedelta(hours=5))
OLD, NEW = ("old", b"o" * 32), ("new", b"n" * 32)


@pytest.fixture(autouse=True)
def ring() -> Iterator[None]:
    before = keyring._keyring
    configure_keyring(KeyRing([OLD]))
    yield
    keyring._keyring = before


def refused(token: str, *, now: datetime = NOW) -> bool:
    with pytest.raises(LinkInvalid) as refusal:
        link_tokens.read(token, now=now)
    return (refusal.value.code, refusal.value.detail) == ("scheduling.link_invalid", None)


@pytest.mark.parametrize("purpose", list(LinkPurpose))
def test_a_token_is_read_as_it_was_signed(purpose: LinkPurpose):
    link = replace(LINK, purpose=purpose)
    assert link_tokens.read(link_tokens.sign(link), now=NOW) == link
    assert link_tokens.sign(link) == link_tokens.sign(link)


def test_it_ends_at_its_instant():
    token = link_tokens.sign(LINK)
    assert link_tokens.read(token, now=LINK.expires_at - timedelta(seconds=1)) == LINK
    assert refused(token, now=LINK.expires_at)


def test_an_older_key_is_read_until_it_is_taken_away():
    token = link_tokens.sign(LINK)
    configure_keyring(KeyRing([NEW, OLD]))
    assert link_tokens.read(token, now=NOW) == LINK
    assert jwt.get_unverified_header(link_tokens.sign(LINK))["kid"] == "new"
    configure_keyring(KeyRing([NEW]))
    assert refused(token)


def claims(**over: object) -> dict[str, object]:
    body = link_tokens.sign(LINK).split(".")[1]
    found: dict[str, object] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return found | over


def signed(key: bytes, *, algorithm: str = "HS256", kid: object = "old", **over: object) -> str:
    return jwt.encode(claims(**over), key, algorithm=algorithm, headers={"kid": kid})


def ours() -> bytes:
    return keyring.current_keyring().derived("vet-clinic scheduling links 1")["old"]


def test_nothing_else_opens_anything():
    token = link_tokens.sign(LINK)
    header, body, signature = token.split(".")
    assert link_tokens.read(signed(ours()), now=NOW) == LINK
    forged = [
        "",
        "x",
        "a.b.c",
        "\0",
        token + "x" * 2000,
        f"{header}.{body}.",
        f"{header}.{body}.{signature[:-2]}AA",
        signed(b"k" * 32),
        signed(OLD[1]),
        signed(ours(), kid="nobody"),
        signed(ours() * 2, algorithm="HS512"),
        jwt.encode(claims(), "", algorithm="none", headers={"kid": "old"}),
        signed(ours(), aud="feeds"),
        signed(ours(), purpose="delete"),
        signed(ours(), sub="7"),
        signed(ours(), person=None),
        signed(ours(), seq="many"),
        signed(ours(), exp=10**30),
        jwt.encode({"aud": "scheduling.links"}, ours(), headers={"kid": "old"}),
    ]
    assert all(refused(each) for each in forged)
