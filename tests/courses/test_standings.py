"""From the database to the standings: the same as the naive reading, in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.enums import AttendanceStatus, Audience, SessionState, StandingKey, TeamRole
from courses.history import history_of
from courses.models import Participant, Session
from courses.standings import evaluate_participant, evaluate_participants, minutes_of
from tests import factories
from tests.courses import standing_oracle as oracle
from tests.courses.standing_oracle import Meeting, Person, World

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from courses.models import Attendance, Cohort, StepPage, Team

pytestmark = pytest.mark.django_db
STATUSES = list(AttendanceStatus)


class Dice:
    """A random small world in the database, and the same as plain rows for the naive reading."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - dice, not secrets
        self.programme = factories.programme()
        self.optional = factories.step(self.programme, optional=True)
        self.modules = [
            factories.module(factories.step(self.programme), code="UDD1"),
            factories.module(self.optional, code="DAG1"),
        ]
        self.world = World([])
        self.cohorts = [factories.cohort(programme=self.programme, threshold=80) for _ in range(2)]
        self.sessions: list[Session] = []
        self.people: list[tuple[Participant, Person]] = []
        for cohort in self.cohorts:
            self._fill(cohort)
        for participant, person in self.people:
            self._record(participant, person)

    def _fill(self, cohort: Cohort) -> None:
        teams = [
            factories.team(cohort, municipalities=[name], optional_steps=self._some([self.optional]))
            for name in ("Lolland", "Tønder")
        ]
        for team in (None, *teams):
            for _ in range(self.random.randint(2, 4)):
                self._meet(cohort, team)
        for team in teams:
            for facilitator in (True, False, False):
                self._enrol(team, facilitator=facilitator)

    def _meet(self, cohort: Cohort, team: Team | None) -> None:
        module = self.random.choice([None, *self.modules])
        begins = factories.moment(factories.day_of_programme(self.random.randint(-3, 20)), self.random.randint(0, 23))
        session = factories.session(
            cohort,
            team=team,
            module=module,
            starts_at=begins,
            ends_at=begins + timedelta(minutes=self.random.choice([200, 1500])),
            minutes=self.random.choice([60, 180, 420]),
            audience=self.random.choice(list(Audience)),
            state=self.random.choice([*[SessionState.PUBLISHED] * 4, *SessionState]),
            counts=self.random.random() < 0.8,
        )
        self.sessions.append(session)
        self.world.meetings.append(self._plain(session))

    def _plain(self, session: Session) -> Meeting:
        return Meeting(
            session.pk,
            session.cohort_id,
            session.team_id,
            session.minutes,
            in_copenhagen(session.starts_at),
            in_copenhagen(session.ends_at),
            session.state,
            session.counts,
            session.audience,
            "day_group" if session.module == self.modules[1] else None,
        )

    def _enrol(self, team: Team, *, facilitator: bool) -> None:
        joined = factories.day_of_programme(self.random.choice([-5, 0, 0, 4, 9]))
        participant = factories.participant(
            team,
            team_role=self.random.choice([TeamRole.STAFF, TeamRole.STAFF, *TeamRole]),
            joined_on=joined,
            left_on=self.random.choice([None, None, joined + timedelta(days=self.random.randint(0, 20))]),
            facilitator=facilitator,
        )
        chosen = frozenset({"day_group"}) if team.optional_steps.exists() else frozenset()
        row, start = participant, team.cohort.start_date
        person = Person(
            row.pk, team.cohort_id, team.pk, row.team_role, start, row.joined_on, row.left_on, row.facilitator, chosen
        )
        self.people.append((participant, person))

    def _record(self, participant: Participant, person: Person) -> None:
        for session in self._some(self.sessions, 0.7):
            status = self.random.choice(STATUSES)
            minutes = self.random.randint(1, session.minutes) if status == AttendanceStatus.PARTIAL else None
            line = factories.attendance(participant, session, status=status, minutes=minutes)
            self.world.lines[person.key, session.pk] = (line.status, line.partial_minutes)
            if session.cohort_id != person.cohort and self.random.random() < 0.7:
                self._make_up(person, line)
        for session in self._some(self.sessions, 0.1):
            factories.exemption(participant, session)
            self.world.exemptions.add((person.key, session.pk))

    def _make_up(self, person: Person, line: Attendance) -> None:
        missed = self.random.choice([one for one in self.sessions if one.cohort_id == person.cohort])
        factories.make_up(missed, line)
        self.world.make_ups.append((person.key, missed.pk, line.session_id))

    def _some(self, rows: Sequence, share: float = 0.5) -> list:
        return [row for row in rows if self.random.random() < share]


def in_copenhagen(moment: datetime) -> datetime:
    return moment.astimezone(factories.moment(factories.START).tzinfo)


def loaded(cohort: Cohort | None = None) -> list[Participant]:
    rows = Participant.objects.select_related("user", "team__cohort").order_by("pk")
    return list(rows.filter(team__cohort=cohort) if cohort else rows)


@pytest.mark.parametrize("seed", range(6))
def test_the_database_says_the_same_as_a_naive_reading(seed: int) -> None:
    dice = Dice(seed)
    seen = set()
    for day in (-3, 0, 5, 11, 30):
        at = factories.moment(factories.day_of_programme(day), 12)
        for evaluated, (_participant, person) in zip(evaluate_participants(loaded(), at=at), dice.people, strict=True):
            standing = evaluated.standing
            expected = oracle.figures(dice.world, person, at=at, threshold=80)
            figures = (standing.planned, standing.held, standing.credited, standing.pending, standing.remaining)
            assert (figures, standing.key.value) == (expected[:5], expected.standing)
            seen.add(standing.key)
    assert {StandingKey.LEFT, StandingKey.NO_PLAN, StandingKey.OUT_OF_REACH} <= seen


