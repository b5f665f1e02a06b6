"""Run a program that ends when its parent ends, under another account if asked.

A script of its own, because the work has to happen between fork and exec, where a function of a parent with threads may
deadlock. Arguments: parent's process id or 0, signal number, account or "-", program and its arguments.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import sys

PR_SET_PDEATHSIG = 1


def become(account: str) -> None:
    """Drop to ``account`` for good, with its groups."""
    entry = pwd.getpwnam(account)
    os.setgroups([])
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)
    os.environ["HOME"] = entry.pw_dir
    os.environ["USER"] = os.environ["LOGNAME"] = account


def die_with(parent: int, signal_number: int) -> None:
    """Have the kernel send the signal when the parent is gone, however it went.

    Linux only; elsewhere the next start cleans up.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)


def main(arguments: list[str]) -> None:
    parent, signal_number, account, *command = arguments
    if account != "-":
        become(account)
    # After the change of account: the kernel forgets the setting when credentials change.
    if parent != "0":
        die_with(int(parent), int(signal_number))
    os.execvp(command[0], command)  # noqa: S606 - the command is our own


if __name__ == "__main__":
    main(sys.argv[1:])
