"""Checks taken out of the verifier on purpose: the attack table must notice each."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from vet_services.identity import tokens

from tests.access.stage import Stage
from tests.attacks.forge import Forge
from tests.attacks.tokens import ATTACKS, CLAIMS, SIGNATURES, STALE, TIMES
from tests.support.clerk import PARTY

pytestmark = pytest.mark.asyncio(loop_scope="session")


class Anything:
    """Equal to whatever it is compared with."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __contains__(self, item: object) -> bool:
        return True


def _issuer(verifier: Any, _: pytest.MonkeyPatch) -> None:
    verifier._issuer = Anything()


def _party(verifier: Any, _: pytest.MonkeyPatch) -> None:
    verifier._parties = Anything()


def _times(verifier: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    far_off = verifier._clock.now().replace(year=2100)
    monkeypatch.setattr(verifier, "_check_times", lambda _payload: far_off)


def _signature(_: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens._JWS, "decode", lambda *_a, **_k: b"")


FAULTS: dict[str, tuple[Callable[[Any, pytest.MonkeyPatch], None], set[str]]] = {
    "issuer": (_issuer, {name for name in CLAIMS if name.startswith("iss ")}),
    "party": (_party, {"azp of another site", "azp with a slash", "azp a star"}),
    # NaN and Infinity are no JSON: they fail before anybody asks the time.
    "times": (_times, {name for name in {*TIMES, *STALE} if not name.endswith(("NaN", "Infinity"))}),
    "signature": (_signature, {"signature of another key", "signature of another token", "another person put in"}),
}


@asynccontextmanager
async def fresh(stage: Stage) -> AsyncIterator[Stage]:
    """The stage with a verifier of its own, which remembers nothing and can be broken."""
    settings, clock, directory = stage.clerk.settings(), stage.clock, stage.platform.directory
    kept = stage.platform.verifier
    verifier = tokens.TokenVerifier(settings, clock, directory)
    stage.platform.verifier = verifier
    try:
        async with stage.on(stage.platform.database) as broken:
            yield broken
    finally:
        stage.platform.verifier = kept


async def _let_in(stage: Stage, names: set[str]) -> set[str]:
    found = set()
    for name in sorted(names):
        token = ATTACKS[name][0](Forge(stage))
        headers = {"Authorization": f"Bearer {token}", "Origin": PARTY}
        reply = await stage.client.get("/v1/identity/me", headers=headers)
        if reply.status_code == 200:
            found.add(name)
    return found


@pytest.mark.parametrize("check", FAULTS)
async def test_a_check_taken_out_lets_its_attacks_in(stage: Stage, monkeypatch: pytest.MonkeyPatch, check: str) -> None:
    take_out, attacks = FAULTS[check]
    async with fresh(stage) as broken:
        take_out(broken.platform.verifier, monkeypatch)
        assert await _let_in(broken, attacks) == attacks


async def test_with_all_checks_in_place_none_of_them_gets_in(stage: Stage) -> None:
    async with fresh(stage) as whole:
        assert await _let_in(whole, set(CLAIMS) | set(TIMES) | set(STALE) | set(SIGNATURES)) == set()
