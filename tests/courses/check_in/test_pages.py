"""The trainer's screen, the participant's one button, every refusal's page, and the register with check-ins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.check_in.codes import code_of
from courses.check_in.qr import qr_svg
from courses.enums import ActivityKind, TeamRole
from courses.models import Attendance, Participant, Session
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django.fixtures import SettingsWrapper

    from people.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "en hel sætning om trapper"
# Copenhagen is an hour ahead: the day lasts from nine to four, and it is eight minutes to nine.
NOW = datetime(2026, 11, 23, 7, 52, 20, tzinfo=UTC)
DATE = NOW.date()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Let it be ten to nine in Copenhagen until the test moves on."""
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


class World:
    """A training day that is about to begin, with its trainer, two of the staff, an associate and a stranger."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.programme = factories.programme()
        self.cohort = factories.cohort(programme=self.programme)
        self.team = factories.team(self.cohort, municipalities=["Lolland"])
        self.trainer = factories.user(name="Tine Træner")
        self.owner = factories.model_owner(self.programme)
        self.day = factories.session(
            self.cohort, code="UDD1", title="Uddannelsesdag 1", on=DATE, place="Sal 1", trainers=[self.trainer]
        )
        person = factories.user(name="Ida Iversen", email="ida@example.dk", password=PASSWORD)
        self.ida = factories.participant(self.team, user=person)
        self.bo = factories.participant(self.team, name="Bo Bak")
        self.makker = factories.participant(self.team, name="Mads", team_role=TeamRole.ASSOCIATE)
        self.stranger = factories.participant(factories.team(factories.cohort(programme=self.programme))).user

    def url(self, code: str = "", session: Session | None = None) -> str:
        return reverse("courses:check_in", args=[code or code_of((session or self.day).pk, timezone.now())])

    def be(self, person: User | Participant) -> Client:
        self.client.force_login(person.user if isinstance(person, Participant) else person)
        return self.client

    def screen(self, person: User | None = None, *, name: str = "check_in_screen") -> HttpResponse:
        return self.be(person or self.trainer).get(reverse(f"courses:{name}", args=[self.day.pk]))

    def register(self) -> BeautifulSoup:
        return page(self.be(self.trainer).get(reverse("courses:register", args=[self.day.pk])))


@pytest.fixture
def world(client: Client) -> World:
    return World(client)


def page(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def text_of(found: Tag | HttpResponse, selector: str = "main") -> str:
    soup = found if isinstance(found, Tag) else page(found)
    return " ".join(" ".join(part.get_text(" ").split()) for part in soup.select(selector))


def checked_in() -> list[str]:
    return sorted(Attendance.objects.values_list("participant__user__name", flat=True))


# -- the trainer's screen ---------------------------------------------------------------------------------------------


def test_the_screen_shows_the_minutes_code_and_how_many_have_checked_in(
    world: World, settings: SettingsWrapper
) -> None:
    settings.BASE_URL = "https://trappen.example"
    world.be(world.ida).post(world.url())
    response = world.screen()

    assert text_of(response, "h1") == "Uddannelsesdag 1"
    assert text_of(response, ".check-in-count") == "1 af 2 har checket ind"
    assert "Ny kode om 40 sekunder" in text_of(response)
    code = code_of(world.day.pk, NOW)
    drawn = BeautifulSoup(qr_svg(f"https://trappen.example/check-in/{code}/"), "html.parser").select_one("path.qrline")
    assert drawn
    assert page(response).select_one(".check-in-picture path.qrline") == drawn
    assert "no-store" in response["Cache-Control"]


def test_the_screen_names_nobody_because_the_whole_room_sees_it(world: World) -> None:
    world.be(world.ida).post(world.url())
    for name in ("check_in_screen", "check_in_code"):
        shown = world.screen(name=name).content.decode()
        assert not [one for one in ("Ida", "Iversen", "Bo Bak", "Mads") if one in shown]


def test_who_takes_part_beside_the_audience_is_counted_once_they_have_checked_in(world: World) -> None:
    for person in (world.ida, world.bo, world.makker):
        world.be(person).post(world.url())
    assert text_of(world.screen(), ".check-in-count") == "3 af 3 har checket ind"


def test_the_screen_comes_again_with_the_next_code_also_without_scripts(world: World) -> None:
    shown = page(world.screen())
    refresh = shown.select_one("head noscript meta[http-equiv=refresh]")
    assert refresh
    assert refresh["content"] == "41"
    assert not [script for script in shown.select("script") if not script.get("src")]
    assert not shown.select("[style], style, [onclick]")


def test_the_code_changes_with_the_minute(world: World, clock: time_machine.Traveller) -> None:
    pictures = []
    for _ in range(3):
        pictures.append(str(page(world.screen(name="check_in_code")).select_one("path.qrline")))
        clock.shift(timedelta(seconds=30))
    assert len(set(pictures)) == 2
    assert pictures[0] == pictures[1]


def test_the_part_that_the_script_fetches_is_the_part_on_the_page(world: World) -> None:
    part = page(world.screen(name="check_in_code"))
    assert not part.select("html, main")
    assert part.select_one(".check-in-screen") == page(world.screen()).select_one("[data-check-in] .check-in-screen")


@pytest.mark.parametrize(
    ("moved", "sentence"),
    [
        (timedelta(minutes=-30), "Du kan checke ind til UDD1 fra 23. november 2026 kl. 8.30."),
        (timedelta(hours=8), "UDD1 sluttede 23. november 2026 kl. 16.00, så der kan ikke længere checkes ind."),
    ],
)
def test_outside_the_window_the_screen_says_why_there_is_no_code(
    world: World, clock: time_machine.Traveller, moved: timedelta, sentence: str
) -> None:
    clock.shift(moved)
    shown = page(world.screen())
    assert text_of(shown, ".notice.warn") == sentence
    assert not shown.select(".check-in-picture, [data-seconds]")
    assert text_of(shown, ".check-in-count") == "0 af 2 har checket ind"


@pytest.mark.parametrize("name", ["check_in_screen", "check_in_code"])
def test_the_screen_is_for_those_who_take_the_register(world: World, name: str) -> None:
    other = factories.model_owner(factories.programme())
    answers = {
        person: world.screen(person, name=name).status_code
        for person in (world.trainer, world.owner, world.ida.user, world.makker.user, world.stranger, other)
    }
    assert list(answers.values()) == [200, 200, 403, 403, 404, 404]


def test_a_supervisor_shows_the_code_of_their_own_supervision_alone(world: World) -> None:
    supervisor = factories.supervisor(world.team).user
    own = factories.session(world.cohort, team=world.team, on=DATE, kind=ActivityKind.SUPERVISION)
    client = world.be(supervisor)
    for session, status in ((own, 200), (world.day, 403)):
        assert client.get(reverse("courses:check_in_screen", args=[session.pk])).status_code == status


def test_the_screen_costs_as_many_queries_for_thirty_as_for_three(world: World) -> None:
    def queries() -> int:
        world.screen()
        with CaptureQueriesContext(connection) as captured:
            world.client.get(reverse("courses:check_in_screen", args=[world.day.pk]))
        return len(captured)

    few = queries()
    for _ in range(27):
        factories.attendance(factories.participant(world.team), world.day)
    assert queries() == few


# -- the participant's page -------------------------------------------------------------------------------------------


def test_opening_the_code_shows_the_session_and_checks_nobody_in(world: World) -> None:
    response = world.be(world.ida).get(world.url())
    assert response.status_code == 200
    assert text_of(response, "h1") == "Uddannelsesdag 1"
    assert text_of(response, "main form button") == "Check ind"
    assert "no-store" in response["Cache-Control"]
    assert checked_in() == []


def test_the_button_checks_in_and_the_session_says_so(world: World) -> None:
    response = world.be(world.ida).post(world.url(), follow=True)
    assert response.redirect_chain == [(reverse("courses:session", args=[world.day.pk]), 302)]
    assert text_of(response, ".message.success") == "Du er checket ind kl. 8.52."
    assert "Dit fremmøde Du er checket ind kl. 8.52" in text_of(response)
    row = Attendance.objects.get()
    assert (row.participant, row.recorded_at, row.source) == (world.ida, NOW, "check_in")


def test_a_post_from_elsewhere_checks_nobody_in(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.ida.user)
    assert strict.post(world.url()).status_code == 403
    assert checked_in() == []


def test_who_has_to_log_in_first_has_ten_minutes_for_it(world: World, clock: time_machine.Traveller) -> None:
    url = world.url()
    response = world.client.get(url)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={url}")

    clock.shift(timedelta(minutes=9, seconds=50))
    login = {"login": "ida@example.dk", "password": PASSWORD, "next": url}
    logged_in = world.client.post(reverse("account_login"), login)
    assert (logged_in.status_code, logged_in["Location"]) == (302, url)
    assert text_of(world.client.get(url), "main form button") == "Check ind"
    assert world.client.post(url).status_code == 302
    assert Attendance.objects.get().recorded_at == NOW


def test_after_ten_minutes_the_scan_counts_no_longer(world: World, clock: time_machine.Traveller) -> None:
    url = world.url()
    world.client.get(url)
    clock.shift(timedelta(minutes=10, seconds=1))
    for answer in (world.client.get(url), world.be(world.ida).get(url), world.client.post(url)):
        assert answer.status_code == 410
    assert checked_in() == []


def test_opening_the_page_again_does_not_lengthen_the_ten_minutes(world: World, clock: time_machine.Traveller) -> None:
    url, client = world.url(), world.be(world.ida)
    for _ in range(4):
        assert client.get(url).status_code == 200
        clock.shift(timedelta(minutes=3))
    assert client.get(url).status_code == 410


def test_a_scan_counts_in_the_browser_that_made_it_alone(world: World, clock: time_machine.Traveller) -> None:
    url = world.url()
    world.client.get(url)
    clock.shift(timedelta(minutes=3))
    friend = Client()
    friend.force_login(world.ida.user)
    assert friend.post(url).status_code == 410
    assert checked_in() == []


def test_the_note_of_one_code_does_not_carry_another(world: World, clock: time_machine.Traveller) -> None:
    other = factories.session(world.cohort, code="UDD2", on=DATE)
    old, client = world.url(session=other), world.be(world.ida)
    client.get(world.url())
    clock.shift(timedelta(minutes=3))
    assert client.post(old).status_code == 410


REFUSALS = {
    "expired": (410, "Koden er udløbet, for den skifter hvert minut. Scan den kode, der er på skærmen nu."),
    "future": (409, "Koden gælder først fra kl. 8.54. Scan den kode, der er på skærmen til den tid."),
    "forged": (404, "Det er ikke en af vores koder til at checke ind med."),
    "gone": (404, "Det er ikke en af vores koder til at checke ind med."),
    "foreign": (403, "Koden hører til en mødegang, som du ikke står på listen til."),
    "early": (409, "Du kan checke ind til UDD3 fra 23. november 2026 kl. 9.00."),
    "over": (410, "UDD4 sluttede 23. november 2026 kl. 8.40, så der kan ikke længere checkes ind."),
    "cancelled": (409, "UDD5 er aflyst."),
}


def code_for(world: World, kind: str) -> str:
    at = NOW + {"expired": timedelta(minutes=-2), "future": timedelta(minutes=2)}.get(kind, timedelta())
    sessions: dict[str, Any] = {
        "early": {"code": "UDD3", "starts_at": NOW + timedelta(minutes=37, seconds=40)},
        "over": {"code": "UDD4", "starts_at": NOW - timedelta(minutes=432, seconds=20)},
        "cancelled": {"code": "UDD5", "starts_at": NOW, "state": "cancelled"},
    }
    if kind == "forged":
        return "1-abc-forgery"
    if kind == "gone":
        return code_of(10**6, at)
    if kind == "foreign":
        return code_of(factories.session(factories.cohort(programme=world.programme), on=DATE).pk, at)
    session = factories.session(world.cohort, **sessions[kind]) if kind in sessions else world.day
    return code_of(session.pk, at)


@pytest.mark.parametrize("kind", REFUSALS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_refusal_has_its_own_sentence_and_status(world: World, kind: str, method: str) -> None:
    status, sentence = REFUSALS[kind]
    url = world.url(code_for(world, kind))
    response = getattr(world.be(world.ida), method)(url)
    assert response.status_code == status
    assert text_of(response, "h1") == "Du er ikke checket ind"
    assert text_of(response, ".notice.warn").startswith(sentence)
    assert checked_in() == []


@pytest.mark.parametrize("kind", ["expired", "future", "forged"])
def test_a_code_that_is_worth_nothing_is_refused_before_anybody_logs_in(world: World, kind: str) -> None:
    status, sentence = REFUSALS[kind]
    response = world.client.get(world.url(code_for(world, kind)))
    assert response.status_code == status
    assert sentence in text_of(response)


def test_a_foreign_session_is_not_named(world: World) -> None:
    response = world.be(world.stranger).get(world.url())
    assert response.status_code == 403
    assert not [word for word in ("UDD1", "Uddannelsesdag", "Sal 1", "Lolland") if word in response.content.decode()]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_second_scan_says_that_nothing_has_changed(world: World, method: str) -> None:
    client = world.be(world.ida)
    client.post(world.url())
    before = list(Attendance.objects.values_list())
    response = getattr(client, method)(world.url())
    assert response.status_code == 409
    assert text_of(response, "h1") == "Der er ikke ændret noget"
    assert text_of(response, ".notice") == "Du er allerede checket ind kl. 8.52."
    assert list(Attendance.objects.values_list()) == before


def test_who_was_marked_absent_is_told_so(world: World) -> None:
    factories.attendance(world.ida, world.day, status="absent", by=world.trainer)
    response = world.be(world.ida).post(world.url())
    assert text_of(response, ".notice") == (
        "Underviseren har registreret dig som fraværende. Sig det til underviseren, hvis du er her."
    )


def test_scanning_is_limited_for_each_person_and_each_address(world: World, settings: SettingsWrapper) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"check_in": "8/m/ip", "check_in_of_person": "3/m/user"}
    first = [world.be(world.ida).get(world.url()).status_code for _ in range(4)]
    second = [world.be(world.bo).get(world.url()).status_code for _ in range(3)]
    world.client.logout()
    assert (first, second) == ([200, 200, 200, 429], [200, 200, 200])
    assert [world.client.get(world.url()).status_code for _ in range(2)] == [302, 429]


# -- the register and the links ---------------------------------------------------------------------------------------


def proposals(register: BeautifulSoup) -> dict[str, str]:
    lines = register.select(".register-lines > li")
    return {text_of(line, ".name"): str(line.select_one("input[checked]")["value"]) for line in lines}  # type: ignore[arg-type,index]


def test_without_check_ins_everybody_is_proposed_as_present(world: World, clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(hours=1))
    register = world.register()
    assert proposals(register) == {"Bo Bak": "present", "Ida Iversen": "present", "Mads": ""}
    assert not register.select(".notice")


def test_with_check_ins_the_others_are_proposed_as_absent(world: World, clock: time_machine.Traveller) -> None:
    world.be(world.ida).post(world.url())
    clock.shift(timedelta(hours=1))
    register = world.register()
    assert proposals(register) == {"Bo Bak": "absent", "Ida Iversen": "present", "Mads": ""}
    assert text_of(register, ".notice") == (
        "1 har checket ind. De øvrige er foreslået som fraværende: ret dem, der var der uden telefon."
    )
    assert "checkede ind kl. 8.52" in text_of(register, f"#line-{world.ida.pk}")
    assert "checkede ind" not in text_of(register, f"#line-{world.bo.pk}")
    assert "Alle er til stede" not in text_of(register)


def test_before_the_start_the_closed_register_says_who_has_checked_in(world: World) -> None:
    world.be(world.ida).post(world.url())
    register = world.register()
    assert "checkede ind kl. 8.52" in text_of(register)
    assert "De øvrige" not in text_of(register)


def test_session_and_register_lead_to_the_screen_while_people_can_check_in(
    world: World, clock: time_machine.Traveller
) -> None:
    screen = reverse("courses:check_in_screen", args=[world.day.pk])

    def led(person: User) -> list[bool]:
        pages = [reverse(f"courses:{name}", args=[world.day.pk]) for name in ("session", "register")]
        return [screen in world.be(person).get(url).content.decode() for url in pages]

    def first_button() -> str:
        page = world.be(world.trainer).get(reverse("courses:session", args=[world.day.pk])).content
        return " ".join(
            link.get_text().strip() for link in BeautifulSoup(page, "html.parser").select(".button-primary")
        )

    assert led(world.trainer) == [True, True]
    assert first_button() == "Vis koden til check ind"
    assert led(world.ida.user) == [False, False]
    clock.shift(timedelta(hours=9))
    assert led(world.trainer) == [False, False]
    assert first_button() == "Åbn protokollen"
