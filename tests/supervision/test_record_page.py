"""Tests of the page of a record: who reads what of it, what stands there before it is signed, and additions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.enums import ActivityKind, AttendanceStatus, SessionState, TeamRole
from courses.models import Session
from courses.permissions import roles_on_session, roles_on_team
from people.roles import Permission, Role, any_role_grants
from supervision.actions.actions import close_action
from supervision.actions.records import open_draft, sign_record
from supervision.enums import ActionState, FormSubject, InterventionProgress, ThemeGroup
from supervision.models import Addition, FollowUpForm, InterventionStatus, Rating, RecordDraft, Theme
from supervision.permissions import READ, WRITE, rights_on
from supervision.templatetags.records import record_links
from tests import factories
from tests.people.queries import queries_of
from tests.supervision import factories as made

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from courses.models import Team
    from people.models import User
    from supervision.models import Record

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


class Signed:
    """A team with its people and the signed record of the supervision of yesterday; the one before was a month ago."""

    def __init__(self) -> None:
        self.team: Team = factories.team(factories.cohort(start_date=TODAY() - timedelta(days=100)))
        self.programme = self.team.cohort.programme
        self.form = made.follow_up_form(self.programme)
        self.people: dict[str, User] = {
            "supervisor": factories.user(name="Sanne Supervisor"),
            "owner": factories.model_owner(self.programme),
            "trainer": factories.user(),
            "stranger": factories.user(),
        }
        factories.supervisor(self.team, user=self.people["supervisor"])
        for role in TeamRole:
            self.people[role.value] = factories.participant(self.team, name=f"Person {role}", team_role=role).user
        before = made.supervision(self.team, code="SUP1", on=TODAY() - timedelta(days=30))
        scores = {"A": 3, "B": 3, "C": 4}
        self.before = made.record(before, form=self.form, scores=scores, by=self.people["supervisor"])
        self.session = made.supervision(self.team, code="SUP2", place="Rådhuset")
        scores = {"A": 4, "B": 3, "C": 2}
        self.record: Record = made.record(
            self.session, form=self.form, scores=scores, by=self.people["supervisor"], challenges="Lange afstande"
        )
        factories.session(self.team.cohort, code="UDD1", trainers=[self.people["trainer"]])

    def attend(self) -> None:
        lines = {"staff": AttendanceStatus.PRESENT, "leader": AttendanceStatus.EXCUSED}
        for role, status in lines.items():
            participant = self.team.participants.get(team_role=role)
            factories.attendance(
                participant, self.session, status=status, reason="Barn syg" if role == "leader" else ""
            )

    def case(self) -> None:
        made.case(self.session, label="Frejas sag", approach="narrative", agreed="Et brev")


@pytest.fixture
def signed() -> Signed:
    return Signed()


def page(client: Client, signed: Signed, who: str, session: Session | None = None) -> str:
    client.force_login(signed.people[who])
    response = client.get(address(session or signed.session))
    assert response.status_code == 200
    return response.content.decode()


def address(session: Session, route: str = "record") -> str:
    return reverse(f"supervision:{route}", args=[session.pk])


# -- who reads it -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("supervisor", 200),
        ("owner", 200),
        ("staff", 200),
        ("leader", 200),
        ("associate", 403),
        ("trainer", 403),
        ("stranger", 404),
    ],
)
def test_a_signed_record_is_read_by_the_team_its_supervisor_and_the_model_owner(
    client: Client, signed: Signed, who: str, status: int
) -> None:
    client.force_login(signed.people[who])
    assert client.get(address(signed.session)).status_code == status
    assert client.get(address(signed.session, "record_pdf")).status_code == status


def test_a_session_of_another_kind_has_no_record(client: Client, signed: Signed) -> None:
    client.force_login(signed.people["owner"])
    day = Session.objects.get(code="UDD1")
    assert client.get(address(day)).status_code == 404


def test_cases_are_shown_to_staff_and_supervisor_and_to_others_a_sentence(client: Client, signed: Signed) -> None:
    signed.case()
    Addition.objects.create(
        record=signed.record, text="Om Freja", about_cases=True, added_by=signed.people["supervisor"]
    )
    for who in ("staff", "supervisor"):
        text = page(client, signed, who)
        assert "Frejas sag" in text
        assert "Om Freja" in text
    for who in ("leader", "owner"):
        text = page(client, signed, who)
        assert "Freja" not in text
        assert "Sager læses kun af supervisoren og teamets medarbejdere." in text


def test_rights_are_the_same_as_the_roles_give_one_by_one(signed: Signed) -> None:
    signed.session.trainers.add(signed.people["stranger"])
    consultation = made.consultation(signed.team)
    consultation.trainers.add(signed.people["trainer"])
    for session in (signed.session, signed.before.session, consultation):
        subject = FormSubject(FormSubject.of(session.kind))
        for person in signed.people.values():
            roles = roles_on_session(person, session) | roles_on_team(person, signed.team)
            rights = rights_on(person, session)
            assert (rights.reads, rights.writes) == (
                any_role_grants(roles, READ[subject]),
                any_role_grants(roles, WRITE[subject]),
            )
            supervision = subject == FormSubject.SUPERVISION
            assert rights.reads_cases == (supervision and any_role_grants(roles, Permission.READ_CASES))
            assert rights.sends_in_cases == (supervision and any_role_grants(roles, Permission.SEND_IN_CASES))


# -- what it says -----------------------------------------------------------------------------------------------------


def test_each_theme_stands_with_score_anchor_and_where_it_has_gone(client: Client, signed: Signed) -> None:
    Rating.objects.create(record=signed.record, theme=signed.form.themes.get(key="D"), note="Ikke taget op")
    text = " ".join(page(client, signed, "leader").split())
    assert "4 af 5" in text
    assert "Meget" in text
    assert '<span aria-hidden="true">↑</span> op fra 3' in text
    assert '<span aria-hidden="true">→</span> som sidst' in text
    assert '<span aria-hidden="true">↓</span> ned fra 4' in text
    assert "Ikke vurderet" in text
    assert "Ikke taget op" in text
    assert "Lange afstande" in text


def test_a_later_record_is_not_what_a_score_is_compared_with(client: Client, signed: Signed) -> None:
    later = made.supervision(signed.team, code="SUP3", on=TODAY() + timedelta(days=1))
    made.record(later, form=signed.form, scores={"A": 1})
    assert "op fra 3" in page(client, signed, "staff")
    assert "ned fra" not in page(client, signed, "staff", signed.before.session)


def test_an_old_record_keeps_the_words_of_its_version(client: Client, signed: Signed) -> None:
    newest = made.follow_up_form(signed.programme, version=2)
    Theme.objects.filter(form=newest).update(title="Nye ord", anchors=["a", "b", "c", "d", "e"])
    text = page(client, signed, "staff")
    assert "Tema A" in text
    assert "Nye ord" not in text
    assert "version 1" in text


def test_who_took_part_is_what_the_register_says_without_reasons(client: Client, signed: Signed) -> None:
    signed.attend()
    text = page(client, signed, "staff")
    assert "Til stede" in text
    assert "Person leader" in text
    assert "Leder" in text
    assert "Barn syg" not in text


def test_an_extended_supervision_tells_who_took_part_for_the_model_owner(client: Client, signed: Signed) -> None:
    session = made.supervision(signed.team, code="SUP4", extended=True)
    record = made.record(session, form=signed.form, leader_themes="Normering")
    record.owner_people.add(signed.people["owner"])
    text = page(client, signed, "leader", session)
    assert "Normering" in text
    assert signed.people["owner"].name in text


def test_an_action_stands_with_what_has_become_of_it(client: Client, signed: Signed) -> None:
    action = made.action(signed.record, responsible=signed.people["staff"], what="Ringe til skolen")
    assert "Åben" in page(client, signed, "leader")
    close_action(action=action, state=ActionState.DROPPED, reason="Flyttet", by=signed.people["supervisor"])
    text = page(client, signed, "leader")
    assert "Ringe til skolen" in text
    assert "Flyttet" in text


def test_a_record_names_the_earlier_actions_that_it_closed_and_no_others(client: Client, signed: Signed) -> None:
    done, earlier = made.action(signed.before, what="Lavet her"), made.action(signed.before, what="Lavet før")
    close_action(action=earlier, state=ActionState.DONE, by=signed.people["supervisor"])
    session = made.supervision(signed.team, code="SUP3", on=TODAY() - timedelta(days=1))
    factories.attendance(signed.team.participants.get(team_role="staff"), session)
    draft = open_draft(session=session, by=signed.people["supervisor"])
    draft.fields = {
        "held_at": "local",
        f"carried-{done.pk.hex}-outcome": "done",
        **{f"theme-{key}-score": "5" for key in made.KEYS},
    }
    draft.save()
    sign_record(session=session, by=signed.people["supervisor"])
    text = page(client, signed, "leader", session)
    assert "Lavet her" in text
    assert "Lavet før" not in text


def test_a_consultation_shows_its_steps_texts_and_principles(client: Client, signed: Signed) -> None:
    form = FollowUpForm.objects.create(programme=signed.programme, subject=FormSubject.LEADERSHIP, version=1)
    groups = {"S1": ThemeGroup.STRATEGIC, "B1": ThemeGroup.BEARING, "B2": ThemeGroup.BEARING}
    session = made.consultation(signed.team)
    record = made.record(
        session, form=form, by=signed.people["owner"], data_sheets="Tolv skemaer", management="Vagtplan"
    )
    for position, (key, group) in enumerate(groups.items()):
        theme = Theme.objects.create(form=form, key=key, group=group, position=position, title=f"Princip {key}")
        if key != "B2":
            Rating.objects.create(record=record, theme=theme, note=f"Om {key}")
    step = factories.step(signed.programme, title="Rådgivning")
    InterventionStatus.objects.create(record=record, step=step, progress=InterventionProgress.UNDER_WAY, note="Snart")
    text = page(client, signed, "leader", session)
    for words in ("Rådgivning", "I gang", "Snart", "Tolv skemaer", "Vagtplan", "Princip S1", "Om B1"):
        assert words in text
    assert "Princip B2" not in text
    assert "Sager" not in text
    client.force_login(signed.people["staff"])
    assert client.get(address(session)).status_code == 403


def test_a_page_asks_the_database_as_often_for_much_as_for_little(client: Client, signed: Signed) -> None:
    signed.attend()
    signed.case()
    made.action(signed.record)
    client.force_login(signed.people["supervisor"])
    few = queries_of(client, address(signed.session))
    for number in range(20):
        made.case(signed.session, label=f"Sag {number}", approach="systemic", agreed="Et møde")
        made.action(signed.record, theme=signed.form.themes.get(key="A"))
        made.action(signed.before, state="done", closed_at=signed.record.signed_at, closed_by=factories.user())
        factories.attendance(factories.participant(signed.team), signed.session)
        Addition.objects.create(record=signed.record, text="Mere", added_by=factories.user())
    for key in "DE":
        Rating.objects.create(record=signed.record, theme=signed.form.themes.get(key=key), score=5)
    assert queries_of(client, address(signed.session)) == few
    assert few <= 25


# -- before it is signed ----------------------------------------------------------------------------------------------


def unsigned(signed: Signed, **fields: object) -> Session:
    return made.supervision(signed.team, code="SUP5", **fields)  # type: ignore[arg-type]


def test_readers_of_an_unsigned_record_learn_nothing_of_its_draft(client: Client, signed: Signed) -> None:
    session = unsigned(signed)
    before = page(client, signed, "leader", session)
    supervisor = signed.people["supervisor"]
    RecordDraft.objects.create(
        session=session, form=signed.form, fields={"challenges": "Kladde"}, opened_by=supervisor, saved_by=supervisor
    )
    assert "Referatet er ikke underskrevet endnu" in before
    after = page(client, signed, "leader", session)
    assert _without_tokens(after) == _without_tokens(before)


def _without_tokens(text: str) -> list[str]:
    return [line for line in text.splitlines() if "csrf" not in line]


def test_who_writes_is_led_to_the_draft(client: Client, signed: Signed) -> None:
    session = unsigned(signed)
    open_draft(session=session, by=signed.people["supervisor"])
    client.force_login(signed.people["supervisor"])
    assert client.get(address(session)).headers["Location"] == address(session, "record_edit")


def test_who_writes_sees_the_register_and_the_cases_and_may_begin(client: Client, signed: Signed) -> None:
    session = unsigned(signed)
    factories.attendance(signed.team.participants.get(team_role="staff"), session)
    made.case(session, label="Sagen om K", sent_in_by=signed.people["staff"])
    text = page(client, signed, "supervisor", session)
    assert "Person staff" in text
    assert "Sagen om K" in text
    assert address(session, "record_open") in text


def test_no_record_is_begun_of_a_session_that_is_called_off(client: Client, signed: Signed) -> None:
    session = unsigned(signed, state=SessionState.CANCELLED)
    text = page(client, signed, "supervisor", session)
    assert "er aflyst" in text
    assert address(session, "record_open") not in text


# -- additions --------------------------------------------------------------------------------------------------------


def test_an_addition_stands_with_name_and_date(client: Client, signed: Signed) -> None:
    client.force_login(signed.people["supervisor"])
    sent = client.post(address(signed.session, "record_add"), {"text": "Mødet er flyttet"})
    assert sent.headers["Location"] == address(signed.session)
    text = page(client, signed, "leader")
    assert "Mødet er flyttet" in text
    assert "Sanne Supervisor" in text


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("staff", 403), ("owner", 403), ("stranger", 404)])
def test_only_who_writes_adds(client: Client, signed: Signed, who: str, status: int) -> None:
    client.force_login(signed.people[who])
    assert client.post(address(signed.session, "record_add"), {"text": "Nej"}).status_code == status
    assert not Addition.objects.exists()


def test_there_is_nothing_to_add_to_before_the_signature(client: Client, signed: Signed) -> None:
    client.force_login(signed.people["supervisor"])
    assert client.get(address(unsigned(signed), "record_add")).status_code == 404


def test_an_addition_with_a_personal_number_is_refused_and_not_repeated(client: Client, signed: Signed) -> None:
    client.force_login(signed.people["supervisor"])
    number = f"0101{90}-{1234}"
    sent = client.post(address(signed.session, "record_add"), {"text": f"Ring til {number} i morgen"})
    assert sent.status_code == 422
    assert number not in sent.content.decode()
    assert "Ring til ••••••-•••• i morgen" in sent.content.decode()
    assert not Addition.objects.exists()


def test_an_empty_addition_is_refused(client: Client, signed: Signed) -> None:
    client.force_login(signed.people["supervisor"])
    assert client.post(address(signed.session, "record_add"), {"text": "  "}).status_code == 422


def test_an_addition_to_a_consultation_is_never_about_cases(client: Client, signed: Signed) -> None:
    session = made.consultation(signed.team)
    made.record(session, by=signed.people["owner"])
    client.force_login(signed.people["owner"])
    sent = client.post(address(session, "record_add"), {"text": "Efterskrift", "about_cases": "on"})
    assert sent.status_code == 302
    assert not Addition.objects.get().about_cases


# -- the way there ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("supervisor", {"Til referatet", "Indsendte sager"}),
        ("staff", {"Til referatet", "Indsendte sager"}),
        ("leader", {"Til referatet"}),
        ("owner", {"Til referatet"}),
        ("associate", set()),
    ],
)
def test_the_session_leads_to_its_record_and_cases(client: Client, signed: Signed, who: str, labels: set[str]) -> None:
    client.force_login(signed.people[who])
    text = client.get(reverse("courses:session", args=[signed.session.pk])).content.decode()
    assert {label for label in ("Til referatet", "Indsendte sager", "Send en sag ind") if label in text} == labels


def test_staff_are_asked_for_cases_before_the_session(client: Client, signed: Signed) -> None:
    session = unsigned(signed, on=TODAY() + timedelta(days=5))
    client.force_login(signed.people["staff"])
    text = client.get(reverse("courses:session", args=[session.pk])).content.decode()
    assert "Send en sag ind" in text
    assert "Til referatet" not in text


def test_the_links_cost_one_query_and_none_where_there_is_no_record(
    signed: Signed, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    session = Session.objects.select_related("cohort__programme", "team").get(pk=signed.session.pk)
    with django_assert_num_queries(1):
        assert len(record_links({"user": signed.people["staff"]}, session)) == 2
    session.kind = ActivityKind.STATUS_MEETING
    with django_assert_num_queries(0):
        assert record_links({"user": signed.people["staff"]}, session) == []


def test_a_role_that_nobody_gave_opens_no_record(client: Client, signed: Signed) -> None:
    factories.membership(user=signed.people["stranger"], role=Role.SUPERVISOR)
    client.force_login(signed.people["stranger"])
    assert client.get(address(signed.session)).status_code == 404
