"""The migrated database that every test process copies: migrating takes half a minute, copying a moment.

Nothing is mocked or skipped: the template comes from `manage.py migrate`, and it is built anew whenever a migration
of the product, what a migration imports, or a requirement has changed.
"""

from __future__ import annotations

import ast
import fcntl
import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE_DIR = Path(__file__).resolve().parent.parent
CHECKOUT = hashlib.sha256(str(BASE_DIR).encode()).hexdigest()[:8]


class TestDatabase(Protocol):
    """A template on one kind of database server, and this process's copy of it."""

    __test__ = False
    name: str
    address: str

    def build(self, *, anew: bool) -> None: ...

    def restore(self) -> None: ...

    def drop(self) -> None: ...


def choose_database(vendor: str, folder: Path, purpose: str = "copy") -> TestDatabase:
    """Return the test database for the configured one; SQLite's files lie in the folder.

    A process that needs a second one names its purpose, a word.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if vendor == "sqlite":
        return SqliteDatabase(folder, purpose)
    return PostgresDatabase(os.environ["DATABASE_URL"], folder, purpose)


class SqliteDatabase:
    """A template file and a copy in the same folder."""

    def __init__(self, folder: Path, purpose: str) -> None:
        self.folder = folder
        self.template = folder / f"template-{fingerprint()}.sqlite3"
        self.copy = folder / f"copy-{os.getpid()}-{purpose}.sqlite3"
        self.name = str(self.copy)
        self.address = f"sqlite:///{self.copy}"

    def build(self, *, anew: bool) -> None:
        """Migrate an empty file unless one with these migrations is there; remove what older runs left."""
        with _only_one(self.folder):
            for path in self.folder.glob("copy-*"):
                if not _runs(path.name.split("-")[1].split(".")[0]):
                    path.unlink(missing_ok=True)
            if self.template.exists() and not anew:
                return
            for path in self.folder.glob("template-*"):
                path.unlink()
            unfinished = self.template.with_suffix(".unfinished")
            _migrate(f"sqlite:///{unfinished}")
            unfinished.rename(self.template)

    def restore(self) -> None:
        """Lay the template over this process's copy; connections that are still open see the new content."""
        with closing(sqlite3.connect(self.template)) as source, closing(sqlite3.connect(self.copy)) as copy:
            source.backup(copy)

    def drop(self) -> None:
        """Remove this process's copy."""
        for path in self.folder.glob(f"{self.copy.name}*"):
            path.unlink()


class PostgresDatabase:
    """A template database and a copy on the same server."""

    def __init__(self, url: str, folder: Path, purpose: str) -> None:
        self.url = url
        self.folder = folder
        self.template = f"trappen_test_{CHECKOUT}_template_{fingerprint()}"
        self.name = f"trappen_test_{CHECKOUT}_copy_{purpose}_{os.getpid()}"
        self.address = urlsplit(url)._replace(path=f"/{self.name}").geturl()

    def build(self, *, anew: bool) -> None:
        """Migrate an empty database unless one with these migrations is there; drop what older runs left."""
        with _only_one(self.folder), self._server() as server:
            names = self._names(server)
            for name in names:
                if "_copy_" in name and not _runs(name.rsplit("_", 1)[1]):
                    self._execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            if self.template in names and not anew:
                return
            for name in names:
                if "_copy_" not in name:
                    self._execute(server, "DROP DATABASE {} WITH (FORCE)", name)
            unfinished = f"{self.template}_unfinished"
            self._execute(server, "CREATE DATABASE {}", unfinished)
            _migrate(urlsplit(self.url)._replace(path=f"/{unfinished}").geturl())
            self._execute(server, "ALTER DATABASE {} RENAME TO {}", unfinished, self.template)

    def restore(self) -> None:
        """Replace this process's copy by a new one."""
        self.drop()
        with self._server() as server:
            # A thread of the live server may still be connected to what is copied, and PostgreSQL would refuse.
            connected = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"
            server.execute(connected, [self.template])
            self._execute(server, "CREATE DATABASE {} TEMPLATE {}", self.name, self.template)

    def drop(self) -> None:
        """Remove this process's copy."""
        with self._server() as server:
            self._execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)

    def _server(self) -> psycopg.Connection:
        return psycopg.connect(self.url, autocommit=True)

    def _names(self, server: psycopg.Connection) -> list[str]:
        rows = server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"trappen_test_{CHECKOUT}_%"])
        return [name for (name,) in rows]

    def _execute(self, server: psycopg.Connection, statement: str, *names: str) -> None:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def fingerprint() -> str:
    """Return a short hash of everything that decides what a migrated database holds."""
    migrations = sorted(BASE_DIR.glob("*/migrations/*.py"))
    imported = {path for migration in migrations for path in _imports(migration)}
    found = hashlib.sha256()
    for path in [BASE_DIR / "requirements.txt", *migrations, *sorted(imported)]:
        found.update(str(path.relative_to(BASE_DIR)).encode() + path.read_bytes())
    return found.hexdigest()[:12]


def _imports(path: Path) -> Iterator[Path]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            module = BASE_DIR / f"{node.module.replace('.', '/')}.py"
            if module.exists():
                yield module


def _migrate(url: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, str(BASE_DIR / "manage.py"), "migrate", "--verbosity", "0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The test database cannot be migrated:\n{done.stdout}{done.stderr}")


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _runs(process_id: str) -> bool:
    try:
        os.kill(int(process_id), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
