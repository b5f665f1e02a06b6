import pytest

from vet_core.cli import main
from vet_core.migrations import expected_head
from vet_core.testing.databases import Databases


def test_the_command_migrates_checks_and_tells(
    test_databases: Databases, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = test_databases.create_empty()
    monkeypatch.setenv("DATABASE_URL", "postgresql://vet:pw@127.0.0.1:1/not-used")
    monkeypatch.setenv("DATABASE_DIRECT_URL", url)
    head = expected_head()
    codes = [main(["migrate", "--check"]), main(["migrate"]), main(["migrate"]), main(["migrate", "--check"])]
    assert codes == [1, 0, 0, 0]
    assert main(["current"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"The database is at nothing, this release needs {head}. Run: vet-core migrate",
        f"Migrated from nothing to {head}.",
        f"Already at {head}.",
        f"Up to date at {head}.",
        f"database {head}, release {head}",
    ]
    test_databases.drop(url)


def test_without_an_address_the_command_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_DIRECT_URL", raising=False)
    assert main(["migrate"]) == 2
    assert capsys.readouterr().err.startswith("DATABASE_URL is not set.")


def test_an_unreachable_database_is_a_sentence_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://vet:hunter2@127.0.0.1:1/vet")
    monkeypatch.delenv("DATABASE_DIRECT_URL", raising=False)
    assert main(["migrate"]) == 2
    message = capsys.readouterr().err
    assert message.startswith("The database at DATABASE_OWNER_URL (or DATABASE_URL) does not answer")
    assert "hunter2" not in message
