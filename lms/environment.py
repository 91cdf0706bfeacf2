"""Reads the environment strictly: an unknown name or a malformed value stops the start with a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "LMS_"
NAMES = frozenset(
    {
        "LMS_ENVIRONMENT",
        "LMS_SECRET_KEY",
        "LMS_DEBUG",
        "LMS_ALLOWED_HOSTS",
        "LMS_BASE_URL",
        "LMS_SECURE_COOKIES",
        "LMS_TRUST_PROXY",
        "LMS_EMAIL_URL",
        "LMS_FROM_EMAIL",
        "LMS_DATA_DIR",
        "LMS_VIDEO_HOSTS",
    }
)
STANDARD_NAMES = ("DATABASE_URL", "CELERY_BROKER_URL")
VIDEO_HOSTS = ["vimeo.com", "youtube.com", "youtu.be"]
PLAYERS = {
    "vimeo.com": "player.vimeo.com",
    "youtube.com": "www.youtube-nocookie.com",
    "youtu.be": "www.youtube-nocookie.com",
}
DEVELOPMENT_KEY = "development-only-and-refused-in-production"
YES_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
DATABASES = ("sqlite", "postgres", "postgresql")
BROKERS = ("filesystem", "redis", "rediss")
HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\]")
MAIL = ("smtp", "smtp+tls", "smtp+ssl", "file", "console", "memory")
WITH_HOST = ("redis", "rediss", "smtp", "smtp+tls", "smtp+ssl")
# WAL lets people read while one writes; IMMEDIATE makes a second writer wait instead of failing half-way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the surroundings decide; everything else is in settings.py."""

    production: bool
    secret_key: str
    debug: bool
    allowed_hosts: list[str]
    base_url: str
    secure_cookies: bool
    trust_proxy: bool
    database: dict[str, Any]
    broker_url: str
    mail: dict[str, Any]
    from_email: str
    data_dir: Path
    video_hosts: list[str]

    @property
    def frame_sources(self) -> list[str]:
        """From where a page may show a film inside itself: the players of the trusted hosts."""
        return sorted({f"https://{PLAYERS.get(host, host)}" for host in self.video_hosts})


def read_environment(values: Mapping[str, str], *, base_dir: Path) -> Environment:
    """Return the checked environment; raises ImproperlyConfigured with a sentence that names the variable."""
    _refuse_unknown(values)
    production = _choice(values, "LMS_ENVIRONMENT", "development", ("development", "production")) == "production"
    data_dir = _data_dir(values, base_dir)
    base_url = _base_url(values)
    found = Environment(
        production=production,
        secret_key=values.get("LMS_SECRET_KEY", DEVELOPMENT_KEY),
        debug=_flag(values, "LMS_DEBUG", default=not production),
        allowed_hosts=_hosts(values, base_url),
        base_url=base_url,
        secure_cookies=_flag(values, "LMS_SECURE_COOKIES", default=production),
        trust_proxy=_flag(values, "LMS_TRUST_PROXY", default=False),
        database=_database(values, data_dir),
        broker_url=_address(values, "CELERY_BROKER_URL", "filesystem://localhost/", BROKERS),
        mail=_mail(values, data_dir, production=production),
        from_email=_sender(values),
        data_dir=data_dir,
        video_hosts=_listed_hosts(values, "LMS_VIDEO_HOSTS") or VIDEO_HOSTS,
    )
    if production:
        _refuse_unsafe(found)
    return found


def _refuse_unknown(values: Mapping[str, str]) -> None:
    unknown = sorted(name for name in values if name.startswith(PREFIX) and name not in NAMES)
    if unknown:
        raise ImproperlyConfigured(f"{unknown[0]} is not a setting of this product. Known: {', '.join(sorted(NAMES))}.")
    empty = sorted(name for name in (*NAMES, *STANDARD_NAMES) if values.get(name) == "")
    if empty:
        raise ImproperlyConfigured(f"{empty[0]} is empty; give it a value or remove it.")


def _refuse_unsafe(found: Environment) -> None:
    if found.secret_key == DEVELOPMENT_KEY or len(found.secret_key) < 50 or len(set(found.secret_key)) < 5:
        raise ImproperlyConfigured("LMS_SECRET_KEY must be a random secret of at least 50 characters in production.")
    if found.debug:
        raise ImproperlyConfigured("LMS_DEBUG must be false in production: debug pages show personal data.")
    if not found.secure_cookies:
        raise ImproperlyConfigured("LMS_SECURE_COOKIES must be true in production: cookies travel over HTTPS only.")
    if urlsplit(found.base_url).scheme != "https":
        raise ImproperlyConfigured("LMS_BASE_URL must be the public https:// address in production.")


