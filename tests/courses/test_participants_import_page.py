"""Importing participants in the browser: the preview saves nothing, the confirmation saves what it showed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from courses.imports.upload import MAX_BYTES, Upload, UploadLost, sign_upload, unsign_upload
from courses.models import Cohort, Participant
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db

LIST = Path(__file__).parent.parent / "data" / "deltagere.csv"
HEADERS = "Navn;E-mail;Kommune;Rolle;Forældregruppe"


@pytest.fixture
def cohort() -> Cohort:
    made = factories.cohort(code="H2024")
    for name in factories.MUNICIPALITIES:
        factories.team(made, municipalities=[name])
    return made


@pytest.fixture
def owner(cohort: Cohort, client: Client) -> User:
    person = factories.model_owner(cohort.programme, language="en")
    client.force_login(person)
    return person


def upload(client: Client, *rows: str, content: bytes = b"", name: str = "liste.csv") -> object:
    """Choose a file and return the answer."""
    body = content or "\n".join([HEADERS, *rows]).encode()
    return client.post(reverse("courses:participants_import", args=["H2024"]), {"file": SimpleUploadedFile(name, body)})


def confirm(client: Client, signed: str, **extra: object) -> object:
    """Confirm a preview and return the answer."""
    address = reverse("courses:participants_import_confirm", args=["H2024"])
    return client.post(address, {"signed": signed}, **extra)


def signed_in(response: object) -> str:
    """Return what the preview carries."""
    return response.context["form"].initial["signed"]


def test_the_preview_shows_what_would_change_and_saves_nothing(client: Client, owner: User) -> None:
    response = upload(client, content=LIST.read_bytes())
    html = response.content.decode()
    assert response.status_code == 200
    assert "Dorthe Lund" in html
    assert "27" in html
    assert "no-store" in response.headers["Cache-Control"]
    assert not Participant.objects.exists()


def test_the_confirmation_saves_and_a_second_time_there_is_nothing_to_confirm(client: Client, owner: User) -> None:
    response = confirm(client, signed_in(upload(client, content=LIST.read_bytes())), follow=True)
    assert "27 participants: 27 new, 0 changed, 0 unchanged." in response.content.decode()
    assert Participant.objects.count() == 27
    assert "Nothing would change" in upload(client, content=LIST.read_bytes()).content.decode()


def test_changes_are_shown_with_what_stands_now(client: Client, owner: User) -> None:
    confirm(client, signed_in(upload(client, "Anna;a@x.dk;Tønder;medarbejder;x")))
    html = upload(client, "Anna;a@x.dk;Tønder;leder;").content.decode()
    assert "Role: Staff → Leader" in html
    assert "Facilitator: yes → no" in html


def test_faults_are_listed_by_row_and_column_and_nothing_is_carried_on(client: Client, owner: User) -> None:
    response = upload(client, ";a@x.dk;Odense;chef;")
    html = response.content.decode()
    assert response.status_code == 422
    for place in ("Row 2, Navn", "Row 2, Kommune", "Row 2, Rolle"):
        assert place in html
    assert 'name="signed"' not in html


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7 is no list", "liste.csv is a PDF, not a table."),
        (b"x" * (MAX_BYTES + 1), "The file is larger than 1 MB."),
        (b" ", "The file is empty."),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    client: Client, owner: User, content: bytes, sentence: str
) -> None:
    response = upload(client, content=content)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_no_file_is_told_too(client: Client, owner: User) -> None:
    response = client.post(reverse("courses:participants_import", args=["H2024"]))
    assert response.status_code == 422
    assert "Choose the file first." in response.content.decode()


def test_the_largest_list_survives_the_way_through_the_page(client: Client, owner: User) -> None:
    padding = "\n" * (MAX_BYTES - 200)
    response = upload(client, "Anna;a@x.dk;Tønder;medarbejder;x", padding)
    assert confirm(client, signed_in(response)).status_code == 302
    assert Participant.objects.count() == 1


def test_what_has_changed_meanwhile_is_shown_once_more_before_it_is_saved(client: Client, owner: User) -> None:
    first = signed_in(upload(client, "Anna;a@x.dk;Tønder;medarbejder;x"))
    confirm(client, signed_in(upload(client, "Anna;a@x.dk;Tønder;leder;")))
    response = confirm(client, first)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Somebody has changed the cohort meanwhile." in html
    assert "Role: Leader → Staff" in html
    assert Participant.objects.get().team_role == "leader"
    confirm(client, signed_in(response))
    assert Participant.objects.get().team_role == "staff"


def test_a_preview_is_good_for_an_hour(client: Client, owner: User) -> None:
    with time_machine.travel("2026-01-01 12:00:00+00:00", tick=False):
        client.force_login(owner)
        signed = signed_in(upload(client, "Anna;a@x.dk;Tønder;medarbejder;x"))
    with time_machine.travel("2026-01-01 13:00:01+00:00", tick=False):
        response = confirm(client, signed, follow=True)
    assert "The preview has expired. Choose the file once more." in response.content.decode()
    assert not Participant.objects.exists()


def test_a_preview_is_one_person_s_for_one_cohort(client: Client, cohort: Cohort, owner: User) -> None:
    signed = signed_in(upload(client, "Anna;a@x.dk;Tønder;medarbejder;x"))
    colleague = factories.model_owner(cohort.programme)
    client.force_login(colleague)
    assert confirm(client, signed).headers["Location"] == reverse("courses:participants_import", args=["H2024"])
    client.force_login(owner)
    other = factories.cohort(programme=cohort.programme, code="H2025")
    factories.team(other, municipalities=["Tønder"])
    client.post(reverse("courses:participants_import_confirm", args=["H2025"]), {"signed": signed})
    confirm(client, signed[:-1] + ("A" if signed[-1] != "A" else "B"))
    assert not Participant.objects.exists()


def test_an_upload_comes_back_as_it_was_and_only_by_its_own_key() -> None:
    upload = Upload("å.xlsx", bytes(range(256)) * 40, "mark")
    text = sign_upload(upload, user_id=7, purpose="participants:H1")
    assert unsign_upload(text, user_id=7, purpose="participants:H1") == upload
    for user_id, purpose in ((8, "participants:H1"), (7, "attendance:H1")):
        with pytest.raises(UploadLost):
            unsign_upload(text, user_id=user_id, purpose=purpose)
    with pytest.raises(UploadLost):
        unsign_upload(signing.dumps("else"), user_id=7, purpose="participants:H1")
