"""Nobody reads of a case but the team's staff and its supervisors: every role, over every way out of the product.

The ways are read from the permission matrix and the addresses themselves, so that a new page is walked without being
named here. Drafts are read by those who write them; the sentence in design.md, section 8, is the source.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter
from pypdf import PdfReader

from supervision.merging import mark
from supervision.models import Addition, Case, RecordDraft
from tests.matrix import lines
from tests.supervision.case_world import DRAFT, GONE, SECRETS, SENT_IN, SESSIONS, SIGNED, WORD, CaseWorld, secret
from tests.test_matrix import CMS, routes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponse
    from pytest_django import DjangoCaptureOnCommitCallbacks, DjangoDbBlocker

READS_CASES = {"staff", "colleague", "supervisor", "substitute"}
WRITES = {"supervisor", "substitute"}
ROLES = (
    "anonymous",
    "staff",
    "colleague",
    "former colleague",
    "leader",
    "associate",
    "trainer",
    "supervisor",
    "former supervisor",
    "substitute",
    "substitute elsewhere",
    "owner",
    "other owner",
    "authority",
    "editor",
    "admin",
    "staff beside",
    "leader beside",
    "supervisor beside",
    "superuser",
)
LOOKING = f"?q={WORD}&format=xlsx&all=1&kind=&page=1"
"""Searches, filters and chooses the other kind of file, wherever a page knows how to."""
NOT_OURS = ("account_", "mfa_", "usersessions_", "health")
"""How the names of pages begin that deal with logging in alone."""
READABLE = {
    *(f"{SIGNED}{what}" for what in ("ADDITION", "TEAMAGREED", "OWNLABEL", "OWNQUESTION", "OWNAGREED")),
    *(f"{SIGNED}{whose}{what}" for whose in ("TEAM", "WAITING") for what in ("LABEL", "QUESTION")),
    *(f"{SENT_IN}ONE{what}" for what in ("LABEL", "QUESTION")),
}
DRAFTED = {
    *(f"{DRAFT}TEAM{what}" for what in ("LABEL", "QUESTION", "AGREED")),
    *(f"{DRAFT}OWN{what}" for what in ("LABEL", "QUESTION", "AGREED")),
}
# A token of a form is made of letters too: the first three alone stand in one now and then.
OURS = re.compile(rf"(?:{'|'.join(SECRETS)})\w*")
HOLD_THEM = {Case, RecordDraft, Addition}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[CaseWorld]:
    """One world for all: what an answer changes is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield CaseWorld()
        transaction.set_rollback(True)


def browser(world: CaseWorld, role: str) -> Client:
    """Return a browser in which the role is logged in; a fault becomes an error page."""
    client = Client(raise_request_exception=False)
    if role != "anonymous":
        client.force_login(world.people[role])
    return client


# -- pages, files, searches and feeds ---------------------------------------------------------------------------------


def ways(world: CaseWorld) -> Iterator[str]:
    """Yield the address of everything that can be asked for about what the matrix knows, and about each secret.

    Lists and files are asked for twice: lists can be searched, and files come in two kinds.
    """
    for line in lines():
        if line.method == "GET" and not line.route.startswith(NOT_OURS):
            yield world.url(line.route, line.about)
            if line.about == "-" or line.about.endswith(":cohort"):
                yield world.url(line.route, line.about) + LOOKING
    for name, pattern in routes():
        if pattern.count("<") == 1 and "sessions/<int:pk>" in pattern:
            yield from (reverse(name, args=[world.key_of(about)]) for about in SESSIONS)


def text_of(response: HttpResponse) -> str:
    """Return all text that came: of a page, of a PDF, of a workbook's parts; and the headers."""
    content = b"".join(response) if response.streaming else response.content
    return f"{response.headers} {_read(content)}"


