"""What the database refuses of data sheets."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from implementation.models import DataAgreement, DataSheet, Purged, SheetActivity, SheetFollowUp, SheetReported
from implementation.sheets.choices import ActivityKind, AgeBand, FollowUpKind, LegalBasis, Reporting, SheetKind
from tests.implementation.sheets import factories as made
from tests.implementation.sheets.factories import Cast, days_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return Cast()


def refused(name: str, make: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def test_a_sheet_has_no_column_that_takes_free_text() -> None:
    tables = (DataAgreement, DataSheet, SheetActivity, SheetFollowUp, SheetReported, Purged)
    texts = [
        f"{table.__name__}.{field.name}"
        for table in tables
        for field in table._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    assert texts == ["DataSheet.pseudonym"]


@pytest.mark.parametrize(
    "column", ["kind", "age_band", "gender", "housing", "occupation", "substance", "frequency", "source"]
)
def test_a_background_outside_the_choices_is_refused(cast: Cast, column: str) -> None:
    refused(f"sheet_{column}_known", lambda: made.sheet(cast.team, **{column: "Peter"}))


def test_a_sheet_is_closed_on_the_day_of_opening_at_the_earliest(cast: Cast) -> None:
    made.sheet(cast.team, opened_on=days_ago(5), closed_on=days_ago(5))
    refused("sheet_closed_after_opening", lambda: made.sheet(cast.team, opened_on=days_ago(5), closed_on=days_ago(6)))


def test_an_unknown_age_is_for_the_anonymous_alone(cast: Cast) -> None:
    made.sheet(cast.team, kind=SheetKind.ANONYMOUS, age_band=AgeBand.UNKNOWN)
    refused("sheet_enrolled_with_age", lambda: made.sheet(cast.team, age_band=AgeBand.UNKNOWN))


def test_two_sheets_never_share_a_pseudonym(cast: Cast) -> None:
    first, second = made.sheet(cast.team), made.sheet(cast.team)
    second.pseudonym = first.pseudonym
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


@pytest.mark.parametrize("months", [6, 61])
def test_retention_lies_within_its_range(cast: Cast, months: int) -> None:
    cast.agreement.retention_months = months
    refused("agreement_retention_range", cast.agreement.save)


@pytest.mark.parametrize("months", [0, 13])
def test_follow_ups_lie_within_their_range(cast: Cast, months: int) -> None:
    cast.agreement.follow_up_months = months
    refused("agreement_follow_up_range", cast.agreement.save)


def test_an_activity_is_counted_in_one_row_and_is_known(cast: Cast) -> None:
    sheet = made.sheet(cast.team)
    SheetActivity.objects.create(sheet=sheet, kind=ActivityKind.SPORT, count=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetActivity.objects.create(sheet=sheet, kind=ActivityKind.SPORT, count=2)
    refused("sheet_activity_known", lambda: SheetActivity.objects.create(sheet=sheet, kind="fest"))
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetActivity.objects.create(sheet=sheet, kind=ActivityKind.GROUP, count=-1)


@pytest.mark.parametrize("column", ["use", "occupation", "kind"])
def test_a_change_outside_the_choices_is_refused(cast: Cast, column: str) -> None:
    sheet = made.sheet(cast.team)
    refused(f"sheet_follow_up_{column}_known", lambda: made.follow_up(sheet, **{column: "bedre"}))


@pytest.mark.parametrize("column", ["well_being", "relations", "leisure"])
@pytest.mark.parametrize("score", [0, 6])
def test_scores_lie_between_1_and_5(cast: Cast, column: str, score: int) -> None:
    sheet = made.sheet(cast.team)
    refused("sheet_follow_up_scores_in_range", lambda: made.follow_up(sheet, **{column: score}))


@pytest.mark.parametrize("column", ["use", "occupation", "well_being", "relations", "leisure", "done_on"])
def test_a_closure_is_whole_or_not_there(cast: Cast, column: str) -> None:
    sheet = made.sheet(cast.team)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.follow_up(sheet, kind=FollowUpKind.CLOSURE, **{column: None})


def test_there_is_one_closure_and_any_number_of_follow_ups(cast: Cast) -> None:
    sheet = made.sheet(cast.team)
    for kind in [*FollowUpKind, FollowUpKind.FOLLOW_UP]:
        made.follow_up(sheet, kind=kind)
    for kind in (FollowUpKind.CLOSURE, FollowUpKind.MONTH_AFTER, FollowUpKind.HALF_YEAR_AFTER):
        with pytest.raises(IntegrityError), transaction.atomic():
            made.follow_up(sheet, kind=kind)


def test_a_report_is_ticked_once_and_is_known(cast: Cast) -> None:
    sheet = made.sheet(cast.team)
    row: dict[str, Any] = {"sheet": sheet, "ticked_on": days_ago(0), "ticked_by": cast.staff}
    SheetReported.objects.create(what=Reporting.DANRIS_ASI, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        SheetReported.objects.create(what=Reporting.DANRIS_ASI, **row)
    refused("sheet_reported_known", lambda: SheetReported.objects.create(what="alt", **row))


@pytest.mark.parametrize(
    "fields",
    [
        {"what": "enrolled", "use": "", "occupation": "kept"},
        {"what": "enrolled", "use": "stopped", "occupation": ""},
        {"what": "case", "use": "stopped", "occupation": "kept"},
    ],
)
def test_what_was_deleted_is_counted_by_outcome_if_it_was_a_sheet(cast: Cast, fields: dict[str, str]) -> None:
    row: dict[str, Any] = {"team": cast.team, "programme_year": 1, "how_many": 1, "on": days_ago(0)}
    Purged.objects.create(what="case", **row)
    refused("purged_sheets_with_outcome", lambda: Purged.objects.create(**row, **fields))


def test_legal_basis_state_and_deletion_are_computed(cast: Cast) -> None:
    sheet = made.sheet(cast.team, opened_on=days_ago(40))
    assert sheet.legal_basis == LegalBasis.ADULT
    assert (sheet.state, sheet.delete_after) == ("open", None)
    sheet.closed_on = days_ago(10)
    assert sheet.state == "closed"
    assert sheet.delete_after == cast.agreement.deletes_on(days_ago(10))
    assert timedelta(364) < sheet.delete_after - days_ago(10) < timedelta(367)


def test_a_sheet_tells_its_name_to_no_log(cast: Cast) -> None:
    sheet = made.sheet(cast.team)
    follow_up = made.follow_up(sheet)
    assert sheet.pseudonym not in f"{sheet} {follow_up}"
    assert str(sheet) == f"data sheet {sheet.pk}"
