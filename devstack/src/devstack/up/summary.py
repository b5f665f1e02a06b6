"""What a person wants to know once the platform is up: where to go, who to be, what to try."""

from __future__ import annotations

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

PAGES = (
    ("web", "Web app", "owners, vets and administrators"),
    ("phone", "Phone app", "open it in a narrow window"),
    ("mailbox", "Mailbox", "every mail the platform sends"),
    ("flower", "Flower", "the background jobs"),
    ("api", "API", "/openapi.json, /readyz, /metrics"),
    ("clerk", "Sign-in", "stands in for Clerk"),
)


def summary(status: dict[str, Any], *, pending: dict[str, str] | None = None) -> RenderableType:
    """``pending`` names pages that are still being made, with a word on it."""
    parts: list[RenderableType] = [Text(""), _pages(status, pending or {})]
    if status["people"]:
        parts += [Text(""), _people(status["people"])]
    parts += [Text(""), Text(_commands(status))]
    return Padding(Group(*parts), (0, 0, 1, 1))


def _pages(status: dict[str, Any], pending: dict[str, str]) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, title, about in PAGES:
        address = status["addresses"].get(name)
        if address is None:
            continue
        login = status["logins"].get(name)
        if name in pending:
            about = pending[name]
        elif login:
            about = f"{about}; user {login['user']}, password {login['password']}"
        table.add_row(Text(title, style="bold"), Text(address, style="cyan"), Text(about, style="dim"))
    return table


def _people(people: list[dict[str, Any]]) -> RenderableType:
    """Those with something to try; the sign-in page lists everybody."""
    table = Table.grid(padding=(0, 3))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    chosen = [person for person in people if person["try"]]
    for person in chosen:
        role = ", ".join(person["roles"]).replace("_", " ")
        who = Text.assemble((person["name"], "bold"), "\n", (role, "dim"))
        table.add_row(who, Text.assemble((person["email"], "cyan"), "\n", person["try"]))
    rest = len(people) - len(chosen)
    more = f"Sign in as any of them without a password; the sign-in page lists {rest} more."
    return Group(Text("People of the demo world", style="bold"), Text(more, style="dim"), Text(""), table)


def _commands(status: dict[str, Any]) -> str:
    person = next((person["email"] for person in status["people"]), "EMAIL")
    api = status["addresses"]["api"]
    return (
        f'curl -H "Authorization: Bearer $(./vet token {person})" {api}/v1/identity/me\n'
        "./vet logs api · ./vet status · Ctrl-C or ./vet down stops everything"
    )
