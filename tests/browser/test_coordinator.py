"""The model owner's way from an empty cohort to a certificate that the public can check."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from courses.models import Attendance, Participant
from tests import factories, uturn
from tests.browser.steps import log_in
from tests.browser.world import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Locator, Page

    from people.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODE = "H2024"
COHORT = f"/cohorts/{CODE}/"


@pytest.fixture
def owner() -> User:
    """The model owner of the programme as it is shipped."""
    return factories.model_owner(factories.uturn_programme(), name="Ulla Quist", password=PASSWORD)


@pytest.mark.usefixtures("links_lead_here")
def test_from_a_new_cohort_to_a_certificate_that_anybody_can_check(
    page: Page, owner: User, new_context: Callable[..., BrowserContext]
) -> None:
    page.goto("/")
    log_in(page, owner.email, PASSWORD)
    create_cohort(page)
    import_participants(page)
    plan_and_publish(page)
    import_attendance(page)
    see_standings(page)
    issue_all(page)
    read_pdf(page)
    check_in_public(page, new_context().new_page())


def create_cohort(page: Page) -> None:
    page.get_by_role("link", name="Hold", exact=True).click()
    page.get_by_role("link", name="Nyt hold").first.click()
    page.get_by_label("Kode").fill(CODE)
    page.get_by_label("Startdato").fill("2024-09-02")
    page.get_by_label("Kommuner").fill("\n".join(factories.MUNICIPALITIES))
    page.get_by_role("button", name="Opret holdet").click()
    expect(told(page)).to_have_text(f"Hold {CODE} er oprettet.")
    expect(page.locator(".team-links li")).to_have_text(sorted(factories.MUNICIPALITIES))


def import_participants(page: Page) -> None:
    page.get_by_role("link", name="Importér deltagere").click()
    choose(page, uturn.PARTICIPANTS_CSV)
    expect(figures(page)).to_have_text(["nye deltagere 27", "ændrede deltagere 0", "uændrede deltagere 0"])
    assert not Participant.objects.exists()
    page.get_by_role("button", name="Gem ændringerne").click()
    expect(told(page)).to_have_text("27 deltagere: 27 nye, 0 ændrede, 0 uændrede.")
    assert Participant.objects.count() == 27


def plan_and_publish(page: Page) -> None:
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("button", name="Foreslå datoer").click()
    expect(told(page)).to_contain_text("foreslået, 0 flyttet og 0 fjernet")
    expect(page.locator(".conflict-text")).to_have_count(0)
    page.get_by_role("button", name="Offentliggør").click()
    expect(told(page)).to_contain_text("mødegange er offentliggjort.")
    expect(page.locator(".plan-sessions tbody .state").filter(has_text="Kladde")).to_have_count(0)


def import_attendance(page: Page) -> None:
    page.goto(COHORT)
    page.get_by_role("link", name="Importér fremmøde").click()
    choose(page, uturn.ATTENDANCE_CSV)
    assert not Attendance.objects.exists()
    page.get_by_role("button", name="Gem ændringerne").click()
    expect(told(page)).to_have_text(f"{filled_cells()} nye, 0 ændrede og 0 uændrede linjer med fremmøde.")
    assert Attendance.objects.count() == filled_cells()


def see_standings(page: Page) -> None:
    expect(row(page, "Dorthe Lund")).to_contain_text("94,8 %")
    expect(row(page, "Dorthe Lund")).to_contain_text("Opnået")
    expect(row(page, "Emil Juhl")).to_contain_text("68,5 %")
    expect(row(page, "Emil Juhl")).to_contain_text("Uden for rækkevidde")


def issue_all(page: Page) -> None:
    page.get_by_role("link", name="Beviser", exact=True).click()
    page.get_by_role("button", name="Udsted til alle, der har opnået det").click()
    expect(told(page)).to_have_text("15 beviser er udstedt. 0 havde det i forvejen, og 5 har ikke opnået det.")
    expect(row(page, "Dorthe Lund")).to_contain_text("Gyldigt")
    expect(row(page, "Emil Juhl")).to_have_count(0)


def read_pdf(page: Page) -> None:
    link = row(page, "Dorthe Lund").get_by_role("link", name=re.compile("^H2024-"))
    response = page.request.get(link.get_attribute("href") or "")
    assert response.headers["content-type"] == "application/pdf"
    assert response.body().startswith(b"%PDF-")
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith("-da.pdf")


def check_in_public(page: Page, public: Page) -> None:
    """The same address says valid, then revoked, then replaced, to somebody who is not logged in."""
    old = verification(page)
    public.goto(old)
    expect(public.get_by_role("heading", level=2)).to_have_text("Gyldigt")
    expect(public.locator("main")).to_contain_text("Dorthe Lund")

    decide(page, "Tilbagekald", "Fremmødet blev rettet")
    public.reload()
    expect(public.get_by_role("heading", level=2)).to_contain_text("Tilbagekaldt den")
    expect(public.locator("main")).not_to_contain_text("Fremmødet blev rettet")

    decide(page, "Genudsted", "Fremmødet blev rettet tilbage")
    public.reload()
    expect(public.get_by_role("heading", level=2)).to_contain_text("Erstattet af")
    public.get_by_role("link", name="Se det, der gælder nu").click()
    expect(public.get_by_role("heading", level=2)).to_have_text("Gyldigt")
    assert public.url != old


def verification(page: Page) -> str:
    """The address that the certificate's QR code leads to."""
    return row(page, "Dorthe Lund").get_by_role("link", name="Kontrolside").get_attribute("href") or ""


def decide(page: Page, action: str, reason: str) -> None:
    """Revoke or reissue the certificate, with a reason."""
    row(page, "Dorthe Lund").get_by_role("link", name=action).first.click()
    page.get_by_label("Begrundelse").fill(reason)
    page.get_by_role("button", name=action).click()
    expect(told(page)).to_be_visible()


def choose(page: Page, path: Path) -> None:
    """Choose the file and see its preview."""
    page.get_by_label("Fil", exact=True).set_input_files(path)
    page.get_by_role("button", name="Se, hvad der vil blive ændret").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det vil filen ændre")


def told(page: Page) -> Locator:
    """What the page says of the last action."""
    return page.locator(".messages")


def filled_cells() -> int:
    """How many cells of the register's list say something."""
    with uturn.ATTENDANCE_CSV.open(encoding="utf-8-sig", newline="") as file:
        _header, *rows = csv.reader(file, delimiter=";")
    return sum(bool(cell.strip()) for row in rows for cell in row[2:])


def row(page: Page, name: str) -> Locator:
    """The table's row of the person."""
    return page.get_by_role("row").filter(has_text=name)


def figures(page: Page) -> Locator:
    """The large figures of a preview."""
    return page.locator(".figures > div")
