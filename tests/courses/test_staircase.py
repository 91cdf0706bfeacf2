"""Tests of the drawn staircase: where things stand, what is said, and that nothing is told by colour alone."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from courses.staircase import Lane, Mark, Shape, Stair, State, draw
from courses.staircase.layout import WIDE, blocks, months_of, rising_edges, scale_of, spread_evenly
from courses.staircase.shapes import INNER, WIDTH
from courses.staircase.spacing import spread
from courses.staircase.text import fit_title, text_width, wrap

SHAPE_NAMES = {Shape.SQUARE: "Training day", Shape.CIRCLE: "Practice day"}
UTURN = (
    Stair(title="Opstart", month_from=-1, month_to=1, ground=True),
    Stair(title="Åben anonym rådgivning", month_from=1, month_to=4),
    Stair(title="Individuel behandling", month_from=4, month_to=8),
    Stair(title="Forældregrupper", month_from=8, month_to=12),
    Stair(title="Gruppetilbud", month_from=12, month_to=17),
    Stair(title="Konsulentfunktion", month_from=17, month_to=22),
    Stair(title="Daggruppe", month_from=20, month_to=24, optional=True),
)


def drawing(stairs=UTURN, lanes=(), *, today=None, duration=24):
    return draw(stairs, lanes, title="Trappen", description="", duration=duration, today=today, shape_names=SHAPE_NAMES)


def states(stairs=UTURN, *, today):
    return [stair.state for stair in drawing(stairs, today=today).wide.stairs]


def edges(picture):
    """Left and right edge and top of each stair, read from its path: M left foot V top q… H right."""
    found = []
    for stair in picture.stairs:
        numbers = [float(number) for number in re.findall(r"-?\d+\.\d", stair.path)]
        left, foot, below_corner, corner = numbers[:4]
        right = float(re.search(r"H(-?[\d.]+)V", stair.path).group(1))
        found.append((left, right, below_corner - abs(corner), foot))
    return found


def x_of(mark):
    return float(re.match(r"translate\((-?[\d.]+)", mark.transform).group(1))


# -- where stairs stand -----------------------------------------------------------------------------------------------


def test_each_stair_reaches_to_where_the_next_one_rises_and_the_last_to_the_end():
    mandatory = edges(drawing(today=3).wide)[:6]
    assert all(left[1] == right[0] for left, right in pairwise(mandatory))
    assert mandatory[-1][1] == WIDE.right


def test_every_stair_is_higher_than_the_one_before():
    tops = [top for _left, _right, top, _foot in edges(drawing(today=3).wide)]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == len(tops)


def test_stairs_span_their_months():
    scale = scale_of([(-1, 1), (1, 24)], 24, WIDE)
    assert [round(scale.x(month), 2) for month in (-1, 24)] == [WIDE.left, WIDE.right]
    assert edges(drawing(today=3).wide)[1][0] == pytest.approx(scale.x(1), abs=0.05)


def test_model_stands_on_its_ground_stair_from_end_to_end():
    left, right, top, foot = edges(drawing().wide)[0]
    assert (left, right) == (WIDE.left, WIDE.right)
    assert foot - top == WIDE.slab
    assert edges(drawing().wide)[1][3] == top


def test_optional_stair_stands_on_the_stair_beneath_it_and_is_open_below():
    picture = drawing().wide
    beneath, optional = edges(picture)[-2:]
    assert optional[3] == beneath[2]
    assert picture.stairs[-1].path[-1] != "Z"
    assert picture.stairs[-2].path[-1] == "Z"


def test_two_optional_stairs_of_the_same_months_stand_on_each_other():
    first, second = (Stair(title=title, month_from=4, month_to=6, optional=True) for title in "AB")
    base = Stair(title="Base", month_from=0, month_to=6)
    placed = blocks((base, first, second), [(0, 6), (4, 6), (4, 6)], scale_of([(0, 6)], 6, WIDE), WIDE)
    assert placed[2].foot == placed[1].top


def test_stairs_that_begin_in_the_same_month_share_the_time_until_the_next():
    assert rising_edges([0, 6, 6, 12], 18) == [0, 6, 9, 12, 18]


def test_draft_without_months_is_spread_evenly_and_shows_no_months():
    bare = [Stair(title=f"Trin {number}") for number in range(5)]
    picture = drawing(bare, duration=None).wide
    widths = {round(right - left) for left, right, _top, _foot in edges(picture)}
    assert len(widths) == 1
    assert picture.ticks == ()
    assert months_of(bare, 24) is None
    assert spread_evenly(2, 24) == [(0, 12), (12, 24)]


@pytest.mark.parametrize("count", [0, 1, 12, 30])
def test_programme_of_any_length_is_drawn_within_the_paper(count):
    stairs = [Stair(title=f"Trin {n}", month_from=n, month_to=n + 1) for n in range(count)]
    picture = drawing(stairs, duration=max(1, count)).wide
    assert len(picture.stairs) == count
    assert float(picture.height) < 480
    for left, right, top, _foot in edges(picture):
        assert left < right <= WIDE.right
        assert top > 0


@given(
    st.lists(st.tuples(st.integers(-3, 24), st.integers(0, 12), st.booleans()), max_size=14),
    st.none() | st.floats(-6, 40, allow_nan=False),
)
def test_no_stair_and_no_text_ever_leaves_the_paper(spans, today):
    stairs = [
        Stair(title="Sundhedsfremmende tilbud til unge", month_from=a, month_to=a + b, optional=c) for a, b, c in spans
    ]
    picture = drawing(stairs, today=today).wide
    for stair, (left, right, _top, _foot) in zip(picture.stairs, edges(picture), strict=True):
        assert WIDE.left - 0.1 <= left <= right + 0.1 <= WIDE.right + 0.2
        for line in stair.lines:
            if not line.middle:
                assert float(line.x) + text_width(line.text, line.size) <= right + 0.2


# -- today ------------------------------------------------------------------------------------------------------------


def test_today_parts_the_stairs_into_past_now_and_to_come():
    assert states(today=13.5) == ["past", "past", "past", "past", "now", "to_come", "to_come"]


def test_before_the_start_everything_is_to_come_and_there_is_no_line():
    assert set(states(today=-2)) == {"to_come"}
    assert drawing(today=-2).wide.today is None


def test_after_the_end_everything_is_past_and_there_is_no_line():
    assert set(states(today=25)) == {"past"}
    assert drawing(today=25).wide.today is None


def test_without_today_the_staircase_is_a_model():
    assert {stair.state for stair in drawing().wide.stairs} == {"model"}
    assert drawing().wide.today is None


def test_pill_names_the_month_and_keeps_within_the_drawing(english):
    for month in (-1, 0.2, 23.9):
        today = drawing(today=month).wide.today
        assert float(today.pill_x) >= WIDE.left
        assert float(today.pill_x) + float(today.pill_width) <= WIDE.right + 0.1
    assert drawing(today=15.9).wide.today.text == "Today · month 15"
    assert drawing(today=-0.5).wide.today.text == "Today · month −1"


def test_text_of_the_present_stair_stands_beside_the_line_of_today():
    picture = drawing(today=12.5).wide
    line = float(picture.today.x)
    assert all(float(text.x) > line for text in picture.stairs[4].lines)


# -- marks ------------------------------------------------------------------------------------------------------------


def test_marks_that_have_room_stand_where_their_days_lie():
    assert spread([10, 50, 90], 17, 0, 100) == [10, 50, 90]


def test_marks_that_would_touch_are_moved_apart_by_as_little_as_needed():
    assert spread([50, 50], 16, 0, 100) == [42, 58]


def test_marks_keep_within_their_stair():
    assert spread([99, 100], 17, 0, 100) == [83, 100]


def test_more_marks_than_fit_stand_evenly():
    assert spread([5, 5, 5], 17, 0, 20) == [0, 10, 20]


@given(st.lists(st.floats(-50, 1200), max_size=30), st.floats(0, 40))
def test_spread_marks_keep_their_order_their_distance_and_their_bounds(wanted, distance):
    low, high = 0.0, 1100.0
    places = spread(sorted(wanted), distance, low, high)
    room = min(distance, (high - low) / (len(places) - 1)) if len(places) > 1 else 0
    assert len(places) == len(wanted)
    assert all(low - 1e-6 <= place <= high + 1e-6 for place in places)
    assert all(after - before >= room - 1e-6 for before, after in pairwise(places))


def test_days_of_one_month_never_overlap_on_their_stair():
    marks = tuple(Mark(month=9, shape=Shape.SQUARE, label=f"Dag {n}") for n in range(6))
    stairs = [Stair(title="Forældregrupper", month_from=8, month_to=12, marks=marks)]
    places = [x_of(mark) for mark in drawing(stairs, today=3).wide.stairs[0].marks]
    assert all(after - before >= WIDTH - 0.1 for before, after in pairwise(places))


def test_days_before_the_start_stand_on_the_part_of_the_ground_that_is_free():
    marks = tuple(Mark(month=1.5, shape=Shape.SQUARE, label=f"Dag {n}") for n in range(3))
    stairs = [Stair(title="Opstart", month_from=-1, month_to=1, ground=True, marks=marks), *UTURN[1:]]
    picture = drawing(stairs).wide
    assert max(x_of(mark) for mark in picture.stairs[0].marks) < edges(picture)[1][0]


def test_each_state_differs_by_fill_or_by_what_is_drawn_inside():
    hollow = {State.TO_COME, State.PREPARED, State.MISSED, State.PARTIAL, State.UNKNOWN}
    signs = {state: (state in hollow, INNER.get(state, "")) for state in (*hollow, State.ATTENDED)}
    assert len(set(signs.values())) == len(signs)


# -- words ------------------------------------------------------------------------------------------------------------


def test_long_title_wraps_at_words():
    assert wrap("Åben anonym rådgivning", 110, 15) == ("Åben anonym", "rådgivning")


def test_word_wider_than_the_stair_does_not_wrap():
    assert wrap("Gruppebehandlingstilbud", 60, 15) is None


def test_title_gets_smaller_before_it_gives_way_to_the_number():
    sizes = {width: fit_title("Forældregrupper", width, 60) for width in (140, 110, 40)}
    assert sizes[140].size == 15
    assert sizes[110].size < 15
    assert sizes[40] is None


def test_stair_too_narrow_for_its_title_shows_its_number_and_stands_in_the_legend():
    stairs = [Stair(title="Sundhedsfremmende", month_from=n, month_to=n + 1) for n in range(20)]
    picture = drawing(stairs, duration=20).wide
    assert [line.text for line in picture.stairs[4].lines] == ["5"]
    assert len(picture.legend) == 20


def test_steps_are_numbered_from_one_and_the_ground_has_no_number():
    assert [stair.number for stair in drawing(today=3).wide.stairs] == ["", "1", "2", "3", "4", "5", "6"]


def test_months_stand_at_every_sixth_and_in_the_compact_drawing_at_every_twelfth(english):
    assert [tick.name for tick in drawing().wide.ticks] == ["month 0", "month 6", "month 12", "month 18", "month 24"]
    assert [tick.name for tick in drawing().compact.ticks] == ["month 0", "12", "24"]


def test_list_says_everything_that_the_picture_shows():
    day = Mark(month=2, shape=Shape.SQUARE, state=State.MISSED, label="Uddannelsesdag 1: Fraværende")
    supervision = Mark(month=3, shape=Shape.CIRCLE, state=State.ATTENDED, label="Supervision 1: Til stede")
    stairs = [Stair(title="Åben anonym rådgivning", month_from=1, month_to=4, marks=(day,))]
    drawn = drawing(stairs, [Lane(title="Teamsupervision", marks=(supervision,))], today=5)
    pictured = {mark.label for part in (*drawn.wide.stairs, *drawn.wide.lanes) for mark in part.marks}
    listed = {mark.label for row in (*drawn.steps, *drawn.lanes) for mark in row.marks}
    assert pictured == listed == {day.label, supervision.label}


def test_legend_explains_the_forms_and_states_that_occur_and_no_others(english):
    day = Mark(month=2, shape=Shape.SQUARE, state=State.MISSED, label="")
    drawn = drawing([Stair(title="A", month_from=1, month_to=4, marks=(day,))], today=5)
    assert [mark.label for mark in drawn.shapes] == ["Training day"]
    assert [mark.label for mark in drawn.states] == ["Not attended"]


def test_lanes_without_days_are_beams_with_their_words():
    lane = drawing(lanes=[Lane(title="Teamsupervision", note="8 gange om året")]).wide.lanes[0]
    assert lane.beam
    assert (lane.title, lane.note, lane.marks) == ("Teamsupervision", "8 gange om året", ())


def test_one_stair_can_be_singled_out():
    stairs = [Stair(title=title, month_from=n, month_to=n + 1, here=n == 1) for n, title in enumerate("ABC")]
    assert [stair.state for stair in drawing(stairs).compact.stairs] == ["elsewhere", "here", "elsewhere"]


# -- the page ---------------------------------------------------------------------------------------------------------


def test_svg_is_well_formed_without_style_attributes_and_with_unique_ids():
    marks = tuple(Mark(month=2, shape=Shape.TRIANGLE, state=state, label="Dag & <aften>") for state in State)
    stairs = [Stair(title="Før & efter", month_from=0, month_to=24, marks=marks, url="/trin/")]
    html = render_to_string("courses/_staircase.html", {"drawing": drawing(stairs, today=3)})
    figure = ET.fromstring(html[html.index("<figure") :])  # noqa: S314 - our own markup
    ids = [element.get("id") for element in figure.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) > 0
    assert all(element.get("style") is None for element in figure.iter())
    assert {link.get("href") for link in figure.iter("a")} == {"/trin/"}


def test_coordinates_keep_the_decimal_point_in_danish():
    html = render_to_string("courses/_staircase.html", {"drawing": drawing(today=3)})
    coordinates = re.findall(r'(?:d|x|y|x1|width|height|viewBox|transform)="([^"]*)"', html)
    assert coordinates
    assert not [value for value in coordinates if "," in value]


def test_text_on_every_stair_and_pill_has_enough_contrast():
    colours = _colours()
    white, ink = "#ffffff", colours["ink"]
    for ground in ("petrol", "petrol-light", "petrol-dark", "coral"):
        assert _contrast(white, colours[ground]) >= 4.5, ground
    for ground in ("mist", "sand"):
        assert _contrast(ink, colours[ground]) >= 7
        assert _contrast(colours["ink-quiet"], colours[ground]) >= 4.5
    for tone in ("good", "warn", "bad", "quiet"):
        assert _contrast(colours[f"{tone}-ink"], colours[f"{tone}-ground"]) >= 4.5, tone


def _colours():
    css = (Path(settings.BASE_DIR) / "static" / "css" / "trappen.css").read_text()
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def _contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
