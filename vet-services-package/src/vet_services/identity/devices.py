"""Read a user agent as people would say it: "iPhone", "Firefox 140". A hint for a list, never a proof of anything."""

import re

_BROWSERS = (
    ("Edge", re.compile(r"\bEdg(?:A|iOS)?/(\d+)")),
    ("Opera", re.compile(r"\bOPR/(\d+)")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/(\d+)")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"\b(?:Chrome|CriOS|HeadlessChrome)/(\d+)")),
    ("Safari", re.compile(r"\bVersion/(\d+)[\d.]*(?: Mobile/\S+)? Safari/")),
    ("App", re.compile(r"\b(?:okhttp|CFNetwork|Expo|Dart)/(\d+)")),
)
_DEVICES = (
    ("iPhone", re.compile(r"\biPhone\b")),
    ("iPad", re.compile(r"\biPad\b")),
    ("Android phone", re.compile(r"\bAndroid\b.*\bMobile\b")),
    ("Android tablet", re.compile(r"\bAndroid\b")),
    ("Chromebook", re.compile(r"\bCrOS\b")),
    ("Windows computer", re.compile(r"\bWindows\b")),
    ("Mac", re.compile(r"\bMacintosh\b|\bDarwin\b")),
    ("Linux computer", re.compile(r"\bLinux\b|\bX11\b")),
)
_LONGEST = 1000


def describe(user_agent: str | None) -> tuple[str | None, str | None]:
    """The device and the browser a user agent speaks of; None for what it does not tell."""
    text = (user_agent or "")[:_LONGEST]
    device = next((name for name, pattern in _DEVICES if pattern.search(text)), None)
    for name, pattern in _BROWSERS:
        if found := pattern.search(text):
            return device, name if name == "App" else f"{name} {found[1]}"
    return device, None
