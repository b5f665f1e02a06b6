from __future__ import annotations

import json
import os
import socket
from pathlib import Path

from devstack.processes.identity import ProcessRecord
from devstack.world import status
from devstack.world.environment import World, plain
from devstack.world.layout import PREFERRED_PORTS, Layout
from devstack.world.secrets import Secrets
from devstack.world.status import NOT_RUNNING, Person, Status


def world(state: Path) -> World:
    layout = Layout(state)
    layout.prepare()
    return World(layout, layout.choose_ports(automatic=True), Secrets.of(layout.secrets))


def test_secrets_are_made_once_and_nobody_else_reads_them(tmp_path: Path):
    first = world(tmp_path)
    assert Secrets.of(first.layout.secrets) == first.secrets
    assert first.layout.secrets.stat().st_mode & 0o777 == 0o600
    assert tmp_path.stat().st_mode & 0o077 == (0o011 if os.geteuid() == 0 else 0)
    assert Secrets.of(tmp_path / "other.json") != first.secrets


def test_a_world_from_before_a_secret_gets_it_and_keeps_the_others(tmp_path: Path):
    path = tmp_path / "secrets.json"
    first = Secrets.of(path)
    old = json.loads(path.read_text())
    del old["audit_signing_key"]
    path.write_text(json.dumps({**old, "of_a_later_version": "x"}))
    again = Secrets.of(path)
    assert (again.database_password, again.encryption_key) == (first.database_password, first.encryption_key)
    assert again.audit_signing_key != first.audit_signing_key
    assert Secrets.of(path) == again
    assert path.stat().st_mode & 0o777 == 0o600


def test_ports_stay_the_same_and_give_way_to_what_is_taken(tmp_path: Path):
    layout = Layout(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (tmp_path / "ports.json").write_text(json.dumps({"api": port}))
        chosen = layout.choose_ports(automatic=True)
        assert chosen.api != port
    assert layout.choose_ports(automatic=True) == chosen
    assert len({getattr(chosen, name) for name in PREFERRED_PORTS}) == len(PREFERRED_PORTS)


def test_a_new_world_forgets_everything_but_ports_and_logs(tmp_path: Path):
    first = world(tmp_path)
    (tmp_path / "mails").mkdir()
    first.layout.seeded.write_text("x")
    (tmp_path / "logs").mkdir()
    first.layout.forget_world()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "postgres") == ["logs", "ports.json"]
    assert world(tmp_path).secrets != first.secrets


def test_the_callers_settings_do_not_bend_the_platform():
    given = {
        "PATH": "/usr/bin", "HOME": "/home/x", "LANG": "de_DE.UTF-8", "DATABASE_URL": "postgresql://production/x",
        "ENVIRONMENT": "production", "CLERK_SECRET_KEY": "sk_live", "API_DOMAINS": "pets", "PGPASSWORD": "x",
        "NODE_OPTIONS": "--inspect",
    }  # fmt: skip
    kept = plain(given)
    assert set(kept) == {"PATH", "HOME", "LANG", "PYTHONUNBUFFERED"}
    assert kept["PATH"].endswith(os.pathsep + "/usr/bin")


def test_everything_is_on_the_loopback_address(tmp_path: Path):
    for name, address in world(tmp_path).addresses().items():
        assert "127.0.0.1:" in address, name


def test_other_servers_replace_ours(tmp_path: Path):
    own = world(tmp_path)
    other = World(own.layout, own.ports, own.secrets, "postgresql://u:p@db:5432/x", "redis://cache:6379/1")
    environment = other.for_the_platform()
    assert environment["DATABASE_URL"] == "postgresql://u:p@db:5432/x"
    assert other.for_migrations()["DATABASE_OWNER_URL"] == "postgresql://u:p@db:5432/x"
    owner = World(own.layout, own.ports, own.secrets, "postgresql://u:p@db:5432/x", None, "postgresql://o:p@db:5432/x")
    assert owner.for_migrations()["DATABASE_OWNER_URL"] == "postgresql://o:p@db:5432/x"
    assert environment["REDIS_URL"] == "redis://cache:6379/1"


def test_only_migrations_and_the_demo_know_the_owners_login(tmp_path: Path):
    own = world(tmp_path)
    serving = own.for_the_platform()
    assert serving["DATABASE_URL"].startswith("postgresql://vet_app:")
    assert own.owner_url.startswith("postgresql://vet:")
    assert not [name for name, value in serving.items() if own.secrets.database_password in value]
    assert own.for_migrations() == {**serving, "DATABASE_OWNER_URL": own.owner_url}


def test_status_of_a_supervisor_that_is_gone_is_not_believed(tmp_path: Path):
    people = [Person("a@example.com", "A", ["owner"], None, "Try it.")]
    Status(ProcessRecord.of("supervisor", os.getpid()), is_ready=True, people=people).write(tmp_path)
    written = status.read(tmp_path)
    assert (written["running"], written["people"][0]["try"]) == (True, "Try it.")
    Status(ProcessRecord("supervisor", os.getpid(), "another birth"), is_ready=True).write(tmp_path)
    assert status.read(tmp_path) == NOT_RUNNING
    (tmp_path / "state.json").write_text("{")
    assert status.read(tmp_path) == NOT_RUNNING
