"""Keep django-appointment in an environment of its own, on the same PostgreSQL with the same visits, and ask it."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import asyncpg

PACKAGES = ("django-appointment==3.12.0", "psycopg[binary]==3.3.9")
DATABASE = "slots_django"
SCRIPT = Path(__file__).with_name("django_peer.py")


@dataclass
class Peer:
    """The program that answers, ready."""

    questions: IO[str]
    answers: IO[str]
    free: int
    """How many half-hours it found free for the first veterinarian."""

    def month_seconds(self) -> float:
        """How long the month of one veterinarian takes. It answers one after the other, each in its own queries."""
        self.questions.write("month\n")
        self.questions.flush()
        return float(self.answers.readline())


@contextmanager
def peer(owner_url: str, calendar_url: str, folder: Path) -> Iterator[Peer]:
    """The peer while the block runs; what it was installed into is removed after it."""
    owner = urlsplit(owner_url)
    source = owner._replace(path=urlsplit(calendar_url).path).geturl()
    own = owner._replace(path=f"/{DATABASE}").geturl()
    asyncio.run(_fresh(owner_url))
    place = Path(tempfile.mkdtemp(prefix="django-", dir=folder))
    try:
        python = _installed(place)
        with (folder / "django.log").open("ab") as log:
            program = subprocess.Popen(
                [python, SCRIPT, source, own], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )
        try:
            assert program.stdin is not None
            assert program.stdout is not None
            first = program.stdout.readline()
            if not first:
                raise RuntimeError(f"django-appointment did not start: see {folder / 'django.log'}")
            yield Peer(program.stdin, program.stdout, int(first))
        finally:
            program.kill()
            program.wait()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _installed(place: Path) -> Path:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, place], check=True)
    python = place / "bin" / "python"
    subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *PACKAGES], check=True)
    return python


async def _fresh(owner_url: str) -> None:
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        await connection.execute(f"CREATE DATABASE {DATABASE}")
    finally:
        await connection.close()
