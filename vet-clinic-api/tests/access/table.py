"""Read the table of who may do what: one block a route in `matrix/<domain>.toml` or
`matrix/<domain>.<part>.toml`, and what each block promises.

A block says what the route `does`, what a request to it carries, and for each case what each actor is answered:

    [get_pet]
    does = "see a pet's profile"
    own = { "200" = ["owners", "staff"], "404 pets.pet_not_found" = "*" }
    foreign = "mirror"
    unknown = "404 pets.pet_not_found"

A route with several ways has a block for each: `["book_appointment, from a hold"]`.

`$pet_id` in the path, `query` or `body` stands for the pet of the case: the one here (own), the one there (foreign) or
none at all (unknown). A route that takes several such things has a case with all of them foreign, and one for each.
An answer is a status and, for refusals, a code. `*` is everybody not named; whoever is not signed in gets 401 unless
the block is `public`. "mirror" is what the mirrored actors get in the case `own`, "own" what everybody gets there.
`changes` names the tables that an allowed request changes, `traces` those that reading leaves a trace in, by actor.
`reveals` names what a reply shows of others by its very purpose. Refused requests change nothing.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.access.actors import MIRROR, Who, named
from tests.access.sides import Secret

FOLDER = Path(__file__).parent / "matrix"
CONTRACT = json.loads((Path(__file__).parents[2] / "openapi.json").read_text(encoding="utf-8"))
SIGN_IN_REQUIRED = "401 identity.sign_in_required"
REALTIME = "realtime"

_EVERYBODY_ELSE = "*"
_PLACE = re.compile(r"\{(\w+)\}")
_KEYS = frozenset({"does", "public", "path", "query", "body", "headers", "changes", "traces", "reveals", "note"})
_AUDIT = frozenset({"audit_entries", "audit_pending"})
_METHODS = ("get", "post", "put", "patch", "delete")


class WrongTable(AssertionError):
    """The table does not say what it has to say."""


@dataclass(frozen=True, slots=True)
class Case:
    """One choice of things, and the answer each actor gets."""

    name: str
    choice: Mapping[str, str]
    answers: Mapping[Who, str]


@dataclass(frozen=True, slots=True)
class Block:
    """What the table says about one route."""

    name: str
    route: str
    domain: str
    does: str
    method: str
    path: str
    path_values: Mapping[str, str]
    query: Mapping[str, Any]
    body: Any
    headers: Mapping[str, str]
    is_public: bool
    changes: frozenset[str]
    traces: Mapping[Who, frozenset[str]]
    reveals: frozenset[Secret]
    note: str | None
    cases: tuple[Case, ...] = field(default=())

    @property
    def things(self) -> list[str]:
        """The names of what a request to this route refers to, in the order of the request."""
        return list(dict.fromkeys(_referred([self.path_values, self.query, self.body, self.headers])))

    def case(self, name: str) -> Case:
        return next(case for case in self.cases if case.name == name)

    def may_change(self, who: Who) -> frozenset[str]:
        return self.changes | self.traces.get(who, frozenset())


@cache
def operations() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Every operation of openapi.json under /v1 by its id: method, path, description."""
    return {
        operation["operationId"]: (method.upper(), path, operation)
        for path, methods in CONTRACT["paths"].items()
        if path.startswith("/v1/")
        for method, operation in methods.items()
        if method in _METHODS
    }


