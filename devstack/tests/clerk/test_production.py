from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devstack.clerk.app import ClerkSettings, create_app

SETTINGS = ClerkSettings("http://127.0.0.1:1", Path("/nonexistent/clerk.json"), "", "sk", "whsec_AAAA")


@pytest.mark.parametrize(
    "environ", [{"ENVIRONMENT": "production"}, {"ENVIRONMENT": "staging"}, {"ENVIRONMENT": ""}, {}]
)
def test_stand_in_refuses_to_exist_outside_development(environ):
    with pytest.raises(SystemExit, match="only runs with ENVIRONMENT set to development or test"):
        create_app(SETTINGS, environ)


def test_its_process_ends_at_once_in_production_and_says_why(tmp_path, private_key):
    environ = {
        "PATH": os.environ["PATH"],
        "ENVIRONMENT": "production",
        "DEVSTACK_CLERK_ISSUER": "http://127.0.0.1:1",
        "DEVSTACK_CLERK_FILE": str(tmp_path / "clerk.json"),
        "DEVSTACK_CLERK_PRIVATE_KEY": private_key,
        "DEVSTACK_CLERK_PORT": "1",
        "CLERK_SECRET_KEY": "sk_test",
        "CLERK_WEBHOOK_SECRET": "whsec_AAAA",
    }
    ended = subprocess.run(
        [sys.executable, "-m", "devstack.clerk"], env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "ENVIRONMENT set to development or test, not 'production'" in ended.stderr
    assert not (tmp_path / "clerk.json").exists()
