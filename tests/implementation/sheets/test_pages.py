"""The pages of data sheets: what they show to whom, what they refuse, what reading them leaves in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from bs4 import BeautifulSoup
from django.urls import reverse

from implementation.models import DataAgreement, DataSheet
from implementation.sheets.choices import AgeBand, FollowUpKind, SheetKind
from tests import factories
from tests.implementation.sheets import factories as made
from tests.implementation.sheets.factories import BACKGROUND, CHANGE, Cast, days_ago
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse
    from django.test import Client

    from courses.models import Team
    from people.models import User

pytestmark = pytest.mark.django_db
NUMBER = f"0101{90}-{1234}"
NEW = {"kind": "enrolled", "opened_on": "1/6-2026", **BACKGROUND}


class Pages(Cast):
    """The cast with a browser."""

    def __init__(self, client: Client, **terms: Any) -> None:
        super().__init__(**terms)
        self.client = client

    def get(self, person: User, page: str, about: Team | DataSheet, query: str = "") -> HttpResponse:
        self.client.force_login(person)
        return self.client.get(reverse(f"implementation:{page}", args=[about.pk]) + query)

    def post(
        self, person: User, page: str, about: Team | DataSheet, sent: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        self.client.force_login(person)
        return self.client.post(reverse(f"implementation:{page}", args=[about.pk]), sent or {})


@pytest.fixture
def pages(client: Client) -> Pages:
    return Pages(client)


def text_of(response: HttpResponse, selector: str = "main") -> str:
    found = BeautifulSoup(response.content, "html.parser").select_one(selector)
    return " ".join(found.get_text(" ", strip=True).split()) if found else ""


def reads() -> list[LogEntry]:
    return list(LogEntry.objects.filter(action=LogEntry.Action.ACCESS).order_by("pk"))


# -- the list ---------------------------------------------------------------------------------------------------------


def test_before_the_first_sheet_the_page_says_that_a_lost_pseudonym_is_lost(pages: Pages) -> None:
    for page in ("sheet_list", "sheet_create"):
        shown = text_of(pages.get(pages.staff, page, pages.team))
        assert "Et tabt pseudonym kan ikke slås op her" in shown
        assert "den unges sag i kommunens eget system" in shown
    made.sheet(pages.team)
    assert "Et dataark har ingen fritekst" not in text_of(pages.get(pages.staff, "sheet_list", pages.team))
    assert "kan ikke slås op her" in text_of(pages.get(pages.staff, "sheet_create", pages.team))


def test_the_list_shows_open_sheets_first_and_what_is_due(pages: Pages) -> None:
    closed = made.closed(pages.team, days_ago(2), kind=SheetKind.ANONYMOUS)
    opened = made.sheet(pages.team, opened_on=days_ago(200))
    other = made.sheet(factories.team(pages.team.cohort, municipalities=["Tønder"]))
    response = pages.get(pages.staff, "sheet_list", pages.team)
    rows = [one["href"] for one in BeautifulSoup(response.content, "html.parser").select("tbody a")]
    assert rows == [reverse("implementation:sheet", args=[sheet.pk]) for sheet in (opened, closed)]
    waiting = text_of(response, ".panel.attention")
    assert "DanRIS: indskrivning, DanRIS: ASI-skema, Opfølgning undervejs: siden" in waiting
    assert opened.pseudonym in waiting
    assert other.pseudonym not in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=anonymous", "c"),
        ("?kind=enrolled", "ab"),
        ("?state=open", "a"),
        ("?state=closed", "bc"),
        ("?state=open&kind=anonymous", ""),
        ("?state=findes-ikke&kind=x", "abc"),
        ("?page=99", "abc"),
        ("?page=nul", "abc"),
    ],
)
def test_the_list_is_narrowed_by_kind_and_state(pages: Pages, query: str, found: str) -> None:
    sheets = {
        "a": made.sheet(pages.team),
        "b": made.closed(pages.team, days_ago(9)),
        "c": made.closed(pages.team, days_ago(9), kind=SheetKind.ANONYMOUS),
    }
    response = pages.get(pages.staff, "sheet_list", pages.team, query)
    rows = {one.get_text(strip=True) for one in BeautifulSoup(response.content, "html.parser").select("tbody th")}
    assert rows == {sheets[key].pseudonym for key in found}
    if not found:
        assert "Vælg en anden type eller status" in text_of(response)


def test_the_list_has_25_sheets_a_page_and_costs_the_same_with_many(pages: Pages) -> None:
    made.sheet(pages.team, opened_on=days_ago(100))
    url = reverse("implementation:sheet_list", args=[pages.team.pk])
    pages.client.force_login(pages.staff)
    one = queries_of(pages.client, url)
    for _row in range(29):
        made.closed(pages.team, days_ago(40))
    assert queries_of(pages.client, url) == one
    shown = BeautifulSoup(pages.client.get(url).content, "html.parser")
    assert len(shown.select("tbody tr")) == 25
    assert "1–25 af 30" in shown.get_text()


def test_without_an_agreement_the_list_says_who_sets_it_up(pages: Pages) -> None:
    DataAgreement.objects.all().delete()
    shown = text_of(pages.get(pages.staff, "sheet_list", pages.team))
    assert "Modelejeren opretter den før det første dataark" in shown
    assert "Nyt dataark" not in shown
    assert pages.get(pages.staff, "sheet_create", pages.team).status_code == 200
    refused = pages.post(pages.staff, "sheet_create", pages.team, NEW)
    assert refused.status_code == 409
    assert not DataSheet.objects.exists()


# -- a new sheet ------------------------------------------------------------------------------------------------------


def test_a_sheet_from_start_to_closure(pages: Pages) -> None:
    assert pages.post(pages.staff, "sheet_create", pages.team, NEW).status_code == 302
    sheet = DataSheet.objects.get()
    assert (sheet.opened_on.isoformat(), sheet.created_by) == ("2026-06-01", pages.staff)
    pages.post(pages.staff, "sheet_count", sheet, {"kind": "sport", "more": "1"})
    pages.post(pages.staff, "sheet_tick", sheet, {"what": "danris_asi"})
    pages.post(pages.staff, "sheet_background", sheet, BACKGROUND | {"housing": "placed"})
    pages.post(pages.staff, "sheet_follow_up", sheet, {"kind": "follow_up", "done_on": "1.9.2026", **CHANGE})
    shown = text_of(pages.get(pages.staff, "sheet", sheet))
    for words in (sheet.pseudonym, "Anbragt uden for hjemmet", "Serviceloven § 101", "Én færre: Sport 1", "Reduceret"):
        assert words in shown
    assert pages.get(pages.staff, "sheet_close", sheet).status_code == 200
    assert pages.post(pages.staff, "sheet_close", sheet, {"closed_on": "2.9.2026", **CHANGE}).status_code == 302
    shown = text_of(pages.get(pages.staff, "sheet", sheet))
    assert "Slettes 2. september 2027" in shown
    assert "1 måned efter afslutning" in shown
    assert "Én mere" not in shown
    assert pages.post(pages.staff, "sheet_reopen", sheet).status_code == 302
    assert pages.post(pages.staff, "sheet_untick", sheet, {"what": "danris_asi"}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.closed_on is None
    assert not sheet.reported.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "venner"}, "kind"),
        ({"opened_on": "1.1.2999"}, "opened_on"),
        ({"opened_on": "32.13.2026"}, "opened_on"),
        ({"opened_on": ""}, "opened_on"),
        ({"age_band": "17"}, "age_band"),
        ({"age_band": "unknown"}, ""),
        ({"gender": ""}, "gender"),
        ({"housing": "Hos mor på Nørregade 3"}, "housing"),
        ({"substance": "<script>"}, "substance"),
        ({"source": "x" * 5000}, "source"),
    ],
)
def test_a_faulty_new_sheet_is_shown_again_and_nothing_is_made(pages: Pages, sent: dict[str, str], field: str) -> None:
    response = pages.post(pages.staff, "sheet_create", pages.team, NEW | sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field or "__all__"]
    assert "Nørregade" not in response.content.decode()
    assert not DataSheet.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"kind": "enrolled"}, {"kind": ["enrolled", "x"]}, {"pseudonym": "Peter"}])
def test_a_form_sent_without_its_answers_makes_nothing(pages: Pages, sent: dict[str, Any]) -> None:
    assert pages.post(pages.staff, "sheet_create", pages.team, sent).status_code == 422
    assert not DataSheet.objects.exists()


def test_what_looks_like_a_cpr_number_is_shown_in_no_field_again(
    pages: Pages, caplog: pytest.LogCaptureFixture
) -> None:
    sent = NEW | {"opened_on": NUMBER, "age_band": NUMBER, "source": NUMBER, "kind": NUMBER}
    sheet = pages.post(pages.staff, "sheet_create", pages.team, sent)
    assert sorted(sheet.context["form"].errors) == ["age_band", "kind", "opened_on", "source"]
    terms = TERMS | {"since": NUMBER, "retention_months": NUMBER}
    agreement = pages.post(pages.owner, "data_agreement", pages.team, terms)
    assert agreement.status_code == 422
    assert NUMBER not in sheet.content.decode() + agreement.content.decode() + caplog.text


# -- what is written --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "sent", "status"),
    [
        ("sheet_background", {}, 422),
        ("sheet_background", {**BACKGROUND, "age_band": "unknown"}, 422),
        ("sheet_follow_up", {"kind": "follow_up", "done_on": "1.1.2999", **CHANGE}, 422),
        ("sheet_follow_up", {"kind": "closure", "done_on": str(days_ago(1)), **CHANGE}, 422),
        ("sheet_follow_up", {"kind": "follow_up", "done_on": str(days_ago(1)), **CHANGE, "well_being": "6"}, 422),
        ("sheet_follow_up", {"kind": "follow_up", "done_on": str(days_ago(99)), **CHANGE}, 422),
        ("sheet_close", {"closed_on": str(days_ago(1))}, 422),
        ("sheet_close", {"closed_on": str(days_ago(99)), **CHANGE}, 422),
        ("sheet_close", {"closed_on": str(days_ago(1)), **CHANGE, "use": "bedre"}, 422),
        ("sheet_count", {"kind": "fest", "more": "1"}, 422),
        ("sheet_count", {"kind": "sport", "more": "500"}, 422),
        ("sheet_count", {"kind": "sport", "more": "-1"}, 409),
        ("sheet_tick", {"what": "alt"}, 422),
        ("sheet_tick", {"what": "ungmap_closure"}, 409),
        ("sheet_tick", {"what": "danris_discharge"}, 409),
        ("sheet_untick", {}, 422),
        ("sheet_reopen", {}, 409),
    ],
)
def test_what_does_not_fit_is_refused_and_leaves_the_sheet_alone(
    pages: Pages, page: str, sent: dict[str, Any], status: int
) -> None:
    sheet = made.sheet(pages.team)
    before = DataSheet.objects.values().get()
    response = pages.post(pages.staff, page, sheet, sent)
    assert response.status_code == status
    assert DataSheet.objects.values().get() == before
    assert [rows.count() for rows in (sheet.activities, sheet.follow_ups, sheet.reported)] == [0, 0, 0]


def test_a_closed_sheet_says_so_where_something_else_was_wanted(pages: Pages) -> None:
    sheet = made.closed(pages.team, days_ago(2), kind=SheetKind.ANONYMOUS)
    assert "Dataarket er afsluttet" in text_of(pages.get(pages.staff, "sheet_close", sheet))
    assert pages.post(pages.staff, "sheet_close", sheet).status_code == 409
    assert "følges ikke op" in text_of(pages.get(pages.staff, "sheet_follow_up", sheet))
    assert pages.post(pages.staff, "sheet_follow_up", sheet).status_code == 409


def test_after_closure_one_chooses_which_follow_up_it_is(pages: Pages) -> None:
    sheet = made.closed(pages.team, days_ago(40))
    form = pages.get(pages.staff, "sheet_follow_up", sheet).context["form"]
    assert [key for key, _label in form.fields["kind"].choices] == ["month_after", "half_year_after"]
    made.follow_up(sheet, kind=FollowUpKind.MONTH_AFTER)
    form = pages.get(pages.staff, "sheet_follow_up", sheet).context["form"]
    assert form.fields["kind"].widget.is_hidden


def test_deleting_asks_first_and_then_is_real(pages: Pages) -> None:
    sheet = made.closed(pages.team, days_ago(40))
    assert "forsvinder for altid" in text_of(pages.get(pages.staff, "sheet_delete", sheet))
    assert DataSheet.objects.exists()
    response = pages.post(pages.staff, "sheet_delete", sheet)
    assert response["Location"] == reverse("implementation:sheet_list", args=[pages.team.pk])
    assert not DataSheet.objects.exists()


@pytest.mark.parametrize("page", ["sheet_count", "sheet_tick", "sheet_untick", "sheet_reopen"])
def test_what_changes_a_sheet_is_not_done_by_following_a_link(pages: Pages, page: str) -> None:
    assert pages.get(pages.staff, page, made.sheet(pages.team)).status_code == 405


def test_a_leader_reads_a_sheet_without_what_changes_it(pages: Pages) -> None:
    sheet = made.sheet(pages.team, age_band=AgeBand.FROM_16)
    response = pages.get(pages.leader, "sheet", sheet)
    assert "Serviceloven § 52, jf. § 101" in text_of(response)
    assert BeautifulSoup(response.content, "html.parser").select("main form") == []


def test_a_sheet_costs_the_same_with_much_in_it(pages: Pages) -> None:
    sheet = made.sheet(pages.team, opened_on=days_ago(200))
    url = reverse("implementation:sheet", args=[sheet.pk])
    pages.client.force_login(pages.staff)
    bare = queries_of(pages.client, url)
    for days in range(20):
        made.follow_up(sheet, done_on=days_ago(days))
    for kind in ("sport", "group", "creative"):
        sheet.activities.create(kind=kind, count=3)
    for what in ("danris_asi", "danris_enrolment"):
        sheet.reported.create(what=what, ticked_on=days_ago(1), ticked_by=factories.user())
    assert queries_of(pages.client, url) == bare + 2  # The people behind the follow-ups and the ticks.


# -- the agreement ----------------------------------------------------------------------------------------------------

TERMS = {"since": "1.9.2026", "retention_months": "18", "follow_up_months": "2", "owner_may_read": "on"}


def test_the_model_owner_sets_the_agreement_and_then_reads_the_sheets(pages: Pages) -> None:
    sheet = made.sheet(pages.team)
    assert pages.get(pages.owner, "sheet", sheet).status_code == 404
    assert pages.get(pages.owner, "sheet_list", pages.team).status_code == 403
    assert pages.post(pages.owner, "data_agreement", pages.team, TERMS).status_code == 302
    row = DataAgreement.objects.get()
    assert (row.since.isoformat(), row.retention_months, row.follow_up_months) == ("2026-09-01", 18, 2)
    assert pages.get(pages.owner, "sheet", sheet).status_code == 200
    assert pages.get(pages.owner, "sheet_list", pages.team).status_code == 200
    assert pages.post(pages.owner, "sheet_count", sheet, {"kind": "sport", "more": "1"}).status_code == 403
    unshared = {name: value for name, value in TERMS.items() if name != "owner_may_read"}
    pages.post(pages.owner, "data_agreement", pages.team, unshared)
    assert pages.get(pages.owner, "sheet", sheet).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        {"since": "i går"},
        {"since": ""},
        {"retention_months": "6"},
        {"retention_months": "61"},
        {"retention_months": "et år"},
        {"follow_up_months": "0"},
        {"follow_up_months": "13"},
    ],
)
def test_faulty_terms_are_shown_again(pages: Pages, sent: dict[str, str]) -> None:
    response = pages.post(pages.owner, "data_agreement", pages.team, TERMS | sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == list(sent)
    assert DataAgreement.objects.get().retention_months == 12


# -- reading is logged ------------------------------------------------------------------------------------------------


def test_reading_a_sheet_is_logged_by_its_key_alone(pages: Pages) -> None:
    sheet = made.sheet(pages.team)
    pages.get(pages.leader, "sheet", sheet)
    (entry,) = reads()
    assert (entry.actor, entry.object_pk, entry.object_repr) == (pages.leader, str(sheet.pk), f"data sheet {sheet.pk}")
    assert entry.content_type.model == "datasheet"
    assert sheet.pseudonym not in repr(vars(entry))
    assert not entry.changes


@pytest.mark.parametrize("page", ["sheet_background", "sheet_follow_up", "sheet_close", "sheet_delete"])
def test_a_form_about_a_sheet_is_a_reading_of_it(pages: Pages, page: str) -> None:
    sheet = made.sheet(pages.team)
    pages.get(pages.staff, page, sheet)
    assert [(entry.actor, entry.object_pk) for entry in reads()] == [(pages.staff, str(sheet.pk))]


def test_reading_the_list_is_one_entry_that_names_the_sheets_on_it(pages: Pages) -> None:
    sheets = [made.sheet(pages.team), made.closed(pages.team, days_ago(3), kind=SheetKind.ANONYMOUS)]
    pages.get(pages.leader, "sheet_list", pages.team)
    (entry,) = reads()
    assert (entry.actor, entry.content_type.model, entry.object_pk) == (pages.leader, "team", str(pages.team.pk))
    assert entry.additional_data == {"data_sheets": [sheet.pk for sheet in sheets]}
    pages.get(pages.leader, "sheet_list", pages.team, "?kind=anonymous&state=closed")
    assert reads()[-1].additional_data == {"data_sheets": sorted(sheet.pk for sheet in sheets)}


def test_who_is_refused_has_read_nothing(pages: Pages) -> None:
    sheet = made.sheet(pages.team)
    for person in (pages.associate, pages.supervisor, pages.owner, pages.stranger):
        assert pages.get(person, "sheet", sheet).status_code == 404
        assert pages.get(person, "sheet_list", pages.team).status_code in {403, 404}
    assert pages.post(pages.leader, "sheet_count", sheet).status_code == 403
    assert reads() == []
