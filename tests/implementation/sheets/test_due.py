"""What data sheets wait for: by sheet, by team, and at what cost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from implementation.models import DataSheet, SheetReported
from implementation.sheets.choices import AgeBand, FollowUpKind, Reporting, SheetKind
from implementation.sheets.rules import months_after
from implementation.sheets_due import due_by_team, sheets_due
from tests import factories
from tests.implementation.sheets import factories as made
from tests.implementation.sheets.factories import Cast, days_ago

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def waiting(cast: Cast) -> list[tuple[str, str]]:
    rows = DataSheet.objects.filter(team=cast.team).with_rows()
    return [(due.sheet.pseudonym, due.what.value) for due in sheets_due(rows, timezone.localdate())]


def test_the_longest_waiting_comes_first_and_what_is_done_is_gone(cast: Cast) -> None:
    young = made.sheet(cast.team, age_band=AgeBand.FROM_16, opened_on=days_ago(5))
    grown = made.sheet(cast.team, opened_on=days_ago(120))
    SheetReported.objects.create(sheet=grown, what=Reporting.DANRIS_ASI, ticked_on=days_ago(1), ticked_by=cast.staff)
    assert waiting(cast) == [
        (grown.pseudonym, "danris_enrolment"),
        (grown.pseudonym, "follow_up"),
        (young.pseudonym, "ungmap_enrolment"),
    ]
    made.follow_up(grown, done_on=days_ago(1))
    assert (grown.pseudonym, "follow_up") not in waiting(cast)


def test_a_follow_up_is_due_from_its_day_on(cast: Cast) -> None:
    sheet = made.sheet(cast.team, kind=SheetKind.ANONYMOUS, opened_on=days_ago(100))
    rows, due_on = list(DataSheet.objects.with_rows()), months_after(sheet.opened_on, 3)
    assert [due.due_on for due in sheets_due(rows, due_on)] == [due_on]
    assert sheets_due(rows, due_on - timedelta(days=1)) == []


def test_a_closed_sheet_waits_for_its_month_after(cast: Cast) -> None:
    sheet = made.closed(cast.team, days_ago(50))
    kinds = [what for _pseudonym, what in waiting(cast)]
    assert kinds[0] == "danris_enrolment"
    assert "month_after" in kinds
    assert "half_year_after" not in kinds
    made.follow_up(sheet, kind=FollowUpKind.MONTH_AFTER, done_on=days_ago(10))
    assert "month_after" not in [what for _pseudonym, what in waiting(cast)]


def test_staff_learn_how_much_their_team_waits_for_and_others_nothing(cast: Cast) -> None:
    made.sheet(cast.team, opened_on=days_ago(120))
    made.sheet(cast.team, kind=SheetKind.ANONYMOUS, opened_on=days_ago(5))
    (found,) = due_by_team(cast.staff, timezone.localdate())
    assert (found.team, found.follow_ups, found.reports, found.since) == (cast.team, 1, 2, days_ago(120))
    for person in (cast.leader, cast.associate, cast.owner, cast.supervisor, cast.stranger, factories.user()):
        assert due_by_team(person, timezone.localdate()) == []


def test_a_team_costs_as_many_queries_with_one_sheet_as_with_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made.sheet(cast.team, opened_on=days_ago(120))
    with django_assert_num_queries(3):
        due_by_team(cast.staff, timezone.localdate())
    for _row in range(10):
        made.closed(cast.team, days_ago(50))
    with django_assert_num_queries(3):
        assert due_by_team(cast.staff, timezone.localdate())[0].reports == 52
