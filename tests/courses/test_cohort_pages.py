"""The pages of cohorts and teams: who sees what, what forms do, and that lists take a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.enums import AttendanceStatus, CohortState, TeamRole
from courses.models import Cohort, Supervisor, Team
from courses.permissions import may_on_team, teams_with_readable_attendance
from people.roles import Permission, Role
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """A cohort with a team, and a person in each role on it; ``colleague`` owns another programme."""

    cohort: Cohort
    team: Team
    people: dict[str, User]


@pytest.fixture
def world() -> World:
    cohort = factories.cohort(code="H2024")
    team = factories.team(cohort)
    other = factories.team(cohort, municipalities=["Lolland"])
    roles = {role.value: factories.participant(team, team_role=role, name=role.value).user for role in TeamRole}
    people = roles | {
        "owner": factories.model_owner(cohort.programme),
        "colleague": factories.model_owner(factories.programme()),
        "trainer": factories.user(),
        "supervisor": factories.supervisor(team).user,
        "other_staff": factories.participant(other, name="other").user,
        "stranger": factories.user(),
    }
    factories.session(cohort, code="UDD1", title="Rådgivning", trainers=[people["trainer"]])
    for person in people.values():
        person.language = "en"
        person.save()
    return World(cohort, team, people)


def answer(client: Client, person: User, name: str, *args: object) -> int:
    """Return the status that the page answers the person with."""
    client.force_login(person)
    return client.get(reverse(f"courses:{name}", args=args)).status_code


def page(client: Client, person: User, name: str, *args: object, **query: str) -> str:
    """Return the page as the person sees it."""
    client.force_login(person)
    response = client.get(reverse(f"courses:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


ALL = ("owner", "staff", "leader", "associate", "trainer", "supervisor", "other_staff")


@pytest.mark.parametrize(
    ("name", "allowed", "refused"),
    [
        ("cohort", ALL, ()),
        ("cohort_create", ("owner", "colleague"), ("staff", "leader", "trainer", "supervisor", "stranger")),
        ("team_create", ("owner",), tuple(set(ALL) - {"owner"})),
        ("participants_import", ("owner",), tuple(set(ALL) - {"owner"})),
        ("team", ("owner", "leader", "supervisor"), ("staff", "associate", "trainer")),
        ("team_edit", ("owner",), ("leader", "supervisor", "staff", "associate", "trainer")),
        ("participant_create", ("owner",), ("leader", "supervisor", "staff", "associate", "trainer")),
        ("supervisor_assign", ("owner",), ("leader", "supervisor", "staff", "associate", "trainer")),
    ],
)
def test_each_page_opens_to_its_roles_is_refused_in_scope_and_does_not_exist_outside(
    client: Client, world: World, name: str, allowed: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    of_team = {"team", "team_edit", "participant_create", "supervisor_assign"}
    args = [world.team.pk] if name in of_team else [] if name == "cohort_create" else [world.cohort.code]
    answers = {role: answer(client, person, name, *args) for role, person in world.people.items()}
    outside = set(answers) - set(allowed) - set(refused) if name != "cohort_create" else set()
    expected = dict.fromkeys(allowed, 200) | dict.fromkeys(refused, 403) | dict.fromkeys(outside, 404)
    assert {role: answers[role] for role in expected} == expected


@pytest.mark.parametrize("name", ["cohort_close", "cohort_reopen"])
def test_closing_and_reopening_take_a_post_of_the_model_owner(client: Client, world: World, name: str) -> None:
    address = reverse(f"courses:{name}", args=["H2024"])
    answers = {}
    for role in ("owner", "leader", "trainer", "colleague", "stranger"):
        client.force_login(world.people[role])
        assert client.get(address).status_code == 405
        answers[role] = client.post(address).status_code
    assert answers == {"owner": 302, "leader": 403, "trainer": 403, "colleague": 404, "stranger": 404}


def test_ending_a_supervision_is_the_model_owner_s(client: Client, world: World) -> None:
    pk = Supervisor.objects.get().pk
    roles = ("owner", "leader", "supervisor", "trainer", "staff", "colleague", "stranger")
    answers = {role: answer(client, world.people[role], "supervisor_end", pk) for role in roles}
    assert answers == {
        "owner": 200,
        **dict.fromkeys(("leader", "supervisor", "trainer", "staff"), 403),
        **dict.fromkeys(("colleague", "stranger"), 404),
    }


def test_the_readable_teams_of_a_list_are_those_that_the_permission_allows(world: World) -> None:
    for person in world.people.values():
        listed = set(Team.objects.filter(teams_with_readable_attendance(person)))
        asked = {team for team in Team.objects.all() if may_on_team(person, Permission.READ_TEAM_ATTENDANCE, team)}
        assert listed == asked


# -- the list of cohorts ----------------------------------------------------------------------------------------------


def test_the_list_shows_the_cohorts_in_scope_with_their_counts(client: Client, world: World) -> None:
    factories.participant(world.team, left_on=date(2025, 1, 1))
    factories.cohort(code="H1999")
    html = page(client, world.people["owner"], "cohort_list")
    assert "H2024" in html
    assert "H1999" not in html
    assert '<td class="number" data-label="Teams">2</td>' in html
    assert '<td class="number" data-label="Participants">4</td>' in html
    assert "New cohort" in html
    assert "New cohort" not in page(client, world.people["leader"], "cohort_list")


def test_an_empty_list_says_what_to_do_next(client: Client, world: World) -> None:
    assert "Create the first one" in page(client, world.people["colleague"], "cohort_list")
    assert "The cohorts that you teach" in page(client, world.people["stranger"], "cohort_list")


def queries(client: Client, person: User, name: str, *args: object) -> int:
    """Return how many queries the page takes, once everything that is cached is."""
    page(client, person, name, *args)
    with CaptureQueriesContext(connection) as captured:
        page(client, person, name, *args)
    return len(captured)


def test_the_list_takes_as_many_queries_for_one_cohort_as_for_many(client: Client, world: World) -> None:
    owner = world.people["owner"]
    for_one = queries(client, owner, "cohort_list")
    for _ in range(8):
        factories.participant(factories.team(factories.cohort(programme=world.cohort.programme)))
    assert queries(client, owner, "cohort_list") == for_one


@pytest.mark.parametrize("name", ["cohort", "team"])
def test_cohort_and_team_take_as_many_queries_for_one_participant_as_for_many(
    client: Client, world: World, name: str
) -> None:
    owner = world.people["owner"]
    args = [world.cohort.code] if name == "cohort" else [world.team.pk]
    for_few = queries(client, owner, name, *args)
    for number in range(12):
        one = factories.participant(world.team, fte="1")
        factories.supervisor(world.team)
        factories.attendance(one, factories.session(world.cohort, code=f"S{number}"))
    assert queries(client, owner, name, *args) == for_few


# -- a new cohort -----------------------------------------------------------------------------------------------------


def test_a_coordinator_creates_a_cohort_with_joint_teams(client: Client, world: World) -> None:
    owner = world.people["owner"]
    client.force_login(owner)
    fields = {
        "programme": world.cohort.programme.pk,
        "code": "H2027",
        "start_date": "2/9-2027",
        "municipalities": "Horsens\r\nHjørring + Lolland\r\n\r\n0550",
    }
    response = client.post(reverse("courses:cohort_create"), fields)
    assert response.headers["Location"] == reverse("courses:cohort", args=["H2027"])
    made = Cohort.objects.get(code="H2027")
    assert (made.start_date, made.state) == (date(2027, 9, 2), CohortState.DRAFT)
    assert sorted(made.teams.values_list("name", flat=True)) == ["Hjørring + Lolland", "Horsens", "Tønder"]


def test_a_form_with_faults_tells_them_all_and_makes_nothing(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    fields = {"programme": "", "code": "H 1", "start_date": "31-02-2024", "municipalities": "Horsenns"}
    response = client.post(reverse("courses:cohort_create"), fields)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Did you mean Horsens?" in html
    assert "A code is letters and digits" in html
    assert Cohort.objects.count() == 1


def test_a_refusal_is_told_by_the_form(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    fields = {"programme": world.cohort.programme.pk, "code": "h2024", "start_date": "2.9.2024"}
    response = client.post(reverse("courses:cohort_create"), fields | {"municipalities": "Horsens"})
    assert response.status_code == 422
    assert "There is already a cohort H2024." in response.content.decode()


def test_only_one_s_own_programmes_can_be_chosen(client: Client, world: World) -> None:
    client.force_login(world.people["colleague"])
    fields = {"programme": world.cohort.programme.pk, "code": "X1", "start_date": "2.9.2024"}
    assert client.post(reverse("courses:cohort_create"), fields | {"municipalities": "Horsens"}).status_code == 422


# -- one cohort -------------------------------------------------------------------------------------------------------


def test_the_model_owner_sees_everybody_and_others_only_their_part(client: Client, world: World) -> None:
    owner, trainer, leader = (world.people[role] for role in ("owner", "trainer", "leader"))
    whole = page(client, owner, "cohort", "H2024")
    assert "other" in whole
    assert "Participants with their standings" in whole
    taught = page(client, trainer, "cohort", "H2024")
    assert "UDD1 Rådgivning" in taught
    led = page(client, leader, "cohort", "H2024")
    assert reverse("courses:team", args=[world.team.pk]) in led
    own = page(client, world.people["staff"], "cohort", "H2024")
    assert reverse("courses:my_course") in own
    for part in (taught, led, own):
        assert "Participants with their standings" not in part
        assert "other" not in part.replace("another", "")


@pytest.fixture
def standings(world: World) -> World:
    """Three of the staff after two days of 420 minutes: one present, one half, one absent."""
    yesterday = timezone.localdate() - timedelta(days=1)
    sessions = [factories.session(world.cohort, code=f"DAY{n}", on=yesterday - timedelta(days=n)) for n in range(2)]
    for name, statuses in (("Åse", "pp"), ("Bo", "pa"), ("Ørn", "aa")):
        one = factories.participant(world.team, name=name)
        for session, status in zip(sessions, statuses, strict=True):
            present = AttendanceStatus.PRESENT if status == "p" else AttendanceStatus.ABSENT
            factories.attendance(one, session, status=present)
        first = world.cohort.sessions.get(code="UDD1")
        factories.attendance(one, first)
    return world


def names(html: str) -> list[str]:
    """Return the names of the table's rows in their order."""
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("</a>")[:-1]
    return [row.rsplit(">", 1)[1] for row in rows]


