"""Retention: what is deleted when its time is over, what stays, and what the command says."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command
from django.utils import timezone

from implementation.actions.retention import purge
from implementation.actions.sheets import close_sheet, count_activity
from implementation.models import DataSheet, Purged, SheetActivity, SheetFollowUp, SheetReported
from implementation.sheets.choices import ActivityKind, SheetKind
from supervision.models import Case
from tests import factories
from tests.implementation.sheets import factories as made
from tests.implementation.sheets.factories import BACKGROUND, CHANGE, Cast, days_ago
from tests.supervision import factories as supervision

if TYPE_CHECKING:
    from datetime import date

pytestmark = pytest.mark.django_db
SECRET = "Drengen fra Nykøbing"


@pytest.fixture
def cast() -> Cast:
    return Cast()


def months_ago(months: int, days: int = 0) -> date:
    return timezone.localdate() - relativedelta(months=months, days=days)


def run(*args: Any) -> str:
    said = StringIO()
    call_command("purge", *args, stdout=said)
    return said.getvalue()


def counted() -> list[tuple[Any, ...]]:
    return list(
        Purged.objects.values_list("what", "programme_year", "use", "occupation", "how_many").order_by("what", "use")
    )


def test_sheets_and_cases_go_on_the_day_the_agreement_says_and_leave_their_counts(cast: Cast) -> None:
    young = made.sheet(cast.team)
    kept = made.closed(cast.team, months_ago(11))
    for use in ("stopped", "stopped", "reduced"):
        made.closed(cast.team, days_ago(370), use=use)
    made.closed(cast.team, days_ago(370), kind=SheetKind.ANONYMOUS)
    old = supervision.supervision(cast.team, on=days_ago(371))
    recent = supervision.supervision(cast.team, code="SUP2", on=days_ago(300))
    supervision.case(old)
    supervision.case(old, approach="systemic", agreed="En aftale")
    stays = supervision.case(recent)

    purge(on=timezone.localdate(), by=None)

    assert set(DataSheet.objects.all()) == {young, kept}
    assert list(Case.objects.all()) == [stays]
    assert SheetFollowUp.objects.exclude(sheet=kept).count() == 0
    assert counted() == [
        ("anonymous", 0, "reduced", "kept", 1),
        ("case", 0, "", "", 2),
        ("enrolled", 0, "reduced", "kept", 1),
        ("enrolled", 0, "stopped", "kept", 2),
    ]
    assert purge(on=timezone.localdate(), by=None) == []
    assert Purged.objects.count() == 4


def test_the_day_before_nothing_goes_and_on_the_day_it_does(cast: Cast) -> None:
    sheet = made.closed(cast.team, days_ago(30))
    assert sheet.delete_after is not None
    assert purge(on=sheet.delete_after - relativedelta(days=1), by=None) == []
    assert len(purge(on=sheet.delete_after, by=None)) == 1
    assert not DataSheet.objects.exists()


def test_an_open_sheet_is_never_deleted_by_age(cast: Cast) -> None:
    made.sheet(cast.team, opened_on=days_ago(2000))
    assert purge(on=timezone.localdate(), by=None) == []


def test_a_team_without_an_agreement_is_left_alone() -> None:
    team = factories.team()
    supervision.case(supervision.supervision(team, on=days_ago(2000)))
    assert purge(on=timezone.localdate(), by=None) == []
    assert Case.objects.count() == 1


def test_the_programme_year_is_that_of_the_closure(cast: Cast) -> None:
    cast.team.cohort.start_date = days_ago(2 * 366)
    cast.team.cohort.save()
    made.closed(cast.team, days_ago(370))
    purge(on=timezone.localdate(), by=None)
    assert [row.programme_year for row in Purged.objects.all()] == [1]


def test_a_dry_run_shows_and_deletes_nothing(cast: Cast) -> None:
    made.closed(cast.team, days_ago(370))
    supervision.case(supervision.supervision(cast.team, on=days_ago(371)))
    entries = LogEntry.objects.count()
    code = cast.team.cohort.code
    assert run("--dry-run").splitlines() == [
        f"{code} · Hjørring · Sager taget op i supervision: 1",
        f"{code} · Hjørring · Dataark: indskrevet i behandling: 1",
        "2 rækker ville blive slettet.",
    ]
    assert (DataSheet.objects.count(), Case.objects.count(), Purged.objects.count()) == (1, 1, 0)
    assert LogEntry.objects.count() == entries


def test_the_command_deletes_says_so_and_keeps_who_ran_it(cast: Cast) -> None:
    made.closed(cast.team, days_ago(370))
    assert run("--by", cast.owner.email).splitlines()[-1] == "1 række er slettet."
    row = Purged.objects.get()
    assert (row.team, row.on, row.by) == (cast.team, timezone.localdate(), cast.owner)
    assert run().strip() == "Der er intet, der skal slettes."
    with pytest.raises(CommandError):
        run("--by", "ingen@example.dk")


def test_no_log_keeps_what_a_deleted_row_held(cast: Cast) -> None:
    sheet = made.sheet(cast.team, opened_on=days_ago(400))
    count_activity(sheet=sheet, kind=ActivityKind.CREATIVE, more=1, by=cast.staff)
    close_sheet(sheet=sheet, closed_on=days_ago(370), by=cast.staff, **CHANGE)
    supervision.case(supervision.supervision(cast.team, on=days_ago(371)), label=SECRET, question=SECRET)
    pseudonym = sheet.pseudonym

    purge(on=timezone.localdate(), by=None)

    deleted = LogEntry.objects.filter(action=LogEntry.Action.DELETE)
    assert {entry.content_type.model for entry in deleted} == {"datasheet", "sheetactivity", "sheetfollowup", "case"}
    kept = repr(list(LogEntry.objects.values()))
    told = [pseudonym, SECRET, "creative", str(days_ago(400)), *BACKGROUND.values(), "reduced", "kept"]
    assert [word for word in told if f"'{word}'" in kept or (word == SECRET and word in kept)] == []
    assert not any(model.objects.exists() for model in (DataSheet, SheetActivity, SheetFollowUp, SheetReported))
