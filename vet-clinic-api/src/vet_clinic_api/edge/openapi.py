"""Describe the API exactly: every refusal a route can give is documented as the problem it is, with its codes.

What follows from how a route is declared (its gate, its body, its key, its tag) is added here, not repeated on routes.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from vet_core.db import ChangedMeanwhile, DatabaseBusy, DatabaseTimeout, DatabaseUnavailable
from vet_core.kernel.errors import VetError
from vet_services.identity.errors import (
    AccountUnknown,
    EmailNotVerified,
    EmailTaken,
    InvalidToken,
    SignInUnavailable,
    TokenExpired,
)

from vet_clinic_api.edge import access, errors, etags, idempotency
from vet_clinic_api.edge.operation import Operation
from vet_clinic_api.edge.problems import MEDIA_TYPE, TYPE_PREFIX, status_of

TITLES = {
    400: "Malformed",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found, or hidden from the caller",
    409: "In conflict with the current state",
    410: "Gone",
    412: "Changed in the meantime",
    413: "Too large",
    415: "Not JSON",
    422: "Not acceptable",
    428: "Version missing",
    429: "Too many requests",
    500: "Unexpected",
    503: "Unreachable for a moment",
}
EVERYWHERE: tuple[type[VetError], ...] = (
    errors.MalformedRequest,
    errors.ValidationFailed,
    errors.RateLimited,
    errors.Internal,
    DatabaseUnavailable,
    DatabaseTimeout,
    DatabaseBusy,
)
WRITING: tuple[type[VetError], ...] = (ChangedMeanwhile,)
WRITING_SIGNED_IN: tuple[type[VetError], ...] = (errors.CrossSite,)
SIGNED_IN: tuple[type[VetError], ...] = (
    errors.SignInRequired,
    InvalidToken,
    TokenExpired,
    AccountUnknown,
    EmailNotVerified,
    EmailTaken,
    SignInUnavailable,
)
WITH_BODY: tuple[type[VetError], ...] = (errors.MalformedJson, errors.TooLarge, errors.UnsupportedMediaType)
WITH_KEY: tuple[type[VetError], ...] = (
    errors.IdempotencyKeyInvalid,
    errors.IdempotencyKeyReused,
    errors.IdempotencyKeyInProgress,
)

_PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 problem details. Programs read `code`; people read `title` and `detail`. "
    "Some codes add members of their own.",
    "required": ["type", "title", "status", "code", "detail", "instance", "trace_id"],
    "properties": {
        "type": {"type": "string", "description": f"`{TYPE_PREFIX}` and the code."},
        "title": {"type": "string", "description": "The same sentence every time."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "code": {"type": "string", "description": "Stable; never changes once released."},
        "detail": {"type": "string", "description": "What happened this time and what to do next."},
        "instance": {"type": "string", "description": "The path that was asked for."},
        "trace_id": {"type": "string", "pattern": "^[0-9a-f]{32}$", "description": "Quote it when you ask for help."},
        "errors": {
            "type": "array",
            "description": "Which values are at fault.",
            "items": {"$ref": "#/components/schemas/ProblemItem"},
        },
    },
    "additionalProperties": True,
    "examples": [
        {
            "type": TYPE_PREFIX + "scheduling.slot_taken",
            "title": "Somebody was faster: this time is taken. Choose another one.",
            "status": 409,
            "code": "scheduling.slot_taken",
            "detail": "Ask for slots again.",
            "instance": "/v1/scheduling/appointments",
            "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
        }
    ],
}
_ITEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "ProblemItem",
    "required": ["pointer", "code", "detail"],
    "properties": {
        "pointer": {
            "type": "string",
            "description": "JSON pointer into the body (`/note`), or place and name of a parameter (`query:limit`).",
        },
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
}
_SECURITY_SCHEMES: dict[str, Any] = {
    "session_token": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A Clerk session token. It lives for a minute; fetch a fresh one for each request.",
    },
    "session_cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__session",
        "description": "The same token as a cookie, for pages on our own site.",
    },
}
_ETAG = {"description": "The version shown; send it back as If-Match or If-None-Match.", "schema": {"type": "string"}}
_REPLAYED = {"description": "`true` when the reply is that of an earlier request.", "schema": {"type": "string"}}
_RETRY_AFTER = {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}


def problems(*kinds: type[VetError]) -> dict[int | str, dict[str, Any]]:
    """What a route declares: `responses=problems(NotOffered, SlotTaken)`."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        by_status.setdefault(status_of(kind), {"description": "", "x-codes": []})["x-codes"].append(kind.code)
    return by_status


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        openapi_version=app.openapi_version,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
    )
    for route in app.routes:
        if isinstance(route, Operation) and route.include_in_schema:
            for method in sorted(route.methods or ()):
                _complete(document["paths"][route.path][method.lower()], route)
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas.pop("HTTPValidationError", None)
    schemas.pop("ValidationError", None)
    _require_what_is_always_sent(document)
    schemas["Problem"], schemas["ProblemItem"] = _PROBLEM_SCHEMA, _ITEM_SCHEMA
    components["schemas"] = dict(sorted(schemas.items()))
    components["securitySchemes"] = _SECURITY_SCHEMES
    return document


