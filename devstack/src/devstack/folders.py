"""Where things lie: the repository, and the one ignored folder for all that a running platform leaves behind."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
DEFAULT_STATE = REPOSITORY / ".vet"
VENV = DEFAULT_STATE / "venv"


def private_folder(path: Path) -> Path:
    """Make ``path`` and its parents; only its owner may look inside.

    Root keeps the execute bit for others (0711): PostgreSQL refuses to run as root, and the account it runs under
    has to walk through to its data. Nobody can list the folder, and every file with a secret in it is 0600.
    """
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return path


def write_private(path: Path, text: str) -> None:
    """Replace ``path`` at once; a reader sees the old text or the new, never half, and nobody else sees either."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    draft.replace(path)
