"""Session tokens: Clerk's own verifier accepts them, and only they are accepted."""

from __future__ import annotations

import time

import httpx
import jwt
import pytest
from clerk_backend_api.security import authenticate_request
from clerk_backend_api.security.types import AuthenticateRequestOptions
from cryptography.hazmat.primitives import serialization

from devstack.clerk.store import user_id_for
from tests.clerk.conftest import StandIn

ORIGIN = "http://127.0.0.1:8080"


def session_of(clerk: StandIn, email: str) -> str:
    reply = clerk.http.post("/sign-in", data={"email": email, "redirect_url": f"{ORIGIN}/after?x=1"})
    assert reply.status_code == 303
    address, _, session_id = reply.headers["location"].partition("#vet_dev_session=")
    assert address == f"{ORIGIN}/after?x=1"
    return session_id


def claims_of(clerk: StandIn, token: str) -> dict:
    key = jwt.PyJWK(clerk.http.get("/.well-known/jwks.json").json()["keys"][0])
    return jwt.decode(token, key.key, algorithms=["RS256"], issuer=clerk.settings.issuer)


def test_signing_in_gives_a_session_that_mints_tokens_for_the_asking_origin(clerk: StandIn):
    session_id = session_of(clerk, "olivia.hartmann@example.com")
    reply = clerk.http.post(f"/v1/client/sessions/{session_id}/tokens", headers={"origin": ORIGIN})
    claims = claims_of(clerk, reply.json()["jwt"])
    assert (claims["sub"], claims["sid"]) == (user_id_for("olivia.hartmann@example.com"), session_id)
    assert (claims["azp"], claims["sts"], claims["exp"] - claims["iat"]) == (ORIGIN, "active", 60)
    assert abs(claims["iat"] - time.time()) < 5
    assert reply.headers["access-control-allow-origin"] == ORIGIN


def test_native_apps_get_no_authorized_party(clerk: StandIn):
    session_id = session_of(clerk, "ada.vet@example.com")
    token = clerk.http.post(f"/v1/client/sessions/{session_id}/tokens").json()["jwt"]
    assert "azp" not in claims_of(clerk, token)


def test_clerks_verifier_accepts_the_token_and_refuses_another_origin(clerk: StandIn, private_key):
    session_id = session_of(clerk, "ada.vet@example.com")
    token = clerk.http.post(f"/v1/client/sessions/{session_id}/tokens", headers={"origin": ORIGIN}).json()["jwt"]
    request = httpx.Request("GET", "http://api/", headers={"authorization": f"Bearer {token}"})
    public = serialization.load_pem_private_key(private_key.encode(), None).public_key()
    pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()

    def state(party: str):
        return authenticate_request(request, AuthenticateRequestOptions(jwt_key=pem, authorized_parties=[party]))

    assert state(ORIGIN).is_signed_in
    assert not state("http://127.0.0.1:9999").is_signed_in


@pytest.mark.parametrize("ending", ["end", "remove"])
def test_signing_out_ends_the_session(clerk: StandIn, ending):
    session_id = session_of(clerk, "ada.vet@example.com")
    assert clerk.http.post(f"/v1/client/sessions/{session_id}/{ending}").status_code == 200
    assert clerk.http.post(f"/v1/client/sessions/{session_id}/tokens").status_code == 401
    assert clerk.http.post("/v1/client/sessions/sess_unknown/tokens").status_code == 404


def test_token_for_the_command_line_lives_as_long_as_asked(clerk: StandIn):
    reply = clerk.dev("/dev/tokens", {"email": "Ada.Vet@example.com", "lifetime_seconds": 7200}).json()
    claims = claims_of(clerk, reply["jwt"])
    assert (claims["sub"], claims["exp"] - claims["iat"]) == (user_id_for("ada.vet@example.com"), 7200)
    assert clerk.dev("/dev/tokens", {"email": "nobody@example.com"}).status_code == 404
