"""What Clerk does not have and a development platform needs: demo people in one go, and a token for an address."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from devstack.clerk.activity import Activity
from devstack.clerk.context import Here, Refusal, require_secret_key
from devstack.clerk.shapes import user_shape
from devstack.clerk.store import User, user_id_for

router = APIRouter(prefix="/dev", dependencies=[Depends(require_secret_key)])


class DemoPerson(BaseModel):
    email: str
    given_name: str
    family_name: str
    group: str
    role: str
    hint: str = ""


class TokenWish(BaseModel):
    email: str
    lifetime_seconds: int = Field(default=3600, ge=1, le=30 * 24 * 3600)
    origin: str | None = None
    user_agent: str = ""
    ip_address: str = ""
    city: str = ""
    country: str = ""


@router.post("/people")
async def load_people(here: Here, people: list[DemoPerson]) -> dict[str, int]:
    """Put the demo people in, quietly: they were there before the platform, so no webhook tells of them."""
    now = here.now()
    for order, person in enumerate(people):
        demo = {"group": person.group, "role": person.role, "hint": person.hint, "order": order}
        known = here.store.by_email(person.email)
        if known is None:
            user = User(
                user_id_for(person.email), person.email.lower(), person.given_name, person.family_name, now, now
            )
            here.store.users[user.id] = known = user
        known.public_metadata = {**known.public_metadata, "demo": demo}
    here.store.save()
    return {"users": len(here.store.users)}


@router.post("/tokens")
async def mint_token(here: Here, wish: TokenWish) -> dict[str, Any]:
    """A token and its session for whoever has the address."""
    user = here.store.by_email(wish.email)
    if user is None:
        raise Refusal(404, "resource_not_found", f"Nobody here has the address {wish.email}.")
    activity = Activity(wish.user_agent, wish.ip_address, wish.city, wish.country)
    session = here.start_session(user, activity)
    now = here.now() // 1000
    token = here.signer.session_token(
        user.id, session.id, now=now, origin=wish.origin, lifetime_seconds=wish.lifetime_seconds
    )
    return {"jwt": token, "expires_at": now + wish.lifetime_seconds, "session_id": session.id, "user": user_shape(user)}
