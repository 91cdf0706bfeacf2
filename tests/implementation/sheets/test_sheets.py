"""Making and writing data sheets: who may, what is refused, what is kept in the audit log."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from implementation.actions import sheets as actions
from implementation.models import DataAgreement, DataSheet, SheetActivity, SheetFollowUp, SheetReported
from implementation.sheets.choices import ActivityKind, AgeBand, FollowUpKind, Reporting, SheetKind
from implementation.sheets.permissions import may_read_sheets, may_set_agreement, may_write_sheets
from people.policies import Refused
from tests import factories
from tests.implementation.sheets import factories as made
from tests.implementation.sheets.factories import BACKGROUND, CHANGE, Cast, days_ago

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

pytestmark = pytest.mark.django_db
EVERYBODY = ["staff", "leader", "associate", "owner", "supervisor", "trainer", "stranger"]


@pytest.fixture
def cast() -> Cast:
    return Cast()


def opened(cast: Cast, **fields: Any) -> DataSheet:
    given = {"kind": SheetKind.ENROLLED, "opened_on": days_ago(10), "by": cast.staff, **BACKGROUND, **fields}
    return actions.open_sheet(team=cast.team, **given)


# -- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("who", EVERYBODY)
def test_who_reads_writes_and_sets_the_agreement(who: str, *, shared: bool) -> None:
    cast = Cast(owner_may_read=shared)
    sheet, person = made.sheet(cast.team), getattr(cast, who)
    reads = who in {"staff", "leader"} or (who == "owner" and shared)
    assert may_read_sheets(person, cast.team) == reads
    assert list(DataSheet.objects.visible_to(person)) == ([sheet] if reads else [])
    assert may_write_sheets(person, cast.team) == (who == "staff")
    assert may_set_agreement(person, cast.team) == (who == "owner")


def test_nobody_in_particular_sees_no_sheet(cast: Cast) -> None:
    made.sheet(cast.team)
    assert not DataSheet.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_who_has_left_the_team_loses_its_sheets(cast: Cast, who: str) -> None:
    made.sheet(cast.team)
    person = getattr(cast, who)
    row = person.participations.get()
    row.left_on = timezone.localdate()
    row.save()
    assert not DataSheet.objects.visible_to(person).exists()
    assert not may_read_sheets(person, cast.team)
    assert not may_write_sheets(person, cast.team)


def test_another_model_owner_sees_no_sheet_although_it_is_shared() -> None:
    cast = Cast(owner_may_read=True)
    made.sheet(cast.team)
    other = factories.model_owner(factories.programme())
    assert not DataSheet.objects.visible_to(other).exists()


def acts(cast: Cast, sheet: DataSheet) -> dict[str, Callable[..., object]]:
    closed = made.closed(cast.team, days_ago(3))
    return {
        "open": lambda by: opened(cast, by=by),
        "background": lambda by: actions.change_background(sheet=sheet, by=by, gender="male"),
        "count": lambda by: actions.count_activity(sheet=sheet, kind=ActivityKind.SPORT, more=1, by=by),
        "follow up": lambda by: actions.follow_up(
            sheet=sheet, kind=FollowUpKind.FOLLOW_UP, done_on=days_ago(0), by=by, **CHANGE
        ),
        "close": lambda by: actions.close_sheet(sheet=sheet, closed_on=days_ago(0), by=by, **CHANGE),
        "reopen": lambda by: actions.reopen_sheet(sheet=closed, by=by),
        "tick": lambda by: actions.tick_reported(sheet=sheet, what=Reporting.DANRIS_ASI, by=by),
        "untick": lambda by: actions.untick_reported(sheet=sheet, what=Reporting.DANRIS_ASI, by=by),
        "delete": lambda by: actions.delete_sheet(sheet=sheet, by=by),
    }


@pytest.mark.parametrize(
    "what", ["open", "background", "count", "follow up", "close", "reopen", "tick", "untick", "delete"]
)
def test_only_the_teams_staff_write_although_others_read(what: str) -> None:
    cast = Cast(owner_may_read=True)
    act = acts(cast, made.sheet(cast.team))[what]
    for who in EVERYBODY:
        if who != "staff":
            with pytest.raises(PermissionDenied):
                act(getattr(cast, who))
    act(cast.staff)


# -- making and writing -----------------------------------------------------------------------------------------------


def test_no_sheet_is_made_before_there_is_an_agreement(cast: Cast) -> None:
    DataAgreement.objects.all().delete()
    with pytest.raises(Refused, match="ingen dataaftale"):
        opened(cast)
    agreement = actions.set_agreement(team=cast.team, by=cast.owner, since=days_ago(-1))
    with pytest.raises(Refused, match="Dataaftalen gælder fra"):
        opened(cast)
    actions.set_agreement(team=cast.team, by=cast.owner, since=days_ago(0))
    assert opened(cast).team.data_agreement == agreement


def test_the_agreement_is_set_by_the_model_owner_within_its_ranges(cast: Cast) -> None:
    changed = actions.set_agreement(team=cast.team, by=cast.owner, retention_months=24, owner_may_read=True)
    assert (changed.pk, changed.retention_months, changed.owner_may_read) == (cast.team.pk, 24, True)
    for who in EVERYBODY:
        if who != "owner":
            with pytest.raises(PermissionDenied):
                actions.set_agreement(team=cast.team, by=getattr(cast, who), retention_months=8)
    for name, months in [("retention_months", 6), ("retention_months", 61), ("follow_up_months", 0)]:
        with pytest.raises(ValidationError):
            actions.set_agreement(team=cast.team, by=cast.owner, **{name: months})


def test_a_sheet_is_not_of_tomorrow_and_holds_choices_alone(cast: Cast) -> None:
    with pytest.raises(ValidationError) as late:
        opened(cast, opened_on=days_ago(-1))
    assert list(late.value.message_dict) == ["opened_on"]
    with pytest.raises(ValidationError) as named:
        opened(cast, housing="Hos Peter på Nørregade")
    assert list(named.value.message_dict) == ["housing"]
    with pytest.raises(ValidationError, match="Vælg alderen"):
        opened(cast, age_band=AgeBand.UNKNOWN)
    assert not DataSheet.objects.exists()


def test_a_drawn_pseudonym_that_is_taken_is_drawn_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = made.sheet(cast.team).pseudonym
    drawn = iter([taken, taken, "K7R-4MQ"])
    monkeypatch.setattr(actions, "draw_pseudonym", lambda: next(drawn))
    assert opened(cast).pseudonym == "K7R-4MQ"


def test_an_activity_is_counted_up_and_down_but_not_below_nothing(cast: Cast) -> None:
    sheet = made.sheet(cast.team)
    for more in (1, 1, -1):
        actions.count_activity(sheet=sheet, kind=ActivityKind.SPORT, more=more, by=cast.staff)
    assert sheet.activities.get().count == 1
    with pytest.raises(Refused, match="fra 0 til 999"):
        actions.count_activity(sheet=sheet, kind=ActivityKind.GROUP, more=-1, by=cast.staff)
    assert sheet.activities.count() == 1


def test_closing_writes_the_change_and_ends_the_counting(cast: Cast) -> None:
    sheet = made.sheet(cast.team)
    actions.close_sheet(sheet=sheet, closed_on=days_ago(1), by=cast.staff, **CHANGE)
    closure = sheet.follow_ups.get()
    assert (closure.kind, closure.done_on, closure.written_by) == ("closure", days_ago(1), cast.staff)
    with pytest.raises(Refused, match="Dataarket er afsluttet"):
        actions.close_sheet(sheet=sheet, closed_on=days_ago(0), by=cast.staff, **CHANGE)
    with pytest.raises(Refused, match="Dataarket er afsluttet"):
        actions.count_activity(sheet=sheet, kind=ActivityKind.SPORT, more=1, by=cast.staff)


@pytest.mark.parametrize("closed_on", [days_ago(-1), days_ago(11), days_ago(6)])
def test_a_sheet_is_closed_neither_tomorrow_nor_before_it_began_or_was_followed_up(cast: Cast, closed_on: Any) -> None:
    sheet = made.sheet(cast.team, opened_on=days_ago(10))
    made.follow_up(sheet, done_on=days_ago(5))
    with pytest.raises(ValidationError) as refused:
        actions.close_sheet(sheet=sheet, closed_on=closed_on, by=cast.staff, **CHANGE)
    assert list(refused.value.message_dict) == ["closed_on"]
    sheet.refresh_from_db()
    assert sheet.closed_on is None
    assert sheet.follow_ups.count() == 1


def test_a_sheet_without_its_change_is_not_closed(cast: Cast) -> None:
    sheet = made.sheet(cast.team)
    with pytest.raises(ValidationError):
        actions.close_sheet(sheet=sheet, closed_on=days_ago(0), by=cast.staff, **CHANGE | {"use": ""})
    sheet.refresh_from_db()
    assert sheet.closed_on is None


def test_follow_ups_after_closure_come_once_each_and_not_before_it(cast: Cast) -> None:
    sheet = made.closed(cast.team, days_ago(40))
    month: dict[str, Any] = {"sheet": sheet, "kind": FollowUpKind.MONTH_AFTER, "by": cast.staff, **CHANGE}
    with pytest.raises(ValidationError, match="afsluttet"):
        actions.follow_up(done_on=days_ago(41), **month)
    actions.follow_up(done_on=days_ago(9), **month)
    with pytest.raises(ValidationError):
        actions.follow_up(done_on=days_ago(8), **month)
    with pytest.raises(ValidationError):
        actions.follow_up(done_on=days_ago(8), **month | {"kind": FollowUpKind.FOLLOW_UP})
    actions.follow_up(done_on=days_ago(0), **month | {"kind": FollowUpKind.HALF_YEAR_AFTER})
    with pytest.raises(Refused, match="Alt er fulgt op"):
        actions.follow_up(done_on=days_ago(0), **month)


def test_an_anonymous_course_is_not_followed_up_after_closure(cast: Cast) -> None:
    sheet = made.closed(cast.team, days_ago(40), kind=SheetKind.ANONYMOUS)
    with pytest.raises(Refused, match="anonymt forløb"):
        actions.follow_up(sheet=sheet, kind=FollowUpKind.MONTH_AFTER, done_on=days_ago(9), by=cast.staff, **CHANGE)


def test_a_sheet_closed_by_mistake_opens_again_until_it_is_followed_up(cast: Cast) -> None:
    sheet = made.closed(cast.team, days_ago(40))
    actions.reopen_sheet(sheet=sheet, by=cast.staff)
    assert (sheet.closed_on, sheet.follow_ups.count()) == (None, 0)
    with pytest.raises(Refused, match="åbent"):
        actions.reopen_sheet(sheet=sheet, by=cast.staff)
    other = made.closed(cast.team, days_ago(40))
    made.follow_up(other, kind=FollowUpKind.MONTH_AFTER)
    with pytest.raises(Refused, match="fulgt op efter afslutningen"):
        actions.reopen_sheet(sheet=other, by=cast.staff)


def test_a_report_is_ticked_once_for_its_own_register_and_when_it_is_due(cast: Cast) -> None:
    sheet = made.sheet(cast.team)
    tick: dict[str, Any] = {"sheet": sheet, "by": cast.staff}
    first = actions.tick_reported(what=Reporting.DANRIS_ASI, **tick)
    assert actions.tick_reported(what=Reporting.DANRIS_ASI, **tick) == first
    assert (first.ticked_on, first.ticked_by) == (timezone.localdate(), cast.staff)
    with pytest.raises(Refused, match="indberettes til DanRIS"):
        actions.tick_reported(what=Reporting.UNGMAP_ENROLMENT, **tick)
    with pytest.raises(Refused, match="når dataarket afsluttes"):
        actions.tick_reported(what=Reporting.DANRIS_DISCHARGE, **tick)
    anonymous = made.sheet(cast.team, kind=SheetKind.ANONYMOUS)
    with pytest.raises(Refused, match="ikke til et register"):
        actions.tick_reported(what=Reporting.DANRIS_ASI, **tick | {"sheet": anonymous})
    actions.untick_reported(what=Reporting.DANRIS_ASI, **tick)
    assert not sheet.reported.exists()


# -- audit ------------------------------------------------------------------------------------------------------------


def entries_of(*models: type[Model]) -> list[LogEntry]:
    names = {model._meta.model_name for model in models}
    rows = LogEntry.objects.filter(content_type__app_label="implementation").select_related("content_type")
    return [entry for entry in rows.order_by("pk") if entry.content_type.model in names]


def test_every_table_of_sheets_is_under_audit() -> None:
    named = [model for model in apps.get_app_config("implementation").get_models() if "Sheet" in model.__name__]
    assert {model.__name__ for model in [*named, DataAgreement] if auditlog.contains(model)} == {
        "DataAgreement",
        "DataSheet",
        "SheetActivity",
        "SheetFollowUp",
        "SheetReported",
    }


def test_every_write_is_logged_without_what_was_written(cast: Cast) -> None:
    sheet = opened(cast)
    pseudonym = sheet.pseudonym
    actions.change_background(sheet=sheet, by=cast.staff, frequency="monthly")
    actions.count_activity(sheet=sheet, kind=ActivityKind.CREATIVE, more=1, by=cast.staff)
    actions.tick_reported(sheet=sheet, what=Reporting.DANRIS_ASI, by=cast.staff)
    actions.close_sheet(sheet=sheet, closed_on=days_ago(0), by=cast.staff, **CHANGE)
    actions.delete_sheet(sheet=sheet, by=cast.staff)
    entries = entries_of(DataSheet, SheetActivity, SheetFollowUp, SheetReported)
    create, update, delete = LogEntry.Action.CREATE, LogEntry.Action.UPDATE, LogEntry.Action.DELETE
    of_sheet = [entry.action for entry in entries if entry.content_type.model == "datasheet"]
    assert of_sheet == [create, update, update, delete]
    assert {entry.content_type.model for entry in entries if entry.action == delete} == {
        "datasheet",
        "sheetactivity",
        "sheetfollowup",
        "sheetreported",
    }
    assert next(entry for entry in entries if "frequency" in (entry.changes or {}) and entry.action == update).changes[
        "frequency"
    ] == ["–", "–"]
    kept = repr([list(vars(entry).items()) for entry in entries])
    telling = [pseudonym, *BACKGROUND.values(), *map(str, CHANGE.values()), "monthly", "creative", "danris_asi"]
    # Scores are single digits, which keys hold too: they are asked for below.
    assert [word for word in telling if len(word) > 1 and f"'{word}'" in kept] == []
    values = [pair for entry in entries for name, pair in (entry.changes or {}).items() if name in CHANGE]
    assert values
    assert all(pair == ["–", "–"] for pair in values)


def test_the_agreement_is_logged_with_its_terms(cast: Cast) -> None:
    actions.set_agreement(team=cast.team, by=cast.owner, retention_months=24)
    assert entries_of(DataAgreement)[-1].changes == {"retention_months": ["12", "24"]}


def test_a_due_date_moves_with_the_agreement(cast: Cast) -> None:
    sheet = made.sheet(cast.team, closed_on=days_ago(0))
    before = sheet.delete_after
    actions.set_agreement(team=cast.team, by=cast.owner, retention_months=24)
    after = DataSheet.objects.get().delete_after
    assert before is not None
    assert after is not None
    assert after - before > timedelta(days=360)
