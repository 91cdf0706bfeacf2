"""Reads a cohort's programme, teams and sessions into what the pure plan generator takes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from courses.enums import PlaceRule, SessionState
from courses.models import ModulePage, Participant, SchoolHoliday, Session, StepPage, Supervisor, Team
from courses.plan import ActivityTemplate, ModuleTemplate, Pinned, PlannedSession, PlanTemplate, TeamInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from courses.models import Cohort, ProgrammePage, RecurringActivity


def plan_template(programme: ProgrammePage) -> PlanTemplate:
    """Return the programme's modules in their order and its recurring activities; what lacks minutes is left out."""
    optional = {step.path: step.pk for step in StepPage.objects.child_of(programme).filter(optional=True)}
    modules = [_module(module, optional) for module in programme.modules() if module.minutes]
    activities = [_activity(activity) for activity in programme.activities.all() if activity.minutes]
    return PlanTemplate(
        duration_months=programme.duration_months or 0, modules=tuple(modules), activities=tuple(activities)
    )


def team_inputs(cohort: Cohort) -> list[TeamInput]:
    """Return the cohort's teams with the people in them, their optional steps and their schools' closed weeks."""
    people = _people_by_team(cohort)
    years = range(cohort.start_date.year - 1, cohort.end_date.year + 2)
    closed = _closed_weeks(years)
    teams = Team.objects.filter(cohort=cohort).prefetch_related("municipalities", "optional_steps")
    return [
        TeamInput(
            id=team.pk,
            name=team.name,
            people=frozenset(people[team.pk]),
            optional_steps=frozenset(step.pk for step in team.optional_steps.all()),
            closed_weeks=frozenset(closed[None]).union(*(closed[town.pk] for town in team.municipalities.all())),
        )
        for team in teams.order_by("name", "pk")
    ]


def pinned_sessions(cohort: Cohort) -> list[Pinned]:
    """Return the sessions that the generator must leave where they are: fixed, published or cancelled ones."""
    stays = Q(fixed=True) | ~Q(state=SessionState.DRAFT)
    sessions = Session.objects.filter(stays, Q(module__isnull=False) | Q(activity__isnull=False), cohort=cohort)
    return [
        Pinned(
            source="module" if session.module_id else "activity",
            key=session.module_id or session.activity_id or 0,
            code=session.code,
            team=session.team_id,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
        )
        for session in sessions
    ]


def busy_elsewhere(cohort: Cohort, teams: Sequence[TeamInput]) -> Mapping[date, frozenset[int]]:
    """Return who has, on which dates, a session in another cohort or one that was added by hand in this one."""
    people = {team.id: set(team.people) for team in teams}
    everybody = set[int]().union(*people.values())
    by_team: dict[int, set[int]] = defaultdict(set)
    by_cohort: dict[int, set[int]] = defaultdict(set)
    others = Participant.objects.live().filter(user__in=everybody).exclude(team__cohort=cohort)
    for user, team, other_cohort in others.values_list("user", "team", "team__cohort"):
        by_team[team].add(user)
        by_cohort[other_cohort].add(user)
    by_hand = Session.objects.filter(cohort=cohort, module=None, activity=None).exclude(state=SessionState.CANCELLED)
    busy: dict[date, set[int]] = defaultdict(set)
    _enter(busy, Session.objects.published(), by_team, by_cohort)
    _enter(busy, by_hand, people, {cohort.pk: everybody})
    return {day: frozenset(users) for day, users in busy.items()}


def _enter(
    busy: dict[date, set[int]],
    sessions: QuerySet[Session],
    by_team: Mapping[int, set[int]],
    by_cohort: Mapping[int, set[int]],
) -> None:
    """Enter the sessions' dates for the people of their team, or of their cohort where all teams share them."""
    concerned = sessions.filter(Q(team__in=by_team) | Q(team=None, cohort__in=by_cohort))
    for team, cohort, starts_at, ends_at in concerned.values_list("team", "cohort", "starts_at", "ends_at"):
        for moment in (starts_at, ends_at):
            busy[timezone.localtime(moment).date()] |= by_team[team] if team else by_cohort[cohort]


def planned_sessions(cohort: Cohort) -> list[PlannedSession]:
    """Return what stands in the plan, for the check of conflicts; cancelled sessions are left out."""
    template = plan_template(cohort.programme)
    order = {module.key: (index, module) for index, module in enumerate(template.modules)}
    sessions = Session.objects.filter(cohort=cohort).exclude(state=SessionState.CANCELLED).select_related("team")
    return [_planned(session, order) for session in sessions]


def _planned(session: Session, order: Mapping[int, tuple[int, ModuleTemplate]]) -> PlannedSession:
    index, module = order.get(session.module_id or 0, (None, None))
    return PlannedSession(
        id=session.pk,
        code=session.code,
        team=session.team_id,
        source="module" if session.module_id else "activity" if session.activity_id else None,
        order=index,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        local=session.team is not None and session.place == session.team.name,
        optional_step=session.optional_step_id,
        before_start=module is not None and module.month_offset < 0,
    )


def _module(module: ModulePage, optional_steps: Mapping[str, int]) -> ModuleTemplate:
    step_path = module.path[: -module.steplen]
    return ModuleTemplate(
        key=module.pk,
        code=module.code,
        title=module.title,
        minutes=module.minutes or 0,
        month_offset=module.month_offset or 0,
        days_after_previous=module.days_after_previous,
        dates=module.dates,
        starts=module.starts,
        ends=module.ends,
        shared=module.shared,
        place_rule=module.place_rule,
        optional_step=optional_steps.get(step_path),
    )


def _activity(activity: RecurringActivity) -> ActivityTemplate:
    return ActivityTemplate(
        key=activity.pk,
        code_prefix=activity.code_prefix,
        title=activity.title,
        per_year=activity.per_year,
        extended=activity.extended_numbers,
        starts=activity.starts,
        ends=activity.ends,
        extended_ends=activity.extended_ends or activity.ends,
        minutes=activity.minutes or 0,
        extended_minutes=activity.extended_minutes or activity.minutes or 0,
        place_rule=PlaceRule(activity.place_rule).value,
        calendar_months=activity.months,
    )


def _people_by_team(cohort: Cohort) -> dict[int, set[int]]:
    people: dict[int, set[int]] = defaultdict(set)
    participants = Participant.objects.live().filter(team__cohort=cohort).values_list("team", "user")
    supervisors = Supervisor.objects.current().filter(team__cohort=cohort).values_list("team", "user")
    for team, user in [*participants, *supervisors]:
        people[team].add(user)
    return people


def _closed_weeks(years: Iterable[int]) -> dict[int | None, set[tuple[int, int]]]:
    """Return the closed ISO weeks by municipality (None: all)."""
    closed: dict[int | None, set[tuple[int, int]]] = defaultdict(set)
    for holiday in SchoolHoliday.objects.all():
        named = [holiday.year] if holiday.year else years
        closed[holiday.municipality_id].update((year, holiday.week) for year in named)
    return closed
