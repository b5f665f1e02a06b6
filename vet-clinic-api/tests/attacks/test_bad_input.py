"""Whatever is sent to any route: a problem that names the fault and its place, never our failure, never a trace."""

import json
from collections.abc import Iterator

import pytest

from tests.access import table
from tests.access.stage import Stage
from tests.attacks.inputs import members, spoilt_bodies, wrong_in_an_address
from tests.attacks.requests import Genuine, Spoilt, faults, genuine, routes

pytestmark = pytest.mark.asyncio(loop_scope="session")

INVALID = (422, "edge.validation")
CURSOR = (422, "page.invalid_cursor", None)
MALFORMED = (400, "edge.malformed_json")
WRONG_KIND = (415, "edge.unsupported_media_type")


def _malformed(known: Genuine) -> Iterator[Spoilt]:
    body = json.dumps(known.body or {}).encode()
    first = next(iter(members(known.schema)), "x")
    for what, content in {
        "cut off": body[:-1],
        "more after its end": body + b"{}",
        "not UTF-8": b'{"' + first.encode() + b'": "\xff\xfe"}',
        "UTF-16": json.dumps(known.body or {}).encode("utf-16"),
        "half a character": b'{"' + first.encode() + b'": "\\ud800"}',
        "half a character as a name": b'{"\\udfff": 1}',
        "NaN": b'{"' + first.encode() + b'": NaN}',
        "Infinity": b'{"' + first.encode() + b'": -Infinity}',
        "single quotes": b"{'" + first.encode() + b"': 1}",
        "a comment": b"/* */" + body,
        "bottomless lists": b"[" * 100_000 + b"]" * 100_000,
        "bottomless objects": b'{"a":' * 90_000 + b"1" + b"}" * 90_000,
        "a raw NUL": b'{"' + first.encode() + b'": "\x00"}',
    }.items():
        yield Spoilt(what, *MALFORMED, content=content)
    for what, content in {"a list": b"[]", "a text": b'"x"', "a number": b"7", "true": b"true"}.items():
        yield Spoilt(what, *INVALID, content=content)
    for content_type in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "application/jsonp",
        "text/json",
        "",
    ):
        yield Spoilt(f"said to be {content_type!r}", *WRONG_KIND, content=body, content_type=content_type)
    yield Spoilt("larger than any", 413, "edge.too_large", content=b'{"x": "' + b"x" * 1_048_576 + b'"}')


@pytest.mark.parametrize("route", routes(with_body=True))
async def test_a_body_that_cannot_be_read(stage: Stage, route: str) -> None:
    known = genuine(stage, route)
    assert not await faults(stage, known, list(_malformed(known)))


@pytest.mark.parametrize("route", routes(with_body=True))
async def test_a_wrong_value_anywhere_in_the_body(stage: Stage, route: str) -> None:
    known = genuine(stage, route)
    spoilt = [
        Spoilt(what, *INVALID, pointer=pointer, content=content)
        for what, pointer, content in spoilt_bodies(known.schema, known.body)
    ]
    assert not await faults(stage, known, spoilt)


@pytest.mark.parametrize("route", routes())
async def test_a_wrong_value_anywhere_in_the_address(stage: Stage, route: str) -> None:
    known = genuine(stage, route)
    _, template, operation = table.operations()[route]
    spoilt = []
    for parameter in operation["parameters"]:
        name, place = parameter["name"], parameter["in"]
        if place == "query":
            status, code, pointer = CURSOR if name == "after" else (*INVALID, f"query:{name}")
            spoilt += [
                Spoilt(f"{name}={value[:40]!r}", status, code, pointer, query={**known.query, name: value})
                for value in wrong_in_an_address(parameter["schema"])
            ]
            spoilt.append(Spoilt(f"{name}=NUL", 400, "edge.malformed_request", query={**known.query, name: "\x00"}))
        elif place == "path" and parameter["schema"].get("format") == "uuid":
            place_at = template.split("/").index(f"{{{name}}}")
            for value in ("not-an-id", "7", "%27%20OR%201=1--", "0198f0c2", "9" * 4_000, "null", "-1", "%F0%9F%90%95"):
                path = _replaced(known.path, place_at, value)
                spoilt.append(Spoilt(f"{name} {value[:40]}", *INVALID, pointer=f"path:{name}", path=path))
            path = _replaced(known.path, place_at, "%00")
            spoilt.append(Spoilt(f"{name} NUL", 400, "edge.malformed_request", path=path))
        elif place == "path" and parameter["schema"].get("format") == "date":
            place_at = template.split("/").index(f"{{{name}}}")
            for value in ("today", "2026-02-30", "0000-01-01", "9999-12-31", "2026-03-03T09:00:00Z", "-1", "9" * 400):
                path = _replaced(known.path, place_at, value)
                spoilt.append(Spoilt(f"{name} {value[:40]}", *INVALID, pointer=f"path:{name}", path=path))
    assert not await faults(stage, known, spoilt)


def _replaced(path: str, place: int, value: str) -> str:
    parts = path.split("/")
    parts[place] = value
    return "/".join(parts)
