"""Tests of the environment: what is unknown, malformed or unsafe stops the start with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from lms.environment import NAMES, Environment, read_environment

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "k8Jw-Qz3vN7tXr5mLp2sYb9cHd4fGe6aUi1oTn0qWxKjZyVhRb_"
PRODUCTION = {
    "LMS_ENVIRONMENT": "production",
    "LMS_SECRET_KEY": SECRET,
    "LMS_BASE_URL": "https://trappen.example.dk",
    "LMS_EMAIL_URL": "smtp+tls://trappen:secret@mail.example.dk:587",
    "LMS_FROM_EMAIL": "Trappen <trappen@example.dk>",
    "LMS_TRUST_PROXY": "true",
}


def read(tmp_path: Path, **values: str) -> Environment:
    return read_environment(values, base_dir=tmp_path)


def refusal(tmp_path: Path, **values: str) -> str:
    with pytest.raises(ImproperlyConfigured) as raised:
        read(tmp_path, **values)
    return str(raised.value)


def manage(*arguments: str, **values: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py in an environment that holds nothing of Django and the product but these values."""
    ours = ("LMS_", "DJANGO_", "DATABASE", "CELERY")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(
        command, env=clean | values, capture_output=True, text=True, cwd=settings.BASE_DIR, check=False
    )


def test_without_any_environment_it_is_development_on_files_of_its_own(tmp_path) -> None:
    found = read(tmp_path)
    assert (found.production, found.debug, found.secure_cookies, found.trust_proxy) == (False, True, False, False)
    assert found.data_dir == tmp_path / "var"
    assert found.data_dir.is_dir()
    assert found.database["ENGINE"] == "django.db.backends.sqlite3"
    assert found.database["NAME"] == str(tmp_path / "var" / "trappen.sqlite3")
    assert found.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert found.broker_url == "filesystem://localhost/"
    assert found.mail["EMAIL_FILE_PATH"] == str(tmp_path / "var" / "mail")
    assert found.allowed_hosts == ["127.0.0.1", "localhost", "127.0.0.1"]


def test_everything_can_be_set(tmp_path) -> None:
    values = PRODUCTION | {
        "LMS_DATA_DIR": str(tmp_path / "data"),
        "LMS_ALLOWED_HOSTS": "trappen.example.dk, .example.org,[::1]",
        "LMS_DEBUG": "no",
        "LMS_SECURE_COOKIES": "1",
        "LMS_VIDEO_HOSTS": "vimeo.com, video.kommune.example.dk",
        "DATABASE_URL": "postgres://trappen:secret@db.example.dk:5433/trappen?sslmode=require",
        "CELERY_BROKER_URL": "rediss://:secret@redis.example.dk:6380/2",
    }
    assert set(values) - {"DATABASE_URL", "CELERY_BROKER_URL"} == NAMES
    found = read(tmp_path, **values)
    assert (found.production, found.debug, found.secure_cookies, found.trust_proxy) == (True, False, True, True)
    assert found.allowed_hosts == ["trappen.example.dk", ".example.org", "[::1]"]
    assert found.base_url == "https://trappen.example.dk"
    assert (found.database["HOST"], found.database["PORT"], found.database["NAME"]) == (
        "db.example.dk",
        5433,
        "trappen",
    )
    assert found.database["OPTIONS"] == {"connect_timeout": 2, "sslmode": "require"}
    assert found.broker_url == "rediss://:secret@redis.example.dk:6380/2"
    assert found.mail == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.dk",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "trappen",
        "EMAIL_HOST_PASSWORD": "secret",
        "EMAIL_USE_TLS": True,
    }
    assert found.from_email == "Trappen <trappen@example.dk>"
    assert found.video_hosts == ["vimeo.com", "video.kommune.example.dk"]
    assert found.frame_sources == ["https://player.vimeo.com", "https://video.kommune.example.dk"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"LMS_DEBUGG": "true"}, "LMS_DEBUGG is not a setting of this product. Known: LMS_ALLOWED_HOSTS, "),
        ({"LMS_DEBUG": ""}, "LMS_DEBUG is empty; give it a value or remove it."),
        ({"DATABASE_URL": ""}, "DATABASE_URL is empty; give it a value or remove it."),
        ({"LMS_ENVIRONMENT": "prod"}, "LMS_ENVIRONMENT is “prod”; expected development or production."),
        ({"LMS_DEBUG": "maybe"}, "LMS_DEBUG is “maybe”; expected true or false."),
        ({"LMS_SECURE_COOKIES": "on"}, "LMS_SECURE_COOKIES is “on”; expected true or false."),
        ({"LMS_TRUST_PROXY": "2"}, "LMS_TRUST_PROXY is “2”; expected true or false."),
        ({"LMS_BASE_URL": "trappen.dk"}, "LMS_BASE_URL is “trappen.dk”; expected an address such as https://"),
        ({"LMS_BASE_URL": "https://trappen.dk/app"}, "LMS_BASE_URL is “https://trappen.dk/app”; expected"),
        ({"LMS_BASE_URL": "https://trappen.dk:port"}, "LMS_BASE_URL is “https://trappen.dk:port”; expected"),
        ({"LMS_BASE_URL": "https://a b"}, "LMS_BASE_URL is “https://a b”; expected"),
        ({"LMS_ALLOWED_HOSTS": "*"}, "LMS_ALLOWED_HOSTS must name the hosts; * would accept any."),
        ({"LMS_VIDEO_HOSTS": "*"}, "LMS_VIDEO_HOSTS must name the hosts; * would accept any."),
        ({"LMS_ALLOWED_HOSTS": "https://a.dk"}, "LMS_ALLOWED_HOSTS has “https://a.dk”; expected host names"),
        ({"LMS_FROM_EMAIL": "Trappen"}, "LMS_FROM_EMAIL is “Trappen”; expected e.g. Trappen <trappen@example.dk>."),
        (
            {"DATABASE_URL": "mysql://host/db"},
            "DATABASE_URL must be an address that starts with sqlite:// or postgres://",
        ),
        ({"DATABASE_URL": "postgres:host/db"}, "DATABASE_URL must be an address that starts with sqlite:// or"),
        ({"DATABASE_URL": "postgres://host:port/db"}, "DATABASE_URL is malformed: look at its host and port."),
        (
            {"DATABASE_URL": "postgres://host"},
            "DATABASE_URL must name the database, as in postgres://user@host/database.",
        ),
        (
            {"DATABASE_URL": "sqlite://"},
            "DATABASE_URL must name a file in a folder that exists: sqlite:////folder/file.",
        ),
        ({"DATABASE_URL": "sqlite:////no/such/folder/f"}, "DATABASE_URL must name a file in a folder that exists"),
        (
            {"CELERY_BROKER_URL": "amqp://host"},
            "CELERY_BROKER_URL must be an address that starts with filesystem:// or",
        ),
        ({"CELERY_BROKER_URL": "redis://"}, "CELERY_BROKER_URL must name a host, as in redis://host.example.dk."),
        ({"CELERY_BROKER_URL": "redis://host:x"}, "CELERY_BROKER_URL is malformed: look at its host and port."),
        ({"LMS_EMAIL_URL": "mail.example.dk"}, "LMS_EMAIL_URL must be an address that starts with smtp:// or"),
        ({"LMS_EMAIL_URL": "smtp://"}, "LMS_EMAIL_URL must name a host, as in smtp://host.example.dk."),
        ({"LMS_DATA_DIR": "/proc/nowhere"}, "LMS_DATA_DIR is “/proc/nowhere”, which cannot be used: "),
    ],
)
def test_an_unknown_or_malformed_value_is_refused_in_a_sentence(
    tmp_path, values: dict[str, str], sentence: str
) -> None:
    assert refusal(tmp_path, **values).startswith(sentence)


