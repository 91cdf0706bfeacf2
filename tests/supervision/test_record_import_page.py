"""Importing earlier supervisions in the browser and on the command line: the preview saves nothing, the yes saves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from courses.enums import CohortState
from courses.models import Session
from supervision.models import Record
from tests import factories
from tests.supervision import factories as made
from tests.supervision.earlier import HEADERS, HELD, Earlier, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
ROW = "01.10.2024;Lolland;180;lokalt;solveig@example.dk;3;4;;2;5;Svært at nå forældrene"
DATE, SERIAL = "0101" + "90", "12" + "34"


class Importing:
    """The import's pages as the model owner asks for them."""

    def __init__(self, client: Client, earlier: Earlier) -> None:
        self.client, self.earlier = client, earlier
        earlier.owner.language = "en"
        earlier.owner.save()
        client.force_login(earlier.owner)

    def choose(self, *rows: str, headers: str = HEADERS) -> HttpResponse:
        file = SimpleUploadedFile("liste.csv", text_of(*rows, headers=headers))
        return self.client.post(reverse("supervision:record_import", args=["H2024"]), {"file": file})

    def confirm(self, signed: str, **extra: object) -> HttpResponse:
        address = reverse("supervision:record_import_confirm", args=["H2024"])
        return self.client.post(address, {"signed": signed}, **extra)


@pytest.fixture
def importing(client: Client) -> Importing:
    return Importing(client, Earlier().with_form())


def words(response: HttpResponse) -> str:
    """The page's main text, with single spaces."""
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


def signed_in(response: HttpResponse) -> str:
    """What the preview carries."""
    return response.context["form"].initial["signed"]


def test_the_preview_shows_what_would_be_added_and_saves_nothing(importing: Importing) -> None:
    made.supervision(importing.earlier.shared, on=HELD)
    response = importing.choose(ROW, "01.10.2024;Tønder;180;online;Knud Former;;;;;;", "", headers=f"{HEADERS};Kaffe")
    text = words(response)
    assert response.status_code == 200
    assert "new records 2 sessions added for them 1 unchanged records 0" in text
    assert "TSUP1, Supervision, 180 minutes added" in text
    assert "A 3 · B 4 · D 2 · E 5 Svært at nå forældrene" in text
    assert "The column “Kaffe” is not known and was left alone." in text
    assert "Nobody's standing changes" in text
    assert "no-store" in response.headers["Cache-Control"]
    assert not Record.objects.exists()


def test_the_confirmation_saves_and_a_second_time_there_is_nothing_to_confirm(importing: Importing) -> None:
    response = importing.confirm(signed_in(importing.choose(ROW)), follow=True)
    assert "1 earlier supervision: 1 new, 0 unchanged." in words(response)
    assert Record.objects.get().signed_by == importing.earlier.supervisor
    again = words(importing.choose(ROW))
    assert "Nothing would change" in again
    assert "Save the changes" not in again


def test_faults_are_listed_and_nothing_is_carried_on(importing: Importing) -> None:
    response = importing.choose("engang;Odense;;ude;;6;;;;;")
    assert response.status_code == 422
    for column in ("Dato", "Team", "Minutter", "Sted", "Supervisor", "A"):
        assert f"Row 2, {column}:" in words(response)
    assert b'name="signed"' not in response.content


def test_a_cpr_number_in_the_file_is_told_and_not_shown(importing: Importing) -> None:
    response = importing.choose(ROW.replace("Svært", f"{DATE}-{SERIAL}"))
    assert response.status_code == 422
    assert 'Row 2, Note: "••••••-••••" – expected a text without anything that looks like a CPR number.' in words(
        response
    )
    assert SERIAL.encode() not in response.content


def test_no_file_is_told_too(importing: Importing) -> None:
    response = importing.client.post(reverse("supervision:record_import", args=["H2024"]))
    assert response.status_code == 422
    assert "Choose the file first." in words(response)


def test_what_has_changed_meanwhile_is_shown_once_more_before_it_is_saved(importing: Importing) -> None:
    signed = signed_in(importing.choose(ROW))
    made.supervision(importing.earlier.lolland, on=HELD)
    response = importing.confirm(signed)
    assert response.status_code == 409
    assert "Somebody has changed the cohort meanwhile." in response.content.decode()
    assert not Record.objects.exists()
    importing.confirm(signed_in(response))
    assert Record.objects.get().session.code == "SUP1"


