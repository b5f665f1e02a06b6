"""What a part takes along when it leaves: its files, and nothing that tools left lying about."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devstack.testing.isolation import copy_part
from devstack.testing.shell import Programs, Shell
from devstack.testing.steps import Workplace


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    root = tmp_path / "tree"
    for name in ("part/src/module.py", "part/README.md", "part/dist/old.whl", "part/src/__pycache__/module.pyc"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (root / "other").mkdir()
    shell = Shell(Programs(), tmp_path / "step.log", os.environ)
    return Workplace(root, Path(sys.executable), tmp_path, shell)


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_without_git_build_products_stay_behind(place: Workplace, tmp_path: Path) -> None:
    copied = copy_part(place, "part", tmp_path / "alone")
    assert files_in(copied) == {"src/module.py", "README.md"}


def test_with_git_new_files_come_along_and_ignored_or_deleted_ones_do_not(place: Workplace, tmp_path: Path) -> None:
    (place.root / ".gitignore").write_text("dist/\n__pycache__/\n")
    for words in (["init", "-q"], ["add", "part/README.md"]):
        subprocess.run(["git", *words], cwd=place.root, check=True)
    (place.root / "part" / "README.md").unlink()
    assert files_in(copy_part(place, "part", tmp_path / "alone")) == {"src/module.py"}
