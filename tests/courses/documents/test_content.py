"""What a document states survives storage, and what no document may state is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.documents.content import (
    ACTIVITY_KINDS,
    DOCUMENT_KINDS,
    TEAM_ROLES,
    AttendedSession,
    CertificateContent,
    Exemption,
    KindMinutes,
    MakeUp,
)
from tests.courses.documents.samples import CERTIFICATE, STATEMENT

MINUTES = st.integers(min_value=0, max_value=10**6)
DAYS = st.dates()


def rows(row: Any, *values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.builds(row, *values), max_size=4).map(tuple)


PERIODS = st.tuples(DAYS, DAYS).map(sorted)
CONTENTS = st.builds(
    lambda period, **values: CertificateContent(period_from=period[0], period_to=period[1], **values),
    period=PERIODS,
    kind=st.sampled_from(DOCUMENT_KINDS),
    name=st.text(min_size=1).filter(str.strip),
    municipality=st.text(),
    programme=st.text(),
    cohort_code=st.text(),
    role=st.sampled_from(TEAM_ROLES),
    threshold=st.integers(0, 100),
    planned_minutes=MINUTES.filter(bool),
    credited_minutes=MINUTES,
    percent_tenths=st.integers(0, 1000),
    issued_on=DAYS,
    serial=st.text(),
    issuer=st.text(),
    issued_by_name=st.text(),
    minutes_by_kind=rows(KindMinutes, st.sampled_from(ACTIVITY_KINDS), MINUTES, MINUTES),
    exemptions=rows(Exemption, st.text(), st.text(), MINUTES),
    make_ups=rows(MakeUp, st.text(), st.text(), MINUTES, DAYS),
    attended=rows(AttendedSession, DAYS, st.text(), MINUTES),
)


@given(content=CONTENTS)
def test_content_comes_back_from_json_as_it_went_in(content: CertificateContent) -> None:
    assert CertificateContent.from_json(json.loads(json.dumps(content.to_json()))) == content


def test_stored_content_reads_without_this_module() -> None:
    stored = CERTIFICATE.to_json()

    assert stored["issued_on"] == "2026-06-12"
    assert stored["minutes_by_kind"][0] == {"kind": "internat", "planned": 630, "credited": 630}
    assert stored["exemptions"] == [{"code": "PRA1", "title": "Praktikdag 1", "minutes": 420}]
    assert stored["make_ups"][0]["on"] == "2026-03-04"


def test_content_stored_before_a_list_existed_is_still_read() -> None:
    stored = CERTIFICATE.to_json()
    del stored["attended"]

    assert CertificateContent.from_json(stored) == CERTIFICATE


def test_plain_tuples_become_rows_with_names() -> None:
    content = replace(STATEMENT, attended=((date(2026, 1, 5), "Supervision 9", 180),))

    assert content.attended[0].title == "Supervision 9"


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "diploma"}, "unknown document kind 'diploma'"),
        ({"role": "guest"}, "unknown team role 'guest'"),
        ({"name": " "}, "a document needs a name"),
        ({"minutes_by_kind": (("yoga", 1, 1),)}, "unknown kind of activity"),
        ({"credited_minutes": -1}, "minutes cannot be negative"),
        ({"exemptions": (("UDD1", "Dag", -1),)}, "minutes cannot be negative"),
        ({"minutes_by_kind": (("other", 1, -1),)}, "minutes cannot be negative"),
        ({"threshold": 101}, "percentages lie between 0 and 100"),
        ({"percent_tenths": 1001}, "percentages lie between 0 and 100"),
        ({"period_to": date(2024, 9, 1)}, "the period ends before it begins"),
        ({"planned_minutes": 0}, "a certificate needs planned minutes"),
    ],
)
def test_what_no_document_may_state_is_refused(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=f"^{problem}$"):
        replace(CERTIFICATE, **changes)
