"""What is deployed: who holds which secret, and the roles that row-level security relies on."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import pytest
import yaml

from devstack.folders import REPOSITORY
from devstack.servers.postgres import shipped_package

ROLES = REPOSITORY / "deploy" / "postgres" / "roles.sql"
PASSWORD = 'o\'dd "pass" word'


def run_roles(database_url: str, login: str, password: str) -> None:
    psql = str(shipped_package() / "pginstall" / "bin" / "psql")
    variables = ["-v", "ON_ERROR_STOP=1", "-v", f"login={login}", "-v", f"password={password}"]
    subprocess.run(
        [psql, database_url, "-X", "-q", *variables, "-f", str(ROLES)], check=True, capture_output=True, timeout=60
    )


async def test_the_login_made_for_the_application_is_bound_and_gets_a_new_password(database_url: str):
    login = "deployment_test_login"
    owner = await asyncpg.connect(database_url)
    try:
        for password in ("first", PASSWORD):
            run_roles(database_url, login, password)
        at = urlsplit(database_url)
        connection = await asyncpg.connect(
            host=at.hostname, port=at.port, database=at.path.removeprefix("/"), user=login, password=PASSWORD
        )
        row = await connection.fetchrow(
            "SELECT rolsuper, rolbypassrls, rolcreaterole,"
            " pg_has_role(current_user, 'vet_application', 'USAGE') AS member"
            " FROM pg_roles WHERE rolname = current_user"
        )
        await connection.close()
        assert dict(row or {}) == {"rolsuper": False, "rolbypassrls": False, "rolcreaterole": False, "member": True}
    finally:
        await owner.execute(f"DROP ROLE IF EXISTS {login}")
        await owner.close()


def compose_services() -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text())["services"]
    return told


@pytest.mark.parametrize(("secret", "holder"), [("DATABASE_OWNER_URL", "migrate"), ("AUDIT_SIGNING_KEY", "relay")])
def test_one_service_of_the_composition_holds_each_of_the_great_secrets(secret: str, holder: str):
    holders = [name for name, service in compose_services().items() if secret in (service.get("environment") or {})]
    assert holders == [holder]


def test_what_serves_signs_in_as_the_application():
    addresses = {
        name: service["environment"]["DATABASE_URL"]
        for name, service in compose_services().items()
        if "DATABASE_URL" in (service.get("environment") or {})
    }
    assert {"api", "worker", "relay", "beat"} <= addresses.keys()
    assert all(address.startswith("postgresql://vet_app:") for address in addresses.values()), addresses


def pods(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Each workload with the secrets its containers are given."""
    for path in sorted(folder.glob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text()):
            if (document or {}).get("kind") in ("Deployment", "Job"):
                containers = document["spec"]["template"]["spec"]["containers"]
                given = [source for container in containers for source in container.get("envFrom", ())]
                yield document["metadata"]["name"], {s["secretRef"]["name"] for s in given if "secretRef" in s}


def test_one_workload_of_the_cluster_holds_each_of_the_great_secrets():
    secrets = dict(pods(REPOSITORY / "deploy" / "kubernetes" / "base"))
    assert [name for name, given in secrets.items() if "vet-migrate" in given] == ["migrate"]
    assert [name for name, given in secrets.items() if "vet-seal" in given] == ["relay"]
