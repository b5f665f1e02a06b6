"""`./vet` itself, with stand-ins for Python and uv that write down how they were called."""

from __future__ import annotations

import os
import shutil
import subprocess
import textwrap
import threading
from pathlib import Path

import pytest

from devstack.folders import REPOSITORY

PARTS = ("vet-core-package", "vet-services-package", "vet-clinic-api", "vet-clinic-background-jobs", "devstack")

TOOLS = ("sh", "cat", "cksum", "cp", "dirname", "env", "grep", "mkdir", "mv", "rm", "sleep", "sort", "tail", "tr")

# Answers as `python` does to the questions of the script; everything it is asked goes to $CALLS.
PYTHON = """\
    #!/bin/sh
    echo "python $*" >>"$CALLS"
    case "$*" in
    "-c import sys; sys.exit("*) exit "${TOO_OLD:-0}" ;;
    "-m pip config get "*) eval "echo \\"\\${CONFIG_$(echo "$5" | tr '.-' '__'):-}\\"" ;;
    "-m venv "*) [ -n "${NO_ENSUREPIP:-}" ] && exit 1; mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
    "-m virtualenv"*) exit 1 ;;
    "-m pip --version") [ -z "${NO_ENSUREPIP:-}" ] || exit 1 ;;
    "-m pip install --quiet -c "*" uv") [ -z "${NO_UV:-}" ] || exit 1; cp "$HERE/fake-uv" "$HERE/.vet/venv/bin/uv" ;;
    "-m devstack"*) echo "devstack got: $*" ;;
    esac
"""
UV = """\
    #!/bin/sh
    echo "uv $*" >>"$CALLS"
    env | grep -E '^(UV_|SSL_CERT)' | sort >>"$CALLS" || true
    [ "$1" = --version ] || sleep "${SLOW:-0}"
"""


