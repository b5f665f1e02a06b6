"""The attack table of session tokens: what is wrong with each, and how it is made. None of them may open any door."""

from collections.abc import Callable
from typing import Any

from tests.attacks.forge import Forge, b64, part
from tests.support.clerk import ISSUER, PARTY, SigningKey

Attack = Callable[[Forge], str]

INVALID = "identity.invalid_token"
EXPIRED = "identity.token_expired"
OTHER_KEY = SigningKey("key-1")
UNKNOWN_KEY = SigningKey("key-unheard-of")

_ODD_VALUES = {
    "a number": "7",
    "a list": '["x"]',
    "an object": "{}",
    "null": "null",
    "true": "true",
    "empty": '""',
    "with a NUL": '"user\\u0000"',
    "with a newline": '"user\\n"',
    "endless": f'"{"x" * 300}"',
}
_ODD_TIMES = {
    "a text": '"1772528400"',
    "true": "true",
    "null": "null",
    "a list": "[1772528400]",
    "beyond floats": "1e400",
    "beyond numbers": "1" + "0" * 400,
    "beyond the calendar": "1e18",
    "below zero": "-1",
    "NaN": "NaN",
    "Infinity": "Infinity",
}


def _claim(name: str, value: str) -> Attack:
    return lambda forge: forge.replacing_raw(name, value)


def _head(**over: Any) -> Attack:
    return lambda forge: forge.token(head=forge.header(**over))


def _body(**over: Any) -> Attack:
    return lambda forge: forge.token(**over)


def _later(name: str, seconds: float) -> Attack:
    def attack(forge: Forge) -> str:
        when: dict[str, Any] = {name: forge.now + seconds}
        return forge.token(**when)

    return attack


def _own_jwk(forge: Forge) -> str:
    return forge.token(head=forge.header(jwk=UNKNOWN_KEY.jwk()), key=UNKNOWN_KEY)


def _respelled(change: Callable[[str], str]) -> Attack:
    """A genuine token written in another way."""
    return lambda forge: change(forge.token())


