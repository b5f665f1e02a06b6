"""The stand-in put together."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.staticfiles import StaticFiles

from devstack import pages
from devstack.clerk import accounts, backend_api, development, frontend_api, sign_in
from devstack.clerk.context import Context, Refusal
from devstack.clerk.keys import Signer
from devstack.clerk.shapes import errors_shape
from devstack.clerk.store import Store
from devstack.clerk.webhooks import Postman
from devstack.guard import refuse_outside_development

LOOPBACK_ORIGINS = r"https?://(127\.0\.0\.1|localhost)(:\d+)?"


@dataclass(frozen=True)
class ClerkSettings:
    """Where the stand-in lives and whom it tells. `webhook_url` None: nobody."""

    issuer: str
    data_file: Path
    private_key: str
    secret_key: str
    webhook_secret: str
    webhook_url: str | None = None


def create_app(settings: ClerkSettings, environ: Mapping[str, str] = os.environ) -> FastAPI:
    """Raises SystemExit outside development and test."""
    refuse_outside_development("The Clerk stand-in", environ)
    store = Store(settings.data_file)
    postman = Postman(store, url=settings.webhook_url, secret=settings.webhook_secret)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        delivering = asyncio.create_task(postman.run())
        yield
        delivering.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await delivering

    app = FastAPI(title="Clerk stand-in", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.context = Context(store, Signer(settings.issuer, settings.private_key), postman, settings.secret_key)
    app.add_middleware(
        CORSMiddleware,
        allow_origin_regex=LOOPBACK_ORIGINS,
        allow_methods=["GET", "POST"],
        allow_headers=["authorization", "content-type"],
        allow_credentials=True,
        max_age=600,
    )
    app.mount("/assets", StaticFiles(directory=Path(pages.__file__).parent / "assets"))
    for part in (frontend_api, backend_api, development, sign_in, accounts):
        app.include_router(part.router)

    @app.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "ok"}

    @app.exception_handler(Refusal)
    async def refused(_: Request, error: Refusal) -> JSONResponse:
        return JSONResponse(errors_shape(error.code, error.message), error.status)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return JSONResponse(errors_shape("form_param_invalid", str(error.errors()[0].get("msg"))), 422)

    return app
