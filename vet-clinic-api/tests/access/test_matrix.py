"""Every route with every kind of actor and every choice of ids, compared with the table."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access import table
from tests.access.driver import differences, report
from tests.access.stage import Stage
from vet_clinic_api.main import assemble, chosen

on_stage = pytest.mark.asyncio(loop_scope="session")


def test_the_table_and_the_routes_are_the_same_set() -> None:
    served = {
        str(getattr(route, "name", ""))
        for route in assemble(chosen(None)).routes
        if str(getattr(route, "path", "")).startswith("/v1/")
    }
    assert served == set(table.operations()) | {table.REALTIME}, "openapi.json is stale"
    assert {table.route_of(name) for name in table.written()} == served


def test_every_id_a_route_takes_is_tried_as_own_foreign_and_unknown() -> None:
    wanted = {
        (route, place, parameter)
        for route, (_, _, operation) in table.operations().items()
        for place, parameter in ids_of(operation)
    }
    varied = {each for block in table.blocks().values() for each in varied_in(block)}
    assert wanted <= varied, sorted(wanted - varied)


@on_stage
@pytest.mark.parametrize("block", sorted(table.blocks()))
async def test_the_route_answers_as_the_table_says(stage: Stage, block: str) -> None:
    found = await differences(stage, [table.blocks()[block]])
    assert not found, report(found)


def varied_in(block: table.Block) -> Iterator[tuple[str, str, str]]:
    carriers = {"path": block.path_values, "query": block.query, "body": block.body or {}}
    for place, values in carriers.items():
        yield from ((block.route, place, name) for name, value in values.items() if "$" in str(value))


def ids_of(operation: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Where an operation takes ids: each parameter and each member of its body that is a UUID."""
    for parameter in operation.get("parameters", ()):
        if parameter["in"] in ("path", "query") and _is_id(parameter["schema"]):
            yield parameter["in"], parameter["name"]
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    for name, schema in _resolved(content.get("schema", {})).get("properties", {}).items():
        if _is_id(schema):
            yield "body", name


def _is_id(schema: dict[str, Any]) -> bool:
    options = [schema, *schema.get("anyOf", ())]
    return any(option.get("format") == "uuid" for option in options) or any(
        _is_id(option["items"]) for option in options if "items" in option
    )


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" in schema:
        found: dict[str, Any] = table.CONTRACT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return found
    for option in schema.get("anyOf", ()):
        if "$ref" in option:
            return _resolved(option)
    return schema
