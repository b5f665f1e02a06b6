"""Whatever goes wrong is a problem with a code; nothing that clients send makes a 5xx."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from tests.support.world import World
from vet_clinic_api.edge.access import Public
from vet_clinic_api.edge.operation import domain_router


async def test_an_unknown_address_is_a_problem(client: httpx.AsyncClient) -> None:
    reply = await client.get("/v1/nothing", headers={"X-Request-Id": "request-0001"})
    problem = reply.json()
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["x-request-id"] == "request-0001"
    assert problem == {
        "type": "urn:vet:problem:edge.not_found",
        "title": "Nothing lives at this address.",
        "status": 404,
        "code": "edge.not_found",
        "detail": "Check the address; the API is described at /openapi.json.",
        "instance": "/v1/nothing",
        "trace_id": problem["trace_id"],
    }
    assert len(problem["trace_id"]) == 32


async def test_a_trailing_slash_is_another_address(client: httpx.AsyncClient) -> None:
    assert (await client.get("/v1/clinics/")).json()["code"] == "edge.not_found"


async def test_a_wrong_method_names_every_right_one(client: httpx.AsyncClient) -> None:
    reply = await client.put("/v1/pets", json={})
    assert (reply.status_code, reply.json()["code"]) == (405, "edge.method_not_allowed")
    assert reply.headers["allow"] == "GET, POST"


async def test_the_trace_of_the_caller_is_continued(client: httpx.AsyncClient) -> None:
    trace_id = "4bf92f3577b34da6a3ce929d0e0e4736"
    reply = await client.get("/v1/nothing", headers={"traceparent": f"00-{trace_id}-00f067aa0ba902b7-01"})
    assert reply.json()["trace_id"] == trace_id


@pytest.mark.parametrize(
    "header",
    ["00-00000000000000000000000000000000-00f067aa0ba902b7-01", "ff-" + "a" * 32 + "-00f067aa0ba902b7-01", "x"],
)
async def test_a_broken_trace_is_replaced(client: httpx.AsyncClient, header: str) -> None:
    trace_id = (await client.get("/v1/nothing", headers={"traceparent": header})).json()["trace_id"]
    assert len(trace_id) == 32
    assert trace_id not in header


async def test_a_request_id_that_could_spoil_the_logs_is_replaced(client: httpx.AsyncClient) -> None:
    reply = await client.get("/livez", headers={"X-Request-Id": "<script>alert(1)</script>"})
    assert len(reply.headers["x-request-id"]) == 32


MALFORMED = {
    "cut off": b'{"name": "Pretzel", ',
    "not UTF-8": b'{"name": "\xff\xfe", "species": "dog"}',
    "not a number": b'{"name": "Pretzel", "species": "dog", "weight_grams": NaN}',
    "a lone surrogate": b'{"name": "\\ud800", "species": "dog"}',
    "bottomless": b"[" * 100_000 + b"]" * 100_000,
    "bottomless objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
}


@pytest.mark.parametrize("name", MALFORMED)
async def test_malformed_json_is_said_to_be_so(client: httpx.AsyncClient, world: World, name: str) -> None:
    headers = world.signed_in(world.owner, Content_Type="application/json")
    reply = await client.post("/v1/pets", headers=headers, content=MALFORMED[name])
    assert (reply.status_code, reply.json()["code"]) == (400, "edge.malformed_json")


UNACCEPTABLE = {
    "a NUL in a text": ({"name": "Pret\x00zel", "species": "dog"}, "/name"),
    "a control character": ({"name": "Pret\x1bzel", "species": "dog"}, "/name"),
    "a text direction override": ({"name": "Pret\u202ezel", "species": "dog"}, "/name"),
    "too long a text": ({"name": "P" * 121, "species": "dog"}, "/name"),
    "an empty text": ({"name": "   ", "species": "dog"}, "/name"),
    "a giant number": ({"name": "Pretzel", "species": "dog", "weight_grams": 10**40}, "/weight_grams"),
    "a number below the least": ({"name": "Pretzel", "species": "dog", "weight_grams": -(2**70)}, "/weight_grams"),
    "a word for a number": ({"name": "Pretzel", "species": "dog", "weight_grams": "heavy"}, "/weight_grams"),
    "an unknown species": ({"name": "Pretzel", "species": "dragon"}, "/species"),
    "an unknown member": ({"name": "Pretzel", "species": "dog", "a/b~c": 1}, "/a~1b~0c"),
    "a year out of range": ({"name": "Pretzel", "species": "dog", "born_on": "9999-12-31"}, "/born_on"),
    "no such day": ({"name": "Pretzel", "species": "dog", "born_on": "2026-02-30"}, "/born_on"),
    "a list for an object": ([1, 2], ""),
    "a text for an object": ("Pretzel", ""),
    "nothing": (None, ""),
}


@pytest.mark.parametrize("name", UNACCEPTABLE)
async def test_an_unacceptable_value_is_pointed_at(client: httpx.AsyncClient, world: World, name: str) -> None:
    body, pointer = UNACCEPTABLE[name]
    reply = await client.post("/v1/pets", headers=world.signed_in(world.owner), json=body)
    problem = reply.json()
    assert (reply.status_code, problem["code"]) == (422, "edge.validation")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    pets = await client.get("/v1/pets", headers=world.signed_in(world.owner))
    assert [pet["name"] for pet in pets.json()["items"]] == ["Pretzel"]


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("", 415),
        ("application/json; charset=utf-8", 201),
        ("application/vnd.vet+json", 201),
    ],
)
async def test_only_json_is_read(client: httpx.AsyncClient, world: World, content_type: str, status: int) -> None:
    headers = world.signed_in(world.owner, Content_Type=content_type)
    reply = await client.post("/v1/pets", headers=headers, content=b'{"name": "Pretzel", "species": "dog"}')
    assert reply.status_code == status
    if status == 415:
        assert reply.json()["code"] == "edge.unsupported_media_type"


async def test_a_body_announced_too_large_is_refused(client: httpx.AsyncClient, world: World) -> None:
    body = b'{"name": "' + b"P" * 1_048_576 + b'"}'
    headers = world.signed_in(world.owner, Content_Type="application/json")
    reply = await client.post("/v1/pets", headers=headers, content=body)
    assert (reply.status_code, reply.json()["code"]) == (413, "edge.too_large")
    assert reply.json()["limit_bytes"] == 1_048_576


async def test_a_body_in_pieces_is_counted(client: httpx.AsyncClient, world: World) -> None:
    sent = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1_000):
            sent += 65_536
            yield b" " * 65_536

    headers = world.signed_in(world.owner, Content_Type="application/json")
    reply = await client.post("/v1/pets", headers=headers, content=pieces())
    assert (reply.status_code, reply.json()["code"]) == (413, "edge.too_large")
    assert sent <= 1_048_576 + 2 * 65_536


@pytest.mark.parametrize("path", ["/v1/pets/%00", "/v1/clinics?q=%00", "/v1/clinics?q=a%00b", "/%00"])
async def test_a_nul_in_the_address_is_refused(client: httpx.AsyncClient, path: str) -> None:
    reply = await client.get(path)
    assert (reply.status_code, reply.json()["code"]) == (400, "edge.malformed_request")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/clinics?limit=0",
        "/v1/clinics?limit=101",
        "/v1/clinics?limit=99999999999999999999999999999999",
        "/v1/clinics?limit=1e3",
        "/v1/clinics?after=%ff%fe",
        "/v1/clinics?after=!!!!",
        "/v1/clinics?after=WzEsMiwzLDQsNV0",
        "/v1/clinics?q=" + "x" * 5000,
        "/v1/clinics?species=dragon",
        "/v1/clinics/not-an-id",
        "/v1/clinics/" + "9" * 4000,
    ],
)
async def test_odd_parameters_are_refused_not_stumbled_over(client: httpx.AsyncClient, path: str) -> None:
    reply = await client.get(path)
    assert reply.status_code == 422
    assert reply.json()["code"] in ("edge.validation", "page.invalid_cursor")


async def test_an_unexpected_error_tells_nothing_but_the_trace(
    app: FastAPI, capsys: pytest.CaptureFixture[str]
) -> None:
    router = domain_router("/v1/broken", "pets")

    @router.get("", dependencies=[Public])
    async def break_down() -> dict[str, str]:
        raise RuntimeError("the password is hunter2")

    app.router.routes.extend(router.routes)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://api.vet.test") as client:
        reply = await client.get("/v1/broken")
    problem = reply.json()
    assert (reply.status_code, problem["code"]) == (500, "edge.internal")
    assert "hunter2" not in reply.text
    assert "RuntimeError" not in reply.text
    assert reply.headers["x-content-type-options"] == "nosniff"
    logged = capsys.readouterr().out
    assert "unexpected_error" in logged
    assert problem["trace_id"] in logged


async def test_every_reply_carries_the_security_headers(client: httpx.AsyncClient) -> None:
    for path in ("/livez", "/v1/nothing", "/v1/clinics", "/v1/identity/me"):
        headers = (await client.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"] == (
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        assert headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in headers


async def test_each_exchange_is_one_line_of_json_without_its_query(
    client: httpx.AsyncClient, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    await client.get("/v1/clinics?q=secret-words", headers={"X-Request-Id": "request-0002"})
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "request-0002" in line]
    entry = json.loads(line)
    assert "secret-words" not in line
    assert entry["event"] == "request"
    assert (entry["method"], entry["path"], entry["route"]) == ("GET", "/v1/clinics", "/v1/clinics")
    assert (entry["status"], entry["service"], entry["person"]) == (200, "vet-api", None)
    assert entry["duration_ms"] > 0
