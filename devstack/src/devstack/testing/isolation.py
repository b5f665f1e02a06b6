"""Each Python part alone: its files in an empty folder, the libraries from built wheels, its own tests."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from devstack.locks import exclusive
from devstack.testing.counts import FAILED, Counts
from devstack.testing.python_parts import pytest_in
from devstack.testing.static import tool
from devstack.testing.steps import Part, Workplace

LEFT_BEHIND = ("__pycache__", "*.egg-info", ".*_cache", ".hypothesis", ".venv", "build", "dist", "node_modules")
LIBRARIES = ("vet-core-package", "vet-services-package")
# The libraries a part stands on. Nothing else of ours is within its reach.
BENEATH: dict[str, tuple[str, ...]] = {
    "core": (),
    "services": ("vet_core-",),
    "api": ("vet_core-", "vet_services-"),
    "jobs": ("vet_core-", "vet_services-"),
}


def alone(part: Part) -> Callable[[Workplace], Counts]:
    """The part's own tests, in a place where no other part can be reached but as an installed library."""

    def run(at: Workplace) -> Counts:
        wheels = built_wheels(at)
        if not wheels:
            return FAILED
        with tempfile.TemporaryDirectory(prefix=f"vet-{part.name}-alone-") as scratch:
            place = Path(scratch)
            folder = copy_part(at, part.folder, place / part.folder)
            python = place / "venv" / "bin" / "python"
            beneath = [wheel for wheel in wheels if wheel.name.startswith(BENEATH[part.name])]
            made = at.shell.run(at.python, "-m", "venv", "--without-pip", place / "venv", cwd=place) == 0
            if not made or not install(at, python, [*beneath, "-e", f"{folder}[testing]"]):
                return FAILED
            return pytest_in(at, folder, python)

    return run


def built_wheels(at: Workplace) -> list[Path]:
    """Wheels of the two libraries, built once a run from clean copies; empty when a build failed."""
    shelf = at.reports / "wheels"
    with exclusive(at.reports / "wheels.lock"):
        if not shelf.is_dir():
            shelf.mkdir()
            with tempfile.TemporaryDirectory(prefix="vet-wheels-") as scratch:
                for folder in LIBRARIES:
                    source = copy_part(at, folder, Path(scratch) / folder)
                    # The build backend is pinned and already installed: no isolation, no network.
                    build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", shelf)
                    if at.shell.run(at.python, *build, cwd=source) != 0:
                        return []
    return sorted(shelf.glob("*.whl"))


def install(at: Workplace, python: Path, wanted: list[str | Path]) -> bool:
    """Install at the pinned versions: by uv from its cache, by uv from the index, or by pip, whichever works first."""
    words = ("-q", "-c", at.root / "constraints.txt", *wanted)
    by_uv = (tool(at, "uv"), "pip", "install", "--python", python, *words)
    ways = ((*by_uv, "--offline"), by_uv, (at.python, "-m", "pip", "--python", python, "install", *words))
    env = {"UV_LINK_MODE": "copy", "UV_SYSTEM_CERTS": "true"}
    return any(at.shell.run(*way, cwd=at.root, env=env) == 0 for way in ways)


def copy_part(at: Workplace, folder: str, to: Path) -> Path:
    """The part's files as git sees them, committed or new; without git, everything but what tools leave behind."""
    names = listed_by_git(at, folder)
    if names is None:
        shutil.copytree(at.root / folder, to, ignore=shutil.ignore_patterns(*LEFT_BEHIND), dirs_exist_ok=True)
        return to
    for name in names:
        source = at.root / name
        if source.is_file():  # a file deleted but not yet committed is still listed
            target = to / Path(name).relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
    return to


def listed_by_git(at: Workplace, folder: str) -> list[str] | None:
    """Tracked and new files, nothing ignored. A clone of somebody else's is fine: we only read names."""
    told = at.shell.ask(
        "git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder,
        cwd=at.root,
    )  # fmt: skip
    names = [name for name in (told or "").split("\0") if name]
    return names or None
