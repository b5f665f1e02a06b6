"""Genuine requests to spoil: for each route the one that the matrix knows to be answered well, and its description."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from tests.access import table
from tests.access.actors import Who
from tests.access.stage import Stage, given
from tests.access.table import CONTRACT, Block, fill

_AT_ONCE = 20


@dataclass(frozen=True)
class Genuine:
    """A request that would be granted, as the actor to whom it would."""

    block: Block
    who: Who
    method: str
    path: str
    query: Mapping[str, Any]
    body: Any
    headers: Mapping[str, str]

    @property
    def schema(self) -> dict[str, Any]:
        """What the contract says about the body; empty when there is none."""
        body = table.operations()[self.block.route][2].get("requestBody", {})
        return resolved(body.get("content", {}).get("application/json", {}).get("schema", {}))


@dataclass(frozen=True)
class Spoilt:
    """One request with one thing wrong, and what it has to be answered."""

    what: str
    status: int
    code: str
    pointer: str | None = None
    path: str | None = None
    query: Mapping[str, Any] | None = None
    content: bytes | None = None
    content_type: str = "application/json"


def routes(*, with_body: bool = False) -> list[str]:
    """The routes with something to spoil that somebody signed in is granted."""
    found = dict.fromkeys(block.route for block in table.blocks().values() if _grantee(block) is not None)
    described = table.operations()
    return sorted(
        route
        for route in found
        if ("requestBody" in described[route][2] if with_body else described[route][2].get("parameters"))
    )


def genuine(stage: Stage, route: str) -> Genuine:
    blocks = [block for block in table.blocks().values() if block.route == route and _grantee(block) is not None]
    # The block that says most about the request has the most to spoil.
    block = max(blocks, key=lambda each: len(each.things))
    who = _grantee(block)
    assert who is not None
    values = given(stage, block.case("own").choice)
    return Genuine(
        block=block,
        who=who,
        method=block.method,
        path=block.path.format(**{name: fill(value, values) for name, value in block.path_values.items()}),
        query=fill(dict(block.query), values),
        body=fill(block.body, values),
        headers=stage.headers(who, **fill(dict(block.headers), values)),
    )


def _grantee(block: Block) -> Who | None:
    return next((who for who, answer in block.case("own").answers.items() if answer < "3" and who in Who), None)


async def faults(stage: Stage, known: Genuine, spoilt: Sequence[Spoilt]) -> list[str]:
    """Send everything spoilt and say what was not answered as it should be, or left a trace."""
    found: list[str] = []
    for start in range(0, len(spoilt), _AT_ONCE):
        some = spoilt[start : start + _AT_ONCE]
        replies = await asyncio.gather(*(_send(stage, known, each) for each in some))
        for each, reply in zip(some, replies, strict=True):
            found += [f"{each.what}: {fault}" for fault in _wrong(each, reply)]
        changed = await stage.traces.changed()
        if changed:
            await stage.traces.undo(changed)
            found.append(f"one of {[each.what for each in some]} changed {sorted(changed)}")
    return found


async def _send(stage: Stage, known: Genuine, each: Spoilt) -> httpx.Response:
    headers = dict(known.headers)
    options: dict[str, Any] = {"params": known.query if each.query is None else each.query}
    if each.content is not None:
        options["content"] = each.content
        headers["Content-Type"] = each.content_type
    elif known.body is not None:
        options["json"] = known.body
    return await stage.client.request(known.method, each.path or known.path, headers=headers, **options)


def _wrong(each: Spoilt, reply: httpx.Response) -> Iterator[str]:
    if reply.headers.get("content-type") != "application/problem+json":
        yield f"{reply.status_code} {reply.text[:200]} instead of a problem"
        return
    problem = reply.json()
    if (reply.status_code, problem["code"]) != (each.status, each.code):
        yield f"{reply.status_code} {problem['code']} {problem.get('errors')} instead of {each.status} {each.code}"
    elif each.pointer is not None:
        pointers = [error["pointer"] for error in problem.get("errors", ())]
        if not any(pointer == each.pointer or pointer.startswith(each.pointer + "/") for pointer in pointers):
            yield f"points at {pointers} instead of {each.pointer}"


def resolved(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema behind references, and behind "or null"."""
    if "$ref" in schema:
        return resolved(CONTRACT["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    if len(options) == 1:
        return {**resolved(options[0]), "nullable": True}
    return dict(schema)
