"""What each part is told by its environment: the same variables as in production, with the addresses of this world."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version

from devstack.folders import VENV
from devstack.network import LOOPBACK
from devstack.servers.postgres import Postgres
from devstack.servers.valkey import Valkey
from devstack.world.layout import Layout, Ports
from devstack.world.secrets import Secrets

# The database and the role that owns it and migrates it; and the login of API and jobs, which owns nothing.
DATABASE = "vet"
APPLICATION = "vet_app"
FLOWER_USER = "admin"
# Settings of a platform that the caller's shell may hold for another purpose; ours come from here alone.
FOREIGN_PREFIXES = (
    "API_", "AUDIT_", "CLERK_", "DATABASE_", "DEVSTACK_", "ENCRYPTION_", "EXPO_PUBLIC_", "FLOWER_", "JOBS_", "MAIL_",
    "PG", "REDIS_", "SENTRY_", "VITE_", "WEB_",
)  # fmt: skip
FOREIGN_NAMES = ("ENVIRONMENT", "LOG_LEVEL", "NODE_ENV", "NODE_OPTIONS", "PYTHONHOME", "PYTHONPATH", "RELEASE")
# A developer's scripts and tests come from one address and one person, faster than any client.
DEVELOPMENT_RATE = "100000"
RATES = (
    "PERSON",
    "ADDRESS",
    "FAILURES",
    "SIGN_IN",
    "SEARCH",
    "INVITATIONS",
    "EXPORTS",
    "AUDIT",
    "REALTIME",
    "LINKS",
    "FEEDS",
)


def plain(given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The caller's environment without settings that would bend a part, with our programs first on the path."""
    kept = {
        name: value
        for name, value in given.items()
        if name not in FOREIGN_NAMES and not name.startswith(FOREIGN_PREFIXES)
    }
    path = os.pathsep.join(filter(None, [str(VENV / "bin"), given.get("PATH", os.defpath)]))
    return {**kept, "PATH": path, "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class World:
    """A world with all that is decided about it before anything starts."""

    layout: Layout
    ports: Ports
    secrets: Secrets
    external_database: str | None = None
    external_redis: str | None = None
    external_owner: str | None = None
    """The owner's address of ``external_database``; without it that one has to do everything."""

    @property
    def postgres(self) -> Postgres:
        return Postgres(self.layout.state, self.ports.postgres, self.secrets.postgres_password)

    @property
    def valkey(self) -> Valkey:
        return Valkey(self.layout.state, self.ports.valkey, self.secrets.valkey_password)

    @property
    def database_url(self) -> str:
        """For everything that serves: bound by row-level security."""
        if self.external_database:
            return self.external_database
        return self.postgres.url(DATABASE, APPLICATION, self.secrets.application_password)

    @property
    def owner_url(self) -> str:
        """For migrations and for whoever looks in from outside."""
        if self.external_database:
            return self.external_owner or self.external_database
        return self.postgres.url(DATABASE, DATABASE, self.secrets.database_password)

    @property
    def redis_url(self) -> str:
        return self.external_redis or self.valkey.url()

    def addresses(self) -> dict[str, str]:
        web_servers = ("api", "web", "phone", "clerk", "mailbox", "flower")
        return {
            **{name: self.ports.url(name) for name in web_servers},
            "smtp": f"smtp://{LOOPBACK}:{self.ports.smtp}",
            "database": self.database_url,
            "database_owner": self.owner_url,
            "redis": self.redis_url,
        }

    def for_the_platform(self) -> dict[str, str]:
        """For the API and the jobs."""
        origins = [
            f"http://{host}:{port}" for host in (LOOPBACK, "localhost") for port in (self.ports.web, self.ports.phone)
        ]
        return {
            **plain(),
            "ENVIRONMENT": "development",
            "RELEASE": version("vet-core"),
            "LOG_LEVEL": "INFO",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "ENCRYPTION_KEYS": f"dev:{self.secrets.encryption_key}",
            "CLERK_SECRET_KEY": self.secrets.clerk_secret_key,
            "CLERK_ISSUER": self.ports.url("clerk"),
            "CLERK_API_URL": self.ports.url("clerk"),
            "CLERK_WEBHOOK_SECRET": self.secrets.clerk_webhook_secret,
            "CLERK_AUTHORIZED_PARTIES": ",".join(origins),
            "MAIL_SMTP_URL": f"smtp://{LOOPBACK}:{self.ports.smtp}",
            "MAIL_FROM": "Vet Clinic <hello@vet.example.com>",
            "WEB_URL": self.ports.url("web"),
            "API_CORS_ORIGINS": ",".join(origins),
            **{f"API_RATE_LIMIT_{name}": DEVELOPMENT_RATE for name in RATES},
            "JOBS_RELAY_HEALTH_FILE": str(self.layout.relay_health),
            "FLOWER_BASIC_AUTH": f"{FLOWER_USER}:{self.secrets.flower_password}",
            "FLOWER_ADDRESS": LOOPBACK,
            "FLOWER_PORT": str(self.ports.flower),
        }

    def for_the_relay(self) -> dict[str, str]:
        """It seals the audit trail; nobody else holds the key for that."""
        return {**self.for_the_platform(), "AUDIT_SIGNING_KEY": self.secrets.audit_signing_key}

    def for_migrations(self) -> dict[str, str]:
        return {**self.for_the_platform(), "DATABASE_OWNER_URL": self.owner_url}

    def for_clerk(self) -> dict[str, str]:
        return {
            **plain(),
            "ENVIRONMENT": "development",
            "DEVSTACK_CLERK_ISSUER": self.ports.url("clerk"),
            "DEVSTACK_CLERK_PORT": str(self.ports.clerk),
            "DEVSTACK_CLERK_FILE": str(self.layout.clerk_file),
            "DEVSTACK_CLERK_PRIVATE_KEY": self.secrets.clerk_private_key,
            "DEVSTACK_CLERK_WEBHOOK_URL": f"{self.ports.url('api')}/v1/webhooks/clerk",
            "CLERK_SECRET_KEY": self.secrets.clerk_secret_key,
            "CLERK_WEBHOOK_SECRET": self.secrets.clerk_webhook_secret,
        }

    def for_the_demo(self) -> dict[str, str]:
        """For the demo world's own program: the platform's variables, and where to leave who lives in it."""
        return {**self.for_migrations(), "DEVSTACK_PEOPLE_FILE": str(self.layout.people)}

    def for_mailbox(self) -> dict[str, str]:
        return {
            **plain(),
            "ENVIRONMENT": "development",
            "DEVSTACK_MAILBOX_FOLDER": str(self.layout.mails),
            "DEVSTACK_MAILBOX_PORT": str(self.ports.mailbox),
            "DEVSTACK_SMTP_PORT": str(self.ports.smtp),
        }

    def for_site(self, name: str, folder: str) -> dict[str, str]:
        """For the server of a client's files: what the client finds at /config.json goes with it."""
        config = {
            "api_url": self.ports.url("api"),
            "environment": "development",
            "clerk_publishable_key": None,
            "dev_sign_in_url": self.ports.url("clerk"),
            "flower_url": self.ports.url("flower"),
            "mailbox_url": self.ports.url("mailbox"),
            "release": version("vet-core"),
        }
        return {
            **plain(),
            "ENVIRONMENT": "development",
            "DEVSTACK_SITE_FOLDER": folder,
            "DEVSTACK_SITE_PORT": str(getattr(self.ports, name)),
            "DEVSTACK_SITE_CONFIG": json.dumps(config),
        }
