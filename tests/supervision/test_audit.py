"""What the audit keeps of supervision: every row that binds, no text about a case, nothing of a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.apps import apps
from django.utils import timezone

from supervision.actions.records import add_to_record, open_draft, save_draft, sign_record
from supervision.layout import new_key
from supervision.merging import Change, mark
from supervision.models import Addition, Case, Record
from tests import factories
from tests.supervision import factories as made

pytestmark = pytest.mark.django_db
AUDITED = {
    "Action",
    "Addition",
    "Case",
    "Contact",
    "FollowUpForm",
    "InterventionStatus",
    "Rating",
    "Record",
    "Theme",
}
NOT_AUDITED = {
    "Notice": "it says who is still to get a mail",
    "Record_owner_people": "who took part for the model owner is logged with the record",
    "RecordDraft": "it holds cases, changes with every word and binds nobody",
}
OF_CASES = "Drengen fra Nykøbing"


def logged(model: type) -> list[LogEntry]:
    return list(LogEntry.objects.get_for_model(model).order_by("pk"))


def changes_of(entries: list[LogEntry]) -> set[str]:
    return {field for entry in entries for field in entry.changes}


def test_every_table_is_under_audit_or_says_why_not() -> None:
    tables = {
        model.__name__: model for model in apps.get_app_config("supervision").get_models(include_auto_created=True)
    }
    assert tables.keys() == AUDITED | NOT_AUDITED.keys()
    registered = {name for name, model in tables.items() if auditlog.contains(model)}
    assert registered == AUDITED


def test_texts_about_cases_are_left_out_when_rows_are_made_changed_and_deleted() -> None:
    session = made.supervision(factories.team())
    case = made.case(session, label=OF_CASES, question=OF_CASES)
    case.agreed, case.approach = OF_CASES, "systemic"
    case.save()
    case.delete()
    addition = Addition.objects.create(record=made.record(session), text=OF_CASES, added_by=factories.user())
    assert [entry.get_action_display() for entry in logged(Case)] == ["create", "delete"]
    assert not changes_of(logged(Case)) & {"label", "question", "approach", "agreed"}
    assert "text" not in changes_of(logged(Addition))
    assert str(addition.pk) in {entry.object_pk for entry in logged(Addition)}
    assert not [row for row in LogEntry.objects.values() if OF_CASES in repr(row)]


def test_writing_and_signing_a_record_leaves_traces_of_what_binds_alone() -> None:
    team = factories.team(factories.cohort(start_date=timezone.localdate() - timedelta(days=100)))
    made.follow_up_form(team.cohort.programme)
    supervisor = factories.supervisor(team).user
    session = made.supervision(team)
    factories.attendance(factories.participant(team), session)
    open_draft(session=session, by=supervisor)
    case = f"case-{new_key()}"
    written = {f"{case}-{part}": OF_CASES for part in ("label", "question", "agreed")}
    written |= {f"{case}-approach": "systemic", "held_at": "local", "challenges": "Lokalerne er for små"}
    written |= {f"theme-{key}-score": "4" for key in made.KEYS}
    changes = {name: Change(mark(""), value) for name, value in written.items()}
    LogEntry.objects.all().delete()
    save_draft(session=session, changes=changes, by=supervisor)
    assert not LogEntry.objects.exists()
    record = sign_record(session=session, by=supervisor)
    add_to_record(record=record, text=OF_CASES, about_cases=True, by=supervisor)
    models = [entry.content_type.model for entry in LogEntry.objects.select_related("content_type")]
    assert sorted(models) == ["addition", "case", *["rating"] * 5, "record"]
    (entry,) = logged(Record)
    assert entry.changes["challenges"] == ["None", "Lokalerne er for små"]
    assert not [row for row in LogEntry.objects.values() if OF_CASES in repr(row)]


def test_who_took_part_for_the_model_owner_is_logged_with_the_record() -> None:
    record, person = made.record(made.supervision(factories.team())), factories.user(name="Ulla Ejer")
    record.owner_people.add(person)
    last: Any = logged(Record)[-1]
    assert last.changes["owner_people"]["objects"] == ["Ulla Ejer"]
