"""A logical Redis database per test worker, so that suites can share one server without seeing each other's keys."""

from __future__ import annotations

import secrets
import time
from urllib.parse import urlsplit, urlunsplit

import redis

_CLAIM_SECONDS = 900
_PATIENCE_SECONDS = 120


class LogicalRedis:
    """Claims a free logical database; claims are written in database 0 and run out when their owner is killed."""

    def __init__(self, server_url: str) -> None:
        self._token = secrets.token_hex(8)
        self._claims = redis.Redis.from_url(_at(server_url, 0), decode_responses=True)
        self._index = self._claim()
        self.url = _at(server_url, self._index)
        self._own = redis.Redis.from_url(self.url)

    def flush(self) -> None:
        """Empty the database, and keep the claim on it alive."""
        self._claims.set(self._key(self._index), self._token, ex=_CLAIM_SECONDS)
        self._own.flushdb()

    def close(self) -> None:
        self._own.flushdb()
        self._claims.delete(self._key(self._index))
        self._own.close()
        self._claims.close()

    def _claim(self) -> int:
        count = int(self._claims.config_get("databases").get("databases") or 16)
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < deadline:
            for index in range(1, count):
                if self._claims.set(self._key(index), self._token, nx=True, ex=_CLAIM_SECONDS):
                    return index
            time.sleep(0.5)
        raise RuntimeError(f"all {count - 1} logical databases of the test Redis are in use; stop other test runs")

    @staticmethod
    def _key(index: int) -> str:
        return f"vet:test:claim:{index}"


def _at(url: str, index: int) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{index}"))
