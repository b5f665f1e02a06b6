"""How refusals are documented: the shape of a problem, and which codes stand behind which status."""

from typing import Any

from vet_core.db import ChangedMeanwhile, DatabaseBusy, DatabaseTimeout, DatabaseUnavailable
from vet_core.kernel.errors import VetError
from vet_services.identity.errors import (
    AccountUnknown,
    EmailNotVerified,
    EmailTaken,
    InvalidToken,
    SessionOver,
    SignInUnavailable,
    TokenExpired,
)

from vet_clinic_api.edge import errors
from vet_clinic_api.edge.problems import MEDIA_TYPE, TYPE_PREFIX, status_of

TITLES = {
    400: "Malformed",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found, or hidden from the caller",
    408: "Too slow",
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
WRITING: tuple[type[VetError], ...] = (ChangedMeanwhile, errors.TooLarge, errors.TooSlow)
WRITING_SIGNED_IN: tuple[type[VetError], ...] = (errors.CrossSite,)
SIGNED_IN: tuple[type[VetError], ...] = (
    errors.SignInRequired,
    InvalidToken,
    TokenExpired,
    SessionOver,
    AccountUnknown,
    EmailNotVerified,
    EmailTaken,
    SignInUnavailable,
)
WITH_BODY: tuple[type[VetError], ...] = (errors.MalformedJson, errors.UnsupportedMediaType)
WITH_KEY: tuple[type[VetError], ...] = (
    errors.IdempotencyKeyInvalid,
    errors.IdempotencyKeyReused,
    errors.IdempotencyKeyInProgress,
)

PROBLEM: dict[str, Any] = {
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
PROBLEM_ITEM: dict[str, Any] = {
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
_RETRY_AFTER = {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 0}}


def problems(*kinds: type[VetError]) -> dict[int | str, dict[str, Any]]:
    """What a route declares: `responses=problems(NotOffered, SlotTaken)`."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for kind in kinds:
        by_status.setdefault(status_of(kind), {"description": "", "x-codes": []})["x-codes"].append(kind.code)
    return by_status


def documented(status: int, codes: list[str]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "description": f"{TITLES[status]}. Codes: " + ", ".join(f"`{code}`" for code in sorted(codes)) + ".",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status in (429, 503):
        described["headers"] = {"Retry-After": _RETRY_AFTER}
    return described
