"""Tests of what supervision puts on one's own course and on the start page, and of what it costs there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from courses.enums import SessionState
from lms.context import page
from lms.waiting import NOTHING, waiting_for
from tests import factories
from tests.people.queries import queries_of
from tests.supervision import factories as made
from tests.supervision.world import Supervised, days_ago

if TYPE_CHECKING:
    from django.test import Client, RequestFactory
    from pytest_django.fixtures import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervised() -> Supervised:
    return Supervised()


def test_own_open_actions_stand_by_their_date_beside_the_next_supervision(supervised: Supervised) -> None:
    record = supervised.recorded(30)
    later = made.action(record, responsible=supervised.staff.user, due=days_ago(-5), what="Bagefter")
    sooner = made.action(record, responsible=supervised.staff.user, due=days_ago(1), what="Først")
    made.action(record, responsible=supervised.leader.user)
    made.action(
        record,
        responsible=supervised.staff.user,
        state="done",
        closed_at="2026-01-01T12:00Z",
        closed_by=supervised.supervisor,
    )
    made.supervision(supervised.team, code="SUP9", on=days_ago(-40))
    following = made.supervision(supervised.team, code="SUP8", on=days_ago(-9), place="Rådhuset")
    made.supervision(supervised.team, code="SUP7", on=days_ago(-2), state=SessionState.CANCELLED)
    waiting = waiting_for(supervised.staff.user)
    assert [(one.pk, one.what, one.is_overdue) for one in waiting.actions] == [
        (sooner.pk, "Først", True),
        (later.pk, "Bagefter", False),
    ]
    found = waiting.supervision
    assert found is not None
    assert (found.session, found.team, found.code, found.place) == (
        following.pk,
        supervised.team.pk,
        "SUP8",
        "Rådhuset",
    )
    assert found.starts_at == following.starts_at


def test_the_next_supervision_is_for_the_staff_who_send_cases_in(supervised: Supervised) -> None:
    made.supervision(supervised.team, on=days_ago(-9))
    assert waiting_for(supervised.staff.user).supervision
    assert waiting_for(supervised.leader.user).supervision is None
    assert waiting_for(supervised.associate.user).supervision is None


def test_nothing_waits_for_a_stranger(supervised: Supervised) -> None:
    made.supervision(supervised.team, on=days_ago(-9))
    assert waiting_for(factories.user()) == NOTHING


def test_it_costs_one_query_and_none_without_a_team(
    rf: RequestFactory, supervised: Supervised, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        made.action(supervised.recorded(30 + number), responsible=supervised.staff.user)
    request = rf.get("/")
    for person, cost in ((supervised.staff.user, 1), (supervised.owner, 0)):
        request.user = person
        context = page(request)
        list(context["main_menu"])
        with django_assert_num_queries(cost):
            assert bool(context["waiting"].actions) == bool(cost)
            assert context["waiting"].supervision is None


def test_my_course_shows_both_and_asks_as_often_for_many_actions_as_for_none(
    client: Client, supervised: Supervised
) -> None:
    client.force_login(supervised.staff.user)
    course = reverse("courses:my_course")
    made.supervision(supervised.team, code="SUP8", on=days_ago(-9))
    none = queries_of(client, course)
    for number in range(9):
        made.action(supervised.recorded(30 + number), responsible=supervised.staff.user, what=f"Handling {number}")
    assert queries_of(client, course) == none
    shown = client.get(course).content.decode()
    assert "Næste supervision" in shown
    assert "Handling 8" in shown
    assert reverse("supervision:team", args=[supervised.team.pk]) in shown


def test_start_page_shows_own_actions_and_the_records_to_finish(client: Client, supervised: Supervised) -> None:
    record = supervised.recorded(60)
    made.action(record, responsible=supervised.supervisor, what="Sende en artikel")
    session = supervised.held(5)
    client.force_login(supervised.supervisor)
    shown = client.get("/").content.decode()
    assert "Sende en artikel" in shown
    assert reverse("supervision:record_open", args=[session.pk]) in shown
    assert reverse("supervision:team", args=[supervised.team.pk]) in shown
    client.force_login(supervised.leader.user)
    shown = client.get("/").content.decode()
    assert "Sende en artikel" not in shown
    assert reverse("supervision:record_open", args=[session.pk]) not in shown
