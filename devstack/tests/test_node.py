from __future__ import annotations

import json
from pathlib import Path

import pytest

from devstack import node


def lock(folder: Path, name: str, packages: dict) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"packages": packages}))


def test_packages_are_as_locked_only_when_versions_agree(tmp_path: Path):
    wanted = {"": {}, "node_modules/a": {"version": "1.0.0"}, "node_modules/b": {"version": "2.0.0", "optional": True}}
    lock(tmp_path, "package-lock.json", wanted)
    assert not node.as_locked(tmp_path)
    lock(tmp_path, "node_modules/.package-lock.json", {"node_modules/a": {"version": "1.0.0"}})
    assert node.as_locked(tmp_path)
    lock(tmp_path, "node_modules/.package-lock.json", {"node_modules/a": {"version": "1.0.1"}})
    assert not node.as_locked(tmp_path)


def fake_node(folder: Path, version: str) -> Path:
    program = folder / "node"
    folder.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho {version}\n")
    program.chmod(0o755)
    return folder


def test_the_systems_node_serves_when_new_enough_and_the_environment_has_none(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(node, "VENV", tmp_path / "venv")
    monkeypatch.setenv("PATH", f"{fake_node(tmp_path / 'new', 'v22.22.1')}:/usr/bin:/bin")
    assert node.node_folder() == tmp_path / "new"
    monkeypatch.setenv("PATH", f"{fake_node(tmp_path / 'old', 'v20.19.0')}:/usr/bin:/bin")
    with pytest.raises(node.NoNode, match=r"Node 22\.22 or newer"):
        node.node_folder()


def test_the_pinned_node_comes_first_on_the_path(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(node, "VENV", tmp_path / "venv")
    fake_node(tmp_path / "venv" / "bin", "v24.0.0")
    environment = node.node_env({"PATH": "/usr/bin", "VITE_API_URL": "x", "EXPO_PUBLIC_API_URL": "x"})
    assert environment["PATH"].startswith(str(tmp_path / "venv" / "bin"))
    assert not {"VITE_API_URL", "EXPO_PUBLIC_API_URL"} & set(environment)
