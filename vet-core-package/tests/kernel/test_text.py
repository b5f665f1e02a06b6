import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from vet_core.kernel.text import EmailText, LineText, LocaleTag, LongText, PhoneText, ShortText, ZoneName, clean


def refusal(kind: Any, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    return caught.value.errors()[0]["type"]


def accepted(kind: Any, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("  Pretzel ", "Pretzel"),
        ("Zoe\u0308", "Zoë"),
        ("\u00a0Müller\u2003", "Müller"),
        ("猫のミケ", "猫のミケ"),
        ("🐕‍🦺", "🐕‍🦺"),  # the zero width joiner holds one emoji together
        ("می‌خواهم", "می‌خواهم"),  # and the non-joiner is part of Persian spelling
        ("O'Brien & <b>Sons</b>; DROP TABLE", "O'Brien & <b>Sons</b>; DROP TABLE"),
    ],
)
def test_text_is_normalized_and_trimmed_and_otherwise_left_alone(given: str, stored: str) -> None:
    assert accepted(ShortText, given) == stored


@pytest.mark.parametrize(
    "value",
    ["a\0b", "\x1b[31mred", "tab\there", "line\nbreak", "\x7f", "\x85", "\u202eevil", "\u2066x", "\u2028", "\ufffe"],
)
def test_control_characters_and_bidi_overrides_are_refused_in_one_line(value: str) -> None:
    assert refusal(ShortText, value) == "text_forbidden"
    assert refusal(LineText, value) == "text_forbidden"


def test_a_lone_surrogate_is_refused() -> None:
    assert refusal(ShortText, "a\ud800") in {"text_forbidden", "string_unicode"}
    with pytest.raises(ValueError, match="U\\+D800"):
        clean("a\ud800", max_length=10)


def test_long_text_keeps_lines_and_tabs_with_one_kind_of_line_break() -> None:
    assert accepted(LongText, " a\r\nb\rc\u2028d\te \n") == "a\nb\nc\nd\te"
    assert accepted(LongText, "") == ""
    assert refusal(LongText, "a\0") == "text_forbidden"
    assert refusal(LongText, "x" * 4001) == "text_too_long"


def test_lengths_count_characters_after_cleaning() -> None:
    assert accepted(ShortText, "  " + "é" * 120 + "  ") == "é" * 120
    assert accepted(ShortText, "e\u0301" * 120) == "é" * 120
    assert refusal(ShortText, "x" * 121) == "text_too_long"
    assert refusal(ShortText, " \u00a0 ") == "text_too_short"
    assert refusal(LineText, "x" * 301) == "text_too_long"
    assert refusal(ShortText, "x" * 5_000_000) == "text_too_long"


@pytest.mark.parametrize("value", [1, None, b"a", ["a"], True])
def test_only_strings_are_text(value: object) -> None:
    if value == b"a":
        assert accepted(ShortText, value) == "a"
    else:
        assert refusal(ShortText, value) == "string_type"


@given(st.text(max_size=200))
def test_whatever_passes_is_stable_bounded_and_storable(value: str) -> None:
    try:
        once = clean(value, max_length=80)
    except ValueError:
        return
    assert clean(once, max_length=80) == once == unicodedata.normalize("NFC", once)
    assert 1 <= len(once) <= 80
    assert "\0" not in once
    once.encode()


def test_the_schema_tells_the_bounds() -> None:
    assert TypeAdapter(ShortText).json_schema() == {"type": "string", "maxLength": 120, "minLength": 1}
    assert TypeAdapter(LongText).json_schema() == {"type": "string", "maxLength": 4000}
    assert TypeAdapter(EmailText).json_schema()["format"] == "email"


@pytest.mark.parametrize(
    ("given", "stored"),
    [(" Olivia@EXAMPLE.com ", "Olivia@example.com"), ("a+b@clinic.example.org", "a+b@clinic.example.org")],
)
def test_email_addresses_are_normalized(given: str, stored: str) -> None:
    assert accepted(EmailText, given) == stored


@pytest.mark.parametrize(
    "value",
    [
        "",
        "olivia",
        "olivia@",
        "@example.com",
        "a b@example.com",
        "ö@example.com",
        "a@b@example.com",
        "x" * 250 + "@e.com",
    ],
)
def test_what_is_no_email_address_is_refused(value: str) -> None:
    assert refusal(EmailText, value) in {"email_invalid", "text_too_short", "text_too_long"}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("+49 30 1234567", "+49301234567"),
        ("+1 (415) 555-0123", "+14155550123"),
        ("+44 (0)20 7946 0958", "+442079460958"),
    ],
)
def test_phone_numbers_are_stored_as_e164(given: str, stored: str) -> None:
    assert accepted(PhoneText, given) == stored


@pytest.mark.parametrize("value", ["030 1234567", "+0 123456789", "+49", "+49 30 CALLME", "+1234567890123456"])
def test_phone_numbers_need_a_country_code_and_digits(value: str) -> None:
    assert refusal(PhoneText, value) == "phone_invalid"


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC"])
def test_iana_zones_are_known(zone: str) -> None:
    assert accepted(ZoneName, zone) == zone


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "europe/berlin", "../../etc/passwd", "+01:00", "", "localtime", "a\0"]
)
def test_other_zones_are_refused(zone: str) -> None:
    assert refusal(ZoneName, zone) == "zone_unknown"


@pytest.mark.parametrize(
    ("given", "stored"), [("en", "en"), ("PT-br", "pt-BR"), ("zh_hant_TW", "zh-Hant-TW"), ("es-419", "es-419")]
)
def test_locales_are_language_tags(given: str, stored: str) -> None:
    assert accepted(LocaleTag, given) == stored


@pytest.mark.parametrize("value", ["", "english", "e", "en-", "en-US-x-private", "en\n"])
def test_other_locales_are_refused(value: str) -> None:
    assert refusal(LocaleTag, value) == "locale_unknown"
