"""The pages of participants: who sees what, what forms do, and the list across cohorts, a page at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.enums import AttendanceStatus, CohortState, TeamRole
from courses.models import Participant, Team
from courses.participant_search import ParticipantPaginator, ParticipantSearch, participants_in_order
from people.models import Invitation
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """A participant in a team, and a person in each relation to them."""

    participant: Participant
    people: dict[str, User]

    @property
    def team(self) -> Team:
        return self.participant.team


@pytest.fixture
def world() -> World:
    cohort = factories.cohort(code="H2024")
    team = factories.team(cohort)
    anna = factories.participant(team, name="Anna", fte="1", education="Pædagog")
    roles = {role.value: factories.participant(team, team_role=role, name=role.value).user for role in TeamRole}
    people = roles | {
        "self": anna.user,
        "owner": factories.model_owner(cohort.programme),
        "colleague": factories.model_owner(factories.programme()),
        "trainer": factories.user(),
        "supervisor": factories.supervisor(team).user,
        "stranger": factories.user(),
    }
    factories.session(cohort, code="UDD1", trainers=[people["trainer"]])
    for person in people.values():
        person.language = "en"
        person.save()
    return World(anna, people)


def page(client: Client, person: User, name: str, *args: object, **query: str) -> str:
    """Return the page as the person sees it."""
    client.force_login(person)
    response = client.get(reverse(f"courses:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


IN_SCOPE = {"self", "owner", "staff", "leader", "associate", "trainer", "supervisor"}
MANAGED = ("participant_edit", "participant_fte", "participant_leave")
POSTED = {"participant_remove": {"owner"}, "participant_invite": {"owner", "leader"}}


@pytest.mark.parametrize("name", ["participant", *MANAGED])
def test_each_page_opens_to_its_roles_is_refused_in_scope_and_does_not_exist_outside(
    client: Client, world: World, name: str
) -> None:
    allowed = {"owner"} if name in MANAGED else {"self", "owner", "leader", "supervisor"}
    address = reverse(f"courses:{name}", args=[world.participant.pk])
    for role, person in world.people.items():
        client.force_login(person)
        expected = 200 if role in allowed else 403 if role in IN_SCOPE else 404
        assert (role, client.get(address).status_code) == (role, expected)


@pytest.mark.parametrize("name", POSTED)
def test_removing_and_inviting_take_a_post_of_those_who_may(client: Client, world: World, name: str) -> None:
    address = reverse(f"courses:{name}", args=[world.participant.pk])
    for role in sorted(world.people, key=lambda role: role in POSTED[name]):
        client.force_login(world.people[role])
        assert client.get(address).status_code == 405
        expected = 302 if role in POSTED[name] else 403 if role in IN_SCOPE else 404
        assert (role, client.post(address).status_code) == (role, expected)


# -- one participant --------------------------------------------------------------------------------------------------


def test_the_page_tells_standing_facts_and_every_session(client: Client, world: World) -> None:
    session = world.team.cohort.sessions.get(code="UDD1")
    factories.attendance(world.participant, session, status=AttendanceStatus.EXCUSED, reason="Syg")
    html = page(client, world.people["leader"], "participant", world.participant.pk)
    for text in ("Anna", "Pædagog", "UDD1", "Syg", "Helsingør Kommune", "1 from 2 September 2024", "Out of reach"):
        assert text in html
    assert "Needs a make-up of 336 minutes" in html
    assert "Record a make-up" not in html


def test_the_page_speaks_to_the_participant_and_offers_the_owner_what_can_be_decided(
    client: Client, world: World
) -> None:
    session = world.team.cohort.sessions.get(code="UDD1")
    factories.attendance(world.participant, session)
    own = page(client, world.people["self"], "participant", world.participant.pk)
    assert "You have earned the certificate." in own
    assert reverse("courses:team", args=[world.team.pk]) not in own
    owned = page(client, world.people["owner"], "participant", world.participant.pk)
    assert "Has earned the certificate." in owned
    assert "Issue the certificate" in owned
    assert "Remove from the team" not in owned


def test_the_page_takes_as_many_queries_for_one_session_as_for_many(client: Client, world: World) -> None:
    factories.attendance(world.participant, world.team.cohort.sessions.get(code="UDD1"))

    def queries() -> int:
        page(client, world.people["owner"], "participant", world.participant.pk)
        with CaptureQueriesContext(connection) as captured:
            page(client, world.people["owner"], "participant", world.participant.pk)
        return len(captured)

    for_one = queries()
    for number in range(12):
        session = factories.session(world.team.cohort, code=f"S{number}")
        factories.attendance(world.participant, session)
    assert queries() == for_one


def test_somebody_who_has_left_still_sees_their_own_standing(client: Client, world: World) -> None:
    Participant.objects.filter(pk=world.participant.pk).update(left_on=date(2025, 1, 1))
    html = page(client, world.people["self"], "participant", world.participant.pk)
    assert "You have left the team." in html


# -- changes ----------------------------------------------------------------------------------------------------------


def test_a_coordinator_adds_a_participant(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    address = reverse("courses:participant_create", args=[world.team.pk])
    fields = {
        "name": "Bo Gade",
        "email": "BO@x.dk",
        "municipality": factories.municipality().pk,
        "team_role": "staff",
        "joined_on": "1/10-2024",
        "fte": "80 %",
        "education": "Psykolog",
    }
    assert client.post(address, fields).headers["Location"] == reverse("courses:team", args=[world.team.pk])
    bo = Participant.objects.get(user__email="bo@x.dk")
    assert (bo.user.name, bo.joined_on, bo.education, bo.facilitator) == (
        "Bo Gade",
        date(2024, 10, 1),
        "Psykolog",
        False,
    )
    assert bo.fte_changes.get().fte == Decimal("0.80")
    again = client.post(address, fields)
    assert again.status_code == 422
    assert "Bo Gade is already in the team Helsingør on these dates." in again.content.decode()


def test_each_impossible_field_is_told(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    address = reverse("courses:participant_create", args=[world.team.pk])
    fields = {"name": "", "email": "x", "municipality": "0", "team_role": "chef", "joined_on": "31.2.2024", "fte": "8"}
    response = client.post(address, fields)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == set(fields)


def test_a_coordinator_changes_a_participant(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    address = reverse("courses:participant_edit", args=[world.participant.pk])
    fields = {
        "name": "Anna Holm",
        "municipality": factories.municipality().pk,
        "team_role": "staff",
        "joined_on": "2024-09-02",
        "left_on": "",
        "facilitator": "on",
        "education": "",
    }
    assert client.post(address, fields).status_code == 302
    anna = Participant.objects.get(pk=world.participant.pk)
    assert (anna.user.name, anna.facilitator, anna.education) == ("Anna Holm", True, "")
    refused = client.post(address, fields | {"left_on": "1.9.2024"})
    assert "The left date cannot lie before the joined date." in refused.content.decode()
    leading = client.post(address, fields | {"team_role": "leader"})
    assert "Only one of the staff can be the facilitator" in leading.content.decode()


def test_the_name_of_somebody_with_an_account_is_not_asked_for(client: Client, world: World) -> None:
    world.people["self"].set_password("a-long-password")
    world.people["self"].save()
    html = page(client, world.people["owner"], "participant_edit", world.participant.pk)
    assert 'name="name"' not in html


def test_staffing_and_leaving_are_entered_by_date(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    pk = world.participant.pk
    staffing = reverse("courses:participant_fte", args=[pk])
    assert client.post(staffing, {"effective_on": "1.1.2025", "fte": "0,5"}).status_code == 302
    assert client.post(staffing, {"effective_on": "1.1.2024", "fte": "0,5"}).status_code == 422
    leaving = reverse("courses:participant_leave", args=[pk])
    assert client.post(leaving, {"left_on": "1.9.2024"}).status_code == 422
    assert client.post(leaving, {"left_on": "1.6.2025"}).status_code == 302
    anna = Participant.objects.get(pk=pk)
    assert (anna.left_on, anna.fte_changes.last().fte) == (date(2025, 6, 1), Decimal("0.50"))


def test_a_row_made_by_mistake_is_removed_and_one_with_attendance_is_not(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    kept = factories.participant(world.team)
    factories.attendance(kept, world.team.cohort.sessions.get(code="UDD1"))
    refused = client.post(reverse("courses:participant_remove", args=[kept.pk]), follow=True)
    assert "has attendance on record and cannot be removed" in refused.content.decode()
    client.post(reverse("courses:participant_remove", args=[world.participant.pk]))
    assert not Participant.objects.filter(pk=world.participant.pk).exists()
    assert Participant.objects.filter(pk=kept.pk).exists()


def test_a_leader_invites_a_member_of_the_own_team(client: Client, world: World) -> None:
    client.force_login(world.people["leader"])
    client.post(reverse("courses:participant_invite", args=[world.participant.pk]))
    invitation = Invitation.objects.get(user=world.participant.user)
    assert (invitation.invited_by, invitation.occasion) == (
        world.people["leader"],
        f"{world.team.cohort.programme.title}, cohort H2024",
    )


def test_somebody_who_has_left_is_not_invited(client: Client, world: World) -> None:
    Participant.objects.filter(pk=world.participant.pk).update(left_on=date(2025, 1, 1))
    client.force_login(world.people["owner"])
    response = client.post(reverse("courses:participant_invite", args=[world.participant.pk]), follow=True)
    assert "Anna has left the team." in response.content.decode()
    assert not Invitation.objects.exists()


# -- the list ---------------------------------------------------------------------------------------------------------


def names(html: str) -> list[str]:
    """Return the names of the table's rows in their order."""
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("</a>")[:-1]
    return [row.rsplit(">", 1)[1] for row in rows]


