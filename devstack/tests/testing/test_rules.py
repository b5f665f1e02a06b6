"""The shared rules cannot be loosened quietly."""

import copy
import json
from pathlib import Path

import pytest

from devstack.folders import REPOSITORY
from devstack.node import as_locked
from devstack.testing.static import differences, ignore_lists, read_toml
from devstack.testing.steps import PYTHON_PARTS

CORE = PYTHON_PARTS[0]


@pytest.fixture
def root() -> dict:
    return read_toml(REPOSITORY / "pyproject.toml")


def test_a_part_may_add_its_own_mypy_overrides_and_nothing_else(root: dict) -> None:
    part = copy.deepcopy(root)
    part["tool"]["mypy"]["overrides"] = [{"module": "celery.*", "ignore_missing_imports": True}]
    assert list(differences(root, part, CORE)) == []
    part["tool"]["mypy"]["strict"] = False
    part["tool"]["ruff"]["line-length"] = 200
    assert list(differences(root, part, CORE)) == [
        "vet-core-package/pyproject.toml: [tool.ruff] differs from the root's in line-length; copy it.",
        "vet-core-package/pyproject.toml: [tool.mypy] differs from the root's in strict; copy it.",
    ]


@pytest.mark.parametrize("key", ["ignore_imports", "exhaustive_ignores"])
def test_an_exception_to_an_import_contract_is_found(root: dict, key: str) -> None:
    assert list(ignore_lists(root)) == []
    contract = root["tool"]["importlinter"]["contracts"][0]
    contract[key] = ["vet_core.pets.models -> vet_core.scheduling.models"]
    assert list(ignore_lists(root)) == [
        f"pyproject.toml: the contract {contract['name']!r} has exceptions in {key}; mend the import."
    ]


def write_locks(folder: Path, locked: dict, present: dict) -> None:
    (folder / "node_modules").mkdir(exist_ok=True)
    (folder / "package-lock.json").write_text(json.dumps({"packages": {"": {}, **locked}}))
    (folder / "node_modules" / ".package-lock.json").write_text(json.dumps({"packages": present}))


def test_node_packages_count_as_installed_only_at_the_locked_versions(tmp_path: Path) -> None:
    react, other_system = {"version": "19.3.1"}, {"version": "1.0.0", "optional": True}
    assert not as_locked(tmp_path)
    write_locks(tmp_path, {"node_modules/react": react, "node_modules/only-mac": other_system}, {})
    assert not as_locked(tmp_path)
    write_locks(
        tmp_path, {"node_modules/react": react, "node_modules/only-mac": other_system}, {"node_modules/react": react}
    )
    assert as_locked(tmp_path)
    write_locks(tmp_path, {"node_modules/react": {"version": "19.3.2"}}, {"node_modules/react": react})
    assert not as_locked(tmp_path)
