"""Tests of writing a record in the browser: the page, saving by the button and by itself, checking and signing."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.enums import ActivityKind, Audience, PlaceRule, TeamRole
from supervision.actions.records import open_draft, save_draft, sign_record
from supervision.enums import FormSubject, ThemeGroup
from supervision.layout import new_key
from supervision.merging import Change, mark
from supervision.models import Record, RecordDraft
from tests import factories
from tests.supervision import factories as made

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from courses.models import Session, Team
    from people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    team = factories.team(factories.cohort(start_date=timezone.localdate() - timedelta(days=100)))
    factories.participant(team, name="Karla Kvist")
    return team


@pytest.fixture
def supervisor(team: Team) -> User:
    person = factories.user(name="Susanne Supervisor")
    factories.supervisor(team, user=person)
    return person


@pytest.fixture
def session(team: Team, supervisor: User) -> Session:
    made.follow_up_form(team.cohort.programme)
    session = made.supervision(team, code="SUP2")
    factories.attendance(team.participants.get(), session)
    open_draft(session=session, by=supervisor)
    return session


@pytest.fixture
def tab(client: Client, supervisor: User, session: Session) -> Page:
    client.force_login(supervisor)
    return Page(client, session)


class Page:
    """The draft's page as one browser tab holds it."""

    def __init__(self, client: Client, session: Session) -> None:
        self.client, self.url = client, reverse("supervision:record_edit", args=[session.pk])
        self.sign_url = reverse("supervision:record_sign", args=[session.pk])
        self.form = client.get(self.url).context["form"]
        self.marks: dict[str, str] = json.loads(self.form.marks)

    def press_save(self, **fields: Any) -> HttpResponse:
        """Send the whole form, as the button does."""
        shown = {name: value for name, value in self.form.values.items() if value}
        return self.client.post(self.url, {**shown, "marks": json.dumps(self.marks), **fields})

    def save_by_itself(self, name: str, value: str) -> HttpResponse:
        """Send one changed field, as the script does."""
        marks = {name: self.marks.get(name, mark(""))}
        data = {name: value, "marks": json.dumps(marks)}
        return self.client.post(self.url, data, headers={"Accept": "application/json"})


def fields() -> dict[str, str]:
    stored: dict[str, str] = RecordDraft.objects.get().fields
    return stored


# -- opening ----------------------------------------------------------------------------------------------------------


def test_a_blank_record_opens_with_the_register_the_last_ratings_and_the_open_actions(
    client: Client, team: Team, supervisor: User, session: Session
) -> None:
    before = made.supervision(team, code="SUP1", on=timezone.localdate() - timedelta(days=40))
    record = made.record(before, form=team.cohort.programme.follow_up_forms.get(), scores={"B": 3})
    made.action(record, what="Invitere skolelederen")
    client.force_login(supervisor)
    text = client.get(reverse("supervision:record_edit", args=[session.pk])).content.decode()
    assert "Karla Kvist" in text
    assert "Invitere skolelederen" in text
    assert made.ANCHORS[2] in text


def test_the_plan_says_where_it_was_to_be_held(team: Team, supervisor: User) -> None:
    activity = factories.activity(
        team.cohort.programme, code_prefix="SUP", kind=ActivityKind.SUPERVISION, place_rule=PlaceRule.ALTERNATING
    )
    for code, place in (("SUP3", "local"), ("SUP4", "model_owner")):
        session = made.supervision(team, code=code, activity=activity)
        assert open_draft(session=session, by=supervisor).fields == {"held_at": place}


def test_a_record_that_nobody_has_begun_is_not_edited(client: Client, team: Team, supervisor: User) -> None:
    other = made.supervision(team, code="SUP7")
    client.force_login(supervisor)
    response = client.get(reverse("supervision:record_edit", args=[other.pk]))
    assert (response.status_code, response["Location"]) == (302, reverse("supervision:record", args=[other.pk]))


