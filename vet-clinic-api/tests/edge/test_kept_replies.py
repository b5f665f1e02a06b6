"""Nothing is kept by browsers unless a route says how; what has a fingerprint is sent only once and asked for again."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import Response

from vet_clinic_api.edge.access import Public
from vet_clinic_api.edge.etags import Fingerprinted
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.main import create_app

SAID = ["one", "one", "two"]


@pytest.fixture
async def reader(platform: Platform) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(platform=platform)
    router = domain_router("/v1/trials", "platform")
    words = iter(SAID)

    @router.get("/words", dependencies=[Public])
    async def words_of_the_trial(mark: Fingerprinted) -> Response:
        return Response(mark.of(next(words)), media_type="text/plain")

    app.router.routes[:0] = router.routes
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://api.vet.test") as client:
        yield client


async def test_a_reader_is_sent_the_same_only_once(reader: httpx.AsyncClient) -> None:
    first = await reader.get("/v1/trials/words")
    assert (first.status_code, first.text) == (200, "one")
    mark = {"If-None-Match": first.headers["etag"]}
    again = await reader.get("/v1/trials/words", headers=mark)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    changed = await reader.get("/v1/trials/words", headers=mark)
    assert (changed.status_code, changed.text) == (200, "two")
    assert changed.headers["etag"] != first.headers["etag"]
    for reply in (first, again, changed):
        assert reply.headers.get_list("cache-control") == ["private, no-cache"]
        assert reply.headers["vary"] == "Authorization, Cookie, Origin"


async def test_all_else_is_kept_by_nobody(client: httpx.AsyncClient) -> None:
    for path in ("/v1/clinics", "/v1/nothing"):
        assert (await client.get(path)).headers.get_list("cache-control") == ["no-store"]
