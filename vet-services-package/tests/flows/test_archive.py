"""The ZIP says the same in JSON and CSV, proves it with sums, and runs nothing in a spreadsheet."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from vet_core.kernel.actor import Role

from vet_services.flows import archive
from vet_services.identity.personal_data import Dataset

MADE_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ID = UUID("0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f01")


def pack(*datasets: Dataset) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(archive.pack(datasets, subject="Olivia <b>Hartmann</b>", made_at=MADE_AT)))


def table(packed: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(packed.read(f"tables/{name}.csv").decode("utf-8-sig"), newline="")))


def test_each_dataset_comes_exact_as_json_and_flat_as_csv() -> None:
    row = {"id": ID, "at": MADE_AT, "on": date(2026, 3, 2), "role": Role.VETERINARIAN, "tags": ["a"], "left": None}
    packed = pack(Dataset("things", "What they are.", [row]))

    assert json.loads(packed.read("data/things.json")) == {
        "about": "What they are.",
        "rows": [
            {
                "id": str(ID),
                "at": "2026-03-02T09:00:00+00:00",
                "on": "2026-03-02",
                "role": "veterinarian",
                "tags": ["a"],
                "left": None,
            }
        ],
    }
    assert table(packed, "things") == [
        ["id", "at", "on", "role", "tags", "left"],
        [str(ID), "2026-03-02T09:00:00+00:00", "2026-03-02", "veterinarian", '["a"]', ""],
    ]


@pytest.mark.parametrize("words", ["=1+1", "+49301", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "|cmd"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe_there_and_only_there(words: str) -> None:
    packed = pack(Dataset("things", "", [{"note": words}]))

    assert table(packed, "things")[1] == ["'" + words]
    assert json.loads(packed.read("data/things.json"))["rows"] == [{"note": words}]


def test_ordinary_words_and_negative_numbers_stay_as_they_are() -> None:
    packed = pack(Dataset("things", "", [{"note": 'a "quoted", word', "number": -5, "flag": True}]))

    assert table(packed, "things")[1] == ['a "quoted", word', "-5", "true"]


def test_the_manifest_names_every_other_file_with_its_sum() -> None:
    packed = pack(Dataset("things", "", [{"a": 1}], files={"../../etc/passwd": b"content"}), Dataset("none", "", []))
    listed = json.loads(packed.read("manifest.json"))["files"]

    assert set(listed) == set(packed.namelist()) - {"manifest.json"}
    assert "files/things/passwd" in listed
    for name, entry in listed.items():
        content = packed.read(name)
        assert entry == {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def test_the_page_escapes_what_people_wrote_and_the_same_data_packs_to_the_same_bytes() -> None:
    datasets = [Dataset("things", "<script>", [{"a": 1}])]
    page = pack(*datasets).read("index.html").decode()

    assert "<script>" not in page
    assert "Olivia &lt;b&gt;" in page
    assert archive.pack(datasets, subject="x", made_at=MADE_AT) == archive.pack(datasets, subject="x", made_at=MADE_AT)
