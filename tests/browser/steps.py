"""What is done on a page before it is looked at: forms sent wrongly, files chosen, menus opened."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from courses.declaration.shipped import shipped_path
from courses.models import Cohort, Participant, ProgrammePage, Session
from lms.demo.people import DOMAIN, PASSWORD
from supervision.actions.forms import publish_form
from supervision.enums import FormSubject
from supervision.shipped_forms import shipped_forms
from tests import factories

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.demo import Demo

HEADER = "Navn;E-mail;Kommune;Rolle"
SUPERVISIONS = "Dato;Team;Minutter;Sted;Supervisor;A;B;C;D;E;Note"
PERSONAL_NUMBER = "0101" + "90-" + "1234"


def send(page: Page) -> None:
    """Send the page's own form."""
    page.locator("main form").filter(has=page.locator("[type=submit]")).first.locator("[type=submit]").first.click()


def send_as_it_is(page: Page, demo: Demo) -> None:
    """Send the form with nothing filled in."""
    send(page)
    page.locator(".form-error, .error-summary").first.wait_for()


def write_no_terms(page: Page, demo: Demo) -> None:
    """Send a data agreement without its date."""
    page.locator("[name=since]").fill("")
    send(page)
    page.locator(".error-summary").first.wait_for()


def log_in(page: Page, email: str, password: str) -> None:
    """Fill in the login form and send it."""
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("form:has([name=password]) [type=submit]").click()


def log_in_wrongly(page: Page, demo: Demo) -> None:
    log_in(page, f"medarbejder@{DOMAIN}", "det forkerte")
    page.locator(".error-summary").wait_for()


def log_in_up_to_the_code(page: Page, demo: Demo) -> None:
    """Give the password, after which the code is asked for."""
    log_in(page, demo.with_second_factors().email, PASSWORD)
    page.wait_for_url(f"**{reverse('mfa_authenticate')}")


def prove(page: Page, demo: Demo) -> None:
    """Give the password once more, where it is asked for before the page is shown."""
    page.locator("main [name=password]").fill(PASSWORD)
    send(page)
    page.wait_for_url(lambda url: "reauthenticate" not in url)


def ask_too_often(page: Page, demo: Demo) -> None:
    """Ask for the page until the limit is reached, and once more."""
    limit, _slash, _minute = settings.ACCOUNT_RATE_LIMITS["verify"].partition("/")
    for _number in range(int(limit)):
        page.request.get(page.url)
    page.reload()


def check_in_twice(page: Page, demo: Demo) -> None:
    """Check in, and open the code's address again."""
    address = page.url
    send(page)
    page.locator(".message.success").wait_for()
    page.goto(address)


def evaluate(page: Page, demo: Demo) -> None:
    """Answer every question and send the answers."""
    for question in page.locator("form.evaluation fieldset").all():
        question.get_by_role("radio").nth(1).check()
    send(page)
    page.locator(".notice.good").wait_for()


def open_menus(page: Page, demo: Demo) -> None:
    """Open the menus of both widths; the one of the other width does not show."""
    page.evaluate("document.querySelectorAll('details[data-drawer]').forEach((menu) => { menu.open = true; })")


def speak_english(page: Page, demo: Demo) -> None:
    page.locator("footer button[value=en]").click()
    page.locator("html[lang=en]").wait_for(state="attached")


def fill_in_wrongly(page: Page, demo: Demo) -> None:
    """Call one person excused without saying why."""
    page.locator("input[value=excused]").first.check()
    send(page)
    page.locator(".error-summary").wait_for()


def save_after_somebody_else(page: Page, demo: Demo) -> None:
    """Save the register after one line of it has come from elsewhere."""
    session = Session.objects.get(pk=demo.awaiting())
    factories.attendance(Participant.objects.get(pk=demo.staff()), session, by=demo.person("modelejer"))
    page.locator("input[value=absent]").first.check()
    send(page)
    page.get_by_role("alert").wait_for()


def upload(page: Page, name: str, lines: list[str]) -> None:
    """Choose a file with the lines, and send it."""
    content = "\n".join(lines).encode()
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    page.locator("form:has(input[type=file]) [type=submit]").click()


def upload_faulty_participants(page: Page, demo: Demo) -> None:
    upload(page, "deltagere.csv", [HEADER, "Bo Bak;bo.bak;Helsingør;medarbejder", "Ib;ib@x.dk;Ingensteds;gæst"])
    page.locator(".error-summary, .notice.bad").wait_for()


def preview_participants(page: Page, demo: Demo) -> None:
    """A list with somebody new and somebody who changes."""
    known = Participant.objects.select_related("user", "municipality").get(pk=demo.without_plan())
    changed = f"{known.user.name};{known.user.email};{known.municipality.name};makker"
    upload(page, "deltagere.csv", [HEADER, f"Bo Bak;bo.bak@{DOMAIN};Randers;medarbejder", changed])
    page.locator(f"form[action$='{reverse('courses:participants_import_confirm', args=[demo.starting()])}']").wait_for()


