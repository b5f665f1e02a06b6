"""Which session tokens are believed, and which are not."""

import asyncio
import base64
import json
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives import serialization

from tests.identity.clerk_server import APP, ISSUER, make_key, public_jwk, sign
from vet_services.identity.errors import InvalidToken, SignInUnavailable, TokenExpired
from vet_services.identity.tokens import TokenVerifier

MINUTE = timedelta(minutes=1)


@pytest.fixture
def verifier(clerk, directory, clock) -> TokenVerifier:
    return TokenVerifier(clerk.settings(), clock, directory)


@pytest.fixture
def claims(clock):
    """What Clerk puts into a token of a browser session."""
    now = int(clock.now().timestamp())
    return {
        "iss": ISSUER,
        "sub": "user_1",
        "sid": "sess_1",
        "azp": APP,
        "iat": now,
        "nbf": now - 10,
        "exp": now + 60,
        "sts": "active",
        "v": 2,
    }


def without(claims, *names):
    return {name: value for name, value in claims.items() if name not in names}


async def check(verifier, token, *, origin=APP, from_cookie=False):
    return await verifier.verify(token, origin=origin, from_cookie=from_cookie)


async def test_a_genuine_token_says_who_and_until_when(verifier, clerk, claims, clock):
    session = await check(verifier, sign(clerk.keys["ins_1"], claims))
    assert (session.clerk_user_id, session.session_id, session.authorized_party) == ("user_1", "sess_1", APP)
    assert session.expires_at == clock.now() + MINUTE


async def test_a_token_signed_by_somebody_else_is_refused(verifier, stranger_key, claims):
    with pytest.raises(InvalidToken):
        await check(verifier, sign(stranger_key, claims))


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://clerk.elsewhere.example.com"},
        {"iss": ISSUER + "/"},
        {"iss": [ISSUER]},
        {"sub": ""},
        {"sub": 7},
        {"sub": "user\n1"},
        {"sid": None},
        {"sts": "pending"},
        {"azp": 5},
        {"exp": "tomorrow"},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"exp": True},
        {"exp": 10**30},
        {"iat": -1},
        {"aud": "somebody-else"},
    ],
    ids=str,
)
async def test_wrong_claims_are_refused(verifier, clerk, claims, change):
    with pytest.raises(InvalidToken):
        await check(verifier, sign(clerk.keys["ins_1"], claims | change))


@pytest.mark.parametrize("name", ["iss", "sub", "sid", "exp", "iat"])
async def test_missing_claims_are_refused(verifier, clerk, claims, name):
    with pytest.raises(InvalidToken):
        await check(verifier, sign(clerk.keys["ins_1"], without(claims, name)))


async def test_five_seconds_of_leeway_and_no_more(verifier, clerk, claims, clock):
    key, now = clerk.keys["ins_1"], int(clock.now().timestamp())
    for early in ({"nbf": now + 5}, {"iat": now + 5}):
        await check(verifier, sign(key, claims | early))
    for early in ({"nbf": now + 6}, {"iat": now + 6}):
        with pytest.raises(InvalidToken):
            await check(verifier, sign(key, claims | early))
    await check(verifier, sign(key, claims | {"exp": now - 4}))
    with pytest.raises(TokenExpired):
        await check(verifier, sign(key, claims | {"exp": now - 5}))


async def test_a_remembered_token_still_expires(verifier, clerk, claims, clock):
    token = sign(clerk.keys["ins_1"], claims)
    await check(verifier, token)
    clock.advance(timedelta(seconds=64))
    await check(verifier, token)
    clock.advance(timedelta(seconds=1))
    for _ in range(2):
        with pytest.raises(TokenExpired):
            await check(verifier, token)


@pytest.mark.parametrize(
    ("azp", "origin", "from_cookie", "is_believed"),
    [
        (APP, APP, False, True),
        ("https://admin.example.com", None, False, True),
        (None, None, False, True),  # a native app
        (None, APP, False, False),
        (None, None, True, False),
        (None, "null", False, False),
        ("https://evil.example.com", APP, False, False),
        ("https://evil.example.com", None, False, False),
        ("https://app.example.com.evil.example", None, False, False),
        ("", None, False, False),
    ],
)
async def test_the_party_a_token_was_issued_to(verifier, clerk, claims, azp, origin, from_cookie, is_believed):
    token = sign(clerk.keys["ins_1"], without(claims, "azp") if azp is None else claims | {"azp": azp})
    for _ in range(2):  # the second time from memory
        if is_believed:
            await check(verifier, token, origin=origin, from_cookie=from_cookie)
        else:
            with pytest.raises(InvalidToken):
                await check(verifier, token, origin=origin, from_cookie=from_cookie)


async def test_a_token_good_for_an_app_is_not_good_for_a_browser(verifier, clerk, claims):
    token = sign(clerk.keys["ins_1"], without(claims, "azp"))
    await check(verifier, token, origin=None)
    with pytest.raises(InvalidToken):
        await check(verifier, token, origin="https://evil.example.com")


