"""The mailbox's page, and its JSON under /api for tests and scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, HTTPException, Query
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from devstack import pages as shared_pages
from devstack.mailbox.letters import Attachment, Letter, LetterBox
from devstack.pages import PAGE_HEADERS, Pages

pages = Pages(Path(__file__).parent / "templates")
# A mail's HTML is a stranger's: no script, no form, no request to anywhere, shown inside our page only.
HTML_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups; frame-ancestors 'self'"
)


def summary(letter: Letter) -> dict[str, Any]:
    return {
        "id": letter.id,
        "received_at": letter.received_at.isoformat(),
        "from": letter.sender,
        "to": letter.recipients,
        "subject": letter.subject,
        "attachment_count": len(letter.attachments),
    }


def detail(letter: Letter) -> dict[str, Any]:
    return {
        **summary(letter),
        "text": letter.text,
        "html": letter.html,
        "headers": [[name, str(value)] for name, value in letter.message.items()],
        "attachments": [
            {
                "position": part.position,
                "filename": part.filename,
                "content_type": part.content_type,
                "method": part.method,
                "size_bytes": len(part.content),
                "text": part.content.decode("utf-8", "replace") if part.is_text else None,
            }
            for part in letter.attachments
        ],
    }


def create_app(box: LetterBox) -> FastAPI:
    app = FastAPI(title="Mailbox", docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/assets", StaticFiles(directory=Path(shared_pages.__file__).parent / "assets"))

    def find(letter_id: str) -> Letter:
        letter = box.get(letter_id)
        if letter is None:
            raise HTTPException(404, "No such mail.")
        return letter

    @app.get("/livez")
    async def livez() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/api/messages")
    async def list_messages(
        to: str | None = None, subject: str | None = None, limit: Annotated[int, Query(ge=1, le=500)] = 100
    ) -> dict[str, Any]:
        found = box.newest(to=to, subject=subject)
        return {"total": len(found), "items": [summary(letter) for letter in found[:limit]]}

    @app.get("/api/messages/{letter_id}")
    async def get_message(letter_id: str) -> dict[str, Any]:
        return detail(find(letter_id))

    @app.delete("/api/messages", status_code=204)
    async def delete_messages() -> None:
        box.clear()

    @app.get("/")
    async def show_list(to: str | None = None) -> Response:
        return pages.render("list.html", letters=box.newest(to=to)[:200], chosen=None, to=to)

    @app.post("/clear")
    async def clear() -> Response:
        box.clear()
        return RedirectResponse("/", status_code=303)

    @app.get("/messages/{letter_id}")
    async def show_letter(letter_id: str, view: str = "", to: str | None = None) -> Response:
        letter = find(letter_id)
        views = [name for name, content in (("html", letter.html), ("text", letter.text)) if content is not None]
        views.append("source")
        return pages.render(
            "list.html",
            letters=box.newest(to=to)[:200],
            chosen=letter,
            to=to,
            views=views,
            view=view if view in views else views[0],
            source=letter.raw.decode("utf-8", "replace"),
        )

    @app.get("/messages/{letter_id}/html")
    async def show_html(letter_id: str) -> Response:
        headers = {**PAGE_HEADERS, "Content-Security-Policy": HTML_POLICY}
        return Response(find(letter_id).html or "", media_type="text/html; charset=utf-8", headers=headers)

    @app.get("/messages/{letter_id}/raw")
    async def download_letter(letter_id: str) -> Response:
        return as_file("message.eml", "application/octet-stream", find(letter_id).raw)

    @app.get("/messages/{letter_id}/attachments/{position}")
    async def download_attachment(letter_id: str, position: int) -> Response:
        part: Attachment | None = next((p for p in find(letter_id).attachments if p.position == position), None)
        if part is None:
            raise HTTPException(404, "No such attachment.")
        return as_file(part.filename, part.content_type, part.content)

    return app


def as_file(name: str, content_type: str, content: bytes) -> Response:
    """Saved, never opened in the page's own origin."""
    headers = {**PAGE_HEADERS, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=content_type, headers=headers)
