"""Answer a repeated request with the reply of the first. The key and the reply are committed with the change itself,
so that a key is never remembered for work that was undone, nor work done twice for one key.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import Depends, Header
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import Response
from vet_core.db import Session
from vet_core.db.direct import Direct

from vet_clinic_api.edge import metrics
from vet_clinic_api.edge.errors import IdempotencyKeyInProgress, IdempotencyKeyInvalid, IdempotencyKeyReused
from vet_clinic_api.edge.exchange import Exchange, Given

HEADER = "idempotency-key"
REPLAYED = "Idempotency-Replayed"
KEPT = timedelta(hours=24)

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = ("content-type", "location", "etag")
_MAX_METHOD_PATH = 500

# The advisory lock keeps two requests with one key from waiting on each other inside the database: the second
# is told at once. Only a row past its time is overwritten.
_CLAIM = Direct(
    text("""
    WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(:lock) AS is_mine)
    INSERT INTO idempotency_keys AS kept
        (person_id, key, method_path, request_hash, headers, created_at, expires_at)
    SELECT :person_id, :key, :method_path, :request_hash, '{}', :now, :expires_at FROM turn WHERE turn.is_mine
    ON CONFLICT (person_id, key) DO UPDATE
        SET method_path = excluded.method_path, request_hash = excluded.request_hash, status = NULL, body = NULL,
            headers = '{}', created_at = excluded.created_at, expires_at = excluded.expires_at
        WHERE kept.expires_at <= :now
    RETURNING 1
    """)
)
_READ = text(
    "SELECT request_hash, status, headers, body FROM idempotency_keys"
    " WHERE person_id = :person_id AND key = :key AND expires_at > :now"
)
_KEEP = Direct(
    text(
        "UPDATE idempotency_keys SET status = :status, headers = CAST(:headers AS jsonb), body = :body"
        " WHERE person_id = :person_id AND key = :key"
    )
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One use of a key: whose, which, and for exactly which request."""

    person_id: UUID
    key: str
    method_path: str
    request_hash: str


def key_of(headers: Mapping[str, str]) -> str | None:
    """The key of a request, None without one. Raises IdempotencyKeyInvalid."""
    key = headers.get(HEADER)
    if key is not None and _KEY.fullmatch(key) is None:
        raise IdempotencyKeyInvalid("Use 1 to 255 visible ASCII characters, for example a UUID.")
    return key


def claim_of(request: Request, key: str, person_id: UUID, body: bytes) -> Claim:
    scope = request.scope
    target = scope["path"] + "?" + scope["query_string"].decode("latin-1")
    method_path = f"{scope['method']} {target}"
    digest = hashlib.sha256(method_path.encode("utf-8", "surrogatepass") + b"\0" + body).hexdigest()
    return Claim(person_id, key, method_path[:_MAX_METHOD_PATH], digest)


async def take(session: Session, claim: Claim, now: datetime) -> Response | None:
    """Reserve the key in the caller's transaction and return None, or return the reply it already has.

    Raises IdempotencyKeyReused when the key was used for another request, IdempotencyKeyInProgress when the first
    request with it has not ended yet.
    """
    claimed = await _CLAIM.rows(
        session,
        {
            "lock": _lock_number(claim),
            "person_id": claim.person_id,
            "key": claim.key,
            "method_path": claim.method_path,
            "request_hash": claim.request_hash,
            "now": now,
            "expires_at": now + KEPT,
        },
    )
    if claimed:
        return None
    found = await session.execute(_READ, {"person_id": claim.person_id, "key": claim.key, "now": now})
    kept = found.first()
    if kept is None:
        raise IdempotencyKeyInProgress("Repeat the request in a moment to get its reply.", retry_after_seconds=1)
    if kept.request_hash != claim.request_hash:
        raise IdempotencyKeyReused("Use a new key for a new request; repeat a request without changing it.")
    metrics.IDEMPOTENT_REPLAYS.inc()
    return Response(kept.body or b"", status_code=kept.status, headers={**kept.headers, REPLAYED: "true"})


async def keep(session: Session, claim: Claim, reply: Response) -> None:
    """Remember the reply; it becomes visible with the change it answers."""
    headers = {name: reply.headers[name] for name in _KEPT_HEADERS if name in reply.headers}
    await _KEEP.rows(
        session,
        {
            "person_id": claim.person_id,
            "key": claim.key,
            "status": reply.status_code,
            "headers": _as_json(headers),
            "body": bytes(reply.body),
        },
    )


def _as_json(headers: Mapping[str, str]) -> str:
    return orjson.dumps(dict(headers)).decode()


def _lock_number(claim: Claim) -> int:
    digest = hashlib.blake2b(
        claim.person_id.bytes + claim.key.encode("ascii"), digest_size=8, person=b"idempotency-key"
    )
    return int.from_bytes(digest.digest(), "big", signed=True)


class _Idempotent(Given):
    """Describes the header; the route's transaction does the work."""

    def __call__(
        self,
        idempotency_key: Annotated[
            str | None,
            Header(
                alias="Idempotency-Key",
                description="Repeating a request with the same key and body returns the first reply instead of acting "
                "again. Chosen by the client, kept for 24 hours.",
                examples=["5f0c9d8e-3b52-4a55-8b0e-0f6a1c1d2e3f"],
                min_length=1,
                max_length=255,
            ),
        ] = None,
    ) -> None:
        """Never called."""

    def take(self, exchange: Exchange) -> None:
        return None


idempotent = _Idempotent()
Idempotent: Any = Depends(idempotent)
"""Add to a route's dependencies: a repeated key gets the first reply."""