def test_the_table_is_sorted_in_danish_by_a_column_and_only_by_those_we_know(client: Client, standings: World) -> None:
    owner = standings.people["owner"]
    wanted = {"role": "staff", "team": str(standings.team.pk)}
    by_name = names(page(client, owner, "cohort", "H2024", sort="name", **wanted))
    assert by_name == ["Bo", "staff", "Ørn", "Åse"]
    assert names(page(client, owner, "cohort", "H2024", sort="-name", **wanted)) == by_name[::-1]
    by_share = names(page(client, owner, "cohort", "H2024", sort="-plan", **wanted))
    assert by_share == ["Åse", "Bo", "Ørn", "staff"]
    urgent = names(page(client, owner, "cohort", "H2024", sort="standing", **wanted))
    assert urgent[:2] == ["Bo", "Ørn"]
    unknown = page(client, owner, "cohort", "H2024", sort="user__password", **wanted)
    assert 'aria-sort="ascending"' in unknown
    assert names(unknown) == by_name


def test_the_table_is_narrowed_by_text_team_role_and_standing(client: Client, standings: World) -> None:
    owner = standings.people["owner"]
    assert names(page(client, owner, "cohort", "H2024", q="åse")) == ["Åse"]
    assert names(page(client, owner, "cohort", "H2024", standing="earned")) == ["Åse"]
    assert names(page(client, owner, "cohort", "H2024", standing="out_of_reach", sort="name")) == ["Bo", "Ørn"]
    assert names(page(client, owner, "cohort", "H2024", role="leader")) == ["leader"]
    assert "Nobody fits" in page(client, owner, "cohort", "H2024", q="nobody")
    assert len(names(page(client, owner, "cohort", "H2024", team="999999", role="chef"))) == 7


