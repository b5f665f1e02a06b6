"""Put a day sheet on paper: plain rows in, a PDF out. No database, no clock, no address outside.

Typst sets the pages; two font packages carry Latin with every accent, Cyrillic, Greek, Arabic, Hebrew, Devanagari,
Thai, Georgian, Chinese, Japanese and Korean, so that names print as they are written. A mark no font has is a box.
"""

import json
from atexit import register
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Literal

import noto_cjk_sans_otc  # type: ignore[import-untyped]  # a package of fonts, without types
import typst
from pymupdf_fonts import fontbuffers  # type: ignore[import-untyped]  # likewise

# Chinese, Japanese and Korean write some of the same characters differently.
_GLYPHS = {"ja": "JP", "ko": "KR", "zh-tw": "TC", "zh-hk": "HK", "zh-mo": "HK", "zh-hant": "TC"}
_FONTS = ("figo", "figbo", "symbol2")
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sheet says in one language; species that are missing keep their own word."""

    title: str
    columns: tuple[str, ...]
    empty: str
    printed: str
    block: str
    days: tuple[str, ...]
    status: Mapping[str, str]
    species: Mapping[str, str]


_ENGLISH = _Words(
    title="Day sheet",
    columns=("Time", "Pet", "Owner", "Visit", "Room", "Note"),
    empty="Nothing is booked.",
    printed="Printed {at} ({zone})",
    block="Kept free",
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    status={"requested": "not confirmed", "missed": "did not come", "walk_in": "walk-in"},
    species={"small_mammal": "small mammal"},
)
_GERMAN = _Words(
    title="Tagesblatt",
    columns=("Zeit", "Tier", "Halter:in", "Besuch", "Raum", "Notiz"),
    empty="Nichts gebucht.",
    printed="Gedruckt {at} ({zone})",
    block="Freigehalten",
    days=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    status={"requested": "nicht bestätigt", "missed": "nicht gekommen", "walk_in": "ohne Termin"},
    species={
        "dog": "Hund",
        "cat": "Katze",
        "rabbit": "Kaninchen",
        "bird": "Vogel",
        "reptile": "Reptil",
        "small_mammal": "Kleinsäuger",
        "horse": "Pferd",
        "other": "anderes Tier",
    },
)
_LANGUAGES = {"en": _ENGLISH, "de": _GERMAN}


@dataclass(frozen=True, slots=True)
class Line:
    """One visit, or a stretch that is kept free. Times are those of the clinic's clock."""

    kind: Literal["visit", "block"]
    starts_at: datetime
    ends_at: datetime
    pet: str = ""
    species: str = ""
    owner: str = ""
    phone: str = ""
    address: str = ""
    """Where a visit at home takes place."""
    service: str = ""
    room: str = ""
    note: str = ""
    status: Literal["requested", "missed", "walk_in"] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A veterinarian's day, in order."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A clinic's day in the words of its language, printed at an instant on its own clock."""

    clinic: str
    on: date
    zone_name: str
    locale: str
    printed_at: datetime
    sections: tuple[Section, ...] = ()


def pdf(sheet: Sheet) -> bytes:
    """The A4 pages. The same sheet makes the same bytes. Takes some hundredths of a second, so call it in a thread."""
    template = files("vet_services.scheduling").joinpath("templates/day_sheet.typ").read_bytes()
    words = {"sheet": json.dumps(_said(sheet))}
    with _ONE_AT_A_TIME:
        printed = _compiler().compile(
            template, format="pdf", sys_inputs=words, timestamp=int(sheet.printed_at.timestamp())
        )
    assert isinstance(printed, bytes)
    return printed


def _said(sheet: Sheet) -> dict[str, object]:
    """The sheet as its template reads it."""
    language = sheet.locale.lower().partition("-")[0]
    words = _LANGUAGES.get(language, _ENGLISH)
    return {
        "words": {"title": words.title, "columns": words.columns, "empty": words.empty},
        "lang": "de" if words is _GERMAN else "en",
        "glyphs": _GLYPHS.get(sheet.locale.lower(), _GLYPHS.get(language, "SC")),
        "clinic": sheet.clinic,
        "on": f"{words.days[sheet.on.weekday()]} {sheet.on.isoformat()}",
        "printed": words.printed.format(at=f"{sheet.printed_at:%Y-%m-%d %H:%M}", zone=sheet.zone_name),
        "veterinarians": [
            {"name": section.name, "rows": [_row(line, sheet.on, words) for line in section.lines]}
            for section in sheet.sections
        ],
    }


def _row(line: Line, on: date, words: _Words) -> dict[str, object]:
    return {
        "kind": line.kind,
        "starts": _clock(line.starts_at, on),
        "ends": _clock(line.ends_at, on),
        "pet": words.block if line.kind == "block" else line.pet,
        "species": words.species.get(line.species, line.species),
        "owner": line.owner,
        "phone": line.phone,
        "address": line.address,
        "service": line.service,
        "room": line.room,
        "note": line.note,
        "status": "" if line.status is None else words.status[line.status],
        "is_over": line.status == "missed",
    }


def _clock(at: datetime, on: date) -> str:
    """The time of day, and the day as well when it is another: visits may run past midnight."""
    if at.date() == on:
        return f"{at:%H:%M}"
    days = (at.date() - on).days
    return f"{at:%H:%M} {days:+d}"


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Reads only its own fonts and templates; made once, because fonts take a while to be found.

    One font package keeps its fonts inside Python files, and Typst reads folders: they are laid out in one that goes
    when the process ends.
    """
    folder = TemporaryDirectory(prefix="vet-fonts-")
    register(folder.cleanup)
    for name in _FONTS:
        Path(folder.name, f"{name}.ttf").write_bytes(fontbuffers[name]())
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[folder.name, str(noto_cjk_sans_otc.FONT_PATH.parent)],
    )
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True, root=folder.name)
