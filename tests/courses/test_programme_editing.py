"""Tests of Wagtail's admin as an editor meets it: building a programme, what is refused and how, files, deleting."""

from __future__ import annotations

from datetime import time
from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.declaration import declaration_of, read_declaration, shipped_path, write_declaration
from courses.models import (
    MilestoneTemplate,
    ModulePage,
    ProgrammeIndexPage,
    ProgrammePage,
    RecurringActivity,
    StepPage,
)
from implementation.models import Milestone
from people.roles import Role
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def editor(client):
    person = factories.user(language="en")
    factories.membership(user=person, role=Role.EDITOR)
    client.force_login(person)
    return person


@pytest.fixture
def owner():
    return factories.organisation(name="Nordmodellen")


def activity(**changes: Any) -> dict[str, Any]:
    """What the editor types for a recurring activity: supervision eight times a year."""
    return {
        "title": "Supervision",
        "code_prefix": "SUP",
        "kind": "supervision",
        "per_year": "8",
        "calendar_months": "",
        "minutes": "180",
        "starts": "09:00",
        "ends": "12:00",
        "audience": "staff",
        "place_rule": "alternating",
        "counts": "on",
        "extended": "",
        "extended_title": "",
        "extended_kind": "",
        "extended_minutes": "",
        "extended_ends": "",
        "extended_audience": "",
    } | changes


def programme_form(owner: Any, *, activities: list[dict[str, Any]] | None = None, initial: int = 0, **changes: Any):
    """What the editor types for a programme."""
    values = {
        "title": "Nordmodellen",
        "slug": "nordmodellen",
        "owner_organisation": owner.pk,
        "duration_months": "12",
        "threshold": "80",
        "body": rich_text("<p>En model</p>"),
        "activities": inline_formset(activities or [], initial=initial),
    }
    return nested_form_data(values | changes)


def step_form(*, milestones: list[dict[str, Any]] | None = None, initial: int = 0, **changes: Any) -> dict[str, Any]:
    """What the editor types for a step."""
    values = {
        "title": "Start",
        "slug": "start",
        "month_from": "0",
        "month_to": "6",
        "body": rich_text(""),
        "milestones": inline_formset(milestones or [], initial=initial),
    }
    return nested_form_data(values | changes)


def module_form(**changes: Any) -> dict[str, Any]:
    """What the editor types for a module: a full training day."""
    values = {
        "title": "Uddannelsesdag 1",
        "slug": "udd1",
        "code": "UDD1",
        "kind": "training_day",
        "minutes": "420",
        "dates": "1",
        "starts": "9.00",
        "ends": "16.00",
        "month_offset": "1",
        "days_after_previous": "",
        "audience": "staff",
        "place_rule": "model_owner",
        "counts": "on",
        "body": rich_text(""),
        "preparation": streamfield([]),
        "content": streamfield([]),
        "evaluation": streamfield([]),
    }
    return nested_form_data(values | changes)


def add(client, kind: type[Page], parent: Page, data: dict[str, Any], *, publish: bool = False):
    """Send the form that adds a page below the parent."""
    address = reverse("wagtailadmin_pages:add", args=["courses", kind.__name__.lower(), parent.pk])
    return client.post(address, data | ({"action-publish": "on"} if publish else {}))