def test_the_figures_count_the_staff_who_have_not_left(client: Client, standings: World) -> None:
    factories.participant(standings.team, left_on=date(2025, 1, 1))
    html = page(client, standings.people["owner"], "cohort", "H2024")
    assert "3 of 5" in html


def test_leaders_have_figures_but_no_standing_against_a_certificate(client: Client, standings: World) -> None:
    html = page(client, standings.people["owner"], "cohort", "H2024", role="leader")
    assert "pill" not in html.split("<tbody>")[1].split("</tbody>")[0]


def test_a_cohort_without_teams_and_participants_says_what_to_do_next(client: Client, world: World) -> None:
    factories.cohort(programme=world.cohort.programme, code="NEW", state=CohortState.DRAFT)
    html = page(client, world.people["owner"], "cohort", "NEW")
    assert "add the teams first" in html
    assert "Import the list that you keep in Excel" in html


def test_beyond_two_hundred_participants_the_table_has_pages(client: Client, world: World) -> None:
    for _ in range(200):
        factories.participant(world.team)
    html = page(client, world.people["owner"], "cohort", "H2024")
    assert len(names(html)) == 200
    assert len(names(page(client, world.people["owner"], "cohort", "H2024", page="2"))) == 4


# -- teams ------------------------------------------------------------------------------------------------------------


