"""What a browser may do for the apps: the headers that go with every file, here and on the production web server alike.

Scripts come from the app's own server, and from Clerk where Clerk signs people in; never from within a page. Styles may
stand in a page: React Native for Web and Clerk's components put them there.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

CHALLENGES = "https://challenges.cloudflare.com"
PICTURES = "https://img.clerk.com"
FIXED: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Browsers heed it over https only.
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}


def headers(config: Mapping[str, Any]) -> dict[str, str]:
    """For an app with this /config.json."""
    return {**FIXED, "Content-Security-Policy": content_policy(config)}


def content_policy(config: Mapping[str, Any]) -> str:
    api, clerk = origin(config["api_url"]), clerk_origin(config.get("clerk_publishable_key"))
    sign_in = origin(config.get("dev_sign_in_url"))
    of_clerk = [clerk, CHALLENGES] if clerk else []
    directives: dict[str, Iterable[str | None]] = {
        "default-src": ("'self'",),
        "script-src": ("'self'", *of_clerk),
        "connect-src": ("'self'", api, socket(api), clerk, sign_in),
        "img-src": ("'self'", "data:", "blob:", PICTURES if clerk else None),
        "style-src": ("'self'", "'unsafe-inline'"),
        "font-src": ("'self'",),
        "media-src": ("'self'", "blob:"),
        "worker-src": ("'self'", "blob:"),
        "frame-src": (CHALLENGES,) if clerk else ("'none'",),
        "frame-ancestors": ("'none'",),
        "base-uri": ("'none'",),
        "object-src": ("'none'",),
        "form-action": ("'self'",),
    }
    return "; ".join(" ".join([name, *filter(None, sources)]) for name, sources in directives.items())


def origin(address: str | None) -> str | None:
    parts = urlsplit(address or "")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else None


def socket(http_origin: str | None) -> str | None:
    """Where a websocket of that server is: http becomes ws, https wss."""
    return f"ws{http_origin.removeprefix('http')}" if http_origin else None


def clerk_origin(publishable_key: str | None) -> str | None:
    """Where Clerk's Frontend API is: the key says so, in base64 with a dollar at the end."""
    told = (publishable_key or "").rpartition("_")[2]
    try:
        host = base64.b64decode(told + "=" * (-len(told) % 4), validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return f"https://{host.removesuffix('$')}" if host.endswith("$") and len(host) > 1 else None
