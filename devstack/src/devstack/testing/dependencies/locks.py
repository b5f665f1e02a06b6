"""package-lock.json: every package with its checksum, no addresses, and direct dependencies at exact versions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

KINDS = ("dependencies", "devDependencies")
EXACT = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?")


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def faults(folder: str, manifest: Mapping[str, Any], lock: Mapping[str, Any]) -> Iterator[str]:
    """Sentences about a lock that would let something else be installed."""
    packages: dict[str, dict[str, Any]] = lock.get("packages", {})
    if lock.get("lockfileVersion") != 3 or not packages:
        yield f"{folder}: package-lock.json is not of version 3; make it with npm 11."
    root = packages.get("", {})
    for kind in KINDS:
        if manifest.get(kind, {}) != root.get(kind, {}):
            yield f"{folder}: package.json and package-lock.json name different {kind}; run npm install."
    for name, version in direct(manifest).items():
        if not EXACT.fullmatch(version):
            yield f"{folder}: {name} is asked for as {version!r}; name one exact version."
    for path, entry in packages.items():
        if not path or entry.get("link"):
            continue
        if not str(entry.get("integrity", "")).startswith("sha512-"):
            yield f"{folder}: {path} has no sha512 checksum."
        if not entry.get("version"):
            yield f"{folder}: {path} has no version."
        if "resolved" in entry:
            yield f"{folder}: {path} names the address it came from; .npmrc says omit-lockfile-registry-resolved."


def direct(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {name: version for kind in KINDS for name, version in manifest.get(kind, {}).items()}


def deprecated(folder: str, manifest: Mapping[str, Any], lock: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Direct dependencies that their makers had given up when the lock was written: name, and the sentence."""
    for name in direct(manifest):
        entry = lock.get("packages", {}).get(f"node_modules/{name}", {})
        if words := entry.get("deprecated"):
            yield name, f"{folder}: {name} {entry.get('version')} is deprecated: {words}"
