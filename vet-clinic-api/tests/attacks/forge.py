"""Write session tokens as attackers do: any header, any claims, any bytes, signed by whatever key is at hand."""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding

from tests.access.actors import Who
from tests.access.stage import Stage
from tests.support.clerk import SigningKey

Claims = dict[str, Any]


class Forge:
    """Tokens of the owner here, with one thing wrong."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.key = stage.clerk.key
        self.now = int(stage.clock.now().timestamp())
        self.victim = str(stage.people[Who.OWNER].clerk_user_id)

    def header(self, **over: Any) -> Claims:
        return _present({"alg": "RS256", "typ": "JWT", "kid": self.key.kid} | over)

    def claims(self, **over: Any) -> Claims:
        return self.stage.clerk.claims(self.victim, self.stage.clock.now(), **over)

    def token(self, *, head: Claims | bytes | None = None, key: SigningKey | None = None, **over: Any) -> str:
        """A token signed with RS256, by Clerk's own key unless another is given."""
        return self.signed(head if head is not None else self.header(), self.claims(**over), key)

    def signed(self, head: Claims | bytes, body: Claims | bytes, key: SigningKey | None = None) -> str:
        signing_input = part(head) + b"." + part(body)
        private = (key or self.key).private
        return (signing_input + b"." + b64(private.sign(signing_input, padding.PKCS1v15(), hashes.SHA256()))).decode()

    def hmac(self, secret: bytes, digest: str = "sha256", **head: Any) -> str:
        """Signed with a shared secret: the public key, if a verifier can be talked into it."""
        signing_input = part(self.header(**head)) + b"." + part(self.claims())
        return (signing_input + b"." + b64(hmac.new(secret, signing_input, getattr(hashlib, digest)).digest())).decode()

    def pss(self) -> str:
        signing_input = part(self.header(alg="PS256")) + b"." + part(self.claims())
        scheme = padding.PSS(padding.MGF1(hashes.SHA256()), 32)
        return (signing_input + b"." + b64(self.key.private.sign(signing_input, scheme, hashes.SHA256()))).decode()

    def elliptic(self) -> str:
        signing_input = part(self.header(alg="ES256")) + b"." + part(self.claims())
        signature = ec.generate_private_key(ec.SECP256R1()).sign(signing_input, ec.ECDSA(hashes.SHA256()))
        return (signing_input + b"." + b64(signature)).decode()

    def unsigned(self, algorithm: str, signature: bytes = b"") -> str:
        head = part(self.header(alg=algorithm))
        return (head + b"." + part(self.claims()) + b"." + b64(signature)).decode()

    def with_raw_claims(self, extra: str) -> str:
        """Claims with members that json.dumps would not write, appended as they are."""
        body = json.dumps(self.claims()).encode()
        return self.signed(self.header(), body[:-1] + b", " + extra.encode() + b"}")

    def replacing_raw(self, name: str, value: str) -> str:
        """Claims with one value written as it is."""
        rest = {each: known for each, known in self.claims().items() if each != name}
        return self.signed(self.header(), json.dumps(rest).encode()[:-1] + f', "{name}": {value}}}'.encode())


def b64(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def part(content: Claims | bytes) -> bytes:
    return b64(content if isinstance(content, bytes) else json.dumps(content, separators=(",", ":")).encode())


def _present(values: Claims) -> Claims:
    return {name: value for name, value in values.items() if value is not None}
