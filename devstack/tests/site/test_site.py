"""A client's files, its configuration, and its own page for every address that is not a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from devstack.network import any_free_port
from devstack.site.app import create_app, find
from tests.hosting import running

CONFIG = {"api_url": "http://127.0.0.1:1", "environment": "development"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "assets").mkdir(parents=True)
    (site / "index.html").write_text("<title>app</title>")
    (site / "about.html").write_text("about")
    (site / "assets" / "app-1a2b.js").write_text("let x")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "assets" / "way-out").symlink_to(tmp_path / "secret.txt")
    return site


@pytest.fixture
def http(folder: Path) -> Iterator[httpx.Client]:
    port = any_free_port()
    with running(create_app(folder, CONFIG), port), httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        yield client


def test_configuration_is_served_fresh(http: httpx.Client):
    reply = http.get("/config.json")
    assert reply.json() == CONFIG
    assert reply.headers["cache-control"] == "no-store"


def test_every_address_of_the_app_gets_its_page_and_missing_files_stay_missing(http: httpx.Client):
    for path in ("/", "/clinics/lindenhof", "/appointments/0198"):
        reply = http.get(path)
        assert (reply.status_code, reply.text) == (200, "<title>app</title>")
        assert reply.headers["cache-control"] == "no-cache"
    assert http.get("/about").text == "about"
    assert http.get("/assets/gone.js").status_code == 404


def test_hashed_files_are_kept_for_good(http: httpx.Client):
    assert http.get("/assets/app-1a2b.js").headers["cache-control"] == "public, max-age=31536000, immutable"


def test_nothing_outside_the_folder_is_served(http: httpx.Client, folder: Path):
    for path in ("/..%2fsecret.txt", "/assets/..%2f..%2fsecret.txt", "/%2e%2e/secret.txt", "/assets/way-out"):
        assert "secret" not in http.get(path).text
    assert find(folder, "../secret.txt") is None
    assert find(folder, "assets/way-out") is None
    assert find(folder, "a\0b") is None
