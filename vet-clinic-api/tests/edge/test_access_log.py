"""The log of requests names who asked what and never holds a key, wherever the key stood."""

import io
import json
import secrets

import pytest
from vet_core.kernel.settings import Environment, RuntimeSettings

from vet_clinic_api.edge.access_log import AccessLog, without_keys
from vet_clinic_api.edge.tracing import Trace


def test_a_key_in_the_path_is_left_out() -> None:
    written = io.StringIO()
    log = AccessLog("vet-api", RuntimeSettings(environment=Environment.TEST), written)
    key = secrets.token_urlsafe(32)
    log.write(
        Trace("request-0001", "0" * 32),
        method="GET",
        path=f"/v1/scheduling/feeds/{key}.ics",
        route="/v1/scheduling/feeds/{secret}.ics",
        status=200,
        seconds=0.01,
        address="203.0.113.9",
        person=None,
    )
    assert key not in written.getvalue()
    assert json.loads(written.getvalue())["path"] == "/v1/scheduling/feeds/…"


@pytest.mark.parametrize(
    "path",
    ["/v1/pets/0198f0c2-7d1e-7c11-9a70-3c8a5d2b1f05", "/v1/identity/sessions/sess_2abcDEFghiJKLmnoPQRstuVWXyz", "/"],
)
def test_ids_stay_readable(path: str) -> None:
    assert without_keys(path) == path
