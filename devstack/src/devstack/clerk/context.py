"""What every route of the stand-in needs, and the two checks they share."""

from __future__ import annotations

import hmac
import time
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Request

from devstack.clerk.activity import Activity
from devstack.clerk.keys import Signer
from devstack.clerk.shapes import bare_session_shape, deleted_shape, user_shape
from devstack.clerk.store import EmailTaken, Session, Store, User
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

    def session(self, session_id: str) -> Session:
        """In whatever state. Raises Refusal."""
        session = self.store.sessions.get(session_id)
        if session is None:
            raise Refusal(404, "resource_not_found", f"No session was found with id {session_id}.")
        return session

    def active_session(self, session_id: str) -> Session:
        session = self.session(session_id)
        if not session.is_active(self.now()):
            raise Refusal(401, "signed_out", "You are signed out.")
        return session

    def start_session(self, user: User, activity: Activity) -> Session:
        """Signed in: the API hears of it."""
        session = self.store.start_session(user, now=self.now(), activity=activity)
        self._tell("created", session, activity)
        return session

    def finish_session(self, session: Session, status: str, activity: Activity | None = None) -> None:
        """ended (signed out), removed (signed out of that browser) or revoked (from elsewhere); once."""
        if session.is_active(self.now()):
            self.store.finish_session(session, status, now=self.now())
            self._tell(status, session, activity)

    def _tell(self, event: str, session: Session, activity: Activity | None) -> None:
        user = self.store.users.get(session.user_id)
        data = {**bare_session_shape(session), "user": user_shape(user) if user else None}
        self.postman.announce(f"session.{event}", data, now=self.now(), activity=activity)

    def change_email(self, user: User, email: str, activity: Activity | None = None) -> None:
        """A new address, verified. Raises Refusal when somebody else has it."""
        try:
            self.store.change_email(user, email, now=self.now())
        except EmailTaken as error:
            raise Refusal(422, "form_identifier_exists", "That email address is taken. Please try another.") from error
        self.postman.announce("user.updated", user_shape(user), now=user.updated_at, activity=activity)

    def delete_user(self, user: User, activity: Activity | None = None) -> None:
        """Gone with all sessions; like Clerk, one message tells of both."""
        self.store.remove_user(user)
        self.postman.announce("user.deleted", deleted_shape(user.id), now=self.now(), activity=activity)


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
