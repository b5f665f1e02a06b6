"""Users and sessions, kept in one file. A handful of people, so every change writes the whole of it."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from devstack.clerk.activity import Activity
from devstack.folders import write_private

SESSION_LIFETIME_MS = 7 * 24 * 3600 * 1000
# How long it is known what became of a session.
REMEMBERED_MS = 24 * 3600 * 1000


class EmailTaken(Exception):
    """Another user has this address."""


@dataclass
class User:
    """What Clerk knows about a person. Times are Unix milliseconds, as on Clerk's wire."""

    id: str
    email: str
    first_name: str
    last_name: str
    created_at: int
    updated_at: int
    last_sign_in_at: int | None = None
    public_metadata: dict[str, Any] = field(default_factory=dict)
    private_metadata: dict[str, Any] = field(default_factory=dict)
    unsafe_metadata: dict[str, Any] = field(default_factory=dict)


@dataclass
class Session:
    """One signed-in browser or phone."""

    id: str
    user_id: str
    created_at: int
    status: str = "active"
    updated_at: int = 0
    last_active_at: int = 0
    activity: Activity = field(default_factory=Activity)

    @property
    def expire_at(self) -> int:
        return self.created_at + SESSION_LIFETIME_MS

    def is_active(self, now: int) -> bool:
        return self.status == "active" and now < self.expire_at

    def is_worth_keeping(self, now: int) -> bool:
        return self.is_active(now) or now < max(self.updated_at, self.created_at) + REMEMBERED_MS

    @classmethod
    def stored(cls, entry: dict[str, Any]) -> Session:
        return cls(**{**entry, "activity": Activity(**entry.get("activity", {}))})


@dataclass
class PendingWebhook:
    """A webhook that the API has not accepted yet. The id stays the same over all attempts."""

    id: str
    body: str
    attempts: int = 0


def user_id_for(email: str) -> str:
    """Ids follow from the address: a new stand-in beside an old database still means the same people."""
    digest = hashlib.sha256(email.lower().encode()).hexdigest()
    return f"user_{digest[:27]}"


class Store:
    """All state of the stand-in. Not for use from several processes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.users: dict[str, User] = {}
        self.sessions: dict[str, Session] = {}
        self.webhooks: list[PendingWebhook] = []
        self.gone: set[str] = set()
        if path.exists():
            stored = json.loads(path.read_text(encoding="utf-8"))
            self.users = {entry["id"]: User(**entry) for entry in stored["users"]}
            self.sessions = {entry["id"]: Session.stored(entry) for entry in stored["sessions"]}
            self.gone = set(stored.get("gone", ()))
            self.webhooks = [PendingWebhook(**entry) for entry in stored["webhooks"]]

    def by_email(self, email: str) -> User | None:
        wanted = email.strip().lower()
        return next((user for user in self.users.values() if user.email == wanted), None)

    def add_user(
        self, email: str, first_name: str, last_name: str, *, now: int, public_metadata: dict[str, Any] | None = None
    ) -> User:
        """Raises EmailTaken."""
        email = email.strip().lower()
        if self.by_email(email):
            raise EmailTaken(email)
        user_id = user_id_for(email)
        if user_id in self.users or user_id in self.gone:
            # Its first owner has another address since, or is gone: ids are never used twice.
            user_id = f"user_{secrets.token_hex(13)}0"
        user = User(user_id, email, first_name, last_name, now, now, public_metadata=public_metadata or {})
        self.users[user.id] = user
        self.save()
        return user

    def remove_user(self, user: User) -> None:
        del self.users[user.id]
        self.gone.add(user.id)
        self.sessions = {key: entry for key, entry in self.sessions.items() if entry.user_id != user.id}
        self.save()

    def change_email(self, user: User, email: str, *, now: int) -> None:
        """The new address replaces the old one. Raises EmailTaken."""
        email = email.strip().lower()
        if self.by_email(email) not in (None, user):
            raise EmailTaken(email)
        user.email, user.updated_at = email, now
        self.save()

    def start_session(self, user: User, *, now: int, activity: Activity) -> Session:
        session = Session(
            f"sess_{secrets.token_hex(20)}", user.id, now, updated_at=now, last_active_at=now, activity=activity
        )
        user.last_sign_in_at = now
        self.sessions = {key: entry for key, entry in self.sessions.items() if entry.is_worth_keeping(now)}
        self.sessions[session.id] = session
        self.save()
        return session

    def finish_session(self, session: Session, status: str, *, now: int) -> None:
        session.status, session.updated_at = status, now
        self.save()

    def sessions_of(self, user: User) -> list[Session]:
        """Newest first."""
        own = (session for session in self.sessions.values() if session.user_id == user.id)
        return sorted(own, key=lambda session: session.created_at, reverse=True)

    def save(self) -> None:
        write_private(
            self._path,
            json.dumps(
                {
                    "users": [asdict(user) for user in self.users.values()],
                    "sessions": [asdict(session) for session in self.sessions.values()],
                    "gone": sorted(self.gone),
                    "webhooks": [asdict(webhook) for webhook in self.webhooks],
                }
            ),
        )