def _choice(values: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    value = values.get(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is “{value}”; expected {' or '.join(allowed)}.")
    return value


def _flag(values: Mapping[str, str], name: str, *, default: bool) -> bool:
    value = values.get(name)
    if value is None:
        return default
    if value.lower() not in YES_NO:
        raise ImproperlyConfigured(f"{name} is “{value}”; expected true or false.")
    return YES_NO[value.lower()]


def _split(value: str) -> SplitResult | None:
    """Return the address in its parts, None if it's malformed (a port that is no number, half an IPv6 address)."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return None
    return parts


def _address(values: Mapping[str, str], name: str, default: str, schemes: tuple[str, ...]) -> str:
    value = values.get(name, default)
    parts = _split(value)
    # The value may hold a password, so it is not repeated.
    if parts is None:
        raise ImproperlyConfigured(f"{name} is malformed: look at its host and port.")
    if parts.scheme not in schemes or "://" not in value:
        raise ImproperlyConfigured(f"{name} must be an address that starts with {_any_of(schemes)}.")
    if parts.scheme in WITH_HOST and not parts.hostname:
        raise ImproperlyConfigured(f"{name} must name a host, as in {parts.scheme}://host.example.dk.")
    return value


def _any_of(schemes: tuple[str, ...]) -> str:
    return " or ".join(f"{scheme}://" for scheme in schemes)


def _base_url(values: Mapping[str, str]) -> str:
    value = values.get("LMS_BASE_URL", "http://127.0.0.1:8000")
    parts = _split(value)
    if (
        parts is None
        or parts.scheme not in {"http", "https"}
        or not HOST.fullmatch(parts.hostname or "")
        or any((parts.path.strip("/"), parts.query, parts.fragment, parts.username))
    ):
        raise ImproperlyConfigured(
            f"LMS_BASE_URL is “{value}”; expected an address such as https://trappen.example.dk."
        )
    return value.rstrip("/")


def _hosts(values: Mapping[str, str], base_url: str) -> list[str]:
    named = _listed_hosts(values, "LMS_ALLOWED_HOSTS")
    return named or [str(urlsplit(base_url).hostname), "localhost", "127.0.0.1"]


def _listed_hosts(values: Mapping[str, str], name: str) -> list[str]:
    named = [host.strip() for host in values.get(name, "").split(",") if host.strip()]
    wrong = next((host for host in named if not HOST.fullmatch(host)), None)
    if wrong == "*":
        raise ImproperlyConfigured(f"{name} must name the hosts; * would accept any.")
    if wrong:
        raise ImproperlyConfigured(f"{name} has “{wrong}”; expected host names with commas between them.")
    return named


def _data_dir(values: Mapping[str, str], base_dir: Path) -> Path:
    folder = base_dir / values.get("LMS_DATA_DIR", "var")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise ImproperlyConfigured(f"LMS_DATA_DIR is “{folder}”, which cannot be used: {fault.strerror}.") from fault
    return folder


def _database(values: Mapping[str, str], data_dir: Path) -> dict[str, Any]:
    url = _address(values, "DATABASE_URL", f"sqlite:///{data_dir / 'trappen.sqlite3'}", DATABASES)
    database = dict(environ.Env.db_url_config(url))
    if database["ENGINE"].endswith("sqlite3"):
        if not Path(database["NAME"]).parent.is_dir() or database["NAME"] == ":memory:":
            raise ImproperlyConfigured("DATABASE_URL must name a file in a folder that exists: sqlite:////folder/file.")
        return database | {"OPTIONS": SQLITE_OPTIONS}
    if not database["NAME"]:
        raise ImproperlyConfigured("DATABASE_URL must name the database, as in postgres://user@host/database.")
    options = {"connect_timeout": 2, **database.get("OPTIONS", {})}
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


def _mail(values: Mapping[str, str], data_dir: Path, *, production: bool) -> dict[str, Any]:
    if production and "LMS_EMAIL_URL" not in values:
        raise ImproperlyConfigured(
            "LMS_EMAIL_URL must name the mail server in production, e.g. smtp+tls://user:password@host:587."
        )
    url = _address(values, "LMS_EMAIL_URL", f"file://{data_dir / 'mail'}", MAIL)
    if url.startswith("file://"):
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": url[7:]}
    names = {"memory": "memorymail", "console": "consolemail"}
    scheme, rest = url.split("://", 1)
    settings = environ.Env.email_url_config(f"{names.get(scheme, scheme)}://{rest}")
    return {name: value for name, value in settings.items() if value not in {None, ""}}


def _sender(values: Mapping[str, str]) -> str:
    value = values.get("LMS_FROM_EMAIL", "Trappen <trappen@localhost>")
    if "@" not in parseaddr(value)[1]:
        raise ImproperlyConfigured(f"LMS_FROM_EMAIL is “{value}”; expected e.g. Trappen <trappen@example.dk>.")
    return value
