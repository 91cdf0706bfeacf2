"""Many rows written at once leave the same traces in the audit log as the same rows written one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from auditlog.context import set_actor
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.utils import timezone

from courses.actions.attendance_import import apply_attendance_import
from courses.imports.attendance import plan_attendance_import
from courses.models import Attendance, Certificate, MakeUp, Participant, Session
from courses.tables import read_table
from people.audit import create_audited
from people.models import Membership, User
from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from courses.models import Cohort

pytestmark = pytest.mark.django_db
ONLY_ITS_OWN = {"id", "object_pk", "object_id", "timestamp", "object_repr"}


def traces(model: type) -> list[dict[str, Any]]:
    """What the log says of the model's rows, without what tells one row from another."""
    found = []
    for entry in LogEntry.objects.get_for_model(model).order_by("pk"):
        values = {field.attname: getattr(entry, field.attname) for field in LogEntry._meta.fields}
        values["changes"] = {key: change for key, change in entry.changes.items() if key != "id"}
        found.append({key: value for key, value in values.items() if key not in ONLY_ITS_OWN})
    return found


def test_rows_written_at_once_are_logged_like_rows_saved_one_by_one() -> None:
    actor, organisation = factories.user(), factories.organisation()
    people = [factories.user() for _ in range(2)]

    def memberships() -> list[Membership]:
        return [
            Membership(user=person, organisation=organisation, role=Role.TRAINER, since=factories.START)
            for person in people
        ]

    create_audited(memberships(), by=actor)
    at_once = traces(Membership)
    LogEntry.objects.all().delete()
    Membership.objects.all().delete()
    LogEntry.objects.all().delete()
    with set_actor(actor):
        for row in memberships():
            row.save()
    assert at_once == traces(Membership)
    assert len(at_once) == 2
    assert at_once[0]["actor_id"] == actor.pk
    assert at_once[0]["actor_email"] == actor.email


def test_the_log_names_the_row_that_was_written_at_once() -> None:
    membership = Membership(
        user=factories.user(), organisation=factories.organisation(), role=Role.TRAINER, since=factories.START
    )
    create_audited([membership], by=None)
    entry = LogEntry.objects.get_for_object(membership).get()
    assert (entry.object_pk, entry.object_repr, entry.actor) == (str(membership.pk), str(membership), None)


def test_nothing_written_leaves_no_trace() -> None:
    create_audited([], by=None)
    assert not LogEntry.objects.get_for_model(Membership).exists()


def small_cohort() -> tuple[Cohort, User]:
    programme = factories.programme()
    cohort = factories.cohort(programme=programme)
    person = factories.user(email="ida@example.dk")
    factories.participant(factories.team(cohort), user=person)
    factories.session(cohort, code="UDD1")
    return cohort, factories.model_owner(programme)


def test_an_import_is_logged_like_the_same_lines_saved_by_its_actor() -> None:
    cohort, owner = small_cohort()
    table = read_table(b"E-mail;UDD1\nida@example.dk;150\n", "a.csv")
    changes = plan_attendance_import(table, cohort, at=timezone.now())
    apply_attendance_import(changes=changes, by=owner)
    row = Attendance.objects.get()
    (imported,) = traces(Attendance)
    row.delete()
    LogEntry.objects.all().delete()
    row.pk = None
    with set_actor(owner):
        row.save(force_insert=True)
    (saved,) = traces(Attendance)
    assert imported == saved
    assert imported["changes"]["partial_minutes"] == ["None", "150"]
    assert imported["changes"]["recorded_by"] == ["None", str(owner.pk)]


@pytest.mark.parametrize("model", [Attendance, Certificate, MakeUp, Participant, Session, User])
def test_what_decides_over_certificates_is_under_audit(model: type) -> None:
    assert auditlog.contains(model)


def test_secrets_stay_out_of_the_log() -> None:
    person = factories.user(password="en-meget-hemmelig-sti")
    certificate = factories.certificate(factories.participant())
    assert "password" not in LogEntry.objects.get_for_object(person).get().changes
    assert not {"pdf", "token"} & set(LogEntry.objects.get_for_object(certificate).get().changes)
