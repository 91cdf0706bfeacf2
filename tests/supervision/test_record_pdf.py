"""A signed record on paper: accessible, in the reader's language, for the municipality's file and so without cases."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from courses.enums import TeamRole
from supervision.documents.render import render_record
from supervision.enums import FormSubject, InterventionProgress, ThemeGroup
from supervision.models import Addition, FollowUpForm, InterventionStatus, Rating, Record, Theme
from tests import factories
from tests.courses.documents.test_render import tags, text_of
from tests.supervision import factories as made

if TYPE_CHECKING:
    from django.test import Client

    from courses.documents.render import Language
    from people.models import User

pytestmark = pytest.mark.django_db

SECRET = "Hemmelighed"


@pytest.fixture
def record() -> Record:
    """A record with everything in it, cases too; some of it typed as if it were the design's own markup."""
    team = factories.team(factories.cohort(start_date=timezone.localdate() - timedelta(days=100)))
    form = made.follow_up_form(team.cohort.programme)
    before = made.record(made.supervision(team, code="SUP3", on=timezone.localdate() - timedelta(days=30)), form=form)
    Rating.objects.create(record=before, theme=form.themes.get(key="A"), score=3)
    session = made.supervision(team, code="SUP4", extended=True)
    found = made.record(
        session,
        form=form,
        scores={"A": 4, "B": 2},
        by=factories.user(name="Sanne Supervisor"),
        challenges="Lange afstande\n\nFor få lokaler #strong[x]",
        leader_themes="Normering",
    )
    Rating.objects.create(record=found, theme=form.themes.get(key="C"), note="Ikke taget op *b*")
    member = factories.participant(team, name="Mette Madsen")
    factories.attendance(member, session, minutes=120)
    factories.attendance(factories.participant(team, name="Lone Leder", team_role=TeamRole.LEADER), session)
    found.owner_people.add(factories.user(name="Otto Owner"))
    made.action(found, responsible=member.user, what="Ringe til skolen")
    made.action(before, what="Lukket her", state="done", closed_at=found.signed_at, closed_by=found.signed_by)
    made.case(session, label=SECRET, question=SECRET, approach="narrative", agreed=SECRET)
    for text, about_cases in (("Husk skolen", False), (SECRET, True)):
        Addition.objects.create(record=found, text=text, about_cases=about_cases, added_by=found.signed_by)
    return Record.objects.with_session().get(pk=found.pk)


def document(record: Record, language: Language = "da") -> PdfReader:
    return PdfReader(io.BytesIO(render_record(record, language=language)))


def reader_of(record: Record) -> User:
    found: User = record.session.team.participants.get(team_role=TeamRole.LEADER).user  # type: ignore[union-attr]
    return found


def test_the_document_says_that_it_is_accessible_and_in_which_language(record: Record) -> None:
    for language in ("da", "en"):
        reader = document(record, language)
        root: Any = reader.trailer["/Root"]
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/L"} <= set(tags(reader))


def test_themes_actions_and_who_was_there_stand_on_paper(record: Record) -> None:
    text = text_of(document(record))
    for words in (
        "Supervisionsreferat",
        "SUP4",
        "Helsingør",
        "Sanne Supervisor",
        "Otto Owner",
        "Mette Madsen Medarbejder Delvist til stede, 120 minutter",
        "Lone Leder Leder Til stede",
        "A · Tema A 4 af 5 – op fra 3 – Meget",
        "B · Tema B 2 af 5 – Lidt",
        "Ikke vurderet",
        "Ikke taget op *b*",
        "Lange afstande",
        "For få lokaler #strong[x]",
        "Normering",
        "Ringe til skolen Mette Madsen",
        "Åben",
        "Lukket her SUP3",
        "Husk skolen",
        "Sagerne indgår ikke i dette dokument.",
    ):
        assert words in text


def test_no_case_stands_on_paper(record: Record) -> None:
    for language in ("da", "en"):
        assert SECRET not in text_of(document(record, language))
        assert SECRET.encode() not in render_record(record, language=language)


def test_the_reader_gets_it_in_english(record: Record) -> None:
    text = text_of(document(record, "en"))
    for words in ("Supervision record", "4 of 5 – up from 3", "Agreed actions", "Cases are not part of this document."):
        assert words in text


def test_a_consultation_stands_on_paper_with_steps_and_principles(record: Record) -> None:
    programme = record.session.cohort.programme
    form = FollowUpForm.objects.create(programme=programme, subject=FormSubject.LEADERSHIP, version=1)
    theme = Theme.objects.create(form=form, key="S1", group=ThemeGroup.STRATEGIC, position=1, title="Tidlig indsats")
    assert record.session.team
    other = made.record(made.consultation(record.session.team), form=form, management="Vagtplan")
    Rating.objects.create(record=other, theme=theme, note="Godt i gang")
    step = factories.step(programme, title="Rådgivning")
    InterventionStatus.objects.create(record=other, step=step, progress=InterventionProgress.RUNNING)
    text = text_of(document(Record.objects.with_session().get(pk=other.pk)))
    for words in ("Referat af ledelseskonsultationen", "Tidlig indsats", "Godt i gang", "Vagtplan", "Rådgivning"):
        assert words in text
    assert "Sagerne" not in text


def test_the_same_record_gives_the_same_document(record: Record) -> None:
    assert len({render_record(record, language="da") for _time in range(2)}) == 1


def test_a_reader_saves_it_and_nobody_on_the_way_keeps_it(client: Client, record: Record) -> None:
    client.force_login(reader_of(record))
    response = client.get(reverse("supervision:record_pdf", args=[record.session_id]))
    on = timezone.localtime(record.session.starts_at).date().isoformat()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="referat-sup4-{on}.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert response.content.startswith(b"%PDF-")


def test_there_is_no_document_before_the_signature(client: Client, record: Record) -> None:
    assert record.session.team
    session = made.supervision(record.session.team, code="SUP5")
    client.force_login(reader_of(record))
    assert client.get(reverse("supervision:record_pdf", args=[session.pk])).status_code == 404
