"""Which session tokens are believed, and which are not."""

import asyncio
import base64
import hmac
import json
import string
from datetime import timedelta

import jwt
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

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


def encoded(part) -> str:
    text = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def raw(key, header, payload) -> str:
    """A token over exactly these bytes, signed as RS256."""
    head = f"{encoded(header)}.{encoded(payload)}"
    signature = key.sign(head.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{head}.{encoded(signature)}"


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
        {"sts": "expired"},
        {"sts": None},
        {"azp": APP + "/"},
        {"azp": 5},
        {"exp": "tomorrow"},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"exp": 10**400},
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
        for key in (stranger_key, clerk.keys["ins_1"]):  # also when our own key signed such a header
            with pytest.raises(InvalidToken):
                await check(verifier, sign(key, claims, **header))
    assert set(clerk.requests) == {"/v1/jwks"}


@pytest.mark.parametrize("kind", ["at+jwt", "oauth", "", None, 7])
async def test_what_else_clerk_signs_is_not_a_session(verifier, clerk, claims, kind):
    with pytest.raises(InvalidToken):
        await check(verifier, raw(clerk.keys["ins_1"], {"alg": "RS256", "kid": "ins_1", "typ": kind}, claims))


async def test_a_type_may_be_left_out(verifier, clerk, claims):
    await check(verifier, raw(clerk.keys["ins_1"], {"alg": "RS256", "kid": "ins_1"}, claims))


async def test_the_public_key_is_no_secret_to_sign_with(verifier, clerk, claims):
    public = clerk.keys["ins_1"].public_key()
    der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    await check(verifier, sign(clerk.keys["ins_1"], claims))
    for secret in (der, pem, pem.strip()):
        head = encoded({"alg": "HS256", "kid": "ins_1", "typ": "JWT"}) + "." + encoded(claims)
        forged = base64.urlsafe_b64encode(hmac.digest(secret, head.encode(), "sha256")).rstrip(b"=").decode()
        with pytest.raises(InvalidToken):
            await check(verifier, f"{head}.{forged}")


@pytest.mark.parametrize(
    ("header", "payload"),
    [
        ('{"alg":"none","alg":"RS256","kid":"ins_1"}', None),
        ('{"alg":"RS256","kid":"ins_2","kid":"ins_1"}', None),
        (None, ',"sub":"user_2"}'),
        (None, ',"extra":NaN}'),
        (None, ',"extra":' + "[" * 3000 + "]" * 3000 + "}"),
        (None, ',"exp":' + "9" * 4000 + "}"),
        (None, ',"extra":"\udcff"}'),
    ],
)
async def test_what_can_be_read_in_two_ways_is_not_read(verifier, clerk, claims, header, payload):
    head = header or '{"alg":"RS256","kid":"ins_1"}'
    body = json.dumps(claims)
    if payload is not None:
        body = body[:-1] + payload
    token = raw(clerk.keys["ins_1"], head.encode(), body.encode("utf-8", "surrogateescape"))
    with pytest.raises(InvalidToken):
        await check(verifier, token)


async def test_a_token_has_one_spelling(verifier, clerk, claims):
    token = sign(clerk.keys["ins_1"], claims)
    head, body, signature = token.split(".")
    alphabet = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
    # The signature's 256 bytes leave four bits of its last character unused.
    twin = signature[:-1] + alphabet[alphabet.index(signature[-1]) ^ 1]
    assert base64.urlsafe_b64decode(twin + "==") == base64.urlsafe_b64decode(signature + "==")
    for other in (
        f"{head}.{body}.{twin}",
        f"{head}.{body}.{signature}==",
        f"{head}.{body}.{signature}!",
        f"{head}.{body[:4]}\n{body[4:]}.{signature}",
        f"{head}.{body}.{signature}.",
        f" {token}",
        f"{head}.{body}.{signature.replace('-', '+').replace('_', '/')}~",
    ):
        with pytest.raises(InvalidToken):
            await check(verifier, other)
    await check(verifier, token)


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
    unknown = [sign(stranger_key, claims, kid=f"unknown_{number}") for number in range(20)]
    refused = await asyncio.gather(*(check(verifier, token) for token in unknown * 50), return_exceptions=True)
    assert {type(each) for each in refused} == {InvalidToken}
    assert (len(refused), clerk.asked_for_keys()) == (1000, 1)
    clock.advance(MINUTE)
    for token in unknown:
        with pytest.raises(InvalidToken):
            await check(verifier, token)
    assert clerk.asked_for_keys() == 2


@pytest.mark.parametrize("is_down", [True, False])
async def test_unknown_keys_before_the_first_answer_cause_one_question_as_well(
    verifier, clerk, stranger_key, claims, is_down
):
    clerk.keys, clerk.is_down = {}, is_down
    tokens = [sign(stranger_key, claims, kid=f"unknown_{number}") for number in range(20)]
    refused = await asyncio.gather(*(check(verifier, token) for token in tokens * 50), return_exceptions=True)
    assert {type(each) for each in refused} == {SignInUnavailable if is_down else InvalidToken}
    assert clerk.asked_for_keys() == 1


async def test_a_new_key_is_found_after_a_minute_and_an_old_one_forgotten(verifier, clerk, stranger_key, claims, clock):
    old = sign(clerk.keys["ins_1"], claims | {"exp": claims["exp"] + 3600})
    await check(verifier, old)
    clerk.keys = {"ins_2": stranger_key}
    clock.advance(MINUTE)
    await check(verifier, sign(stranger_key, claims, kid="ins_2"))
    with pytest.raises(InvalidToken):
        await check(verifier, old)


async def test_a_withdrawn_key_is_forgotten_without_anybody_naming_a_new_one(
    verifier, clerk, stranger_key, claims, clock
):
    now = int(clock.now().timestamp())
    long_lived = [sign(clerk.keys["ins_1"], claims | {"exp": now + 3600, "n": number}) for number in range(3)]
    await check(verifier, long_lived[0])
    clerk.keys = {"ins_2": stranger_key}
    clock.advance(MINUTE * 2)
    for token in long_lived:
        with pytest.raises(InvalidToken):
            await check(verifier, token if token is not long_lived[0] else long_lived[1])


async def test_a_key_that_is_replaced_under_its_own_name_believes_nothing_old(
    verifier, clerk, stranger_key, claims, clock
):
    remembered = sign(clerk.keys["ins_1"], claims | {"exp": claims["exp"] + 3600})
    await check(verifier, remembered)
    clerk.keys = {"ins_1": stranger_key}
    clock.advance(MINUTE * 2)
    await check(verifier, sign(stranger_key, claims | {"exp": claims["exp"] + 3600}))
    with pytest.raises(InvalidToken):
        await check(verifier, remembered)


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
    token = sign(clerk.keys["ins_1"], claims | {"exp": claims["exp"] + 3600})
    asked = []
    for _ in range(130):
        with pytest.raises(SignInUnavailable) as outage:
            await check(verifier, token)
        assert outage.value.retry_after_seconds == 5
        asked.append(clerk.asked_for_keys())
        clock.advance(timedelta(seconds=1))
    tried_at = [second for second in range(130) if second == 0 or asked[second] > asked[second - 1]]
    assert tried_at == [0, 2, 6, 14, 30, 62, 122]
    clerk.is_down = False
    clock.advance(MINUTE)
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
