"""Whoever reads the beginning of a failed run's output knows which test failed and why."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from devstack.testing import command, schedule
from devstack.testing.counts import FAILED, Counts, from_jest, from_junit, from_playwright
from devstack.testing.failures import SCREEN_LINES, WIDEST, Ended, Failure, screen
from devstack.testing.shell import Programs, Shell
from devstack.testing.steps import Step

NOISE = "\n".join(f"line {number} of a long log" for number in range(5000))


def test_pytests_own_report_gives_names_words_and_places(tmp_path: Path) -> None:
    suite = tmp_path / "test_wheels.py"
    suite.write_text(
        "import pytest\n"
        "def test_turns(): assert {'wheels': 3} == {'wheels': 4}, 'a cart'\n"
        "def test_fine(): pass\n"
        "@pytest.fixture\n"
        "def axle(): raise OSError('rusty')\n"
        "def test_axle(axle): pass\n"
    )
    words = ("-q", "-p", "no:cacheprovider", f"--junitxml={tmp_path / 'report.xml'}", "--rootdir", str(tmp_path))
    subprocess.run([sys.executable, "-m", "pytest", *words, suite], cwd=tmp_path, check=False, capture_output=True)
    counts = from_junit(tmp_path / "report.xml")
    assert counts == Counts(passed=1, failed=2)
    turns, axle = counts.failures
    assert turns.name == "test_wheels::test_turns"
    assert turns.words.startswith("AssertionError: a cart\nassert {'wheels': 3} == {'wheels': 4}")
    assert turns.where == "test_wheels.py:2: AssertionError"
    assert (axle.name, axle.where) == ("test_wheels::test_axle", "test_wheels.py:5: OSError")
    assert "rusty" in axle.words


def test_jest_and_vitest_name_tests_and_files_that_do_not_load(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    failed = {"status": "failed", "fullName": " slots are sorted", "failureMessages": ["Error: no\n    at slots.ts"]}
    files = [
        {"name": "/x/slots.test.ts", "status": "failed", "assertionResults": [{"status": "passed"}, failed]},
        {"name": "/x/broken.test.ts", "status": "failed", "message": "SyntaxError: half", "assertionResults": []},
        {"name": "/x/fine.test.ts", "status": "passed", "assertionResults": [{"status": "passed"}]},
    ]
    numbers = {"numPassedTests": 2, "numFailedTests": 1, "numPendingTests": 0}
    report.write_text(json.dumps({**numbers, "testResults": files}))
    counts = from_jest(report)
    assert counts is not None
    assert counts.failures == (
        Failure("slots.test.ts › slots are sorted", "Error: no\n    at slots.ts"),
        Failure("broken.test.ts", "SyntaxError: half"),
    )


def test_playwright_names_the_story_and_the_line(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    error = {"message": "Timed out", "location": {"file": "/x/specs/phone.spec.ts", "line": 31, "column": 3}}
    failed = {"title": "fits", "tests": [{"status": "unexpected", "results": [{"errors": [error]}]}]}
    passed = {"title": "books", "tests": [{"status": "expected", "results": [{"errors": []}]}]}
    inner = {"title": "small screens", "specs": [failed]}
    suites = [{"title": "phone.spec.ts", "specs": [passed], "suites": [inner]}]
    stats = {"expected": 1, "unexpected": 1, "flaky": 0, "skipped": 0}
    report.write_text(json.dumps({"stats": stats, "suites": suites}))
    counts = from_playwright(report)
    assert counts is not None
    assert counts.failures == (Failure("phone.spec.ts › small screens › fits", "Timed out", "phone.spec.ts:31"),)


def test_a_flaky_story_is_named_with_what_its_first_try_said(tmp_path: Path, capsys) -> None:
    report = tmp_path / "report.json"
    tries = [{"errors": [{"message": "Timed out at first"}]}, {"errors": []}]
    spec = {"title": "books", "tests": [{"status": "flaky", "results": tries}]}
    stats = {"expected": 0, "unexpected": 0, "flaky": 1, "skipped": 0}
    report.write_text(json.dumps({"stats": stats, "suites": [{"title": "story.spec.ts", "specs": [spec]}]}))
    counts = from_playwright(report)
    assert counts is not None
    step = Step("e2e", lambda _: FAILED)
    outcome = schedule.Outcome(step, counts + Counts(passed=14), 1.0, tmp_path / "e2e.log")
    command.report(outcome, [])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("ok ?  e2e")
    assert "14 passed, 0 failed, 1 flaky" in printed[0]
    assert printed[1:] == ["      | FLAKY story.spec.ts › books", "      |     Timed out at first"]
    assert command.conclude([outcome], [step], 1, interrupted=False) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-2:] == ["  e2e: FLAKY story.spec.ts › books", "14 passed, 0 failed, 1 flaky"]


def test_the_reason_of_what_was_left_out_stands_under_the_step(tmp_path: Path, capsys) -> None:
    step = Step("dependencies", lambda _: FAILED)
    counts = Counts(passed=3, skipped=1, skips=("advisories: nobody answers",))
    command.report(schedule.Outcome(step, counts, 1.0, tmp_path / "x.log"), [])
    assert capsys.readouterr().out.splitlines()[1:] == ["      skipped: advisories: nobody answers"]


def test_the_names_come_first_and_all_fits_on_a_screen() -> None:
    failures = [Failure(f"test_{number}", f"Error {number}\n{NOISE}", f"x.py:{number}") for number in range(40)]
    lines = list(screen(failures, [], NOISE))
    assert lines[:2] == ["FAILED test_0", "    Error 0"]
    assert "FAILED test_15" in lines
    assert "and 24 more failed" in lines
    assert len(lines) <= SCREEN_LINES
    few = list(screen(failures[:1], [Ended("pytest", 1, NOISE)], NOISE))
    assert few[0] == "FAILED test_0"
    assert few[-1] == "line 4999 of a long log"
    assert len(few) == SCREEN_LINES


def test_a_check_without_tests_shows_the_end_of_each_program_that_failed() -> None:
    programs = [Ended("npm run lint", 1, f"{NOISE}\nlint: a bad rule"), Ended("npm run typecheck", 2, "TS2322: no")]
    lines = list(screen([], programs, f"{NOISE}\nall the later checks were fine"))
    assert lines[0] == "--- exit code 1 from: npm run lint"
    assert "lint: a bad rule" in lines
    assert lines[-2:] == ["--- exit code 2 from: npm run typecheck", "TS2322: no"]
    assert len(lines) <= SCREEN_LINES


def test_colours_go_and_long_lines_are_cut() -> None:
    [name, words, *_] = screen([Failure("a", f"\x1b[31m{'x' * 500}\x1b[39m")], [], "")
    assert name == "FAILED a"
    assert words == f"    {'x' * (WIDEST - 5)}…"


def test_a_program_that_failed_is_remembered_with_its_own_output_only(tmp_path: Path) -> None:
    shell = Shell(Programs(), tmp_path / "step.log", {"PATH": "/usr/bin:/bin"})
    shell.run("echo", "fine", cwd=tmp_path)
    shell.run("sh", "-c", "echo broken; exit 3", cwd=tmp_path)
    shell.run("echo", "fine again", cwd=tmp_path)
    assert shell.ended_badly == [Ended("sh -c echo broken; exit 3", 3, "broken\n")]


@pytest.mark.parametrize("failures", [(), (Failure("test_x", "assert 1 == 2", "test_x.py:1"),)])
def test_a_failed_step_prints_its_screen_under_its_line(failures, tmp_path: Path, capsys) -> None:
    log = tmp_path / "core.log"
    log.write_text(NOISE)
    step = Step("core", lambda _: FAILED)
    outcome = schedule.Outcome(step, Counts(failed=1, failures=failures), 1.0, log)
    command.report(outcome, [])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("FAIL  core")
    first = "FAILED test_x" if failures else "--- end of the log"
    assert printed[1] == f"      | {first}"
    assert printed[-2:] == ["      | line 4999 of a long log", f"      whole log: {log}"]
    assert len(printed) <= 60
    assert command.conclude([outcome], [step], 1, interrupted=False) == 1
    assert ("  core: FAILED test_x" in capsys.readouterr().out.splitlines()) is bool(failures)