def _other_last_character(token: str) -> str:
    """The same bytes in the last character's unused bits: many decoders do not care."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return token[:-1] + alphabet[alphabet.index(token[-1]) ^ 1]


SIGNATURES: dict[str, Attack] = {
    **{
        f"alg {name}": lambda forge, name=name: forge.unsigned(name)  # type: ignore[misc]
        for name in ("none", "None", "NONE", "nOnE", "", "null", "none ", "RS256\x00")
    },
    "alg none with a signature": lambda forge: forge.unsigned("none", b"signature"),
    "alg missing": _head(alg=None),
    "alg a list": _head(alg=["RS256"]),
    "alg null in raw": lambda forge: forge.token(head=b'{"alg":null,"kid":"key-1"}'),
    "HS256 with the public key": lambda forge: forge.hmac(forge.key.public_pem, alg="HS256"),
    "HS256 with the public key, trimmed": lambda forge: forge.hmac(forge.key.public_pem.strip(), alg="HS256"),
    "HS384 with the public key": lambda forge: forge.hmac(forge.key.public_pem, "sha384", alg="HS384"),
    "HS512 with the public key": lambda forge: forge.hmac(forge.key.public_pem, "sha512", alg="HS512"),
    "HS256 with nothing": lambda forge: forge.hmac(b"", alg="HS256"),
    "HS256 that says RS256": lambda forge: forge.hmac(forge.key.public_pem),
    "RS256 signed, HS256 said": _head(alg="HS256"),
    "RS512 said": _head(alg="RS512"),
    "rs256 said": _head(alg="rs256"),
    "PS256 with the right key": lambda forge: forge.pss(),
    "ES256": lambda forge: forge.elliptic(),
    "signature of another key": lambda forge: forge.token(key=OTHER_KEY),
    "signature missing": _respelled(lambda token: token.rpartition(".")[0] + "."),
    "signature cut": _respelled(lambda token: token[:-8]),
    "signature of another token": lambda forge: (
        forge.token().rpartition(".")[0] + "." + forge.token(sub="user_2").rpartition(".")[2]
    ),
    "another person put in": lambda forge: ".".join(
        [forge.token().split(".")[0], part(forge.claims(sub="user_system")).decode(), forge.token().split(".")[2]]
    ),
}
KEYS: dict[str, Attack] = {
    "kid unknown": lambda forge: forge.token(head=forge.header(kid=UNKNOWN_KEY.kid), key=UNKNOWN_KEY),
    "kid missing": _head(kid=None),
    "kid empty": _head(kid=""),
    "kid a path": _head(kid="../../../../dev/null"),
    "kid SQL": _head(kid="key-1' OR '1'='1"),
    "kid a command": _head(kid="key-1|id"),
    "kid with a NUL": _head(kid="key-1\x00"),
    "kid with a space": _head(kid="key-1 "),
    "kid in another case": _head(kid="KEY-1"),
    "kid a list": _head(kid=["key-1"]),
    "kid a number": _head(kid=1),
    "kid an object": _head(kid={"key-1": 1}),
    "kid endless": _head(kid="k" * 4000),
    "jwk of one's own": _own_jwk,
    "jku": _head(jku="https://evil.test/jwks.json"),
    "x5u": _head(x5u="https://evil.test/cert.pem"),
    "x5c": _head(x5c=["MIIB"]),
    "x5t": _head(x5t="abc"),
    "crit unknown": _head(crit=["exp"], exp=1),
    "crit empty": _head(crit=[]),
    "b64 false": _head(b64=False, crit=["b64"]),
    "zip": _head(zip="DEF"),
    "typ of an access token": _head(typ="at+jwt"),
    "typ a number": _head(typ=1),
}
CLAIMS: dict[str, Attack] = {
    "iss of another instance": _body(iss="https://clerk.elsewhere.test"),
    "iss with a slash": _body(iss=ISSUER + "/"),
    "iss in another case": _body(iss=ISSUER.upper()),
    "iss with a suffix": _body(iss=ISSUER + ".evil.test"),
    "iss over http": _body(iss=ISSUER.replace("https", "http")),
    "iss with a space": _body(iss=ISSUER + " "),
    "iss missing": _body(iss=None),
    "iss a list": _claim("iss", f'["{ISSUER}"]'),
    "iss null": _claim("iss", "null"),
    "aud of another service": _body(aud="https://other.test"),
    "sub missing": _body(sub=None),
    "sid missing": _body(sid=None),
    **{f"sub {what}": _claim("sub", value) for what, value in _ODD_VALUES.items()},
    **{f"sid {what}": _claim("sid", value) for what, value in _ODD_VALUES.items()},
    "sts pending": _body(sts="pending"),
    "sts unheard of": _body(sts="almost"),
    "sts a number": _claim("sts", "1"),
    "azp of another site": _body(azp="https://evil.test"),
    "azp missing, from a browser": _body(azp=None),
    "azp with a suffix": _body(azp=PARTY + ".evil.test"),
    "azp with a slash": _body(azp=PARTY + "/"),
    "azp over http": _body(azp=PARTY.replace("https", "http")),
    "azp empty": _body(azp=""),
    "azp a list": _claim("azp", f'["{PARTY}"]'),
    "azp null, from a browser": _claim("azp", "null"),
    "azp a star": _body(azp="*"),
}
TIMES: dict[str, Attack] = {
    "exp missing": _body(exp=None),
    "iat missing": _body(iat=None),
    **{f"exp {what}": _claim("exp", value) for what, value in _ODD_TIMES.items() if what != "below zero"},
    **{f"iat {what}": _claim("iat", value) for what, value in _ODD_TIMES.items()},
    **{f"nbf {what}": _claim("nbf", value) for what, value in _ODD_TIMES.items()},
    "iat six seconds ahead": _later("iat", 6),
    "nbf six seconds ahead": _later("nbf", 6),
    "iat a day ahead": _later("iat", 86_400),
}
SPELLINGS: dict[str, Attack] = {
    "a member twice": lambda forge: forge.with_raw_claims('"sub": "user_system"'),
    "alg twice": lambda forge: forge.token(head=b'{"alg":"none","alg":"RS256","kid":"key-1"}'),
    "kid twice": lambda forge: forge.token(head=b'{"alg":"RS256","kid":"x","kid":"key-1"}'),
    "claims no object": lambda forge: forge.signed(forge.header(), b'["sub"]'),
    "claims no JSON": lambda forge: forge.signed(forge.header(), b"{"),
    "claims not UTF-8": lambda forge: forge.signed(forge.header(), b'{"sub":"\xff"}'),
    "claims bottomless": lambda forge: forge.signed(forge.header(), b'{"a":' * 900 + b"1" + b"}" * 900),
    "header no object": lambda forge: forge.token(head=b"[]"),
    "header no JSON": lambda forge: forge.token(head=b"RS256"),
    "header empty": lambda forge: forge.token(head=b""),
    "two parts": _respelled(lambda token: token.rpartition(".")[0]),
    "four parts": _respelled(lambda token: token + ".x"),
    "five parts, encrypted": lambda forge: ".".join(
        [b64(b'{"alg":"dir","enc":"A256GCM"}').decode(), "", "a", "b", "c"]
    ),
    "padded": _respelled(lambda token: token + "=="),
    "standard base64": lambda forge: forge.token(iss=ISSUER + "?>").replace("_", "/").replace("-", "+"),
    "other bits at the end": _respelled(_other_last_character),
    "a line break inside": _respelled(lambda token: token[:40] + "\\n" + token[40:]),
    "a space inside": _respelled(lambda token: token[:40] + " " + token[40:]),
    "two tokens": _respelled(lambda token: f"{token},{token}"),
    "quoted": _respelled(lambda token: f'"{token}"'),
    "empty": lambda _: "",
    "garbage": lambda _: "garbage",
    "dots": lambda _: "..",
    "far too long": lambda _: "a" * 20_000,
    "a session id": lambda forge: f"sess_{forge.victim}",
    "a secret key": lambda _: "sk_test_of_tests",
}
STALE: dict[str, Attack] = {
    "expired five seconds ago": _later("exp", -5),
    "expired a day ago": _later("exp", -86_400),
    "exp zero": _claim("exp", "0"),
}
ATTACKS: dict[str, tuple[Attack, str]] = {
    **{
        name: (attack, INVALID)
        for table in (SIGNATURES, KEYS, CLAIMS, TIMES, SPELLINGS)
        for name, attack in table.items()
    },
    **{name: (attack, EXPIRED) for name, attack in STALE.items()},
}
"""What is wrong, how it is made, and the code it is refused with."""

GENUINE: dict[str, Attack] = {
    "as Clerk makes it": _body(),
    "expired four seconds ago": _later("exp", -4),
    "iat five seconds ahead": _later("iat", 5),
    "nbf five seconds ahead": _later("nbf", 5),
    "with fractions of seconds": _later("exp", 30.5),
    "without nbf": _body(nbf=None),
    "without sts": _body(sts=None),
    "with claims we do not read": _body(role="system_administrator", org_id="org_1", fva=[1, -1], v=2),
    "without typ": _head(typ=None),
}
"""Both sides of each border: these pass, and differ from refused ones by a second or a word."""
