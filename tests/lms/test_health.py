"""Tests of the health check: it names what is down, and it answers quickly also when something is."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest
from django.db import connection

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

SECONDS = 2


def test_all_is_well_without_a_login(client: Client, db: None) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "broker": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_redis_that_is_not_there_is_down(client: Client, db: None, settings: SettingsWrapper) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{unused.getsockname()[1]}/0"
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, {"database": "ok", "broker": "down"})


def test_redis_that_does_not_answer_is_down_within_two_seconds(
    client: Client, db: None, settings: SettingsWrapper
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        begun = time.monotonic()
        response = client.get("/healthz")
        assert time.monotonic() - begun < SECONDS
    assert response.json()["broker"] == "down"


def test_a_queue_folder_that_is_gone_is_down(
    client: Client, db: None, settings: SettingsWrapper, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone")
    settings.CELERY_BROKER_URL = "filesystem://localhost/"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": gone, "data_folder_out": gone}
    assert client.get("/healthz").json() == {"database": "ok", "broker": "down"}


@pytest.mark.django_db(transaction=True)
def test_a_database_that_cannot_be_opened_is_down(client: Client, tmp_path: Path) -> None:
    name, host = connection.settings_dict["NAME"], connection.settings_dict["HOST"]
    connection.close()
    # A folder that is not there on SQLite; on PostgreSQL a database that is not.
    connection.settings_dict["NAME"] = str(tmp_path / "no-folder" / "no-file")[-60:]
    try:
        response = client.get("/healthz")
    finally:
        connection.close()
        connection.settings_dict.update(NAME=name, HOST=host)
    assert (response.status_code, response.json()) == (503, {"database": "down", "broker": "ok"})


@pytest.mark.django_db(transaction=True)
def test_a_database_without_tables_is_down(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO elsewhere")
    assert client.get("/healthz").json() == {"database": "down", "broker": "ok"}