def edit(client, page: Page, data: dict[str, Any], *, publish: bool = True):
    """Send the form that edits the page."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(address, data | ({"action-publish": "on"} if publish else {}))


def faults(response: Any) -> dict[str, list[str]]:
    """What the form says, by field; empty where it was saved."""
    return {} if response.status_code == 302 else dict(response.context["form"].errors)


def said(response: Any) -> list[str]:
    """The messages shown to the editor."""
    return [str(message).split("<")[0].strip() for message in get_messages(response.wsgi_request)]


@pytest.fixture
def programme(owner):
    programme = factories.programme(title="Nordmodellen", owner=owner, duration_months=12)
    programme.slug = "nordmodellen"
    programme.save()
    return programme


@pytest.fixture
def step(programme):
    return factories.step(programme, title="Start", month_from=0, month_to=6)


# -- the site ---------------------------------------------------------------------------------------------------------


def test_the_list_of_programmes_is_the_sites_root_in_place_of_wagtails_welcome_page() -> None:
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("localhost", 80, True)
    index = ProgrammeIndexPage.objects.get()
    assert site.root_page.specific == index
    assert (index.title, index.draft_title, index.slug, index.url, index.live) == (
        "Modeller",
        "Modeller",
        "modeller",
        "/programmes/",
        True,
    )
    assert (index.path, index.depth, index.numchild) == ("00010001", 2, 0)
    assert Page.objects.count() == 2
    assert Page.find_problems() == ([], [], [], [], [])
    assert Locale.objects.get().language_code == "da"


# -- building a programme ---------------------------------------------------------------------------------------------


def test_an_editor_builds_a_programme_without_a_developer(client, editor, owner) -> None:
    index = factories.programme_index()
    assert faults(add(client, ProgrammePage, index, programme_form(owner, activities=[activity()]))) == {}
    programme = ProgrammePage.objects.get(slug="nordmodellen")
    assert not programme.live

    assert faults(add(client, StepPage, programme, step_form(), publish=True)) == {}
    step = StepPage.objects.get(slug="start")
    assert faults(add(client, ModulePage, step, module_form(), publish=True)) == {}
    module = ModulePage.objects.get(code="UDD1")
    assert (module.minutes, module.starts, module.ends, module.live) == (420, time(9), time(16), True)

    row = RecurringActivity.objects.get()
    form = programme_form(owner, activities=[activity(id=row.pk, per_year="6")], initial=1)
    assert faults(edit(client, programme, form)) == {}
    programme.refresh_from_db()
    assert programme.live
    assert list(RecurringActivity.objects.values_list("pk", "per_year", "minutes")) == [(row.pk, 6, 180)]
    assert [page.title for page in programme.steps()] == ["Start"]
    assert [page.code for page in programme.modules()] == ["UDD1"]


def test_a_draft_may_be_unfinished(client, editor, owner, step) -> None:
    index = factories.programme_index()
    form = programme_form(owner, title="Kladde", slug="kladde", duration_months="", threshold="")
    assert faults(add(client, ProgrammePage, index, form)) == {}
    assert faults(add(client, ModulePage, step, module_form(minutes="", month_offset="", code=""))) == {}


def test_an_activity_added_later_stays_the_same_row_when_the_programme_is_published_again(
    client, editor, owner, programme, step
) -> None:
    assert faults(edit(client, programme, programme_form(owner, activities=[activity()]))) == {}
    row = RecurringActivity.objects.get()
    page = client.get(reverse("wagtailadmin_pages:edit", args=[programme.pk]))
    known = page.context["form"].formsets["activities"].forms[0].instance.pk
    form = programme_form(owner, activities=[activity(id=known or "", per_year="4")], initial=1 if known else 0)
    assert faults(edit(client, programme, form)) == {}
    assert list(RecurringActivity.objects.values_list("pk", "per_year")) == [(row.pk, 4)]


# -- what is refused, in the editor's words ---------------------------------------------------------------------------


def test_a_programme_is_not_published_without_a_step(client, editor, owner) -> None:
    response = add(client, ProgrammePage, factories.programme_index(), programme_form(owner), publish=True)
    message = "A programme needs at least one published step. Save it as a draft and add its steps first."
    assert faults(response) == {"__all__": [message]}


def test_a_threshold_above_100_is_refused_in_a_draft_too(client, editor, owner) -> None:
    response = add(client, ProgrammePage, factories.programme_index(), programme_form(owner, threshold="101"))
    assert faults(response) == {"threshold": ["The threshold cannot be above 100 percent."]}


def test_a_published_programme_says_how_long_it_lasts_and_what_must_be_attended(
    client, editor, owner, programme, step
) -> None:
    response = edit(client, programme, programme_form(owner, duration_months="", threshold=""))
    assert faults(response) == {
        "duration_months": ["How many months does the programme last?"],
        "threshold": ["How many percent of the minutes must be attended for the certificate?"],
    }


def test_a_duration_that_leaves_a_module_outside_is_refused(client, editor, owner, programme, step) -> None:
    factories.module(step, code="UDD1", title="Uddannelsesdag 1", month_offset=10)
    response = edit(client, programme, programme_form(owner, duration_months="9"))
    message = "UDD1 Uddannelsesdag 1 lies in month 10, after the programme's end."
    assert faults(response) == {"duration_months": [message]}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"minutes": ""}, {"minutes": ["A module needs its minutes: how long does it last?"]}),
        ({"minutes": "0"}, {"minutes": ["A module needs its minutes: how long does it last?"]}),
        (
            {"minutes": "421"},
            {"minutes": ["From 09:00 to 16:00 is 420 minutes, less than the 421 that count."]},
        ),
        ({"ends": "8.00"}, {"minutes": ["It must end after it begins."]}),
        ({"code": ""}, {"code": ["A module needs a code, e.g. UDD1."]}),
        ({"code": "udd 1"}, {"code": ["A code is capital letters and a number, e.g. UDD1."]}),
        ({"code": "UDD9"}, {"code": ["Another module of the programme has this code."]}),
        ({"month_offset": ""}, {"month_offset": ["In which month of the programme does the module lie?"]}),
        (
            {"month_offset": "13"},
            {"month_offset": ["Month 13 lies outside the programme: it runs from month -12 to month 12."]},
        ),
        (
            {"month_offset": "-13"},
            {"month_offset": ["Month -13 lies outside the programme: it runs from month -12 to month 12."]},
        ),
    ],
)
def test_a_module_that_cannot_be_is_refused(client, editor, step, typed, expected) -> None:
    factories.module(step, code="UDD9")
    assert faults(add(client, ModulePage, step, module_form(**typed), publish=True)) == expected


def test_a_module_of_several_dates_may_count_more_than_one_day(client, editor, step) -> None:
    typed = module_form(minutes="630", dates="2", starts="12.30")
    assert faults(add(client, ModulePage, step, typed, publish=True)) == {}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"month_from": "", "month_to": ""}, "In which month does the step begin?"),
        ({"month_to": "13"}, "Month 13 lies outside the programme: it runs from month -12 to month 12."),
        ({"month_from": "7"}, "The step cannot end before it begins."),
    ],
)
def test_a_step_that_cannot_be_is_refused(client, editor, programme, typed, expected) -> None:
    response = add(client, StepPage, programme, step_form(**typed), publish=True)
    assert expected in [message for messages in faults(response).values() for message in messages]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"per_year": "0"}, {"per_year": ["Ensure this value is greater than or equal to 1."]}),
        ({"minutes": ""}, {"minutes": ["A recurring activity needs its minutes: how long does it last?"]}),
        (
            {"minutes": "200"},
            {"minutes": ["From 09:00 to 12:00 is 180 minutes, less than the 200 that count."]},
        ),
        ({"calendar_months": "13"}, {"calendar_months": ["Write months as numbers: 1, 6."]}),
        ({"extended": "fire"}, {"extended": ["Write numbers: 4, 8."]}),
        ({"extended": "4"}, {"extended": ["Say how long an extended one lasts, its kind and whom it obliges."]}),
        (
            {
                "extended": "9",
                "extended_kind": "extended_supervision",
                "extended_minutes": "300",
                "extended_ends": "14.00",
                "extended_audience": "staff",
            },
            {"extended": ["There are only 8 a year."]},
        ),
        (
            {
                "extended": "8",
                "extended_kind": "extended_supervision",
                "extended_minutes": "301",
                "extended_ends": "14.00",
                "extended_audience": "staff",
            },
            {"extended_minutes": ["From 09:00 to 14:00 is 300 minutes, less than the 301 that count."]},
        ),
        ({"code_prefix": "UDD"}, {"code_prefix": ["Another activity or module of the programme has this code."]}),
    ],
)
def test_a_recurring_activity_that_cannot_be_is_refused(
    client, editor, owner, programme, step, typed, expected
) -> None:
    factories.module(step, code="UDD1")
    response = edit(client, programme, programme_form(owner, activities=[activity(**typed)]))
    assert response.context["form"].formsets["activities"].errors == [expected]


def test_two_activities_of_one_code_are_refused(client, editor, owner, programme, step) -> None:
    response = edit(client, programme, programme_form(owner, activities=[activity(), activity(title="Mere")]))
    message = "Another activity or module of the programme has this code."
    assert response.context["form"].formsets["activities"].errors == [{"code_prefix": [message]}] * 2


def test_the_messages_are_there_in_danish(client, editor, step) -> None:
    editor.language = "da"
    editor.save()
    response = add(client, ModulePage, step, module_form(minutes="", month_offset="13"), publish=True)
    assert faults(response) == {
        "minutes": ["Et modul skal have et antal minutter: Hvor længe varer det?"],
        "month_offset": ["Måned 13 ligger uden for modellen: Den løber fra måned -12 til måned 12."],
    }


# -- what stands on a page keeps it -----------------------------------------------------------------------------------


@pytest.fixture
def planned(programme, step):
    """A session of a cohort that is planned from a module."""
    module = factories.module(step, code="UDD1", title="Uddannelsesdag 1")
    cohort = factories.cohort(programme=programme, code="H2024")
    return factories.session(cohort, code="UDD1", module=module)


def test_a_page_that_a_session_is_planned_from_cannot_be_deleted(client, editor, planned, step) -> None:
    response = client.post(reverse("wagtailadmin_pages:delete", args=[planned.module.pk]))
    assert said(response) == [
        "UDD1 of the cohort H2024 is planned from “Uddannelsesdag 1”, so the page must stay. It can be unpublished."
    ]
    assert response.url == reverse("wagtailadmin_explore", args=[step.pk])
    assert ModulePage.objects.filter(pk=planned.module.pk).exists()


def test_a_programme_that_a_cohort_follows_cannot_be_deleted(client, planned, programme) -> None:
    superuser(client)
    response = client.post(reverse("wagtailadmin_pages:delete", args=[programme.pk]))
    assert said(response) == ["The cohort H2024 follows “Nordmodellen”, so the page must stay. It can be unpublished."]
    assert ProgrammePage.objects.filter(pk=programme.pk).exists()


def superuser(client) -> None:
    person = factories.user(language="en", is_superuser=True)
    client.force_login(person)


def test_an_optional_step_that_a_team_has_chosen_cannot_be_deleted(client, editor, programme) -> None:
    chosen = factories.step(programme, title="Daggruppe", optional=True)
    factories.team(factories.cohort(programme=programme), name="Viborg", optional_steps=[chosen])
    response = client.post(reverse("wagtailadmin_pages:delete", args=[chosen.pk]))
    assert said(response) == ["The team Viborg has chosen “Daggruppe”, so the page must stay. It can be unpublished."]
    assert StepPage.objects.filter(pk=chosen.pk).exists()


def test_a_step_with_documents_cannot_be_deleted_because_they_would_be_open_to_all_programmes(
    client, editor, step
) -> None:
    document = factories.document(title="Metodehæfte", step=step)
    response = client.post(reverse("wagtailadmin_pages:delete", args=[step.pk]))
    assert said(response) == [
        f"The document “Metodehæfte” belongs to “{step.title}”. Give it another step first, or delete it."
    ]
    document.refresh_from_db()
    assert document.step == step


@pytest.mark.parametrize("kind", ["login", "password"])
def test_a_page_has_no_privacy_of_its_own_which_search_and_print_would_not_ask(client, editor, step, kind) -> None:
    module = factories.module(step)
    for page in (step.get_parent(), step, module):
        sent = {"restriction_type": kind, "password": "hemmeligt"}
        client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), sent)
    assert not PageViewRestriction.objects.exists()


def test_pages_chosen_in_a_list_cannot_be_deleted_either(client, planned) -> None:
    superuser(client)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = client.post(f"{address}?id={planned.module.pk}&next=/cms/")
    assert ModulePage.objects.filter(pk=planned.module.pk).exists()
    assert "must stay" in said(response)[0]


def test_a_needed_page_moves_within_its_programme_only(client, editor, planned, programme, owner) -> None:
    own = factories.step(programme, title="Slut")
    other = factories.step(factories.programme(owner=owner), title="Andetsteds")
    response = client.post(reverse("wagtailadmin_pages:move_confirm", args=[planned.module.pk, other.pk]))
    assert "must stay" in said(response)[0]
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[planned.module.pk, own.pk]))
    assert ModulePage.objects.get(pk=planned.module.pk).get_parent().pk == own.pk


def test_a_page_that_nothing_stands_on_can_be_deleted(client, editor, step) -> None:
    module = factories.module(step)
    assert client.post(reverse("wagtailadmin_pages:delete", args=[module.pk])).status_code == 302
    assert not ModulePage.objects.exists()


def test_an_activity_that_sessions_are_planned_from_cannot_be_removed(client, editor, owner, programme, step) -> None:
    row = factories.activity(programme)
    factories.session(factories.cohort(programme=programme), code="SUP1", activity=row)
    gone = programme_form(owner, activities=[activity(id=row.pk, DELETE="on")], initial=1)
    message = "Sessions are planned from “Supervision”, so it cannot be removed."
    assert faults(edit(client, programme, gone)) == {"__all__": [message]}
    assert faults(edit(client, programme, programme_form(owner))) == {"__all__": [message]}
    assert RecurringActivity.objects.filter(pk=row.pk).exists()


def test_a_planned_session_keeps_what_it_was_planned_with(client, editor, planned) -> None:
    before = (planned.minutes, planned.title, planned.kind)
    edited = module_form(minutes="300", title="Anden titel", kind="practice_day")
    assert faults(edit(client, planned.module, edited)) == {}
    planned.refresh_from_db()
    assert (planned.minutes, planned.title, planned.kind) == before


# -- files ------------------------------------------------------------------------------------------------------------


def upload(content: bytes, name: str = "model.toml") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, content)}


def file_of(programme: ProgrammePage) -> bytes:
    return write_declaration(declaration_of(programme)).encode()


def test_an_editor_exports_a_programme(client, editor, programme, step) -> None:
    response = client.get(reverse("programme_export", args=[programme.pk]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="nordmodellen.toml"'
    assert read_declaration(response.content) == declaration_of(programme)


def test_an_import_shows_what_will_change_before_it_is_saved(client, editor, programme, step) -> None:
    changed = file_of(programme).replace(b"threshold = 80", b"threshold = 75")
    shown = client.post(reverse("programme_preview"), upload(changed))
    change = "Nordmodellen: attendance for the certificate, in percent is 75 instead of 80."
    assert shown.context["changes"] == [change]
    programme.refresh_from_db()
    assert programme.threshold == 80

    content = shown.context["form"].initial["text"]
    response = client.post(reverse("programme_import"), {"text": content})
    assert response.url == reverse("wagtailadmin_explore", args=[programme.pk])
    assert said(response) == ["“Nordmodellen”: 1 change made."]
    programme.refresh_from_db()
    assert (programme.threshold, programme.live_revision.user) == (75, editor)


def test_a_file_that_changes_nothing_says_so(client, editor, programme, step) -> None:
    response = client.post(reverse("programme_preview"), upload(file_of(programme)))
    assert "“Nordmodellen” is already as the file says." in response.content.decode()


def test_a_new_programme_can_be_imported(client, editor, owner) -> None:
    content = shipped_path("u18").read_bytes().replace(b"U18, Aarhus Kommune", owner.name.encode())
    response = client.post(reverse("programme_import"), {"text": content.decode()})
    assert response.status_code == 302
    assert not ProgrammePage.objects.get(slug="u18").live


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "The submitted file is empty."),
        (b"%PDF-1.4 \xe2\xe3", "The file is not text in UTF-8, so it is no programme."),
        (b"not a programme", "The file cannot be read: look at line 1."),
        (b"x" * (1024 * 1024 + 1), "The file is larger than 1 MB, so it is no programme."),
        (
            b'slug = "x"\ntitle = "X"\nowner = "Ingen"',
            "There is no model owner called “Ingen”. Ask an administrator to add it.",
        ),
        (
            b'slug = "x"\ntitle = "X"\nowner = "Ingen"\nthreshold = 101',
            "X: attendance for the certificate, in percent: The threshold cannot be above 100 percent.",
        ),
        (b'slug = "x"\ntitle = "X"\nfarve = "r\xc3\xb8d"', "X: “owner” is missing."),
    ],
)
def test_the_faults_of_a_file_are_listed_in_the_editors_words(client, editor, content: bytes, fault: str) -> None:
    response = client.post(reverse("programme_preview"), upload(content))
    assert response.status_code == 422
    assert fault in [said for said_of_field in response.context["form"].errors.values() for said in said_of_field]
    assert fault in unescape(response.content.decode())
    assert not ProgrammePage.objects.exists()


def test_content_that_was_tampered_with_after_the_preview_is_refused(client, editor) -> None:
    response = client.post(reverse("programme_import"), {"text": "slug = 5"})
    assert response.url == reverse("programme_file")
    assert "“slug” must be a text in quotation marks." in said(response)[0]


@pytest.mark.parametrize("role", [role for role in Role if role in {Role.MODEL_OWNER, Role.TRAINER, Role.AUTHORITY}])
def test_others_than_editors_do_not_get_in(client, programme, role: Role) -> None:
    person = factories.user()
    factories.membership(user=person, role=role)
    client.force_login(person)
    assert client.get(reverse("programme_export", args=[programme.pk])).status_code == 403
    assert client.get(reverse("programme_file")).status_code == 403
    assert client.post(reverse("programme_preview"), upload(b"")).status_code == 403
    assert client.post(reverse("programme_import"), {"text": ""}).status_code == 403


# -- the admin itself -------------------------------------------------------------------------------------------------


def test_the_editors_menu_holds_pages_documents_and_pictures_alone(client, editor) -> None:
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    for name in ("explorer", "documents", "images"):
        assert f'"name": "{name}"' in page
    for name in ("reports", "settings", "help"):
        assert f'"name": "{name}"' not in page


def test_export_and_import_stand_beside_a_programme(client, editor, programme, step) -> None:
    page = client.get(reverse("wagtailadmin_explore", args=[programme.pk])).content.decode()
    assert reverse("programme_export", args=[programme.pk]) in page
    assert reverse("programme_file") in page
    below = client.get(reverse("wagtailadmin_explore", args=[step.pk])).content.decode()
    assert reverse("programme_export", args=[programme.pk]) not in below


def test_an_editor_previews_a_draft(client, editor, programme, step) -> None:
    programme.unpublish()
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[programme.pk]))
    assert response.status_code == 200
    assert "Nordmodellen" in response.content.decode()


# -- milestones -------------------------------------------------------------------------------------------------------


def milestone(**changes: Any) -> dict[str, Any]:
    """What the editor types for a milestone."""
    given = {"title": "Lokaler er fundet", "key": "lokaler-fundet", "about": "", "planned_month": "2", "opens": ""}
    return given | changes


def test_an_editor_writes_milestones_beside_the_step_and_they_stay_the_same_rows(client, editor, step) -> None:
    typed = [milestone(opens="on"), milestone(title="Navn er valgt", key="navn-valgt", planned_month="-1")]
    assert faults(edit(client, step, step_form(milestones=typed))) == {}
    rows = list(step.milestones.all())
    assert [(row.key, row.planned_month, row.opens) for row in rows] == [
        ("lokaler-fundet", 2, True),
        ("navn-valgt", -1, False),
    ]
    known = [milestone(id=rows[0].pk, title="Lokalerne er fundet"), milestone(id=rows[1].pk, key="navn")]
    assert faults(edit(client, step, step_form(milestones=known, initial=2))) == {}
    assert [(row.pk, row.title) for row in step.milestones.all()] == [
        (rows[0].pk, "Lokalerne er fundet"),
        (rows[1].pk, "Lokaler er fundet"),
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"title": ""}, {"title": ["This field is required."]}),
        ({"key": ""}, {"key": ["This field is required."]}),
        ({"key": "Lokaler fundet"}, {"key": ["A key is small letters a–z, digits and hyphens: premises-found."]}),
        (
            {"planned_month": ""},
            {"planned_month": ["In which month of the programme is the milestone to be reached?"]},
        ),
        (
            {"planned_month": "13"},
            {"planned_month": ["Month 13 lies outside the programme: it runs from month -12 to month 12."]},
        ),
    ],
)
def test_a_milestone_that_cannot_be_is_refused_in_the_editors_words(client, editor, step, typed, expected) -> None:
    response = edit(client, step, step_form(milestones=[milestone(**typed)]))
    assert response.context["form"].formsets["milestones"].errors == [expected]
    assert not step.milestones.exists()


def test_a_draft_may_leave_a_milestones_month_open_but_neither_its_key_nor_its_title(client, editor, step) -> None:
    assert faults(edit(client, step, step_form(milestones=[milestone(planned_month="")]), publish=False)) == {}
    response = edit(client, step, step_form(milestones=[milestone(key="")]), publish=False)
    assert response.context["form"].formsets["milestones"].errors == [{"key": ["This field is required."]}]


def test_two_milestones_of_one_key_are_refused(client, editor, step) -> None:
    response = edit(client, step, step_form(milestones=[milestone(), milestone(title="Mere")]))
    message = "Another milestone of the step has this key."
    assert response.context["form"].formsets["milestones"].errors == [{"key": [message]}] * 2


@pytest.fixture
def logged(step):
    """A milestone of the step that a team has logged something about."""
    row = MilestoneTemplate.objects.create(step=step, key="lokaler-fundet", title="Lokaler er fundet", planned_month=2)
    Milestone.objects.create(template=row, team=factories.team())
    return row


def test_a_milestone_that_teams_have_logged_cannot_be_removed(client, editor, step, logged) -> None:
    gone = step_form(milestones=[milestone(id=logged.pk, DELETE="on")], initial=1)
    message = "Teams have logged the milestone “Lokaler er fundet”, so it cannot be removed."
    assert faults(edit(client, step, gone)) == {"__all__": [message]}
    assert faults(edit(client, step, step_form())) == {"__all__": [message]}
    untouched = MilestoneTemplate.objects.create(step=step, key="navn", title="Navn", planned_month=2)
    both = [milestone(id=logged.pk), milestone(id=untouched.pk, key="navn", DELETE="on")]
    assert faults(edit(client, step, step_form(milestones=both, initial=2))) == {}
    assert list(step.milestones.all()) == [logged]


def test_a_step_whose_milestones_teams_have_logged_cannot_be_deleted(client, editor, step, logged) -> None:
    response = client.post(reverse("wagtailadmin_pages:delete", args=[step.pk]))
    message = f"Teams have logged something about “{step.title}”, so the page must stay. It can be unpublished."
    assert said(response) == [message]
    assert StepPage.objects.filter(pk=step.pk).exists()
