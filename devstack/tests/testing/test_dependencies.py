"""The dependency audit reports what is wrong, and says so when nobody could be asked. Stubs stand for the services."""

from __future__ import annotations

import base64
import json
import os
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from devstack.folders import REPOSITORY
from devstack.testing.counts import Counts
from devstack.testing.dependencies import accepted, advisories, index, locks, pins
from devstack.testing.dependencies.accepted import Accepted
from devstack.testing.dependencies.verdict import Verdict
from devstack.testing.shell import Programs, Shell
from devstack.testing.steps import Workplace

Answer = Callable[[str, bytes], Any]
PINS = "fastapi==0.165.0\ncolorama==0.4.6 ; os_name == 'nt'\n"


@pytest.fixture
def serve() -> Iterator[Callable[[Answer], str]]:
    """A service that answers JSON, or 404 for None; text is sent as HTML, bytes as they are."""
    servers = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                told = answer(self.path, body)
                kind = "text/html" if isinstance(told, str) else "application/json"
                content = (
                    told if isinstance(told, bytes) else (told if isinstance(told, str) else json.dumps(told)).encode()
                )
                self.send_response(404 if told is None else 200)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def workplace(folder: Path, **environment: str) -> Workplace:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "UV_"))}
    shell = Shell(Programs(), folder / "step.log", {**environ, **environment})
    return Workplace(folder, Path(sys.executable), folder, shell)


def osv(vulnerable: Mapping[str, str]) -> Answer:
    """OSV's batch and detail answers; `vulnerable` maps name==version to an advisory."""

    def answer(path: str, body: bytes) -> Any:
        if path == "/v1/querybatch":
            found: list[dict[str, Any]] = []
            for query in json.loads(body)["queries"]:
                assert query["package"]["ecosystem"] == "PyPI"
                advisory = vulnerable.get(f"{query['package']['name']}=={query['version']}")
                # As OSV does with long answers: the rest comes with a second question.
                if advisory and "page_token" not in query:
                    found.append({"next_page_token": "more"})
                else:
                    found.append({"vulns": [{"id": advisory}]} if advisory else {})
            return {"results": found}
        if path.startswith("/v1/vulns/"):
            return {"summary": "Reads any file", "aliases": ["CVE-2099-1"]}
        return None

    return answer


def test_a_vulnerable_pin_is_reported_with_its_advisory(serve):
    address = serve(osv({"jinja2==2.0": "GHSA-aaaa-bbbb-cccc"}))
    verdict = advisories.of_python([("jinja2", "2.0"), ("rich", "15.0")], [], address)
    assert verdict.problems == ("jinja2 2.0: GHSA-aaaa-bbbb-cccc Reads any file",)
    assert verdict.counts(required=False) == Counts(failed=1)


@pytest.mark.parametrize("name", ["GHSA-aaaa-bbbb-cccc", "CVE-2099-1"])
def test_an_accepted_advisory_is_let_through_by_any_of_its_names(serve, name):
    address = serve(osv({"jinja2==2.0": "GHSA-aaaa-bbbb-cccc"}))
    reason = Accepted(name, "We render no templates of strangers.", date(2099, 1, 1))
    assert advisories.of_python([("jinja2", "2.0")], [reason], address).counts(required=True) == Counts(passed=1)


@pytest.mark.parametrize(
    "answer", [lambda *_: None, lambda *_: {"results": []}, lambda *_: "<html>A proxy's page</html>"]
)
def test_a_service_that_does_not_answer_is_skipped_with_the_reason_and_never_passed(serve, answer):
    verdict = advisories.of_python([("rich", "15.0")], [], serve(answer))
    counts = verdict.counts(required=False)
    assert counts == Counts(skipped=1)
    assert counts.skips[0].startswith("no known holes in Python packages: the advisory service did not answer (")
    assert verdict.counts(required=True) == Counts(failed=1)


def test_an_address_that_nobody_has_is_skipped_too():
    verdict = advisories.of_python([("rich", "15.0")], [], "http://127.0.0.1:9")
    assert verdict.counts(required=False) == Counts(skipped=1)


def npm_project(folder: Path, *, development: bool = False) -> Path:
    """A project whose lock names one package, without ever installing it."""
    kind = "devDependencies" if development else "dependencies"
    manifest = {"name": "trial", "version": "1.0.0", kind: {"leftish-pad": "1.0.0"}}
    entry = {"version": "1.0.0", "integrity": "sha512-x", **({"dev": True} if development else {})}
    lock = {"lockfileVersion": 3, "packages": {"": manifest, "node_modules/leftish-pad": entry}}
    (folder / "package.json").write_text(json.dumps(manifest))
    (folder / "package-lock.json").write_text(json.dumps({"name": "trial", "version": "1.0.0", **lock}))
    return folder


def npm_registry(severity: str) -> Answer:
    advisory = {
        "id": 1, "url": "https://advisories.example/GHSA-dddd-eeee-ffff", "title": "Pads too far", "severity": severity,
        "vulnerable_versions": "<2.0.0",
    }  # fmt: skip
    packument = {
        "name": "leftish-pad",
        "dist-tags": {"latest": "1.0.0"},
        "versions": {"1.0.0": {"name": "leftish-pad"}},
    }

    def answer(path: str, _body: bytes) -> Any:
        if path.endswith("/security/advisories/bulk"):
            return {"leftish-pad": [advisory]}
        return packument if path == "/leftish-pad" else None

    return answer


