"""How devstack's own web servers are run: loopback only, quiet, and deaf to other host names."""

from __future__ import annotations

import uvicorn
from starlette.applications import Starlette
from starlette.middleware.trustedhost import TrustedHostMiddleware

from devstack.network import LOOPBACK

# A page on the internet can point its own name at 127.0.0.1; its requests carry that name and are refused.
HOST_NAMES = (LOOPBACK, "localhost")


def settings(app: Starlette, port: int) -> uvicorn.Config:
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(HOST_NAMES), www_redirect=False)
    return uvicorn.Config(
        app, host=LOOPBACK, port=port, log_level="warning", access_log=False, server_header=False, date_header=True,
        timeout_graceful_shutdown=2,
    )  # fmt: skip


def serve(app: Starlette, port: int) -> None:
    """Serve until a signal ends it."""
    uvicorn.Server(settings(app, port)).run()
