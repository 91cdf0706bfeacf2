"""Tests of supervision at a glance: my supervisions, the model owner's list and a team's page."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.enums import CohortState
from people.roles import Role
from supervision.enums import Channel
from supervision.models import Contact, RecordDraft
from tests import factories
from tests.people.queries import queries_of
from tests.supervision import factories as made
from tests.supervision.world import Supervised, days_ago

if TYPE_CHECKING:
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db
OVERVIEW = "/supervision/"


@pytest.fixture
def supervised() -> Supervised:
    return Supervised()


def page(client: Client, person: User, url: str = OVERVIEW) -> str:
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def of_team(supervised: Supervised) -> str:
    return reverse("supervision:team", args=[supervised.team.pk])


# -- my supervisions --------------------------------------------------------------------------------------------------


def test_supervisor_sees_the_next_supervision_with_what_stands_ready(client: Client, supervised: Supervised) -> None:
    record = supervised.recorded(30, A=4, B=3)
    made.action(record)
    ahead = made.supervision(supervised.team, code="SUP9", on=days_ago(-7), place="Rådhuset")
    made.supervision(supervised.team, code="SUP10", on=days_ago(-40))
    made.case(ahead)
    shown = page(client, supervised.supervisor)
    assert "SUP9" in shown
    assert "SUP10" not in shown
    assert "Rådhuset" in shown
    assert "A 4 · B 3" in shown
    assert "Sagen om M" not in shown


def test_one_who_stands_in_sees_that_session_and_nothing_else_of_the_team(
    client: Client, supervised: Supervised
) -> None:
    made.supervision(supervised.team, code="SUP9", on=days_ago(-7))
    substitute = factories.user(name="Viggo Vikar")
    made.supervision(supervised.team, code="SUP10", on=days_ago(-40)).trainers.add(substitute)
    shown = page(client, substitute)
    assert "SUP10" in shown
    assert "SUP9" not in shown
    assert "Vikar: Viggo Vikar" not in shown


def test_the_supervisor_sees_who_stands_in(client: Client, supervised: Supervised) -> None:
    made.supervision(supervised.team, code="SUP9", on=days_ago(-7)).trainers.add(factories.user(name="Viggo Vikar"))
    assert "Viggo Vikar" in page(client, supervised.supervisor)


def test_records_to_finish_are_begun_or_gone_on_with(client: Client, supervised: Supervised) -> None:
    begun, late = supervised.held(3), supervised.held(20)
    RecordDraft.objects.create(
        session=begun, form=supervised.form, opened_by=supervised.supervisor, saved_by=supervised.supervisor
    )
    signed = supervised.recorded(40).session
    nobody = made.supervision(supervised.team, code="SUP5", on=days_ago(5))
    factories.attendance(supervised.staff, nobody, status="absent")
    shown = page(client, supervised.supervisor)
    assert reverse("supervision:record_edit", args=[begun.pk]) in shown
    assert reverse("supervision:record_open", args=[late.pk]) in shown
    assert "20 dage siden" in shown
    assert shown.count("Over tiden") == 1
    assert reverse("courses:session", args=[signed.pk]) not in shown
    assert reverse("courses:session", args=[nobody.pk]) not in shown


def test_a_team_that_has_waited_too_long_is_called_out(client: Client, supervised: Supervised) -> None:
    supervised.recorded(50)
    assert "Den seneste supervision blev holdt for 7 uger siden." in page(client, supervised.supervisor)


def test_a_team_of_a_closed_cohort_is_not_shown(client: Client, supervised: Supervised) -> None:
    supervised.held(30)
    supervised.cohort.state = CohortState.CLOSED
    supervised.cohort.save()
    assert supervised.team.name not in page(client, supervised.supervisor)


def test_supervisor_without_a_team_is_told_what_will_stand_there(client: Client) -> None:
    person = factories.membership(role=Role.SUPERVISOR).user
    assert "Ingen supervision forude" in page(client, person)


# -- the model owner's list -------------------------------------------------------------------------------------------


def test_model_owner_sees_every_team_of_their_programmes_and_no_other(client: Client, supervised: Supervised) -> None:
    Supervised(name="Fremmed kommune")
    supervised.recorded(40, A=4)
    supervised.held(20)
    shown = page(client, supervised.owner)
    assert "2 af 8" in shown
    assert "Fremmed kommune" not in shown
    assert "A 4" in shown


def test_a_missing_or_unqualified_supervisor_is_shown(client: Client, supervised: Supervised) -> None:
    alone = factories.team(supervised.cohort, name="Alene")
    unqualified = factories.team(supervised.cohort, name="Ny supervisor")
    factories.supervisor(unqualified)
    assert alone
    shown = page(client, supervised.owner)
    assert shown.count("Ingen superviserer teamet.") == 1
    assert shown.count("Supervisorens kvalifikationer er ikke dokumenteret.") == 1


def test_the_longest_wait_stands_first_unless_the_list_is_sorted_otherwise(
    client: Client, supervised: Supervised
) -> None:
    supervised.held(30)
    waits = Supervised(supervised.cohort, name="Aabenraa")
    waits.held(60)
    later = Supervised(supervised.cohort, name="Ærø")
    later.held(10)
    later.held(20)

    def order(query: str) -> list[str]:
        client.force_login(supervised.owner)
        return [row.team.name for row in client.get(OVERVIEW + query).context["rows"]]

    assert order("") == ["Aabenraa", "Helsingør", "Ærø"]
    assert order("?sort=weeks") == ["Ærø", "Helsingør", "Aabenraa"]
    assert order("?sort=name") == ["Aabenraa", "Helsingør", "Ærø"]
    assert order("?sort=-name") == ["Ærø", "Helsingør", "Aabenraa"]
    assert order("?sort=-held")[0] == "Ærø"
    assert order("?sort=nothing") == order("")
    assert order("?q=ærø") == ["Ærø"]
    assert order(f"?cohort={supervised.cohort.code}&q=aaben") == ["Aabenraa"]
    assert order("?cohort=findes-ikke&q=") == order("")


def test_a_search_that_finds_no_team_says_so(client: Client, supervised: Supervised) -> None:
    assert "Ingen passer" in page(client, supervised.owner, f"{OVERVIEW}?q=findes-ikke")


def test_model_owner_sees_the_consultations_that_lack_a_record(client: Client, supervised: Supervised) -> None:
    session = made.consultation(supervised.team, on=days_ago(3))
    shown = page(client, supervised.owner)
    assert reverse("supervision:record_open", args=[session.pk]) in shown
    assert "Ledelseskonsultationer uden referat" in shown


def test_one_who_is_both_sees_both(client: Client, supervised: Supervised) -> None:
    factories.supervisor(supervised.team, user=supervised.owner)
    shown = page(client, supervised.owner)
    assert "Mine supervisioner" in shown
    assert "Alle team" in shown


@pytest.mark.parametrize("who", ["staff", "leader", "associate"])
def test_those_who_take_part_have_the_team_s_page_instead(client: Client, supervised: Supervised, who: str) -> None:
    client.force_login(getattr(supervised, who).user)
    assert client.get(OVERVIEW).status_code == 403


# -- a team's page ----------------------------------------------------------------------------------------------------


def test_team_page_says_what_is_missing(client: Client, supervised: Supervised) -> None:
    supervised.recorded(80)
    supervised.recorded(60)
    extended = supervised.held(30, extended=True)
    without = made.supervision(supervised.team, code="SUP5", on=days_ago(5))
    shown = page(client, supervised.owner, of_team(supervised))
    assert "3 af 8" in shown
    assert "SUP80 og SUP60 blev holdt samme sted: I kommunen." in shown
    assert f"Holdt uden en leder: {extended.code}." in shown
    assert f"Fremmøde mangler: {without.code}." in shown
    assert f"Referat ikke underskrevet efter mere end 14 dage: {extended.code}." in shown


def test_leadership_is_for_leaders_and_the_model_owner(client: Client, supervised: Supervised) -> None:
    record = made.record(made.consultation(supervised.team, on=days_ago(10)), by=supervised.owner)
    made.action(record, what="Ansætte en psykolog mere", responsible=supervised.leader.user)
    Contact.objects.create(
        team=supervised.team,
        on=days_ago(3),
        channel=Channel.CALL,
        counterpart="Lone",
        line="Talte om normering",
        logged_by=supervised.owner,
    )
    for person in (supervised.leader.user, supervised.owner):
        shown = page(client, person, of_team(supervised))
        assert "Ansætte en psykolog mere" in shown
        assert "Talte om normering" in shown
    for person in (supervised.staff.user, supervised.supervisor):
        shown = page(client, person, of_team(supervised))
        assert "Ansætte en psykolog mere" not in shown
        assert "Talte om normering" not in shown
        assert "Ledelseskonsultation" not in shown


def test_who_may_close_and_who_may_drop_an_action_is_offered_it(client: Client, supervised: Supervised) -> None:
    action = made.action(supervised.recorded(30))
    done = reverse("supervision:action_done", args=[action.pk])
    drop = reverse("supervision:action_drop", args=[action.pk])
    offered = {}
    for who in ("supervisor", "leader", "staff", "owner"):
        person = getattr(supervised, who)
        shown = page(client, getattr(person, "user", person), of_team(supervised))
        offered[who] = (done in shown, drop in shown)
    assert offered == {
        "supervisor": (True, True),
        "leader": (True, False),
        "staff": (False, False),
        "owner": (False, False),
    }


def test_cases_never_stand_on_the_team_s_page(client: Client, supervised: Supervised) -> None:
    made.case(supervised.recorded(30).session, approach="narrative", agreed="Skrive et brev")
    for who in (supervised.supervisor, supervised.owner, supervised.leader.user):
        shown = page(client, who, of_team(supervised))
        assert "Sagen om M" not in shown
        assert "Skrive et brev" not in shown


def test_only_the_writer_is_offered_a_record_that_is_missing(client: Client, supervised: Supervised) -> None:
    session = supervised.held(5)
    begin = reverse("supervision:record_open", args=[session.pk])
    assert begin in page(client, supervised.supervisor, of_team(supervised))
    for person in (supervised.owner, supervised.leader.user, supervised.staff.user):
        assert begin not in page(client, person, of_team(supervised))


def test_an_empty_team_page_says_what_will_stand_there(client: Client) -> None:
    new = Supervised()
    shown = page(client, new.staff.user, of_team(new))
    for sentence in ("Ingen supervisioner endnu", "Intet tema er vurderet endnu", "Der er ingen åbne handlinger."):
        assert sentence in shown


# -- queries ----------------------------------------------------------------------------------------------------------


def fill(world: Supervised, count: int) -> None:
    """Give the team so many supervisions: recorded with actions, ended without record, and ahead."""
    for number in range(count):
        record = world.recorded(95 - 2 * number, A=3, B=4, C=2, D=5, E=1)
        made.action(record, responsible=world.staff.user)
        made.action(record, state="done", closed_at=timezone.now(), closed_by=world.supervisor)
        RecordDraft.objects.create(
            session=world.held(61 - number), form=world.form, opened_by=world.supervisor, saved_by=world.supervisor
        )
        made.case(made.supervision(world.team, code=f"X{number}", on=days_ago(-10 - number)))
        made.consultation(world.team, code=f"LED{number}", on=days_ago(20))


@pytest.mark.parametrize("who", ["owner", "supervisor"])
def test_overview_asks_as_often_for_one_team_as_for_thirty(client: Client, supervised: Supervised, who: str) -> None:
    person = getattr(supervised, who)
    fill(supervised, 1)
    client.force_login(person)
    one = queries_of(client, OVERVIEW)
    for number in range(29):
        other = Supervised(supervised.cohort, name=f"Team {number}")
        factories.supervisor(other.team, user=supervised.supervisor)
        fill(other, 1)
    assert queries_of(client, OVERVIEW) == one


@pytest.mark.parametrize("who", ["owner", "supervisor", "leader", "staff"])
def test_team_page_asks_as_often_for_one_session_as_for_sixteen(
    client: Client, supervised: Supervised, who: str
) -> None:
    person = getattr(supervised, who)
    fill(supervised, 1)
    client.force_login(getattr(person, "user", person))
    one = queries_of(client, of_team(supervised))
    supervised.team.sessions.model.objects.filter(team=supervised.team).exclude(record__isnull=False)
    more = Supervised(supervised.cohort, name="En anden")
    more.team = supervised.team
    more.held = supervised.held  # type: ignore[method-assign]
    for number in range(15):
        record = made.record(
            made.supervision(supervised.team, code=f"Y{number}", on=days_ago(30) + timedelta(days=number)),
            form=supervised.form,
            scores={"A": 3, "B": 2},
        )
        for _number in range(3):
            made.action(record, responsible=supervised.staff.user)
    assert queries_of(client, of_team(supervised)) == one
