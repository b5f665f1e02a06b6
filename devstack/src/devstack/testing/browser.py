"""Find a Chromium that really starts, or install one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from devstack.node import node_env, node_folder
from devstack.testing.steps import Workplace

ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
OWN_PATH = "process.stdout.write(require('playwright-core').chromium.executablePath())"
NONE_FOUND = (
    "No browser: the end-to-end tests need Chromium. Set VET_CHROMIUM to one, install it "
    "(Debian: apt-get install chromium fonts-liberation), or let `npx playwright install --with-deps chromium` do it."
)


def find(at: Workplace, specs: Path) -> Path | None:
    """A working browser, installed on the way if need be; None, with the reason in the log, when there is none."""
    if named := at.shell.env.get("VET_CHROMIUM"):
        if works(at, Path(named)):
            return Path(named)
        at.shell.say(f"VET_CHROMIUM names {named}, which does not start.")
        return None
    for candidate in chain(installed(at, specs), installing(at, specs)):
        if works(at, candidate):
            return candidate
    at.shell.say(NONE_FOUND)
    return None


def installed(at: Workplace, specs: Path) -> Iterator[Path]:
    """Playwright's own download first: it fits this Playwright best."""
    if own := playwright_own(at, specs):
        yield own
    for name in ON_PATH:
        if found := shutil.which(name):
            yield Path(found)
    yield from (path for path in MACOS if path.exists())


def installing(at: Workplace, specs: Path) -> Iterator[Path]:
    """Only reached when nothing installed starts."""
    environment = node_env(at.shell.env)
    npx = node_folder() / "npx"
    at.shell.run(npx, "playwright", "install", "chromium", cwd=specs, env=environment, timeout_seconds=300)
    if own := playwright_own(at, specs):
        yield own
    if os.geteuid() == 0 and (apt := shutil.which("apt-get")):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        at.shell.run(apt, "update", cwd=specs, env=quiet)
        at.shell.run(apt, "install", "-y", "--no-install-recommends", "chromium", "fonts-liberation",
                     cwd=specs, env=quiet)  # fmt: skip
        if found := shutil.which("chromium"):
            yield Path(found)


def playwright_own(at: Workplace, specs: Path) -> Path | None:
    path = at.shell.ask(node_folder() / "node", "-e", OWN_PATH, cwd=specs)
    return Path(path) if path and Path(path).exists() else None


def works(at: Workplace, browser: Path) -> bool:
    """Whether it draws an empty page; a download without its system libraries does not.

    Without Chromium's sandbox, as Playwright starts it too: root and many containers have none, and the pages are ours.
    """
    told = at.shell.ask(
        browser, "--headless", "--disable-gpu", "--no-sandbox", "--dump-dom", "about:blank", cwd=at.root
    )
    at.shell.say(f"{browser}: {'starts' if told is not None else 'does not start'}")
    return told is not None
