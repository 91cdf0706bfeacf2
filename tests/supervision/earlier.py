"""A cohort that began before the product was taken into use, and lists of its earlier supervisions."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from openpyxl import Workbook

from courses.enums import ActivityKind, Audience
from courses.tables import read_table
from people.roles import Role
from supervision.actions.record_import import import_records
from supervision.imports.records import plan_record_import
from tests import factories
from tests.supervision import factories as made

if TYPE_CHECKING:
    from courses.models import Cohort
    from supervision.imports.changes import RecordChanges

HEADERS = "Dato;Team;Minutter;Sted;Supervisor;A;B;C;D;E;Note"
HELD = date(2024, 10, 1)


class Earlier:
    """Two teams, a supervisor of today and one who has stopped, and the form in force."""

    def __init__(self) -> None:
        programme = factories.programme(duration_months=60)
        factories.activity(
            programme,
            extended="4, 8",
            extended_minutes=300,
            extended_ends=time(14),
            extended_kind=ActivityKind.EXTENDED_SUPERVISION,
            extended_audience=Audience.STAFF_AND_LEADERS,
        )
        self.cohort: Cohort = factories.cohort(programme=programme, code="H2024", duration_months=60)
        self.lolland = factories.team(self.cohort, municipalities=["Lolland"])
        self.shared = factories.team(self.cohort, municipalities=["Tønder", "Hjørring"])
        self.owner = factories.model_owner(programme)
        self.supervisor = factories.user(name="Solveig Holm", email="solveig@example.dk")
        factories.supervisor(self.lolland, user=self.supervisor)
        self.former = factories.user(name="Knud Former", email="knud@example.dk")
        factories.membership(
            user=self.former,
            organisation=programme.owner_organisation,
            role=Role.SUPERVISOR,
            until=date(2023, 1, 1),
        )

    def with_form(self, keys: str = "ABCDE") -> Earlier:
        """Publish a form with these themes."""
        made.follow_up_form(self.cohort.programme, keys=keys)
        return self

    def plan(self, *rows: str, headers: str = HEADERS, at: datetime | None = None) -> RecordChanges:
        """What the rows would change."""
        return plan_record_import(
            read_table(text_of(*rows, headers=headers), "a.csv"), self.cohort, at=at or timezone.now()
        )

    def load(self, *rows: str, headers: str = HEADERS, **options: Any) -> RecordChanges:
        """Import the rows."""
        table = read_table(text_of(*rows, headers=headers), "a.csv")
        return import_records(table=table, cohort=self.cohort, by=self.owner, **options)


def text_of(*rows: str, headers: str = HEADERS) -> bytes:
    """The list as a text file."""
    return "\n".join([headers, *rows]).encode()


def as_workbook(*rows: tuple[Any, ...], headers: str = HEADERS) -> bytes:
    """The list as Excel saves it, with dates and numbers as such."""
    workbook = Workbook()
    for row in (headers.split(";"), *rows):
        workbook.active.append(list(row))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
