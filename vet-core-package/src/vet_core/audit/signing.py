"""Who vouches for a chain: Ed25519 keys that the database never sees.

The signing key belongs to the sealer alone. Whoever verifies needs public keys only.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from vet_core.audit.canonical import Row, canonical
from vet_core.kernel.settings import RuntimeSettings, Section, SettingsError

_KEY_BYTES = 32


class AuditSettings(Section):
    """The keys of the audit trail."""

    model_config = SettingsConfigDict(env_prefix="AUDIT_")

    signing_key: SecretStr | None = Field(
        None,
        description="32 random bytes in urlsafe base64 that sign the audit trail's checkpoints; only the relay needs "
        'it. Make one with: python -c "import base64,os;print(base64.urlsafe_b64encode(os.urandom(32)).decode())"',
    )
    public_keys: str = Field(
        "", description="Public keys of signing keys that were replaced, joined by commas; `vet-core audit public-key`."
    )


class Signer:
    """A signing key at work."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = self._key.public_key().public_bytes_raw()
        self.key_id = key_id_of(self.public_key)

    @classmethod
    def from_settings(cls, settings: AuditSettings, runtime: RuntimeSettings | None = None) -> Signer | None:
        """The signer, or None where checkpoints may stay unsigned. Raises SettingsError in production without a key."""
        if settings.signing_key is None:
            if runtime is not None and runtime.is_production:
                help_text = AuditSettings.model_fields["signing_key"].description
                raise SettingsError(f"AUDIT_SIGNING_KEY is not set. {help_text}")
            return None
        return cls(_decoded(settings.signing_key.get_secret_value(), "AUDIT_SIGNING_KEY"))

    def sign(self, statement: Row) -> bytes:
        return self._key.sign(canonical(statement))


class PublicKeys:
    """The keys somebody trusts, by their ids."""

    def __init__(self, keys: Iterable[bytes]) -> None:
        self._keys = {key_id_of(key): Ed25519PublicKey.from_public_bytes(key) for key in keys}

    @classmethod
    def read(cls, texts: Iterable[str], named: str) -> PublicKeys:
        """From urlsafe base64; `named` says in a SettingsError where the texts came from."""
        return cls(_decoded(text, named) for text in texts if text.strip())

    @classmethod
    def from_settings(cls, settings: AuditSettings) -> PublicKeys:
        """The key that signs now and those that signed before."""
        known = cls.read(settings.public_keys.split(","), "AUDIT_PUBLIC_KEYS")
        signer = Signer.from_settings(settings)
        if signer is not None:
            known._keys[signer.key_id] = Ed25519PublicKey.from_public_bytes(signer.public_key)
        return known

    def __bool__(self) -> bool:
        return bool(self._keys)

    def fault(self, statement: Row, key_id: str | None, signature: bytes | None) -> str | None:
        """What is wrong with the signature, or None when one of these keys made it."""
        if key_id is None or signature is None:
            return "it is not signed"
        key = self._keys.get(key_id)
        if key is None:
            return f"it is signed with the key {key_id}, which is not among the public keys at hand"
        try:
            key.verify(signature, canonical(statement))
        except InvalidSignature:
            return f"its signature is not one of the key {key_id}"
        return None


def key_id_of(public_key: bytes) -> str:
    """How a key is called in checkpoints: the beginning of its fingerprint."""
    return hashlib.sha256(public_key).hexdigest()[:16]


def written(key: bytes) -> str:
    """A key as settings and commands write it."""
    return base64.urlsafe_b64encode(key).decode()


def _decoded(text: str, named: str) -> bytes:
    text = text.strip()
    try:
        key = base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise SettingsError(f"{named} is not usable: write a key as urlsafe base64 of 32 bytes.")
    return key