def test_what_has_become_a_fault_meanwhile_is_told(importing: Importing) -> None:
    signed = signed_in(importing.choose(ROW))
    importing.earlier.lolland.municipalities.clear()
    importing.earlier.lolland.name = "Et andet team"
    importing.earlier.lolland.save()
    response = importing.confirm(signed)
    assert response.status_code == 422
    assert "Row 2, Team:" in words(response)


def test_a_preview_is_good_for_an_hour_and_for_one_person_and_cohort(importing: Importing) -> None:
    with time_machine.travel("2026-01-01 12:00:00+00:00", tick=False):
        importing.client.force_login(importing.earlier.owner)
        signed = signed_in(importing.choose(ROW))
    with time_machine.travel("2026-01-01 13:00:01+00:00", tick=False):
        assert "The preview has expired." in words(importing.confirm(signed, follow=True))
    importing.client.force_login(importing.earlier.owner)
    signed = signed_in(importing.choose(ROW))
    importing.client.force_login(factories.model_owner(importing.earlier.cohort.programme))
    assert importing.confirm(signed).headers["Location"] == reverse("supervision:record_import", args=["H2024"])
    assert not Record.objects.exists()


def test_a_cohort_whose_plan_is_a_draft_is_told_before_a_file_is_chosen(importing: Importing) -> None:
    importing.earlier.cohort.state = CohortState.DRAFT
    importing.earlier.cohort.save()
    sentence = "The plan of H2024 has not been published yet. Publish it first."
    assert sentence in words(importing.client.get(reverse("supervision:record_import", args=["H2024"])))
    response = importing.choose(ROW)
    assert (response.status_code, sentence in words(response)) == (422, True)


def test_a_long_list_is_shown_in_part(importing: Importing) -> None:
    days = [f"{day:02}.{month:02}.2025" for month in range(1, 9) for day in range(1, 29)]
    text = words(importing.choose(*[ROW.replace("01.10.2024", day) for day in days]))
    assert "24 further lines are not listed here." in text


def test_the_cohorts_page_leads_there(importing: Importing) -> None:
    html = importing.client.get(reverse("courses:cohort", args=["H2024"])).content.decode()
    assert reverse("supervision:record_import", args=["H2024"]) in html


# -- on the command line ----------------------------------------------------------------------------------------------


def call(path: Path, *rows: str, by: str, dry_run: bool = False) -> tuple[str, str]:
    """What the command says, and what it warns of."""
    path.write_bytes(text_of(*rows, headers=f"{HEADERS};Kaffe"))
    out, err = io.StringIO(), io.StringIO()
    call_command("import_supervisions", str(path), cohort="h2024", by=by, dry_run=dry_run, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_says_in_one_line_what_it_came_to(importing: Importing, tmp_path: Path) -> None:
    path, owner = tmp_path / "liste.csv", importing.earlier.owner.email
    said, warned = call(path, ROW, by=owner, dry_run=True)
    assert said == (
        "New: 1 October 2024, Lolland, TSUP1\nDry run, nothing saved: 1 earlier supervision: 1 new, 0 unchanged.\n"
    )
    assert warned == "The column “Kaffe” is not known and was left alone.\n"
    assert not Session.objects.exists()
    assert call(path, ROW, by=owner)[0] == "1 earlier supervision: 1 new, 0 unchanged.\n"
    assert call(path, ROW, by=owner)[0] == "1 earlier supervision: 0 new, 1 unchanged.\n"


def test_the_command_names_every_fault_and_ends_with_exit_code_1(importing: Importing, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        call(tmp_path / "liste.csv", "engang;Odense;180;lokalt;Ukendt;;;;;;", by=importing.earlier.owner.email)
    assert refusal.value.returncode == 1
    assert [line.split(":")[0] for line in str(refusal.value).splitlines()] == [
        "Row 2, Dato",
        "Row 2, Team",
        "Row 2, Supervisor",
    ]


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_command_asks_who_answers_for_it(importing: Importing, tmp_path: Path, dry_run: bool) -> None:
    with pytest.raises(CommandError, match=r"solveig@example\.dk does not manage the cohort H2024"):
        call(tmp_path / "liste.csv", ROW, by="solveig@example.dk", dry_run=dry_run)
    with pytest.raises(CommandError, match="There is no active person"):
        call(tmp_path / "liste.csv", ROW, by="nobody@example.dk", dry_run=dry_run)
