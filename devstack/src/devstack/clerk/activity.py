"""What Clerk notes about the browser or phone behind a session. A glance at the user agent, no census of browsers."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from fastapi import Request

# In this order: everybody claims to be Safari, and most claim to be Chrome.
BROWSERS = (
    ("Edge", r"Edg(?:A|iOS)?/([\d.]+)"),
    ("Opera", r"OPR/([\d.]+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/([\d.]+)"),
    ("Headless Chrome", r"HeadlessChrome/([\d.]+)"),
    ("Chrome", r"(?:Chrome|CriOS)/([\d.]+)"),
    ("Safari", r"Version/([\d.]+).*Safari/"),
)
DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Macintosh", "Macintosh"),
    ("Windows", "Windows"),
    ("Linux", "Linux"),
)
MOBILE = ("iPhone", "iPad", "Android")
LONGEST = 300


@dataclass(frozen=True)
class Activity:
    """Who is there, as far as a request shows it. Empty words are unknown."""

    user_agent: str = ""
    ip_address: str = ""
    city: str = ""
    country: str = ""

    @classmethod
    def of(cls, request: Request) -> Activity:
        """From a request that comes straight from the browser: everything here stays on one machine."""
        address = request.client.host if request.client else ""
        return cls(request.headers.get("user-agent", "")[:LONGEST], address, "this machine")

    @property
    def id(self) -> str:
        words = "\0".join((self.user_agent, self.ip_address, self.city, self.country))
        return f"sess_activity_{hashlib.sha256(words.encode()).hexdigest()[:27]}"

    @property
    def device_type(self) -> str:
        return next((name for name, word in DEVICES if word in self.user_agent), "")

    @property
    def is_mobile(self) -> bool:
        return self.device_type in MOBILE

    @property
    def browser(self) -> tuple[str, str]:
        """Name and version; a program without a browser, such as curl, has neither."""
        for name, pattern in BROWSERS:
            if found := re.search(pattern, self.user_agent):
                return name, found[1]
        return "", ""
