"""A guard is worth what its test notices: take the guard away and the test has to fail."""

import subprocess
import sys
from pathlib import Path

from devstack.folders import REPOSITORY
from devstack.testing.counts import FAILED, PASSED, Counts, from_junit

API = REPOSITORY / "vet-clinic-api"
RACE = "tests/domains/test_scheduling.py::test_sixteen_clients_race_for_one_start_and_one_wins"


def outcome(folder: Path, test: str, report: Path, *options: str) -> Counts | None:
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, f"--junitxml={report}", test],
        cwd=folder,
        check=False,
        capture_output=True,
    )
    return from_junit(report)


def test_without_the_exclusion_constraint_the_race_for_one_start_is_lost(tmp_path: Path) -> None:
    """Both times everybody has looked before anybody has written; the constraint is the only difference."""
    lingering = ("-p", "devstack.testing.lingering")
    assert outcome(API, RACE, tmp_path / "guarded.xml", *lingering) == PASSED
    report = tmp_path / "unguarded.xml"
    assert outcome(API, RACE, report, *lingering, "-p", "devstack.testing.unguarded") == FAILED
    assert "assert [201, 201" in report.read_text()
