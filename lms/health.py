"""Whether what the product stands on can be reached: the database and the broker. Each answers within two seconds."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

import redis
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from redis.backoff import NoBackoff
from redis.retry import Retry

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)

BROKER_SECONDS = 1.5


def read_state() -> dict[str, str]:
    """Return "ok" or "down" for the database and the broker; the reason for a "down" goes to the log."""
    return {"database": _state(_ask_database), "broker": _state(_ask_broker)}


def _state(ask: Callable[[], None]) -> str:
    try:
        ask()
    except (DatabaseError, redis.RedisError, OSError) as fault:
        logger.warning("Health check: %s", fault)
        return "down"
    return "ok"


def _ask_database() -> None:
    # An empty database answers SELECT 1 as well, so a table is asked for.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {MigrationRecorder.Migration._meta.db_table} LIMIT 1")  # noqa: S608 - a constant


def _ask_broker() -> None:
    # Celery's own connection waits and tries again, which a health check must not.
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        _ask_folders()
        return
    with redis.Redis.from_url(
        settings.CELERY_BROKER_URL,
        socket_connect_timeout=BROKER_SECONDS,
        socket_timeout=BROKER_SECONDS,
        retry=Retry(NoBackoff(), 0),
    ) as broker:
        broker.ping()


def _ask_folders() -> None:
    for name in ("data_folder_in", "data_folder_out"):
        folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS[name]
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(f"{folder} cannot be read and written.")
