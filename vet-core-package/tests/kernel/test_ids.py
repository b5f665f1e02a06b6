import os
import threading
import time
from uuid import RFC_4122, UUID

import pytest

from vet_core.kernel import ids
from vet_core.kernel.ids import new_id


def milliseconds(id: UUID) -> int:
    return id.int >> 80


def test_an_id_is_a_uuid_of_version_7_that_carries_the_time() -> None:
    before = time.time_ns() // 1_000_000
    made = new_id()
    assert (made.version, made.variant) == (7, RFC_4122)
    assert before <= milliseconds(made) <= time.time_ns() // 1_000_000


def test_ids_only_grow_even_within_one_millisecond() -> None:
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {id.version for id in made} == {7}


def test_ids_grow_when_the_clock_steps_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = new_id()
    hour_ago = time.time_ns() - 3_600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: hour_ago)
    second, third = new_id(), new_id()
    assert first < second < third


def test_threads_never_make_the_same_id() -> None:
    made: list[UUID] = []
    threads = [threading.Thread(target=lambda: made.extend(new_id() for _ in range(2_000))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 16_000


def test_a_forked_child_starts_its_own_sequence() -> None:
    ahead = new_id()
    ids._last = ahead.int | (1 << 100)  # as if this process had run far ahead of the clock
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, str(ids._last).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, 100) == b"0"
    ids._forget()
