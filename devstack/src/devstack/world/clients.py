"""The clients' builds, kept by the hash of what they are made from: nothing is built twice."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from devstack.folders import DEFAULT_STATE, REPOSITORY
from devstack.locks import exclusive_without_blocking
from devstack.node import as_locked, install_lock, node_env, npm_ci
from devstack.processes.launch import Launcher

BUILDS = DEFAULT_STATE / "builds"
KEPT = 3
NOT_SOURCES = {
    "node_modules", "dist", "build", ".expo", "coverage", "test-results", "playwright-report", "tests", "e2e", "docs",
    "android", "ios", ".git",
}  # fmt: skip
NOT_SOURCE_ENDINGS = (".test.ts", ".test.tsx", ".md", ".tsbuildinfo", ".log")


class BuildFailed(Exception):
    """A client could not be installed or built."""

    def __init__(self, sentence: str, last_lines: list[str]) -> None:
        super().__init__(sentence)
        self.last_lines = last_lines


@dataclass(frozen=True)
class Client:
    """One of the two apps and how its build is made. The command's last word is the folder to build into."""

    name: str
    title: str
    folder: Path
    build: tuple[str, ...]

    def sources_hash(self) -> str:
        """Changes whenever the build could."""
        digest = hashlib.sha256("\0".join(self.build).encode())
        for path in _sources(self.folder):
            digest.update(f"{path.relative_to(self.folder)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:16]

    def built(self) -> Path | None:
        """The build of the sources as they are, when there is one."""
        folder = self._place()
        return folder if (folder / "index.html").is_file() else None

    async def make(self, launcher: Launcher) -> Path:
        """The build of the sources as they are, made when there is none. Raises BuildFailed."""
        place = self._place()
        if found := self.built():
            return found
        await self._install(launcher)
        draft = place.with_name(f"{place.name}.{os.getpid()}")
        shutil.rmtree(draft, ignore_errors=True)
        try:
            await self._run(launcher, f"build-{self.name}", [*self.build, str(draft)])
            if not (draft / "index.html").is_file():
                raise BuildFailed(f"The build of the {self.title.lower()} left no index.html.", [])
            shutil.rmtree(place, ignore_errors=True)
            draft.rename(place)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        self._forget_old_builds()
        return place

    async def _install(self, launcher: Launcher) -> None:
        if as_locked(self.folder):
            return
        async with exclusive_without_blocking(install_lock(self.folder)):
            if not as_locked(self.folder):
                await self._run(launcher, f"npm-{self.name}", npm_ci())

    async def _run(self, launcher: Launcher, log: str, command: list[str]) -> None:
        exit_code = await launcher.run(log, command, node_env(), folder=self.folder)
        if exit_code != 0:
            tail = launcher.logs.tail(log, 30)
            what = " ".join([Path(command[0]).name, *command[1:3]])
            raise BuildFailed(
                f"{self.title}: {what} ended with exit code {exit_code}; ./vet logs {log} has it all.", tail
            )

    def _place(self) -> Path:
        BUILDS.mkdir(parents=True, exist_ok=True)
        return BUILDS / f"{self.name}-{self.sources_hash()}"

    def _forget_old_builds(self) -> None:
        builds = [path for path in BUILDS.glob(f"{self.name}-*") if path.is_dir()]
        for old in sorted(builds, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)


WEB = Client(
    "web", "Web app", REPOSITORY / "vet-clinic-web",
    ("node", "node_modules/vite/bin/vite.js", "build", "--emptyOutDir", "--outDir"),
)  # fmt: skip
PHONE = Client(
    "phone", "Phone app", REPOSITORY / "vet-clinic-mobile",
    ("node", "node_modules/expo/bin/cli", "export", "--platform", "web", "--output-dir"),
)  # fmt: skip


def _sources(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in NOT_SOURCES)
        for name in sorted(files):
            path = Path(place, name)
            if not name.endswith(NOT_SOURCE_ENDINGS) and path.is_file():
                yield path
