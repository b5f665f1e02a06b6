"""Keys for encrypted columns. The first key encrypts, any key decrypts, so keys rotate without downtime.

AES-256-GCM; a stored text reads `v1:<key id>:<urlsafe base64 of nonce + ciphertext>`, stored bytes read the same with
nonce and ciphertext as they are.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Iterable
from copy import copy

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vet_core.kernel.settings import EncryptionSettings, SettingsError

_NONCE_BYTES = 12
_KEY_BYTES = 32
_KEY_ID = re.compile(r"[A-Za-z0-9_.-]{1,40}")


class EncryptionError(RuntimeError):
    """A stored value cannot be read with the keys at hand: an operator's problem, never the caller's."""


class KeyRing:
    """An ordered set of named keys."""

    def __init__(self, keys: Iterable[tuple[str, bytes]]) -> None:
        self._ciphers: dict[str, AESGCM] = {}
        self._keys: dict[str, bytes] = {}
        for key_id, key in keys:
            if _KEY_ID.fullmatch(key_id) is None:
                raise SettingsError("ENCRYPTION_KEYS: a key id is 1 to 40 letters, digits, dots, _ or -.")
            if key_id in self._ciphers:
                raise SettingsError(f"ENCRYPTION_KEYS: the key id {key_id} appears twice.")
            if len(key) != _KEY_BYTES:
                raise SettingsError(f"ENCRYPTION_KEYS: the key {key_id} must have 32 bytes.")
            self._ciphers[key_id] = AESGCM(key)
            self._keys[key_id] = key
        if not self._ciphers:
            raise SettingsError("ENCRYPTION_KEYS is empty. Write id:key, newest first.")
        self.primary_id = next(iter(self._ciphers))

    @classmethod
    def from_settings(cls, settings: EncryptionSettings) -> KeyRing:
        """Read `id:key,id:key`. Raises SettingsError without echoing any key."""
        pairs = settings.encryption_keys.get_secret_value().split(",")
        return cls(_parse(pair) for pair in pairs if pair.strip())

    @property
    def key_ids(self) -> list[str]:
        """Newest first."""
        return list(self._ciphers)

    def only(self, key_id: str) -> KeyRing:
        """A ring of that key alone."""
        alone = copy(self)
        alone._ciphers, alone._keys = {key_id: self._ciphers[key_id]}, {key_id: self._keys[key_id]}
        alone.primary_id = key_id
        return alone

    def derived(self, purpose: str) -> dict[str, bytes]:
        """A key of 32 bytes for another purpose from each key (HKDF), newest first: what is signed with it ends with
        the key it came from, and neither tells anything about the other."""
        return {key_id: HKDF(SHA256(), 32, None, purpose.encode()).derive(key) for key_id, key in self._keys.items()}

    def encrypt(self, plain: str) -> str:
        """The stored form of a text; the same text never encrypts to the same value twice."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self.primary_id].encrypt(nonce, plain.encode(), None)
        return f"v1:{self.primary_id}:{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def decrypt(self, stored: str) -> str:
        """The text behind a stored value. Raises EncryptionError when the key is unknown or does not fit."""
        version, _, rest = stored.partition(":")
        key_id, _, body = rest.partition(":")
        if version != "v1" or not body:
            raise EncryptionError("The column holds something that was not encrypted by the platform.")
        cipher = self._cipher(key_id)
        try:
            raw = base64.urlsafe_b64decode(body)
            return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], None).decode()
        except (InvalidTag, binascii.Error, ValueError) as refusal:
            raise _does_not_fit(key_id) from refusal

    def encrypt_bytes(self, plain: bytes) -> bytes:
        """The stored form of a file."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[self.primary_id].encrypt(nonce, plain, None)
        return b"v1:" + self.primary_id.encode() + b":" + nonce + sealed

    def decrypt_bytes(self, stored: bytes) -> bytes:
        """The file behind its stored form. Raises EncryptionError when the key is unknown or does not fit."""
        version, _, rest = stored.partition(b":")
        key_id, _, body = rest.partition(b":")
        if version != b"v1" or not body:
            raise EncryptionError("The column holds something that was not encrypted by the platform.")
        name = key_id.decode("ascii", "replace")
        try:
            return self._cipher(name).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], None)
        except (InvalidTag, ValueError) as refusal:
            raise _does_not_fit(name) from refusal

    def is_current(self, stored: str | bytes) -> bool:
        """Whether the value is already encrypted with the newest key; rotation rewrites the others."""
        mark = f"v1:{self.primary_id}:"
        return stored.startswith(mark) if isinstance(stored, str) else stored.startswith(mark.encode())

    def _cipher(self, key_id: str) -> AESGCM:
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise EncryptionError(f"The value needs the key {key_id}; add it to ENCRYPTION_KEYS.")
        return cipher


def _does_not_fit(key_id: str) -> EncryptionError:
    return EncryptionError(f"The key {key_id} does not fit the value: it was changed, or the key was replaced.")


def _parse(pair: str) -> tuple[str, bytes]:
    key_id, colon, text = pair.strip().partition(":")
    try:
        key = base64.b64decode(text.encode() + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not colon or not key:
        raise SettingsError("ENCRYPTION_KEYS: write each key as id:urlsafe-base64 of 32 bytes.")
    return key_id, key


_keyring: KeyRing | None = None


def configure_keyring(keyring: KeyRing) -> None:
    """Install the ring every EncryptedText column of this process uses."""
    global _keyring
    _keyring = keyring


def current_keyring() -> KeyRing:
    if _keyring is None:
        raise EncryptionError("No keys are configured: call configure_keyring() when the process starts.")
    return _keyring
