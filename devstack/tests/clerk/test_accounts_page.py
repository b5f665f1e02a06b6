"""The page for changing an account: what is done there is told to the API, and no other site can do it."""

from __future__ import annotations

import json

import pytest

from devstack.clerk.store import user_id_for
from tests.clerk.conftest import Inbox, StandIn
from tests.clerk.test_webhooks import wait_for

OLIVIA = user_id_for("olivia.hartmann@example.com")
PAGE = f"/accounts/{OLIVIA}"


def test_another_address_and_the_end_of_an_account_are_told(clerk: StandIn, inbox: Inbox):
    assert "Olivia" in clerk.http.get("/accounts").text
    own = {"origin": clerk.settings.issuer, "sec-fetch-site": "same-origin"}
    assert clerk.http.post(f"{PAGE}/email", data={"email": "Olivia@new.example"}, headers=own).status_code == 303
    assert "olivia@new.example" in clerk.http.get(PAGE).text
    assert clerk.http.post(f"{PAGE}/delete", headers=own).headers["location"] == "/accounts"
    assert clerk.http.get(PAGE).status_code == 404
    wait_for(inbox, 2)
    changed, deleted = (json.loads(body) for _, body in inbox.accepted)
    assert changed["type"] == "user.updated"
    assert [each["email_address"] for each in changed["data"]["email_addresses"]] == ["olivia@new.example"]
    assert (deleted["type"], deleted["data"]["id"]) == ("user.deleted", OLIVIA)


def test_a_device_is_signed_out_from_the_page_of_its_person_only(clerk: StandIn, inbox: Inbox):
    session = clerk.sdk.sessions.create(request={"user_id": OLIVIA})
    elsewhere = f"/accounts/{user_id_for('ada.vet@example.com')}/sessions/{session.id}/revoke"
    clerk.http.post(elsewhere)
    assert clerk.sdk.sessions.get(session_id=session.id).status == "active"
    clerk.http.post(f"{PAGE}/sessions/{session.id}/revoke")
    assert clerk.sdk.sessions.get(session_id=session.id).status == "revoked"
    assert "No device" in clerk.http.get(PAGE).text
    wait_for(inbox, 2)
    assert inbox.types() == ["session.created", "session.revoked"]


@pytest.mark.parametrize(("email", "status"), [("ada.vet@example.com", 422), ("nonsense", 422)])
def test_address_that_cannot_be_had_is_refused_on_the_page(clerk: StandIn, email, status):
    reply = clerk.http.post(f"{PAGE}/email", data={"email": email})
    assert reply.status_code == status
    assert 'role="alert"' in reply.text
    assert clerk.sdk.users.get(user_id=OLIVIA).email_addresses[0].email_address == "olivia.hartmann@example.com"


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_other_sites_cannot_send_its_forms(clerk: StandIn, headers):
    assert clerk.http.post(f"{PAGE}/delete", headers=headers).status_code == 403
    assert clerk.sdk.users.get(user_id=OLIVIA).first_name == "Olivia"
