"""`./vet generate` and `./vet openapi`: what is committed although it is made, made again."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Sequence

from devstack.folders import REPOSITORY
from devstack.locks import exclusive
from devstack.node import as_locked, install_lock, node_env, npm_ci
from devstack.world.clients import PHONE, WEB
from devstack.world.environment import plain
from devstack.world.programs import module

CONTRACT = REPOSITORY / "vet-clinic-api" / "openapi.json"
# Pages of docs/security that follow from code, by the part that writes them.
PAGES = {"vet-clinic-api": "tests.access.document", "vet-services-package": "tests.flows.document"}


def main(argv: Sequence[str]) -> int:
    """The API's description, the pages that follow from code, then the code that both clients derive."""
    argparse.ArgumentParser(
        prog="vet generate",
        description="Rewrite vet-clinic-api/openapi.json, the pages of docs/security that are made from code, and both "
        "clients' generated code.",
    ).parse_args(argv)
    if code := openapi([]):
        return code
    for part, page in PAGES.items():
        if code := subprocess.run(module(page), cwd=REPOSITORY / part, env=plain(), check=False).returncode:
            return code
    environment = node_env()
    for client in (WEB, PHONE):
        with exclusive(install_lock(client.folder)):
            if not as_locked(client.folder):
                subprocess.run(npm_ci(), cwd=client.folder, env=environment, check=True)
        command = [npm_ci()[0], "run", "--silent", "generate"]
        if code := subprocess.run(command, cwd=client.folder, env=environment, check=False).returncode:
            return code
    return 0


def openapi(argv: Sequence[str]) -> int:
    argparse.ArgumentParser(prog="vet openapi", description="Rewrite vet-clinic-api/openapi.json.").parse_args(argv)
    told = subprocess.run(module("vet_clinic_api.cli", "openapi"), env=plain(), stdout=subprocess.PIPE, check=False)
    if told.returncode == 0:
        CONTRACT.write_bytes(told.stdout)
    return told.returncode