def upload_faulty_attendance(page: Page, demo: Demo) -> None:
    upload(page, "fremmoede.csv", ["E-mail;BAS1;XYZ9", f"medarbejder@{DOMAIN};måske;x"])
    page.locator(".error-summary, .notice.bad").wait_for()


def preview_attendance(page: Page, demo: Demo) -> None:
    """A register with lines that are new and a correction of a locked one."""
    email = f"medarbejder@{DOMAIN}"
    upload(page, "fremmoede.csv", ["E-mail;BAS1;UDD7", f"{email};afbud;x"])
    page.locator(f"form[action$='{reverse('courses:attendance_import_confirm', args=[demo.under_way()])}']").wait_for()


def upload_faulty_supervisions(page: Page, demo: Demo) -> None:
    """Rows with what was never meant, and with what must not be there."""
    upload(page, "supervisioner.csv", [SUPERVISIONS, f"engang;Odense;;ude;?;6;Om {PERSONAL_NUMBER}"])
    page.locator(".error-summary, .notice.bad").wait_for()


def preview_supervisions(page: Page, demo: Demo) -> None:
    """Two earlier supervisions, one of them extended."""
    cohort = Cohort.objects.get(code=demo.under_way())
    team = cohort.teams.order_by("pk")[0].name
    dates = [cohort.start_date + timedelta(days=days) for days in (3, 40)]
    note = "Teamet har fået lokaler ved uddannelsesstedet, men mangler samarbejdsaftaler med jobcentret."
    by = f"supervisor@{DOMAIN}"
    upload(
        page,
        "supervisioner.csv",
        [
            SUPERVISIONS,
            f"{dates[0]};{team};180;lokalt;{by};4;3;4;2;5;{note}",
            f"{dates[1]};{team};300;København;{by};4;4;;3;5;",
        ],
    )
    page.locator(f"form[action$='{reverse('supervision:record_import_confirm', args=[cohort.code])}']").wait_for()


def upload_faulty_programme(page: Page, demo: Demo) -> None:
    upload(page, "ny.toml", ['slug = "ny"', "threshold = 180"])
    page.locator(".help-critical").wait_for()


def preview_programme(page: Page, demo: Demo) -> None:
    """The shipped programme with another threshold."""
    upload(page, "ny.toml", [shipped_path("u-turn").read_text().replace("threshold = 80", "threshold = 75")])
    page.locator(f"form[action$='{reverse('programme_import')}']").wait_for()


def publish_without_a_title(page: Page, demo: Demo) -> None:
    """Empty the first theme's title and publish."""
    page.locator("[name=theme-0-title]").fill("")
    send(page)
    page.locator(".error-summary").wait_for()


def publish_after_somebody_else(page: Page, demo: Demo) -> None:
    """Publish a version while somebody else publishes another one."""
    programme = ProgrammePage.objects.get(pk=demo.programme_key())
    themes = list(shipped_forms(programme.slug)[FormSubject.SUPERVISION])
    theirs = [replace(themes[0], about="Rettet af en anden."), *themes[1:]]
    publish_form(programme=programme, subject=FormSubject.SUPERVISION, themes=theirs, by=demo.person("modelejer"))
    page.locator("[name=theme-1-title]").fill("Metoder")
    send(page)
    page.locator(".notice.bad").wait_for()


def make_calendar_address(page: Page, demo: Demo) -> None:
    """Take a secret address for one's calendar."""
    page.locator("form[action$='/calendar/start/'] button").click()
    page.locator("#address").wait_for()


def send_in_an_empty_case(page: Page, demo: Demo) -> None:
    """Send a case in with nothing written; the forms before it withdraw those that are there."""
    page.locator("main form.form [type=submit]").click()
    page.locator(".error-summary").wait_for()


def write_a_number_into_a_case(page: Page, demo: Demo) -> None:
    """Write what the page refuses into a case."""
    page.locator("[name=question]").fill(f"Det var {PERSONAL_NUMBER}, som kom.")
    send(page)
    page.locator(".form-error-message").wait_for()


def reach_too_early(page: Page, demo: Demo) -> None:
    """Say that a milestone is reached on a day that has not come."""
    page.locator("#reach_on").fill("2099-12-24")
    page.locator("#reach button[type=submit]").click()
    page.locator(".form-error-message").wait_for()


def write_a_number_of_a_person(page: Page, demo: Demo) -> None:
    """Write what the page refuses into the preparation."""
    page.locator(".preparation textarea").first.fill(f"Det var {PERSONAL_NUMBER}, som kom.")
    page.locator(".preparation form.written [type=submit]").first.click()
    page.locator(".form-error-message").wait_for()