def test_the_list_holds_those_whose_attendance_the_reader_may_read(client: Client, world: World) -> None:
    other = factories.team(world.team.cohort, municipalities=["Lolland"])
    factories.participant(other, name="Bo")
    factories.participant(name="Elsewhere")
    everybody = ["Anna", "Bo", "associate", "leader", "staff"]
    assert names(page(client, world.people["owner"], "participant_list")) == everybody
    for role in ("leader", "supervisor"):
        listed = names(page(client, world.people[role], "participant_list"))
        assert listed == [name for name in everybody if name != "Bo"]
    for role in ("staff", "associate", "trainer", "stranger"):
        client.force_login(world.people[role])
        assert client.get(reverse("courses:participant_list")).status_code == 403
    assert "No participants yet" in page(client, world.people["colleague"], "participant_list")


def test_the_list_is_narrowed_by_text_cohort_and_role(client: Client, world: World) -> None:
    owner = world.people["owner"]
    later = factories.team(factories.cohort(programme=world.team.cohort.programme, code="H2025"))
    factories.participant(later, user=world.people["self"])
    factories.participant(later, name="Åse Lund")
    assert names(page(client, owner, "participant_list", q="åse")) == ["Åse Lund"]
    assert names(page(client, owner, "participant_list", q=world.people["self"].email)) == ["Anna", "Anna"]
    assert names(page(client, owner, "participant_list", cohort="H2025")) == ["Anna", "Åse Lund"]
    assert names(page(client, owner, "participant_list", role="leader")) == ["leader"]
    assert names(page(client, owner, "participant_list", q="anna", cohort="H2024", role="staff")) == ["Anna"]
    assert "Nobody fits" in page(client, owner, "participant_list", q="nobody")
    assert len(names(page(client, owner, "participant_list", cohort="X", role="chef"))) == 6


