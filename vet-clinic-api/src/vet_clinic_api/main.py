"""Put the API together: the domains this deployment serves, the edge around them, and what they borrow."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

import vet_core.registry  # noqa: F401 - every process knows every table
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.routing import WebSocketRoute
from starlette.types import Lifespan
from vet_core.db.fitness import refuse_unfit
from vet_core.kernel.logs import configure_logging
from vet_core.kernel.settings import DatabaseSettings, RuntimeSettings, SettingsError, load

from vet_clinic_api.bootstrap import connect
from vet_clinic_api.clinics import client_routes, oversight_routes, pause_routes, people_routes
from vet_clinic_api.clinics import routes as clinics
from vet_clinic_api.edge import connections, health, openapi, problems, sentry
from vet_clinic_api.edge.access import UndeclaredAccess
from vet_clinic_api.edge.layers import wrap
from vet_clinic_api.edge.operation import Operation
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.realtime.service import realtime
from vet_clinic_api.edge.start_checks import checked_start
from vet_clinic_api.identity import invitation_routes, privacy_routes
from vet_clinic_api.identity import routes as identity
from vet_clinic_api.pets import routes as pets
from vet_clinic_api.pets import sharing_routes
from vet_clinic_api.scheduling import (
    block_routes,
    catalogue_routes,
    day_move_routes,
    feed_routes,
    hold_routes,
    link_routes,
    opening_routes,
    resource_routes,
    roster_routes,
    series_routes,
    sheet_routes,
    slot_routes,
    status_routes,
    waitlist_routes,
    walk_in_routes,
)
from vet_clinic_api.scheduling import routes as appointments
from vet_clinic_api.settings import ApiSettings
from vet_clinic_api.webhooks import clerk

ROUTERS: dict[str, list[APIRouter]] = {
    "scheduling": [
        appointments.router,
        status_routes.router,
        walk_in_routes.router,
        slot_routes.router,
        hold_routes.router,
        catalogue_routes.router,
        resource_routes.router,
        roster_routes.router,
        opening_routes.router,
        block_routes.router,
        series_routes.router,
        waitlist_routes.router,
        day_move_routes.router,
        link_routes.router,
        feed_routes.router,
        sheet_routes.router,
    ],
    "pets": [pets.router, sharing_routes.router],
    "clinics": [
        clinics.router,
        pause_routes.router,
        people_routes.router,
        client_routes.router,
        oversight_routes.router,
    ],
    "identity": [identity.router, invitation_routes.router, privacy_routes.router, clerk.router],
}
REALTIME = "realtime"
DOMAINS = (*ROUTERS, REALTIME)

TAGS = [
    {"name": "identity", "description": "Who is signed in, where, and what people may ask about their own data."},
    {"name": "clinics", "description": "Clinics, their veterinarians and their people."},
    {"name": "pets", "description": "Pets and breeds."},
    {"name": "scheduling", "description": "Services, slots, holds and appointments."},
    {"name": "platform", "description": "Health of the process."},
]
DESCRIPTION = """\
Veterinary clinics and the people who bring their pets.

* Instants are UTC and end in `_at`; local times stand beside the name of their time zone.
* Lists come in pages: ask again with `after` set to `next` until `next` is null.
* Every error is a problem (RFC 9457) with a stable `code`.
* `POST` takes an `Idempotency-Key`; things with a `version` carry it as `ETag` and want it back as `If-Match`.
* `/v1/realtime` is a websocket with the subprotocol `vet.realtime.v1`: send
  `{"type": "authenticate", "token": "…", "after": null}` within five seconds, again before each token expires.
"""


def create_app(domains: Iterable[str] | None = None, *, platform: Platform | None = None) -> FastAPI:
    """The ASGI application serving these domains, by default those of API_DOMAINS or else all of them.

    A platform that is given stays its owner's to close; without one the process connects as the environment says.
    Raises UndeclaredAccess when a route does not say who may use it, SettingsError for anything missing or unknown.
    """
    is_owner = platform is None
    platform = platform or connect()
    served = chosen(domains if domains is not None else platform.settings.served or None)
    app = assemble(served, lifespan=_lifespan(platform, reads_stream=REALTIME in served, closes=is_owner))
    app.state.platform = platform
    wrap(app, platform)
    return app


def assemble(served: Sequence[str], *, lifespan: Lifespan[FastAPI] | None = None) -> FastAPI:
    """The routes and their description, without anything they need in order to answer."""
    app = FastAPI(
        title="Vet Clinic API",
        version=version("vet-clinic-api"),
        description=DESCRIPTION,
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        generate_unique_id_function=lambda route: route.name,
    )
    # Added as they are, not included: an included router is matched twice for every request.
    routes = [route for name in served for router in ROUTERS.get(name, ()) for route in router.routes]
    # Addresses without parameters first: they are asked for most, and no parameter can swallow them.
    app.router.routes.extend(sorted(routes, key=lambda route: "{" in getattr(route, "path", "")))
    if REALTIME in served:
        app.router.routes.append(WebSocketRoute("/v1/realtime", realtime, name=REALTIME))
    app.router.routes.extend(health.router.routes)
    _require_declared_access(app)
    problems.install(app)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    return app


def chosen(domains: Iterable[str] | None) -> list[str]:
    """The domains to serve, in our order; all of them for None. Raises SettingsError for a name we do not have."""
    wanted = set(DOMAINS if domains is None else domains)
    unknown = sorted(wanted - set(DOMAINS))
    if unknown:
        raise SettingsError(f"API_DOMAINS names {', '.join(unknown)}; there are {', '.join(DOMAINS)}.")
    return [name for name in DOMAINS if name in wanted]


def _lifespan(platform: Platform, *, reads_stream: bool, closes: bool) -> Lifespan[FastAPI]:
    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        sentry.start(platform.runtime)
        realtime_side = platform.realtime if reads_stream else None
        if realtime_side is not None:
            realtime_side.start()
        try:
            async with checked_start(platform.database, platform.runtime):
                yield
        finally:
            if realtime_side is not None:
                await realtime_side.stop()
            if closes:
                await platform.close()

    return life


def _described(app: FastAPI) -> dict[str, Any]:
    if app.openapi_schema is None:
        app.openapi_schema = openapi.describe(app)
    return app.openapi_schema


def _require_declared_access(app: FastAPI) -> None:
    """Operations check themselves when they are made; nothing else may answer under /v1 except realtime."""
    for route in app.router.routes:
        path = getattr(route, "path", "")
        if path.startswith("/v1/") and not isinstance(route, Operation | WebSocketRoute):
            raise UndeclaredAccess(f"{path} is no Operation, so nothing says who may use it")
        if isinstance(route, APIRoute) and not path.startswith("/v1/") and route not in health.router.routes:
            raise UndeclaredAccess(f"{path} answers outside of /v1")


def check_environment() -> None:
    """Raise SettingsError when the environment would not let a process start."""
    platform = connect()
    chosen(platform.settings.served or None)
    asyncio.run(refuse_unfit(load(DatabaseSettings), platform.runtime, application_name="vet-api"))


def serve_app() -> FastAPI:
    """What a server process runs: the application of the environment, with its logs."""
    configure_logging("vet-api", load(RuntimeSettings))
    connections.bind(load(ApiSettings))
    app = create_app()
    # What is here now stays for the life of the process: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 20, 50)
    return app
