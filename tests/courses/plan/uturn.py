"""The U-turn programme of design section 3 as input for the plan generator, and small makers of teams and pins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from courses.plan import ActivityTemplate, ModuleTemplate, Pinned, PlanTemplate, Proposal, TeamInput

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
DAY_GROUP = 6


def module(
    key: int,
    code: str,
    month_offset: int,
    *,
    minutes: int = 420,
    days_after_previous: int | None = None,
    dates: int = 1,
    starts: time = time(9),
    ends: time = time(16),
    shared: bool = True,
    place_rule: str = "model_owner",
    optional_step: int | None = None,
) -> ModuleTemplate:
    return ModuleTemplate(
        key=key,
        code=code,
        title=f"Module {code}",
        minutes=minutes,
        month_offset=month_offset,
        days_after_previous=days_after_previous,
        dates=dates,
        starts=starts,
        ends=ends,
        shared=shared,
        place_rule=place_rule,
        optional_step=optional_step,
    )


def evening(key: int, code: str, days_after_previous: int | None) -> ModuleTemplate:
    return module(
        key,
        code,
        8,
        minutes=210,
        days_after_previous=days_after_previous,
        starts=time(17),
        ends=time(20, 30),
        shared=False,
        place_rule="local",
    )


MODULES = (
    module(1, "INT", -1, minutes=630, dates=2, starts=time(12, 30)),
    module(2, "BAS1", 0),
    module(3, "BAS2", 0, days_after_previous=1),
    module(4, "BAS3", 0, days_after_previous=1),
    module(5, "UDD1", 1),
    module(6, "UDD2", 2),
    module(7, "PRA1", 3),
    module(8, "UDD3", 4),
    module(9, "UDD4", 5),
    module(10, "PRA2", 6),
    module(11, "UDD5", 8),
    module(12, "UDD6", 8),
    evening(13, "FOR1", None),
    evening(14, "FOR2", 14),
    evening(15, "FOR3", 14),
    evening(16, "FOR4", 14),
    evening(17, "FOR5", 91),
    module(18, "UDD7", 13),
    module(19, "UDD8", 14),
    module(20, "PRA3", 15),
    module(21, "UDD9", 17),
    module(22, "UDD10", 19),
    module(23, "PRA4", 21),
    module(24, "DAG1", 21, optional_step=DAY_GROUP),
    module(25, "DAG2", 22, optional_step=DAY_GROUP),
)

SUPERVISION = ActivityTemplate(
    key=1,
    code_prefix="SUP",
    title="Supervision",
    per_year=8,
    extended=frozenset({4, 8}),
    starts=time(9),
    ends=time(12),
    extended_ends=time(14),
    minutes=180,
    extended_minutes=300,
    place_rule="alternating",
)
STATUS = replace(
    SUPERVISION,
    key=2,
    code_prefix="STA",
    title="Status meeting",
    per_year=2,
    extended=frozenset(),
    extended_ends=time(12),
    extended_minutes=180,
    place_rule="local",
    calendar_months=(1, 6),
)
LEADERSHIP = replace(
    STATUS,
    key=3,
    code_prefix="LED",
    title="Leadership consultation",
    ends=time(11),
    extended_ends=time(11),
    minutes=120,
    extended_minutes=120,
    calendar_months=(),
)
UTURN = PlanTemplate(duration_months=24, modules=MODULES, activities=(SUPERVISION, STATUS, LEADERSHIP))


def only(*codes: str, activities: tuple[ActivityTemplate, ...] = ()) -> PlanTemplate:
    """The U-turn programme with only some of its modules."""
    return replace(UTURN, modules=tuple(one for one in MODULES if one.code in codes), activities=activities)


def team(
    number: int = 1,
    *,
    people: frozenset[int] | None = None,
    day_group: bool = False,
    closed_weeks: frozenset[tuple[int, int]] = frozenset(),
) -> TeamInput:
    return TeamInput(
        id=number,
        name=f"Team {number:03}",
        people=frozenset(range(number * 10, number * 10 + 5)) if people is None else people,
        optional_steps=frozenset({DAY_GROUP}) if day_group else frozenset(),
        closed_weeks=closed_weeks,
    )


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN)


def pin(code: str, day: date, *, team: int | None = None) -> Pinned:
    """A session of the U-turn programme fixed on a day, 9–16."""
    keys = {one.code: one.key for one in MODULES}
    activities = {one.code_prefix: one.key for one in UTURN.activities}
    source = "module" if code in keys else "activity"
    key = keys.get(code) or activities[code.rstrip("0123456789")]
    return Pinned(source=source, key=key, code=code, team=team, starts_at=at(day), ends_at=at(day, 16))


def dates(rows: tuple[Proposal, ...], team: int | None = None) -> dict[str, date]:
    """The dates by code, of one team or of all."""
    return {row.code: row.starts_at.date() for row in rows if team is None or row.team in (None, team)}
