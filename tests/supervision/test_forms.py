"""Publishing the follow-up form: versions, what is refused, two people at once, and what comes with the product."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from supervision.actions.forms import Overtaken, newest_form, publish_form, publish_shipped_forms
from supervision.actions.records import open_draft
from supervision.enums import FormSubject, ThemeGroup
from supervision.models import FollowUpForm, Theme
from supervision.shipped_forms import SHIPPED, shipped_forms
from supervision.written_form import Fault, WrittenTheme, differences, faults_of, themes_of
from tests import factories
from tests.supervision import factories as made

if TYPE_CHECKING:
    from courses.models import ProgrammePage

SUPERVISION, LEADERSHIP = FormSubject.SUPERVISION, FormSubject.LEADERSHIP
NUMBER = f"0101{90}-{1234}"


def theme(key: str = "A", **parts: object) -> WrittenTheme:
    """A rated theme with all that it needs."""
    anchors = tuple(f"{key} ses i praksis ved {score}." for score in range(1, 6))
    given = WrittenTheme(key=key, title=f"Tema {key}", about="Handler om noget.", anchors=anchors)
    return replace(given, **parts)  # type: ignore[arg-type]


def principle(key: str = "S1", group: ThemeGroup = ThemeGroup.STRATEGIC) -> WrittenTheme:
    return WrittenTheme(key=key, title=f"Princip {key}", group=group)


def publish(programme: ProgrammePage, *themes: WrittenTheme, seen: int | None = None) -> FollowUpForm:
    """Publish as the command line does."""
    return publish_form(programme=programme, subject=SUPERVISION, themes=themes, by=None, seen=seen)


@pytest.fixture
def programme(db: None) -> ProgrammePage:
    return factories.programme()


# -- versions ---------------------------------------------------------------------------------------------------------


def test_the_first_version_is_1_and_keeps_the_order_of_the_themes(programme: ProgrammePage) -> None:
    form = publish(programme, theme("B"), theme("A"))
    assert (form.version, form.published_by) == (1, None)
    assert [one.key for one in form.themes.all()] == ["B", "A"]
    assert form.themes.get(key="A").anchor(5) == "A ses i praksis ved 5."


def test_a_change_makes_the_next_version_and_leaves_the_one_before_as_it_was(programme: ProgrammePage) -> None:
    owner = factories.model_owner(programme)
    before = publish(programme, theme("A"))
    after = publish_form(programme=programme, subject=SUPERVISION, themes=[theme("A", title="Nyt")], by=owner)
    assert (after.version, after.published_by) == (2, owner)
    assert before.themes.get().title == "Tema A"
    assert newest_form(programme, SUPERVISION) == after


def test_publishing_the_same_again_changes_nothing(programme: ProgrammePage) -> None:
    first = publish(programme, theme("A"))
    again = publish(programme, theme(" a ", title=" Tema A\r\n", anchors=theme("A").anchors))
    assert again == first
    assert FollowUpForm.objects.count() == 1


def test_another_order_is_another_version(programme: ProgrammePage) -> None:
    publish(programme, theme("A"), theme("B"))
    assert publish(programme, theme("B"), theme("A")).version == 2


def test_the_two_subjects_have_versions_of_their_own(programme: ProgrammePage) -> None:
    publish(programme, theme("A"))
    form = publish_form(programme=programme, subject=LEADERSHIP, themes=[principle()], by=None)
    assert form.version == 1


def test_a_draft_keeps_the_version_it_was_begun_with(programme: ProgrammePage) -> None:
    team, supervisor = factories.team(factories.cohort(programme=programme)), factories.user()
    factories.supervisor(team, user=supervisor)
    first, session = publish(programme, theme("A")), made.supervision(team)
    open_draft(session=session, by=supervisor)
    publish(programme, theme("A"), theme("B"))
    assert open_draft(session=session, by=supervisor).form == first


def test_publishing_is_under_audit(programme: ProgrammePage) -> None:
    owner = factories.model_owner(programme)
    form = publish_form(programme=programme, subject=SUPERVISION, themes=[theme("A"), theme("B")], by=owner)
    entries = LogEntry.objects.get_for_objects(Theme.objects.filter(form=form))
    assert [entry.actor for entry in entries] == [owner, owner]
    assert LogEntry.objects.get_for_object(form).get().actor == owner


# -- who, and at once -------------------------------------------------------------------------------------------------


def test_only_the_programmes_model_owner_publishes(programme: ProgrammePage) -> None:
    team = factories.team(factories.cohort(programme=programme))
    supervisor, elsewhere = factories.user(), factories.model_owner(factories.programme())
    factories.supervisor(team, user=supervisor)
    for person in (supervisor, elsewhere, factories.participant(team).user):
        with pytest.raises(PermissionDenied):
            publish_form(programme=programme, subject=SUPERVISION, themes=[theme("A")], by=person)


def test_the_second_of_two_who_began_from_the_same_version_is_told(programme: ProgrammePage) -> None:
    publish(programme, theme("A"))
    newest = publish(programme, theme("A", title="Den ene"), seen=1)
    with pytest.raises(Overtaken) as overtaken:
        publish(programme, theme("A", title="Den anden"), seen=1)
    assert overtaken.value.newest == newest
    assert publish(programme, theme("A", title="Den anden"), seen=2).version == 3


def test_two_who_came_to_the_same_are_not_in_each_others_way(programme: ProgrammePage) -> None:
    publish(programme, theme("A"), seen=0)
    assert publish(programme, theme("A"), seen=0).version == 1


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("faulty", "part"),
    [
        (theme("A", title="  "), "title"),
        (theme("A", title="x" * 121), "title"),
        (theme("A", about="x" * 1001), "about"),
        (theme("A", about=f"Ung {NUMBER}"), "about"),
        (theme("A", anchors=("1", "2", "", "4", "5")), "anchor_3"),
        (theme("A", anchors=("1", "2", "3", "4", f"Ring {NUMBER}")), "anchor_5"),
        (theme("A", anchors=("1", "2", "3", "4")), "anchors"),
        (theme("A", anchors=()), "anchors"),
        (theme(""), "key"),
        (theme("A-B"), "key"),
        (theme("Æ"), "key"),
        (theme("ABCDE"), "key"),
        (principle("S1"), "group"),
    ],
)
def test_a_theme_that_cannot_be_is_refused_without_repeating_it(
    programme: ProgrammePage, faulty: WrittenTheme, part: str
) -> None:
    (fault,) = faults_of(SUPERVISION, [faulty.tidied()])
    assert (fault.number, fault.part) == (0, part)
    assert NUMBER not in fault.sentence
    with pytest.raises(ValidationError) as refused:
        publish(programme, faulty)
    assert NUMBER not in str(refused.value)
    assert not FollowUpForm.objects.exists()


def test_a_letter_stands_for_one_theme(programme: ProgrammePage) -> None:
    (fault,) = faults_of(SUPERVISION, [theme("A"), theme("A", title="En anden")])
    assert (fault.number, fault.part) == (1, "key")


@pytest.mark.parametrize("count", [0, 31])
def test_a_form_has_at_least_one_theme_and_not_too_many(count: int) -> None:
    themes = [theme(f"A{number:02}") for number in range(count)]
    assert faults_of(SUPERVISION, themes) == [Fault(None, "", "Et skema har 1 til 30 temaer.")]


def test_a_principle_has_no_scale() -> None:
    assert faults_of(LEADERSHIP, [principle(), principle("B1", ThemeGroup.BEARING)]) == []
    assert [fault.part for fault in faults_of(LEADERSHIP, [replace(principle(), anchors=("1",))])] == ["anchors"]
    assert [fault.part for fault in faults_of(LEADERSHIP, [theme("A")])] == ["group"]


# -- how versions differ ----------------------------------------------------------------------------------------------


def test_two_versions_differ_by_what_is_new_gone_worded_anew_and_in_another_order() -> None:
    before = [theme("A"), theme("B"), theme("C")]
    after = [theme("B"), theme("A", title="Nyt", anchors=("1", "2", "3", "4", "5")), theme("D")]
    assert differences(before, after) == [
        "D er ny.",
        "C er udeladt.",
        "A: titel, skalaen i ord er ændret.",
        "Temaerne står i en anden rækkefølge.",
    ]
    assert differences(before, before) == []


# -- what comes with the product --------------------------------------------------------------------------------------

DANISH = re.compile(r"[A-ZÆØÅ][^\n]+[.]")


def test_forms_come_with_u_turn_alone() -> None:
    assert SHIPPED == ("u-turn",)
    assert shipped_forms("u18") == {}
    assert set(shipped_forms("u-turn")) == set(FormSubject)


@pytest.mark.parametrize("subject", FormSubject)
def test_what_comes_with_the_product_can_be_published(subject: FormSubject) -> None:
    assert faults_of(subject, shipped_forms("u-turn")[subject]) == []


def test_the_five_themes_have_five_sentences_each_that_differ() -> None:
    themes = shipped_forms("u-turn")[SUPERVISION]
    assert [one.key for one in themes] == list("ABCDE")
    anchors = [text for one in themes for text in one.anchors]
    assert len(set(anchors)) == 25
    for text in anchors:
        assert DANISH.fullmatch(text)
        assert 40 < len(text) < 400


def test_the_principles_are_the_five_strategic_and_the_eight_bearing_ones() -> None:
    themes = shipped_forms("u-turn")[LEADERSHIP]
    groups = {
        group: [one.key for one in themes if one.group == group] for group in (ThemeGroup.STRATEGIC, ThemeGroup.BEARING)
    }
    assert groups[ThemeGroup.STRATEGIC] == [f"S{number}" for number in range(1, 6)]
    assert groups[ThemeGroup.BEARING] == [f"B{number}" for number in range(1, 9)]
    assert all(DANISH.fullmatch(one.about) for one in themes)


def test_what_a_model_owner_has_published_is_left_alone(programme: ProgrammePage) -> None:
    programme.slug = "u-turn"
    programme.save()
    own = publish(programme, theme("A"))
    (published,) = publish_shipped_forms(programme=programme)
    assert published.subject == LEADERSHIP
    assert newest_form(programme, SUPERVISION) == own
    assert publish_shipped_forms(programme=programme) == []


def load(slug: str) -> str:
    printed = StringIO()
    call_command("load_follow_up_forms", slug, stdout=printed)
    return printed.getvalue().strip()


def test_the_command_says_in_one_line_what_it_did(programme: ProgrammePage) -> None:
    programme.slug = "u-turn"
    programme.save()
    assert load("u-turn") == f"{programme.title}: 2 opfølgningsskemaer er udgivet."
    assert load("u-turn") == f"{programme.title}: opfølgningsskemaerne er der allerede."
    (form,) = FollowUpForm.objects.filter(subject=SUPERVISION)
    assert themes_of(form) == shipped_forms("u-turn")[SUPERVISION]


@pytest.mark.parametrize(("slug", "sentence"), [("u-turn", "load_programme u-turn"), ("u18", "De følger med: u-turn")])
def test_the_command_says_what_is_missing(db: None, slug: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        load(slug)
