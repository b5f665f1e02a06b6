"""What can be wrong with a request before any domain has seen it, each with the HTTP status it is answered with."""

from typing import ClassVar

from vet_core.kernel.errors import Kind, VetError


class EdgeError(VetError):
    """A refusal by the edge itself; unlike the domains' errors it knows its own status."""

    status: ClassVar[int]


class MalformedRequest(EdgeError):
    """What the framework or the edge cannot read at all: a NUL in the address, an aborted body."""

    code = "edge.malformed_request"
    kind = Kind.INVALID
    title = "The request is malformed."
    status = 400


class MalformedJson(EdgeError):
    code = "edge.malformed_json"
    kind = Kind.INVALID
    title = "The body is not valid JSON."
    status = 400


class ValidationFailed(EdgeError):
    code = "edge.validation"
    kind = Kind.INVALID
    title = "Some values are not acceptable."
    status = 422


class UnsupportedMediaType(EdgeError):
    code = "edge.unsupported_media_type"
    kind = Kind.INVALID
    title = "The body must be JSON."
    status = 415


class TooLarge(EdgeError):
    code = "edge.too_large"
    kind = Kind.TOO_LARGE
    title = "The body is too large."
    status = 413


class TooSlow(EdgeError):
    code = "edge.too_slow"
    kind = Kind.INVALID
    title = "The request did not arrive in time."
    status = 408


class HeadTooLarge(EdgeError):
    code = "edge.head_too_large"
    kind = Kind.TOO_LARGE
    title = "The address and the headers are too large."
    status = 431


class TooManyConnections(EdgeError):
    code = "edge.too_many_connections"
    kind = Kind.UNAVAILABLE
    title = "Too many connections are open."
    status = 503


class UnknownPath(EdgeError):
    code = "edge.not_found"
    kind = Kind.NOT_FOUND
    title = "Nothing lives at this address."
    status = 404


class MethodNotAllowed(EdgeError):
    code = "edge.method_not_allowed"
    kind = Kind.INVALID
    title = "This address does not answer that method."
    status = 405


class SignInRequired(EdgeError):
    code = "identity.sign_in_required"
    kind = Kind.UNAUTHENTICATED
    title = "Sign in first."
    status = 401


class CrossSite(EdgeError):
    """A cookie travels by itself, so a change it signs must come from one of our own pages."""

    code = "edge.cross_site"
    kind = Kind.FORBIDDEN
    title = "This request did not come from one of our pages."
    status = 403


class OriginRefused(EdgeError):
    code = "edge.origin_refused"
    kind = Kind.FORBIDDEN
    title = "Pages of this origin may not listen."
    status = 403


class SubprotocolUnknown(EdgeError):
    code = "edge.subprotocol_unknown"
    kind = Kind.INVALID
    title = "None of these subprotocols is spoken here."
    status = 400


class RateLimited(EdgeError):
    code = "edge.rate_limited"
    kind = Kind.LIMITED
    title = "Too many requests."
    status = 429


class IdempotencyKeyInvalid(EdgeError):
    code = "edge.idempotency_key_invalid"
    kind = Kind.INVALID
    title = "The idempotency key is not usable."
    status = 400


class IdempotencyKeyReused(EdgeError):
    code = "edge.idempotency_key_reused"
    kind = Kind.INVALID
    title = "The idempotency key belongs to another request."
    status = 422


class IdempotencyKeyInProgress(EdgeError):
    code = "edge.idempotency_key_in_progress"
    kind = Kind.CONFLICT
    title = "The first request with this key is still running."
    status = 409


class IfMatchRequired(EdgeError):
    code = "edge.if_match_required"
    kind = Kind.PRECONDITION_REQUIRED
    title = "Say which version you are changing."
    status = 428


class IfMatchInvalid(EdgeError):
    code = "edge.if_match_invalid"
    kind = Kind.INVALID
    title = "The If-Match header is not one of our tags."
    status = 400


class Stale(EdgeError):
    code = "edge.stale"
    kind = Kind.PRECONDITION_FAILED
    title = "Somebody changed this in the meantime."
    status = 412


class Internal(EdgeError):
    code = "edge.internal"
    kind = Kind.UNAVAILABLE
    title = "Something went wrong on our side."
    status = 500
