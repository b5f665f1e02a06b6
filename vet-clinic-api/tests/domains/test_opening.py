"""How long an offer of the waitlist lasts, over HTTP: said by the version seen, within bounds."""

from typing import Any

import httpx
import pytest

from tests.support.world import World

OPENING = "/v1/scheduling/opening"


async def test_how_long_an_offer_lasts_is_said_by_the_version_seen(client: httpx.AsyncClient, world: World) -> None:
    days = {"clinic_id": str(world.clinic.id), "from_day": "2026-03-01", "to_day": "2026-03-31"}
    seen = await client.get(OPENING, params=days)
    assert (seen.json()["waitlist_offer_minutes"], seen.headers["etag"]) == (120, '"0"')
    wish = {"clinic_id": str(world.clinic.id), "minutes": 45}
    headers = world.signed_in(world.administrator, If_Match='"0"')
    done = await client.put(f"{OPENING}/waitlist-offers", headers=headers, json=wish)
    assert (done.status_code, done.json()["waitlist_offer_minutes"], done.headers["etag"]) == (200, 45, '"1"')
    stale = await client.put(f"{OPENING}/waitlist-offers", headers=headers, json=wish | {"minutes": 60})
    assert (stale.status_code, stale.json()["code"], stale.json()["current_version"]) == (412, "edge.stale", 1)
    unseen = await client.put(
        f"{OPENING}/waitlist-offers", headers=world.signed_in(world.administrator), json=wish | {"minutes": 10}
    )
    assert unseen.status_code == 200
    assert (await client.get(OPENING, params=days)).json()["waitlist_offer_minutes"] == 10


@pytest.mark.parametrize("minutes", [9, 10_081, 10.5, "long", None, [], 10**30])
async def test_an_offer_lasts_from_ten_minutes_to_a_week(client: httpx.AsyncClient, world: World, minutes: Any) -> None:
    refused = await client.put(
        f"{OPENING}/waitlist-offers",
        headers=world.signed_in(world.administrator),
        json={"clinic_id": str(world.clinic.id), "minutes": minutes},
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "edge.validation")
    assert [each["pointer"] for each in refused.json()["errors"]] == ["/minutes"]
