"""Clerk's own SDK against the stand-in: what it parses here, it parses in production."""

from __future__ import annotations

import time

import pytest
from clerk_backend_api import Clerk, models

from devstack.clerk.store import Store, user_id_for
from tests.clerk.conftest import StandIn

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.2 "
    "Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 "
    "Edg/150.0.0.0"
)
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
    assert clerk.sdk.sessions.get(session_id=session.id).status == "revoked"
    assert clerk.sdk.sessions.revoke(session_id=session.id).status == "revoked"
    refused = clerk.http.post(f"/v1/client/sessions/{session.id}/tokens")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (401, "signed_out")
    with pytest.raises(models.ClerkErrors) as caught:
        clerk.sdk.sessions.get(session_id="sess_unknown")
    assert caught.value.raw_response.status_code == 404


def test_sdk_tells_a_persons_devices_apart(clerk: StandIn):
    for user_agent, where in ((IPHONE, {"ip_address": "203.0.113.7", "city": "Graz", "country": "AT"}), (EDGE, {})):
        wish = {"email": "olivia.hartmann@example.com", "user_agent": user_agent, **where}
        assert clerk.dev("/dev/tokens", wish).status_code == 200
    clerk.sdk.sessions.create(request={"user_id": user_id_for("ada.vet@example.com")})
    sessions = clerk.sdk.sessions.list(user_id=OLIVIA)
    activities = [session.latest_activity for session in sessions]
    desk, phone = sorted(
        (each for each in activities if isinstance(each, models.SessionActivityResponse)),
        key=lambda activity: activity.is_mobile,
    )
    assert (phone.device_type, desk.device_type) == ("iPhone", "Windows")
    assert (phone.is_mobile, phone.browser_name, phone.browser_version) == (True, "Safari", "19.2")
    assert (phone.ip_address, phone.city, phone.country) == ("203.0.113.7", "Graz", "AT")
    assert (desk.is_mobile, desk.browser_name, desk.city, desk.ip_address) == (False, "Edge", None, None)
    [first], [second] = (clerk.sdk.sessions.list(user_id=OLIVIA, limit=1, offset=offset) for offset in (0, 1))
    assert {first.id, second.id} == {session.id for session in sessions}


def test_a_token_says_that_its_session_was_seen(clerk: StandIn):
    session = clerk.sdk.sessions.create(request={"user_id": OLIVIA})
    time.sleep(0.01)
    clerk.http.post(f"/v1/client/sessions/{session.id}/tokens")
    assert clerk.sdk.sessions.get(session_id=session.id).last_active_at > session.last_active_at


def test_sdk_gives_a_person_another_address_and_nobody_a_taken_one(clerk: StandIn):
    address = clerk.sdk.email_addresses.replace_for_user(user_id=OLIVIA, email_address="Olivia@new.example")
    assert address.verification is not None
    assert (address.email_address, address.verification.status) == ("olivia@new.example", "verified")
    user = clerk.sdk.users.get(user_id=OLIVIA)
    assert [each.email_address for each in user.email_addresses] == ["olivia@new.example"]
    with pytest.raises(models.ClerkErrors) as caught:
        clerk.sdk.email_addresses.replace_for_user(user_id=OLIVIA, email_address="ada.vet@example.com")
    assert caught.value.data.errors[0].code == "form_identifier_exists"


def test_a_deleted_account_takes_its_sessions_along_and_its_id_is_never_used_again(clerk: StandIn):
    session = clerk.sdk.sessions.create(request={"user_id": OLIVIA})
    gone = clerk.sdk.users.delete(user_id=OLIVIA)
    assert (gone.id, gone.deleted) == (OLIVIA, True)
    assert clerk.sdk.sessions.list(user_id=OLIVIA) == []
    assert clerk.http.post(f"/v1/client/sessions/{session.id}/tokens").status_code == 404
    again = clerk.sdk.users.create(email_address=["olivia.hartmann@example.com"])
    assert again.id != OLIVIA


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
