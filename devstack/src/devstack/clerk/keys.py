"""The key that signs session tokens, and the tokens. One key a world, RS256 as with Clerk."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

LIFETIME_SECONDS = 60


def new_private_key() -> str:
    """A fresh key as PEM text."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def new_secret_key() -> str:
    return "sk_test_" + secrets.token_hex(24)


def new_webhook_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()


@dataclass(frozen=True)
class Signer:
    """Signs for one issuer."""

    issuer: str
    private_key: str

    @property
    def key_id(self) -> str:
        return "ins_" + hashlib.sha256(self._public().encode()).hexdigest()[:24]

    def jwks(self) -> dict[str, Any]:
        key = jwt.algorithms.RSAAlgorithm.to_jwk(self._load().public_key(), as_dict=True)
        return {
            "keys": [{"use": "sig", "kty": "RSA", "kid": self.key_id, "alg": "RS256", "n": key["n"], "e": key["e"]}]
        }

    def session_token(
        self, user_id: str, session_id: str, *, now: int, origin: str | None, lifetime_seconds: int = LIFETIME_SECONDS
    ) -> str:
        """A session token in Clerk's version 2 shape. Without an origin, as from a native app, it carries no `azp`."""
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "sub": user_id,
            "sid": session_id,
            "iat": now,
            "nbf": now - 10,
            "exp": now + lifetime_seconds,
            "jti": secrets.token_hex(10),
            "sts": "active",
            "fva": [0, -1],
            "v": 2,
        }
        if origin is not None:
            claims["azp"] = origin
        return jwt.encode(
            claims, self.private_key, algorithm="RS256", headers={"kid": self.key_id, "cat": "cl_B7d4PD111AAA"}
        )

    def _load(self) -> rsa.RSAPrivateKey:
        key = serialization.load_pem_private_key(self.private_key.encode(), password=None)
        assert isinstance(key, rsa.RSAPrivateKey)
        return key

    def _public(self) -> str:
        public = self._load().public_key()
        return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()
