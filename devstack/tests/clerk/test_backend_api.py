"""Clerk's own SDK against the stand-in: what it parses here, it parses in production."""

from __future__ import annotations

import pytest
from clerk_backend_api import Clerk, models

from devstack.clerk.store import Store, user_id_for
from tests.clerk.conftest import StandIn

OLIVIA = user_id_for("olivia.hartmann@example.com")


def test_sdk_reads_a_user_with_a_verified_primary_address(clerk: StandIn):
    user = clerk.sdk.users.get(user_id=OLIVIA)
    assert (user.first_name, user.last_name, user.banned, user.locked) == ("Olivia", "Hartmann", False, False)
    [address] = user.email_addresses
    assert address.email_address == "olivia.hartmann@example.com"
    assert address.id == user.primary_email_address_id
    assert address.verification is not None
    assert address.verification.status == "verified"


def test_sdk_lists_and_filters_users(clerk: StandIn):
    assert {user.first_name for user in clerk.sdk.users.list(request={})} == {"Olivia", "Ada"}
    [found] = clerk.sdk.users.list(request={"email_address": ["Ada.Vet@example.com"]}) or []
    assert found.first_name == "Ada"
    assert clerk.sdk.users.list(request={"email_address": ["nobody@example.com"]}) == []
    assert len(clerk.sdk.users.list(request={"limit": 1, "offset": 1})) == 1
    assert clerk.sdk.users.count(request={}).total_count == 2


def test_sdk_reads_the_signing_keys(clerk: StandIn):
    [key] = clerk.sdk.jwks.get_jwks().keys or []
    assert (key.kty, key.use, key.alg) == ("RSA", "sig", "RS256")
    assert clerk.http.get("/.well-known/jwks.json").json()["keys"][0]["n"] == key.n


def test_sdk_reads_and_revokes_a_session(clerk: StandIn):
    session = clerk.sdk.sessions.create(request={"user_id": OLIVIA})
    assert clerk.sdk.sessions.get(session_id=session.id).user_id == OLIVIA
    assert clerk.sdk.sessions.revoke(session_id=session.id).status == "revoked"
    assert [entry.id for entry in clerk.sdk.sessions.list(user_id=OLIVIA, status=models.QueryParamStatus.ACTIVE)] == []
    refused = clerk.http.post(f"/v1/client/sessions/{session.id}/tokens")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (401, "signed_out")


def test_unknown_user_is_an_error_in_clerks_own_shape(clerk: StandIn):
    with pytest.raises(models.ClerkErrors) as caught:
        clerk.sdk.users.get(user_id="user_nobody")
    assert caught.value.data.errors[0].code == "resource_not_found"
    assert caught.value.raw_response.status_code == 404


@pytest.mark.parametrize("key", ["sk_test_wrong", "x" * 500])
def test_backend_api_refuses_a_wrong_secret_key(clerk: StandIn, key):
    with (
        Clerk(bearer_auth=key, server_url=f"{clerk.settings.issuer}/v1") as sdk,
        pytest.raises(models.ClerkErrors) as caught,
    ):
        sdk.users.get(user_id=OLIVIA)
    assert caught.value.raw_response.status_code == 401
    assert clerk.http.post("/dev/tokens", json={"email": "ada.vet@example.com"}).status_code == 401
    assert clerk.http.post("/dev/people", json=[]).status_code == 401


def test_state_survives_a_restart(clerk: StandIn):
    session = clerk.sdk.sessions.create(request={"user_id": OLIVIA})
    again = Store(clerk.settings.data_file)
    found = again.by_email("OLIVIA.hartmann@example.com")
    assert found is not None
    assert found.id == OLIVIA
    assert again.sessions[session.id].status == "active"
    assert clerk.settings.data_file.stat().st_mode & 0o777 == 0o600
