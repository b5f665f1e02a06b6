from __future__ import annotations

import pytest
from clerk_backend_api import models

from tests.clerk.conftest import StandIn

BACK = "http://127.0.0.1:8080/"


def test_page_lists_people_by_group_and_escapes_what_it_shows(clerk: StandIn):
    clerk.dev(
        "/dev/people",
        [{"email": "x@example.com", "given_name": "<b>Mal</b>", "family_name": "", "group": "G", "role": "r"}],
    )
    page = clerk.http.get("/sign-in", params={"redirect_url": BACK})
    assert page.text.index("Pet owners") < page.text.index("Olivia") < page.text.index("Clinic am Park")
    assert "&lt;b&gt;Mal" in page.text
    assert "<b>Mal" not in page.text
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("address", ["https://evil.example/", "http://127.0.0.1.evil.example/", "javascript:alert(1)"])
def test_session_is_never_handed_to_another_machine(clerk: StandIn, address):
    assert clerk.http.get("/sign-in", params={"redirect_url": address}).status_code == 400
    refused = clerk.http.post("/sign-in", data={"email": "ada.vet@example.com", "redirect_url": address})
    assert refused.status_code == 400
    assert "location" not in refused.headers
    assert clerk.sdk.sessions.list(status=models.QueryParamStatus.ACTIVE) == []


def test_unknown_address_is_refused_without_a_session(clerk: StandIn):
    reply = clerk.http.post("/sign-in", data={"email": "nobody@example.com", "redirect_url": BACK})
    assert reply.status_code == 404
    assert "Nobody here has the address" in reply.text


def test_signing_up_twice_makes_one_user(clerk: StandIn):
    form = {"email": "New.Person@example.com", "given_name": "New", "family_name": "Person", "redirect_url": BACK}
    assert clerk.http.post("/sign-up", data=form).status_code == 303
    assert clerk.http.post("/sign-up", data={**form, "email": "new.person@EXAMPLE.com"}).status_code == 409
    assert len(clerk.sdk.users.list(request={"email_address": ["new.person@example.com"]})) == 1


def test_other_host_names_are_refused(clerk: StandIn):
    assert clerk.http.get("/sign-in", headers={"host": "rebound.example"}).status_code == 400
