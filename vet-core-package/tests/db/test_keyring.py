import base64

import pytest
from pydantic import SecretStr

from vet_core.db import keyring
from vet_core.db.keyring import EncryptionError, KeyRing, current_keyring
from vet_core.kernel.settings import EncryptionSettings, SettingsError

KEY = b"k" * 32


def settings(text: str) -> EncryptionSettings:
    return EncryptionSettings(encryption_keys=SecretStr(text))


def written(key: bytes) -> str:
    return base64.urlsafe_b64encode(key).decode()


def test_a_text_comes_back_and_never_looks_the_same_twice() -> None:
    ring = KeyRing([("a", KEY)])
    first, second = ring.encrypt("Grüße"), ring.encrypt("Grüße")
    assert first != second
    assert ring.decrypt(first) == ring.decrypt(second) == "Grüße"
    assert ring.decrypt(ring.encrypt("")) == ""


def test_the_first_key_encrypts_and_any_key_decrypts() -> None:
    old, both = KeyRing([("old", b"o" * 32)]), KeyRing([("new", b"n" * 32), ("old", b"o" * 32)])
    stored = old.encrypt("x")
    assert both.decrypt(stored) == "x"
    assert both.encrypt("x").startswith("v1:new:")
    assert both.is_current(both.encrypt("x"))
    assert not both.is_current(stored)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(EncryptionError, match="needs the key old; add it to ENCRYPTION_KEYS"):
        KeyRing([("new", KEY)]).decrypt(KeyRing([("old", KEY)]).encrypt("x"))


def test_a_wrong_key_under_the_same_name_is_refused() -> None:
    with pytest.raises(EncryptionError, match="does not fit"):
        KeyRing([("a", b"x" * 32)]).decrypt(KeyRing([("a", KEY)]).encrypt("x"))


def test_keys_for_other_purposes_come_from_each_key_and_are_nobody_elses() -> None:
    # RFC 5869 with SHA-256, without a salt: computed once with another implementation.
    known = "026e08558f7f06c5df23ab23ab5189717d3d40cae9ca64b20152ed05bb40493c"
    both = KeyRing([("new", b"n" * 32), ("old", KEY)])
    assert list(both.derived("links")) == ["new", "old"]
    assert both.derived("links")["old"].hex() == known
    assert both.only("old").derived("links") == {"old": both.derived("links")["old"]}
    assert len({*both.derived("links").values(), *both.derived("feeds").values(), KEY}) == 5


def test_a_changed_value_is_refused() -> None:
    ring = KeyRing([("a", KEY)])
    stored = ring.encrypt("secret")
    flipped = stored[:-8] + ("A" if stored[-8] != "A" else "B") + stored[-7:]
    for value in (flipped, "v1:a:", "v1:a:!!", "v1:a:AAAA", "v2:a:AAAA", "plain text", ""):
        with pytest.raises(EncryptionError):
            ring.decrypt(value)


def test_the_ring_is_read_from_settings_newest_first() -> None:
    ring = KeyRing.from_settings(settings(f" 2026:{written(KEY)}, 2025:{written(b'o' * 32).rstrip('=')} ,"))
    assert ring.primary_id == "2026"
    assert ring.decrypt(KeyRing([("2025", b"o" * 32)]).encrypt("x")) == "x"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (",", "is empty"),
        ("2026", "write each key as id:"),
        ("2026:", "write each key as id:"),
        ("2026:???", "write each key as id:"),
        (f"2026:{written(b'short')}", "the key 2026 must have 32 bytes"),
        (f"a:{written(KEY)},a:{written(KEY)}", "the key id a appears twice"),
        (f"a b:{written(KEY)}", "a key id is"),
    ],
)
def test_a_ring_that_cannot_be_used_stops_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence) as refusal:
        KeyRing.from_settings(settings(text))
    assert written(KEY) not in str(refusal.value)


def test_without_a_ring_nothing_is_encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "_keyring", None)
    with pytest.raises(EncryptionError, match="configure_keyring"):
        current_keyring()