@pytest.mark.parametrize("seed", range(6))
def test_a_history_says_the_same_of_one_participant_as_is_said_of_many(seed: int) -> None:
    Dice(seed)
    for day in (-3, 0, 5, 11, 30):
        at = factories.moment(factories.day_of_programme(day), 12)
        for evaluated in evaluate_participants(loaded(), at=at):
            assert history_of(evaluated.participant, at=at).evaluated == evaluated


def test_obligations_come_in_time_order_and_participants_in_the_order_given() -> None:
    cohort = factories.cohort()
    team = factories.team(cohort)
    later = factories.session(cohort, on=factories.day_of_programme(9))
    earlier = factories.session(cohort, on=factories.day_of_programme(2), team=team)
    people = [factories.participant(team) for _ in range(3)]
    found = evaluate_participants(reversed(loaded()), at=factories.moment(factories.START))
    assert [one.participant for one in found] == people[::-1]
    assert [obligation.session_id for obligation in found[0].obligations] == [earlier.pk, later.pk]


def test_nobody_is_evaluated_without_a_query() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert evaluate_participants([], at=factories.moment(factories.START)) == []
    assert len(queries) == 0


def test_the_number_of_queries_is_the_same_for_one_participant_and_for_many_cohorts() -> None:
    step = factories.step(factories.programme(), optional=True)
    grow(step, cohorts=1, people=1)
    one = queries_to_evaluate()
    grow(step, cohorts=9, people=6)
    assert Participant.objects.count() == 55
    assert queries_to_evaluate() == one == 5


def grow(step: StepPage, *, cohorts: int, people: int) -> None:
    module = factories.module(step)
    for _ in range(cohorts):
        cohort = factories.cohort(programme=step.get_parent().specific)
        other = factories.session(factories.cohort(programme=cohort.programme), module=module)
        team = factories.team(cohort, optional_steps=[step])
        sessions = [factories.session(cohort, module=module), factories.session(cohort, team=team)]
        for _ in range(people):
            participant = factories.participant(team)
            factories.attendance(participant, sessions[1])
            factories.exemption(participant, sessions[1])
            factories.make_up(sessions[0], factories.attendance(participant, other))


def queries_to_evaluate() -> int:
    participants = loaded()
    with CaptureQueriesContext(connection) as queries:
        evaluate_participants(participants, at=factories.moment(factories.day_of_programme(50)))
    return len(queries)


def test_a_session_of_an_optional_step_obliges_only_the_teams_that_chose_it() -> None:
    step = factories.step(factories.programme(), optional=True)
    module = factories.module(step, code="DAG1")
    cohort = factories.cohort()
    factories.session(cohort, module=module, minutes=420)
    chose = factories.participant(factories.team(cohort, municipalities=["Lolland"], optional_steps=[step]))
    did_not = factories.participant(factories.team(cohort, municipalities=["Tønder"]))
    at = factories.moment(factories.START, 8)
    assert evaluate_participant(chose, at=at).standing.planned == 420
    assert evaluate_participant(did_not, at=at).standing.key == StandingKey.NO_PLAN


def test_a_session_on_the_joining_date_counts_like_any_other_and_one_the_day_before_is_missed() -> None:
    cohort = factories.cohort()
    for day in (4, 5):
        factories.session(cohort, on=factories.day_of_programme(day), minutes=100)
    participant = factories.participant(factories.team(cohort), joined_on=factories.day_of_programme(5))
    standing = evaluate_participant(participant, at=factories.moment(factories.day_of_programme(6))).standing
    assert (standing.pending, standing.credited, standing.reachable) == (100, 0, 100)


def test_who_is_there_from_the_start_was_there_for_the_internat_before_it() -> None:
    cohort = factories.cohort()
    factories.session(cohort, on=factories.day_of_programme(-14), minutes=630)
    team, at = factories.team(cohort), factories.moment(factories.day_of_programme(2))
    from_the_start = factories.participant(team)
    a_day_late = factories.participant(team, joined_on=factories.day_of_programme(1))
    assert evaluate_participant(from_the_start, at=at).standing.pending == 630
    assert evaluate_participant(a_day_late, at=at).standing.key == StandingKey.OUT_OF_REACH


def test_an_internat_that_ends_on_the_joining_date_has_not_been_missed() -> None:
    cohort = factories.cohort()
    begins = factories.moment(factories.day_of_programme(4), 12)
    factories.session(cohort, starts_at=begins, ends_at=begins + timedelta(days=1), minutes=630)
    participant = factories.participant(factories.team(cohort), joined_on=factories.day_of_programme(5))
    standing = evaluate_participant(participant, at=factories.moment(factories.day_of_programme(6))).standing
    assert standing.pending == 630


def test_the_end_of_a_day_is_reckoned_in_copenhagen() -> None:
    cohort, day = factories.cohort(), factories.day_of_programme(5)
    factories.session(cohort, starts_at=factories.moment(day, 0, 30), minutes=60)
    joins_the_same_day = factories.participant(factories.team(cohort), joined_on=day)
    standing = evaluate_participant(joins_the_same_day, at=factories.moment(day, 2)).standing
    assert standing.pending == 60


@pytest.mark.parametrize(
    ("status", "partial", "minutes"), [("present", None, 180), ("partial", 90, 90), ("partial", 200, 180)]
)
def test_presence_is_at_most_the_sessions_minutes(status: str, partial: int | None, minutes: int) -> None:
    assert minutes_of(status, partial, 180) == minutes


@pytest.mark.parametrize("status", ["absent", "excused"])
def test_absence_credits_nothing_with_or_without_a_reason(status: str) -> None:
    assert minutes_of(status, None, 180) == 0
