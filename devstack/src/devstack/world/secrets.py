"""The secrets of one world: made at its first start, kept in one file that only its owner reads."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from devstack.clerk.keys import new_private_key, new_secret_key, new_webhook_secret
from devstack.folders import write_private


@dataclass(frozen=True)
class Secrets:
    postgres_password: str
    database_password: str
    application_password: str
    valkey_password: str
    flower_password: str
    encryption_key: str
    audit_signing_key: str
    clerk_secret_key: str
    clerk_webhook_secret: str
    clerk_private_key: str

    @classmethod
    def of(cls, path: Path) -> Secrets:
        """Those of the world whose file is ``path``; what it does not have yet is made.

        A world from before a secret was thought of gets that one and keeps its others.
        """
        kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        known = {field.name for field in fields(cls)}
        if known - kept.keys():
            kept = {**asdict(cls._new()), **kept}
            write_private(path, json.dumps(kept, indent=1))
        return cls(**{name: kept[name] for name in known})

    @classmethod
    def _new(cls) -> Secrets:
        return cls(
            postgres_password=secrets.token_urlsafe(24),
            database_password=secrets.token_urlsafe(24),
            application_password=secrets.token_urlsafe(24),
            valkey_password=secrets.token_urlsafe(24),
            flower_password=secrets.token_urlsafe(12),
            encryption_key=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            audit_signing_key=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            clerk_secret_key=new_secret_key(),
            clerk_webhook_secret=new_webhook_secret(),
            clerk_private_key=new_private_key(),
        )
