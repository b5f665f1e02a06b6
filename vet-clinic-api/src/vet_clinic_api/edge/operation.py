"""The life of one request to a domain: read it, open the transaction, know the actor, run the endpoint, commit, reply.

The commit happens before the first byte of the reply leaves. Whatever is raised on the way undoes everything.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute
from vet_core.db import Session
from vet_services.identity import actors
from vet_services.identity.tokens import SessionClaims

from vet_clinic_api.edge import access, bodies, etags, idempotency
from vet_clinic_api.edge.errors import IdempotencyKeyInProgress
from vet_clinic_api.edge.exchange import KEY, Exchange
from vet_clinic_api.edge.people import NotMetYet, introduce
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.session import claims_of, claims_or_none

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

_PAUSES_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
_CLAIMS_FOR: dict[type[access.Access], Callable[[Any], SessionClaims | None]] = {
    access.Gate: claims_of,
    access.Door: claims_or_none,
    access.Open: lambda _scope: None,
}
_NOT_MODIFIED_HEADERS = ("etag", "cache-control", "vary")


class Operation(APIRoute):
    """The class of every route that belongs to a domain. It cannot be made without saying who may use it."""

    def get_route_handler(self) -> Handler:
        endpoint = super().get_route_handler()
        methods = self.methods or set()
        name = f"{'/'.join(sorted(methods))} {self.path}"
        claims_for = _CLAIMS_FOR[type(access.declared(self.dependant, name))]
        is_read = methods <= {"GET"}
        takes_key = access.depends_on(self.dependant, idempotency.Idempotent.dependency)
        parses_json = self.body_field is not None

        async def answer(request: Request) -> Response:
            platform: Platform = request.scope["app"].state.platform
            claims = claims_for(request.scope)
            body = b""
            if not is_read:
                # Before anything is open: a slow upload must not keep a database connection waiting.
                body = await bodies.read(request, limit_bytes=platform.settings.body_limit_bytes)
                if parses_json:
                    bodies.parse_json(request, body)
            key = idempotency.key_of(request.headers) if takes_key else None
            unit = platform.database.reading if is_read and claims is None else platform.database.transaction
            if key is None:
                reply = await _attended(platform, unit, request, endpoint, claims)
            else:
                assert claims is not None, "only signed-in people have keys"
                reply = await _once(platform, request, endpoint, claims, key, body)
            return _or_not_modified(request, reply) if is_read else reply

        return answer


def domain_router(prefix: str, tag: str) -> APIRouter:
    """A router whose routes are Operations, named after their functions in the API's description."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        route_class=Operation,
        generate_unique_id_function=lambda route: route.name,
    )


async def _attended(
    platform: Platform,
    unit: Callable[[], AbstractAsyncContextManager[Session]],
    request: Request,
    endpoint: Handler,
    claims: SessionClaims | None,
) -> Response:
    """Run the endpoint in one transaction; if we have never met the caller, meet them and run it again."""
    try:
        async with unit() as session:
            await _enter(platform, session, request, claims)
            return await endpoint(request)
    except NotMetYet:
        assert claims is not None, "nobody to meet"
    await introduce(platform, claims)
    async with unit() as session:
        await _enter(platform, session, request, claims)
        return await endpoint(request)


async def _once(
    platform: Platform, request: Request, endpoint: Handler, claims: SessionClaims, key: str, body: bytes
) -> Response:
    """Run the endpoint at most once for a key. While another request with it runs, wait with nothing open."""

    async def claimed(request: Request) -> Response:
        exchange: Exchange = request.scope[KEY]
        assert exchange.actor is not None, "only signed-in people have keys"
        claim = idempotency.claim_of(request, key, exchange.actor.person_id, body)
        kept = await idempotency.take(exchange.session, claim, exchange.now)
        if kept is not None:
            return kept
        reply = await endpoint(request)
        await idempotency.keep(exchange.session, claim, reply)
        return reply

    for pause in _PAUSES_SECONDS:
        try:
            return await _attended(platform, platform.database.transaction, request, claimed, claims)
        except IdempotencyKeyInProgress:
            await asyncio.sleep(pause)
    return await _attended(platform, platform.database.transaction, request, claimed, claims)


async def _enter(platform: Platform, session: Session, request: Request, claims: SessionClaims | None) -> None:
    now = platform.clock.now()
    actor = None
    if claims is not None:
        actor = await actors.resolve_actor(session, claims, now)
        if actor is None:
            raise NotMetYet
    request.scope[KEY] = Exchange(session, now, actor)


def _or_not_modified(request: Request, reply: Response) -> Response:
    current, known = reply.headers.get("etag"), request.headers.get("if-none-match")
    if reply.status_code != 200 or current is None or known is None or not etags.matches(known, current):
        return reply
    headers = {name: reply.headers[name] for name in _NOT_MODIFIED_HEADERS if name in reply.headers}
    return Response(status_code=304, headers=headers)
