"""The specs start when everything they visit answers, not before."""

import json

import pytest

from devstack.testing.end_to_end import healthy


def status(*, ready: bool = True, **health: str) -> str:
    processes = [{"name": name, "health": word} for name, word in health.items()]
    return json.dumps({"running": True, "ready": ready, "processes": processes})


def test_a_platform_with_all_its_apps_is_up() -> None:
    assert healthy(status(api="healthy", web="healthy", phone="healthy"))


@pytest.mark.parametrize(
    "told",
    [
        status(ready=False, api="healthy", web="healthy", phone="healthy"),
        status(api="healthy", web="healthy"),
        status(api="restarting", web="healthy", phone="healthy"),
        "Starting …",
    ],
)
def test_anything_less_is_not(told: str) -> None:
    assert not healthy(told)
