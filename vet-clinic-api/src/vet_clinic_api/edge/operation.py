"""The life of one request to a domain: read it, open the transaction, know the actor, run the endpoint, commit, reply.

The commit happens before the first byte of the reply leaves. Whatever is raised on the way undoes everything.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from vet_core.db import Session
from vet_core.kernel.errors import VetError
from vet_services.identity import actors
from vet_services.identity.tokens import SessionClaims
from vet_services.scheduling.slot_cache import changed_in

from vet_clinic_api.edge import access, bodies, etags, idempotency, limits, problems
from vet_clinic_api.edge.errors import IdempotencyKeyInProgress, RateLimited
from vet_clinic_api.edge.exchange import Exchange, noting
from vet_clinic_api.edge.people import NotMetYet, introduce
from vet_clinic_api.edge.plan import Plan
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.session import claims_of, claims_or_none

Unit = Callable[[], AbstractAsyncContextManager[Session]]
Work = Callable[[Exchange], Awaitable[Response]]

_PAUSES_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
_CLAIMS_FOR: dict[type[access.Access], Callable[[Any], SessionClaims | None]] = {
    access.Gate: claims_of,
    access.Door: claims_or_none,
    access.Open: lambda _scope: None,
}
_NOT_MODIFIED_HEADERS = ("etag", "cache-control", "vary")


class Operation(APIRoute):
    """The class of every route that belongs to a domain. It cannot be made without saying who may use it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        is_for_somebody = not isinstance(access.declared(self.dependant, self.path), access.Open)
        self.app = _answering(self.get_route_handler(), counts_failures=is_for_somebody)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        methods = self.methods or set()
        name = f"{'/'.join(sorted(methods))} {self.path}"
        claims_for = _CLAIMS_FOR[type(access.declared(self.dependant, name))]
        rate_class = limits.class_of(self.dependant)
        is_read = methods <= {"GET"}
        may_write = access.depends_on(self.dependant, noting)
        takes_key = access.depends_on(self.dependant, idempotency.idempotent)
        plan = Plan(self)

        async def answer(request: Request) -> Response:
            platform: Platform = request.scope["app"].state.platform
            claims = claims_for(request.scope)
            if rate_class is not None and (meter := limits.meter_of(request.scope)) is not None:
                await meter.spend(rate_class)
            if is_read:
                is_public_read = claims is None and not may_write
                unit = platform.database.reading if is_public_read else platform.database.transaction
                return _or_not_modified(request, await _attended(platform, unit, request, plan.run, claims))
            # Before anything is open: a slow upload must not keep a database connection waiting.
            settings = platform.settings
            body = await bodies.read(
                request, limit_bytes=settings.body_limit_bytes, timeout_seconds=settings.body_timeout_seconds
            )
            if plan.reads_body:
                bodies.parse_json(request, body)
            key = idempotency.key_of(request.headers) if takes_key else None
            if key is not None:
                return await _once(platform, request, plan.run, claims, key, body)
            return await _attended(platform, platform.database.transaction, request, plan.run, claims)

        return answer


def domain_router(prefix: str, tag: str) -> APIRouter:
    """A router whose routes are Operations, named after their functions in the API's description."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        route_class=Operation,
        generate_unique_id_function=lambda route: route.name,
    )


def _answering(answer: Callable[[Request], Awaitable[Response]], *, counts_failures: bool) -> ASGIApp:
    """Refusals become problems right here; there are no exit stacks of dependencies to unwind."""

    async def refused(request: Request, refusal: VetError) -> Response:
        meter = limits.meter_of(request.scope)
        if counts_failures and meter is not None and problems.status_of(refusal) == 401:
            try:
                await meter.spend_failure()
            except RateLimited as too_often:
                refusal = too_often
        return await problems.on_vet_error(request, refusal)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        try:
            reply = await answer(request)
        except VetError as refusal:
            reply = await refused(request, refusal)
        except RequestValidationError as refusal:
            reply = await problems.on_validation_error(request, refusal)
        await reply(scope, receive, send)

    return app


async def _attended(
    platform: Platform, unit: Unit, request: Request, work: Work, claims: SessionClaims | None
) -> Response:
    """Do the work in one transaction; if we have never met the caller, meet them and do it again."""
    try:
        return await _committed(platform, unit, request, work, claims)
    except NotMetYet:
        assert claims is not None, "nobody to meet"
    await introduce(platform, claims)
    return await _committed(platform, unit, request, work, claims)


async def _committed(
    platform: Platform, unit: Unit, request: Request, work: Work, claims: SessionClaims | None
) -> Response:
    """The reply of work that is done for good. What is remembered of before is dropped before anybody hears of it."""
    async with unit() as session:
        exchange = await _exchange(platform, session, request, claims)
        reply = await work(exchange)
    clinics = changed_in(session)
    if clinics:
        await platform.slots.drop(clinics, person_id=None if exchange.actor is None else exchange.actor.person_id)
    return reply


async def _exchange(platform: Platform, session: Session, request: Request, claims: SessionClaims | None) -> Exchange:
    now = platform.clock.now()
    actor = None
    if claims is not None:
        actor = await actors.resolve_actor(session, claims, now)
        if actor is None:
            raise NotMetYet
    return Exchange(request, platform, session, now, actor)


async def _once(
    platform: Platform, request: Request, work: Work, claims: SessionClaims | None, key: str, body: bytes
) -> Response:
    """Do the work at most once for a key. While another request with it runs, wait with nothing open."""

    async def claimed(exchange: Exchange) -> Response:
        assert exchange.actor is not None, "only signed-in people have keys"
        claim = idempotency.claim_of(request, key, exchange.actor.person_id, body)
        kept = await idempotency.take(exchange.session, claim, exchange.now)
        if kept is not None:
            return kept
        reply = await work(exchange)
        await idempotency.keep(exchange.session, claim, reply)
        return reply

    for pause in _PAUSES_SECONDS:
        try:
            return await _attended(platform, platform.database.transaction, request, claimed, claims)
        except IdempotencyKeyInProgress:
            await asyncio.sleep(pause)
    return await _attended(platform, platform.database.transaction, request, claimed, claims)


def _or_not_modified(request: Request, reply: Response) -> Response:
    current = reply.headers.get("etag")
    known = None if current is None else request.headers.get("if-none-match")
    if reply.status_code != 200 or current is None or known is None or not etags.matches(known, current):
        return reply
    headers = {name: reply.headers[name] for name in _NOT_MODIFIED_HEADERS if name in reply.headers}
    return Response(status_code=304, headers=headers)
