"""What orchestrators ask: does the process live, may it be given work, what are its figures."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from redis.exceptions import RedisError
from sqlalchemy import text
from starlette.responses import JSONResponse, Response
from vet_core.db import translate_outage
from vet_core.kernel.errors import Unavailable
from vet_core.migrations import expected_head

from vet_clinic_api.edge import metrics
from vet_clinic_api.edge.platform import Platform, platform_of
from vet_clinic_api.edge.problems import MEDIA_TYPE, problem

router = APIRouter(tags=["platform"], generate_unique_id_function=lambda route: route.name)


PROBLEM_REPLY = {
    "description": "Not ready. Codes: `edge.not_ready`.",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


class NotReady(Unavailable):
    """The process lives but cannot serve requests yet, or not any more."""

    code = "edge.not_ready"
    title = "The service is not ready."


@router.get("/livez", response_model=dict[str, str])
async def check_life() -> JSONResponse:
    """Answers as long as the process does."""
    return JSONResponse({"status": "alive"})


@router.get("/readyz", response_model=dict[str, Any], responses={503: PROBLEM_REPLY})
async def check_readiness(request: Request) -> Response:
    """Whether requests can be served: the database answers and has our migrations. Redis is reported, not required."""
    platform = platform_of(request)
    checks = {"database": "ok", "migrations": "ok", "redis": await _redis(platform)}
    try:
        async with platform.database.transaction() as session:
            found = (await session.execute(text("SELECT version_num FROM alembic_version"))).scalars().all()
    except Exception as error:
        if translate_outage(error) is None and "alembic_version" not in str(error):
            raise
        is_away = translate_outage(error) is not None
        checks |= {"database": "unreachable" if is_away else "ok", "migrations": "unknown" if is_away else "missing"}
    else:
        if list(found) != [_head()]:
            checks["migrations"] = "behind"
    if checks["database"] == checks["migrations"] == "ok":
        return JSONResponse({"status": "ready", "checks": checks})
    refusal = NotReady("Waiting for the database and its migrations.", retry_after_seconds=2, checks=checks)
    return problem(request.scope, refusal)


@router.get("/metrics", response_class=Response, include_in_schema=False)
async def read_metrics() -> Response:
    """Figures for Prometheus."""
    return metrics.exposition()


@cache
def _head() -> str:
    return expected_head()


async def _redis(platform: Platform) -> str:
    try:
        await platform.redis.ping()
    except (RedisError, OSError, TimeoutError):
        return "unreachable"
    return "ok"
