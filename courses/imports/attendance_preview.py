"""What an imported register would add, counted by session code, for the preview."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.enums import AttendanceStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from courses.models import Attendance


@dataclass(frozen=True, slots=True)
class CodeCount:
    """The new lines of one code, which several teams may have a session of: how many of each status."""

    code: str
    present: int
    partial: int
    absent: int
    excused: int


def count_by_code(rows: Iterable[Attendance]) -> list[CodeCount]:
    """Return the counts of the lines by session code, in the order of the sessions' time."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sorted(rows, key=lambda row: row.session.starts_at):
        counts[row.session.code][row.status] += 1
    return [
        CodeCount(
            code,
            of_code[AttendanceStatus.PRESENT],
            of_code[AttendanceStatus.PARTIAL],
            of_code[AttendanceStatus.ABSENT],
            of_code[AttendanceStatus.EXCUSED],
        )
        for code, of_code in counts.items()
    ]
