"""The page of a month's report: what stands beside the figures, what is asked, saved, handed in and decided."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import NoReverseMatch, reverse

from implementation.enums import ReportState
from implementation.models import FIGURES, ActivityReport
from tests import factories
from tests.implementation import world as worlds
from tests.implementation.world import NOVEMBER, OCTOBER, SEPTEMBER, TODAY, World, log_in, soup_of, text_of
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db
WRITTEN = {name: str(value) for name, value in worlds.FIGURES.items()}


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(factories.moment(TODAY, 12), tick=False):
        yield


@pytest.fixture
def world() -> World:
    return World()


class Pages:
    """Opens and sends the month's pages as one person."""

    def __init__(self, client: Client, world: World, person: User) -> None:
        self.client, self.world = log_in(client, person), world

    def get(self, month: date = OCTOBER) -> HttpResponse:
        return self.client.get(self.world.url("report", month))

    def save(self, month: date = OCTOBER, **fields: Any) -> HttpResponse:
        return self.client.post(self.world.url("report", month), WRITTEN | fields)

    def submit(self, month: date = OCTOBER, **fields: Any) -> HttpResponse:
        return self.client.post(self.world.url("report_submit", month), WRITTEN | fields)

    def seen(self, month: date = OCTOBER) -> str:
        return str(soup_of(self.get(month)).select_one("[name=seen]").get("value", ""))  # type: ignore[union-attr]


@pytest.fixture
def staff(client: Client, world: World) -> Pages:
    return Pages(client, world, world.staff)


@pytest.fixture
def leader(client: Client, world: World) -> Pages:
    return Pages(client, world, world.leader)


@pytest.fixture
def owner(client: Client, world: World) -> Pages:
    return Pages(client, world, world.owner)


# -- what stands there ------------------------------------------------------------------------------------------------


def test_five_inputs_for_numbers_stand_ready_and_say_what_they_count(staff: Pages) -> None:
    page = soup_of(staff.get())
    inputs = page.select("form.report-form input[inputmode=numeric]")
    assert [one["name"] for one in inputs] == list(FIGURES)
    assert all(page.select_one(f"label[for={one['id']}]") for one in inputs)
    assert "Personligt, på telefon og på mail." in text_of(staff.get(), ".figure-row")


def test_last_months_figure_and_the_target_expected_by_today_stand_beside_each(world: World, staff: Pages) -> None:
    world.submit(SEPTEMBER)
    rows = [" ".join(row.get_text(" ").split()) for row in soup_of(staff.get()).select(".figure-row .figure-facts")]
    assert rows == [
        "Sidste måned 20",
        # 66 of the programme year's 365 days have gone, and the team has three full-time equivalents.
        "Sidste måned 6 Året hidtil 6 af 75 Forventet til i dag 13,6",
        "Sidste måned 2 Året hidtil 2 af 24 Forventet til i dag 4,3",
        "Sidste måned 3 Året hidtil 3 af 36 Forventet til i dag 6,5",
        "Sidste måned 0 Året hidtil 0 af 2 Forventet til i dag 0,4",
    ]
    assert "Teamets medarbejdere havde 3 årsværk den 5. november 2024" in text_of(staff.get())


def test_the_page_says_when_it_is_due(staff: Pages) -> None:
    assert "Frist 10. november 2024 (om 5 dage)." in text_of(staff.get(), ".report-state")


def test_staff_save_and_the_leader_hands_in(staff: Pages) -> None:
    page = soup_of(staff.get())
    assert [button.get_text(strip=True) for button in page.select("form.report-form button")] == ["Gem kladden"]
    assert "Teamets leder indsender" in text_of(staff.get())
    log_in(staff.client, staff.world.leader)
    page = soup_of(staff.get())
    buttons = [button.get_text(strip=True) for button in page.select("form.report-form button")]
    assert buttons == ["Gem kladden", "Indsend oversigten"]


def test_a_month_under_way_can_be_written_and_not_handed_in(leader: Pages) -> None:
    assert "kan indsendes fra den 1. december 2024" in text_of(leader.get(NOVEMBER))
    assert leader.save(NOVEMBER).status_code == 302
    response = leader.submit(NOVEMBER)
    assert response.status_code == 409
    assert "kan indsendes fra den 1. december 2024" in text_of(response, "[role=alert]")


@pytest.mark.parametrize("month", [date(2024, 8, 1), date(2026, 9, 1)])
def test_a_month_outside_the_programme_is_no_page(staff: Pages, month: date) -> None:
    assert staff.get(month).status_code == 404
    assert staff.save(month).status_code == 404


def test_a_thirteenth_month_is_no_address(world: World, staff: Pages) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("implementation:report", args=[world.team.pk, "2024-13"])
    assert staff.client.get(f"/implementation/teams/{world.team.pk}/reports/2024-13/").status_code == 404


