"""Reads what compliance is computed from, for one team or for many in the same few queries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from courses.enums import ActivityKind, CohortState, TeamRole
from courses.models import Attendance, RecurringActivity, Session
from supervision.awaiting import WAS_THERE
from supervision.compliance import Compliance, Run, Supervision, Target, compliance
from supervision.enums import SUPERVISIONS, FormSubject, HeldAt, Source, ThemeGroup
from supervision.models import FollowUpForm, Rating, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from courses.models import Cohort, Team


class LastScore(NamedTuple):
    """The last signed score of a theme, and the date of the supervision that gave it."""

    key: str
    score: int
    on: date


class Figures(NamedTuple):
    """What a list shows of a team: compliance, and the last scores in the order of the form in force."""

    compliance: Compliance
    scores: tuple[LastScore, ...]


def figures_of(teams: Sequence[Team], *, at: datetime) -> dict[int, Figures]:
    """Return by team how its supervision stands at the moment, in five queries; teams come with their cohort."""
    programmes = {team.cohort.programme_id for team in teams}
    targets, themes = _targets(programmes), _themes(programmes)
    sessions, scores = supervisions_of(teams), last_scores(teams)
    found = {}
    for team in teams:
        keys, own = themes.get(team.cohort.programme_id, []), scores.get(team.pk, {})
        kept = compliance(
            sessions.get(team.pk, []),
            run=run_of(team.cohort),
            targets=targets.get(team.cohort.programme_id, []),
            themes=keys,
            scored={score.key: score.on for score in own.values()},
            at=at,
        )
        found[team.pk] = Figures(kept, tuple(own[key] for key in keys if key in own))
    return found


def run_of(cohort: Cohort) -> Run:
    """Return when the cohort runs."""
    published = cohort.state == CohortState.PUBLISHED
    return Run(start=cohort.start_date, months=cohort.duration_months, is_published=published)


def supervisions_of(teams: Iterable[Team]) -> dict[int, list[Supervision]]:
    """Return the teams' published supervisions as facts by team, in two queries."""
    sessions = Session.objects.published().filter(team__in=teams, kind__in=SUPERVISIONS).order_by()
    there = _registers(sessions)
    record = ("record__held_at", "record__signed_at", "record__source")
    found: dict[int, list[Supervision]] = defaultdict(list)
    for pk, team, code, kind, starts_at, ends_at, held_at, signed_at, source in sessions.values_list(
        "pk", "team", "code", "kind", "starts_at", "ends_at", *record
    ):
        present, leaders = there.get(pk, (None, 0))
        fact = Supervision(
            code=code,
            on=timezone.localtime(starts_at).date(),
            ends_at=ends_at,
            extended=kind == ActivityKind.EXTENDED_SUPERVISION,
            present=present,
            leaders=leaders,
            held_at=HeldAt(held_at) if held_at else None,
            signed_at=signed_at,
            imported=source == Source.IMPORT,
        )
        found[team].append(fact)
    return found


def last_scores(teams: Iterable[Team]) -> dict[int, dict[str, LastScore]]:
    """Return by team and theme key the last score of a signed record, in one query."""
    latest = Window(
        RowNumber(),
        partition_by=[F("record__session__team"), F("theme__key")],
        order_by=F("record__session__starts_at").desc(),
    )
    rows = Rating.objects.filter(
        record__session__team__in=teams, record__session__kind__in=SUPERVISIONS, score__isnull=False
    )
    columns = ("record__session__team", "theme__key", "score", "record__session__starts_at")
    found: dict[int, dict[str, LastScore]] = defaultdict(dict)
    for team, key, score, starts_at in rows.annotate(rank=latest).filter(rank=1).order_by().values_list(*columns):
        found[team][key] = LastScore(key, score, timezone.localtime(starts_at).date())
    return found


def held_on(teams: Iterable[Team], at: datetime) -> dict[int, list[date]]:
    """Return by team the dates of all supervisions held by the moment, in one query, however many teams."""
    present = Attendance.objects.of_register().filter(WAS_THERE, session=OuterRef("pk"))
    sessions = Session.objects.published().filter(Exists(present), kind__in=SUPERVISIONS, ends_at__lte=at)
    found: dict[int, list[date]] = defaultdict(list)
    for team, starts_at in sessions.filter(team__in=teams).order_by().values_list("team", "starts_at"):
        found[team].append(timezone.localtime(starts_at).date())
    return found


def _registers(sessions: QuerySet[Session]) -> dict[int, tuple[int, int]]:
    """Return of each session with a register how many were there, and how many of them lead."""
    leads = WAS_THERE & Q(participant__team_role=TeamRole.LEADER)
    lines = Attendance.objects.of_register().filter(session__in=sessions).order_by().values("session")
    counted = lines.annotate(there=Count("pk", filter=WAS_THERE), leaders=Count("pk", filter=leads))
    return {session: (there, leaders) for session, there, leaders in counted.values_list("session", "there", "leaders")}


def _targets(programmes: Iterable[int]) -> Mapping[int, list[Target]]:
    found: dict[int, list[Target]] = defaultdict(list)
    for row in RecurringActivity.objects.filter(programme__in=programmes, kind__in=SUPERVISIONS):
        all_extended = row.kind == ActivityKind.EXTENDED_SUPERVISION
        numbers = frozenset(range(1, row.per_year + 1)) if all_extended else row.extended_numbers
        found[row.programme_id].append(Target(row.per_year, numbers))
    return found


def _themes(programmes: Iterable[int]) -> Mapping[int, list[str]]:
    """Return by programme the keys that the form in force rates, in its order."""
    forms = FollowUpForm.objects.newest().filter(programme__in=programmes, subject=FormSubject.SUPERVISION)
    rows = Theme.objects.filter(form__in=forms, group=ThemeGroup.THEME).order_by("position")
    found: dict[int, list[str]] = defaultdict(list)
    for programme, key in rows.values_list("form__programme", "key"):
        found[programme].append(key)
    return found
