"""Who gets in where: one table for all routes, which no route can escape."""

from collections.abc import Callable
from typing import Annotated, Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from vet_core.kernel.actor import Actor
from vet_core.kernel.settings import SettingsError
from vet_core.testing import factories as make

from tests.support.world import OFFERED, World
from vet_clinic_api.edge.access import Allowed, Public, UndeclaredAccess, anyone_signed_in
from vet_clinic_api.edge.operation import Operation, domain_router
from vet_clinic_api.main import assemble, chosen

CLINIC_STAFF = {"receptionist", "technician", "veterinarian_person", "administrator"}
ALL_PEOPLE = {"owner", "stranger", "outsider"} | CLINIC_STAFF
KEEPS_CALENDAR = CLINIC_STAFF - {"technician"}

Body = Callable[[World], dict[str, Any]]


def _type_body(world: World) -> dict[str, Any]:
    return {
        "clinic_id": str(world.clinic.id),
        "name": "Dental check",
        "duration_minutes": 30,
        "price": {"amount_minor": 100, "currency": "EUR"},
    }


# For each operation: who may, who is told it is not theirs (403); everybody else must not learn that it exists (404),
# and nobody without a session gets further than 401. `None` stands for public.
MATRIX: dict[str, tuple[set[str] | None, set[str], Body | None]] = {
    "get_me": (ALL_PEOPLE, set(), None),
    "update_me": (ALL_PEOPLE, set(), lambda _: {"locale": "de"}),
    "list_clinics": (None, set(), None),
    "get_clinic": (None, set(), None),
    "list_veterinarians": (None, set(), None),
    "list_clinic_people": ({"administrator"}, CLINIC_STAFF - {"administrator"}, None),
    "list_pets": (ALL_PEOPLE, set(), None),
    "register_pet": (ALL_PEOPLE, set(), lambda _: {"name": "Rye", "species": "cat"}),
    "list_breeds": (None, set(), None),
    "get_pet": ({"owner"} | CLINIC_STAFF, set(), None),
    "update_pet": ({"owner"}, CLINIC_STAFF, lambda _: {"color": "red"}),
    "list_appointment_types": (None, set(), None),
    "create_appointment_type": ({"administrator"}, CLINIC_STAFF - {"administrator"}, _type_body),
    "update_appointment_type": ({"administrator"}, CLINIC_STAFF - {"administrator"}, lambda _: {"name": "Other"}),
    "list_slots": (None, set(), None),
    "hold_slot": ({"owner"} | KEEPS_CALENDAR, {"technician"}, lambda world: world.wish()),
    "get_hold": ({"owner"}, set(), None),
    "renew_hold": ({"owner"}, set(), None),
    "release_hold": ({"owner"}, set(), None),
    "book_appointment": ({"owner"} | KEEPS_CALENDAR, {"technician"}, lambda world: world.wish()),
    "list_appointments": (CLINIC_STAFF, set(), None),
    "get_appointment": ({"owner"} | CLINIC_STAFF, set(), None),
    "cancel_appointment": ({"owner"} | KEEPS_CALENDAR, {"technician"}, None),
    "reschedule_appointment": (
        {"owner"} | KEEPS_CALENDAR,
        {"technician"},
        lambda _: {"starts_at": "2026-03-03T12:00:00Z"},
    ),
    "check_in_appointment": (CLINIC_STAFF, {"owner"}, None),
    "start_appointment": ({"veterinarian_person", "technician"}, {"owner", "receptionist", "administrator"}, None),
    "finish_appointment": ({"veterinarian_person", "technician"}, {"owner", "receptionist", "administrator"}, None),
    "mark_appointment_missed": (CLINIC_STAFF, {"owner"}, None),
    "receive_clerk_webhook": (None, set(), None),
}
ROUTES = {
    route.name: route
    for route in assemble(chosen(None)).routes
    if isinstance(route, APIRoute) and route.path.startswith("/v1/")
}
PASSED = {200, 201, 204, 409, 422}
"""Let in: the thing itself may still refuse for its state."""


def test_the_table_names_every_route() -> None:
    assert set(MATRIX) == set(ROUTES)


@pytest.fixture
async def visit(world: World) -> dict[str, str]:
    """A visit of the owner's pet, and a hold of theirs."""
    async with world.database.transaction() as session:
        appointment = await make.make_appointment(
            session, world.appointment_type, world.veterinarian, world.pet, world.owner, starts_at=OFFERED
        )
        hold = await make.make_hold(
            session, world.owner, world.appointment_type, world.veterinarian, starts_at=OFFERED.replace(hour=13)
        )
    return {"appointment_id": str(appointment.id), "hold_id": str(hold.id)}


@pytest.mark.parametrize("operation", sorted(MATRIX))
async def test_access(client: httpx.AsyncClient, world: World, visit: dict[str, str], operation: str) -> None:
    allowed, told, body = MATRIX[operation]
    route = ROUTES[operation]
    things = {
        "clinic_id": str(world.clinic.id),
        "pet_id": str(world.pet.id),
        "appointment_type_id": str(world.appointment_type.id),
        **visit,
    }

    async def ask(person: str | None) -> httpx.Response:
        (method,) = route.methods or {""}
        return await client.request(
            method,
            route.path.format(**things),
            headers={} if person is None else world.signed_in(getattr(world, person), If_Match="*"),
            json=None if body is None else body(world),
            params=_parameters(operation, things),
        )

    visitor = await ask(None)
    if operation == "receive_clerk_webhook":
        assert (visitor.status_code, visitor.json()["code"]) == (401, "identity.invalid_webhook")
        return
    if allowed is None:
        assert visitor.status_code == 200
        for person in sorted(ALL_PEOPLE):
            assert (await ask(person)).status_code == 200, person
        return
    assert (visitor.status_code, visitor.json()["code"]) == (401, "identity.sign_in_required")
    # Those who may come last: what they do changes what the others would find.
    for person in sorted(ALL_PEOPLE - allowed - told):
        hidden = await ask(person)
        assert (hidden.status_code, hidden.json()["title"].startswith("There is no such")) == (404, True), person
    for person in sorted(told):
        refused = await ask(person)
        assert (refused.status_code, refused.json()["code"].endswith("_only")) == (403, True), person
    for person in sorted(allowed):
        assert (await ask(person)).status_code in PASSED, person


def _parameters(operation: str, things: dict[str, str]) -> dict[str, str]:
    if operation == "list_slots":
        within = {"from": "2026-03-03T00:00:00Z", "to": "2026-03-04T00:00:00Z"}
        return {name: things[name] for name in ("clinic_id", "appointment_type_id")} | within
    if operation in ("list_appointments", "list_appointment_types"):
        return {"clinic_id": things["clinic_id"]}
    return {}


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