def _require_what_is_always_sent(document: dict[str, Any]) -> None:
    """Replies carry every member, null where there is nothing to say; only bodies of requests may leave some out."""
    schemas = document["components"]["schemas"]
    asked: set[str] = set()
    waiting = [operation.get("requestBody") for path in document["paths"].values() for operation in path.values()]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            name = str(node.get("$ref", "")).rpartition("/")[2]
            if name and name not in asked:
                asked.add(name)
                waiting.append(schemas[name])
            waiting.extend(node.values())
    for name, schema in schemas.items():
        if name not in asked and "properties" in schema:
            schema["required"] = list(schema["properties"])


def _complete(operation: dict[str, Any], route: Operation) -> None:
    declared = access.declared(route.dependant, route.path)
    codes: dict[int, list[str]] = defaultdict(list)
    for status, response in route.responses.items():
        codes[int(status)] += response.get("x-codes", [])
    _add(codes, EVERYWHERE)
    if not isinstance(declared, access.Open):
        operation["security"] = [{"session_token": []}, {"session_cookie": []}]
        _add(codes, SIGNED_IN)
    if isinstance(declared, access.Door):
        operation["security"].insert(0, {})
    if route.methods != {"GET"}:
        _add(codes, WRITING if isinstance(declared, access.Open) else WRITING + WRITING_SIGNED_IN)
    if route.body_field is not None:
        _add(codes, WITH_BODY)
    success = operation["responses"][str(route.status_code or 200)]
    if access.depends_on(route.dependant, idempotency.idempotent):
        _add(codes, WITH_KEY)
        success.setdefault("headers", {})["Idempotency-Replayed"] = _REPLAYED
    if access.depends_on(route.dependant, etags.if_match_required):
        _add(codes, (errors.IfMatchInvalid, errors.IfMatchRequired, errors.Stale))
    if access.depends_on(route.dependant, etags.if_match_optional):
        _add(codes, (errors.IfMatchInvalid, errors.Stale))
    if access.depends_on(route.dependant, etags.entity_tag):
        success.setdefault("headers", {})["ETag"] = _ETAG
        if route.methods == {"GET"}:
            operation["responses"]["304"] = {"description": "Not modified: you hold this version already."}
    operation["responses"].pop("422", None)
    for status in sorted(codes):
        operation["responses"][str(status)] = _documented(status, codes[status])
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _add(codes: dict[int, list[str]], kinds: Iterable[type[VetError]]) -> None:
    for kind in kinds:
        if kind.code not in codes[status_of(kind)]:
            codes[status_of(kind)].append(kind.code)


def _documented(status: int, codes: list[str]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": f"{TITLES[status]}. Codes: " + ", ".join(f"`{code}`" for code in sorted(codes)) + ".",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in (429, 503):
        described["headers"] = {"Retry-After": _RETRY_AFTER}
    return described