def test_the_page_asks_the_database_as_often_for_many_rows_as_for_few(
    tab: Page, team: Team, session: Session, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tab.press_save(challenges="Lokaler")
    with django_assert_num_queries(QUERIES):
        tab.client.get(tab.url)
    for number in range(8):
        before = made.supervision(team, code=f"SUP{20 + number}", on=timezone.localdate() - timedelta(days=40 + number))
        record = made.record(before, form=team.cohort.programme.follow_up_forms.get(), scores={"A": 3})
        made.action(record)
        made.case(session, sent_in_by=record.signed_by)
        factories.attendance(factories.participant(team), session)
    with django_assert_num_queries(QUERIES):
        assert tab.client.get(tab.url).status_code == 200


QUERIES = 21


# -- saving -----------------------------------------------------------------------------------------------------------


def test_the_button_saves_what_changed_and_stays(tab: Page) -> None:
    key = tab.form.cases[0].key
    response = tab.press_save(**{"challenges": "Lokaler\r\nog tid", f"case-{key}-label": "M", "theme-A-score": "3"})
    assert (response.status_code, response["Location"]) == (302, tab.url)
    assert fields() == {"challenges": "Lokaler\nog tid", f"case-{key}-label": "M", "theme-A-score": "3"}


def test_the_other_button_goes_on_to_the_check(tab: Page) -> None:
    assert tab.press_save(held_at="local", sign="1")["Location"] == tab.sign_url


def test_the_page_saves_by_itself_and_is_told_the_new_mark(tab: Page) -> None:
    answer = tab.save_by_itself("challenges", "Lokaler").json()
    assert answer["saved"] == {"challenges": mark("Lokaler")}
    assert fields() == {"challenges": "Lokaler"}


def test_two_tabs_that_write_in_different_fields_do_not_disturb_each_other(tab: Page) -> None:
    tab.save_by_itself("challenges", "Fra den ene")
    tab.press_save(held_at="local")
    assert fields() == {"challenges": "Fra den ene", "held_at": "local"}


def test_two_tabs_that_write_in_one_field_see_both_texts_and_decide(tab: Page) -> None:
    tab.save_by_itself("challenges", "Fra den ene")
    answer = tab.save_by_itself("challenges", "Fra den anden").json()
    theirs = {"text": "Fra den ene", "shown": "Fra den ene", "mark": mark("Fra den ene")}
    assert (answer["saved"], answer["conflicts"]) == ({}, {"challenges": theirs})
    assert fields() == {"challenges": "Fra den ene"}
    tab.marks["challenges"] = theirs["mark"]
    assert tab.save_by_itself("challenges", "Fra dem begge").json()["conflicts"] == {}
    assert fields() == {"challenges": "Fra dem begge"}


def test_a_conflict_without_a_script_shows_both_and_the_second_save_is_deliberate(tab: Page) -> None:
    tab.save_by_itself("challenges", "Fra den ene")
    response = tab.press_save(challenges="Fra den anden", held_at="local")
    assert response.status_code == 409
    text = response.content.decode()
    assert "Fra den ene" in text
    assert "Fra den anden" in text
    assert fields() == {"challenges": "Fra den ene", "held_at": "local"}
    tab.form, tab.marks = response.context["form"], json.loads(response.context["form"].marks)
    assert tab.press_save(challenges="Fra den anden").status_code == 302
    assert fields()["challenges"] == "Fra den anden"


def test_a_choice_that_somebody_else_made_is_shown_in_words(tab: Page) -> None:
    tab.save_by_itself("theme-A-score", "2")
    shown = tab.save_by_itself("theme-A-score", "4").json()["conflicts"]["theme-A-score"]["shown"]
    assert made.ANCHORS[1] in shown


def test_what_looks_like_a_cpr_number_is_not_saved_and_not_shown_again(tab: Page) -> None:
    number = f"0101{90}-{1234}"
    answer = tab.save_by_itself("challenges", f"Ung {number}")
    assert set(answer.json()["refused"]) == {"challenges"}
    assert number not in answer.content.decode()
    response = tab.press_save(challenges=f"Ung {number}", held_at="local")
    assert response.status_code == 422
    assert number not in response.content.decode()
    assert fields() == {"held_at": "local"}


@pytest.mark.parametrize("marks", ["", "[]", "no", '{"challenges": 1}'])
def test_a_form_without_its_marks_is_no_form_of_ours(tab: Page, marks: str) -> None:
    assert tab.client.post(tab.url, {"challenges": "x", "marks": marks}).status_code == 400


def test_a_text_may_hold_markup_and_is_shown_as_text(tab: Page) -> None:
    tab.save_by_itself("challenges", "<script>alert(1)</script>")
    text = tab.client.get(tab.url).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_what_is_saved_too_late_is_answered_with_the_reason(tab: Page, session: Session, supervisor: User) -> None:
    _complete(session, supervisor)
    sign_record(session=session, by=supervisor)
    answer = tab.save_by_itself("challenges", "For sent")
    assert answer.status_code == 409
    assert set(answer.json()) == {"closed"}


# -- signing ----------------------------------------------------------------------------------------------------------


def _complete(session: Session, supervisor: User) -> None:
    changes = {f"theme-{key}-score": Change(mark(""), "4") for key in made.KEYS}
    changes["held_at"] = Change(mark(""), "local")
    save_draft(session=session, changes=changes, by=supervisor)


def test_the_check_names_what_is_missing_with_the_way_to_it(tab: Page) -> None:
    tab.press_save(held_at="local", **{"theme-A-score": "4", f"action-{new_key()}-what": "x"})
    response = tab.client.get(tab.sign_url)
    text = response.content.decode()
    assert f"{tab.url}#field-theme-B-score" in text
    assert f"{tab.url}#field-theme-A-score" not in text
    assert tab.client.post(tab.sign_url).status_code == 422
    assert not Record.objects.exists()


def test_signing_leads_to_the_record(tab: Page, session: Session, supervisor: User) -> None:
    _complete(session, supervisor)
    assert "button-primary" in tab.client.get(tab.sign_url).content.decode()
    response = tab.client.post(tab.sign_url)
    assert response["Location"] == reverse("supervision:record", args=[session.pk])
    assert Record.objects.get().signed_by == supervisor


def test_signing_waits_for_the_register(tab: Page, team: Team, supervisor: User) -> None:
    other = made.supervision(team, code="SUP3")
    open_draft(session=other, by=supervisor)
    _complete(other, supervisor)
    url = reverse("supervision:record_sign", args=[other.pk])
    assert tab.client.post(url)["Location"] == url
    assert not Record.objects.exists()


@pytest.mark.usefixtures("eager_tasks")
def test_those_who_may_read_it_are_told_by_mail_and_nothing_is_in_the_mail(
    tab: Page,
    team: Team,
    session: Session,
    supervisor: User,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    team.participants.update(user=factories.user(email="staff@example.dk", password="a long enough one"))
    factories.participant(
        team, user=factories.user(email="leder@example.dk", password="a long enough one"), team_role=TeamRole.LEADER
    )
    factories.participant(team, team_role=TeamRole.ASSOCIATE)
    _complete(session, supervisor)
    tab.press_save(challenges="Hemmelig udfordring")
    with django_capture_on_commit_callbacks(execute=True):
        tab.client.post(tab.sign_url)
    assert sorted(mail.to[0] for mail in mailoutbox) == ["leder@example.dk", "staff@example.dk"]
    assert all("Hemmelig" not in mail.body for mail in mailoutbox)
    assert all(reverse("supervision:record", args=[session.pk]) in mail.body for mail in mailoutbox)


# -- leadership -------------------------------------------------------------------------------------------------------


def test_a_consultation_goes_through_steps_and_principles_and_is_written_by_the_model_owner(
    client: Client, team: Team, supervisor: User
) -> None:
    programme = team.cohort.programme
    step = factories.step(programme)
    made.follow_up_form(programme, subject=FormSubject.LEADERSHIP, keys=["S1"], group=ThemeGroup.STRATEGIC)
    session = made.consultation(team)
    leader = factories.participant(team, team_role=TeamRole.LEADER)
    factories.attendance(leader, session)
    owner = factories.model_owner(programme)
    client.force_login(supervisor)
    assert client.post(reverse("supervision:record_open", args=[session.pk])).status_code == 403
    client.force_login(owner)
    assert session.audience == Audience.LEADERS
    client.post(reverse("supervision:record_open", args=[session.pk]))
    tab = Page(client, session)
    tab.press_save(
        held_at="online",
        management="Vikar fra marts",
        owner_people=[str(owner.pk)],
        **{f"step-{step.pk}-progress": "running", f"step-{step.pk}-note": "Åbent", "theme-S1-note": "Tidligt"},
    )
    assert client.post(tab.sign_url).status_code == 302
    record = Record.objects.get()
    assert (record.management, list(record.owner_people.all())) == ("Vikar fra marts", [owner])
    assert record.interventions.get().step_id == step.pk
    assert (record.ratings.get().theme.key, record.ratings.get().note) == ("S1", "Tidligt")