@pytest.mark.parametrize(
    ("development", "severity", "is_reported"),
    [(False, "low", True), (True, "critical", True), (True, "moderate", False)],
)
def test_npms_own_audit_is_read(serve, tmp_path: Path, development, severity, is_reported):
    folder = npm_project(tmp_path, development=development)
    at = workplace(tmp_path, npm_config_registry=serve(npm_registry(severity)), npm_config_cache=str(tmp_path / "c"))
    verdict = advisories.of_npm(at, folder, [])
    told = (f"leftish-pad <2.0.0: GHSA-dddd-eeee-ffff {severity}: Pads too far",)
    assert (verdict.problems, verdict.unanswered) == (told if is_reported else (), "")


def test_a_registry_without_audit_is_skipped_without_its_address(serve, tmp_path: Path):
    at = workplace(tmp_path, npm_config_registry=serve(lambda *_: None), npm_config_cache=str(tmp_path / "c"))
    verdict = advisories.of_npm(at, npm_project(tmp_path), [])
    assert verdict.unanswered == "the registry's audit did not answer (404 Not Found)"
    assert verdict.counts(required=False) == Counts(skipped=1)


def wheel(folder: Path) -> bytes:
    path = folder / "trial-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("trial-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: trial\nVersion: 1.0\n")
        archive.writestr("trial-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr("trial-1.0.dist-info/RECORD", "")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("mark", "problems"),
    [
        ('data-yanked="deletes homes"', ("trial==1.0 was withdrawn: deletes homes",)),
        ('data-yanked=""', ("trial==1.0 was withdrawn: without a reason",)),
        ("", ()),
    ],
)
def test_a_withdrawn_release_is_reported(serve, tmp_path: Path, mark, problems):
    content = wheel(tmp_path)
    link = f'<a href="/files/trial-1.0-py3-none-any.whl" {mark}>trial-1.0-py3-none-any.whl</a>'
    address = serve(lambda path, _: content if path.endswith(".whl") else link if path == "/simple/trial/" else None)
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("trial==1.0\n")
    at = workplace(tmp_path, PIP_INDEX_URL=f"{address}/simple/", UV_CACHE_DIR=str(tmp_path / "cache"), UV_INDEX="")
    assert index.yanked(at, constraints) == Verdict("no Python release was withdrawn", problems)


def test_an_index_that_does_not_answer_is_skipped(serve, tmp_path: Path):
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("trial==1.0\n")
    at = workplace(
        tmp_path, PIP_INDEX_URL=serve(lambda *_: None), UV_CACHE_DIR=str(tmp_path / "cache"), UV_INDEX="",
    )  # fmt: skip
    assert index.yanked(at, constraints).counts(required=False) == Counts(skipped=1)


@pytest.mark.parametrize(
    "line",
    ["fastapi>=0.165", "fastapi==0.165.*", "fastapi==1,<2", "fastapi", "fastapi[all]==0.165.0", "-i https://index.example",
     "fastapi @ https://files.example/fastapi.whl", "fastapi==0.165.0 --hash=sha256:00"],
)  # fmt: skip
def test_anything_but_one_exact_version_is_reported(line):
    assert list(pins.exactness(PINS)) == []
    assert len(list(pins.exactness(f"rich==15.0\n{line}\n"))) == 1


def test_what_is_installed_beside_the_pins_is_reported():
    installed = {"fastapi": "0.164.0", "stray": "1", "pip": "26", "vet-core": "0.1.0"}
    assert list(pins.drift(f"{PINS}left-over==1\n", installed, {"os_name": "posix"})) == [
        "fastapi 0.164.0 is installed, constraints.txt says 0.165.0; run ./vet once.",
        "constraints.txt pins left-over, which nothing installs; remove it.",
        "stray 1 is installed and has no pin in constraints.txt.",
    ]


def test_a_lock_that_leaves_something_open_is_reported():
    integrity = f"sha512-{base64.b64encode(b'x').decode()}"
    manifest = {"dependencies": {"a": "1.0.0", "b": "^2.0.0"}}
    entries = {
        "": {"dependencies": {"a": "1.0.0"}},
        "node_modules/a": {"version": "1.0.0", "integrity": integrity, "resolved": "https://registry.example/a.tgz"},
        "node_modules/b": {"version": "2.0.0", "deprecated": "use c"},
        "node_modules/ours": {"link": True},
    }
    lock = {"lockfileVersion": 3, "packages": entries}
    assert list(locks.faults("web", manifest, lock)) == [
        "web: package.json and package-lock.json name different dependencies; run npm install.",
        "web: b is asked for as '^2.0.0'; name one exact version.",
        "web: node_modules/a names the address it came from; .npmrc says omit-lockfile-registry-resolved.",
        "web: node_modules/b has no sha512 checksum.",
    ]
    assert list(locks.deprecated("web", manifest, lock)) == [("b", "web: b 2.0.0 is deprecated: use c")]


def test_what_is_accepted_needs_a_reason_and_ends(tmp_path: Path):
    path = tmp_path / "accepted.toml"
    path.write_text('[[accepted]]\nwhat = "GHSA-1"\nreason = "Only the server is hit."\nuntil = 2027-03-01\n')
    known = accepted.read(path)
    assert list(accepted.outdated(known, date(2027, 3, 1))) == []
    [told] = accepted.outdated(known, date(2027, 3, 2))
    assert told.startswith("GHSA-1 was accepted until 2027-03-01: Only the server is hit.")
    path.write_text('[[accepted]]\nwhat = "GHSA-1"\nuntil = 2027-03-01\n')
    with pytest.raises(ValueError, match="GHSA-1 needs a reason"):
        accepted.read(path)


def test_the_repositorys_own_list_can_be_read():
    accepted.read(REPOSITORY / "devstack" / "accepted-advisories.toml")