def test_the_team_shows_its_members_staffing_and_supervisors(client: Client, world: World) -> None:
    owner = world.cohort.programme.owner_organisation
    qualified = factories.membership(
        user=factories.user(name="Jens"),
        organisation=owner,
        role=Role.SUPERVISOR,
        supervisor_education="Systemisk supervisor",
        practice_since=date(2015, 1, 1),
    )
    factories.supervisor(world.team, user=qualified.user)
    factories.participant(world.team, name="Anna", fte="0.8", education="Pædagog", facilitator=True)
    html = page(client, world.people["leader"], "team", world.team.pk)
    for text in ("Anna", "Pædagog", "facilitator of the parent group", "0.8", "Systemisk supervisor"):
        assert text in html
    assert "Two years of practice in the model are not shown." in html
    assert "Too few" in html
    assert "Add a participant" not in html
    assert "Invite" in html
    assert "Invite" not in page(client, world.people["supervisor"], "team", world.team.pk).replace("invited", "")


def test_the_model_owner_makes_and_changes_teams(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    response = client.post(reverse("courses:team_create", args=["H2024"]), {"municipalities": "Horsens + 0550"})
    made = Team.objects.get(name="Horsens + Tønder")
    assert response.headers["Location"] == reverse("courses:team", args=[made.pk])
    taken = client.post(reverse("courses:team_create", args=["H2024"]), {"municipalities": "Horsens"})
    assert "Horsens is already in the team Horsens + Tønder of this cohort." in taken.content.decode()
    step = factories.step(world.cohort.programme, title="Daggruppe", optional=True)
    edited = {"municipalities": "Horsens", "name": "Horsens", "optional_steps": [step.pk]}
    assert client.post(reverse("courses:team_edit", args=[made.pk]), edited).status_code == 302
    made.refresh_from_db()
    assert (made.name, list(made.municipalities.all())) == ("Horsens", [factories.municipality("Horsens")])
    assert list(made.optional_steps.all()) == [step]


def test_the_model_owner_assigns_and_ends_supervisors(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    owner = world.cohort.programme.owner_organisation
    person = factories.membership(organisation=owner, role=Role.SUPERVISOR).user
    address = reverse("courses:supervisor_assign", args=[world.team.pk])
    assert client.post(address, {"user": person.pk, "since": "2.9.2024"}).status_code == 302
    again = client.post(address, {"user": person.pk, "since": "2.9.2024"})
    assert "already supervises the team" in again.content.decode()
    assert client.post(address, {"user": world.people["stranger"].pk, "since": "2.9.2024"}).status_code == 422
    made = Supervisor.objects.get(user=person)
    ending = reverse("courses:supervisor_end", args=[made.pk])
    assert client.post(ending, {"until": "1.9.2024"}).status_code == 422
    assert client.post(ending, {"until": "1.9.2025"}).status_code == 302
    made.refresh_from_db()
    assert made.until == date(2025, 9, 1)


def test_a_closed_cohort_refuses_changes_in_a_sentence(client: Client, world: World) -> None:
    client.force_login(world.people["owner"])
    client.post(reverse("courses:cohort_close", args=["H2024"]))
    response = client.post(reverse("courses:team_create", args=["H2024"]), {"municipalities": "Horsens"})
    assert "The cohort H2024 is closed. Reopen it first." in response.content.decode()
    assert "Reopen the cohort" in page(client, world.people["owner"], "cohort", "H2024")
