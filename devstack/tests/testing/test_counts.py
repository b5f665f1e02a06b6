"""Totals come from the runners' own reports and never look better than the exit code."""

import json
from pathlib import Path

import pytest

from devstack.testing.counts import Counts, from_jest, from_junit, from_playwright, settle

JUNIT = """<testsuites><testsuite tests="5">
<testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><error/></testcase>
<testcase name="d"><skipped/></testcase><testcase name="e"><failure/><error/></testcase>
</testsuite></testsuites>"""


def test_each_pytest_case_counts_once_however_often_it_broke(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(JUNIT)
    assert from_junit(report) == Counts(passed=1, failed=3, skipped=1)


def test_vitest_and_jest_reports_are_read_alike(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"numPassedTests": 7, "numFailedTests": 2, "numPendingTests": 1, "numTodoTests": 3}))
    assert from_jest(report) == Counts(passed=7, failed=2, skipped=4)


def test_a_flaky_browser_test_neither_passed_nor_failed(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"stats": {"expected": 4, "unexpected": 1, "flaky": 2, "skipped": 0}}))
    assert from_playwright(report) == Counts(passed=4, failed=1, flaky=2)
    assert Counts(passed=4, flaky=2).total == 6


@pytest.mark.parametrize("read", [from_junit, from_jest, from_playwright])
def test_a_runner_that_wrote_no_report_failed(read, tmp_path: Path) -> None:
    assert settle(0, read(tmp_path / "absent")) == Counts(failed=1)


def test_a_runner_that_ran_nothing_failed() -> None:
    assert settle(0, Counts()) == Counts(failed=1)


def test_an_exit_code_is_believed_over_a_report_without_failures() -> None:
    assert settle(1, Counts(passed=3)) == Counts(passed=3, failed=1)
    assert settle(1, Counts(passed=3, failed=2)) == Counts(passed=3, failed=2)
    assert settle(0, Counts(passed=3, skipped=1)) == Counts(passed=3, skipped=1)


def test_the_total_line_names_skipped_tests_only_when_there_are_some() -> None:
    assert str(Counts(passed=12)) == "12 passed, 0 failed"
    assert str(Counts(passed=12, failed=1, skipped=2)) == "12 passed, 1 failed, 2 skipped"
    assert str(Counts(passed=14, flaky=1)) == "14 passed, 0 failed, 1 flaky"
