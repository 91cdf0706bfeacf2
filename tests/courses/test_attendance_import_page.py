"""Importing attendance in the browser: the confirmation saves what the preview showed, or shows it anew."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from courses.enums import AttendanceStatus
from courses.models import Attendance, Session
from tests import factories

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from courses.models import Participant
    from people.models import User

pytestmark = pytest.mark.django_db


class World:
    """A cohort with a day that was held last week, Emil in it, and its model owner at the browser."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.programme = factories.programme()
        self.cohort = factories.cohort(code="H2024", programme=self.programme)
        team = factories.team(self.cohort)
        self.emil = self.participant(team, "Emil")
        ended = timezone.now() - timedelta(days=7)
        self.day = factories.session(
            self.cohort, code="UDD1", starts_at=ended - timedelta(hours=7), ends_at=ended, minutes=420
        )
        self.owner = factories.model_owner(self.programme, language="en")
        client.force_login(self.owner)

    def participant(self, team: object, name: str) -> Participant:
        person = factories.user(name=name, email=f"{name.lower()}@x.dk")
        return factories.participant(team, user=person)

    def choose(self, cell: str = "x") -> HttpResponse:
        file = SimpleUploadedFile("liste.csv", f"E-mail;UDD1\nemil@x.dk;{cell}\n".encode())
        return self.client.post(reverse("courses:attendance_import", args=["H2024"]), {"file": file})

    def confirm(self, preview: HttpResponse, **values: str) -> HttpResponse:
        field = BeautifulSoup(preview.content, "html.parser").select_one("input[name=signed]")
        assert field is not None
        address = reverse("courses:attendance_import_confirm", args=["H2024"])
        return self.client.post(address, {"signed": field["value"], **values})

    def lock(self) -> None:
        Session.objects.filter(pk=self.day.pk).update(
            starts_at=self.day.starts_at - timedelta(days=30), ends_at=self.day.ends_at - timedelta(days=30)
        )


@pytest.fixture
def world(client: Client, english: None) -> World:
    return World(client)


def text_of(response: HttpResponse, selector: str = "main") -> str:
    parts = BeautifulSoup(response.content, "html.parser").select(selector)
    return " ".join(" ".join(part.get_text(" ").split()) for part in parts)


def test_the_preview_saves_nothing_and_the_confirmation_what_it_showed(world: World) -> None:
    preview = world.choose()
    assert text_of(preview, "dl.figures") == "new lines 1 changed lines 0 unchanged lines 0"
    assert "no-store" in preview["Cache-Control"]
    assert not Attendance.objects.exists()

    assert world.confirm(preview).status_code == 302
    row = Attendance.objects.get()
    assert (row.participant, row.status, row.recorded_by) == (world.emil, AttendanceStatus.PRESENT, world.owner)
    assert "Everything in the file stands in the registers already." in text_of(world.choose())


def test_what_somebody_has_changed_since_the_preview_is_shown_before_it_is_overwritten(world: World) -> None:
    preview = world.choose()
    factories.attendance(world.emil, world.day, status=AttendanceStatus.EXCUSED)

    again = world.confirm(preview)
    assert again.status_code == 409
    assert "Somebody has changed the registers meanwhile" in text_of(again, ".messages, .notice")
    assert text_of(again, "dl.figures") == "new lines 0 changed lines 1 unchanged lines 0"
    assert Attendance.objects.get().status == AttendanceStatus.EXCUSED

    assert world.confirm(again).status_code == 302
    assert Attendance.objects.get().status == AttendanceStatus.PRESENT


def test_a_locked_register_is_corrected_with_a_reason_that_is_asked_for_where_it_is_missing(world: World) -> None:
    factories.attendance(world.emil, world.day)
    world.lock()
    preview = world.choose("0")
    assert text_of(preview, "form.form label") == "Why are the locked registers corrected?"

    refused = world.confirm(preview)
    assert refused.status_code == 422
    assert "Say why they are corrected" in text_of(refused, ".form-error")
    assert Attendance.objects.get().status == AttendanceStatus.PRESENT

    assert world.confirm(refused, correction="Wrong list").status_code == 302
    assert (Attendance.objects.get().status, Attendance.objects.get().correction) == ("absent", "Wrong list")


def test_a_preview_of_somebody_else_is_not_confirmed(world: World) -> None:
    preview = world.choose()
    world.client.force_login(factories.model_owner(world.programme))

    assert world.confirm(preview).status_code == 302
    assert not Attendance.objects.exists()


def test_the_import_is_for_the_model_owner_alone(world: World) -> None:
    preview = world.choose()
    trainer = factories.user()
    factories.session(world.cohort, code="UDD2", trainers=[trainer])

    def statuses(person: User) -> set[int]:
        world.client.force_login(person)
        return {world.choose().status_code, world.confirm(preview).status_code}

    assert statuses(trainer) == {403}
    assert statuses(factories.user()) == {404}
