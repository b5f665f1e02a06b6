"""Files as they lie, `/config.json`, and the app's own page for every address that is not a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from devstack.site.policy import headers

# The bundlers put a hash into the names below these folders: what was once fetched never changes.
UNCHANGING = ("assets/", "_expo/static/")


def create_app(folder: Path, config: dict[str, Any]) -> Starlette:
    root = folder.resolve()
    guarded = headers(config)

    async def config_json(_: Request) -> Response:
        return JSONResponse(config, headers={**guarded, "Cache-Control": "no-store"})

    async def file(request: Request) -> Response:
        wanted = request.path_params["path"]
        found = find(root, wanted)
        if found is None:
            return PlainTextResponse("There is no such file.", 404, headers=guarded)
        unchanging = wanted.startswith(UNCHANGING)
        cache = "public, max-age=31536000, immutable" if unchanging else "no-cache"
        return FileResponse(found, headers={**guarded, "Cache-Control": cache})

    app = Starlette(routes=[Route("/config.json", config_json), Route("/{path:path}", file)])
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    return app


def find(root: Path, wanted: str) -> Path | None:
    """The file for an address: itself, a prerendered page of that name, or the app's page; never outside ``root``.

    A missing file with an ending stays missing: a script that turns out to be a page only confuses.
    """
    if "\0" in wanted:
        return None
    exact = (root / wanted).resolve()
    if not exact.is_relative_to(root):
        return None
    for candidate in (exact, exact.with_name(f"{exact.name}.html"), exact / "index.html"):
        if candidate.is_file() and candidate.is_relative_to(root):
            return candidate
    index = root / "index.html"
    return index if not exact.suffix and index.is_file() else None