# -- saving -----------------------------------------------------------------------------------------------------------


def test_a_draft_is_saved_with_what_is_written(staff: Pages) -> None:
    response = staff.save(contacts="1.200", enrolled="", seen="")
    assert (response.status_code, response["Location"]) == (302, staff.world.url("report", OCTOBER))
    report = ActivityReport.objects.get()
    assert report.status == ReportState.DRAFT
    assert report.figures == worlds.FIGURES | {"contacts": 1200, "enrolled": None}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("mange", "Her skal stå et helt tal, 0 eller mere."),
        ("-1", "Her skal stå et helt tal, 0 eller mere."),
        ("2,5", "Her skal stå et helt tal, 0 eller mere."),
        ("10000", "Her skal stå højst 9999."),
    ],
)
@pytest.mark.parametrize("send", ["save", "submit"])
def test_what_is_no_figure_is_told_beside_it_and_kept_in_the_form(
    leader: Pages, send: str, text: str, sentence: str
) -> None:
    response = getattr(leader, send)(enrolled=text)
    assert response.status_code == 422
    assert sentence in text_of(response, ".form-error-message")
    assert soup_of(response).select_one("[name=enrolled]")["value"] == text  # type: ignore[index]
    assert not ActivityReport.objects.exists()


def test_somebody_elses_figures_stand_beside_ones_own_and_a_second_save_is_deliberate(
    world: World, staff: Pages
) -> None:
    seen = staff.seen()
    world.save(by=world.leader, contacts=12)
    response = staff.save(contacts="15", seen=seen)
    assert response.status_code == 409
    assert "Gemt imens 12" in text_of(response, ".figure-row")
    page = soup_of(response)
    assert page.select_one("[name=contacts]")["value"] == "15"  # type: ignore[index]
    again = str(page.select_one("[name=seen]")["value"])  # type: ignore[index]
    assert staff.save(contacts="15", seen=again).status_code == 302
    assert ActivityReport.objects.get().contacts == 15


# -- handing in -------------------------------------------------------------------------------------------------------


def test_the_leader_hands_in_and_sees_that_it_was_in_time(leader: Pages) -> None:
    assert leader.submit().status_code == 302
    page = leader.get()
    assert "Indsendt af Vagn Vestergaard den 5. november 2024. Indsendt til tiden" in text_of(page, ".report-state")
    assert not soup_of(page).select("form.report-form")
    assert "Teamets leder kan genåbne den, indtil den låses den 30. november 2024" in text_of(page)


def test_handing_in_asks_for_all_five_and_zero_is_one(leader: Pages) -> None:
    response = leader.submit(contacts="", parent_courses="0")
    assert response.status_code == 422
    assert text_of(response, ".form-error-message") == "Fejl: Skriv tallet, og 0, hvis der ikke har været noget."
    assert not ActivityReport.objects.exists()


def test_what_looks_odd_is_asked_once_and_then_goes_through_with_the_answer_kept(world: World, leader: Pages) -> None:
    world.submit(SEPTEMBER)
    first = leader.submit(contacts="200", new_persons="300")
    assert first.status_code == 422
    assert text_of(first, ".question p") == (
        "200 er mindst ti gange så mange som i månederne før (20). Er det rigtigt? "
        "300 er mindst ti gange så mange som i månederne før (6). Er det rigtigt? "
        "Der er flere personer for første gang (300) end henvendelser (200). Er det rigtigt?"
    )
    asked = str(soup_of(first).select_one("[name=asked]")["value"])  # type: ignore[index]
    again = {"contacts": "200", "new_persons": "300", "asked": asked, "right-sudden-contacts": "on"}
    assert leader.submit(**again).status_code == 302
    event = ActivityReport.objects.get(month=OCTOBER).events.get()
    assert event.questions == {"sudden-contacts": True, "sudden-new_persons": False, "more-new_persons": False}
    said = text_of(leader.get(), ".rows")
    assert "er rigtigt: Henvendelser til den anonyme rådgivning" in said
    assert "ingen har sagt, at det er rigtigt: Personer i anonym rådgivning for første gang i år" in said


def test_a_question_that_has_not_been_shown_is_asked_whatever_was_asked_before(leader: Pages) -> None:
    assert leader.submit(contacts="1", new_persons="2", asked="sudden-contacts").status_code == 422
    assert not ActivityReport.objects.exists()


def test_a_draft_that_looks_odd_is_asked_about_when_it_is_opened(world: World, leader: Pages) -> None:
    world.save(**(worlds.FIGURES | {"contacts": 1}))
    page = leader.get()
    assert "flere personer for første gang (6) end henvendelser (1)" in text_of(page, ".question")
    asked = str(soup_of(page).select_one("[name=asked]")["value"])  # type: ignore[index]
    assert leader.submit(contacts="1", asked=asked, seen=leader.seen()).status_code == 302


