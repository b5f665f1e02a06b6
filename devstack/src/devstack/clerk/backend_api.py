"""Clerk's Backend API as far as the platform and its tests call it: users, sessions, keys. Same paths, same shapes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from devstack.clerk.activity import Activity
from devstack.clerk.context import Here, Refusal, require_secret_key
from devstack.clerk.shapes import deleted_shape, session_shape, user_shape
from devstack.clerk.store import EmailTaken, Session, User

router = APIRouter(prefix="/v1", dependencies=[Depends(require_secret_key)])


class NewUser(BaseModel):
    email_address: list[str] = Field(min_length=1)
    first_name: str = ""
    last_name: str = ""
    public_metadata: dict[str, Any] = {}


class UserChange(BaseModel):
    first_name: str | None = None
    last_name: str | None = None
    public_metadata: dict[str, Any] | None = None
    private_metadata: dict[str, Any] | None = None
    unsafe_metadata: dict[str, Any] | None = None


class NewEmail(BaseModel):
    email_address: str
    identification_status: str = "verified"


@router.get("/jwks")
async def get_jwks(here: Here) -> dict[str, Any]:
    return here.signer.jwks()


@router.get("/users")
async def list_users(
    here: Here,
    email_address: Annotated[list[str] | None, Query()] = None,
    user_id: Annotated[list[str] | None, Query()] = None,
    query: str | None = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 10,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> list[dict[str, Any]]:
    """Newest first, as Clerk sorts."""
    wanted = {address.lower() for address in email_address or ()}
    words = (query or "").lower()

    def fits(user: User) -> bool:
        text = f"{user.id} {user.email} {user.first_name} {user.last_name}".lower()
        return (not wanted or user.email in wanted) and (not user_id or user.id in user_id) and words in text

    found = sorted(filter(fits, here.store.users.values()), key=lambda user: (-user.created_at, user.id))
    return [user_shape(user) for user in found[offset : offset + limit]]


@router.get("/users/count")
async def count_users(here: Here) -> dict[str, Any]:
    return {"object": "total_count", "total_count": len(here.store.users)}


@router.post("/users")
async def create_user(here: Here, wish: NewUser) -> dict[str, Any]:
    now = here.now()
    try:
        user = here.store.add_user(
            wish.email_address[0], wish.first_name, wish.last_name, now=now, public_metadata=wish.public_metadata
        )
    except EmailTaken as error:
        raise Refusal(422, "form_identifier_exists", "That email address is taken. Please try another.") from error
    here.postman.announce("user.created", user_shape(user), now=now)
    return user_shape(user)


@router.get("/users/{user_id}")
async def get_user(here: Here, user_id: str) -> dict[str, Any]:
    return user_shape(here.user(user_id))


@router.patch("/users/{user_id}")
async def update_user(here: Here, user_id: str, change: UserChange) -> dict[str, Any]:
    user = here.user(user_id)
    for name, value in change.model_dump(exclude_none=True).items():
        setattr(user, name, value)
    user.updated_at = here.now()
    here.store.save()
    here.postman.announce("user.updated", user_shape(user), now=user.updated_at)
    return user_shape(user)


@router.put("/users/{user_id}/email_address")
async def replace_email_address(here: Here, user_id: str, wish: NewEmail) -> dict[str, Any]:
    """The new address is the only one, and verified."""
    user = here.user(user_id)
    if wish.identification_status != "verified":
        raise Refusal(422, "form_param_invalid", "The stand-in knows verified addresses only.")
    here.change_email(user, wish.email_address)
    [address] = user_shape(user)["email_addresses"]
    return dict(address)


@router.delete("/users/{user_id}")
async def delete_user(here: Here, user_id: str) -> dict[str, Any]:
    here.delete_user(here.user(user_id))
    return deleted_shape(user_id)


@router.get("/sessions")
async def list_sessions(
    here: Here,
    user_id: str | None = None,
    client_id: str | None = None,
    status: str | None = None,
    paginated: bool = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 10,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> Any:
    """Newest first; a page of ten unless asked for more, as with Clerk."""
    now = here.now()

    def fits(session: Session) -> bool:
        shape = session_shape(session)
        current = session.status if session.status != "active" or session.is_active(now) else "expired"
        return (
            user_id in (None, session.user_id) and client_id in (None, shape["client_id"]) and status in (None, current)
        )

    found = sorted(filter(fits, here.store.sessions.values()), key=lambda session: -session.created_at)
    shapes = [session_shape(session) for session in found[offset : offset + limit]]
    return {"data": shapes, "total_count": len(found)} if paginated else shapes


@router.post("/sessions")
async def create_session(here: Here, wish: dict[str, str]) -> dict[str, Any]:
    user = here.user(wish.get("user_id", ""))
    return session_shape(here.start_session(user, Activity()))


@router.get("/sessions/{session_id}")
async def get_session(here: Here, session_id: str) -> dict[str, Any]:
    return session_shape(here.session(session_id))


@router.post("/sessions/{session_id}/revoke")
async def revoke_session(here: Here, session_id: str, request: Request) -> dict[str, Any]:
    """Its browser gets no token any more. One that has ended stays as it ended."""
    session = here.session(session_id)
    here.finish_session(session, "revoked", Activity.of(request))
    return session_shape(session)


@router.post("/sessions/{session_id}/tokens")
async def create_session_token(here: Here, session_id: str, wish: dict[str, Any] | None = None) -> dict[str, str]:
    """A token made by the backend; it carries no origin."""
    session = here.active_session(session_id)
    lifetime = int((wish or {}).get("expires_in_seconds") or 60)
    token = here.signer.session_token(
        session.user_id, session.id, now=here.now() // 1000, origin=None, lifetime_seconds=lifetime
    )
    return {"object": "token", "jwt": token}
