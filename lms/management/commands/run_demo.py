"""Runs the product with demo data on one machine: a web server and one Celery worker with beat."""

from __future__ import annotations

import os
import socket
import sys
import urllib.request
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from courses.declaration import SHIPPED
from courses.models import ProgrammePage
from lms.processes import Program, Together
from supervision.models import FollowUpForm
from supervision.shipped_forms import SHIPPED as WITH_FORMS

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

HOST = "127.0.0.1"
THREADS = "8"


class Command(BaseCommand):
    """Prepare what is missing, start both programs, and stop both when one ends or Ctrl-C is pressed."""

    help = "Run the product with demo data on 127.0.0.1; Ctrl-C stops it."
    # The web server checks the same a moment later.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", type=int, default=8000, help="The web server's port (8000).")

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        """Prepare the database, then run until somebody stops it."""
        if settings.PRODUCTION:
            raise CommandError(_("The demo is not for production."))
        _refuse_taken(port)
        try:
            self._prepare()
            self._run(port)
        except KeyboardInterrupt:
            sys.exit(130)

    def _prepare(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write(_("Preparing the database, which takes about half a minute the first time …"))
            call_command("migrate", verbosity=0)
        # What an editor has changed since is left alone.
        missing = [slug for slug in SHIPPED if not ProgrammePage.objects.filter(slug=slug).exists()]
        if missing:
            call_command("load_programme", *missing, stdout=self.stdout)
        for slug in WITH_FORMS:
            if not FollowUpForm.objects.filter(programme__slug=slug).exists():
                call_command("load_follow_up_forms", slug, stdout=self.stdout)
        call_command("seed_demo", stdout=self.stdout)
        connections.close_all()

    def _run(self, port: int) -> None:
        address = f"http://{HOST}:{port}"
        surroundings = {"LMS_BASE_URL": address, "LMS_DEBUG": "false"} | os.environ
        with Together([_web(port), _worker()], surroundings) as programs:
            ended = programs.wait(lambda: _answers(address))
            if ended is None and not programs.asked_to_stop:
                self._announce(port)
                ended = programs.wait()
        if ended is not None:
            raise CommandError(_("The %(name)s has ended by itself, so the demo was stopped.") % {"name": ended})
        self.stdout.write(_("The demo has stopped."))

    def _announce(self, port: int) -> None:
        # A passkey belongs to a name; an address of numbers has none.
        text = _(
            "Trappen runs at http://127.0.0.1:%(port)s/ (with a passkey: http://localhost:%(port)s/). Ctrl-C stops it."
        )
        self.stdout.write("\n" + self.style.SUCCESS(text % {"port": port}))


def _web(port: int) -> Program:
    options = ("--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--threads", THREADS, "--log-level", "warning")
    return Program(_("web server"), (sys.executable, "-m", "gunicorn", "lms.wsgi", *options))


def _worker() -> Program:
    # In a container everybody is root; tasks are read as JSON, so what Celery warns of cannot happen.
    quiet = ("-W", "ignore:You're running the worker with superuser privileges")
    options = ("--beat", "--concurrency", "1", "--loglevel", "WARNING", "--without-gossip", "--without-mingle")
    return Program(_("worker"), (sys.executable, *quiet, "-m", "celery", "--quiet", "--app", "lms", "worker", *options))


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as fault:
            what = {"port": port, "why": fault}
            raise CommandError(
                _("Port %(port)s cannot be used (%(why)s). Take another one: PORT=8001 make demo.") % what
            ) from None


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/healthz", timeout=5) as response:  # noqa: S310 - our own address
            return bool(response.status == 200)
    except OSError:
        return False
