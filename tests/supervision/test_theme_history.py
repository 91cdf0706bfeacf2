"""Tests of the themes over time: across versions of the form, with gaps, and how they are drawn."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.compliance_of import run_of
from supervision.enums import Source
from supervision.models import Rating
from supervision.theme_drawing import BOTTOM, LEFT, RIGHT, TOP, Point, draw
from supervision.theme_history import direction, theme_history
from tests.supervision import factories as made
from tests.supervision.world import Supervised

START, END = date(2024, 9, 2), date(2026, 9, 2)
scores = st.none() | st.integers(1, 5)
histories = st.lists(st.tuples(st.integers(-30, 900), scores), max_size=20).map(
    lambda rows: [Point(START + timedelta(days=day), score) for day, score in sorted(rows, key=lambda row: row[0])]
)


# -- the drawing ------------------------------------------------------------------------------------------------------


@given(histories)
def test_every_score_has_its_dot_on_the_scale_in_the_order_of_time(points: list[Point]) -> None:
    drawing = draw(points, start=START, end=END)
    assert [dot.score for dot in drawing.dots] == [point.score for point in points if point.score]
    for dot in drawing.dots:
        assert LEFT <= float(dot.x) <= RIGHT
        assert float(dot.y) == BOTTOM - (BOTTOM - TOP) * (dot.score - 1) / 4
    assert all(float(one.x) <= float(other.x) for one, other in pairwise(drawing.dots))
    assert [dot.is_last for dot in drawing.dots] == [False] * (len(drawing.dots) - 1) + [True] * bool(drawing.dots)


@given(histories)
def test_lines_join_scores_of_records_in_a_row_and_leave_gaps(points: list[Point]) -> None:
    drawing = draw(points, start=START, end=END)
    joined = sum(bool(one.score and other.score) for one, other in pairwise(points))
    assert sum(path.count("L") for path in drawing.paths) == joined


def test_one_score_is_a_dot_without_a_line() -> None:
    drawing = draw([Point(START, 3)], start=START, end=END)
    assert (len(drawing.dots), drawing.paths) == (1, ())


def test_the_axis_marks_each_programme_year() -> None:
    drawing = draw([], start=START, end=END)
    assert [(line.at, line.label) for line in drawing.years] == [("22.0", 1), ("165.0", 2)]
    assert [line.label for line in drawing.scale] == [1, 2, 3, 4, 5]


# -- the history ------------------------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


@pytest.fixture
def supervised() -> Supervised:
    return Supervised()


@pytest.mark.parametrize(
    ("given_scores", "words"),
    [
        ([], "ikke vurderet endnu"),
        ([3], "første vurdering"),
        ([3, 4], "op fra 3"),
        ([4, 2], "ned fra 4"),
        ([2, 2], "som sidst"),
    ],
)
def test_the_direction_is_said_in_words(given_scores: list[int], words: str) -> None:
    assert direction(given_scores) == words


def test_a_theme_is_followed_by_its_key_across_versions_and_keeps_its_old_words(supervised: Supervised) -> None:
    supervised.recorded(80, A=2)
    newer = made.follow_up_form(supervised.cohort.programme, version=2, keys="AF")
    newer.themes.filter(key="A").update(title="Nyt navn", anchors=["1", "2", "3", "Nye ord", "5"])
    made.record(supervised.held(30), form=newer, scores={"A": 4})
    history = theme_history(supervised.team, run_of(supervised.cohort))
    panel = history.panels[0]
    assert (panel.key, panel.title, [(one.score, one.anchor) for one in panel.rated]) == (
        "A",
        "Nyt navn",
        [(2, "Lidt"), (4, "Nye ord")],
    )
    assert [one.key for one in history.panels] == ["A", "F"]


def test_a_theme_that_the_form_no_longer_has_keeps_its_history(supervised: Supervised) -> None:
    supervised.recorded(80, E=2)
    made.follow_up_form(supervised.cohort.programme, version=2, keys="AB")
    panels = theme_history(supervised.team, run_of(supervised.cohort)).panels
    assert [(one.key, len(one.rated)) for one in panels] == [("A", 0), ("B", 0), ("E", 1)]


def test_imported_records_are_part_of_it_and_consultations_are_not(supervised: Supervised) -> None:
    made.record(supervised.held(80), form=supervised.form, scores={"A": 1}, source=Source.IMPORT)
    made.record(made.consultation(supervised.team), form=supervised.form, scores={"A": 5})
    history = theme_history(supervised.team, run_of(supervised.cohort))
    assert [one.score for one in history.panels[0].rated] == [1]
    assert [row.scores for row in history.rows] == [(1, None, None, None, None)]


def test_a_note_without_a_score_is_a_gap_and_can_be_read(supervised: Supervised) -> None:
    supervised.recorded(80, A=3)
    between = supervised.recorded(50, B=4)
    Rating.objects.create(record=between, theme=supervised.form.themes.get(key="A"), note="Ikke taget op")
    supervised.recorded(20, A=3)
    panel = theme_history(supervised.team, run_of(supervised.cohort)).panels[0]
    assert panel.drawing is not None
    assert (len(panel.rated), panel.drawing.paths) == (2, ())
    assert [(one.note, one.score) for one in panel.noted] == [("Ikke taget op", None)]


def test_other_teams_stay_out_of_it(supervised: Supervised) -> None:
    Supervised(supervised.cohort, name="En anden").recorded(30, A=5)
    history = theme_history(supervised.team, run_of(supervised.cohort))
    assert (history.rows, history.panels[0].last) == ((), None)
