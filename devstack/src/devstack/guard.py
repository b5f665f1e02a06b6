"""The one check that keeps devstack out of production. Every process of it asks here before it does anything."""

from __future__ import annotations

import os
from collections.abc import Mapping

ALLOWED = ("development", "test")


def refuse_outside_development(what: str, environ: Mapping[str, str] = os.environ) -> None:
    """End the process with a sentence unless ENVIRONMENT says development or test. Unset is not good enough."""
    environment = environ.get("ENVIRONMENT", "")
    if environment not in ALLOWED:
        raise SystemExit(
            f"{what} only runs with ENVIRONMENT set to {' or '.join(ALLOWED)}, not {environment or 'without one'!r}: "
            "it lets anybody sign in as anybody."
        )
