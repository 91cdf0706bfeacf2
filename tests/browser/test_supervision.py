"""A supervision's record in the browser: saved by itself, through a lost connection and in two tabs, and signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.enums import TeamRole
from people.roles import Role
from supervision.actions.records import open_draft
from supervision.models import Record, RecordDraft
from tests import factories
from tests.browser.world import World
from tests.supervision import factories as made

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Dialog, Locator, Page

    from courses.models import Session
    from people.models import User
    from tests.browser.watch import Watch

    Enter = Callable[[Page, User | None], None]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHALLENGES = "Udfordringer med implementeringen"
LOST = "net::ERR_"


class Supervision:
    """A team with its supervisor, the form in force, and a supervision with its register and its draft begun."""

    def __init__(self) -> None:
        world = World()
        self.team = world.team
        self.form = made.follow_up_form(world.programme)
        self.supervisor = factories.user(name="Jørgen Krogh")
        factories.membership(
            user=self.supervisor, organisation=world.programme.owner_organisation, role=Role.SUPERVISOR
        )
        factories.supervisor(world.team, user=self.supervisor)
        self.staff = factories.participant(world.team, name="Camilla Nørgård")
        factories.participant(world.team, name="Vagn Vestergaard", team_role=TeamRole.LEADER)
        self.session: Session = made.supervision(world.team, code="SUP2", title="Supervision 2")
        factories.attendance(self.staff, self.session)
        open_draft(session=self.session, by=self.supervisor)

    @property
    def address(self) -> str:
        return reverse("supervision:record_edit", args=[self.session.pk])

    @property
    def kept(self) -> dict[str, str]:
        """What has reached the server."""
        fields: dict[str, str] = RecordDraft.objects.get(session=self.session).fields
        return fields


@pytest.fixture
def supervision() -> Supervision:
    return Supervision()


def status(page: Page) -> Locator:
    return page.locator("[data-status]")


def saved(page: Page) -> None:
    """Wait until nothing is left to save."""
    expect(status(page)).to_contain_text("Gemt kl.")


def test_what_is_written_saves_itself(page_of: Callable[[User], Page], supervision: Supervision) -> None:
    page = page_of(supervision.supervisor)
    page.goto(supervision.address)
    page.get_by_label(CHALLENGES).fill("Lokalerne ligger langt væk")
    page.locator("[data-field='theme-B-score']").get_by_label("3 – Noget").check()
    saved(page)
    assert supervision.kept == {"challenges": "Lokalerne ligger langt væk", "theme-B-score": "3"}


def test_nothing_is_lost_with_the_connection(
    page_of: Callable[[User], Page], supervision: Supervision, watch: Watch
) -> None:
    page = page_of(supervision.supervisor)
    page.goto(supervision.address)
    page.context.set_offline(True)
    page.get_by_label(CHALLENGES).fill("Skrevet i toget")
    page.get_by_role("button", name="Tilføj en sag").click()
    page.locator("[data-rows=case] > li").last.get_by_label("Betegnelse").fill("Sagen om M")
    expect(status(page)).to_contain_text("Ingen forbindelse")
    assert supervision.kept == {}
    page.context.set_offline(False)
    saved(page)
    assert sorted(supervision.kept.values()) == ["Sagen om M", "Skrevet i toget"]
    assert all(LOST in fault for fault in watch.take())


def test_what_had_not_reached_the_server_is_there_after_a_reload(
    page_of: Callable[[User], Page], supervision: Supervision, watch: Watch
) -> None:
    page = page_of(supervision.supervisor)
    page.goto(supervision.address)
    page.route("**/record/edit/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label(CHALLENGES).fill("Skrevet uden net")
    page.get_by_role("button", name="Tilføj en aftale").click()
    page.locator("[data-rows=action] > li").last.get_by_label("Hvad").fill("Ringe til skolen")
    expect(status(page)).to_contain_text("Ingen forbindelse")
    page.on("dialog", Dialogs.accept)
    page.reload()
    page.unroute("**/record/edit/")
    expect(page.get_by_label(CHALLENGES)).to_have_value("Skrevet uden net")
    saved(page)
    assert sorted(supervision.kept.values()) == ["Ringe til skolen", "Skrevet uden net"]
    assert all(LOST in fault for fault in watch.take())


class Dialogs:
    """Answers to what the browser asks before a page is left."""

    @staticmethod
    def accept(dialog: Dialog) -> None:
        dialog.accept()


def test_two_tabs_in_one_field_are_shown_side_by_side(
    page_of: Callable[[User], Page], supervision: Supervision
) -> None:
    first = page_of(supervision.supervisor)
    second = first.context.new_page()
    first.goto(supervision.address)
    second.goto(supervision.address)
    first.get_by_label(CHALLENGES).fill("Fra den ene fane")
    saved(first)
    second.locator("[data-field='theme-A-score']").get_by_label("4 – Meget").check()
    second.get_by_label(CHALLENGES).fill("Fra den anden fane")
    conflict = second.locator("[data-field=challenges] .draft-conflict")
    expect(conflict).to_contain_text("Fra den ene fane")
    expect(second.get_by_label(CHALLENGES)).to_have_value("Fra den anden fane")
    assert supervision.kept == {"challenges": "Fra den ene fane", "theme-A-score": "4"}
    conflict.get_by_role("button", name="Behold min").click()
    saved(second)
    assert supervision.kept["challenges"] == "Fra den anden fane"


def test_a_cpr_number_is_neither_sent_nor_kept_in_the_browser(
    page_of: Callable[[User], Page], supervision: Supervision
) -> None:
    number = f"0101{90}-{1234}"
    page = page_of(supervision.supervisor)
    page.goto(supervision.address)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.get_by_label(CHALLENGES).fill(f"Ung {number}")
    expect(page.locator("[data-field=challenges]")).to_contain_text("ligner et CPR-nummer")
    page.locator("[data-field='theme-A-score']").get_by_label("4 – Meget").check()
    expect(status(page)).to_contain_text("ret det, der er markeret")
    assert supervision.kept == {"theme-A-score": "4"}
    assert number not in str(page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})"))
    assert all("1234" not in body for body in sent)
    page.get_by_label(CHALLENGES).fill("Ung mand")
    saved(page)


def test_logging_in_again_in_another_tab_goes_on_saving(
    page_of: Callable[[User], Page], supervision: Supervision, enter: Enter, watch: Watch
) -> None:
    page = page_of(supervision.supervisor)
    page.goto(supervision.address)
    watch.expect(403)
    page.context.clear_cookies()
    page.get_by_label(CHALLENGES).fill("Skrevet længe")
    expect(status(page)).to_contain_text("Du er logget ud")
    enter(page, supervision.supervisor)
    page.get_by_label(CHALLENGES).fill("Skrevet længere")
    saved(page)
    assert supervision.kept == {"challenges": "Skrevet længere"}


def test_a_supervisor_writes_checks_and_signs_a_record(
    page_of: Callable[[User], Page], supervision: Supervision
) -> None:
    page = page_of(supervision.supervisor)
    page.goto(supervision.address)
    expect(page.get_by_text("Camilla Nørgård").first).to_be_visible()
    page.get_by_label("I kommunen").check()
    case = page.locator("[data-rows=case] > li").first
    case.get_by_label("Betegnelse").fill("Sagen om M")
    case.get_by_label("Spørgsmål til supervisionen").fill("Hvordan kommer vi videre?")
    case.get_by_label("Anvendt tilgang").select_option("Narrativ")
    for key in "ABCD":
        page.locator(f"[data-field='theme-{key}-score']").get_by_label("4 – Meget").check()
    page.get_by_role("button", name="Gem og gennemse").click()
    expect(page.get_by_role("alert")).to_contain_text("Der mangler 2 ting")
    page.get_by_role("link", name="Hvad der blev aftalt").click()
    page.locator("[data-rows=case] > li").first.get_by_label("Hvad der blev aftalt").fill("Skrive et brev")
    page.locator("[data-field='theme-E-score']").get_by_label("5 – Fuldt ud").check()
    action = page.locator("[data-rows=action] > li").first
    action.get_by_label("Hvad").fill("Invitere skolen")
    action.get_by_label("Hvem").select_option("Camilla Nørgård")
    action.get_by_label("Hvornår").fill("24-12-2031")
    page.get_by_role("button", name="Gem og gennemse").click()
    page.get_by_role("button", name="Underskriv referatet").click()
    expect(page.get_by_role("status")).to_contain_text("Referatet er underskrevet")
    record = Record.objects.get()
    assert record.signed_by == supervision.supervisor
    assert record.actions.get().responsible == supervision.staff.user


def test_the_draft_works_without_a_script(
    new_context: Callable[..., BrowserContext], supervision: Supervision, enter: Enter
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    enter(page, supervision.supervisor)
    page.goto(supervision.address)
    page.get_by_label(CHALLENGES).fill("Uden script")
    page.locator("[data-rows=case] > li").first.get_by_label("Betegnelse").fill("M")
    page.get_by_role("button", name="Gem kladden").click()
    expect(page.get_by_role("status").first).to_contain_text("Kladden er gemt")
    assert sorted(supervision.kept.values()) == ["M", "Uden script"]


@pytest.fixture
def page_of(new_context: Callable[..., BrowserContext], enter: Enter) -> Callable[[User], Page]:
    """Open a tab of a browser in which the person is logged in."""

    def open_tab(person: User) -> Page:
        page = new_context().new_page()
        enter(page, person)
        return page

    return open_tab
