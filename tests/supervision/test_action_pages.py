"""Tests of the pages of agreed actions: one's own list, done, dropped with a reason, open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from supervision.actions.actions import close_action
from supervision.enums import ActionState
from tests import factories
from tests.people.queries import queries_of
from tests.supervision import factories as made
from tests.supervision.world import Supervised, days_ago

if TYPE_CHECKING:
    from django.test import Client

    from supervision.models import Action

pytestmark = pytest.mark.django_db
LIST = "/supervision/actions/"


@pytest.fixture
def supervised() -> Supervised:
    return Supervised()


@pytest.fixture
def action(supervised: Supervised) -> Action:
    return made.action(supervised.recorded(30), responsible=supervised.staff.user, due=days_ago(2))


def state(action: Action) -> str:
    action.refresh_from_db()
    return action.state


def test_own_actions_stand_by_their_date_with_the_overdue_ones_marked(
    client: Client, supervised: Supervised, action: Action
) -> None:
    later = made.action(action.record, responsible=supervised.staff.user, what="Ringe til skolen", due=days_ago(-9))
    made.action(action.record, responsible=supervised.leader.user, what="En andens")
    client.force_login(supervised.staff.user)
    response = client.get(LIST)
    assert [(row.action, row.is_overdue) for row in response.context["open_actions"]] == [
        (action, True),
        (later, False),
    ]
    assert "En andens" not in response.content.decode()


def test_done_by_the_one_who_is_responsible(client: Client, supervised: Supervised, action: Action) -> None:
    client.force_login(supervised.staff.user)
    response = client.post(reverse("supervision:action_done", args=[action.pk]))
    assert response.headers["Location"] == LIST
    assert state(action) == ActionState.DONE
    shown = client.get(LIST)
    assert (shown.context["open_actions"], shown.context["closed"]) == ([], [action])


def test_done_leads_back_to_where_it_was_said_but_to_no_other_host(
    client: Client, supervised: Supervised, action: Action
) -> None:
    client.force_login(supervised.supervisor)
    done, team = (
        reverse("supervision:action_done", args=[action.pk]),
        reverse("supervision:team", args=[supervised.team.pk]),
    )
    assert client.post(done, {"next": team}).headers["Location"] == team
    assert client.post(done, {"next": "https://example.org/"}).headers["Location"] == LIST


def test_somebody_else_s_action_is_not_theirs_to_close(client: Client, supervised: Supervised, action: Action) -> None:
    other = factories.participant(supervised.team)
    client.force_login(other.user)
    assert client.post(reverse("supervision:action_done", args=[action.pk])).status_code == 403
    assert state(action) == ActionState.OPEN


def test_dropping_asks_for_the_reason_and_keeps_it(client: Client, supervised: Supervised, action: Action) -> None:
    client.force_login(supervised.supervisor)
    drop, team = (
        reverse("supervision:action_drop", args=[action.pk]),
        reverse("supervision:team", args=[supervised.team.pk]),
    )
    assert team in client.get(f"{drop}?next={team}").content.decode()
    assert client.post(drop, {"next": team}).status_code == 422
    response = client.post(drop, {"next": team, "reason": "Familien er flyttet"})
    assert response.headers["Location"] == team
    assert (state(action), action.reason) == (ActionState.DROPPED, "Familien er flyttet")


def test_a_reason_with_what_looks_like_a_cpr_number_is_refused_and_not_shown_again(
    client: Client, supervised: Supervised, action: Action
) -> None:
    client.force_login(supervised.supervisor)
    number = f"0101{90}-{1234}"
    response = client.post(reverse("supervision:action_drop", args=[action.pk]), {"reason": f"Ung {number} er flyttet"})
    assert response.status_code == 422
    assert number not in response.content.decode()
    assert "er flyttet" in response.content.decode()
    assert state(action) == ActionState.OPEN


def test_what_is_done_already_is_not_dropped(client: Client, supervised: Supervised, action: Action) -> None:
    close_action(action=action, state=ActionState.DONE, by=supervised.supervisor)
    client.force_login(supervised.supervisor)
    drop = reverse("supervision:action_drop", args=[action.pk])
    assert client.get(drop).headers["Location"] == LIST
    assert client.post(drop, {"reason": "Alligevel ikke"}).headers["Location"] == LIST
    assert state(action) == ActionState.DONE


def test_a_done_action_is_opened_again_by_the_supervisor_alone(
    client: Client, supervised: Supervised, action: Action
) -> None:
    close_action(action=action, state=ActionState.DONE, by=supervised.supervisor)
    reopen = reverse("supervision:action_reopen", args=[action.pk])
    client.force_login(supervised.staff.user)
    assert client.post(reopen).status_code == 403
    client.force_login(supervised.supervisor)
    client.post(reopen)
    assert state(action) == ActionState.OPEN


def test_an_action_stays_its_person_s_when_they_have_left_the_team(
    client: Client, supervised: Supervised, action: Action
) -> None:
    supervised.staff.left_on = days_ago(1)
    supervised.staff.save()
    client.force_login(supervised.staff.user)
    client.post(reverse("supervision:action_done", args=[action.pk]))
    assert state(action) == ActionState.DONE


def test_the_list_asks_as_often_for_one_action_as_for_many(
    client: Client, supervised: Supervised, action: Action
) -> None:
    done = made.action(action.record, responsible=supervised.staff.user)
    close_action(action=done, state=ActionState.DONE, by=supervised.supervisor)
    client.force_login(supervised.staff.user)
    one = queries_of(client, LIST)
    theme = supervised.form.themes.first()
    for number in range(20):
        record = supervised.recorded(31 + number)
        made.action(record, responsible=supervised.staff.user, theme=theme)
        done = made.action(record, responsible=supervised.staff.user)
        close_action(action=done, state=ActionState.DONE, by=supervised.supervisor)
    assert queries_of(client, LIST) == one
