"""One log file per process, appended to over all starts, with the one before kept when it grew large."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import IO

LARGE_BYTES = 5 * 1024 * 1024
TAIL_LINES = 15


class Logs:
    """The log folder of a world."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def names(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.log"))

    def open(self, name: str) -> IO[bytes]:
        """For a process to write to; begins with a line that says when it started."""
        path = self.path(name)
        if path.exists() and path.stat().st_size > LARGE_BYTES:
            path.replace(path.with_suffix(".log.1"))
        stream = path.open("ab", buffering=0)
        stream.write(f"--- {name} starts {datetime.now().astimezone():%Y-%m-%d %H:%M:%S %Z} ---\n".encode())
        return stream

    def tail(self, name: str, lines: int = TAIL_LINES) -> list[str]:
        """The last lines since the latest start."""
        try:
            with self.path(name).open("rb") as stream:
                stream.seek(max(0, self.path(name).stat().st_size - 64 * 1024))
                written = stream.read().decode("utf-8", "replace").splitlines()
        except OSError:
            return []
        starts = [number for number, line in enumerate(written) if line.startswith(f"--- {name} starts ")]
        return written[starts[-1] + 1 if starts else 0 :][-lines:]
