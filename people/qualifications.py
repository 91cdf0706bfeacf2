"""What a trainer or supervisor must bring: Model U-turn asks for practice, and of supervisors an education."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from people.roles import Role

if TYPE_CHECKING:
    from datetime import date

YEARS_OF_PRACTICE = 2
"""Trainers and supervisors have at least two years of practice in the model (design, section 3)."""


def missing_qualifications(role: str, *, education: str, practice_since: date | None, on: date) -> list[str]:
    """Return a sentence for each qualification that the role asks for and the person has not shown by the date."""
    if role not in {Role.TRAINER, Role.SUPERVISOR}:
        return []
    missing = []
    if practice_since is None or not has_practised(practice_since, on):
        missing.append(_("Two years of practice in the model are not shown."))
    if role == Role.SUPERVISOR and not education:
        missing.append(_("A formal supervisor education is not shown."))
    return missing


def has_practised(since: date, on: date) -> bool:
    """Whether the practice has lasted the years it must on the date."""
    return (on.year - YEARS_OF_PRACTICE, on.month, on.day) >= (since.year, since.month, since.day)
