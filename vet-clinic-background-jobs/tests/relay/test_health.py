"""The relay's file says whether it is alive, not whether its servers are."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from vet_clinic_jobs.relay.health import STALE_AFTER, WRITE_EVERY, RelayHealth, SealerState, State, read

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


def test_a_sealer_that_fell_silent_or_is_refused_is_not_healthy(tmp_path: Path) -> None:
    health = RelayHealth(tmp_path / "relay.json")
    assert health.file is not None
    health.sealer_reports(SealerState.SEALING, sealed=3, at=NOW)
    later = NOW + STALE_AFTER + timedelta(seconds=1)

    health.report(State.RELAYING, at=later)
    assert not read(health.file, now=later)[0]

    health.sealer_reports(SealerState.SEALING, sealed=0, at=later)
    healthy, report = read(health.file, now=later)
    assert healthy
    assert report["sealer"]["sealed"] == 3

    health.sealer_reports(SealerState.REFUSED, sealed=0, at=later)
    assert not read(health.file, now=later)[0]


def test_a_sealer_without_news_does_not_wear_the_disk_out(tmp_path: Path) -> None:
    health = RelayHealth(tmp_path / "relay.json")
    assert health.file is not None
    health.sealer_reports(SealerState.SEALING, sealed=0, at=NOW)
    health.file.unlink()

    health.sealer_reports(SealerState.SEALING, sealed=0, at=NOW + WRITE_EVERY - timedelta(seconds=1))
    assert not health.file.exists()

    health.sealer_reports(SealerState.SEALING, sealed=0, at=NOW + WRITE_EVERY)
    assert health.file.exists()
