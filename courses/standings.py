"""Standings of many participants at once, from the database to courses/standing.py in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from courses.enums import AttendanceStatus, Audience, SessionState
from courses.models import Attendance, Exemption, MakeUp, Participant, Session, Team
from courses.standing import Obligation, Standing, evaluate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date, datetime
    from typing import Any


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A participant with what they are obliged to, in time order, and where they stand."""

    participant: Participant
    obligations: tuple[Obligation, ...]
    standing: Standing


class CountingSession(NamedTuple):
    """What the rule needs of a session that counts."""

    pk: int
    optional_step: int | None
    kind: str
    audience: Audience
    minutes: int
    ends_at: datetime

    @property
    def ends_on(self) -> date:
        """Its last date in Copenhagen."""
        return self.ends_at.astimezone(timezone.get_default_timezone()).date()


def evaluate_participants(participants: Iterable[Participant], *, at: datetime) -> list[Evaluated]:
    """Return each participant evaluated at the moment, in the order given; five queries whatever their number.

    The participants come with ``team`` and ``team.cohort`` selected. ``at`` is a moment in any time zone.
    """
    rows = list(participants)
    if not rows:
        return []
    moment = timezone.localtime(at)
    facts = Facts.by_participant(rows, moment)
    obliging = _Obliging(rows)
    return [_evaluated(one, obliging.sessions_of(one), facts[one.pk], moment) for one in rows]


def evaluate_participant(participant: Participant, *, at: datetime) -> Evaluated:
    """Return one participant evaluated at the moment."""
    return evaluate_participants([participant], at=at)[0]


def evaluate_from(
    facts: Facts,
    participant: Participant,
    sessions: Iterable[CountingSession],
    chosen_steps: Collection[int],
    *,
    at: datetime,
) -> Evaluated:
    """Return the participant evaluated at the moment from what has been read already; no query.

    ``sessions`` are those that count in the participant's team and cohort, whoever they oblige.
    """
    obliging = _obliging(sessions, participant, chosen_steps)
    return _evaluated(participant, obliging, facts, timezone.localtime(at))


class Line(NamedTuple):
    """What the register says of one participant at one session."""

    status: str
    partial_minutes: int | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is recorded about one participant, by session."""

    lines: dict[int, Line]
    made_up: dict[int, int]
    exempt: set[int]

    @classmethod
    def by_participant(cls, participants: Sequence[Participant], at: datetime) -> dict[int, Facts]:
        """Read the facts of the participants; make-ups count once the session attended instead has ended."""
        found = {participant.pk: cls({}, defaultdict(int), set()) for participant in participants}
        ids = list(found)
        lines = Attendance.objects.filter(participant__in=ids)
        columns = ("participant", "session", "status", "partial_minutes")
        for participant, session, status, minutes in lines.values_list(*columns):
            found[participant].lines[session] = Line(status, minutes)
        for participant, session, minutes in _made_up(ids, at):
            found[participant].made_up[session] += minutes
        exempt = Exemption.objects.filter(participant__in=ids).values_list("participant", "session")
        for participant, session in exempt:
            found[participant].exempt.add(session)
        return found


def minutes_of(status: str, partial_minutes: int | None, session_minutes: int) -> int:
    """Return the minutes that a line of the register means, at most the session's."""
    if status == AttendanceStatus.PRESENT:
        return session_minutes
    return min(partial_minutes or 0, session_minutes) if status == AttendanceStatus.PARTIAL else 0


def _evaluated(participant: Participant, sessions: Sequence[CountingSession], facts: Facts, at: datetime) -> Evaluated:
    late_since = participant.joined_on if participant.joined_late else None
    obligations = tuple(
        _obligation(session, facts, late_since) for session in sessions if session.pk not in facts.exempt
    )
    standing = evaluate(obligations, at=at, threshold=participant.team.cohort.threshold, left_on=participant.left_on)
    return Evaluated(participant, obligations, standing)