class Tree:
    """A repository with nothing in it but what the script looks at."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.calls_file = root / "calls"
        shutil.copy(REPOSITORY / "vet", root / "vet")
        (root / "constraints.txt").write_text("a==1\n")
        for part in PARTS:
            (root / part).mkdir()
            (root / part / "pyproject.toml").write_text(f"[project]\nname = '{part}'\n")
        for tool in TOOLS:
            self.link(tool)
        self.program("bin/python3.13", PYTHON)
        self.program("fake-uv", UV)

    def program(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(textwrap.dedent(text))
        file.chmod(0o755)

    def link(self, tool: str) -> None:
        """Nothing else is on the path: this machine's own Python must not help."""
        found = shutil.which(tool)
        assert found is not None, tool
        (self.root / "bin").mkdir(exist_ok=True)
        (self.root / "bin" / tool).symlink_to(found)

    def run(self, *words: str, user: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
        fixed = {"PATH": str(self.root / "bin"), "CALLS": str(self.calls_file), "HERE": str(self.root)}
        return subprocess.run(
            [str(self.root / "vet"), *words], env={**fixed, **environment}, capture_output=True, text=True, timeout=60,
            check=False, user=user, cwd="/",
        )  # fmt: skip

    def calls(self) -> str:
        return self.calls_file.read_text() if self.calls_file.exists() else ""


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_first_run_installs_every_part_in_one_command_and_hands_over(tree: Tree):
    told = tree.run("up", "--fresh")
    assert told.returncode == 0, told.stderr
    assert told.stdout == "devstack got: -m devstack up --fresh\n"
    [installing] = [line for line in tree.calls().splitlines() if line.startswith("uv pip install")]
    assert f"-c {tree.root}/constraints.txt" in installing
    for part in PARTS:
        assert f"-e {tree.root}/{part}" in installing


def test_second_run_asks_nobody(tree: Tree):
    tree.run("status")
    tree.calls_file.unlink()
    told = tree.run("status")
    assert told.stdout == "devstack got: -m devstack status\n"
    assert tree.calls() == "python -m devstack status\n"


@pytest.mark.parametrize("changed", ["constraints.txt", "vet-clinic-api/pyproject.toml"])
def test_changed_versions_install_again(tree: Tree, changed):
    tree.run()
    tree.calls_file.unlink()
    with (tree.root / changed).open("a") as file:
        file.write("# another\n")
    tree.run()
    assert "uv pip install" in tree.calls()


def test_failed_installation_is_not_taken_for_done(tree: Tree):
    tree.program("fake-uv", '#!/bin/sh\n[ "$1" = --version ]\n')
    tree.program(
        "bin/python3.13",
        PYTHON.replace('"-m devstack"*)', '"-m pip install --quiet -c"*) exit 1 ;;\n    "-m devstack"*)'),
    )
    told = tree.run()
    assert told.returncode == 1
    assert "The packages could not be installed" in told.stderr
    assert not (tree.root / ".vet" / "venv" / "installed").exists()
    assert not (tree.root / ".vet" / "install.lock").exists()


def test_without_uv_pip_installs(tree: Tree):
    told = tree.run(NO_UV="1")
    assert told.returncode == 0, told.stderr
    assert "python -m pip install --quiet -c" in tree.calls()
    assert "uv pip" not in tree.calls()


def test_no_python_is_said_in_a_sentence(tree: Tree):
    told = tree.run(TOO_OLD="1")
    assert told.returncode == 1
    assert "Python 3.11 or newer is needed and none was found" in told.stderr


def test_python_without_ensurepip_is_said_in_a_sentence(tree: Tree):
    told = tree.run(NO_ENSUREPIP="1")
    assert told.returncode == 1
    assert "cannot make virtual environments" in told.stderr
    assert "apt install python" in told.stderr
    assert not (tree.root / ".vet" / "venv").exists()


def test_uv_is_told_what_pip_is_configured_to(tree: Tree):
    tree.run(
        PIP_INDEX_URL="https://mirror.example/simple",
        PIP_FIND_LINKS="/wheels /more",
        CONFIG_global_extra_index_url="file:///a/simple\nfile:///b/simple",
        CONFIG_global_cert="/etc/ca.pem",
    )
    calls = tree.calls()
    assert "UV_DEFAULT_INDEX=https://mirror.example/simple\n" in calls
    assert "UV_FIND_LINKS=/wheels,/more\n" in calls
    assert "UV_INDEX=file:///a/simple file:///b/simple\n" in calls
    assert "UV_INDEX_STRATEGY=unsafe-best-match\n" in calls
    assert "SSL_CERT_FILE=/etc/ca.pem\n" in calls


def test_uvs_own_settings_are_kept(tree: Tree):
    tree.run(PIP_INDEX_URL="https://pip.example/simple", UV_DEFAULT_INDEX="https://uv.example/simple")
    assert "UV_DEFAULT_INDEX=https://uv.example/simple\n" in tree.calls()


def test_two_at_once_install_once(tree: Tree):
    told: list[subprocess.CompletedProcess[str]] = []
    threads = [threading.Thread(target=lambda: told.append(tree.run("status", SLOW="2"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.stdout for each in told] == ["devstack got: -m devstack status\n"] * 2
    assert tree.calls().count("uv pip install") == 1


def test_lock_of_a_dead_installer_is_taken_over(tree: Tree):
    dead = subprocess.Popen(["true"])
    dead.wait()
    lock = tree.root / ".vet" / "install.lock"
    lock.mkdir(parents=True)
    (lock / "pid").write_text(f"{dead.pid}\n")
    assert tree.run("status").returncode == 0


def test_lock_that_never_got_a_name_is_taken_over(tree: Tree):
    (tree.root / ".vet" / "install.lock").mkdir(parents=True)
    told = tree.run("status")
    assert (told.returncode, told.stdout) == (0, "devstack got: -m devstack status\n")


@pytest.mark.parametrize("state_exists", [True, False])
def test_folder_that_may_not_be_written_is_said_at_once(tree: Tree, state_exists):
    user = "nobody" if os.geteuid() == 0 else None  # root may write anywhere
    if state_exists:
        (tree.root / ".vet").mkdir()
    for folder in list(tree.root.parents)[:2]:
        folder.chmod(0o711)
    for folder in (tree.root, tree.root / ".vet"):
        if folder.is_dir():
            folder.chmod(0o555)
    told = tree.run("status", user=user)
    assert told.returncode == 1
    assert f"vet: nothing can be written in {tree.root}/.vet (" in told.stderr
    assert "Another ./vet is installing" not in told.stderr
    assert tree.calls() == ""
    tree.root.chmod(0o755)


def test_place_of_the_lock_that_cannot_be_had_is_no_reason_to_wait(tree: Tree):
    (tree.root / ".vet").mkdir()
    (tree.root / ".vet" / "install.lock").write_text("a file, not a lock")
    told = tree.run("status")
    assert told.returncode == 1
    assert "nothing can be written in" in told.stderr


def test_moved_folder_gets_a_new_environment(tree: Tree, tmp_path: Path):
    tree.run()
    moved = tmp_path.parent / f"{tmp_path.name} moved"
    tree.root.rename(moved)
    tree.root, tree.calls_file = moved, moved / "calls"
    told = tree.run("status")
    assert told.returncode == 0, told.stderr
    assert "This folder has moved" in told.stderr
    assert os.access(moved / ".vet" / "venv" / "bin" / "python", os.X_OK)


def test_script_is_plain_sh():
    for shell in filter(None, map(shutil.which, ("dash", "bash", "busybox"))):
        words = [shell, "sh", "-n"] if shell.endswith("busybox") else [shell, "-n"]
        subprocess.run([*words, REPOSITORY / "vet"], check=True)