async def test_only_rs256_is_believed(verifier, clerk, claims):
    key = clerk.keys["ins_1"]
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    tokens = [
        sign(None, claims, algorithm="none"),
        jwt.encode(claims, base64.b64encode(public), algorithm="HS256", headers={"kid": "ins_1"}),
        sign(key, claims, algorithm="RS384"),
        sign(key, claims, algorithm="PS256"),
    ]
    for token in tokens:
        with pytest.raises(InvalidToken):
            await check(verifier, token)


async def test_a_key_named_by_the_token_itself_is_not_believed(verifier, clerk, stranger_key, claims):
    jwk = public_jwk("ins_1", stranger_key)
    for header in (
        {"jwk": jwk},
        {"jku": f"http://127.0.0.1:{clerk.port}/evil"},
        {"x5u": f"http://127.0.0.1:{clerk.port}/evil"},
        {"crit": ["exp"]},
        {"kid": ""},
        {"kid": "unknown"},
    ):
        with pytest.raises(InvalidToken):
            await check(verifier, sign(stranger_key, claims, **header))
    assert set(clerk.requests) == {"/v1/jwks"}


@pytest.mark.parametrize(
    "token",
    ["", "x", "a.b.c", "ä" * 20, "." * 5000, "a" * 8193, base64.b64encode(b"{}").decode() * 3 + "..", "e30.e30.e30"],
)
async def test_rubbish_is_refused(verifier, token):
    with pytest.raises(InvalidToken):
        await check(verifier, token)


async def test_a_changed_payload_is_refused(verifier, clerk, claims):
    head, _, signature = sign(clerk.keys["ins_1"], claims).split(".")
    forged = base64.urlsafe_b64encode(json.dumps(claims | {"sub": "user_2"}).encode()).rstrip(b"=").decode()
    with pytest.raises(InvalidToken):
        await check(verifier, f"{head}.{forged}.{signature}")


async def test_keys_are_asked_for_once_and_an_unknown_key_once_a_minute(verifier, clerk, stranger_key, claims, clock):
    for _ in range(3):
        await check(verifier, sign(clerk.keys["ins_1"], claims))
    assert clerk.asked_for_keys() == 1
    for kid in ("a", "b", "c"):
        with pytest.raises(InvalidToken):
            await check(verifier, sign(stranger_key, claims, kid=kid))
    assert clerk.asked_for_keys() == 1
    clock.advance(MINUTE)
    for kid in ("a", "b"):
        with pytest.raises(InvalidToken):
            await check(verifier, sign(stranger_key, claims, kid=kid))
    assert clerk.asked_for_keys() == 2


async def test_a_new_key_is_found_after_a_minute_and_an_old_one_forgotten(verifier, clerk, stranger_key, claims, clock):
    old = sign(clerk.keys["ins_1"], claims | {"exp": claims["exp"] + 3600})
    await check(verifier, old)
    clerk.keys = {"ins_2": stranger_key}
    clock.advance(MINUTE)
    await check(verifier, sign(stranger_key, claims, kid="ins_2"))
    with pytest.raises(InvalidToken):
        await check(verifier, old)


async def test_many_requests_wait_for_one_fetch(verifier, clerk, claims):
    clerk.hold_answers = asyncio.Event()
    token = sign(clerk.keys["ins_1"], claims)
    waiting = [asyncio.create_task(check(verifier, token)) for _ in range(8)]
    while not clerk.requests:
        await asyncio.sleep(0.01)
    waiting[0].cancel()
    clerk.hold_answers.set()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(each).__name__ for each in outcomes] == ["CancelledError"] + ["SessionClaims"] * 7
    assert clerk.asked_for_keys() == 1


async def test_known_keys_keep_working_while_clerk_is_away(verifier, clerk, claims, clock):
    await check(verifier, sign(clerk.keys["ins_1"], claims))
    clerk.is_down = True
    for _ in range(3):
        clock.advance(timedelta(hours=2))
        now = int(clock.now().timestamp())
        await check(verifier, sign(clerk.keys["ins_1"], claims | {"exp": now + 60}))


async def test_without_any_key_nobody_can_tell_and_a_moment_later_it_is_tried_again(verifier, clerk, claims, clock):
    clerk.is_down = True
    token = sign(clerk.keys["ins_1"], claims)
    for _ in range(2):
        with pytest.raises(SignInUnavailable) as outage:
            await check(verifier, token)
        assert outage.value.retry_after_seconds == 5
    clerk.is_down = False
    clock.advance(timedelta(seconds=2))
    assert (await check(verifier, token)).clerk_user_id == "user_1"


async def test_an_unknown_key_during_an_outage_is_not_called_wrong(verifier, clerk, stranger_key, claims, clock):
    await check(verifier, sign(clerk.keys["ins_1"], claims))
    clerk.is_down = True
    clock.advance(MINUTE)
    with pytest.raises(SignInUnavailable):
        await check(verifier, sign(stranger_key, claims, kid="ins_2"))


@pytest.mark.filterwarnings("ignore::jwt.InsecureKeyLengthWarning")
async def test_short_keys_are_not_used_even_when_published(verifier, clerk, claims):
    clerk.keys = {"ins_1": make_key(1024)}
    with pytest.raises(InvalidToken):
        await check(verifier, sign(clerk.keys["ins_1"], claims))