def test_a_correction_downwards_asks_with_the_years_sums(world: World, leader: Pages) -> None:
    world.submit(SEPTEMBER)
    leader.submit()
    leader.client.post(world.url("report_reopen", OCTOBER), {"reason": "For mange"})
    response = leader.submit(new_persons="4", seen=leader.seen())
    assert text_of(response, ".question p") == (
        "Så har året hidtil 10 personer for første gang, hvor det før havde 12. Er det rigtigt?"
    )


# -- reading, accepting, opening again --------------------------------------------------------------------------------


def test_the_model_owner_reads_and_accepts(world: World, owner: Pages) -> None:
    world.submit()
    page = owner.get()
    assert not soup_of(page).select("form.report-form")
    assert "Godkend oversigten" in text_of(page, ".actions")
    response = owner.client.post(world.url("report_accept", OCTOBER))
    assert (response.status_code, response["Location"]) == (302, world.url("report", OCTOBER))
    assert ActivityReport.objects.get().status == ReportState.ACCEPTED
    assert "Godkend oversigten" not in text_of(owner.get(), ".actions")


def test_accepting_what_is_not_handed_in_is_told(world: World, owner: Pages) -> None:
    response = owner.client.post(world.url("report_accept", OCTOBER), follow=True)
    assert "Oversigten er ikke indsendt." in text_of(response)


def test_opening_again_asks_why(world: World, owner: Pages) -> None:
    world.submit()
    url = world.url("report_reopen", OCTOBER)
    assert owner.client.get(url).status_code == 200
    assert owner.client.post(url, {"reason": ""}).status_code == 422
    assert owner.client.post(url, {"reason": "Tallene er fra september"}).status_code == 302
    assert "Tallene er fra september" in text_of(owner.get(), ".rows")
    assert "Genåbnet" in text_of(owner.get(), ".report-state")


def test_opening_again_is_refused_with_the_sentence_that_says_who_may(world: World, leader: Pages) -> None:
    world.submit()
    world.accept()
    url = world.url("report_reopen", OCTOBER)
    for response, status in ((leader.client.get(url), 200), (leader.client.post(url, {"reason": "x"}), 409)):
        assert response.status_code == status
        assert f"{world.programme.owner_organisation} kan genåbne den" in text_of(response, ".notice")
    assert "Genåbn" not in text_of(leader.get(), ".actions")


def test_a_locked_month_is_read_and_not_written(world: World, leader: Pages) -> None:
    with time_machine.travel(factories.moment(date(2024, 11, 30)), tick=False):
        log_in(leader.client, world.leader)
        page = leader.get()
        assert "Oversigten blev låst den 30. november 2024." in text_of(page, ".notice")
        assert not soup_of(page).select("form.report-form")
        assert (leader.save().status_code, leader.submit().status_code) == (409, 409)
    assert not ActivityReport.objects.exists()


# -- who --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["associate", "supervisor"])
def test_others_of_the_team_do_not_read_reports(client: Client, world: World, who: str) -> None:
    pages = Pages(client, world, getattr(world, who))
    assert (pages.get().status_code, pages.save().status_code, pages.submit().status_code) == (403, 403, 403)


def test_another_teams_report_is_not_found(client: Client, world: World) -> None:
    stranger = factories.participant(factories.team(municipalities=["Tønder"])).user
    assert Pages(client, world, stranger).get().status_code == 404


def test_staff_cannot_hand_in_nor_the_model_owner_write(world: World, staff: Pages) -> None:
    assert staff.submit().status_code == 403
    log_in(staff.client, world.owner)
    assert (staff.save().status_code, staff.submit().status_code) == (403, 403)


@pytest.mark.parametrize("name", ["report_submit", "report_accept"])
def test_what_changes_a_report_is_not_asked_for_by_a_link(world: World, leader: Pages, name: str) -> None:
    assert leader.client.get(world.url(name, OCTOBER)).status_code == 405


def test_the_page_takes_as_many_queries_for_many_months_and_staff_as_for_one(world: World, owner: Pages) -> None:
    world.submit(SEPTEMBER)
    world.submit()
    url = world.url("report", OCTOBER)
    one = queries_of(owner.client, url)
    for number in range(5):
        factories.participant(world.team, fte="0.5", name=f"Medarbejder {number}")
    for _time in range(4):
        owner.client.post(world.url("report_reopen", OCTOBER), {"reason": "Igen"})
        world.submit(on=TODAY)
    assert queries_of(owner.client, url) == one
