"""Files as replies: always saved, never shown, so that nothing in them can act in a page's name."""

from typing import Any

from starlette.responses import Response

_SAFE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"


class Zip(Response):
    media_type = "application/zip"


ZIP: dict[str, Any] = {
    "description": "The file.",
    "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    "headers": {"Content-Disposition": {"description": "The file's name.", "schema": {"type": "string"}}},
}


def attachment(name: str) -> dict[str, str]:
    """The header that makes browsers save the reply under a name; whatever is odd in the name becomes a dash."""
    plain = "".join(letter if letter in _SAFE else "-" for letter in name)
    return {"Content-Disposition": f'attachment; filename="{plain}"'}
