"""The measurements themselves."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.actions.attendance_import import apply_attendance_import
from courses.actions.certificates import issue_all
from courses.imports.attendance import plan_attendance_import
from courses.models import Cohort, Participant, ProgrammePage
from courses.standings import evaluate_participants
from courses.tables import read_table
from tests.benchmarks import data
from tests.benchmarks.timing import elapsed_ms, median_ms


class Figures:
    """One run over one growing database."""

    def __init__(self) -> None:
        self.programme = ProgrammePage.objects.get(slug="u-turn")
        self.owner = data.model_owner(self.programme)
        self.import_ms = self.evaluation_ms = self.certificates_ms = 0.0

    def measure_cohort(self) -> None:
        """Import a finished cohort's register, evaluate it, and issue its certificates."""
        cohort = data.cohort_of_hundred(self.programme, 200, data.start_of(15))
        content = data.register_file(cohort)
        self.import_ms = elapsed_ms(lambda: self._import(cohort, content))
        self.evaluation_ms = median_ms(lambda: self._evaluate(cohort), times=20)
        issued = []
        self.certificates_ms = elapsed_ms(lambda: issued.extend(issue_all(cohort=cohort, by=self.owner).new))
        if len(issued) != data.PER_COHORT:
            raise SystemExit(f"{len(issued)} certificates were issued instead of {data.PER_COHORT}.")

    def measure_list(self, *, cohorts: int) -> float:
        """Return the median in ms of the list of participants with so many cohorts of a hundred."""
        for number in range(Cohort.objects.count() - 1, cohorts):
            data.fill_attendance(data.cohort_of_hundred(self.programme, number, data.start_of(number)))
        client = Client()
        client.force_login(self.owner)
        address = reverse("courses:participant_list")
        response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"The list answered {response.status_code}.")
        return median_ms(lambda: client.get(address), times=40)

    def measure_page(self, name: str) -> tuple[float, int]:
        """Return the median in ms and the number of queries of a participant's page."""
        participant = Participant.objects.filter(left_on=None).order_by("pk")[0]
        client = Client()
        client.force_login(participant.user)
        module = self.programme.modules().get(code="UDD3")
        address = module.url if name == "module" else reverse("courses:my_course")
        if client.get(address).status_code != 200:
            raise SystemExit(f"{address} did not open.")
        queries: list[str] = []

        def count(execute: Any, sql: str, *rest: Any) -> Any:
            queries.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            client.get(address)
        return median_ms(lambda: client.get(address), times=40), len(queries)

    def _import(self, cohort: Cohort, content: bytes) -> None:
        changes = plan_attendance_import(read_table(content, "register.csv"), cohort, at=timezone.now())
        apply_attendance_import(changes=changes, by=self.owner)

    def _evaluate(self, cohort: Cohort) -> None:
        participants = Participant.objects.filter(team__cohort=cohort).select_related("team__cohort")
        evaluate_participants(participants, at=timezone.now())
