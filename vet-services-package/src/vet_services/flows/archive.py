"""Put datasets into one ZIP file that a person and a program can both read. Pure: the same input, the same bytes.

Each dataset comes as JSON (exact) and as CSV (for spreadsheets), with a page that says what everything is and a list of
SHA-256 sums. Spreadsheets run a cell that begins like a formula, so such a cell gets an apostrophe in front; the JSON
beside it is unchanged.
"""

import csv
import hashlib
import io
import json
import zipfile
from base64 import b64encode
from collections.abc import Sequence
from datetime import date, datetime, time
from enum import Enum
from html import escape
from uuid import UUID

from vet_services.identity.personal_data import Dataset

# What a spreadsheet takes for the start of a formula, the wide forms of East Asian keyboards included (OWASP).
_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠|%")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def pack(datasets: Sequence[Dataset], *, subject: str, made_at: datetime) -> bytes:
    """The whole ZIP: `data/`, `tables/`, `files/`, index.html, README.txt and manifest.json."""
    members: dict[str, bytes] = {}
    for each in datasets:
        members[f"data/{each.name}.json"] = _json(each)
        members[f"tables/{each.name}.csv"] = _csv(each)
        for name, content in each.files.items():
            members[f"files/{each.name}/{_file_name(name)}"] = content
    members["README.txt"] = _readme(subject, made_at).encode()
    members["index.html"] = _index(datasets, subject, made_at).encode()
    sums = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(members.items())
    }
    manifest = {"subject": subject, "made_at": _plain(made_at), "files": sums}
    members["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=2).encode()

    packed = io.BytesIO()
    stamp = max(_EARLIEST, made_at.timetuple()[:6])
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, stamp), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _json(dataset: Dataset) -> bytes:
    content = {"about": dataset.about, "rows": [{k: _plain(v) for k, v in row.items()} for row in dataset.rows]}
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def _csv(dataset: Dataset) -> bytes:
    text = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in dataset.rows for name in row))
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in dataset.rows)
    # The mark at the start tells spreadsheets that the text is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: object) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, dict | list):
        plain = json.dumps(plain, ensure_ascii=False)
    if isinstance(plain, str):
        return f"'{plain}" if plain.lstrip(" ")[:1] in _FORMULA_STARTS and plain.strip(" ") else plain
    return json.dumps(plain)


def _plain(value: object) -> object:
    """The value in JSON's own words."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)


def _file_name(name: str) -> str:
    """The name without anything that could lead out of its folder."""
    bare = name.replace("\\", "/").rpartition("/")[2].strip(". ")
    return "".join(mark if mark.isprintable() and mark not in '<>:"|?*' else "_" for mark in bare)[:120] or "file"


def _readme(subject: str, made_at: datetime) -> str:
    return (
        f"A copy of the personal data we hold about {subject}, made on {made_at:%d %B %Y at %H:%M} UTC.\n\n"
        "index.html     says what each part is; open it in a browser\n"
        "data/          the data, exact, one JSON file each\n"
        "tables/        the same for spreadsheets; a cell that begins like a formula has an apostrophe in front\n"
        "files/         files that belong to the data, if there are any\n"
        "manifest.json  every file's size and SHA-256 sum\n\n"
        "What is about other people has been left out: where one of them acted it says “somebody else”.\n"
    )


def _index(datasets: Sequence[Dataset], subject: str, made_at: datetime) -> str:
    parts = "\n".join(
        f'<tr><td><a href="data/{each.name}.json">{escape(each.name.replace("_", " "))}</a></td>'
        f'<td><a href="tables/{each.name}.csv">table</a></td><td>{len(each.rows)}</td>'
        f"<td>{escape(each.about)}</td></tr>"
        for each in datasets
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your data</title>
<style>
body {{ font: 16px/1.55 Georgia, serif; max-width: 52rem; margin: 3rem auto; padding: 0 1rem; color: #22302b }}
table {{ border-collapse: collapse; width: 100% }}
td, th {{ text-align: left; vertical-align: top; padding: .5rem .8rem .5rem 0; border-bottom: 1px solid #e3ded3 }}
a {{ color: #1f6b57 }}
</style>
</head>
<body>
<h1>Your data</h1>
<p>Everything we hold about {escape(subject)}, as of {made_at:%d %B %Y, %H:%M} UTC. Where another person acted it says
“somebody else”, because who that is belongs to them.</p>
<table>
<tr><th>Part</th><th>Spreadsheet</th><th>Rows</th><th>What it is</th></tr>
{parts}
</table>
</body>
</html>
"""
