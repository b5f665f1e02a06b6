"""Run steps at most two at once, in the order given; one failure never stops another."""

from __future__ import annotations

import threading
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from devstack.testing.counts import Counts
from devstack.testing.failures import Failure
from devstack.testing.shell import Interrupted
from devstack.testing.steps import Step

LANES = 2


@dataclass(frozen=True)
class Outcome:
    step: Step
    counts: Counts
    seconds: float
    log: Path


def run_all(
    steps: Sequence[Step],
    carry_out: Callable[[Step], Counts],
    log_of: Callable[[Step], Path],
    report: Callable[[Outcome], None],
    lanes: int = LANES,
) -> list[Outcome]:
    """Outcomes in the order they came. Steps that must be alone come last, one by one."""
    outcomes: list[Outcome] = []
    lock = threading.Lock()

    def one(step: Step) -> None:
        began = time.monotonic()
        try:
            counts = carry_out(step)
        except Interrupted:
            return
        except Exception as error:  # a step that breaks is a failed step; the log says how
            with log_of(step).open("a", encoding="utf-8") as log:
                log.write(traceback.format_exc())
            counts = Counts(failed=1, failures=(Failure("the step itself", f"{type(error).__name__}: {error}"),))
        outcome = Outcome(step, counts, time.monotonic() - began, log_of(step))
        with lock:
            outcomes.append(outcome)
            report(outcome)

    waiting = [step for step in steps if not step.alone]

    def lane() -> None:
        while True:
            with lock:
                if not waiting:
                    return
                step = waiting.pop(0)
            one(step)

    threads = [threading.Thread(target=lane, name=f"lane-{number}", daemon=True) for number in range(lanes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for step in steps:
        if step.alone:
            one(step)
    return outcomes
