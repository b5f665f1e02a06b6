"""An account at Clerk in our own words, read from the JSON that its API and its webhooks share."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from vet_core.kernel.text import EmailText, clean

_EMAIL: TypeAdapter[str] = TypeAdapter(EmailText)
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Account:
    """Who Clerk says signed in. The e-mail address is the primary one, and None unless it was verified."""

    clerk_user_id: str
    verified_email: str | None
    given_name: str | None = None
    family_name: str | None = None
    changed_at_ms: int = 0

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> "Account":
        """Read a user object. Raises ValueError when it has no usable id; anything else unusable counts as absent."""
        user_id = payload.get("id")
        if not isinstance(user_id, str) or not 0 < len(user_id) <= 200 or not user_id.isprintable():
            raise ValueError("a user needs an id")
        changed_at = payload.get("updated_at")
        return cls(
            clerk_user_id=user_id,
            verified_email=_verified_email(payload),
            given_name=_name(payload.get("first_name")),
            family_name=_name(payload.get("last_name")),
            changed_at_ms=changed_at if isinstance(changed_at, int) else 0,
        )


def _verified_email(payload: Mapping[str, Any]) -> str | None:
    primary = payload.get("primary_email_address_id")
    addresses = payload.get("email_addresses")
    if primary is None or not isinstance(addresses, list):
        return None
    for address in addresses:
        if isinstance(address, Mapping) and address.get("id") == primary:
            verification = address.get("verification")
            is_verified = isinstance(verification, Mapping) and verification.get("status") == "verified"
            return _email(address.get("email_address")) if is_verified else None
    return None


def _email(value: object) -> str | None:
    try:
        return _EMAIL.validate_python(value, strict=True)
    except ValidationError:
        return None


def _name(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return clean(value, max_length=_NAME_LENGTH)
    except ValueError:
        return None
