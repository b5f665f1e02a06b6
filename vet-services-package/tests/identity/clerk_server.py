"""A Clerk of our own on a local port: it signs tokens, publishes keys and knows users, and can be made to fail."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from pydantic import SecretStr

from vet_services.settings import ClerkSettings

SECRET = "sk_test_of_the_local_clerk"
ISSUER = "https://clerk.test.example.com"
APP = "https://app.example.com"


class ClerkServer:
    """Speaks just enough HTTP/1.1 for the SDK: keys, users, and the end of sessions."""

    def __init__(self, keys: dict[str, rsa.RSAPrivateKey]) -> None:
        self.keys = keys
        self.users: dict[str, dict[str, Any]] = {}
        self.open_sessions: set[str] = set()
        self.is_down = False
        self.requests: list[str] = []
        self.hold_answers: asyncio.Event | None = None
        self.port = 0

    def settings(self, **over: Any) -> ClerkSettings:
        values: dict[str, Any] = {
            "secret_key": SecretStr(SECRET),
            "issuer": ISSUER,
            "api_url": f"http://127.0.0.1:{self.port}",
            "authorized_parties": f"{APP},https://admin.example.com",
        }
        return ClerkSettings(**values | over)

    def asked_for_keys(self) -> int:
        return self.requests.count("/v1/jwks")

    @asynccontextmanager
    async def running(self) -> AsyncIterator["ClerkServer"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            path = head.split(" ")[1]
            self.requests.append(path)
            if self.hold_answers is not None:
                await self.hold_answers.wait()
            status, body = self._answer(path, f"Bearer {SECRET}" in head)
            content = json.dumps(body).encode()
            writer.write(
                f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nConnection: close\r\n"
                f"Content-Length: {len(content)}\r\n\r\n".encode()
                + content
            )
            await writer.drain()
        finally:
            writer.close()

    def _answer(self, path: str, knows_secret: bool) -> tuple[int, Any]:
        if self.is_down:
            return 500, {"errors": []}
        if not knows_secret:
            return 401, {"errors": [{"message": "x", "long_message": "x", "code": "x"}]}
        if path == "/v1/jwks":
            return 200, {"keys": [public_jwk(kid, key) for kid, key in self.keys.items()]}
        if path.startswith("/v1/sessions/"):
            session_id = path.split("/")[3]
            if session_id not in self.open_sessions:
                return 404, _NOT_FOUND
            self.open_sessions.discard(session_id)
            return 200, session_shape(session_id)
        user = self.users.get(path.removeprefix("/v1/users/"))
        return (404, _NOT_FOUND) if user is None else (200, user)


_NOT_FOUND = {"errors": [{"message": "not found", "long_message": "not found", "code": "resource_not_found"}]}


def session_shape(session_id: str, clerk_user_id: str = "user_1", **over: Any) -> dict[str, Any]:
    """A session as Clerk's API and webhooks show it."""
    return {
        "id": session_id,
        "object": "session",
        "user_id": clerk_user_id,
        "client_id": "client_1",
        "status": "revoked",
        "last_active_at": 1,
        "expire_at": 2,
        "abandon_at": 3,
        "created_at": 1_772_000_000_000,
        "updated_at": 1,
    } | over


def make_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def public_jwk(kid: str, key: rsa.RSAPrivateKey) -> dict[str, str]:
    numbers = key.public_key().public_numbers()
    return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": _b64(numbers.n), "e": _b64(numbers.e)}


def _b64(number: int) -> str:
    return base64.urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()


def sign(key: Any, claims: dict[str, Any], *, algorithm: str = "RS256", **header: Any) -> str:
    """A token with any claims at all, also those a careful signer would refuse."""
    payload = json.dumps(claims).encode()
    return jwt.api_jws.encode(payload, key, algorithm=algorithm, headers={"kid": "ins_1"} | header)


def user(
    clerk_user_id: str, email: str = "olivia@example.com", *, verified: bool = True, **over: Any
) -> dict[str, Any]:
    """A user as Clerk's API and webhooks show it."""
    status = "verified" if verified else "unverified"
    return {
        "id": clerk_user_id,
        "object": "user",
        "external_id": None,
        "primary_email_address_id": "idn_1",
        "primary_phone_number_id": None,
        "primary_web3_wallet_id": None,
        "username": None,
        "first_name": "Olivia",
        "last_name": "Hartmann",
        "locale": None,
        "profile_image_url": "",
        "image_url": "",
        "has_image": False,
        "public_metadata": {},
        "private_metadata": {},
        "unsafe_metadata": {},
        "email_addresses": [
            {
                "id": "idn_1",
                "object": "email_address",
                "email_address": email,
                "reserved": False,
                "verification": {
                    "object": "verification_otp",
                    "status": status,
                    "strategy": "email_code",
                    "attempts": 1,
                    "expire_at": 1,
                },
                "linked_to": [],
                "created_at": 1,
                "updated_at": 1,
            }
        ],
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
        "last_sign_in_at": None,
        "banned": False,
        "locked": False,
        "lockout_expires_in_seconds": None,
        "verification_attempts_remaining": 100,
        "created_at": 1,
        "updated_at": 1,
        "delete_self_enabled": True,
        "create_organization_enabled": True,
        "last_active_at": None,
        "legal_accepted_at": None,
    } | over
