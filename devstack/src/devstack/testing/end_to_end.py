"""The whole platform in a real browser: bring it up once, run the Playwright specs against it, take it down."""

from __future__ import annotations

import json
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from devstack.node import node_env, node_folder
from devstack.testing import browser, node
from devstack.testing.counts import FAILED, Counts, from_playwright, settle
from devstack.testing.steps import Workplace

SPECS = Path("devstack") / "e2e"
UP_SECONDS = 600
DOWN_SECONDS = 60


def end_to_end(at: Workplace) -> Counts:
    specs = at.root / SPECS
    if not node.packages_ready(at, specs):
        return FAILED
    chromium = browser.find(at, specs)
    if chromium is None:
        return FAILED
    # Beside the repository's own state, so that a developer's running platform is left alone.
    with tempfile.TemporaryDirectory(prefix="e2e-", dir=at.reports) as state:
        platform = start(at, Path(state))
        try:
            if not wait_until_up(at, platform, Path(state)):
                return FAILED
            return run_specs(at, specs, chromium, Path(state))
        finally:
            stop(at, platform)


def start(at: Workplace, state: Path) -> subprocess.Popen[bytes]:
    words = [str(at.python), "-m", "devstack", "up", "--state", str(state), "--ports", "auto"]
    at.shell.say(f"$ {' '.join(words)}")
    return at.shell.programs.start(words, cwd=at.root, env=at.shell.env, log=at.shell.log)


def wait_until_up(at: Workplace, platform: subprocess.Popen[bytes], state: Path) -> bool:
    """Whether every process reported itself healthy in time."""
    deadline = time.monotonic() + UP_SECONDS
    while time.monotonic() < deadline:
        if platform.poll() is not None:
            at.shell.say(f"The platform ended by itself with exit code {platform.returncode}.")
            return False
        told = at.shell.ask(at.python, "-m", "devstack", "status", "--json", "--state", state, cwd=at.root)
        if told and healthy(told):
            return True
        time.sleep(1)
    at.shell.say(f"The platform was not up after {UP_SECONDS} seconds.")
    return False


def healthy(status: str) -> bool:
    """Whether `status --json` calls the platform ready and every process healthy, the phone app among them.

    The platform is ready before the phone app, whose build takes longest.
    """
    try:
        told = json.loads(status)
    except ValueError:
        return False
    health = {process["name"]: process["health"] for process in told["processes"]}
    return bool(told.get("ready")) and "phone" in health and set(health.values()) == {"healthy"}


def run_specs(at: Workplace, specs: Path, chromium: Path, state: Path) -> Counts:
    report = at.reports / "e2e.json"
    report.unlink(missing_ok=True)
    environment = {
        **node_env(at.shell.env),
        "VET_CHROMIUM": str(chromium),
        "VET_STATE": str(state),
        "VET_PYTHON": str(at.python),
        "VET_E2E_OUTPUT": str(at.reports / "e2e"),
        "PLAYWRIGHT_JSON_OUTPUT_FILE": str(report),
    }
    code = at.shell.run(node_folder() / "npx", "playwright", "test", cwd=specs, env=environment)
    return settle(code, from_playwright(report))


def stop(at: Workplace, platform: subprocess.Popen[bytes]) -> None:
    """Ctrl-C, as a person would, then without asking."""
    if platform.poll() is None:
        platform.send_signal(signal.SIGINT)
    code = at.shell.programs.finish(platform, DOWN_SECONDS)
    at.shell.say(f"The platform stopped with exit code {code}.")
