"""Tests of the statuses: each has a label, a tone and its successors, and docs/states.md tells them as they are.

`pytest tests/test_states.py --write-docs` writes the page anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from courses import enums as courses
from implementation import enums as implementation
from people import enums as people
from supervision import enums as supervision
from tests.product import BASE_DIR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import TextChoices

PAGE = BASE_DIR / "docs" / "states.md"
CHANGING: dict[str, tuple[type[TextChoices], Mapping, Mapping[str, str]]] = {
    "Cohort": (courses.CohortState, courses.COHORT_TRANSITIONS, courses.TONES),
    "Session": (courses.SessionState, courses.SESSION_TRANSITIONS, courses.TONES),
    "Certificate": (courses.CertificateState, courses.CERTIFICATE_TRANSITIONS, courses.TONES),
    "Record of a supervision": (supervision.RecordState, supervision.RECORD_TRANSITIONS, supervision.TONES),
    "Agreed action": (supervision.ActionState, supervision.ACTION_TRANSITIONS, supervision.TONES),
    "Activity report": (implementation.ReportState, implementation.REPORT_TRANSITIONS, implementation.TONES),
    "Step of a team": (implementation.StepState, implementation.STEP_TRANSITIONS, implementation.TONES),
    "Milestone": (implementation.MilestoneState, implementation.MILESTONE_TRANSITIONS, implementation.TONES),
}
SHOWN: dict[str, tuple[type[TextChoices], Mapping[str, str]]] = {
    "Standing": (courses.StandingKey, courses.TONES),
    "Rhythm of supervision": (supervision.Rhythm, supervision.TONES),
    "Attendance": (courses.AttendanceStatus, courses.TONES),
    "Invitation": (people.InvitationState, people.TONES),
    "Access": (people.AccessState, people.TONES),
    "Month on the map of reports": (implementation.MonthMark, implementation.TONES),
}
"""Computed from dates and figures, or said once: nothing leads from one to the other."""
INTRODUCTION = """\
# States

Written by `pytest tests/test_states.py --write-docs` from the tables in the code; a test fails when they differ. The
key is what is stored and exported, the tone is how a status looks beside its words: quiet, good, warn or bad.
"""


def render() -> str:
    """The page as Markdown."""
    parts = [INTRODUCTION]
    for name, (states, transitions, tones) in CHANGING.items():
        parts += [f"## {name}\n", "| key | Danish | English | tone | may become |", "|---|---|---|---|---|"]
        parts += [f"{_row(state, tones)} {_followers(states, transitions[state])} |" for state in states]
        parts.append("")
    for name, (states, tones) in SHOWN.items():
        parts += [f"## {name}\n", "| key | Danish | English | tone |", "|---|---|---|---|"]
        parts += [_row(state, tones) for state in states]
        parts.append("")
    return "\n".join(parts)


def _row(state: TextChoices, tones: Mapping[str, str]) -> str:
    with translation.override("da"):
        danish = str(state.label)
    with translation.override("en"):
        return f"| `{state.value}` | {danish} | {state.label} | {tones[state]} |"


def _followers(states: type[TextChoices], followers: frozenset[str]) -> str:
    return ", ".join(f"`{state.value}`" for state in states if state in followers) or "–"


def test_the_page_tells_the_states_as_they_are(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("write_docs"):
        PAGE.write_text(render())
    assert PAGE.read_text() == render()


@pytest.mark.parametrize("name", CHANGING)
def test_every_state_says_what_it_may_become(name: str) -> None:
    states, transitions, _tones = CHANGING[name]
    assert set(transitions) == set(states)
    assert all(followers <= set(states) - {state} for state, followers in transitions.items())


@pytest.mark.parametrize("name", [*CHANGING, *SHOWN])
def test_every_status_has_words_and_a_tone(name: str) -> None:
    states, tones = (CHANGING | SHOWN)[name][0], (CHANGING | SHOWN)[name][-1]
    assert {tones[state] for state in states} <= {"quiet", "good", "warn", "bad"}
    with translation.override("da"):
        assert all(str(state.label) for state in states)
