"""What browsers and phones ask: the public keys, a fresh token every minute, and the end of a session."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request

from devstack.clerk.activity import Activity
from devstack.clerk.context import Here
from devstack.clerk.shapes import session_shape, user_shape

router = APIRouter()


@router.get("/.well-known/jwks.json")
async def get_public_keys(here: Here) -> dict[str, Any]:
    return here.signer.jwks()


@router.get("/.well-known/openid-configuration")
async def get_openid_configuration(here: Here) -> dict[str, Any]:
    issuer = here.signer.issuer
    return {
        "issuer": issuer,
        "jwks_uri": f"{issuer}/.well-known/jwks.json",
        "id_token_signing_alg_values_supported": ["RS256"],
        "subject_types_supported": ["public"],
    }


@router.get("/v1/client/sessions/{session_id}")
async def get_client_session(here: Here, session_id: str) -> dict[str, Any]:
    session = here.active_session(session_id)
    return {"response": {**session_shape(session), "user": user_shape(here.user(session.user_id))}, "client": None}


@router.post("/v1/client/sessions/{session_id}/tokens")
async def get_token(here: Here, session_id: str, origin: Annotated[str | None, Header()] = None) -> dict[str, str]:
    """A token for one minute, for the origin that asks."""
    session = here.active_session(session_id)
    session.last_active_at = here.now()
    here.store.save()
    token = here.signer.session_token(session.user_id, session.id, now=here.now() // 1000, origin=origin)
    return {"object": "token", "jwt": token}


@router.post("/v1/client/sessions/{session_id}/end")
async def end_session(here: Here, session_id: str, request: Request) -> dict[str, Any]:
    return _finish(here, session_id, "ended", request)


@router.post("/v1/client/sessions/{session_id}/remove")
async def remove_session(here: Here, session_id: str, request: Request) -> dict[str, Any]:
    return _finish(here, session_id, "removed", request)


def _finish(here: Here, session_id: str, status: str, request: Request) -> dict[str, Any]:
    session = here.active_session(session_id)
    here.finish_session(session, status, Activity.of(request))
    return {"response": session_shape(session), "client": None}
