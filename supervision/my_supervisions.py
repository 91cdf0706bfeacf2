"""What a supervisor comes for: the next supervisions with what is prepared, records to finish, and their teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from courses.enums import ActivityKind, CohortState
from courses.models import Session, Team
from courses.scope import owned_organisations, supervised_teams
from people.roles import Role
from supervision.awaiting import Awaiting, awaiting_record, told
from supervision.enums import SUPERVISIONS, FormSubject
from supervision.models import Action, Case
from supervision.team_list import TeamRow, team_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from courses.models.session import SessionQuerySet
    from people.models import User

SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A supervision to come, and what stands ready for it."""

    session: Session
    cases: int
    scores: str
    open_actions: int
    substitutes: tuple[str, ...]
    stands_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MySupervisions:
    """A supervisor's page; ``more_to_finish`` says that not all records to finish are shown."""

    coming: Sequence[Coming]
    to_finish: Sequence[Awaiting]
    more_to_finish: bool
    teams: Sequence[TeamRow]

    @property
    def overdue(self) -> list[TeamRow]:
        """The teams whose supervision is late, the longest wait first."""
        return [row for row in self.teams if row.is_late]


def led_supervisions(user: User) -> SessionQuerySet:
    """Return the supervisions in force that the person leads: of teams they supervise today, or standing in."""
    led = Q(team__in=supervised_teams(user)) | Q(pk__in=_stands_in(user))
    return Session.objects.published().filter(led, kind__in=SUPERVISIONS, team__isnull=False)


def is_supervisor(user: User, roles: set[Role]) -> bool:
    """Whether the person has supervisions: by one of their memberships' roles, by a team, or by standing in."""
    return Role.SUPERVISOR in roles or supervised_teams(user).exists() or led_supervisions(user).exists()


def records_to_finish(user: User, at: datetime, shown: int = SHOWN) -> list[Awaiting]:
    """Return the latest supervisions that the person led and whose record is not signed, in one query."""
    related = ("cohort", "team", "record", "recorddraft")
    return told(awaiting_record(led_supervisions(user), at).select_related(*related)[:shown], at)


def consultations_to_record(user: User, at: datetime) -> list[Awaiting]:
    """Return the latest leadership consultations of the model owner's programmes that lack a record, in one query."""
    held = Session.objects.filter(
        kind=ActivityKind.LEADERSHIP_CONSULTATION,
        team__isnull=False,
        cohort__programme__owner_organisation__in=owned_organisations(user),
    )
    related = ("cohort", "team", "record", "recorddraft")
    return told(awaiting_record(held, at).select_related(*related)[:SHOWN], at)


def my_supervisions(user: User, at: datetime) -> MySupervisions:
    """Return the supervisor's page at the moment, in a constant number of queries."""
    sessions = _next_ones(user, at)
    own = Team.objects.filter(pk__in=supervised_teams(user)).exclude(cohort__state=CohortState.CLOSED)
    teams = {team.pk: team for team in own.select_related("cohort__programme")}
    beside = {one.team.pk: one.team for one in sessions if one.team}
    rows = {row.team.pk: row for row in team_rows(list((beside | teams).values()), at=at)}
    to_finish = records_to_finish(user, at, SHOWN + 1)
    return MySupervisions(
        coming=_coming(sessions, rows, user),
        to_finish=to_finish[:SHOWN],
        more_to_finish=len(to_finish) > SHOWN,
        teams=sorted((rows[pk] for pk in teams), key=lambda row: (-row.waited_days, row.team.name)),
    )


def _stands_in(user: User) -> Iterable[int]:
    return Session.objects.filter(trainers__in=[user.pk], kind__in=SUPERVISIONS).values("pk")  # type: ignore[return-value]


def _next_ones(user: User, at: datetime) -> list[Session]:
    """Return the next supervision of each team, and all in which the person stands in, in time order."""
    turn = Window(RowNumber(), partition_by=[F("team")], order_by=[F("starts_at").asc(), F("pk").asc()])
    upcoming = led_supervisions(user).upcoming(at).annotate(turn=turn)
    wanted = upcoming.filter(Q(turn=1) | Q(pk__in=_stands_in(user)))
    return list(wanted.select_related("team__cohort__programme", "recorddraft").prefetch_related("trainers"))


def _coming(sessions: Sequence[Session], rows: Mapping[int, TeamRow], user: User) -> list[Coming]:
    cases, actions = _cases(sessions), _open_actions(rows)
    return [
        Coming(
            session=one,
            cases=cases.get(one.pk, 0),
            scores=rows[one.team_id].scores if one.team_id else "",
            open_actions=actions.get(one.team_id or 0, 0),
            substitutes=tuple(person.name for person in one.trainers.all() if person != user),
            stands_in=user in one.trainers.all(),
        )
        for one in sessions
    ]


def _cases(sessions: Sequence[Session]) -> dict[int, int]:
    rows = Case.objects.filter(session__in=sessions).order_by().values_list("session")
    return dict(rows.annotate(number=Count("pk")))


def _open_actions(teams: Iterable[int]) -> dict[int, int]:
    rows = Action.objects.open().about(FormSubject.SUPERVISION).filter(record__session__team__in=teams).order_by()
    return dict(rows.values_list("record__session__team").annotate(number=Count("pk")))
