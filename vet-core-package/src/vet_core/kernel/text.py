"""Text as people may send it: normalized (NFC), trimmed, bounded, and free of characters that break things.

PostgreSQL cannot store NUL, terminals and mail obey control characters, and bidirectional overrides make a
name read differently from what it is. All text that enters the platform passes through `clean`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(value: str, *, max_length: int, min_length: int = 1, multiline: bool = False) -> str:
    """The text in NFC without surrounding blanks; lengths count characters after cleaning.

    Raises PydanticCustomError (a ValueError) with type "text_too_short", "text_too_long" or "text_forbidden".
    """
    if len(value) > max_length * 4 + 64:
        raise _too_long(max_length)
    if multiline:
        value = _LINE_BREAKS.sub("\n", value)
    for character in value:
        if _forbidden(character, multiline=multiline):
            raise PydanticCustomError(
                "text_forbidden",
                "Remove the character {character}: control characters are not allowed.",
                {"character": f"U+{ord(character):04X}"},
            )
    value = unicodedata.normalize("NFC", value).strip()
    if len(value) < min_length:
        raise PydanticCustomError(
            "text_too_short", "Write at least {min_length} character(s).", {"min_length": min_length}
        )
    if len(value) > max_length:
        raise _too_long(max_length)
    return value


def _too_long(max_length: int) -> PydanticCustomError:
    return PydanticCustomError("text_too_long", "Write at most {max_length} characters.", {"max_length": max_length})


def _forbidden(character: str, *, multiline: bool) -> bool:
    if multiline and character in "\n\t":
        return False
    category = unicodedata.category(character)
    return category in ("Cc", "Cs", "Zl", "Zp") or character in _BIDI or _is_noncharacter(character)


def _is_noncharacter(character: str) -> bool:
    point = ord(character)
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


@dataclass(frozen=True, slots=True)
class Text:
    """Annotation that makes a pydantic field pass through `clean`: `Annotated[str, Text(max_length=80)]`."""

    max_length: int
    min_length: int = 1
    multiline: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._clean, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        shape = dict(handler(schema))
        shape["maxLength"] = self.max_length
        if self.min_length:
            shape["minLength"] = self.min_length
        return shape

    def _clean(self, value: str) -> str:
        return clean(
            value,
            max_length=self.max_length,
            min_length=self.min_length,
            multiline=self.multiline,
        )


def _email(value: str) -> str:
    value = clean(value, max_length=254)
    try:
        # Only ASCII mailboxes: many mail servers still refuse SMTPUTF8, and a bounced reminder helps nobody.
        return validate_email(value, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError as refusal:
        raise PydanticCustomError("email_invalid", "Write an e-mail address such as name@example.com.") from refusal


def _phone(value: str) -> str:
    value = clean(value, max_length=40)
    digits = re.sub(r"[\s().\-/]", "", value.replace("(0)", ""))
    if re.fullmatch(r"\+[1-9][0-9]{6,14}", digits) is None:
        raise PydanticCustomError("phone_invalid", "Write the number with its country code, such as +49 30 1234567.")
    return digits


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones()) - {"Factory", "localtime"}


def _zone(value: str) -> str:
    if value not in _zones():
        raise PydanticCustomError("zone_unknown", "Write an IANA time zone name such as Europe/Berlin.")
    return value


def _locale(value: str) -> str:
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|[0-9]{3}))?", value)
    if match is None:
        raise PydanticCustomError("locale_unknown", "Write a language tag such as en or pt-BR.")
    language, script, region = match.groups()
    parts = [language.lower(), script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part)


def _checked(check: Callable[[str], str], **shape: Any) -> tuple[AfterValidator, WithJsonSchema]:
    return AfterValidator(check), WithJsonSchema({"type": "string", **shape})


_EMAIL = _checked(_email, format="email", maxLength=254, examples=["olivia@example.com"])
_PHONE = _checked(_phone, maxLength=40, examples=["+49 30 1234567"])
_ZONE = _checked(_zone, maxLength=64, examples=["Europe/Berlin"])
_LOCALE = _checked(_locale, maxLength=12, examples=["en", "pt-BR"])

ShortText = Annotated[str, Text(max_length=120)]
LineText = Annotated[str, Text(max_length=300)]
LongText = Annotated[str, Text(max_length=4000, min_length=0, multiline=True)]
AddressText = Annotated[str, Text(max_length=300, multiline=True)]
EmailText = Annotated[str, _EMAIL[0], _EMAIL[1]]
PhoneText = Annotated[str, _PHONE[0], _PHONE[1]]
ZoneName = Annotated[str, _ZONE[0], _ZONE[1]]
LocaleTag = Annotated[str, _LOCALE[0], _LOCALE[1]]
