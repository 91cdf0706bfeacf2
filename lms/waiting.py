"""What supervision asks of somebody who takes part, for their own course's page: what they agreed to, and what is next.

Courses know nothing of supervision, so the page finds it here; one query reads both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import Cast
from django.utils import timezone

from courses.enums import TeamRole
from courses.models import Session
from courses.scope import own_teams
from supervision.enums import SUPERVISIONS
from supervision.models import Action

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import Any

    from django.db.models import QuerySet

    from people.models import User

COLUMNS = ("key", "what", "due", "code", "title", "place", "starts_at", "ends_at", "session", "team")
"""What the two parts of the query share; of a session ``what`` is empty."""


class AgreedAction(NamedTuple):
    """An open action of the person's, from the session of the code."""

    pk: UUID
    what: str
    due: date
    code: str
    is_overdue: bool


class NextSupervision(NamedTuple):
    """The next supervision of a team whose staff the person belongs to; ``session`` and ``team`` are keys."""

    session: int
    team: int
    code: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person; empty where nothing does."""

    actions: tuple[AgreedAction, ...] = ()
    supervision: NextSupervision | None = None


NOTHING = Waiting()


def waiting_for(user: User, at: datetime | None = None) -> Waiting:
    """Return the person's open actions by their date and their team's next supervision, in one query."""
    moment = at or timezone.now()
    today = timezone.localtime(moment).date()
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _actions(user).union(_next(user, moment), all=True)]
    actions = [_action(row, today) for row in rows if row["what"]]
    sessions = [_supervision(row) for row in rows if not row["what"]]
    return Waiting(tuple(sorted(actions, key=lambda one: (one.due, one.pk))), sessions[0] if sessions else None)


def _actions(user: User) -> QuerySet[Any, Any]:
    session = "record__session__"
    rows = Action.objects.open().filter(responsible=user).order_by()
    return rows.annotate(key=Cast("pk", CharField())).values_list(
        "key", "what", "due", *(f"{session}{name}" for name in ("code", "title", "place", "starts_at", "ends_at")),
        f"{session}pk", f"{session}team",
    )  # fmt: skip


def _next(user: User, at: datetime) -> QuerySet[Any, Any]:
    upcoming = Session.objects.published().filter(
        team__in=own_teams(user, TeamRole.STAFF), kind__in=SUPERVISIONS, ends_at__gt=at
    )
    first = upcoming.order_by("starts_at", "pk").values("pk")[:1]
    rows = Session.objects.filter(pk__in=first).order_by()
    empty = {"key": Value("", CharField()), "what": Value("", CharField()), "due": Value(None, DateField())}
    return rows.annotate(**empty, session=F("pk")).values_list(*COLUMNS)


def _action(row: dict[str, Any], today: date) -> AgreedAction:
    return AgreedAction(UUID(row["key"]), row["what"], row["due"], row["code"], row["due"] < today)


def _supervision(row: dict[str, Any]) -> NextSupervision:
    return NextSupervision(**{name: row[name] for name in NextSupervision._fields})
