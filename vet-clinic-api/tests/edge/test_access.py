"""A route says who may use it, or the application does not start. Who gets in where is decided in tests/access."""

from typing import Annotated

import pytest
from fastapi import APIRouter, FastAPI
from vet_core.kernel.actor import Actor
from vet_core.kernel.settings import SettingsError

from vet_clinic_api.edge.access import Allowed, Public, UndeclaredAccess, anyone_signed_in
from vet_clinic_api.edge.operation import Operation, domain_router
from vet_clinic_api.main import assemble, chosen


def test_a_route_that_does_not_say_who_may_use_it_cannot_be_made() -> None:
    router = domain_router("/v1/secrets", "pets")
    with pytest.raises(UndeclaredAccess, match="GET /v1/secrets"):

        @router.get("")
        async def list_secrets() -> None: ...


def test_a_route_that_says_two_things_cannot_be_made() -> None:
    router = domain_router("/v1/secrets", "pets")
    with pytest.raises(UndeclaredAccess):

        @router.get("", dependencies=[Public])
        async def list_secrets(actor: Annotated[Actor, Allowed(anyone_signed_in)]) -> None: ...


def test_a_route_of_another_kind_keeps_the_application_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    router = APIRouter(prefix="/v1/secrets")

    @router.get("")
    async def list_secrets() -> None: ...

    assert not isinstance(router.routes[0], Operation)
    monkeypatch.setitem(__import__("vet_clinic_api.main").main.ROUTERS, "pets", [router])
    with pytest.raises(UndeclaredAccess, match="/v1/secrets"):
        assemble(chosen(["pets"]))


async def test_a_deployment_serves_the_domains_it_was_given() -> None:
    app: FastAPI = assemble(chosen(["pets"]))
    paths = {getattr(route, "path", "") for route in app.routes}
    assert "/v1/pets" in paths
    assert not any(path.startswith(("/v1/scheduling", "/v1/identity", "/v1/realtime")) for path in paths)
    assert {"/livez", "/readyz", "/metrics"} <= paths


def test_an_unknown_domain_is_refused() -> None:
    with pytest.raises(SettingsError, match="API_DOMAINS names petz"):
        chosen(["petz"])
