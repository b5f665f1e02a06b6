"""Drive routes as the table says and tell every difference: status, code, shape, leaks, and what was changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
import jsonschema_rs

from tests.access.actors import Who
from tests.access.stage import Stage, given
from tests.access.table import CONTRACT, Block, Case, fill, operations

_PROBLEM = "application/problem+json"
_SAYS_NOTHING = ("instance", "trace_id")


@dataclass(frozen=True, slots=True)
class Difference:
    """Where what happened is not what the table says."""

    route: str
    case: str
    who: Who
    what: str


def report(found: Iterable[Difference]) -> str:
    """The differences, each told once with everybody it happened to."""
    people: dict[tuple[str, str, str], list[str]] = {}
    for each in found:
        people.setdefault((each.route, each.case, each.what), []).append(each.who)
    return "\n" + "\n".join(
        f"{route} [{case}] {what}: {', '.join(whos)}" for (route, case, what), whos in people.items()
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """One request, its reply, and the tables that were different afterwards (they have been put back)."""

    sent: str
    reply: httpx.Response
    changed: frozenset[str]

    @property
    def answer(self) -> str:
        """The reply in the words of the table."""
        if self.reply.status_code < 400:
            return str(self.reply.status_code)
        return f"{self.reply.status_code} {self.problem.get('code')}"

    @property
    def problem(self) -> dict[str, Any]:
        is_problem = self.reply.headers.get("content-type") == _PROBLEM
        found: dict[str, Any] = self.reply.json() if is_problem else {}
        return found


async def differences(stage: Stage, blocks: Iterable[Block], cases: Iterable[str] | None = None) -> list[Difference]:
    """Everything that is not as these blocks say; only some cases when `cases` names them."""
    wanted = None if cases is None else set(cases)
    found: list[Difference] = []
    for block in blocks:
        hidden: dict[tuple[Who, str], str] = {}
        for case in block.cases:
            if wanted is None or case.name in wanted:
                async for who, faults in _drive(stage, block, case, hidden):
                    found += [Difference(block.name, case.name, who, fault) for fault in faults]
                if any(each.what.startswith("5") for each in found):
                    return found  # a failure of ours: the rest would only repeat it, slowly
    return found


async def _drive(
    stage: Stage, block: Block, case: Case, hidden: dict[tuple[Who, str], str]
) -> AsyncIterator[tuple[Who, list[str]]]:
    harmless = [who for who in Who if not _may_change(block, case, who)]
    together = dict(zip(harmless, await _ask_together(stage, block, case, harmless), strict=True))
    for who in Who:
        happened = together.get(who) or await ask(stage, block, case, who)
        faults = list(_faults(stage, block, case, who, happened))
        if faults and who in together:
            # Something in the crowd went wrong: ask this one again, alone.
            happened = await ask(stage, block, case, who)
            faults = list(_faults(stage, block, case, who, happened))
        if happened.answer.startswith("404"):
            # Whether it is somebody else's or nobody's: the same words.
            shown = {name: value for name, value in happened.problem.items() if name not in _SAYS_NOTHING}
            words = json.dumps([shown, sorted(happened.reply.headers)], sort_keys=True)
            if hidden.setdefault((who, happened.answer), words) != words:
                faults.append(f"tells one 404 from another: {words}")
        yield who, faults


def _may_change(block: Block, case: Case, who: Who) -> bool:
    return case.answers[who] < "400" and bool(block.may_change(who))


async def _ask_together(stage: Stage, block: Block, case: Case, crowd: list[Who]) -> list[Answered]:
    """Ask for all who are to change nothing at once, and look at the tables once. A change is everybody's fault."""
    sent = [_send(stage, block, case, who) for who in crowd]
    replies = await asyncio.gather(*sent)
    changed = await _undone(stage)
    return [Answered(words, reply, changed) for words, reply in replies]


async def ask(stage: Stage, block: Block, case: Case, who: Who) -> Answered:
    """Send the block's request for a case as an actor, and undo what it did."""
    words, reply = await _send(stage, block, case, who)
    return Answered(words, reply, await _undone(stage))


async def _send(stage: Stage, block: Block, case: Case, who: Who) -> tuple[str, httpx.Response]:
    values = given(stage, case.choice)
    url = block.path.format(**{name: fill(value, values) for name, value in block.path_values.items()})
    body = None if block.body is None else fill(block.body, values)
    query = fill(dict(block.query), values)
    headers = stage.headers(who, **fill(dict(block.headers), values))
    reply = await stage.client.request(block.method, url, params=query, json=body, headers=headers)
    return f"{url} {query} {body}", reply


async def _undone(stage: Stage) -> frozenset[str]:
    changed = await stage.traces.changed()
    if changed:
        await stage.traces.undo(changed)
    return changed


def _faults(stage: Stage, block: Block, case: Case, who: Who, happened: Answered) -> Iterable[str]:
    expected, reply = case.answers[who], happened.reply
    if happened.answer != expected:
        yield f"{happened.answer} instead of {expected}"
    if reply.status_code >= 400:
        if happened.changed:
            yield f"refused, and yet {sorted(happened.changed)} changed"
        if happened.problem.get("status") != reply.status_code or not happened.problem.get("title"):
            yield f"refused without a problem: {reply.text[:200]}"
        if reply.status_code == 401 and not reply.headers.get("www-authenticate", "").startswith("Bearer"):
            yield "401 without WWW-Authenticate"
    elif happened.answer == expected:
        if happened.changed != block.may_change(who):
            yield f"changed {sorted(happened.changed)} instead of {sorted(block.may_change(who))}"
        yield from _misshapen(block.route, reply)
    found = leaked(stage, block, who, happened)
    if found:
        yield f"read what is not theirs: {found}"


def leaked(stage: Stage, block: Block, who: Who, happened: Answered) -> list[str]:
    """The marks in a reply that this actor must not read; what they sent themselves does not count."""
    text = happened.reply.text + str(sorted(happened.reply.headers.items()))
    meant = {mark for side in (stage.here, stage.there) for kind in block.reveals for mark in side.marks[kind]}
    return sorted(mark for mark in stage.hidden[who] - meant if mark in text and mark not in happened.sent)


def _misshapen(name: str, reply: httpx.Response) -> Iterable[str]:
    validator = _shape(name, reply.status_code)
    if validator is None:
        if reply.content and reply.headers.get("content-type") == "application/json":
            yield f"undescribed body: {reply.text[:200]}"
        return
    for error in validator.iter_errors(reply.json()):
        yield f"misshapen at {list(error.instance_path)}: {error.message[:200]}"


@cache
def _shape(name: str, status: int) -> "jsonschema_rs.Validator | None":
    """What the contract says a reply looks like, with no member beyond those described."""
    _, _, operation = operations()[name]
    content = operation["responses"].get(str(status), {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    if schema is None:
        return None
    components = {"schemas": {each: _closed(shape) for each, shape in CONTRACT["components"]["schemas"].items()}}
    return jsonschema_rs.validator_for({**_closed(schema), "components": components})


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if "properties" in schema and "additionalProperties" not in schema:
        closed["additionalProperties"] = False
    return closed
