"""The order of the layers around the application, outermost first. All are plain ASGI."""

from fastapi import FastAPI
from vet_core.kernel.settings import Environment

from vet_clinic_api.edge import cors
from vet_clinic_api.edge.access_log import AccessLog
from vet_clinic_api.edge.addresses import AddressBook
from vet_clinic_api.edge.envelope import Envelope
from vet_clinic_api.edge.limits import LimitLayer, quotas
from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.rates import RateLimiter
from vet_clinic_api.edge.session import SessionLayer


def wrap(app: FastAPI, platform: Platform) -> None:
    """Envelope, CORS, session, limits: a refusal for its rate is still named, logged and readable by our own pages."""
    settings, runtime = platform.settings, platform.runtime
    if settings.rate_limit_enabled:
        app.add_middleware(LimitLayer, limiter=RateLimiter(platform.redis), quotas=quotas(settings))
    app.add_middleware(SessionLayer, verifier=platform.verifier, sessions=platform.sessions, origins=settings.origins)
    app.add_middleware(cors.layer, origins=settings.origins)
    app.add_middleware(
        Envelope,
        log=AccessLog("vet-api", runtime),
        addresses=AddressBook(settings.proxies),
        https_only=runtime.environment in (Environment.PRODUCTION, Environment.STAGING),
    )
