"""The demo in the tests' database: making it takes seconds and laying it a moment, so each process makes it once."""

from __future__ import annotations

from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from tests.database import TestDatabase, choose_database


class Seeded:
    """The test process's database with the demo in it, kept beside the one that the tests use."""

    def __init__(self) -> None:
        folder = settings.DATA_DIR / "test"
        self.used = choose_database(connection.vendor, folder)
        self.kept = choose_database(connection.vendor, folder, "demo")
        self.is_made = False

    def lay(self) -> None:
        """Put the demo into the database that the tests use."""
        if self.is_made:
            _copy(self.kept, to=self.used)
        else:
            call_command("load_programme", "u-turn", stdout=StringIO())
            call_command("seed_demo", stdout=StringIO())
            _copy(self.used, to=self.kept)
            self.is_made = True

    def drop(self) -> None:
        """Remove what was kept."""
        self.kept.drop()


def _copy(database: TestDatabase, *, to: TestDatabase) -> None:
    connections.close_all()
    to.template = database.name
    to.restore()
