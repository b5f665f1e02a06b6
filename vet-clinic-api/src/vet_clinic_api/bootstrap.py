"""Connect one process to what it needs, from the environment. Nothing here talks to anybody yet."""

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from vet_core.db import Database
from vet_core.db.keyring import KeyRing, configure_keyring
from vet_core.kernel.clock import SystemClock
from vet_core.kernel.settings import (
    DatabaseSettings,
    EncryptionSettings,
    RedisSettings,
    RuntimeSettings,
    load,
    refuse_open_transport,
)
from vet_services.identity.adapters.clerk import ClerkDirectory
from vet_services.identity.adapters.webhooks import WebhookSignature
from vet_services.identity.sessions import SignInSessions
from vet_services.identity.tokens import TokenVerifier
from vet_services.settings import ClerkSettings, LinksSettings, validate_environment

from vet_clinic_api.edge.platform import Platform
from vet_clinic_api.edge.realtime.service import Realtime
from vet_clinic_api.settings import ApiSettings

_COUNTER_TIMEOUT_SECONDS = 0.25


def connect() -> Platform:
    """The platform as the environment describes it. Raises SettingsError, one sentence per fault.

    In production it refuses any address that would let the development sign-in in.
    """
    runtime = load(RuntimeSettings)
    clerk = load(ClerkSettings)
    validate_environment(runtime, clerk)
    settings = load(ApiSettings)
    database_settings, redis_settings = load(DatabaseSettings), load(RedisSettings)
    refuse_open_transport(runtime, database_settings, redis_settings)
    redis_url = redis_settings.address
    configure_keyring(KeyRing.from_settings(load(EncryptionSettings)))
    clock = SystemClock()
    redis = counter(redis_url)
    database = Database(database_settings, application_name="vet-api")
    directory = ClerkDirectory(clerk)
    return Platform(
        runtime=runtime,
        settings=settings,
        clock=clock,
        database=database,
        redis=redis,
        directory=directory,
        verifier=TokenVerifier(clerk, clock, directory),
        sessions=SignInSessions(database, redis, clock),
        clerk_webhooks=WebhookSignature(clerk),
        links=load(LinksSettings),
        realtime=Realtime(redis_url, max_connections=settings.realtime_max_connections),
    )


def counter(redis_url: str) -> Redis:
    """A client that would rather fail at once than make a request wait."""
    return Redis.from_url(
        redis_url,
        socket_connect_timeout=_COUNTER_TIMEOUT_SECONDS,
        socket_timeout=_COUNTER_TIMEOUT_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
