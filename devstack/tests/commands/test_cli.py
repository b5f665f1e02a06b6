from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from devstack.cli import COMMANDS, main
from devstack.folders import REPOSITORY


def test_alone_it_lists_every_command(capsys):
    assert main([]) == 0
    told = capsys.readouterr().out
    for name, command in COMMANDS.items():
        assert f"  {name} " in told
        assert command.about in told


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: vet {name}")


def test_unknown_command_is_refused_with_the_list(capsys):
    assert main(["upp"]) == 2
    assert "There is no command 'upp'" in capsys.readouterr().err


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_up_refuses_to_run_where_people_work(environment, tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("ENVIRONMENT", environment)
    assert main(["up", "--state", str(tmp_path / "state")]) == 2
    assert f"ENVIRONMENT is {environment}" in capsys.readouterr().err
    assert not (tmp_path / "state").exists()


def test_fresh_leaves_a_foreign_database_alone(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setenv("VET_DATABASE_URL", "postgresql://u:p@db/x")
    assert main(["up", "--fresh", "--state", str(tmp_path / "state")]) == 2
    assert "--fresh does not empty a database that is not its own" in capsys.readouterr().err


def test_an_owners_login_without_its_database_is_refused(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.delenv("VET_DATABASE_URL", raising=False)
    monkeypatch.setenv("VET_DATABASE_OWNER_URL", "postgresql://o:p@db/x")
    assert main(["up", "--state", str(tmp_path / "state")]) == 2
    assert "VET_DATABASE_OWNER_URL goes with VET_DATABASE_URL" in capsys.readouterr().err


def test_up_refuses_a_folder_that_holds_something_else(tmp_path: Path, capsys):
    (tmp_path / "thesis.txt").write_text("years of work")
    mode = tmp_path.stat().st_mode
    assert main(["up", "--fresh", "--state", str(tmp_path)]) == 2
    assert "holds something else" in capsys.readouterr().err
    assert (tmp_path.stat().st_mode, [path.name for path in tmp_path.iterdir()]) == (mode, ["thesis.txt"])


@pytest.mark.parametrize("words", [["token", "a@example.com"], ["seed"], ["migrate"], ["status"]])
def test_commands_say_when_nothing_runs(words, tmp_path: Path, capsys):
    assert main([*words, "--state", str(tmp_path)]) == 1
    assert "The platform is not running. Start it with ./vet up." in capsys.readouterr().err


def test_down_is_content_when_nothing_runs(tmp_path: Path, capsys):
    assert main(["down", "--state", str(tmp_path)]) == 0
    assert "The platform is not running." in capsys.readouterr().out


def test_somebody_elses_folder_is_said_in_a_sentence(tmp_path: Path, monkeypatch, capsys):
    def refused(_argv: list[str]) -> int:
        raise PermissionError(13, "Permission denied", str(tmp_path / "run.lock"))

    monkeypatch.setattr("devstack.commands.down.main", refused)
    assert main(["down"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"./vet down may not write or read {tmp_path / 'run.lock'}. Run it as the user")


def test_every_entry_exists():
    for command in COMMANDS.values():
        module, _, function = command.target.partition(":")
        assert callable(getattr(importlib.import_module(module), function))


def test_module_runs_as_a_program():
    told = subprocess.run(
        [sys.executable, "-m", "devstack"], cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.startswith("usage: ./vet COMMAND")