def _read(content: bytes) -> str:
    if content.startswith(b"%PDF-1.7\n%"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return " ".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return content.decode(errors="replace")


@pytest.mark.parametrize("role", ROLES)
def test_cases_reach_those_who_read_them_and_nobody_else(role: str, world: CaseWorld) -> None:
    client, seen = browser(world, role), {}
    paths = sorted(set(ways(world)))
    assert len(paths) > 150
    for path in paths:
        with transaction.atomic():
            text = text_of(client.get(path))  # type: ignore[arg-type]
            transaction.set_rollback(True)
        seen |= dict.fromkeys(OURS.findall(text), path)
    # Of what is still a draft, the team's staff see what they themselves have sent in.
    drafted = DRAFTED if role in WRITES else DRAFTED & {f"{DRAFT}TEAMLABEL", f"{DRAFT}TEAMQUESTION"}
    assert set(seen) == (READABLE | drafted if role in READS_CASES else set()), seen


@pytest.mark.parametrize("role", ["editor", "superuser"])
def test_wagtails_admin_knows_of_no_case(role: str, world: CaseWorld) -> None:
    client = browser(world, role)
    paths = {f"/{path}" for _name, path in routes() if path.startswith(CMS) and not set("^$()<") & set(path)}
    assert len(paths) > 50
    for path in sorted(paths):
        with transaction.atomic():
            text = text_of(client.get(f"{path}?q={WORD}"))  # type: ignore[arg-type]
            transaction.set_rollback(True)
        assert not any(kind in text for kind in SECRETS), path


# -- what is stored beside the cases: the audit above all --------------------------------------------------------------


def test_no_table_but_their_own_holds_the_texts_and_the_audit_neither(world: CaseWorld) -> None:
    entries = apps.get_model("auditlog", "LogEntry").objects
    assert entries.filter(content_type__model="case").count() >= 6
    assert entries.filter(content_type__model="addition").exists()
    holding = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model not in HOLD_THEM and model._meta.managed
        for row in model._base_manager.values()
        if any(kind in repr(row) for kind in SECRETS)
    }
    assert holding == set()


def test_what_was_withdrawn_or_written_over_is_nowhere(world: CaseWorld) -> None:
    assert not [row for model in HOLD_THEM for row in model._base_manager.values() if GONE in repr(row)]


@pytest.mark.django_db
@pytest.mark.usefixtures("eager_tasks")
def test_the_mail_about_a_signed_record_tells_nothing_of_it(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        CaseWorld()
    assert mail.outbox
    for message in mail.outbox:
        assert not any(kind in str(message.message()) for kind in SECRETS)


# -- faults: the page, the log and the report -------------------------------------------------------------------------


class Breakdown:
    """Lets the database fail once, at the n-th question about supervision; keeps the report that an operator would get.

    At the 0th it fails at the very first question, before any view has been reached.
    """

    def __init__(self, at: int) -> None:
        self.at, self.asked, self.failed = at, 0, False
        self.reports: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        answer = execute(sql, *rest)
        if self.failed or not (self.at == 0 or "supervision_" in sql):
            return answer
        self.asked += 1
        if self.asked >= self.at:
            self.failed = True
            raise RuntimeError("the database has gone")
        return answer

    def report(self, sender: object, request: HttpRequest, **_rest: object) -> None:
        """Write the report as Django's mail to the operator does."""
        reporter = ExceptionReporter(request, *sys.exc_info())
        self.reports += [reporter.get_traceback_text(), reporter.get_traceback_html()]


def asked_about_cases(world: CaseWorld) -> Iterator[tuple[str, str, str]]:
    """Yield who asks for what: every page of supervision about a session with secrets, and the case itself."""
    for name, pattern in routes():
        if name.startswith("supervision:") and pattern.count("<") == 1:
            abouts = SESSIONS if "sessions/<int:pk>" in pattern else ["own:case"] if "<uuid:pk>" in pattern else []
            for about in abouts:
                url = reverse(name, args=[world.key_of(about)])
                yield from ((role, method, url) for role in ("staff", "supervisor") for method in ("get", "post"))


SENT = {name: secret(DRAFT, "SENT") for name in ("label", "question", "text", "challenges")}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["staff", "supervisor"])
def test_a_fault_tells_nothing_in_page_log_or_report(
    role: str, method: str, world: CaseWorld, caplog: pytest.LogCaptureFixture
) -> None:
    client, reports = browser(world, role), 0
    data = {**SENT, "about_cases": "on", "marks": json.dumps({"challenges": mark("")})} if method == "post" else {}
    for who, how, url in asked_about_cases(world):
        if (who, how) == (role, method):
            reports += break_down_everywhere(client, method, url, data)
    assert reports > 50
    assert not any(kind in caplog.text for kind in SECRETS)


def break_down_everywhere(client: Client, method: str, url: str, data: dict[str, str]) -> int:
    """Let the page fail at each of its questions in turn; return how many reports were written."""
    for at in range(200):
        breakdown = Breakdown(at)
        got_request_exception.connect(breakdown.report)
        with transaction.atomic():
            with connection.execute_wrapper(breakdown):
                response = getattr(client, method)(url, data)
            transaction.set_rollback(True)
        got_request_exception.disconnect(breakdown.report)
        if not breakdown.reports:
            return at * 2
        told = " ".join([*breakdown.reports, response.content.decode()])
        assert not OURS.findall(told), (method, url, at)
    raise AssertionError(f"{url} asks too often")
