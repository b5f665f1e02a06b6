"""The relay's file says whether it is alive, not whether its servers are."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from vet_clinic_jobs.relay.health import STALE_AFTER, RelayHealth, State, read

NOW = datetime(2026, 3, 3, 14, 30, tzinfo=UTC)


def test_a_fresh_report_is_healthy_even_while_waiting_for_a_server(tmp_path: Path) -> None:
    file = tmp_path / "relay.json"
    RelayHealth(file, relayed=7).report(State.WAITING_FOR_DATABASE, at=NOW)

    healthy, report = read(file, now=NOW + STALE_AFTER)

    assert healthy
    assert (report["state"], report["relayed"]) == ("waiting_for_database", 7)
    assert list(tmp_path.iterdir()) == [file]


def test_a_stale_missing_or_broken_report_is_not(tmp_path: Path) -> None:
    file = tmp_path / "relay.json"
    assert read(file, now=NOW) == (False, {"state": "silent"})

    RelayHealth(file).report(State.RELAYING, at=NOW)
    assert not read(file, now=NOW + STALE_AFTER + timedelta(seconds=1))[0]

    file.write_text("{")
    assert read(file, now=NOW) == (False, {"state": "silent"})


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    RelayHealth(None).report(State.RELAYING, at=NOW)

    assert list(tmp_path.iterdir()) == []
