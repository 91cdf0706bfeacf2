"""What becomes of a month's report: who saves, hands in, accepts and opens it again, until when, and what is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from implementation.actions.pauses import pause_team, resume_team
from implementation.actions.reports import Conflict, reopen_report, save_report, version_of
from implementation.enums import REPORT_TRANSITIONS, ReportState
from implementation.models import FIGURES, ActivityReport, ReportEvent, TeamPause
from implementation.team_reports import reports_of
from people.policies import Refused
from supervision.enums import Source
from tests import factories
from tests.implementation import world as worlds
from tests.implementation.world import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, World

if TYPE_CHECKING:
    from people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
LOCK = date(2024, 11, 30)
NUMBER = f"0101{90}-{1234}"


@pytest.fixture
def world() -> World:
    return World()


def reopen(
    world: World, month: date = OCTOBER, *, by: User, on: date = TODAY, reason: str = "Et tal var forkert"
) -> Any:
    return reopen_report(team=world.team, month=month, reason=reason, by=by, at=factories.moment(on))


def figures_of(report: ActivityReport) -> dict[str, int | None]:
    report.refresh_from_db()
    return report.figures


# -- saving a draft ---------------------------------------------------------------------------------------------------


def test_a_draft_keeps_what_is_known_and_nothing_for_the_rest(world: World) -> None:
    report = world.save(contacts=12, new_persons=0)
    assert report.status == ReportState.DRAFT
    assert figures_of(report) == dict.fromkeys(FIGURES) | {"contacts": 12, "new_persons": 0}
    assert not ReportEvent.objects.exists()


def test_a_second_save_writes_the_same_report(world: World) -> None:
    world.save(contacts=12)
    report = world.save(contacts=None, enrolled=3)
    assert ActivityReport.objects.get() == report
    assert figures_of(report) == dict.fromkeys(FIGURES) | {"enrolled": 3}


def test_who_saves_over_somebody_elses_figures_is_told_what_stands_there(world: World) -> None:
    seen = version_of(world.save(contacts=12))
    world.save(contacts=13, on=date(2024, 11, 6))
    with pytest.raises(Conflict) as conflict:
        save_report(
            team=world.team,
            month=OCTOBER,
            figures={"contacts": 1},
            by=world.leader,
            seen=seen,
            at=factories.moment(TODAY),
        )
    assert conflict.value.report.contacts == 13
    assert ActivityReport.objects.get().contacts == 13


def test_a_report_that_somebody_else_has_begun_meanwhile_is_a_conflict_too(world: World) -> None:
    report = world.save(contacts=12)
    with pytest.raises(Conflict):
        save_report(team=world.team, month=OCTOBER, figures={}, by=world.leader, seen="", at=factories.moment(TODAY))
    assert figures_of(report)["contacts"] == 12


@pytest.mark.parametrize("who", ["associate", "supervisor", "owner"])
def test_only_staff_and_leaders_write(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        world.save(by=getattr(world, who))


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (date(2024, 12, 1), "The month has not begun."),
        (date(2024, 8, 1), "The team reports from the month in which the programme begins until it ends."),
        (date(2026, 9, 1), "The team reports from the month in which the programme begins until it ends."),
    ],
)
def test_a_month_that_has_not_begun_or_is_none_of_the_teams_is_refused(
    world: World, month: date, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        world.save(month)


# -- handing in -------------------------------------------------------------------------------------------------------


def test_the_leader_hands_in_and_the_log_keeps_the_figures_and_the_answers(world: World) -> None:
    report = world.submit(questions={"sudden-contacts": True, "more-new_persons": False})
    assert (report.status, report.submitted_by) == (ReportState.SUBMITTED, world.leader)
    assert report.first_submitted_at == report.submitted_at == factories.moment(date(2024, 11, 2))
    event = report.events.get()
    assert (event.state, event.by, event.figures) == (ReportState.SUBMITTED, world.leader, worlds.FIGURES)
    assert event.questions == {"sudden-contacts": True, "more-new_persons": False}


@pytest.mark.parametrize("who", ["staff", "associate", "supervisor", "owner"])
def test_only_the_leader_hands_in(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        world.submit(by=getattr(world, who))


def test_zero_is_a_figure_and_nothing_is_none(world: World) -> None:
    with pytest.raises(Refused, match="All five figures are needed"):
        world.submit(figures=worlds.FIGURES | {"enrolled": None})
    report = world.submit(figures=dict.fromkeys(FIGURES, 0))
    assert reports_of(world.team, on=TODAY).month(OCTOBER).is_handed_in  # type: ignore[union-attr]
    assert figures_of(report) == dict.fromkeys(FIGURES, 0)


def test_a_month_is_handed_in_when_it_is_over(world: World) -> None:
    with pytest.raises(Refused, match="can be handed in from 1 November 2024"):
        world.submit(on=date(2024, 10, 31))
    assert world.submit(on=date(2024, 11, 1)).status == ReportState.SUBMITTED


@pytest.mark.parametrize(("on", "timely"), [(date(2024, 11, 10), True), (date(2024, 11, 11), False)])
def test_whether_it_was_timely_goes_by_the_first_time(world: World, on: date, timely: bool) -> None:
    world.submit(on=on)
    reopen(world, by=world.leader, on=on)
    world.submit(on=date(2024, 11, 20))
    one = reports_of(world.team, on=date(2024, 12, 1)).month(OCTOBER)
    assert one is not None
    assert one.is_timely is timely


# -- the lock ---------------------------------------------------------------------------------------------------------


def test_from_the_thirtieth_nobody_writes_and_the_sentence_says_who_lifts_the_lock(world: World) -> None:
    world.save(on=date(2024, 11, 29))
    owner = world.programme.owner_organisation
    for write in (world.save, world.submit):
        by = world.leader
        with pytest.raises(Refused, match=f"locked on 30 November 2024. {owner} can open it again, with a reason."):
            write(by=by, on=LOCK)


def test_the_leader_opens_a_submitted_report_again_until_the_lock(world: World) -> None:
    world.submit()
    report = reopen(world, by=world.leader, on=date(2024, 11, 29))
    assert (report.status, report.is_handed_in) == (ReportState.REOPENED, False)
    assert world.submit(on=date(2024, 11, 29)).status == ReportState.SUBMITTED
    with pytest.raises(Refused, match="can open it again, with a reason"):
        reopen(world, by=world.leader, on=LOCK)


def test_the_model_owner_opens_any_report_again_and_it_stays_open_until_it_is_handed_in(world: World) -> None:
    world.submit()
    world.accept()
    with pytest.raises(Refused, match=r"The report is accepted\."):
        reopen(world, by=world.leader)
    reopen(world, by=world.owner, on=date(2025, 3, 1))
    report = world.save(on=date(2025, 6, 1), **(worlds.FIGURES | {"contacts": 22}))
    assert report.status == ReportState.REOPENED
    assert world.submit(on=date(2025, 6, 2), figures=report.figures).status == ReportState.SUBMITTED
    assert [event.state for event in report.events.all()] == ["submitted", "accepted", "reopened", "submitted"]
    assert [event.reason for event in report.events.all()] == ["", "", "Et tal var forkert", ""]


def test_the_model_owner_opens_a_month_that_was_locked_before_anybody_began_it(world: World) -> None:
    with pytest.raises(Refused, match="locked on 30 November"):
        reopen(world, by=world.leader, on=LOCK)
    report = reopen(world, by=world.owner, on=LOCK)
    assert (report.status, set(report.figures.values())) == (ReportState.REOPENED, {None})
    assert world.submit(on=date(2024, 12, 15)).status == ReportState.SUBMITTED


def test_an_open_report_needs_no_opening(world: World) -> None:
    world.save()
    for by in (world.leader, world.owner):
        with pytest.raises(Refused, match="open already"):
            reopen(world, by=by)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301, f"Om {NUMBER}"])
def test_opening_again_needs_a_reason_without_anything_that_tells_who(world: World, reason: str) -> None:
    world.submit()
    with pytest.raises(Refused) as refused:
        reopen(world, by=world.owner, reason=reason)
    assert NUMBER not in str(refused.value)
    assert ActivityReport.objects.get().status == ReportState.SUBMITTED


@pytest.mark.parametrize("who", ["staff", "associate", "supervisor"])
def test_others_do_not_open_a_report_again(world: World, who: str) -> None:
    world.submit()
    with pytest.raises(PermissionDenied):
        reopen(world, by=getattr(world, who))


# -- accepting --------------------------------------------------------------------------------------------------------


def test_the_model_owner_accepts_once(world: World) -> None:
    world.submit()
    assert world.accept().status == ReportState.ACCEPTED
    world.accept()
    assert ReportEvent.objects.filter(state=ReportState.ACCEPTED).count() == 1


@pytest.mark.parametrize("begun", [False, True])
def test_what_is_not_handed_in_cannot_be_accepted(world: World, begun: bool) -> None:
    if begun:
        world.save()
    with pytest.raises(Refused, match="has not been handed in"):
        world.accept()


@pytest.mark.parametrize("who", ["staff", "leader", "associate", "supervisor"])
def test_only_the_model_owner_accepts(world: World, who: str) -> None:
    world.submit()
    with pytest.raises(PermissionDenied):
        world.accept(by=getattr(world, who))


def test_an_accepted_report_is_not_written(world: World) -> None:
    world.submit()
    world.accept()
    with pytest.raises(Refused, match="The report is accepted"):
        world.save()


def test_what_happens_to_a_report_is_what_the_table_of_states_says(world: World) -> None:
    world.submit()
    world.accept()
    reopen(world, by=world.owner)
    world.submit(on=TODAY)
    before = ReportState.EXPECTED
    for event in ReportEvent.objects.all():
        assert event.state in REPORT_TRANSITIONS[before]
        before = ReportState(event.state)


# -- pauses -----------------------------------------------------------------------------------------------------------


def pause(world: World, since: date, until: date | None = None, **options: Any) -> TeamPause:
    given = {"reason": "Lederen er stoppet", "by": world.owner} | options
    return pause_team(team=world.team, since=since, until=until, **given)


def test_a_month_that_was_paused_throughout_is_not_asked_for(world: World) -> None:
    pause(world, date(2024, 9, 15), NOVEMBER)
    states = [one.due_state for one in reports_of(world.team, on=date(2024, 12, 24)).months[:4]]
    assert states == [ReportState.MISSING, ReportState.EXEMPT, ReportState.MISSING, ReportState.EXPECTED]
    for write in (world.save, world.submit):
        with pytest.raises(Refused, match="no report is asked for"):
            write(OCTOBER, by=world.leader, on=TODAY)
    with pytest.raises(Refused, match="no report is asked for"):
        reopen(world, by=world.owner, on=LOCK)


def test_what_was_handed_in_stands_though_the_month_is_paused_afterwards(world: World) -> None:
    world.submit()
    pause(world, OCTOBER)
    assert reports_of(world.team, on=TODAY).month(OCTOBER).state == ReportState.SUBMITTED  # type: ignore[union-attr]


def test_a_pause_that_goes_on_ends_when_the_team_works_again(world: World) -> None:
    pause(world, OCTOBER)
    assert resume_team(team=world.team, until=NOVEMBER, by=world.owner).until == NOVEMBER
    with pytest.raises(Refused, match=r"The team is not paused\."):
        resume_team(team=world.team, until=NOVEMBER, by=world.owner)


def test_a_pause_ends_after_it_begins(world: World) -> None:
    with pytest.raises(Refused, match="cannot end before it begins"):
        pause(world, OCTOBER, OCTOBER)
    pause(world, OCTOBER)
    with pytest.raises(Refused, match="cannot go on before the pause began, on 1 October 2024"):
        resume_team(team=world.team, until=OCTOBER, by=world.owner)


@pytest.mark.parametrize(
    ("since", "until", "overlaps"),
    [
        (SEPTEMBER, date(2024, 10, 2), True),
        (SEPTEMBER, OCTOBER, False),
        (date(2024, 10, 31), None, True),
        (NOVEMBER, None, False),
        (SEPTEMBER, None, True),
    ],
)
def test_a_team_is_paused_once_at_a_time(world: World, since: date, until: date | None, overlaps: bool) -> None:
    pause(world, OCTOBER, NOVEMBER)
    if overlaps:
        with pytest.raises(Refused, match="paused then already, from 1 October 2024"):
            pause(world, since, until)
    else:
        pause(world, since, until)
    assert world.team.pauses.count() == (1 if overlaps else 2)


@pytest.mark.parametrize("reason", ["", "  ", f"{NUMBER}"])
def test_a_pause_needs_a_reason(world: World, reason: str) -> None:
    with pytest.raises(Refused):
        pause(world, OCTOBER, reason=reason)


@pytest.mark.parametrize("who", ["staff", "leader", "supervisor"])
def test_only_the_model_owner_pauses(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        pause(world, OCTOBER, by=getattr(world, who))
    with pytest.raises(PermissionDenied):
        resume_team(team=world.team, until=NOVEMBER, by=getattr(world, who))


# -- what the database keeps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"month": date(2024, 10, 2)}, "report_of_a_whole_month"),
        ({"state": "submitted"}, "report_handed_in"),
        ({"source": "guess"}, "report_source_known"),
        ({"submitted_at": factories.moment(TODAY)}, "report_submitted_when_and_by_whom"),
    ],
)
def test_what_must_never_be_is_refused_by_the_database(world: World, fields: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ActivityReport.objects.create(**{"team": world.team, "month": OCTOBER} | fields)


def test_a_computed_state_is_refused_by_the_database(world: World) -> None:
    report = world.submit()
    with pytest.raises(IntegrityError, match="report_state_known"), transaction.atomic():
        ActivityReport.objects.filter(pk=report.pk).update(state="expected")


def test_a_month_has_one_report(world: World) -> None:
    world.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ActivityReport.objects.create(team=world.team, month=OCTOBER)


@pytest.mark.parametrize("until", [OCTOBER, SEPTEMBER])
def test_a_pause_that_ends_before_it_begins_is_refused_by_the_database(world: World, until: date) -> None:
    with pytest.raises(IntegrityError, match="pause_ends_after_begin"), transaction.atomic():
        TeamPause.objects.create(team=world.team, since=OCTOBER, until=until, reason="x", by=world.owner)


def test_reports_events_and_pauses_are_under_audit(world: World) -> None:
    report, rest = world.submit(), pause(world, NOVEMBER)
    assert LogEntry.objects.get_for_object(report).exists()
    assert LogEntry.objects.get_for_object(report.events.get()).exists()
    assert LogEntry.objects.get_for_object(rest).exists()


def test_a_report_is_found_in_scope_alone(world: World) -> None:
    report = world.submit()
    stranger = factories.participant(factories.team(municipalities=["Tønder"])).user
    assert report in ActivityReport.objects.visible_to(world.staff)
    assert report not in ActivityReport.objects.visible_to(stranger)
    assert report in ActivityReport.objects.handed_in()
    assert report.source == Source.PRODUCT
