"""Tell one process from another that later got the same number. Nothing is ever signalled by number alone."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import psutil


def birth(pid: int) -> str | None:
    """A mark that no other process on this machine ever had together with ``pid``; None when there is no such process.

    On Linux the kernel's own start tick: psutil's creation time moves when the wall clock is corrected.
    """
    if sys.platform == "linux":
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None
        fields = stat.rpartition(")")[2].split()
        return None if fields[0] in "ZX" else f"{boot}:{fields[19]}"
    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else f"{process.create_time():.2f}"
    except psutil.Error:
        return None


@dataclass(frozen=True)
class ProcessRecord:
    """A process as it was when written down."""

    name: str
    pid: int
    born: str

    @classmethod
    def of(cls, name: str, pid: int) -> ProcessRecord:
        return cls(name, pid, birth(pid) or "")

    def is_alive(self) -> bool:
        return bool(self.born) and birth(self.pid) == self.born


def end_all(
    records: Iterable[ProcessRecord],
    first: Callable[[str], signal.Signals] = lambda name: signal.SIGTERM,
    *,
    patience_seconds: float = 10.0,
) -> None:
    """Ask all of them to stop with the signal their name calls for; kill those, with their groups, that do not in time.

    A group is only killed when the process leads it, which every process started by devstack does.
    """
    alive = [record for record in records if record.is_alive()]
    for record in alive:
        _signal(record.pid, first(record.name))
    deadline = time.monotonic() + patience_seconds
    while alive := [record for record in alive if record.is_alive()]:
        if time.monotonic() > deadline:
            for record in alive:
                _signal(record.pid, signal.SIGKILL, group=True)
            deadline += patience_seconds
        time.sleep(0.05)


def _signal(pid: int, number: signal.Signals, *, group: bool = False) -> None:
    try:
        if group and os.getpgid(pid) == pid:
            os.killpg(pid, number)
        else:
            os.kill(pid, number)
    except ProcessLookupError:
        return
