"""Servers for tests: found again, started again, stopped for good."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
import redis

from devstack.processes.identity import birth
from devstack.servers import account, shared
from devstack.servers.postgres import Postgres


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Path]:
    state = tmp_path / "servers"
    state.mkdir()
    yield state
    shutil.rmtree(state)
    account.forget_abandoned()


def pid_of(state: Path) -> int:
    postgres = Postgres(state, 0, "")
    return int((postgres.folder / "postmaster.pid").read_text().split("\n")[0])


async def extensions(url: str) -> set[str]:
    connection = await asyncpg.connect(url)
    try:
        return {row[0] for row in await connection.fetch("SELECT name FROM pg_available_extensions")}
    finally:
        await connection.close()


async def test_servers_answer_only_with_their_passwords_and_are_found_again(state: Path):
    servers = await asyncio.to_thread(shared.start, state)
    try:
        assert await asyncio.to_thread(shared.start, state) == servers
        wanted = {"btree_gist", "pg_trgm", "citext", "cube", "earthdistance", "vector"}
        assert wanted <= await extensions(servers.database_url)
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(servers.database_url.replace("postgres:", "postgres:x", 1))
        assert redis.Redis.from_url(servers.redis_url).ping()
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url(servers.redis_url.replace("redis://:", "redis://:x")).ping()
        for secret in ("servers.json", "postgres.password", "valkey.password"):
            assert (state / secret).stat().st_mode & 0o077 == 0

        killed = pid_of(state)
        os.kill(killed, signal.SIGKILL)
        while birth(killed) is not None:
            await asyncio.sleep(0.02)
        again = await asyncio.to_thread(shared.start, state)
        assert again == servers
        assert pid_of(state) != killed
        assert wanted <= await extensions(again.database_url)
        last = pid_of(state)
    finally:
        shared.stop(state)
    assert birth(last) is None
    assert not (state / "servers.json").exists()


def test_servers_whose_password_is_lost_begin_anew(state: Path):
    first = shared.start(state)
    shared.stop(state)
    (state / "postgres.password").unlink()
    try:
        assert shared.start(state).database_url != first.database_url
    finally:
        shared.stop(state)


def test_a_cluster_that_was_cut_short_is_made_again(state: Path):
    postgres = Postgres(state, 1, "password", throwaway=True)
    folder = postgres.folder
    (folder / "global").mkdir(parents=True)
    (folder / "global" / "pg_control").touch()
    (folder / "PG_VERSION").write_text("18")
    (folder.parent / "initdb-unfinished").touch()
    assert not postgres.exists()
    postgres.prepare()
    assert postgres.exists()
    assert (folder / "postgresql.conf").exists()


def test_a_note_about_a_stranger_is_removed(state: Path):
    postgres = Postgres(state, 1, "password", throwaway=True)
    folder = postgres.folder
    folder.mkdir()
    note = folder / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{folder}\n")
    assert postgres.leftover() is None
    assert not note.exists()