def test_the_list_has_twenty_five_a_page_and_each_person_on_one(client: Client, world: World) -> None:
    for number in range(60):
        factories.participant(world.team, name=f"Same Name {number % 3}")
    seen = []
    for number in (1, 2, 3):
        client.force_login(world.people["owner"])
        response = client.get(reverse("courses:participant_list"), {"page": number})
        seen.append([row.participant.pk for row in response.context["rows"]])
    assert [len(rows) for rows in seen] == [25, 25, 14]
    assert len({pk for rows in seen for pk in rows}) == 64


def test_the_list_takes_as_many_queries_for_one_participant_as_for_many(client: Client, world: World) -> None:
    def queries() -> int:
        page(client, world.people["owner"], "participant_list")
        with CaptureQueriesContext(connection) as captured:
            page(client, world.people["owner"], "participant_list")
        return len(captured)

    for_few = queries()
    for number in range(30):
        cohort = factories.cohort(programme=world.team.cohort.programme) if number % 3 == 0 else world.team.cohort
        one = factories.participant(factories.team(cohort, name=f"Team {number}"))
        factories.attendance(one, factories.session(cohort, team=one.team))
    assert queries() == for_few


def test_a_search_finds_what_it_counts_whatever_it_is_narrowed_to(world: World) -> None:
    factories.participant(factories.team(factories.cohort()), user=world.people["self"])
    factories.participant(world.team, name="Åge Anna", team_role=TeamRole.LEADER)
    teams = Team.objects.filter(pk=world.team.pk)
    for text in ("", "anna", "å"):
        for role in ("", "leader", "staff"):
            search = ParticipantSearch(teams, text=text, role=role)
            paginator = ParticipantPaginator(search, 25)
            found = participants_in_order(paginator.get_page(1).object_list)
            assert set(found) == set(search.found())
            assert paginator.count == len(found)


def test_a_page_of_the_list_reads_people_in_the_order_of_the_index(world: World) -> None:
    if connection.vendor == "postgresql":
        # With a handful of rows it sorts sooner than it opens an index, unless that is made dear.
        with connection.cursor() as cursor:
            cursor.execute(
                "SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off"
            )
    plan = ParticipantSearch(Team.objects.filter(pk=world.team.pk)).ids_by_name()[:25].explain()
    assert "user_by_name" in plan
    # PostgreSQL's incremental sort takes people as the index has them and orders one person's rows only.
    assert not re.search(r"TEMP B-TREE FOR ORDER BY|(?<!Incremental )Sort  \(", plan)


def test_the_standings_of_a_page_are_those_of_the_moment(client: Client, world: World) -> None:
    cohort = world.team.cohort
    cohort.state = CohortState.PUBLISHED
    session = cohort.sessions.get(code="UDD1")
    assert session.ends_at < timezone.now()
    factories.attendance(world.participant, session)
    html = page(client, world.people["owner"], "participant_list", q="anna")
    assert "Earned" in html
    assert "100.0" in html
