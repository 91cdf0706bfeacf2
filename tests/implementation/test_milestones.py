"""Milestones as they are planned, reached, evidenced and confirmed: who may, what is refused, what the log keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from implementation.actions.milestones import (
    Evidence,
    add_evidence,
    confirm_milestone,
    plan_milestone,
    reach_milestone,
    withdraw_confirmation,
    withdraw_milestone,
)
from implementation.actions.step_pauses import pause_step, resume_step
from implementation.enums import EntryKind, MilestoneState, StepState
from implementation.milestones.policies import LARGEST_FILE
from implementation.milestones.team_steps import planned_day, steps_of
from implementation.models import Milestone, MilestoneEntry, StepPause
from people.policies import Refused
from tests import factories
from tests.implementation.milestone_world import NUMBER, World, a_file, days_ago, template

if TYPE_CHECKING:
    from collections.abc import Callable

    from implementation.milestones.team_steps import MilestoneRow, StepRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def world() -> World:
    return World()


def step_of(world: World) -> StepRow:
    return steps_of(world.team, on=timezone.localdate())[0]


def row_of(world: World) -> MilestoneRow:
    return step_of(world).milestones[0]


def log_of(milestone: Milestone) -> list[tuple[str, date | None, str]]:
    return [(entry.kind, entry.on, entry.text) for entry in milestone.entries.all()]


# -- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "day"),
    [(-1, date(2024, 9, 1)), (0, date(2024, 10, 1)), (4, date(2025, 2, 1)), (24, date(2026, 10, 1)), (None, None)],
)
def test_the_planned_date_is_the_last_of_the_programme_month(month: int | None, day: date | None) -> None:
    cohort = factories.cohort(start_date=date(2024, 9, 2))
    made = template(factories.step(cohort.programme), planned_month=month)
    assert planned_day(made, cohort) == day


def test_what_nobody_has_touched_is_computed_and_has_no_row(world: World) -> None:
    row = row_of(world)
    assert (row.stored, row.planned_on, row.days_late) == (None, days_ago(101), 101)
    assert (row.state, step_of(world).state) == (MilestoneState.LATE, StepState.NOT_STARTED)
    assert not Milestone.objects.exists()


def test_another_planned_date_takes_the_place_of_the_programmes_until_it_is_taken_away(world: World) -> None:
    planned = {"team": world.team, "template": world.found, "by": world.people["staff"]}
    plan_milestone(on=days_ago(-9), **planned)
    assert (row_of(world).planned_on, row_of(world).state) == (days_ago(-9), MilestoneState.PLANNED)
    plan_milestone(on=days_ago(-9), **planned)
    milestone = plan_milestone(on=None, **planned)
    assert row_of(world).planned_on == days_ago(101)
    assert log_of(milestone) == [(EntryKind.PLANNED, days_ago(-9), ""), (EntryKind.PLANNED, None, "")]


# -- from planned to confirmed ----------------------------------------------------------------------------------------


def test_a_milestone_goes_from_reached_to_confirmed_and_the_log_keeps_who_did_what(world: World) -> None:
    staff, owner = world.people["staff"], world.people["owner"]
    about = {"team": world.team, "template": world.found}
    reach_milestone(**about, on=days_ago(3), evidence=Evidence(text="Kontrakten er skrevet under"), by=staff)
    assert step_of(world).state == StepState.PREPARING
    withdraw_milestone(**about, reason="Udlejeren fortrød", by=staff)
    assert row_of(world).state == MilestoneState.LATE
    reach_milestone(**about, on=days_ago(1), by=world.people["leader"])
    confirm_milestone(**about, by=owner)
    assert (row_of(world).state, row_of(world).reached_on) == (MilestoneState.CONFIRMED, days_ago(1))
    withdraw_confirmation(**about, reason="Set på besøg: de er ikke indrettet", by=owner)
    milestone = confirm_milestone(**about, by=owner)
    assert [(entry.kind, entry.by.name) for entry in milestone.entries.all()] == [
        (EntryKind.REACHED, "Mads Medarbejder"),
        (EntryKind.WITHDRAWN, "Mads Medarbejder"),
        (EntryKind.REACHED, "Lone Leder"),
        (EntryKind.CONFIRMED, "Mette Modelejer"),
        (EntryKind.UNCONFIRMED, "Mette Modelejer"),
        (EntryKind.CONFIRMED, "Mette Modelejer"),
    ]
    assert log_of(milestone)[1] == (EntryKind.WITHDRAWN, None, "Udlejeren fortrød")


def test_a_step_is_open_by_its_opening_milestone_and_embedded_when_all_is_confirmed(world: World) -> None:
    world.reached(world.opened)
    assert step_of(world).state == StepState.OPEN
    confirm_milestone(team=world.team, template=world.opened, by=world.people["owner"])
    assert step_of(world).state == StepState.OPEN
    world.confirmed(world.found)
    assert step_of(world).state == StepState.EMBEDDED


def act(world: World, name: str, person: str, **fields: Any) -> object:
    actions: dict[str, Callable[..., object]] = {
        "plan": plan_milestone,
        "reach": reach_milestone,
        "evidence": add_evidence,
        "withdraw": withdraw_milestone,
        "confirm": confirm_milestone,
        "unconfirm": withdraw_confirmation,
    }
    given: dict[str, dict[str, Any]] = {
        "plan": {"on": days_ago(-1)},
        "reach": {"on": days_ago(1)},
        "evidence": {"evidence": Evidence(text="Set")},
        "withdraw": {"reason": "Fejl"},
        "confirm": {},
        "unconfirm": {"reason": "Fejl"},
    }
    return actions[name](team=world.team, template=world.found, by=world.people[person], **given[name] | fields)


LOGGED = ("plan", "reach", "evidence", "withdraw")
LOGGERS = ("staff", "leader")


@pytest.mark.parametrize("name", [*LOGGED, "confirm", "unconfirm"])
@pytest.mark.parametrize("person", ["staff", "leader", "associate", "supervisor", "owner"])
def test_staff_and_leaders_log_and_the_model_owner_confirms(world: World, name: str, person: str) -> None:
    if name in {"withdraw", "confirm"}:
        world.reached()
    if name == "unconfirm":
        world.confirmed()
    if person in (LOGGERS if name in LOGGED else ("owner",)):
        act(world, name, person)
    else:
        with pytest.raises(PermissionDenied):
            act(world, name, person)


def test_another_teams_staff_and_another_owner_may_nothing(world: World) -> None:
    world.people["stranger"] = factories.participant(factories.team(world.cohort, name="Naboen")).user
    world.people["other owner"] = factories.model_owner(factories.programme())
    for person in ("stranger", "other owner"):
        for name in (*LOGGED, "confirm", "unconfirm"):
            with pytest.raises(PermissionDenied):
                act(world, name, person)
    assert not Milestone.objects.exists()


@pytest.mark.parametrize(
    ("state", "name", "sentence"),
    [
        ("untouched", "withdraw", "The milestone is not reached."),
        ("untouched", "confirm", "The milestone is not reached."),
        ("untouched", "unconfirm", "The milestone is not confirmed."),
        ("reached", "plan", "The milestone is reached already."),
        ("reached", "reach", "The milestone is reached already. Withdraw it first if the date is wrong."),
        ("reached", "unconfirm", "The milestone is not confirmed."),
        ("confirmed", "reach", "The milestone is confirmed already."),
        ("confirmed", "confirm", "The milestone is confirmed already."),
        ("confirmed", "withdraw", "The milestone is confirmed. The model owner can withdraw the confirmation first."),
    ],
)
def test_what_the_state_does_not_allow_is_refused_in_a_sentence(
    world: World, state: str, name: str, sentence: str
) -> None:
    if state != "untouched":
        getattr(world, state)()
    entries = MilestoneEntry.objects.count()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act(world, name, "owner" if name.endswith("confirm") else "staff")
    assert str(refusal.value) == sentence
    assert MilestoneEntry.objects.count() == entries


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("reach", {"on": days_ago(-1)}, "The date has not come yet."),
        ("plan", {"on": date(1926, 1, 1)}, "Choose a date between"),
        ("plan", {"on": date(2096, 1, 1)}, "Choose a date between"),
        ("evidence", {"evidence": Evidence(text="  ")}, "Write a text, give a link or choose a file."),
        ("evidence", {"evidence": Evidence(text=f"Ung {NUMBER}")}, "looks like a CPR number"),
        ("evidence", {"evidence": Evidence(text="x" * 1001)}, "At most 1000 characters."),
        ("evidence", {"evidence": Evidence(link="http://example.dk")}, "A link begins with https://."),
        ("evidence", {"evidence": Evidence(link="javascript:alert(1)")}, "A link begins with https://."),
        ("evidence", {"evidence": Evidence(link=f"https://example.dk/{NUMBER}")}, "looks like a CPR number"),
        ("evidence", {"evidence": Evidence(file=a_file("program.exe"))}, "Choose a PDF, a picture"),
        ("evidence", {"evidence": Evidence(file=a_file("uden-endelse"))}, "Choose a PDF, a picture"),
        ("evidence", {"evidence": Evidence(file=a_file("side.pdf", b"<html>"))}, "something else than its name says"),
        ("evidence", {"evidence": Evidence(file=a_file("foto.png", b"%PDF-1.7"))}, "something else than its name says"),
        ("evidence", {"evidence": Evidence(file=a_file(f"{NUMBER}.pdf"))}, "Give the file another name first."),
        ("evidence", {"evidence": Evidence(file=a_file("stor.pdf", b"%PDF-" + b"x" * LARGEST_FILE))}, "10 MB"),
    ],
)
def test_what_cannot_be_kept_is_refused_without_being_repeated(
    world: World, name: str, fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act(world, name, "staff", **fields)
    assert sentence in str(refusal.value)
    assert NUMBER not in str(refusal.value)
    assert not MilestoneEntry.objects.exists()


@pytest.mark.parametrize("name", ["withdraw", "unconfirm"])
@pytest.mark.parametrize("reason", ["", "  ", f"Ung {NUMBER}", "x" * 301])
def test_nothing_is_withdrawn_without_a_reason_that_can_be_kept(world: World, name: str, reason: str) -> None:
    world.confirmed() if name == "unconfirm" else world.reached()
    with pytest.raises(Refused):
        act(world, name, "owner" if name == "unconfirm" else "staff", reason=reason)


# -- pauses -----------------------------------------------------------------------------------------------------------


def test_a_paused_step_is_never_late_and_takes_up_where_it_was(world: World) -> None:
    world.reached(world.opened)
    pause = pause_step(
        team=world.team, step=world.step, since=days_ago(2), reason="Lederen er stoppet", by=world.people["owner"]
    )
    assert (step_of(world).state, row_of(world).state) == (StepState.PAUSED, MilestoneState.PLANNED)
    assert step_of(world).pause == pause
    ended = resume_step(team=world.team, step=world.step, by=world.people["owner"])
    assert (ended.until, ended.ended_by) == (timezone.localdate(), world.people["owner"])
    assert (step_of(world).state, row_of(world).state) == (StepState.OPEN, MilestoneState.LATE)


def test_a_pause_is_refused_twice_ahead_of_time_inside_another_and_without_a_reason(world: World) -> None:
    about = {"team": world.team, "step": world.step, "by": world.people["owner"]}
    for fields in ({"since": days_ago(-1)}, {"reason": " "}, {"reason": f"Ung {NUMBER}"}):
        with pytest.raises(Refused):
            pause_step(**about, **{"since": days_ago(2), "reason": "Ombygning"} | fields)
    with pytest.raises(Refused, match="step is not paused"):
        resume_step(**about)
    pause_step(**about, since=days_ago(20), reason="Ombygning")
    with pytest.raises(Refused, match="step is paused already"):
        pause_step(**about, since=days_ago(1), reason="Igen")
    resume_step(**about, on=days_ago(10))
    with pytest.raises(Refused, match="has been paused after that date already"):
        pause_step(**about, since=days_ago(11), reason="Igen")
    assert pause_step(**about, since=days_ago(10), reason="Igen").is_in_force(timezone.localdate())


@pytest.mark.parametrize("person", ["staff", "leader", "associate", "supervisor"])
def test_only_the_model_owner_pauses_a_step(world: World, person: str) -> None:
    about = {"team": world.team, "step": world.step, "by": world.people[person]}
    with pytest.raises(PermissionDenied):
        pause_step(**about, since=days_ago(2), reason="Ombygning")
    with pytest.raises(PermissionDenied):
        resume_step(**about)


# -- which steps a team has -------------------------------------------------------------------------------------------


def test_an_optional_step_is_a_teams_only_if_it_has_chosen_it(world: World) -> None:
    optional = factories.step(world.programme, optional=True)
    assert [row.step for row in steps_of(world.team, on=timezone.localdate())] == [world.step]
    world.team.optional_steps.add(optional)
    factories.team(world.cohort, name="Nabo", optional_steps=[optional])
    assert [row.step.pk for row in steps_of(world.team, on=timezone.localdate())] == [world.step.pk, optional.pk]


def test_two_teams_of_a_cohort_have_their_own_milestones(world: World) -> None:
    other = factories.team(world.cohort, name="Nabo")
    world.confirmed()
    assert steps_of(other, on=timezone.localdate())[0].state == StepState.NOT_STARTED


# -- what the database and the audit keep -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "constraint"),
    [
        (lambda w: Milestone(team=w.team, template=w.found), "once_in_team|UNIQUE|unique"),
        (
            lambda w: Milestone(team=w.team, template=w.opened, confirmed_at=timezone.now(), reached_on=days_ago(1)),
            "confirmed_when_and_by_whom",
        ),
        (
            lambda w: Milestone(
                team=w.team, template=w.opened, confirmed_at=timezone.now(), confirmed_by=w.people["owner"]
            ),
            "confirmed_once_reached",
        ),
        (lambda w: entry(w, kind="lost"), "entry_kind_known"),
        (lambda w: entry(w, kind=EntryKind.REACHED), "entry_reached_on_a_day"),
        (lambda w: entry(w, kind=EntryKind.EVIDENCE), "entry_evidence_is_something"),
        (lambda w: entry(w, kind=EntryKind.WITHDRAWN), "entry_withdrawn_with_reason"),
        (lambda w: entry(w, kind=EntryKind.CONFIRMED, link="http://x.dk"), "entry_link_is_https"),
        (lambda w: entry(w, kind=EntryKind.CONFIRMED, filename="x.pdf"), "entry_file_has_a_name"),
        (lambda w: pause(w, reason=""), "step_paused_with_reason"),
        (lambda w: pause(w, until=days_ago(3), ended_by=w.people["owner"]), "step_pause_ends_after_beginning"),
        (lambda w: pause(w, until=days_ago(1)), "step_pause_ended_by_somebody"),
    ],
)
def test_the_database_refuses_what_must_never_be(
    world: World, rows: Callable[[World], Milestone], constraint: str
) -> None:
    world.reached()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows(world).save()


def test_the_database_keeps_one_open_pause_per_step(world: World) -> None:
    pause(world).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        pause(world).save()
    pause(world, step=factories.step(world.programme)).save()


def entry(world: World, **fields: Any) -> MilestoneEntry:
    return MilestoneEntry(milestone=Milestone.objects.get(), by=world.people["staff"], **fields)


def pause(world: World, **fields: Any) -> StepPause:
    given = {"since": days_ago(2), "reason": "Ombygning", "by": world.people["owner"], "step": world.step}
    return StepPause(team=world.team, **given | fields)


def test_milestones_and_pauses_are_under_audit_and_texts_stand_in_their_own_log_alone(world: World) -> None:
    assert all(auditlog.contains(model) for model in (Milestone, MilestoneEntry, StepPause))
    act(world, "evidence", "staff", evidence=Evidence(text="Kontrakten", link="https://example.dk/kontrakt"))
    assert LogEntry.objects.get_for_model(MilestoneEntry).count() == 1
    assert not [row for row in LogEntry.objects.values() if "ontrakt" in repr(row)]


def test_a_date_far_from_the_programme_is_told_with_the_dates_between(world: World) -> None:
    start = world.cohort.start_date
    assert start - timedelta(days=366) < days_ago(465) < start - timedelta(days=364)
    plan_milestone(team=world.team, template=world.found, on=days_ago(465), by=world.people["staff"])
    with pytest.raises(Refused):
        plan_milestone(team=world.team, template=world.found, on=days_ago(467), by=world.people["staff"])
