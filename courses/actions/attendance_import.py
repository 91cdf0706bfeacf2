"""Applies a checked attendance import: all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enums import AttendanceSource
from courses.imports.attendance import registers_version
from courses.models import Session
from courses.permissions import may_on_cohort
from people.audit import create_audited
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from courses.imports.attendance import AttendanceChanges
    from people.models import User


class RegistersChanged(Refused):
    """Somebody has changed a register since the changes were worked out."""


@transaction.atomic
def apply_attendance_import(*, changes: AttendanceChanges, by: User | None, correction: str = "") -> None:
    """Write the change set; ``by`` is None on the command line, whose user answers for the whole system.

    Raises PermissionDenied for others than the cohort's model owner, Refused when the file changes a locked register
    and no reason is given, RegistersChanged when somebody has changed a register since ``changes.seen``.
    """
    if by and not may_on_cohort(by, Permission.CORRECT_REGISTER, changes.cohort):
        raise PermissionDenied
    if changes.corrections and not correction.strip():
        raise Refused(_("The file changes registers that are locked. Say why they are corrected."))
    _refuse_if_outdated(changes)
    moment = timezone.now()
    for row in changes.new:
        row.recorded_by, row.recorded_at, row.source = by, moment, AttendanceSource.IMPORT
    create_audited(changes.new, by=by)
    for line in changes.changed:
        row = line.attendance
        row.recorded_by, row.recorded_at, row.source = by, moment, AttendanceSource.IMPORT
        row.correction = correction.strip() if line.locked else ""
        row.save()


def _refuse_if_outdated(changes: AttendanceChanges) -> None:
    """Lock the cohort's registers, as saving one does, and compare them with what the import was worked out against."""
    list(Session.objects.select_for_update().filter(cohort=changes.cohort).order_by("pk").values_list("pk", flat=True))
    if registers_version(changes.cohort) != changes.seen:
        raise RegistersChanged(_("Somebody has changed the registers meanwhile. Import the file again."))
