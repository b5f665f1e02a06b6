"""The quick checks of the Python side: format, lint, types, import contracts, and that nobody loosened the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from devstack.testing.counts import FAILED, PASSED, Counts, check
from devstack.testing.steps import PYTHON_PARTS, Part, Workplace

SHARED_TOOLS = ("ruff", "mypy")
IGNORE_LISTS = frozenset({"ignore_imports", "exhaustive_ignores"})


def tool(at: Workplace, name: str) -> Path:
    return at.python.parent / name


def format_(at: Workplace) -> Counts:
    folders = [part.folder for part in at.python_parts]
    return check(at.shell.run(tool(at, "ruff"), "format", "--check", *folders, cwd=at.root))


def lint(at: Workplace) -> Counts:
    folders = [part.folder for part in at.python_parts]
    return check(at.shell.run(tool(at, "ruff"), "check", "--output-format=concise", *folders, cwd=at.root))


def types(at: Workplace) -> Counts:
    """mypy once a part, each with the part's own settings; the parts share one cache."""
    counts = Counts()
    for part in at.python_parts:
        folder = at.folder(part)
        trees = [tree for tree in ("src", "tests") if (folder / tree).is_dir()]
        cache = at.root / ".vet" / "cache" / "mypy"
        counts += check(at.shell.run(tool(at, "mypy"), "--cache-dir", cache, *trees, cwd=folder))
    return counts


def imports(at: Workplace) -> Counts:
    """The contracts of the root pyproject.toml, over all parts at once."""
    cache = at.root / ".vet" / "cache" / "import-linter"
    return check(
        at.shell.run(tool(at, "lint-imports"), "--config", "pyproject.toml", "--cache-dir", cache, cwd=at.root)
    )


def rules(at: Workplace) -> Counts:
    """Every part keeps the root's rules, and no contract has an exception."""
    root = read_toml(at.root / "pyproject.toml")
    counts = Counts()
    for part in PYTHON_PARTS:
        loosened = list(differences(root, read_toml(at.folder(part) / "pyproject.toml"), part))
        for line in loosened:
            at.shell.say(line)
        counts += FAILED if loosened else PASSED
    exceptions = list(ignore_lists(root))
    for line in exceptions:
        at.shell.say(line)
    return counts + (FAILED if exceptions else PASSED)


def differences(root: dict[str, Any], part: dict[str, Any], named: Part) -> Iterator[str]:
    """Sentences about shared rules that a part does not repeat; its own mypy overrides are its own business."""
    for name in SHARED_TOOLS:
        ours, theirs = (dict(told.get("tool", {}).get(name, {})) for told in (root, part))
        for rulebook in (ours, theirs):
            rulebook.pop("overrides", None)
        if ours != theirs:
            keys = sorted(key for key in ours.keys() | theirs.keys() if ours.get(key) != theirs.get(key))
            yield f"{named.folder}/pyproject.toml: [tool.{name}] differs from the root's in {', '.join(keys)}; copy it."


def ignore_lists(root: dict[str, Any]) -> Iterator[str]:
    """Sentences about import contracts that carry exceptions."""
    for contract in root["tool"]["importlinter"]["contracts"]:
        for key in IGNORE_LISTS & contract.keys():
            if contract[key]:
                yield f"pyproject.toml: the contract {contract['name']!r} has exceptions in {key}; mend the import."


def read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
