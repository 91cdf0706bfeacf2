"""Does the state allow it? Each function returns the sentence that refuses, or None; who may: permissions.py."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.library.file_kinds import CONTENT_TYPES, HEAD_LENGTH, begins_as
from people.personal_data import has_personal_number

if TYPE_CHECKING:
    from datetime import date

    from django.core.files import File

    from courses.models import Cohort
    from implementation.models import Milestone, StepPause

LARGEST_FILE = 10 * 1024 * 1024
EVIDENCE_TYPES = {kind: CONTENT_TYPES[kind] for kind in ("pdf", "docx", "xlsx", "pptx", "odt", "ods")} | {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
"""What may be handed in as evidence, by its ending."""
LONGEST_FILENAME = 150
YEARS_AROUND = 1
"""So many years before the cohort's start and after its end a milestone may be planned for."""


def why_not_planned(milestone: Milestone) -> str | None:
    """Return why the milestone gets no other planned date."""
    return _("The milestone is reached already.") if milestone.reached_on else None


def why_not_planned_on(day: date, cohort: Cohort) -> str | None:
    """Return why the milestone cannot be planned for the date."""
    first = cohort.start_date - relativedelta(years=YEARS_AROUND)
    last = cohort.end_date + relativedelta(years=YEARS_AROUND)
    if first <= day <= last:
        return None
    what = {"first": date_format(first), "last": date_format(last)}
    return _("Choose a date between %(first)s and %(last)s.") % what


def why_not_reached(milestone: Milestone) -> str | None:
    """Return why the milestone cannot be said to be reached."""
    if milestone.confirmed_at:
        return _("The milestone is confirmed already.")
    return (
        _("The milestone is reached already. Withdraw it first if the date is wrong.") if milestone.reached_on else None
    )


def why_not_reached_on(day: date, today: date) -> str | None:
    """Return why it cannot have been reached on the date: it has not come yet."""
    return _("The date has not come yet.") if day > today else None


def why_not_withdrawn(milestone: Milestone) -> str | None:
    """Return why the milestone stays reached, or is not."""
    if milestone.confirmed_at:
        return _("The milestone is confirmed. The model owner can withdraw the confirmation first.")
    return None if milestone.reached_on else _("The milestone is not reached.")


def why_not_confirmed(milestone: Milestone) -> str | None:
    """Return why the milestone cannot be confirmed."""
    if milestone.confirmed_at:
        return _("The milestone is confirmed already.")
    return None if milestone.reached_on else _("The milestone is not reached.")


def why_not_unconfirmed(milestone: Milestone) -> str | None:
    """Return why there is no confirmation to withdraw."""
    return None if milestone.confirmed_at else _("The milestone is not confirmed.")


def why_not_paused(pauses: list[StepPause]) -> str | None:
    """Return why the step, with its pauses so far, cannot be paused."""
    return _("The step is paused already.") if any(pause.until is None for pause in pauses) else None


def why_not_paused_since(day: date, pauses: list[StepPause], *, today: date) -> str | None:
    """Return why a pause cannot begin on the date: it has not come yet, or lies within an earlier pause."""
    if day > today:
        return _("The date has not come yet.")
    if any(pause.until and day < pause.until for pause in pauses):
        return _("The step has been paused after that date already.")
    return None


def why_not_file(file: File) -> str | None:
    """Return why the file cannot be kept as evidence, without repeating its name; it's left at its beginning."""
    name = file.name or ""
    ending = PurePosixPath(name).suffix.lstrip(".").lower()
    if ending not in EVIDENCE_TYPES:
        return _("Choose a PDF, a picture (JPG, PNG) or a document (DOCX, XLSX, PPTX, ODT, ODS).")
    if file.size > LARGEST_FILE:
        return _("The file is larger than 10 MB.")
    if len(name) > LONGEST_FILENAME:
        return _("The file's name is longer than %(count)s characters.") % {"count": LONGEST_FILENAME}
    if has_personal_number(name):
        return _("The file's name looks like it holds a CPR number. Give the file another name first.")
    return None if _is_what_it_says(file, ending) else _("The file holds something else than its name says.")


def _is_what_it_says(file: File, ending: str) -> bool:
    file.seek(0)
    fits = begins_as(ending, file.read(HEAD_LENGTH))
    file.seek(0)
    return fits
