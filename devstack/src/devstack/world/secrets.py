"""The secrets of one world: made at its first start, kept in one file that only its owner reads."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from devstack.clerk.keys import new_private_key, new_secret_key, new_webhook_secret
from devstack.folders import write_private


@dataclass(frozen=True)
class Secrets:
    postgres_password: str
    database_password: str
    valkey_password: str
    flower_password: str
    encryption_key: str
    clerk_secret_key: str
    clerk_webhook_secret: str
    clerk_private_key: str

    @classmethod
    def of(cls, path: Path) -> Secrets:
        """Those of the world whose file is ``path``, made when there are none."""
        if not path.exists():
            write_private(path, json.dumps(asdict(cls._new()), indent=1))
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def _new(cls) -> Secrets:
        return cls(
            postgres_password=secrets.token_urlsafe(24),
            database_password=secrets.token_urlsafe(24),
            valkey_password=secrets.token_urlsafe(24),
            flower_password=secrets.token_urlsafe(12),
            encryption_key=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            clerk_secret_key=new_secret_key(),
            clerk_webhook_secret=new_webhook_secret(),
            clerk_private_key=new_private_key(),
        )
