"""A small Clerk on a real socket: publishes signing keys, knows users, and signs whatever token a test asks for."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from vet_services.settings import ClerkSettings

ISSUER = "https://clerk.vet.test"
PARTY = "https://app.vet.test"
WEBHOOK_SECRET = "whsec_" + base64.b64encode(b"a webhook secret of test").decode()

_VERIFICATION = {
    "object": "verification_otp",
    "status": "verified",
    "strategy": "email_code",
    "attempts": 1,
    "expire_at": 1700000600000,
    "verified_at_client": None,
}


class SigningKey:
    def __init__(self, kid: str) -> None:
        self.kid = kid
        self.private = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    @property
    def public_pem(self) -> bytes:
        return self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def jwk(self) -> dict[str, str]:
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": self.kid,
            "n": _base64url(numbers.n),
            "e": _base64url(numbers.e),
        }


class Clerk:
    """What tests see of it. `users` maps ids to the JSON of the Backend API."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key = SigningKey("key-1")
        self.users: dict[str, dict[str, Any]] = {}
        self.is_down = False
        self.asked: list[str] = []

    def settings(self) -> ClerkSettings:
        return ClerkSettings(
            secret_key="sk_test_of_tests",
            issuer=ISSUER,
            api_url=self.address,
            webhook_secret=WEBHOOK_SECRET,
            authorized_parties=PARTY,
        )

    def claims(self, user_id: str, now: datetime, **over: Any) -> dict[str, Any]:
        seconds = int(now.timestamp())
        claims = {
            "iss": ISSUER,
            "sub": user_id,
            "sid": f"sess_{user_id}",
            "azp": PARTY,
            "iat": seconds,
            "nbf": seconds,
            "exp": seconds + 60,
            "sts": "active",
        }
        return {name: value for name, value in (claims | over).items() if value is not None}

    def token(self, user_id: str, now: datetime, *, key: SigningKey | None = None, **over: Any) -> str:
        key = key or self.key
        return jwt.encode(self.claims(user_id, now, **over), key.private, "RS256", headers={"kid": key.kid})

    def add_user(self, user_id: str, email: str, *, is_verified: bool = True) -> None:
        address = {
            "id": f"idn_{user_id}",
            "object": "email_address",
            "email_address": email,
            "reserved": False,
            "verification": _VERIFICATION if is_verified else None,
            "linked_to": [],
            "created_at": 1700000000000,
            "updated_at": 1700000000000,
        }
        self.users[user_id] = {
            "id": user_id,
            "object": "user",
            "external_id": None,
            "primary_email_address_id": f"idn_{user_id}",
            "primary_phone_number_id": None,
            "primary_web3_wallet_id": None,
            "username": None,
            "first_name": "Noor",
            "last_name": "Adeyemi",
            "profile_image_url": "",
            "image_url": "",
            "has_image": False,
            "public_metadata": {},
            "private_metadata": None,
            "unsafe_metadata": {},
            "email_addresses": [address],
            "phone_numbers": [],
            "web3_wallets": [],
            "passkeys": [],
            "password_enabled": False,
            "two_factor_enabled": False,
            "totp_enabled": False,
            "backup_code_enabled": False,
            "mfa_enabled_at": None,
            "mfa_disabled_at": None,
            "external_accounts": [],
            "saml_accounts": [],
            "enterprise_accounts": [],
            "organization_memberships": None,
            "last_sign_in_at": None,
            "banned": False,
            "locked": False,
            "lockout_expires_in_seconds": None,
            "verification_attempts_remaining": None,
            "created_at": 1700000000000,
            "updated_at": 1700000000000,
            "delete_self_enabled": True,
            "create_organization_enabled": True,
            "create_organizations_limit": None,
            "last_active_at": None,
            "legal_accepted_at": None,
            "locale": None,
            "requires_password_reset": False,
        }


@contextmanager
def running_clerk() -> Iterator[Clerk]:
    """A Clerk that listens on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    clerk = Clerk(f"http://127.0.0.1:{server.server_address[1]}")
    server.clerk = clerk  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield clerk
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        clerk: Clerk = self.server.clerk  # type: ignore[attr-defined]
        clerk.asked.append(self.path)
        user = clerk.users.get(self.path.removeprefix("/v1/users/"))
        if clerk.is_down:
            self._answer(503, {"errors": [{"code": "down", "message": "down"}]})
        elif self.path == "/v1/jwks":
            self._answer(200, {"keys": [clerk.key.jwk()]})
        elif user is not None:
            self._answer(200, user)
        else:
            self._answer(404, {"errors": [{"code": "resource_not_found", "message": "not found"}]})

    def _answer(self, status: int, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _base64url(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
