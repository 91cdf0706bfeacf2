"""Tests of programmes as files: what U-turn declares, loading, exporting, and what is wrong with a bad file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, PageLogEntry, Revision

from courses.actions.programme import compare_programme, load_programme
from courses.declaration import (
    SHIPPED,
    ActivityDeclaration,
    DeclarationFaults,
    ExtendedDeclaration,
    MilestoneDeclaration,
    ModuleDeclaration,
    ProgrammeDeclaration,
    StepDeclaration,
    check,
    declaration_of,
    differences,
    read_declaration,
    shipped_path,
    write_declaration,
)
from courses.declaration.richtext import portable
from courses.enums import ActivityKind, Audience, PlaceRule
from courses.models import MilestoneTemplate, ModulePage, ProgrammePage, RecurringActivity, StepPage
from implementation.models import Milestone
from people.models import Organisation
from people.policies import Refused
from people.roles import Role
from tests import factories

pytestmark = pytest.mark.usefixtures("english")

SMALL = """
slug = "lille"
title = "Lille model"
owner = "U-turn København"
published = true
duration_months = 12
threshold = 80

[[activities]]
code_prefix = "SUP"
title = "Supervision"
per_year = 4
minutes = 180

[[steps]]
slug = "start"
title = "Start"
month_from = 0
month_to = 6

[[steps.milestones]]
key = "lokaler-fundet"
title = "Lokaler er fundet"
planned_month = -1
about = "Uden \\"kommunalt\\" præg"

[[steps.milestones]]
key = "aabnet"
title = "Rådgivningen er åben"
planned_month = 2
opens = true

[[steps.modules]]
code = "UDD1"
title = "Uddannelsesdag 1"
minutes = 420
month_offset = 1

[[steps.modules]]
code = "UDD2"
title = "Uddannelsesdag 2"
minutes = 420
month_offset = 2