def _obligation(session: CountingSession, facts: Facts, late_since: date | None) -> Obligation:
    line = facts.lines.get(session.pk)
    return Obligation(
        session.pk,
        session.kind,
        session.minutes,
        session.ends_at,
        late_since is not None and session.ends_on < late_since,
        minutes_of(*line, session.minutes) if line else None,
        facts.made_up.get(session.pk, 0),
    )


class _Obliging:
    """The sessions that count for the participants, found once for each team, role and task."""

    def __init__(self, participants: Sequence[Participant]) -> None:
        self.by_place = _sessions_by_place(participants)
        self.chosen_steps = chosen_steps({participant.team_id for participant in participants})
        self.found: dict[tuple[int, str, bool], list[CountingSession]] = {}

    def sessions_of(self, participant: Participant) -> list[CountingSession]:
        """Return what a participant of this team, role and task is obliged to, in time order."""
        key = (participant.team_id, participant.team_role, participant.facilitator)
        if key not in self.found:
            chosen = self.chosen_steps[participant.team_id]
            self.found[key] = _obliging(self._near(participant), participant, chosen)
        return self.found[key]

    def _near(self, participant: Participant) -> list[CountingSession]:
        cohort, team = participant.team.cohort_id, participant.team_id
        return [*self.by_place.get((cohort, None), ()), *self.by_place.get((cohort, team), ())]


def _obliging(
    sessions: Iterable[CountingSession], participant: Participant, chosen_steps: Collection[int]
) -> list[CountingSession]:
    """Return those of the sessions that oblige the participant, in time order."""
    steps = {None, *chosen_steps}
    obliging = (
        session
        for session in sessions
        if session.optional_step in steps
        and session.audience.includes(participant.team_role, facilitator=participant.facilitator)
    )
    return sorted(obliging, key=lambda session: (session.ends_at, session.pk))


def _sessions_by_place(participants: Sequence[Participant]) -> dict[tuple[int, int | None], list[CountingSession]]:
    """Return the published sessions that count, by cohort and team (None: shared)."""
    teams = {participant.team_id for participant in participants}
    cohorts = {participant.team.cohort_id for participant in participants}
    found: dict[tuple[int, int | None], list[CountingSession]] = defaultdict(list)
    for pk, cohort, team, step, kind, audience, minutes, ends_at in _counting(teams, cohorts):
        found[cohort, team].append(CountingSession(pk, step, kind, Audience(audience), minutes, ends_at))
    return found


def _counting(teams: set[int], cohorts: set[int]) -> Iterable[tuple[Any, ...]]:
    """Return the sessions of the teams and those that the cohorts share.

    They are asked for apart and joined: asked for by one condition, the database goes through every other team's too.
    """
    counting = Session.objects.filter(state=SessionState.PUBLISHED, counts=True).order_by()
    columns = ("pk", "cohort_id", "team_id", "optional_step_id", "kind", "audience", "minutes", "ends_at")
    of_teams = counting.filter(team__in=teams).values_list(*columns)
    shared = counting.filter(team=None, cohort__in=cohorts).values_list(*columns)
    return of_teams.union(shared, all=True)


def chosen_steps(teams: set[int]) -> dict[int, set[int]]:
    """Return the keys of the optional steps that each team has chosen; one query."""
    chosen: dict[int, set[int]] = defaultdict(set)
    for team, step in Team.optional_steps.through.objects.filter(team__in=teams).values_list("team", "steppage"):
        chosen[team].add(step)
    return chosen


def _made_up(participants: list[int], at: datetime) -> Iterable[tuple[int, int, int]]:
    rows = MakeUp.objects.filter(participant__in=participants, guest__session__ends_at__lte=at).values_list(
        "participant", "missed", "guest__status", "guest__partial_minutes", "guest__session__minutes"
    )
    for participant, missed, status, partial, minutes in rows:
        yield participant, missed, minutes_of(status, partial, minutes)