@pytest.mark.parametrize("name", ["DATABASE_URL", "CELERY_BROKER_URL", "LMS_EMAIL_URL"])
def test_a_refusal_does_not_repeat_a_password(tmp_path, name: str) -> None:
    for address in ("nothing://user:hemmeligt@host/x", "postgres://user:hemmeligt@host:port/x"):
        assert "hemmeligt" not in refusal(tmp_path, **{name: address})


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"LMS_SECRET_KEY": None}, "LMS_SECRET_KEY must be a random secret of at least 50 characters in production."),
        (
            {"LMS_SECRET_KEY": "short"},
            "LMS_SECRET_KEY must be a random secret of at least 50 characters in production.",
        ),
        (
            {"LMS_SECRET_KEY": "a" * 60},
            "LMS_SECRET_KEY must be a random secret of at least 50 characters in production.",
        ),
        ({"LMS_DEBUG": "true"}, "LMS_DEBUG must be false in production: debug pages show personal data."),
        ({"LMS_SECURE_COOKIES": "false"}, "LMS_SECURE_COOKIES must be true in production: cookies travel over HTTPS"),
        ({"LMS_BASE_URL": None}, "LMS_BASE_URL must be the public https:// address in production."),
        ({"LMS_BASE_URL": "http://trappen.dk"}, "LMS_BASE_URL must be the public https:// address in production."),
        ({"LMS_EMAIL_URL": None}, "LMS_EMAIL_URL must name the mail server in production, e.g. smtp+tls://"),
    ],
)
def test_production_refuses_what_is_unsafe(tmp_path, values: dict[str, str | None], sentence: str) -> None:
    given = {name: value for name, value in (PRODUCTION | values).items() if value is not None}
    assert refusal(tmp_path, **given).startswith(sentence)


def test_manage_prints_just_the_sentence_and_ends_with_1() -> None:
    ended = manage("check", LMS_DEBUG="maybe")
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", "LMS_DEBUG is “maybe”; expected true or false.\n")


def test_the_deployment_check_is_clean_in_production(tmp_path) -> None:
    values = PRODUCTION | {"LMS_DATA_DIR": str(tmp_path), "DATABASE_URL": "postgres://trappen@db.example.dk/trappen"}
    ended = manage("check", "--deploy", "--fail-level", "WARNING", **values)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "System check identified no issues (0 silenced).\n"


def test_the_demo_refuses_production(tmp_path) -> None:
    ended = manage("run_demo", **PRODUCTION, LMS_DATA_DIR=str(tmp_path))
    assert (ended.returncode, ended.stderr) == (1, "CommandError: Demoen er ikke til produktion.\n")
