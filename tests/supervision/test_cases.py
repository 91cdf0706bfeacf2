"""Tests of the cases that a team sends in: who sees them, who changes them, and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from courses.enums import SessionState, TeamRole
from courses.models import Session
from people.policies import Refused
from supervision.actions.cases import change_case, send_in_case, withdraw_case
from supervision.models import Case
from supervision.permissions import rights_on
from tests import factories
from tests.people.queries import queries_of
from tests.supervision import factories as made

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from courses.models import Team
    from people.models import User

pytestmark = pytest.mark.django_db

NUMBER = f"0101{90}-{1234}"
WRITTEN = {"label": "Sagen om M", "question": "Hvordan kommer vi videre?"}


class Ahead:
    """A team with its people and a supervision in five days, for which a member of staff has sent a case in."""

    def __init__(self) -> None:
        self.team: Team = factories.team(factories.cohort(start_date=timezone.localdate() - timedelta(days=100)))
        beside = factories.team(self.team.cohort, municipalities=["Hjørring"])
        self.session = made.supervision(self.team, code="SUP2", on=timezone.localdate() + timedelta(days=5))
        other = made.supervision(self.team, code="SUP3", on=timezone.localdate() + timedelta(days=50))
        self.people: dict[str, User] = {
            "staff": factories.participant(self.team, name="Mette Madsen").user,
            "colleague": factories.participant(self.team).user,
            "former colleague": factories.participant(self.team, left_on=timezone.localdate()).user,
            "leader": factories.participant(self.team, team_role=TeamRole.LEADER).user,
            "associate": factories.participant(self.team, team_role=TeamRole.ASSOCIATE).user,
            "supervisor": factories.supervisor(self.team).user,
            "former supervisor": factories.supervisor(self.team, until=timezone.localdate()).user,
            "substitute": factories.user(),
            "substitute elsewhere": factories.user(),
            "owner": factories.model_owner(self.team.cohort.programme),
            "staff beside": factories.participant(beside).user,
            "supervisor beside": factories.supervisor(beside).user,
        }
        self.session.trainers.add(self.people["substitute"])
        other.trainers.add(self.people["substitute elsewhere"])
        self.case = made.case(self.session, sent_in_by=self.people["staff"])
        self.list = reverse("supervision:case_send_in", args=[self.session.pk])
        self.change = reverse("supervision:case_change", args=[self.case.pk])
        self.withdraw = reverse("supervision:case_withdraw", args=[self.case.pk])

    def begin(self) -> None:
        """Let the session begin."""
        now = timezone.now()
        Session.objects.filter(pk=self.session.pk).update(starts_at=now - timedelta(hours=1), ends_at=now)
        self.session.refresh_from_db()


@pytest.fixture
def ahead() -> Ahead:
    return Ahead()


def get(client: Client, ahead: Ahead, who: str, url: str) -> HttpResponse:
    client.force_login(ahead.people[who])
    return client.get(url)


def post(client: Client, ahead: Ahead, who: str, url: str, **data: str) -> HttpResponse:
    client.force_login(ahead.people[who])
    return client.post(url, data)


# -- who sees them ----------------------------------------------------------------------------------------------------

READERS = {"staff", "colleague", "supervisor", "substitute"}


def test_cases_are_in_the_scope_of_those_who_read_them_there(ahead: Ahead) -> None:
    visible = {who for who, person in ahead.people.items() if Case.objects.visible_to(person).exists()}
    assert visible == READERS
    assert {who for who, person in ahead.people.items() if rights_on(person, ahead.session).reads_cases} == READERS


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("staff", 200),
        ("colleague", 200),
        ("supervisor", 200),
        ("substitute", 200),
        ("leader", 403),
        ("associate", 403),
        ("owner", 403),
        ("former colleague", 404),
        ("former supervisor", 404),
        ("substitute elsewhere", 404),
        ("staff beside", 404),
        ("supervisor beside", 404),
    ],
)
def test_the_list_is_shown_to_those_who_read_cases(client: Client, ahead: Ahead, who: str, status: int) -> None:
    response = get(client, ahead, who, ahead.list)
    assert response.status_code == status
    assert ("Sagen om M" in response.content.decode()) == (status == 200)


def test_the_list_says_who_reads_cases_and_what_must_not_stand_there(client: Client, ahead: Ahead) -> None:
    text = get(client, ahead, "staff", ahead.list).content.decode()
    assert "Det gør ledere, modelejer og administratorer ikke" in text
    assert "intet CPR-nummer" in text
    assert "Mette Madsen" in text


def test_the_list_stays_when_the_session_is_over_and_takes_no_more(client: Client, ahead: Ahead) -> None:
    ahead.begin()
    text = get(client, ahead, "staff", ahead.list).content.decode()
    assert "Sagen om M" in text
    assert "Send sagen ind" not in text
    assert ahead.change not in text


def test_what_the_supervisor_wrote_into_the_record_was_not_sent_in(client: Client, ahead: Ahead) -> None:
    made.case(ahead.session, label="Fra referatet", approach="systemic", agreed="Et møde")
    assert "Fra referatet" not in get(client, ahead, "staff", ahead.list).content.decode()


def test_the_list_asks_the_database_as_often_for_many_as_for_one(client: Client, ahead: Ahead) -> None:
    client.force_login(ahead.people["staff"])
    one = queries_of(client, ahead.list)
    for _number in range(20):
        made.case(ahead.session, sent_in_by=factories.user())
    assert queries_of(client, ahead.list) == one


# -- sending in -------------------------------------------------------------------------------------------------------


def test_staff_send_a_case_in(client: Client, ahead: Ahead) -> None:
    sent = post(client, ahead, "colleague", ahead.list, label=" K ", question="Hvem mangler vi?")
    assert sent.status_code == 302
    case = Case.objects.get(label="K")
    assert (case.question, case.sent_in_by) == ("Hvem mangler vi?", ahead.people["colleague"])


@pytest.mark.parametrize("who", ["supervisor", "substitute", "leader", "associate", "owner"])
def test_nobody_but_staff_sends_cases_in(client: Client, ahead: Ahead, who: str) -> None:
    assert post(client, ahead, who, ahead.list, **WRITTEN).status_code == 403
    with pytest.raises(PermissionDenied):
        send_in_case(session=ahead.session, by=ahead.people[who], **WRITTEN)


@pytest.mark.parametrize("field", ["label", "question"])
def test_what_looks_like_a_personal_number_is_refused_and_not_repeated(
    client: Client, ahead: Ahead, field: str
) -> None:
    sent = post(client, ahead, "staff", ahead.list, **{**WRITTEN, field: f"Om {NUMBER}"})
    text = sent.content.decode()
    assert sent.status_code == 422
    assert NUMBER not in text
    assert "Om ••••••-••••" in text
    assert Case.objects.count() == 1
    with pytest.raises(Refused) as refused:
        send_in_case(session=ahead.session, by=ahead.people["staff"], **{**WRITTEN, field: NUMBER})
    assert NUMBER not in str(refused.value)


@pytest.mark.parametrize("wrong", [{"label": ""}, {"question": " "}, {"label": "x" * 61}])
def test_a_case_has_a_short_label_and_a_question(client: Client, ahead: Ahead, wrong: dict[str, str]) -> None:
    assert post(client, ahead, "staff", ahead.list, **{**WRITTEN, **wrong}).status_code == 422
    assert Case.objects.count() == 1


def test_what_was_written_too_late_is_refused_and_still_shown(client: Client, ahead: Ahead) -> None:
    ahead.begin()
    sent = post(client, ahead, "staff", ahead.list, label="For sent", question="Kan vi nå det?")
    assert sent.status_code == 409
    assert "Kan vi nå det?" in sent.content.decode()
    assert not Case.objects.filter(label="For sent").exists()


def test_a_cancelled_session_takes_no_cases(client: Client, ahead: Ahead) -> None:
    Session.objects.filter(pk=ahead.session.pk).update(state=SessionState.CANCELLED)
    assert post(client, ahead, "staff", ahead.list, **WRITTEN).status_code == 409


def test_other_sessions_take_no_cases(client: Client, ahead: Ahead) -> None:
    consultation = made.consultation(ahead.team)
    url = reverse("supervision:case_send_in", args=[consultation.pk])
    assert get(client, ahead, "owner", url).status_code == 404


# -- changing and withdrawing -----------------------------------------------------------------------------------------


def test_who_sent_a_case_in_changes_it(client: Client, ahead: Ahead) -> None:
    assert "Sagen om M" in get(client, ahead, "staff", ahead.change).content.decode()
    sent = post(client, ahead, "staff", ahead.change, label="N", question="Og nu?")
    assert sent.headers["Location"] == ahead.list
    ahead.case.refresh_from_db()
    assert (ahead.case.label, ahead.case.question) == ("N", "Og nu?")


def test_who_sent_a_case_in_withdraws_it(client: Client, ahead: Ahead) -> None:
    assert get(client, ahead, "staff", ahead.withdraw).status_code == 405
    assert post(client, ahead, "staff", ahead.withdraw).headers["Location"] == ahead.list
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("colleague", 403), ("supervisor", 403), ("leader", 404), ("owner", 404), ("staff beside", 404)],
)
def test_nobody_else_changes_or_withdraws_it(client: Client, ahead: Ahead, who: str, status: int) -> None:
    assert get(client, ahead, who, ahead.change).status_code == status
    assert post(client, ahead, who, ahead.change, label="X", question="Y").status_code == status
    assert post(client, ahead, who, ahead.withdraw).status_code == status
    assert Case.objects.filter(label="Sagen om M").exists()


def test_who_has_left_the_staff_no_longer_changes_their_case(client: Client, ahead: Ahead) -> None:
    ahead.team.participants.filter(user=ahead.people["staff"]).update(team_role=TeamRole.LEADER)
    assert post(client, ahead, "staff", ahead.change, **WRITTEN).status_code == 404


def test_a_case_stays_as_it_is_once_the_session_has_begun(client: Client, ahead: Ahead) -> None:
    ahead.begin()
    sent = post(client, ahead, "staff", ahead.change, label="N", question="Og nu?")
    assert sent.status_code == 409
    assert "Og nu?" in sent.content.decode()
    assert "Sagen om M" not in get(client, ahead, "staff", ahead.change).content.decode()
    post(client, ahead, "staff", ahead.withdraw)
    assert Case.objects.filter(label="Sagen om M").exists()


def test_a_case_that_was_taken_up_belongs_to_the_record(ahead: Ahead) -> None:
    Case.objects.filter(pk=ahead.case.pk).update(approach="narrative", agreed="Et brev")
    for act in (
        lambda: change_case(case=ahead.case, label="N", question="?", by=ahead.people["staff"]),
        lambda: withdraw_case(case=ahead.case, by=ahead.people["staff"]),
    ):
        with pytest.raises(Refused):
            act()


def test_a_changed_case_is_refused_with_a_personal_number(client: Client, ahead: Ahead) -> None:
    sent = post(client, ahead, "staff", ahead.change, label="N", question=f"Om {NUMBER}")
    assert sent.status_code == 422
    assert NUMBER not in sent.content.decode()
    ahead.case.refresh_from_db()
    assert ahead.case.label == "Sagen om M"
