"""The page on which a person changes what Clerk keeps about them: e-mail address, devices, the account itself.

Anybody may be anybody here; but only pages of this server may send the forms: no other site does it behind one's back.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Header, Request
from starlette.responses import RedirectResponse, Response

from devstack.clerk.activity import Activity
from devstack.clerk.context import Here, Refusal
from devstack.clerk.store import Session
from devstack.pages import Pages


async def from_here(
    request: Request,
    origin: Annotated[str | None, Header()] = None,
    sec_fetch_site: Annotated[str | None, Header()] = None,
) -> None:
    """A browser always names the page a form came from."""
    elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if request.method == "POST" and (elsewhere or sec_fetch_site not in (None, "same-origin")):
        raise Refusal(403, "origin_invalid", "This form was sent by another site.")


router = APIRouter(prefix="/accounts", dependencies=[Depends(from_here)])
pages = Pages(Path(__file__).parent / "templates")


@router.get("")
async def list_accounts(here: Here) -> Response:
    people = sorted(here.store.users.values(), key=lambda user: (user.first_name, user.last_name, user.email))
    return pages.render("accounts.html", people=people)


@router.get("/{user_id}")
async def show_account(here: Here, user_id: str) -> Response:
    return _page(here, user_id)


@router.post("/{user_id}/email")
async def change_email(here: Here, request: Request, user_id: str, email: Annotated[str, Form()]) -> Response:
    if "@" not in email.strip()[1:-1]:
        return _page(here, user_id, "That is not an e-mail address.", 422)
    try:
        here.change_email(here.user(user_id), email, Activity.of(request))
    except Refusal as refusal:
        return _page(here, user_id, refusal.message, refusal.status)
    return RedirectResponse(f"/accounts/{user_id}", 303)


@router.post("/{user_id}/sessions/{session_id}/revoke")
async def sign_out_device(here: Here, request: Request, user_id: str, session_id: str) -> Response:
    session = here.session(session_id)
    if session.user_id == here.user(user_id).id:
        here.finish_session(session, "revoked", Activity.of(request))
    return RedirectResponse(f"/accounts/{user_id}", 303)


@router.post("/{user_id}/delete")
async def delete_account(here: Here, request: Request, user_id: str) -> Response:
    here.delete_user(here.user(user_id), Activity.of(request))
    return RedirectResponse("/accounts", 303)


def _page(here: Here, user_id: str, problem: str = "", status_code: int = 200) -> Response:
    user, now = here.user(user_id), here.now()
    devices = [(session, _words(session)) for session in here.store.sessions_of(user) if session.is_active(now)]
    return pages.render("account.html", status_code=status_code, user=user, devices=devices, problem=problem)


def _words(session: Session) -> str:
    browser = " ".join(session.activity.browser).strip() or "no browser"
    last_seen = datetime.fromtimestamp((session.last_active_at or session.created_at) / 1000, UTC)
    where = [session.activity.device_type, session.activity.ip_address, f"last seen {last_seen:%Y-%m-%d %H:%M} UTC"]
    return " · ".join([browser, *filter(None, where)])
