"""Counts that leave the model owner's circle: per programme, never persons, small ones withheld (design, section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from courses.enums import CertificateKind
from courses.models import Certificate, Participant, ProgrammePage

if TYPE_CHECKING:
    from django.db.models import QuerySet

LEAST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """One programme's counts; None where a count of persons is below five and so withheld."""

    title: str
    cohorts: int
    municipalities: int
    participants: int | None
    certificates: int | None


def programme_figures() -> list[ProgrammeFigures]:
    """Return the counts of every programme that has a cohort, in three queries.

    Certificates are withheld also where those without one are so few that the difference would reveal them.
    """
    programmes = ProgrammePage.objects.annotate(
        cohort_count=Count("cohorts", distinct=True),
        municipality_count=Count("cohorts__teams__municipalities", distinct=True),
    )
    people = dict(_count(Participant.objects.all(), "team__cohort__programme"))
    held = Certificate.objects.live().filter(kind=CertificateKind.CERTIFICATE)
    certificates = dict(_count(held, "participant__team__cohort__programme"))
    return [
        ProgrammeFigures(
            programme.title,
            programme.cohort_count,
            programme.municipality_count,
            shown(people.get(programme.pk, 0)),
            _shown_part(certificates.get(programme.pk, 0), people.get(programme.pk, 0)),
        )
        for programme in programmes.filter(Q(cohort_count__gt=0)).order_by("title")
    ]


def shown(count: int) -> int | None:
    """Return the count, or None where it is of fewer than five persons but not of nobody."""
    return None if 0 < count < LEAST_SHOWN else count


def _shown_part(part: int, whole: int) -> int | None:
    return None if shown(whole) is None or shown(whole - part) is None else shown(part)


def _count(rows: QuerySet[Any], programme: str) -> Any:
    return rows.values_list(programme).annotate(count=Count("pk")).order_by()
