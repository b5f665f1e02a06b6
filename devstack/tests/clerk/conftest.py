from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
from clerk_backend_api import Clerk

from devstack.clerk.app import ClerkSettings, create_app
from devstack.clerk.keys import new_private_key, new_secret_key, new_webhook_secret
from devstack.network import any_free_port
from tests.hosting import running

PEOPLE = [
    {"email": "Olivia.Hartmann@example.com", "given_name": "Olivia", "family_name": "Hartmann", "group": "Pet owners",
     "role": "pet owner", "hint": "Bella"},
    {"email": "ada.vet@example.com", "given_name": "Ada", "family_name": "Vet", "group": "Clinic am Park", "role":
     "veterinarian", "hint": ""},
]  # fmt: skip


@dataclass
class Inbox:
    """A webhook receiver that refuses the first ``refusals`` calls."""

    port: int
    refusals: int = 0
    accepted: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    refused_ids: list[str] = field(default_factory=list)

    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.accepted]


@dataclass
class StandIn:
    settings: ClerkSettings
    http: httpx.Client
    sdk: Clerk

    def dev(self, path: str, body: object) -> httpx.Response:
        return self.http.post(path, json=body, headers={"authorization": f"Bearer {self.settings.secret_key}"})


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            if box.refusals:
                box.refusals -= 1
                box.refused_ids.append(headers["svix-id"])
                self.send_response(503)
            else:
                box.accepted.append((headers, body))
                self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    box = Inbox(server.server_port)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield box
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def private_key() -> str:
    return new_private_key()


@pytest.fixture
def clerk(tmp_path: Path, inbox: Inbox, private_key: str) -> Iterator[StandIn]:
    port = any_free_port()
    settings = ClerkSettings(
        issuer=f"http://127.0.0.1:{port}",
        data_file=tmp_path / "clerk.json",
        private_key=private_key,
        secret_key=new_secret_key(),
        webhook_secret=new_webhook_secret(),
        webhook_url=f"http://127.0.0.1:{inbox.port}/v1/webhooks/clerk",
    )
    with (
        running(create_app(settings, {"ENVIRONMENT": "test"}), port),
        httpx.Client(base_url=settings.issuer) as http,
        Clerk(bearer_auth=settings.secret_key, server_url=f"{settings.issuer}/v1") as sdk,
    ):
        stand_in = StandIn(settings, http, sdk)
        assert stand_in.dev("/dev/people", PEOPLE).json() == {"users": 2}
        yield stand_in
