"""The pages of a team's steps and milestones: who sees what, what is sent, what is refused, files, queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from implementation.models import Milestone, MilestoneEntry, StepPause
from tests import factories
from tests.implementation.milestone_world import NUMBER, PDF, World, a_file, days_ago, template, text_of
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(client: Client) -> World:
    return World(client)


# -- the team's steps -------------------------------------------------------------------------------------------------


def test_the_steps_show_planned_and_actual_dates_who_did_what_and_what_is_late(world: World) -> None:
    world.confirmed(world.opened)
    page = world.get("staff", world.url("team_steps"))
    first, second = BeautifulSoup(page.content, "html.parser").select(".milestones tbody tr")
    assert "Forsinket" in first.get_text()
    assert "101 dage forsinket" in " ".join(first.get_text(" ").split())
    told = " ".join(second.get_text(" ").split())
    assert all(words in told for words in ("åbner trinnet", "Mads Medarbejder", "Bekræftet", "Mette Modelejer"))
    assert text_of(page, ".team-step h2") == "Rådgivning Åben"
    assert text_of(page, ".figures") == "Milepæle nået 1 af 2 Forsinket 1 Afventer bekræftelse 0"


@pytest.mark.parametrize(
    ("person", "buttons"),
    [
        ("staff", ["Meld nået : Rådgivningen er åben"]),
        ("leader", ["Meld nået : Rådgivningen er åben"]),
        ("owner", ["Bekræft : Lokaler er fundet"]),
        ("supervisor", []),
    ],
)
def test_the_buttons_are_those_that_the_reader_may_use(world: World, person: str, buttons: list[str]) -> None:
    world.reached()
    soup = BeautifulSoup(world.get(person, world.url("team_steps")).content, "html.parser")
    shown = [
        " ".join(one.get_text(" ").split()) for one in soup.select(".milestone-action a, .milestone-action button")
    ]
    assert shown == buttons
    assert bool(soup.select(f'a[href="{world.step_url("step_pause")}"]')) is (person == "owner")


def test_associates_and_trainers_do_not_read_milestones_and_strangers_do_not_find_the_team(world: World) -> None:
    assert world.get("associate", world.url("team_steps")).status_code == 403
    world.people["trainer"] = factories.user()
    factories.session(world.cohort, code="UDD1", trainers=[world.people["trainer"]])
    assert world.get("trainer", world.url("team_steps")).status_code == 403
    world.people["stranger"] = factories.participant(factories.team()).user
    assert world.get("stranger", world.url("team_steps")).status_code == 404
    assert world.get("stranger", world.url("milestone")).status_code == 404


def test_a_milestone_of_another_programme_or_of_a_step_that_is_not_chosen_is_not_found(world: World) -> None:
    other = template(factories.step(factories.programme()))
    optional = template(factories.step(world.programme, optional=True))
    for one in (other, optional):
        assert world.get("staff", world.url("milestone", one)).status_code == 404
        assert world.post("staff", world.url("milestone_reach", one), on=days_ago(1).isoformat()).status_code == 404
    assert not Milestone.objects.exists()


def test_a_programme_without_milestones_says_who_writes_them(world: World) -> None:
    world.step.milestones.all().delete()
    page = world.get("staff", world.url("team_steps"))
    assert "En redaktør skriver dem på hvert trin" in text_of(page, ".empty")


def test_the_way_leads_from_the_team_and_from_ones_own_course(world: World) -> None:
    steps = world.url("team_steps")
    for person in ("leader", "owner", "supervisor"):
        assert steps in world.get(person, reverse("courses:team", args=[world.team.pk])).content.decode()
    for person, leads in (("staff", True), ("leader", True), ("associate", False)):
        assert (steps in world.get(person, reverse("courses:my_course")).content.decode()) is leads
    assert reverse("courses:my_course") in str(world.get("staff", steps).context["breadcrumb"])
    assert reverse("courses:team", args=[world.team.pk]) in str(world.get("leader", steps).context["breadcrumb"])


# -- one milestone ----------------------------------------------------------------------------------------------------


def test_staff_reach_a_milestone_with_evidence_and_the_owner_reads_it_in_the_log(world: World) -> None:
    typed = {"on": days_ago(2).isoformat(), "text": "Vi har\nnøglen", "link": "example.dk/lokaler", "file": a_file()}
    response = world.post("staff", world.url("milestone_reach"), **typed)
    assert (response.status_code, response["Location"]) == (302, world.url("milestone"))
    page = world.get("owner", world.url("milestone"))
    entry = text_of(page, ".log-entry")
    assert all(words in entry for words in ("Nået", "Vi har nøglen", "https://example.dk/lokaler", "billede.pdf"))
    assert "Mads Medarbejder" in entry
    assert BeautifulSoup(page.content, "html.parser").select_one(".log-entry a[rel='noopener noreferrer']")


def test_the_owner_confirms_from_the_list_and_comes_back_to_it(world: World) -> None:
    world.reached()
    response = world.post("owner", world.url("milestone_confirm"), next=world.url("team_steps"))
    assert response["Location"] == world.url("team_steps")
    assert "“Lokaler er fundet” er bekræftet." in text_of(world.get("owner", world.url("team_steps")), ".messages")


@pytest.mark.parametrize(
    ("state", "person", "offered"),
    [
        ("untouched", "staff", {"reach", "plan", "evidence"}),
        ("untouched", "owner", set()),
        ("untouched", "supervisor", set()),
        ("reached", "leader", {"evidence", "withdraw"}),
        ("reached", "owner", {"confirm"}),
        ("confirmed", "staff", {"evidence"}),
        ("confirmed", "owner", {"unconfirm"}),
    ],
)
def test_the_page_offers_what_the_reader_may_do_as_things_stand(
    world: World, state: str, person: str, offered: set[str]
) -> None:
    if state != "untouched":
        getattr(world, state)()
    soup = BeautifulSoup(world.get(person, world.url("milestone")).content, "html.parser")
    actions = {str(form["action"]).rstrip("/").rpartition("/")[2] for form in soup.select("main form[action]")}
    assert actions == offered


@pytest.mark.parametrize(
    ("name", "fields", "sentence"),
    [
        ("reach", {"on": ""}, "Dette felt er påkrævet"),
        ("reach", {"on": "24.12.2099"}, "Datoen er ikke kommet endnu."),
        ("reach", {"on": "1/2-2026", "text": f"Ung {NUMBER}"}, "ligner et CPR-nummer"),
        ("reach", {"on": "1/2-2026", "text": "x" * 1001}, "1000 tegn"),
        ("evidence", {}, "Skriv en tekst, angiv et link eller vælg en fil."),
        ("evidence", {"link": "http://example.dk"}, "Et link begynder med https://."),
        ("evidence", {"link": "javascript:alert(1)"}, "Et link begynder med https://."),
        ("evidence", {"link": f"https://example.dk/{NUMBER}"}, "ligner et CPR-nummer"),
        ("plan", {"on": "1.1.1926"}, "Vælg en dato mellem"),
    ],
)
def test_what_cannot_be_kept_is_told_in_the_form_and_not_shown_again(
    world: World, name: str, fields: dict[str, str], sentence: str
) -> None:
    response = world.post("staff", world.url(f"milestone_{name}"), **fields)
    assert response.status_code == 422
    assert sentence in text_of(response, ".error-summary")
    assert NUMBER not in response.content.decode()
    assert not Milestone.objects.exists()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (("virus.exe", b"MZ"), "Vælg en PDF, et billede"),
        (("side.pdf", b"<html>"), "indeholder noget andet"),
        ((f"{NUMBER}.pdf", PDF), "Giv først filen et andet navn."),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_beside_its_field(
    world: World, file: tuple[str, bytes], sentence: str
) -> None:
    response = world.post("staff", world.url("milestone_evidence"), file=a_file(*file))
    assert response.status_code == 422
    assert sentence in text_of(response, ".form-error-message")
    assert NUMBER not in response.content.decode()


def test_what_somebody_else_did_meanwhile_is_told_with_409(world: World) -> None:
    world.reached()
    response = world.post("staff", world.url("milestone_reach"), on=days_ago(1).isoformat())
    assert response.status_code == 409
    assert "Milepælen er allerede nået." in text_of(response, ".messages")
    world.post("owner", world.url("milestone_confirm"))
    assert world.post("owner", world.url("milestone_confirm")).status_code == 409
    assert MilestoneEntry.objects.filter(kind="confirmed").count() == 1


def test_withdrawing_asks_why_and_says_so_in_the_log(world: World) -> None:
    world.reached()
    assert world.post("staff", world.url("milestone_withdraw"), reason="").status_code == 422
    assert world.post("staff", world.url("milestone_withdraw"), reason="Fejl").status_code == 302
    assert text_of(world.get("staff", world.url("milestone")), ".log-entry h3").startswith("Trukket tilbage")
    world.confirmed()
    assert world.post("owner", world.url("milestone_unconfirm"), reason="").status_code == 422
    assert world.post("owner", world.url("milestone_unconfirm"), reason="Fejl").status_code == 302
    assert Milestone.objects.get().confirmed_at is None


# -- pauses -----------------------------------------------------------------------------------------------------------


def test_the_owner_pauses_a_step_and_everybody_of_the_team_reads_why(world: World) -> None:
    assert world.post("owner", world.step_url("step_pause"), since="", reason="").status_code == 422
    typed = {"since": days_ago(1).isoformat(), "reason": "Lokalerne bygges om"}
    assert world.post("owner", world.step_url("step_pause"), **typed)["Location"] == world.url("team_steps")
    assert "Lokalerne bygges om" in text_of(world.get("staff", world.url("team_steps")), ".team-step .notice")
    assert world.post("owner", world.step_url("step_pause"), **typed).status_code == 409
    assert world.get("owner", world.step_url("step_pause")).status_code == 302
    world.post("owner", world.step_url("step_resume"))
    assert StepPause.objects.get().until is not None
    page = text_of(world.get("staff", world.url("team_steps")), ".team-step")
    assert "Var på pause fra" in page
    world.post("owner", world.step_url("step_resume"))
    assert "Trinnet er ikke på pause." in text_of(world.get("owner", world.url("team_steps")), ".messages")


def test_a_reason_with_a_cpr_number_is_refused_and_not_shown_again(world: World) -> None:
    response = world.post("owner", world.step_url("step_pause"), since=days_ago(1).isoformat(), reason=f"Ung {NUMBER}")
    assert response.status_code == 422
    assert NUMBER not in response.content.decode()
    assert not StepPause.objects.exists()


# -- files ------------------------------------------------------------------------------------------------------------


def handed_in(world: World, **fields: Any) -> MilestoneEntry:
    world.post("staff", world.url("milestone_evidence"), file=a_file(**fields))
    return MilestoneEntry.objects.get()


def test_a_file_is_sent_as_an_attachment_in_which_nothing_runs(world: World) -> None:
    entry = handed_in(world, name="Kontrakt æøå.pdf")
    response = world.get("supervisor", reverse("implementation:milestone_file", args=[entry.pk]))
    assert b"".join(response.streaming_content) == PDF  # type: ignore[attr-defined]
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Kontrakt%20%C3%A6%C3%B8%C3%A5.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in response["Cache-Control"]


def test_a_file_lies_beside_the_media_under_a_name_that_says_nothing(
    world: World, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"
    entry = handed_in(world, name="Kontrakt.PDF")
    assert re.fullmatch(r"milestones/[0-9a-f-]{36}\.pdf", entry.file.name or "")
    stored = settings.PRIVATE_ROOT / (entry.file.name or "")
    assert stored.read_bytes() == PDF
    assert stored.stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError):  # noqa: PT011 - it has no address, and says no more
        _ = entry.file.url


@pytest.mark.parametrize(("person", "status"), [("associate", 403), ("stranger", 404)])
def test_a_file_is_sent_only_to_who_reads_the_milestone(world: World, person: str, status: int) -> None:
    address = reverse("implementation:milestone_file", args=[handed_in(world).pk])
    world.people["stranger"] = factories.participant(factories.team(world.cohort, name="Nabo")).user
    assert world.get(person, address).status_code == status


def test_a_file_that_the_disk_has_lost_and_an_entry_without_one_are_not_found(world: World) -> None:
    entry = handed_in(world)
    address = reverse("implementation:milestone_file", args=[entry.pk])
    entry.file.storage.delete(entry.file.name or "")
    assert world.get("staff", address).status_code == 404
    world.reached()
    without = MilestoneEntry.objects.get(kind="reached")
    assert world.get("staff", reverse("implementation:milestone_file", args=[without.pk])).status_code == 404


# -- queries ----------------------------------------------------------------------------------------------------------


def test_the_pages_take_as_many_queries_for_many_milestones_as_for_one(world: World) -> None:
    world.opened.delete()
    world.confirmed()
    addresses = [world.url("team_steps"), world.url("milestone")]
    world.client.force_login(world.people["owner"])  # type: ignore[union-attr]
    few = [queries_of(world.client, address) for address in addresses]  # type: ignore[arg-type]
    for number in range(4):
        step = factories.step(world.programme)
        for other in range(5):
            world.confirmed(template(step, f"m{number}{other}"))
        StepPause.objects.create(
            team=world.team, step=step, since=days_ago(2), reason="Ombygning", by=factories.model_owner(world.programme)
        )
    world.client.force_login(world.people["owner"])  # type: ignore[union-attr]
    assert [queries_of(world.client, address) for address in addresses] == few  # type: ignore[arg-type]
