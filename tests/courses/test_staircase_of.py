"""Tests of the staircases built from rows: the programme's model, and one participant's own days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from courses.enums import ActivityKind, AttendanceStatus, Audience, SessionState, TeamRole
from courses.history import history_of
from courses.models import Participant
from courses.outline import outline_of, outlined_steps
from courses.staircase_of import month_of, staircase_at_step, staircase_of_participation, staircase_of_programme
from tests import factories

pytestmark = pytest.mark.django_db
START = factories.START


@pytest.fixture
def programme():
    programme = factories.programme(title="U-turn")
    ground = factories.step(programme, title="Opstart", month_from=-1, month_to=1)
    factories.module(ground, code="INT", title="Internat", kind=ActivityKind.INTERNAT, minutes=630, month_offset=-1)
    first = factories.step(programme, title="Åben anonym rådgivning", month_from=1, month_to=12)
    factories.module(first, code="UDD1", title="Uddannelsesdag 1", month_offset=1)
    factories.module(first, code="PRA1", title="Praktikdag 1", kind=ActivityKind.PRACTICE_DAY, month_offset=3)
    second = factories.step(programme, title="Individuel behandling", month_from=12, month_to=24)
    factories.module(second, code="UDD2", title="Uddannelsesdag 2", month_offset=13)
    factories.step(programme, title="Daggruppe", month_from=20, month_to=24, optional=True)
    factories.activity(
        programme,
        extended="4, 8",
        extended_title="Udvidet supervision",
        extended_kind=ActivityKind.EXTENDED_SUPERVISION,
        extended_minutes=300,
        extended_ends="14:00",
        extended_audience=Audience.STAFF_AND_LEADERS,
    )
    factories.activity(
        programme, title="Statusmøde", code_prefix="STA", kind=ActivityKind.STATUS_MEETING, per_year=2, counts=False
    )
    return programme


@pytest.fixture
def participant(programme):
    return factories.participant(factories.team(factories.cohort(programme=programme)))


def at(day):
    return factories.moment(day, 12)


def held(participant, code, on, *, status=None, module=None, **fields):
    session = factories.session(participant.team.cohort, code=code, title=code, on=on, module=module, **fields)
    if status:
        factories.attendance(participant, session, status=status)
    return session


def own_staircase(participant, moment):
    found = Participant.objects.select_related("team__cohort__programme").get(pk=participant.pk)
    cohort = found.team.cohort
    outline = outlined_steps(cohort.programme.steps())
    return staircase_of_participation(cohort, outline, history_of(found, at=moment), at=moment)


def rows(drawing):
    return {row.title: [(mark.shape, mark.state) for mark in row.marks] for row in (*drawing.steps, *drawing.lanes)}


def test_model_shows_every_step_with_its_modules_in_their_forms(programme):
    assert rows(staircase_of_programme(programme)) == {
        "Opstart": [("square", "planned")],
        "Åben anonym rådgivning": [("square", "planned"), ("circle", "planned")],
        "Individuel behandling": [("square", "planned")],
        "Daggruppe": [],
        "Teamsupervision": [],
        "Ledelse og status": [],
    }


def test_model_says_how_often_supervision_recurs(programme):
    supervision, leadership = staircase_of_programme(programme).lanes
    assert supervision.note == "8 gange om året, heraf 2 udvidede"
    assert leadership.note == "Statusmøde 2 gange om året"


def test_model_links_each_stair_to_its_page_and_stands_on_the_step_before_the_start(programme):
    stairs = staircase_of_programme(programme).wide.stairs
    assert [stair.number for stair in stairs] == ["", "1", "2", "3"]
    assert [stair.url for stair in stairs] == [step.url for step in programme.steps()]


def test_model_takes_two_queries_however_many_modules(programme, django_assert_num_queries):
    programme.url  # noqa: B018 - Wagtail reads the site's root once and keeps it
    with django_assert_num_queries(2):
        staircase_of_programme(programme)
    step = programme.steps()[1]
    for number in range(20):
        factories.module(step, code=f"XX{number}")
    with django_assert_num_queries(2):
        staircase_of_programme(programme)


def test_draft_without_months_modules_or_activities_draws():
    draft = factories.programme()
    draft.duration_months = None
    assert staircase_of_programme(draft).wide.stairs == ()
    step = factories.step(draft)
    type(step).objects.filter(pk=step.pk).update(month_from=None, month_to=None)
    drawing = staircase_of_programme(draft)
    assert [stair.title for stair in drawing.wide.stairs] == [step.title]
    assert drawing.wide.ticks == ()


def test_own_days_stand_on_their_module_s_step_in_their_state(programme, participant):
    udd1, pra1 = programme.modules().filter(code__in=["UDD1", "PRA1"])
    held(participant, "UDD1", START + timedelta(days=40), status=AttendanceStatus.PRESENT, module=udd1)
    held(participant, "PRA1", START + timedelta(days=90), status=AttendanceStatus.ABSENT, module=pra1,
         kind=ActivityKind.PRACTICE_DAY)  # fmt: skip
    drawing = own_staircase(participant, at(START + timedelta(days=100)))
    assert rows(drawing)["Åben anonym rådgivning"] == [("square", "attended"), ("circle", "missed")]
    assert drawing.steps[1].marks[0].label == "UDD1, Lørdag 12. oktober 2024: Til stede"


def test_supervision_and_status_meetings_run_beneath(participant):
    team = participant.team
    held(participant, "SUP1", START, kind=ActivityKind.SUPERVISION, team=team, status=AttendanceStatus.PRESENT)
    held(participant, "STA1", START, kind=ActivityKind.STATUS_MEETING, team=team)
    drawing = own_staircase(participant, at(START + timedelta(days=30)))
    assert rows(drawing)["Teamsupervision"] == [("circle", "attended")]
    assert rows(drawing)["Ledelse og status"] == [("diamond", "unknown")]


def test_cancelled_session_leaves_no_mark(participant):
    held(participant, "UDD1", START, state=SessionState.CANCELLED)
    drawing = own_staircase(participant, at(START + timedelta(days=30)))
    assert not [mark for row in drawing.steps for mark in row.marks]


def test_session_added_by_hand_stands_on_the_step_of_its_month(participant):
    held(participant, "EKS1", START + timedelta(days=400))
    drawing = own_staircase(participant, at(START))
    assert rows(drawing)["Individuel behandling"] == [("square", "to_come")]


def test_step_is_told_by_its_months_its_progress_or_its_beginning(participant):
    drawing = own_staircase(participant, at(START + timedelta(days=60)))
    notes = [row.note for row in drawing.steps]
    assert notes == ["Måned −1 til 1", "I gang", "Fra måned 12", "valgfrit"]
    assert [row.state for row in drawing.steps] == ["past", "now", "to_come", "to_come"]
    assert drawing.description == "Måned 1 af 24, på trinnet Åben anonym rådgivning."


def test_optional_step_that_the_team_chose_says_so(programme, participant):
    participant.team.optional_steps.set(programme.steps().filter(optional=True))
    assert own_staircase(participant, at(START)).steps[-1].note == "valgt af teamet"


def test_before_the_start_and_after_the_end_the_drawing_says_so(participant):
    assert own_staircase(participant, at(START - timedelta(days=60))).description == "Forløbet begynder i måned 0."
    assert own_staircase(participant, at(START + timedelta(days=800))).description == "Forløbet er slut."


@pytest.mark.parametrize(
    ("on", "month"),
    [
        (date(2024, 9, 2), 0),
        (date(2024, 9, 17), 0.5),
        (date(2024, 10, 1), 29 / 30),
        (date(2024, 10, 2), 1),
        (date(2024, 8, 2), -1),
        (date(2026, 9, 2), 24),
    ],
)
def test_month_of_a_date_agrees_with_the_cohort_s_month_and_knows_its_part(on, month):
    cohort = factories.cohort()
    assert month_of(on, cohort) == pytest.approx(month)
    assert month_of(on, cohort) // 1 == cohort.month_at(on)


@pytest.mark.parametrize(
    ("start", "on", "month"),
    [
        (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 1, 31), date(2025, 3, 30), 1),
        (date(2025, 1, 31), date(2024, 12, 31), -1),
        (date(2025, 3, 31), date(2025, 2, 27), -2),
        (date(2025, 3, 31), date(2025, 2, 28), -1),
    ],
)
def test_a_month_that_is_too_short_for_the_start_s_day_begins_on_its_last(start, on, month):
    assert factories.cohort(start_date=start).month_at(on) == month


def test_own_staircase_takes_as_many_queries_with_many_sessions_as_with_one(participant, django_assert_num_queries):
    moment = at(START + timedelta(days=100))
    found = Participant.objects.select_related("team__cohort__programme").get(pk=participant.pk)
    found.team.cohort.programme.url  # noqa: B018 - Wagtail reads the site's root once and keeps it
    for count in (1, 12):
        for number in range(count):
            held(participant, f"U{count}{number}", START + timedelta(days=number), status=AttendanceStatus.PRESENT)
        outline = outlined_steps(found.team.cohort.programme.steps())
        with django_assert_num_queries(3):
            history = history_of(found, at=moment)
        with django_assert_num_queries(0):
            staircase_of_participation(found.team.cohort, outline, history, at=moment)


def test_leader_s_days_are_those_that_oblige_leaders(programme):
    team = factories.team(factories.cohort(programme=programme))
    leader = factories.participant(team, team_role=TeamRole.LEADER)
    held(leader, "UDD1", START + timedelta(days=40))
    held(leader, "LED1", START, kind=ActivityKind.LEADERSHIP_CONSULTATION, audience=Audience.LEADERS, team=team)
    drawing = own_staircase(leader, at(START - timedelta(days=1)))
    assert rows(drawing)["Ledelse og status"] == [("diamond", "to_come")]
    assert not [mark for row in drawing.steps for mark in row.marks]


def test_step_page_shows_where_on_the_staircase_it_is(programme):
    outline = outline_of(programme)
    stairs = staircase_at_step(programme, outline, outline[2].step).compact.stairs
    assert [stair.state for stair in stairs] == ["elsewhere", "elsewhere", "here", "elsewhere"]
