"""The sign-in page: choose a demo person or become somebody new, then return to the app with a session."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from devstack.clerk.activity import Activity
from devstack.clerk.context import Here
from devstack.clerk.shapes import user_shape
from devstack.clerk.store import EmailTaken, User
from devstack.hosting import HOST_NAMES
from devstack.pages import Pages

router = APIRouter()
pages = Pages(Path(__file__).parent / "templates")
NEWCOMERS = "Signed up here"
# Where the phone app's own links begin: its scheme in a build, and Expo Go's.
APP_SCHEMES = ("vet", "vetclinic", "exp")


@dataclass(frozen=True)
class Group:
    """People under one heading: a clinic's staff, or the owners."""

    title: str
    people: list[User]


def groups(users: list[User]) -> list[Group]:
    """In the demo world's order; whoever signed up by hand comes last."""
    ordered = sorted(
        users, key=lambda user: (user.public_metadata.get("demo", {}).get("order", 10**9), user.created_at)
    )
    found: dict[str, list[User]] = {}
    for user in ordered:
        found.setdefault(user.public_metadata.get("demo", {}).get("group", NEWCOMERS), []).append(user)
    return [Group(title, people) for title, people in found.items()]


def is_ours(address: str) -> bool:
    """Whether a session may be handed to ``address``: an app on this machine and nobody else."""
    parts = urlsplit(address)
    if parts.scheme in APP_SCHEMES:
        return True
    return parts.scheme in ("http", "https") and parts.hostname in HOST_NAMES


@router.get("/")
@router.get("/sign-in")
@router.get("/sign-up")
async def show_sign_in(here: Here, redirect_url: str = "") -> Response:
    return _page(here, redirect_url)


def _page(here: Here, redirect_url: str, problem: str = "", status_code: int = 200) -> Response:
    if redirect_url and not is_ours(redirect_url):
        return pages.render("refused.html", status_code=400, redirect_url=redirect_url)
    return pages.render(
        "sign_in.html",
        status_code=status_code,
        groups=groups(list(here.store.users.values())),
        redirect_url=redirect_url,
        app=urlsplit(redirect_url).netloc,
        problem=problem,
    )


@router.post("/sign-in")
async def sign_in(
    here: Here, request: Request, email: Annotated[str, Form()], redirect_url: Annotated[str, Form()] = ""
) -> Response:
    user = here.store.by_email(email)
    if user is None:
        return _page(here, redirect_url, f"Nobody here has the address {email}. Sign up below.", 404)
    return _enter(here, request, user, redirect_url)


@router.post("/sign-up")
async def sign_up(
    here: Here,
    request: Request,
    email: Annotated[str, Form()],
    given_name: Annotated[str, Form()],
    family_name: Annotated[str, Form()],
    redirect_url: Annotated[str, Form()] = "",
) -> Response:
    if "@" not in email.strip()[1:-1]:
        return _page(here, redirect_url, "That is not an e-mail address.", 422)
    now = here.now()
    try:
        user = here.store.add_user(email, given_name.strip(), family_name.strip(), now=now)
    except EmailTaken:
        return _page(here, redirect_url, f"{email} is signed up already: choose that person above.", 409)
    here.postman.announce("user.created", user_shape(user), now=now, activity=Activity.of(request))
    return _enter(here, request, user, redirect_url)


def _enter(here: Here, request: Request, user: User, redirect_url: str) -> Response:
    if redirect_url and not is_ours(redirect_url):
        return pages.render("refused.html", status_code=400, redirect_url=redirect_url)
    session = here.start_session(user, Activity.of(request))
    if not redirect_url:
        return pages.render("signed_in.html", user=user, session=session)
    # In the fragment: it never reaches a server's log.
    return RedirectResponse(f"{redirect_url.split('#', 1)[0]}#vet_dev_session={session.id}", status_code=303)
