"""What `./vet test` promises: everything chosen runs, failures stop nobody, the last line is the total."""

import sys
import threading
import time
from pathlib import Path

import pytest

from devstack.testing import catalogue, command, schedule
from devstack.testing.counts import FAILED, PASSED, Counts
from devstack.testing.shell import TIMED_OUT, Interrupted, Programs, Shell
from devstack.testing.steps import PARTS, PYTHON_PARTS, Step


def never(_place: object) -> Counts:
    raise AssertionError("carried out by the test instead")


def steps(*names: str, alone: str = "") -> list[Step]:
    return [Step(name, never, alone=name == alone) for name in names]


def run(chosen: list[Step], carry_out, folder: Path) -> list[schedule.Outcome]:
    return schedule.run_all(chosen, carry_out, lambda step: folder / f"{step.name}.log", lambda outcome: None)


def test_a_broken_step_fails_with_its_reason_in_the_log_and_the_others_still_run(tmp_path: Path) -> None:
    def carry_out(step: Step) -> Counts:
        if step.name == "b":
            raise RuntimeError("the wheel would not build")
        return PASSED

    outcomes = run(steps("a", "b", "c"), carry_out, tmp_path)
    assert {outcome.step.name: outcome.counts for outcome in outcomes} == {"a": PASSED, "b": FAILED, "c": PASSED}
    assert "the wheel would not build" in (tmp_path / "b.log").read_text()
    [broken] = [outcome for outcome in outcomes if outcome.counts.failed]
    assert [failure.words for failure in broken.counts.failures] == ["RuntimeError: the wheel would not build"]


def test_at_most_two_steps_run_at_once_and_a_lone_one_runs_by_itself_at_the_end(tmp_path: Path) -> None:
    lock, now, most, beside_the_lone_one = threading.Lock(), set(), 0, None

    def carry_out(step: Step) -> Counts:
        nonlocal most, beside_the_lone_one
        with lock:
            now.add(step.name)
            most = max(most, len(now))
            if step.name == "lone":
                beside_the_lone_one = now - {"lone"}
        time.sleep(0.02)
        with lock:
            now.discard(step.name)
        return PASSED

    outcomes = run(steps("a", "lone", "b", "c", "d", alone="lone"), carry_out, tmp_path)
    assert most == 2
    assert beside_the_lone_one == set()
    assert outcomes[-1].step.name == "lone"


def test_the_last_line_is_the_total_and_a_step_that_never_ran_counts_as_failed(capsys, tmp_path: Path) -> None:
    first, second = steps("a", "b")
    ran = [schedule.Outcome(first, Counts(passed=3, skipped=1), 0.1, tmp_path / "a.log")]
    assert command.conclude(ran, [first, second], 1, interrupted=False) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 1 failed, 1 skipped"
    assert command.conclude(ran, [first], 1, interrupted=False) == 0
    assert command.conclude([], [], 1, interrupted=False) == 1


def test_a_parts_name_brings_its_tests_and_only_its_share_of_the_checks() -> None:
    chosen, parts = catalogue.chosen(["core"])
    assert [step.name for step in chosen] == ["format", "lint", "types", "core"]
    assert [part.name for part in parts] == ["core"]


def test_no_word_means_everything_and_check_means_what_needs_no_server() -> None:
    everything, parts = catalogue.chosen([])
    assert everything == list(catalogue.STEPS)
    assert parts == PARTS
    quick, _ = catalogue.chosen([], only_static=True)
    assert quick
    assert not any(step.needs_servers or step.alone for step in quick)


def test_every_shipped_python_part_is_tested_alone_in_a_whole_run() -> None:
    names = {step.name for step in catalogue.STEPS}
    assert {f"{part.name}-alone" for part in PYTHON_PARTS[:-1]} | {"devstack"} <= names
    assert not names & {part.name for part in PYTHON_PARTS[:-1]}


def test_isolation_means_every_part_that_can_leave() -> None:
    chosen, _ = catalogue.chosen(["isolation"])
    assert [step.name for step in chosen] == ["jobs-alone", "api-alone", "services-alone", "core-alone"]


def test_a_word_that_names_nothing_is_refused() -> None:
    with pytest.raises(catalogue.UnknownWord):
        catalogue.chosen(["cor"])


def test_settings_of_a_running_platform_do_not_reach_the_tests() -> None:
    given = {"PATH": "/bin", "DATABASE_URL": "postgresql://elsewhere/live", "CLERK_SECRET_KEY": "k", "PYTHONPATH": "x"}
    kept = command.clean_environment(given)
    assert kept.keys() & given.keys() == {"PATH"}


def shell(folder: Path, programs: Programs) -> Shell:
    return Shell(programs, folder / "step.log", {"PATH": "/usr/bin:/bin"})


def test_a_program_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    marker = tmp_path / "child-lives"
    child = f"import time, pathlib; time.sleep(2); pathlib.Path({str(marker)!r}).touch()"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    code = shell(tmp_path, Programs()).run(sys.executable, "-c", parent, cwd=tmp_path, timeout_seconds=0.5)
    assert code == TIMED_OUT
    time.sleep(2)
    assert not marker.exists()


def test_after_a_stop_nothing_starts_any_more(tmp_path: Path) -> None:
    programs = Programs()
    programs.stop()
    with pytest.raises(Interrupted):
        shell(tmp_path, programs).run("true", cwd=tmp_path)