[[steps]]
slug = "slut"
title = "Slut"
month_from = 6
month_to = 12
"""


def shipped(slug: str) -> ProgrammeDeclaration:
    return read_declaration(shipped_path(slug).read_bytes())


def small(**changes: object) -> ProgrammeDeclaration:
    return replace(read_declaration(SMALL.encode()), **changes)


def load(*names: str, **options: object) -> str:
    out = StringIO()
    call_command("load_programme", *names, stdout=out, **options)
    return out.getvalue()


def faults_of(text: str) -> list[str]:
    with pytest.raises(DeclarationFaults) as raised:
        check(read_declaration(text.encode()))
    return raised.value.faults


@pytest.fixture
def editor(db):
    person = factories.user()
    factories.membership(user=person, role=Role.EDITOR)
    return person


# -- what U-turn declares (design, section 3) -------------------------------------------------------------------------


def minutes_of_the_plan(declared: ProgrammeDeclaration, *audiences: str) -> int:
    """The minutes that count over the two years for those whom sessions of these audiences oblige."""
    modules = sum(
        module.minutes
        for step in declared.steps
        if not step.optional
        for module in step.modules
        if module.counts and module.audience in audiences
    )
    return modules + sum(
        activity.minutes * (activity.per_year - len(activity.extended.numbers if activity.extended else ()))
        + (activity.extended.minutes * len(activity.extended.numbers) if activity.extended else 0)
        for activity in declared.activities
        for _year in range(declared.duration_months // 12)
        if activity.counts
    )


def test_a_staff_members_plan_is_11130_minutes_and_the_facilitators_12180() -> None:
    assert minutes_of_the_plan(shipped("u-turn"), "staff", "staff_and_leaders") == 11_130
    assert minutes_of_the_plan(shipped("u-turn"), "staff", "staff_and_leaders", "facilitators") == 12_180


def test_uturn_has_the_steps_of_the_model_in_their_months() -> None:
    assert [(step.title, step.month_from, step.month_to, step.optional) for step in shipped("u-turn").steps] == [
        ("Opstart", -1, 1, False),
        ("Åben anonym rådgivning", 1, 4, False),
        ("Individuel behandling", 4, 8, False),
        ("Forældregrupper", 8, 12, False),
        ("Gruppetilbud", 12, 17, False),
        ("Konsulentfunktion", 17, 22, False),
        ("Daggruppe", 20, 24, True),
    ]


def test_uturn_has_the_milestones_of_the_model_by_month() -> None:
    steps = [
        (step.title, [(one.title, one.planned_month) for one in step.milestones]) for step in shipped("u-turn").steps
    ]
    assert dict(steps) == {
        "Opstart": [
            ("Lokaler er fundet", -1),
            ("Team på tre årsværk er ansat", -1),
            ("Navn, der appellerer til unge, er valgt", 0),
        ],
        "Åben anonym rådgivning": [("Telefon og mail er åbne", 1), ("Den anonyme rådgivning er åben", 2)],
        "Individuel behandling": [
            ("Samarbejde om § 50-undersøgelse og handleplan er aftalt", 4),
            ("Den første unge er indskrevet", 5),
        ],
        "Forældregrupper": [
            ("Den første forældregruppe er annonceret", 8),
            ("Den første forældregruppe er holdt", 11),
        ],
        "Gruppetilbud": [("Gruppeform er valgt", 13), ("Den første gruppe for unge er begyndt", 16)],
        "Konsulentfunktion": [("Konsulentfunktionen er meldt ud til skoler og sagsbehandlere", 18)],
        "Daggruppe": [
            ("Daggruppen er aftalt med skoleforvaltningen", 21),
            ("Den første unge er begyndt i daggruppen", 24),
        ],
    }


def test_every_intervention_of_uturn_but_the_start_has_one_milestone_that_opens_it() -> None:
    opening = {step.slug: sum(one.opens for one in step.milestones) for step in shipped("u-turn").steps}
    assert opening == {step.slug: int(step.slug != "opstart") for step in shipped("u-turn").steps}


def test_drafts_ship_no_milestones_because_nothing_is_published_about_them() -> None:
    assert not any(step.milestones for slug in ("u18", "ung-rusmidler") for step in shipped(slug).steps)


def test_uturn_has_the_modules_of_the_model_in_their_months() -> None:
    assert [(module.code, module.month_offset) for module in shipped("u-turn").modules()] == [
        *[("INT", -1), ("BAS1", 0), ("BAS2", 0), ("BAS3", 0)],
        *[("UDD1", 1), ("UDD2", 2), ("PRA1", 3)],
        *[("UDD3", 4), ("UDD4", 5), ("PRA2", 6)],
        *[("UDD5", 8), ("UDD6", 8), ("FOR1", 8), ("FOR2", 8), ("FOR3", 8), ("FOR4", 8), ("FOR5", 8)],
        *[("UDD7", 13), ("UDD8", 14), ("PRA3", 15)],
        *[("UDD9", 17), ("UDD10", 19), ("PRA4", 21)],
        *[("DAG1", 21), ("DAG2", 22)],
    ]


def test_uturns_modules_differ_from_a_full_day_where_the_model_says_so() -> None:
    modules = {module.code: module for module in shipped("u-turn").modules()}
    kinds = Counter(module.kind for module in modules.values())
    assert kinds == {"internat": 1, "basic_course": 3, "training_day": 12, "practice_day": 4, "parent_group": 5}
    internat = modules.pop("INT")
    assert (internat.minutes, internat.dates, internat.starts, internat.ends) == (630, 2, time(12, 30), time(16))
    evenings = [modules.pop(f"FOR{number}") for number in range(1, 6)]
    assert {(one.minutes, one.starts, one.ends, one.audience) for one in evenings} == {
        (210, time(17), time(20, 30), "facilitators")
    }
    assert [one.days_after_previous for one in evenings] == [None, 14, 14, 14, 91]
    assert {(one.minutes, one.dates, one.starts, one.ends, one.audience) for one in modules.values()} == {
        (420, 1, time(9), time(16), "staff")
    }
    assert [code for code, one in modules.items() if one.days_after_previous] == ["BAS2", "BAS3"]
    assert [code for code, one in modules.items() if not one.counts] == ["DAG1", "DAG2"]
    assert {one.place_rule for one in [internat, *evenings, *modules.values()]} == {"model_owner"}


def test_uturns_supervision_is_extended_twice_a_year_and_alternates() -> None:
    supervision, status, leadership = shipped("u-turn").activities
    assert (supervision.code_prefix, supervision.per_year, supervision.minutes) == ("SUP", 8, 180)
    assert (supervision.place_rule, supervision.audience, supervision.counts) == ("alternating", "staff", True)
    assert supervision.extended == ExtendedDeclaration(
        numbers=(4, 8),
        kind="extended_supervision",
        minutes=300,
        ends=time(14),
        audience="staff_and_leaders",
        title="Udvidet supervision",
    )
    assert (status.code_prefix, status.per_year, status.calendar_months, status.place_rule, status.counts) == (
        "STA",
        2,
        (1, 6),
        "local",
        False,
    )
    assert (leadership.code_prefix, leadership.per_year, leadership.audience, leadership.counts) == (
        "LED",
        2,
        "leaders",
        False,
    )


def test_the_drafts_invent_no_figures() -> None:
    young, u18 = shipped("ung-rusmidler"), shipped("u18")
    assert [step.title for step in young.steps] == [
        "Rådgivning",
        "Individuel behandling",
        "Gruppebehandling",
        "Forældre",
        "Konsulentfunktion",
    ]
    for draft in (young, u18):
        assert not draft.published
        assert (draft.duration_months, draft.threshold, draft.activities, draft.modules()) == (None, None, (), ())
    assert {(step.month_from, step.month_to, step.body) for step in young.steps} == {(None, None, "")}
    assert "fem kommuner" in young.body
    assert "mindst tre medarbejdere" in young.body
    assert (young.owner, u18.owner, u18.steps) == ("Socialstyrelsen", "U18, Aarhus Kommune", ())


@pytest.mark.parametrize("slug", SHIPPED)
def test_a_shipped_programme_can_be_and_says_who_owns_it(slug: str) -> None:
    declared = shipped(slug)
    check(declared)
    assert declared.slug == slug
    assert declared.owner
    assert declared.body


def test_every_step_and_module_of_uturn_has_a_text() -> None:
    declared = shipped("u-turn")
    assert all(one.body.startswith("<p>") for one in [*declared.steps, *declared.modules()])


# -- loading ----------------------------------------------------------------------------------------------------------


class UturnTests(TestCase):
    """U-turn, loaded once for all of these because its 33 pages take a while."""

    @classmethod
    def setUpTestData(cls) -> None:
        with translation.override("en"):
            cls.said = load("u-turn")

    def test_loading_makes_the_pages_and_the_owner(self) -> None:
        assert self.said == "U-turn: 1 change published.\n"
        programme = ProgrammePage.objects.get(slug="u-turn")
        assert programme.live
        assert programme.get_parent().specific == factories.programme_index()
        owner = programme.owner_organisation
        assert (owner.name, owner.kind) == ("U-turn København", "model_owner")
        assert [step.title for step in programme.steps()] == [step.title for step in shipped("u-turn").steps]
        assert programme.modules().count() == 25
        evening = ModulePage.objects.get(code="FOR5")
        assert (evening.slug, evening.get_parent().slug, evening.live) == ("for5", "foraeldregrupper", True)
        assert (evening.kind, evening.audience) == (ActivityKind.PARENT_GROUP, Audience.FACILITATORS)
        supervision = RecurringActivity.objects.get(code_prefix="SUP")
        assert (supervision.extended_numbers, supervision.place_rule) == ({4, 8}, PlaceRule.ALTERNATING)
        assert Page.find_problems() == ([], [], [], [], [])

    def test_loading_again_changes_nothing(self) -> None:
        def rows() -> tuple[int, int, int]:
            return Revision.objects.count(), PageLogEntry.objects.count(), Organisation.objects.count()

        before = rows()
        assert load("u-turn") == "U-turn: nothing to change.\n"
        assert rows() == before

    def test_it_exports_as_it_was_declared(self) -> None:
        out = StringIO()
        call_command("export_programme", "u-turn", stdout=out)
        assert read_declaration(out.getvalue().encode()) == shipped("u-turn")


def test_loading_drafts_again_changes_nothing_either(db: None) -> None:
    load("ung-rusmidler", "u18")
    before = (Revision.objects.count(), PageLogEntry.objects.count())
    assert load("ung-rusmidler", "u18") == "UNG Rusmidler: nothing to change.\nU18: nothing to change.\n"
    assert (Revision.objects.count(), PageLogEntry.objects.count()) == before


def test_drafts_are_not_published(db: None) -> None:
    assert (
        load("ung-rusmidler", "u18") == "UNG Rusmidler: 1 change saved as a draft.\nU18: 1 change saved as a draft.\n"
    )
    assert not ProgrammePage.objects.live().exists()
    assert StepPage.objects.count() == 5
    assert not StepPage.objects.live().exists()


def test_loading_only_what_is_missing_leaves_an_editors_work_alone(db: None) -> None:
    load("ung-rusmidler")
    StepPage.objects.get(slug="foraeldre").delete()
    assert load("ung-rusmidler", "u18", if_missing=True) == (
        "UNG Rusmidler: already there.\nU18: 1 change saved as a draft.\n"
    )
    assert not StepPage.objects.filter(slug="foraeldre").exists()


def test_a_changed_declaration_updates_and_publishes_only_the_pages_it_changes(editor) -> None:
    load_programme(declaration=small(), by=None)
    revisions = Revision.objects.count()
    first, second = small().steps
    longer = replace(first.modules[0], minutes=300, body="<p>Ny tekst</p>")
    changed = small(threshold=75, steps=(replace(first, modules=(longer, first.modules[1])), second))
    done = load_programme(declaration=changed, by=editor)
    assert done.changes == [
        "Lille model: attendance for the certificate, in percent is 75 instead of 80.",
        "UDD1 Uddannelsesdag 1: minutes that count is 300 instead of 420.",
        "UDD1 Uddannelsesdag 1: the text changes.",
    ]
    assert Revision.objects.count() == revisions + 2
    module = ModulePage.objects.get(code="UDD1")
    assert (module.minutes, module.body, module.has_unpublished_changes) == (300, "<p>Ny tekst</p>", False)
    assert module.live_revision.user == editor


def test_a_recurring_activity_stays_the_same_row_when_it_changes(editor) -> None:
    load_programme(declaration=small(), by=None)
    row = RecurringActivity.objects.get()
    more = small(activities=(replace(small().activities[0], per_year=6),))
    load_programme(declaration=more, by=editor)
    assert list(RecurringActivity.objects.values_list("pk", "per_year")) == [(row.pk, 6)]
    page = ProgrammePage.objects.get().get_latest_revision_as_object()
    assert [activity.pk for activity in page.activities.all()] == [row.pk]


def with_milestones(*changed: MilestoneDeclaration) -> ProgrammeDeclaration:
    first, second = small().steps
    return small(steps=(replace(first, milestones=changed), second))


def test_milestones_come_change_and_go_by_their_key(editor) -> None:
    load_programme(declaration=small(), by=None)
    found, opened = MilestoneTemplate.objects.order_by("sort_order")
    premises, open_ = small().steps[0].milestones
    changed = with_milestones(
        replace(open_, planned_month=3, opens=False),
        premises,
        MilestoneDeclaration(key="ny", title="Ny", planned_month=4),
    )
    done = load_programme(declaration=changed, by=editor)
    assert done.changes == [
        "The milestone “Ny” is added.",
        "The milestone “Rådgivningen er åben”: planned month is 3 instead of 2.",
        "The milestone “Rådgivningen er åben”: opens the step is no instead of yes.",
        "The milestones change their order.",
    ]
    assert [row.pk for row in MilestoneTemplate.objects.order_by("sort_order")][:2] == [opened.pk, found.pk]
    assert declaration_of(ProgrammePage.objects.get()) == changed
    assert load_programme(declaration=changed, by=editor).changes == []
    assert load_programme(declaration=with_milestones(open_), by=editor).changes[:2] == [
        "The milestone “Lokaler er fundet” is removed.",
        "The milestone “Ny” is removed.",
    ]
    assert list(MilestoneTemplate.objects.all()) == [opened]


def test_a_milestone_that_teams_have_logged_is_not_removed_by_a_file(editor) -> None:
    load_programme(declaration=small(), by=None)
    team = factories.team(factories.cohort(programme=ProgrammePage.objects.get()))
    Milestone.objects.create(template=MilestoneTemplate.objects.get(key="aabnet"), team=team)
    with pytest.raises(Refused, match="Teams have logged the milestone “Rådgivningen er åben”"):
        load_programme(declaration=with_milestones(), by=editor)
    assert MilestoneTemplate.objects.count() == 2


def test_a_step_that_teams_have_logged_is_unpublished_instead_of_deleted(editor) -> None:
    load_programme(declaration=small(), by=None)
    team = factories.team(factories.cohort(programme=ProgrammePage.objects.get()))
    Milestone.objects.create(template=MilestoneTemplate.objects.get(key="aabnet"), team=team)
    _first, second = small().steps
    load_programme(declaration=small(steps=(second,)), by=editor)
    assert not StepPage.objects.get(slug="start").live


def test_order_and_place_of_pages_follow_the_declaration(editor) -> None:
    load_programme(declaration=small(), by=None)
    first, second = small().steps
    moved = small(steps=(replace(second, modules=(first.modules[1],)), replace(first, modules=first.modules[:1])))
    assert load_programme(declaration=moved, by=editor).changes == [
        "The steps change their order.",
        "UDD2 moves to the step Slut.",
        "The modules change their order.",
    ]
    assert declaration_of(ProgrammePage.objects.get()) == moved
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_is_no_longer_declared_is_deleted(editor) -> None:
    load_programme(declaration=small(), by=None)
    first, _second = small().steps
    done = load_programme(
        declaration=small(steps=(replace(first, modules=first.modules[:1]),), activities=()), by=editor
    )
    assert done.changes == [
        "Slut is removed.",
        "UDD2 Uddannelsesdag 2 is removed.",
        "SUP Supervision is removed.",
    ]
    assert list(ModulePage.objects.values_list("code", flat=True)) == ["UDD1"]
    assert list(StepPage.objects.values_list("slug", flat=True)) == ["start"]
    assert not RecurringActivity.objects.exists()


def test_a_page_that_sessions_stand_on_is_unpublished_instead_of_deleted(editor) -> None:
    load_programme(declaration=small(), by=None)
    module = ModulePage.objects.get(code="UDD2")
    cohort = factories.cohort(programme=ProgrammePage.objects.get())
    factories.session(cohort, code="UDD2", module=module)
    first, _second = small().steps
    without = small(steps=(replace(first, modules=first.modules[:1]),))
    load_programme(declaration=without, by=editor)
    module.refresh_from_db()
    assert not module.live
    assert declaration_of(ProgrammePage.objects.get()) == without
    assert load_programme(declaration=without, by=editor).changes == []
    load_programme(declaration=small(), by=editor)
    module.refresh_from_db()
    assert module.live


def test_a_recurring_activity_that_sessions_are_planned_from_cannot_be_removed(editor) -> None:
    load_programme(declaration=small(), by=None)
    cohort = factories.cohort(programme=ProgrammePage.objects.get(), code="H2024")
    factories.session(cohort, code="SUP1", activity=RecurringActivity.objects.get())
    with pytest.raises(Refused, match="SUP1 of the cohort H2024 is planned from “Supervision”"):
        load_programme(declaration=small(activities=()), by=editor)
    assert RecurringActivity.objects.exists()


def test_a_draft_cannot_be_laid_over_a_published_programme(editor) -> None:
    load_programme(declaration=small(), by=None)
    with pytest.raises(Refused, match="“Lille model” is published, so a draft cannot be laid over it"):
        load_programme(declaration=small(published=False), by=editor)


def test_a_draft_that_is_declared_published_is_published_with_all_its_pages(editor) -> None:
    load_programme(declaration=small(published=False), by=None)
    assert load_programme(declaration=small(), by=editor).changes == ["Lille model is published."]
    assert Page.objects.descendant_of(ProgrammePage.objects.get(), inclusive=True).not_live().count() == 0


def test_only_the_command_line_makes_a_model_owner(editor) -> None:
    with pytest.raises(Refused, match="There is no model owner called “U-turn København”"):
        compare_programme(declaration=small(), by=editor)
    load_programme(declaration=small(), by=None)
    assert compare_programme(declaration=small(), by=editor).changes == []


def test_a_fault_anywhere_loads_nothing(db: None, tmp_path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(SMALL.replace("threshold = 80", "threshold = 101"))
    with pytest.raises(CommandError, match="The threshold cannot be above 100 percent"):
        load("u18", str(bad))
    assert not ProgrammePage.objects.exists()


def test_an_unknown_programme_is_named_with_those_there_are(db: None) -> None:
    with pytest.raises(CommandError, match=r"nope cannot be read .* Programmes: u-turn, ung-rusmidler, u18\."):
        load("nope")


# -- round trip -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", ["ung-rusmidler", "u18"])
def test_a_loaded_draft_exports_as_it_was_declared(slug: str, db: None) -> None:
    load(slug)
    assert declaration_of(ProgrammePage.objects.get(slug=slug)) == shipped(slug)


def test_an_exported_file_imported_into_an_empty_database_exports_as_the_same_file(db: None, tmp_path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    load_programme(declaration=small(), by=None)
    call_command("export_programme", "lille", output=str(first), stdout=StringIO())
    ProgrammePage.objects.get().delete()
    load(str(first))
    call_command("export_programme", "lille", output=str(second), stdout=StringIO())
    assert first.read_text() == second.read_text()
    assert read_declaration(first.read_bytes()) == small()


def test_a_published_programme_exports_what_is_published_and_not_its_draft(editor) -> None:
    load_programme(declaration=small(), by=None)
    programme = ProgrammePage.objects.get()
    programme.threshold = 90
    programme.save_revision(user=editor)
    assert declaration_of(ProgrammePage.objects.get()) == small()


def test_a_draft_exports_its_latest_version(editor) -> None:
    load_programme(declaration=small(published=False), by=None)
    programme = ProgrammePage.objects.get()
    programme.threshold = 90
    programme.save_revision(user=editor)
    assert declaration_of(ProgrammePage.objects.get()).threshold == 90


def test_a_link_to_a_page_travels_as_an_address(db: None) -> None:
    load_programme(declaration=small(), by=None)
    step = StepPage.objects.get(slug="start")
    StepPage.objects.filter(slug="slut").update(body=f'<p>Se <a id="{step.pk}" linktype="page">start</a></p>')
    exported = declaration_of(ProgrammePage.objects.get()).steps[1].body
    assert exported == '<p>Se <a href="/programmes/lille/start/">start</a></p>'


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30)
texts = st.just("") | st.builds("<p>{}</p>".format, st.text("æøå \\\"'{}#=\t", min_size=1).filter(str.strip))
modules = st.builds(
    ModuleDeclaration,
    code=names,
    title=names,
    minutes=st.none() | st.integers(),
    starts=st.times(),
    counts=st.booleans(),
    body=st.just("") | st.just('<p>"a" \\ b</p>\n<ul><li>c</li></ul>'),
)
milestones = st.builds(
    MilestoneDeclaration,
    key=names,
    title=names,
    planned_month=st.none() | st.integers(),
    opens=st.booleans(),
    about=names | st.just(""),
)
activities = st.builds(
    ActivityDeclaration,
    code_prefix=names,
    title=names,
    per_year=st.integers(),
    calendar_months=st.lists(st.integers()).map(tuple),
    extended=st.none()
    | st.builds(
        ExtendedDeclaration,
        numbers=st.lists(st.integers()).map(tuple),
        kind=names,
        minutes=st.integers(),
        ends=st.times(),
        audience=names,
        title=names | st.just(""),
    ),
)
programmes = st.builds(
    ProgrammeDeclaration,
    slug=names,
    title=names,
    owner=names,
    published=st.booleans(),
    threshold=st.none() | st.integers(),
    activities=st.lists(activities, max_size=2).map(tuple),
    steps=st.lists(
        st.builds(
            StepDeclaration,
            slug=names,
            title=names,
            milestones=st.lists(milestones, max_size=2).map(tuple),
            modules=st.lists(modules, max_size=3).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
)


@given(programmes)
def test_whatever_is_written_is_read_as_the_same(declared: ProgrammeDeclaration) -> None:
    assert read_declaration(write_declaration(declared).encode()) == declared


@given(programmes, programmes)
def test_what_differs_is_told_and_what_is_alike_is_not(old: ProgrammeDeclaration, new: ProgrammeDeclaration) -> None:
    assert differences(old, old) == []
    assert bool(differences(old, new)) is (old != new)


# -- what is wrong with a file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "“slug” is missing."),
        (b"%PDF-1.7 \xff\xfe", "The file is not text in UTF-8, so it is no programme."),
        (b"slug = ", "The file cannot be read: it ends too early."),
        (b'slug = "x"\ntitle = x', "The file cannot be read: look at line 2."),
        (b"x" * (1024 * 1024 + 1), "The file is larger than 1 MB, so it is no programme."),
    ],
)
def test_what_is_no_declaration_is_refused_in_a_sentence(content: bytes, fault: str) -> None:
    with pytest.raises(DeclarationFaults) as raised:
        read_declaration(content)
    assert raised.value.faults[0] == fault


def test_every_fault_of_the_form_is_told_with_its_place() -> None:
    text = SMALL.replace('title = "Slut"', "titel = 5").replace("minutes = 180", 'minutes = "180"')
    text = text.replace("per_year = 4", "per_year = true").replace("published = true", 'published = "ja"')
    with pytest.raises(DeclarationFaults) as raised:
        read_declaration(text.encode())
    known = "slug, title, month_from, month_to, optional, body, milestones, modules"
    assert raised.value.faults == [
        "Lille model: “published” must be true or false.",
        "Lille model: Supervision: “per_year” must be a whole number.",
        "Lille model: Supervision: “minutes” must be a whole number.",
        f"Lille model: slut: “titel” is not known here. Known are: {known}.",
        "Lille model: slut: “title” is missing.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("threshold = 80", "threshold = 101", ["Lille model: {threshold}: The threshold cannot be above 100 percent."]),
        ("threshold = 80", "", ["Lille model: “{threshold}” must be said before it is published."]),
        (
            "minutes = 420\nmonth_offset = 1\n",
            "month_offset = 1\n",
            ["UDD1 Uddannelsesdag 1: “minutes that count” must be said before it is published."],
        ),
        (
            "minutes = 420\nmonth_offset = 1\n",
            "minutes = 0\nmonth_offset = 1\n",
            ["UDD1 Uddannelsesdag 1: minutes that count: A module needs its minutes: how long does it last?"],
        ),
        (
            "month_offset = 2",
            "month_offset = 13",
            ["UDD2 Uddannelsesdag 2: Month 13 lies outside the programme: it runs from month -12 to month 12."],
        ),
        ("month_to = 6", "month_to = -1", ["Start: The step cannot end before it begins."]),
        (
            "month_offset = 2",
            "month_offset = 2\nends = 15:00:00",
            ["UDD2 Uddannelsesdag 2: From 09:00 to 15:00 is 360 minutes, less than the 420 that count."],
        ),
        ('code = "UDD2"', 'code = "UDD1"', ["The code “UDD1” stands twice."]),
        ('code = "UDD2"', 'code = "SUP2"', ["The code “SUP” stands twice."]),
        (
            "planned_month = 2\n",
            "",
            ["Start: Rådgivningen er åben: “planned month” must be said before it is published."],
        ),
        (
            "planned_month = 2",
            "planned_month = 13",
            [
                "Start: Rådgivningen er åben: Month 13 lies outside the programme: it runs from month -12 to month 12.",
            ],
        ),
        (
            'key = "aabnet"',
            'key = "Åbnet"',
            ["Start: Rådgivningen er åben: key: A key is small letters a–z, digits and hyphens: premises-found."],
        ),
        ('key = "aabnet"', 'key = ""', ["Start: Rådgivningen er åben: key: This field cannot be blank."]),
        ('key = "aabnet"', 'key = "lokaler-fundet"', ["Start: Two milestones have the key “lokaler-fundet”."]),
        ('slug = "slut"', 'slug = "start"', ["Two steps have the address “start”."]),
        (
            "per_year = 4",
            "per_year = 0",
            ["SUP Supervision: times a year: Ensure this value is greater than or equal to 1."],
        ),
    ],
)
def test_a_programme_that_cannot_be_is_refused_in_the_editors_words(old: str, new: str, faults: list[str]) -> None:
    label = "attendance for the certificate, in percent"
    assert faults_of(SMALL.replace(old, new)) == [fault.format(threshold=label) for fault in faults]


def test_a_published_programme_needs_a_step() -> None:
    text = SMALL.split("[[steps]]")[0]
    assert faults_of(text) == ["Lille model: A programme needs at least one step to be published."]
    check(read_declaration(text.replace("published = true", "published = false").encode()))


def test_a_text_from_a_file_keeps_no_script() -> None:
    text = SMALL + "body = \"<p onclick='x'>Hej<script>x</script></p><img src=x onerror=y><h2>A</h2>\"\n"
    assert read_declaration(text.encode()).steps[1].body == "<p>Hejx</p>\n<h2>A</h2>"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p></p>", ""),
        ("uden afsnit", "<p>uden afsnit</p>"),
        ('<p data-block-key="a1">En</p><p data-block-key="b2">To<br/>tre</p>', "<p>En</p>\n<p>To<br/>tre</p>"),
        ("<ul><li>x</li><li>y</li></ul><h1>Z</h1>", "<ul><li>x</li><li>y</li></ul>\n<p>Z</p>"),
        (
            '<p><a href="javascript:alert(1)">a</a> <b>b</b> &amp; <em>c</em></p>',
            "<p>a <b>b</b> &amp; <i>c</i></p>",
        ),
    ],
)
def test_a_text_has_one_form_in_which_it_travels(html: str, text: str) -> None:
    assert portable(html) == text
    assert portable(text) == text
