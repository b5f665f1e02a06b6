"""The headers of the apps: strict, true to the settings, and the same here as on the production web server."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from devstack.folders import REPOSITORY
from devstack.network import any_free_port
from devstack.site.app import create_app
from devstack.site.policy import FIXED, clerk_origin, content_policy, headers
from tests.hosting import running

WEB = REPOSITORY / "vet-clinic-web"


def publishable_key(host: str) -> str:
    return f"pk_live_{base64.b64encode(f'{host}$'.encode()).decode()}"


SETTINGS = {
    "development": {"api_url": "http://127.0.0.1:8000", "dev_sign_in_url": "http://127.0.0.1:8090/"},
    "production": {
        "api_url": "https://api.example.com/",
        "clerk_publishable_key": publishable_key("clerk.app.example.com").rstrip("="),
    },
    "padded": {"api_url": "https://api.example.com", "clerk_publishable_key": publishable_key("clerk.example.com")},
}


def directives(policy: str) -> dict[str, list[str]]:
    return {words[0]: words[1:] for words in (part.split() for part in policy.split(";"))}


def of_nginx(config: dict[str, Any], **extra: str) -> dict[str, str]:
    """What the image sends: its own script and template, filled in as its entrypoint does."""
    environment = {
        "PATH": os.environ["PATH"],
        "API_URL": config["api_url"],
        "DEV_SIGN_IN_URL": config.get("dev_sign_in_url", ""),
        "CLERK_PUBLISHABLE_KEY": config.get("clerk_publishable_key", ""),
        **extra,
    }
    script = f'set -eu; . "{WEB}/deploy/policy.envsh"; env'
    told = subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True, check=True).stdout
    values = dict(line.split("=", 1) for line in told.splitlines() if line.startswith("POLICY_"))
    template = (WEB / "deploy" / "nginx.conf.template").read_text()
    filled = re.sub(r"\$\{(\w+)\}", lambda found: values[found[1]], template)
    return dict(re.findall(r'add_header ([\w-]+) "([^"]*)" always;', filled))


@pytest.mark.parametrize("config", SETTINGS.values(), ids=SETTINGS.keys())
def test_nginx_and_the_development_server_send_the_same(config):
    assert of_nginx(config) == headers(config)


@pytest.mark.parametrize("config", SETTINGS.values(), ids=SETTINGS.keys())
def test_no_script_stands_in_a_page_and_nobody_frames_it(config):
    told = directives(content_policy(config))
    scripts = told["script-src"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "data:", "blob:"} & set(scripts)
    assert (told["frame-ancestors"], told["base-uri"], told["object-src"]) == (["'none'"],) * 3
    assert told["default-src"] == ["'self'"]


def test_pages_reach_what_the_settings_name_and_nothing_else():
    told = directives(content_policy(SETTINGS["development"]))
    assert told["connect-src"] == [
        "'self'", "http://127.0.0.1:8000", "ws://127.0.0.1:8000", "http://127.0.0.1:8090"
    ]  # fmt: skip
    assert (told["script-src"], told["frame-src"]) == (["'self'"], ["'none'"])
    told = directives(content_policy(SETTINGS["production"]))
    clerk = "https://clerk.app.example.com"
    assert told["connect-src"] == ["'self'", "https://api.example.com", "wss://api.example.com", clerk]
    assert told["script-src"] == ["'self'", clerk, "https://challenges.cloudflare.com"]


def test_an_operator_adds_origins_of_their_own():
    told = directives(
        of_nginx(
            SETTINGS["production"], CSP_CONNECT="https://a.example https://b.example", CSP_IMAGES="https://c.example"
        )["Content-Security-Policy"]
    )
    assert told["connect-src"][-2:] == ["https://a.example", "https://b.example"]
    assert told["img-src"][-1] == "https://c.example"


@pytest.mark.parametrize(
    "key", [None, "", "pk_live_", "pk_test_!!", "sk_live_x", f"pk_{base64.b64encode(b'x').decode()}"]
)
def test_a_key_that_says_nothing_opens_nothing(key):
    assert clerk_origin(key) is None
    config = {"api_url": "https://api.example.com", **({"clerk_publishable_key": key} if key else {})}
    assert of_nginx(config) == headers(config)


def test_the_image_does_not_start_without_the_apis_address():
    script = f'set -eu; . "{WEB}/deploy/policy.envsh"'
    ended = subprocess.run(["sh", "-c", script], env={"PATH": os.environ["PATH"]}, capture_output=True, check=False)
    assert ended.returncode != 0
    assert b"API_URL is not set" in ended.stderr


def test_the_image_brings_the_script_along():
    told = (WEB / "Dockerfile").read_text()
    assert "deploy/policy.envsh /docker-entrypoint.d/10-policy.envsh" in told
    for shell in filter(None, map(shutil.which, ("dash", "bash", "busybox"))):
        words = [shell, "sh", "-n"] if shell.endswith("busybox") else [shell, "-n"]
        subprocess.run([*words, WEB / "deploy" / "policy.envsh"], check=True)


def test_vercel_sends_the_same_headers_for_its_example_addresses():
    told = json.loads((WEB / "vercel.json").read_text())["headers"]
    [everywhere] = [entry["headers"] for entry in told if entry["source"] == "/(.*)"]
    sent = {header["key"]: header["value"] for header in everywhere}
    example = {"api_url": "https://api.example.com", "clerk_publishable_key": publishable_key("clerk.example.com")}
    assert sent == headers(example)


@pytest.mark.parametrize("path", ["/", "/config.json", "/assets/gone.js", "/some/page"])
def test_every_reply_carries_them(tmp_path: Path, path):
    (tmp_path / "index.html").write_text("<title>app</title>")
    port = any_free_port()
    config = SETTINGS["development"]
    with running(create_app(tmp_path, config), port):
        reply = httpx.get(f"http://127.0.0.1:{port}{path}")
    assert {name: reply.headers[name] for name in [*FIXED, "Content-Security-Policy"]} == headers(config)
