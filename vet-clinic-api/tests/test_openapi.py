"""The committed description is what the application says, and the application does what its description says."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from vet_core.kernel.errors import all_errors

from vet_clinic_api import cli
from vet_clinic_api.main import assemble, chosen

WRITTEN = Path(__file__).parents[1] / "openapi.json"
CONTRACT = json.loads(WRITTEN.read_text(encoding="utf-8"))
OPERATIONS = [
    (path, method, operation) for path, methods in CONTRACT["paths"].items() for method, operation in methods.items()
]


def test_openapi_json_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["openapi", "--check", str(WRITTEN)]) == 0, (
        "write it anew: vet-clinic-api openapi > vet-clinic-api/openapi.json"
    )
    assert cli.main(["openapi"]) == 0
    assert json.loads(capsys.readouterr().out) == CONTRACT


def test_a_stale_openapi_json_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "openapi.json").write_text(json.dumps({**CONTRACT, "info": {}}))
    monkeypatch.chdir(tmp_path)
    assert cli.main(["openapi", "--check"]) == 1
    assert cli.main(["openapi", "--check", "nothing.json"]) == 1


async def test_the_application_serves_the_same(client: httpx.AsyncClient) -> None:
    assert (await client.get("/openapi.json")).json() == CONTRACT


def test_it_is_openapi_3_1_with_operations_named_after_functions() -> None:
    assert CONTRACT["openapi"].startswith("3.1")
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(names) == len(set(names))
    functions = {getattr(route, "name", None) for route in assemble(chosen(None)).routes}
    assert set(names) <= functions


def test_every_operation_has_one_domain_a_description_and_its_problems() -> None:
    for path, _, operation in OPERATIONS:
        assert len(operation["tags"]) == 1
        assert operation["description"]
        if path.startswith("/v1/"):
            assert {"400", "422", "429", "500", "503"} <= set(operation["responses"])
            assert ("401" in operation["responses"]) or not operation.get("security")
            for status, response in operation["responses"].items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]
                    assert "Codes: `" in response["description"]


def test_every_documented_code_is_an_error_of_ours() -> None:
    known = {error.code for error in all_errors()}
    for _, _, operation in OPERATIONS:
        for status, response in operation["responses"].items():
            if status >= "400":
                codes = response["description"].split("Codes: ")[1].rstrip(".").replace("`", "").split(", ")
                assert set(codes) <= known


def test_bodies_and_replies_show_examples() -> None:
    def shows(schema: dict[str, Any]) -> bool:
        name = schema.get("$ref", "").rpartition("/")[2]
        if not name:
            return True
        found = CONTRACT["components"]["schemas"][name]
        items = found.get("properties", {}).get("items", {}).get("items")
        return bool(found.get("examples")) or (items is not None and shows(items))

    for path, _, operation in OPERATIONS:
        shapes = [operation["requestBody"]] if "requestBody" in operation else []
        shapes += [response for status, response in operation["responses"].items() if status < "300"]
        for shape in shapes:
            for content in shape.get("content", {}).values():
                assert shows(content["schema"]), path
