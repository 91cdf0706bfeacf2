"""What the start page shows to whom: what a person leads, follows or answers for, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.aggregates import programme_figures
from courses.cohort_sentences import month_sentence
from courses.enums import CohortState, StandingKey, TeamRole
from courses.models import Cohort, Participant, ProgrammePage, Session, Team
from courses.models.session import LOCKED_AFTER, SessionQuerySet
from courses.scope import own_teams, owned_organisations, supervised_teams
from courses.standing_rows import cohort_figures, sorted_rows, standing_rows
from implementation.reports_due import reports_due, reports_to_accept
from lms.small_stairs import SmallStairs, programme_steps, small_stairs
from people.models import Invitation
from people.permissions import membership_roles
from people.roles import Permission, Role, any_role_grants
from supervision.my_supervisions import records_to_finish
from supervision.own_actions import open_actions_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from courses.aggregates import ProgrammeFigures
    from courses.standing_rows import StandingRow
    from implementation.reports_due import DueReport
    from people.models import User
    from supervision.awaiting import Awaiting
    from supervision.own_actions import OwnAction

SHOWN = 6
NEEDS_A_CALL = (StandingKey.OUT_OF_REACH, StandingKey.AT_RISK)
SUPERVISION = ("supervision", "extended_supervision")


@dataclass(frozen=True, slots=True)
class CohortCard:
    """One cohort: how far it has come, in words and as small stairs, and how many take part."""

    cohort: Cohort
    month: str
    stairs: SmallStairs
    team_count: int
    people: int

    @property
    def state(self) -> CohortState:
        """The cohort's state as words with a tone."""
        return CohortState(self.cohort.state)


