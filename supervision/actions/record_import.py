"""Applies a checked list of earlier supervisions: all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from courses.models import Cohort
from courses.permissions import may_on_cohort
from people.audit import create_audited
from people.roles import Permission
from supervision.enums import Source
from supervision.imports.records import plan_record_import
from supervision.models import Rating, Record

if TYPE_CHECKING:
    from datetime import datetime

    from courses.tables import Table
    from people.models import User
    from supervision.imports.changes import NewRecord, RecordChanges


class ChangesDiffer(Exception):  # noqa: N818 - two people at once are a situation, not a fault of the program
    """Somebody has changed the cohort since the changes were shown; ``changes`` is what the file would do now."""

    def __init__(self, changes: RecordChanges) -> None:
        self.changes = changes
        super().__init__()


@transaction.atomic
def import_records(
    *, table: Table, cohort: Cohort, by: User, fingerprint: str | None = None, at: datetime | None = None
) -> RecordChanges:
    """Read the table and apply it; return what was changed. Nobody is told by mail: it was long ago.

    ``fingerprint`` is that of the changes a person was shown: raises ChangesDiffer when they aren't what would be done
    now. Raises PermissionDenied for others than the cohort's model owner, and what plan_record_import raises.
    """
    if not may_on_cohort(by, Permission.MANAGE_COHORT, cohort):
        raise PermissionDenied
    moment = at or timezone.now()
    changes = plan_record_import(table, _locked(cohort), at=moment)
    if fingerprint is not None and changes.fingerprint != fingerprint:
        raise ChangesDiffer(changes)
    create_audited(changes.made_sessions, by=by)
    records = [_record(one, changes, moment) for one in changes.new]
    create_audited(records, by=by)
    ratings = [_ratings(record, one) for record, one in zip(records, changes.new, strict=True)]
    create_audited([rating for of_record in ratings for rating in of_record], by=by)
    return changes


def _locked(cohort: Cohort) -> Cohort:
    """Return the cohort as it is now; whoever changes its plan waits until the transaction ends."""
    rows = Cohort.objects.select_for_update(of=("self",)).select_related("programme__owner_organisation")
    return rows.get(pk=cohort.pk)


def _record(one: NewRecord, changes: RecordChanges, moment: datetime) -> Record:
    return Record(
        session=one.session,
        form=changes.form,
        held_at=one.held_at,
        challenges=one.note,
        source=Source.IMPORT,
        signed_by=one.supervisor,
        signed_at=moment,
    )


def _ratings(record: Record, one: NewRecord) -> list[Rating]:
    return [Rating(record=record, theme=theme, score=score) for theme, score in one.scores]
