"""What every route of the stand-in needs, and the two checks they share."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

from devstack.clerk.keys import Signer
from devstack.clerk.store import Session, Store, User
from devstack.clerk.webhooks import Postman


@dataclass(frozen=True)
class Context:
    store: Store
    signer: Signer
    postman: Postman
    secret_key: str

    @staticmethod
    def now() -> int:
        """Unix milliseconds."""
        return int(time.time() * 1000)

    def user(self, user_id: str) -> User:
        user = self.store.users.get(user_id)
        if user is None:
            raise Refusal(404, "resource_not_found", f"No user was found with id {user_id}.")
        return user

    def active_session(self, session_id: str) -> Session:
        session = self.store.sessions.get(session_id)
        if session is None:
            raise Refusal(404, "resource_not_found", f"No session was found with id {session_id}.")
        if not session.is_active(self.now()):
            raise Refusal(401, "signed_out", "You are signed out.")
        return session


class Refusal(Exception):
    """An answer that the application gives in Clerk's error shape."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


async def context(request: Request) -> Context:
    found = request.app.state.context
    assert isinstance(found, Context)
    return found


Here = Annotated[Context, Depends(context)]


async def require_secret_key(here: Here, authorization: Annotated[str, Header()] = "") -> None:
    """The Backend API is for holders of the secret key only."""
    if not hmac.compare_digest(authorization.encode(), f"Bearer {here.secret_key}".encode()):
        raise Refusal(401, "clerk_key_invalid", "The provided Clerk Secret Key is invalid.")