@dataclass(frozen=True, slots=True)
class TeamCard:
    """One team that a leader or supervisor follows: its staff's standings, those who need attention first."""

    team: Team
    month: str
    stairs: SmallStairs
    rows: tuple[StandingRow, ...]

    @property
    def attention(self) -> tuple[StandingRow, ...]:
        """Those whose certificate is in danger."""
        return tuple(row for row in self.rows if row.key in NEEDS_A_CALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """All that one person's page may hold at one moment; a part that is empty is not shown."""

    today: date
    participations: Sequence[Participant]
    registers: Sequence[Session]
    upcoming: Sequence[Session]
    records: Sequence[Awaiting]
    actions: Sequence[OwnAction]
    reports_due: Sequence[DueReport]
    reports_to_accept: int | None
    teams: Sequence[TeamCard]
    cohorts: Sequence[CohortCard]
    calls: Sequence[StandingRow]
    head_figures: Sequence[tuple[str, str]]
    figures: Sequence[ProgrammeFigures]
    programmes: Sequence[ProgrammePage]
    invitations: tuple[int, int] | None
    roles: frozenset[Role]

    @property
    def something_waits(self) -> bool:
        """Whether there is anything to do for the person: to call, to write, to hold, to hand in or to accept."""
        to_do = (self.calls, self.registers, self.upcoming, self.actions, self.records, self.reports_due)
        return any(to_do) or self.reports_to_accept is not None

    @property
    def only_takes_part(self) -> bool:
        """Whether the person's own course is all there is to show."""
        return bool(self.participations) and not self._leads

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show at all."""
        shown = (self.participations, self.registers, self.upcoming, self.records, self.actions, self.teams)
        return not any((*shown, self.cohorts, self.figures, self.programmes, self.invitations))

    @property
    def _leads(self) -> bool:
        return any((self.roles, self.teams, self.registers, self.upcoming))


def start_page(user: User, *, at: datetime) -> StartPage:
    """Return what the person's start page shows at the moment."""
    reading = _Reading(user, at)
    return StartPage(
        today=reading.today,
        participations=reading.participations(),
        registers=reading.registers(),
        upcoming=reading.upcoming(),
        records=records_to_finish(user, at, SHOWN),
        actions=open_actions_of(user, reading.today),
        reports_due=reports_due(user, on=reading.today),
        reports_to_accept=reports_to_accept(user) if Role.MODEL_OWNER in reading.roles else None,
        teams=reading.teams(),
        cohorts=reading.cohorts(),
        calls=[row for row in sorted_rows(reading.running, "standing") if row.key in NEEDS_A_CALL],
        head_figures=reading.head_figures(),
        figures=reading.figures(),
        programmes=reading.programmes(),
        invitations=reading.invitations(),
        roles=reading.roles,
    )


class _Reading:
    """Reads the parts of one person's page at one moment."""

    def __init__(self, user: User, at: datetime) -> None:
        self.user, self.at = user, at
        self.today: date = timezone.localtime(at).date()
        self.roles = frozenset(membership_roles(user))

    def participations(self) -> Sequence[Participant]:
        """Return the person's own courses, the latest first."""
        own = Participant.objects.filter(user=self.user.pk).select_related("team__cohort__programme")
        return list(own.order_by("-joined_on", "-pk"))

    def registers(self) -> Sequence[Session]:
        """Return the sessions whose register is missing and theirs to take, the oldest first."""
        awaiting = self._led.awaiting_register(self.at).order_by("starts_at", "code")
        if Role.MODEL_OWNER not in self.roles:
            # What is locked waits for the model owner.
            awaiting = awaiting.filter(ends_at__gt=self.at - LOCKED_AFTER)
        return list(awaiting[:SHOWN])

    def upcoming(self) -> Sequence[Session]:
        """Return the next sessions that they lead themselves."""
        return list(self._led.upcoming(self.at)[:SHOWN]) if Role.MODEL_OWNER not in self.roles else []

    def teams(self) -> Sequence[TeamCard]:
        """Return the teams they lead or supervise, of cohorts that are not closed, the latest first."""
        followed = Q(pk__in=own_teams(self.user, TeamRole.LEADER)) | Q(pk__in=supervised_teams(self.user))
        found = Team.objects.filter(followed, ~Q(cohort__state=CohortState.CLOSED)).select_related("cohort__programme")
        teams = list(found.order_by("-cohort__start_date", "name"))
        staff = Participant.objects.live(self.today).filter(team__in=teams, team_role=TeamRole.STAFF)
        rows = sorted_rows(standing_rows(_with_team(staff), at=self.at), "standing")
        return [self._team_card(team, rows) for team in teams]

    def cohorts(self) -> Sequence[CohortCard]:
        """Return the latest cohorts of the model owner's programmes."""
        if Role.MODEL_OWNER not in self.roles:
            return []
        counted = self._owned.annotate(
            team_count=Count("teams", distinct=True),
            people=Count("teams__participants", filter=_live(self.today), distinct=True),
        )
        return [
            CohortCard(
                cohort, month_sentence(cohort, self.today), self._stairs(cohort), cohort.team_count, cohort.people
            )
            for cohort in counted.select_related("programme").order_by("-start_date", "code")[:SHOWN]
        ]

    def head_figures(self) -> Sequence[tuple[str, str]]:
        """Return the large figures of the model owner's running cohorts as value and label."""
        if not self.running:
            return []
        teams = len({row.participant.team_id for row in self.running})
        return [(str(teams), _("teams on the staircase now")), *cohort_figures(self.running)]

    def figures(self) -> Sequence[ProgrammeFigures]:
        """Return the programmes in figures, for the authority."""
        return programme_figures() if any_role_grants(set(self.roles), Permission.READ_AGGREGATES) else []

    def programmes(self) -> Sequence[ProgrammePage]:
        """Return all programmes, for the editor."""
        return list(ProgrammePage.objects.order_by("title")) if Role.EDITOR in self.roles else []

    def invitations(self) -> tuple[int, int] | None:
        """Return how many invitations are open and how many have expired, for the administrator."""
        if Role.ADMINISTRATOR not in self.roles:
            return None
        return Invitation.objects.in_state("open").count(), Invitation.objects.in_state("expired").count()

    @property
    def _led(self) -> SessionQuerySet:
        leads = Q(trainers=self.user.pk) | Q(team__in=supervised_teams(self.user), kind__in=SUPERVISION)
        if Role.MODEL_OWNER in self.roles:
            leads |= Q(cohort__programme__owner_organisation__in=owned_organisations(self.user))
        return Session.objects.published().filter(leads).select_related("cohort", "team").distinct()

    @property
    def _owned(self) -> QuerySet[Cohort]:
        return Cohort.objects.filter(programme__owner_organisation__in=owned_organisations(self.user))

    @cached_property
    def running(self) -> list[StandingRow]:
        """The staff of the model owner's cohorts that are under way today, with their standings."""
        if Role.MODEL_OWNER not in self.roles:
            return []
        begun = self._owned.filter(state=CohortState.PUBLISHED, start_date__lte=self.today)
        under_way = [cohort.pk for cohort in begun if self.today < cohort.end_date]
        staff = Participant.objects.live(self.today).filter(team__cohort__in=under_way, team_role=TeamRole.STAFF)
        return standing_rows(_with_team(staff), at=self.at)

    @cached_property
    def _steps(self) -> dict[str, list[tuple[int, int]]]:
        return programme_steps()

    def _stairs(self, cohort: Cohort) -> SmallStairs:
        return small_stairs(self._steps.get(cohort.programme.path, []), cohort.month_at(self.today))

    def _team_card(self, team: Team, rows: Sequence[StandingRow]) -> TeamCard:
        own = tuple(row for row in rows if row.participant.team_id == team.pk)
        return TeamCard(team, month_sentence(team.cohort, self.today), self._stairs(team.cohort), own)


def _with_team(staff: QuerySet[Participant]) -> QuerySet[Participant]:
    return staff.select_related("user", "team__cohort")


def _live(today: date) -> Q:
    return Q(teams__participants__left_on=None) | Q(teams__participants__left_on__gt=today)
