"""Tests of the tags, filters and form markup that every page is composed with."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from people import wording

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def render(source, **context):
    return " ".join(Template(source).render(Context(context)).split())


def moment(*parts):
    return datetime(*parts, tzinfo=COPENHAGEN)


# -- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("permille", "words"), [(913, "91,3\xa0%"), (1000, "100,0\xa0%"), (0, "0,0\xa0%"), (None, "–")]
)
def test_share_is_said_with_one_decimal(permille, words):
    assert wording.percent(permille) == words


def test_share_is_said_in_english(english):
    assert wording.percent(913) == "91.3%"


@pytest.mark.parametrize(("count", "words"), [(11130, "11.130 minutter"), (1, "1 minut"), (0, "0 minutter")])
def test_minutes_carry_their_unit(count, words):
    assert wording.minutes(count) == words


@pytest.mark.parametrize(
    ("count", "words"), [(420, "7 timer"), (630, "10 timer 30 min."), (60, "1 time"), (45, "45 min."), (0, "0 min.")]
)
def test_length_is_said_in_hours(count, words):
    assert wording.hours_minutes(count) == words


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "words"),
    [
        (moment(2026, 12, 10, 9), moment(2026, 12, 10, 16), "Torsdag 10. december 2026 kl. 9.00–\u206016.00"),
        (moment(2024, 8, 1, 9), moment(2024, 8, 2, 12), "1.–\u20602. august 2024"),
        (moment(2024, 8, 31, 9), moment(2024, 9, 1, 12), "31. august–\u20601. september 2024"),
        (moment(2024, 12, 31, 9), moment(2025, 1, 1, 12), "31. december 2024–\u20601. januar 2025"),
    ],
)
def test_time_of_a_session_is_said_as_danes_say_it(starts_at, ends_at, words):
    session = SimpleNamespace(starts_at=starts_at, ends_at=ends_at)
    assert render("{{ session|day_and_time }}", session=session) == words


def test_time_of_a_session_is_said_in_english(english):
    words = wording.day_and_time(moment(2026, 12, 10, 9), moment(2026, 12, 10, 16))
    assert words == "Thursday 10 December 2026 at 9:00–\u206016:00"


def test_time_is_copenhagen_s_also_in_summer_and_around_midnight():
    utc = ZoneInfo("UTC")
    starts, ends = datetime(2026, 6, 1, 22, 30, tzinfo=utc), datetime(2026, 6, 1, 23, tzinfo=utc)
    assert wording.day_and_time(starts, ends) == "Tirsdag 2. juni 2026 kl. 0.30–\u20601.00"
    assert wording.day(starts) == "Tirsdag 2. juni 2026"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 22), "i dag"),
        (date(2026, 11, 23), "i morgen"),
        (date(2026, 11, 21), "i går"),
        (date(2026, 12, 10), "om 18 dage"),
        (date(2026, 11, 19), "for 3 dage siden"),
        (date(2027, 1, 20), "om 59 dage"),
        (date(2027, 1, 21), "om 2 måneder"),
        (date(2026, 8, 1), "for 3 måneder siden"),
        (moment(2026, 11, 22, 23, 30), "i dag"),
    ],
)
def test_distance_in_time_is_said_in_days_then_months(on, words):
    assert wording.from_now(on, today=date(2026, 11, 22)) == words


# -- pieces -----------------------------------------------------------------------------------------------------------


def test_badge_takes_words_and_tone():
    assert render('{% badge "I fare" "warn" %}') == '<span class="pill warn">I fare</span>'


def test_badge_takes_an_object_with_label_and_tone():
    state = SimpleNamespace(label="På vej", tone="good")
    assert render("{% badge state %}", state=state) == '<span class="pill good">På vej</span>'


def test_badge_without_a_tone_is_quiet_and_escapes():
    assert render("{% badge text %}", text="<b>") == '<span class="pill quiet">&lt;b&gt;</span>'


def test_ring_draws_the_share_and_marks_the_threshold():
    html = render('{% ring 500 "Af det afholdte" threshold=80 tone="bad" %}')
    assert 'stroke-dasharray="163.4 326.73"' in html
    assert "rotate(288.0 64 64)" in html
    assert 'aria-label="Af det afholdte: 50,0 %"' in html


def test_ring_of_nothing_yet_shows_a_dash():
    html = render('{% ring None "Af det afholdte" %}')
    assert "stroke-dasharray" not in html
    assert ">–</text>" in html


def test_panel_encloses_its_content():
    html = render('{% panel "Fakta" tone="quiet" %}<p>{{ text }}</p>{% endpanel %}', text="<i>")
    assert html == '<section class="panel quiet" > <h2>Fakta</h2> <p>&lt;i&gt;</p> </section>'


def test_scrolling_table_can_be_reached_by_keyboard_and_cards_need_it_not():
    scrolling = render('{% table "Fremmøde" %}<tbody></tbody>{% endtable %}')
    assert 'role="region" aria-label="Fremmøde" tabindex="0"' in scrolling
    assert "tabindex" not in render('{% table "Fremmøde" cards=True %}<tbody></tbody>{% endtable %}')


def test_pagination_keeps_the_filter_and_does_not_group_the_page_number():
    request = RequestFactory().get("/participants/", {"q": "Holm", "page": "1000"})
    page_obj = Paginator(range(50_000), 25).page(1000)
    html = render_to_string("_components/pagination.html", {"page_obj": page_obj}, request)
    assert 'href="?q=Holm&amp;page=1001"' in html
    assert "24.976–25.000 af 50.000" in html


# -- forms ------------------------------------------------------------------------------------------------------------


class ExampleForm(forms.Form):
    code = forms.CharField(label="Kode", help_text="Fx H2024.")
    start = forms.DateField(label="Startdato", required=False)
    role = forms.ChoiceField(label="Rolle", choices=[("staff", "Medarbejder")], widget=forms.RadioSelect)
    team = forms.ChoiceField(label="Team", choices=[("1", "Helsingør")])
    facilitator = forms.BooleanField(label="Gruppeleder", required=False, help_text="Følger aftenerne.")


def field(name, data=None):
    return " ".join(ExampleForm(data)[name].as_field_group().split())


def test_field_has_label_help_and_control_tied_together():
    html = field("code")
    assert '<label class="form-label" for="id_code">' in html
    assert 'id="id_code_helptext">Fx H2024.</span>' in html
    assert 'class="form-input"' in html
    assert 'aria-describedby="id_code_helptext"' in html


def test_field_with_an_error_names_it_where_it_stands():
    html = field("code", {})
    assert 'class="form-group form-error"' in html
    assert 'aria-describedby="id_code_helptext id_code_error"' in html
    assert 'id="id_code_error"' in html
    assert 'aria-invalid="true"' in html


def test_optional_field_says_so_and_required_one_does_not():
    assert "(valgfri)" in field("start")
    assert "(valgfri)" not in field("code")


def test_date_is_the_browser_s_own_input_until_it_holds_what_the_browser_cannot_read():
    assert '<input type="date"' in field("start")
    assert '<input type="date"' in field("start", {"start": "2026-12-24"})
    html = field("start", {"start": "31.2.2026"})
    assert '<input type="text"' in html
    assert 'value="31.2.2026"' in html


def test_choices_stand_in_a_fieldset_with_a_legend_and_a_label_each():
    html = field("role")
    assert '<legend class="form-label"> Rolle </legend>' in html
    assert 'class="form-radio"' in html
    assert '<label for="id_role_0">Medarbejder</label>' in html


def test_choice_that_was_made_stays_made():
    assert "checked" in field("role", {"role": "staff"})
    assert "checked" not in field("role")


def test_select_and_checkbox_have_the_design_system_s_classes():
    assert '<select name="team" class="form-select"' in field("team")
    html = field("facilitator")
    assert 'class="form-checkbox"' in html
    assert html.index("<input") < html.index('<label for="id_facilitator">Gruppeleder</label>')
    assert 'aria-describedby="id_facilitator_helptext"' in html


def test_form_shows_what_is_wrong_as_a_whole_before_its_fields():
    form = ExampleForm({})
    form.add_error(None, "Holdet findes allerede.")
    html = str(form)
    assert html.index("Holdet findes allerede.") < html.index("id_code")
