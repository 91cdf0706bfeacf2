"""Says what to start when PostgreSQL or Redis, on which `make test-postgres` runs, does not answer."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import psycopg
import redis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def main() -> None:
    """End with one sentence per server that does not answer at the address in the environment."""
    faults = [
        *_ask("PostgreSQL", "DATABASE_URL", lambda url: psycopg.connect(url, connect_timeout=3).close()),
        *_ask("Redis", "CELERY_BROKER_URL", lambda url: redis.Redis.from_url(url, socket_connect_timeout=3).ping()),
    ]
    if faults:
        sys.exit("\n".join(faults))


def _ask(server: str, name: str, connect: Callable[[str], object]) -> Iterator[str]:
    url = os.environ[name]
    try:
        connect(url)
    except (psycopg.Error, redis.RedisError) as fault:
        # The address may hold a password, so only host and port are repeated.
        parts = urlsplit(url)
        yield f"{server} does not answer at {parts.hostname}:{parts.port}: {fault}"
        yield f"Start it, or name another one: {name}={parts.scheme}://user:password@host:port/{parts.path[1:]}"


if __name__ == "__main__":
    main()
