"""Describe the API exactly: every refusal a route can give is documented as the problem it is, with its codes.

What follows from how a route is declared (its gate, its body, its key, its tag) is added here, not repeated on routes.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from vet_core.kernel.errors import VetError

from vet_clinic_api.edge import access, errors, etags, idempotency
from vet_clinic_api.edge import problem_docs as docs
from vet_clinic_api.edge.operation import Operation
from vet_clinic_api.edge.problems import status_of

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
_TEXT = {"type": "string"}
_ETAG = {"description": "The version shown; send it back as If-Match or If-None-Match.", "schema": {"type": "string"}}
_FINGERPRINT = {"description": "Stands for what the reply says; send it back as If-None-Match.", "schema": _TEXT}
_REPLAYED = {"description": "`true` when the reply is that of an earlier request.", "schema": {"type": "string"}}


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
    schemas["Problem"], schemas["ProblemItem"] = docs.PROBLEM, docs.PROBLEM_ITEM
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
        if "x-codes" in response:
            codes[int(status)] += response["x-codes"]
    _add(codes, docs.EVERYWHERE)
    if not isinstance(declared, access.Open):
        operation["security"] = [{"session_token": []}, {"session_cookie": []}]
        _add(codes, docs.SIGNED_IN)
    if isinstance(declared, access.Door):
        operation["security"].insert(0, {})
    if route.methods != {"GET"}:
        _add(codes, docs.WRITING if isinstance(declared, access.Open) else docs.WRITING + docs.WRITING_SIGNED_IN)
    if route.body_field is not None:
        _add(codes, docs.WITH_BODY)
    success = operation["responses"][str(route.status_code or 200)]
    if access.depends_on(route.dependant, idempotency.idempotent):
        _add(codes, docs.WITH_KEY)
        success.setdefault("headers", {})["Idempotency-Replayed"] = _REPLAYED
    if access.depends_on(route.dependant, etags.if_match_required):
        _add(codes, (errors.IfMatchInvalid, errors.IfMatchRequired, errors.Stale))
    if access.depends_on(route.dependant, etags.if_match_optional):
        _add(codes, (errors.IfMatchInvalid, errors.Stale))
    if access.depends_on(route.dependant, etags.entity_tag):
        success.setdefault("headers", {})["ETag"] = _ETAG
        if route.methods == {"GET"}:
            operation["responses"]["304"] = {"description": "Not modified: you hold this version already."}
    if access.depends_on(route.dependant, etags.fingerprint):
        success.setdefault("headers", {})["ETag"] = _FINGERPRINT
        operation["responses"]["304"] = {"description": "Not modified: what you hold is still so."}
    operation["responses"].pop("422", None)
    for status in sorted(codes):
        operation["responses"][str(status)] = docs.documented(status, codes[status])
    operation["responses"] = dict(sorted(operation["responses"].items()))


def _add(codes: dict[int, list[str]], kinds: Iterable[type[VetError]]) -> None:
    for kind in kinds:
        if kind.code not in codes[status_of(kind)]:
            codes[status_of(kind)].append(kind.code)