@cache
def written() -> dict[str, tuple[str, dict[str, Any]]]:
    """The blocks as they stand in the files, with their domain. Raises WrongTable for a name that stands twice."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for name, block in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in found:
                raise WrongTable(f"{name} stands in the table twice")
            found[name] = (file.stem.partition(".")[0], block)
    return found


@cache
def blocks() -> dict[str, Block]:
    """The whole table of HTTP routes, understood. Raises WrongTable."""
    known = operations()
    return {name: _block(name, *block) for name, block in written().items() if route_of(name) in known}


def route_of(name: str) -> str:
    """The route a block is about."""
    return name.partition(",")[0]


def expected_cases(things: list[str]) -> dict[str, dict[str, str]]:
    """The cases a route with these things must have, and which side each thing is chosen from."""
    if not things:
        return {"own": {}}
    cases = {"own": dict.fromkeys(things, "own"), "foreign": dict.fromkeys(things, "foreign")}
    if len(things) == 1:
        return cases | {"unknown": {things[0]: "unknown"}}
    for side in ("foreign", "unknown"):
        for thing in things:
            cases[f"{side} {thing}"] = cases["own"] | {thing: side}
    return cases


def fill(template: Any, values: Mapping[str, Any]) -> Any:
    """The template with each `$name` replaced by its value."""
    if isinstance(template, str) and template.startswith("$"):
        return values[template[1:]]
    if isinstance(template, Mapping):
        return {name: fill(each, values) for name, each in template.items()}
    if isinstance(template, list):
        return [fill(each, values) for each in template]
    return template


def _block(name: str, domain: str, raw: dict[str, Any]) -> Block:
    method, path, _ = operations()[route_of(name)]
    is_public = bool(raw.get("public", False))
    traces: dict[Who, frozenset[str]] = {}
    for names, tables in raw.get("traces", {}).items():
        for who in named(names):
            traces[who] = traces.get(who, frozenset()) | _tables(tables)
    block = Block(
        name=name,
        route=route_of(name),
        domain=domain,
        does=raw["does"],
        method=method,
        path=path,
        path_values={place: f"${place}" for place in _PLACE.findall(path)} | raw.get("path", {}),
        query=raw.get("query", {}),
        body=raw.get("body"),
        headers=raw.get("headers", {}),
        is_public=is_public,
        changes=_tables(raw.get("changes", ())),
        traces=traces,
        reveals=frozenset(Secret(word) for word in raw.get("reveals", ())),
        note=raw.get("note"),
    )
    wanted = expected_cases(block.things)
    said = {key: value for key, value in raw.items() if key not in _KEYS}
    if said.keys() != wanted.keys():
        raise WrongTable(f"{name}: cases {sorted(said)} stand in the table, {sorted(wanted)} are needed")
    own = _answers(name, said["own"], {}, is_public=is_public)
    cases = tuple(
        Case(case, choice, own if case == "own" else _answers(name, said[case], own, is_public=is_public))
        for case, choice in wanted.items()
    )
    object.__setattr__(block, "cases", cases)
    return block


def _tables(words: Collection[str]) -> frozenset[str]:
    """The tables behind words: an entry in the audit also waits for its seal."""
    found = {"outbox_events" if word == "outbox" else word for word in words if word != "audit"}
    return frozenset(found) | (_AUDIT if "audit" in words else frozenset())


def _answers(name: str, said: Any, own: Mapping[Who, str], *, is_public: bool) -> dict[Who, str]:
    if said in ("mirror", "own"):
        return {who: own[MIRROR[who] if said == "mirror" else who] for who in Who}
    answers: dict[Who, str] = {}
    by_answer = {said: _EVERYBODY_ELSE} if isinstance(said, str) else said
    for answer, names in by_answer.items():
        if names == _EVERYBODY_ELSE:
            continue
        for who in named(names):
            if who in answers:
                raise WrongTable(f"{name}: {who} stands under {answers[who]} and under {answer}")
            answers[who] = answer
    if not is_public:
        answers.setdefault(Who.ANONYMOUS, SIGN_IN_REQUIRED)
    rest = next((answer for answer, names in by_answer.items() if names == _EVERYBODY_ELSE), None)
    for who in Who:
        if who not in answers:
            if rest is None:
                raise WrongTable(f"{name}: nothing is said about {who}")
            answers[who] = rest
    return answers


def _referred(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith("$"):
            yield value[1:]
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _referred(each)
    elif isinstance(value, list):
        for each in value:
            yield from _referred(each)
