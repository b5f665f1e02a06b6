"""Whatever is made up from openapi.json, the replies are as described and never a 5xx."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from vet_core.testing.plugin import ENCRYPTION_KEYS

from tests.support.clerk import PARTY
from tests.support.processes import run_api
from tests.support.world import World
from tests.test_openapi import CONTRACT

EXAMPLES = 8
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@dataclass
class Api:
    address: str
    world: World

    def headers(self) -> dict[str, str]:
        """The token of the clinic's administrator, by the real clock: this process has no other."""
        person = str(self.world.administrator.clerk_user_id)
        token = self.world.clerk.token(person, datetime.now(UTC))
        return {"Authorization": f"Bearer {token}", "Origin": PARTY}


@pytest.fixture
def api(world: World, application_database_url: str, redis_url: str) -> Iterator[Api]:
    settings = world.clerk.settings()
    environment = {
        "ENVIRONMENT": "test",
        "DATABASE_URL": application_database_url,
        "REDIS_URL": redis_url,
        "ENCRYPTION_KEYS": ENCRYPTION_KEYS,
        "CLERK_SECRET_KEY": settings.secret_key.get_secret_value(),
        "CLERK_ISSUER": settings.issuer,
        "CLERK_API_URL": settings.api_url or "",
        "WEB_URL": PARTY,
        "CLERK_AUTHORIZED_PARTIES": PARTY,
        "API_CORS_ORIGINS": PARTY,
        "API_RATE_LIMIT_ENABLED": "false",
    }
    with run_api(environment) as address:
        yield Api(address, world)


def test_replies_are_as_described(api: Api) -> None:
    schema = schemathesis.openapi.from_dict(CONTRACT)
    known = {
        "clinic_id": str(api.world.clinic.id),
        "pet_id": str(api.world.pet.id),
        "appointment_type_id": str(api.world.appointment_type.id),
        "veterinarian_id": str(api.world.veterinarian.id),
    }
    failures: list[str] = []
    seen = 0
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        seen += 1

        @seed(20260302)
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(), is_known=st.booleans())
        def conforms(case: Any, is_known: bool) -> None:
            if is_known:
                for place in (case.path_parameters, case.query, case.body):
                    if isinstance(place, dict):
                        place.update({name: value for name, value in known.items() if name in place})
            case.call_and_validate(base_url=api.address, headers=api.headers(), checks=CHECKS)

        try:
            conforms()
        except (Exception, FailureGroup) as failure:
            failures.append(f"{operation.label}: {failure}")
    assert not failures, "\n\n".join(failures)
    assert seen == sum(len(methods) for methods in CONTRACT["paths"].values())
