"""What a trainer or supervisor must have shown."""

from __future__ import annotations

from datetime import date

import pytest

from people.qualifications import has_practised, missing_qualifications
from people.roles import Role

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("since", "long_enough"),
    [
        (date(2024, 11, 22), True),
        (date(2024, 11, 23), False),
        (date(2020, 1, 1), True),
        (date(2027, 1, 1), False),
    ],
)
def test_two_years_of_practice_are_full_on_the_day(since: date, *, long_enough: bool) -> None:
    assert has_practised(since, TODAY) is long_enough


def test_practice_since_the_29th_of_february_is_full_on_the_first_of_march() -> None:
    assert not has_practised(date(2024, 2, 29), date(2026, 2, 28))
    assert has_practised(date(2024, 2, 29), date(2026, 3, 1))


def test_a_supervisor_needs_an_education_as_well() -> None:
    def missing(role: Role, education: str = "", since: date | None = date(2020, 1, 1)) -> int:
        return len(missing_qualifications(role, education=education, practice_since=since, on=TODAY))

    assert missing(Role.SUPERVISOR, "Systemisk supervisor") == 0
    assert missing(Role.SUPERVISOR) == 1
    assert missing(Role.SUPERVISOR, since=None) == 2
    assert missing(Role.TRAINER) == 0
    assert missing(Role.TRAINER, since=None) == 1
    assert missing(Role.MODEL_OWNER, since=None) == 0
