"""Participants with their standing in words, and how a table of them is narrowed and sorted; in memory, no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.enums import StandingKey
from courses.sentences import standing_sentence
from courses.standings import evaluate_participants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from courses.models import Participant
    from courses.standing import Standing
    from courses.standings import Evaluated

URGENCY = (
    StandingKey.OUT_OF_REACH,
    StandingKey.AT_RISK,
    StandingKey.ON_TRACK,
    StandingKey.SECURED,
    StandingKey.EARNED,
    StandingKey.NO_PLAN,
    StandingKey.LEFT,
)
"""The standings in the order in which they want attention."""
DANISH_ORDER = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A participant, where they stand, and the sentence about it."""

    participant: Participant
    standing: Standing
    sentence: str

    @property
    def key(self) -> StandingKey | None:
        """The standing to show; None for those whom no standing leads to the certificate, until they leave."""
        key = self.standing.key
        return key if self.participant.may_earn_certificate or key == StandingKey.LEFT else None


def standing_rows(participants: Iterable[Participant], *, at: datetime, own: bool = False) -> list[StandingRow]:
    """Return the participants with their standings at the moment, in the order given, in five queries.

    They come with ``user``, ``team`` and ``team.cohort`` selected; ``own`` speaks to the participant.
    """
    return [standing_row(one, at=at, own=own) for one in evaluate_participants(participants, at=at)]


def standing_row(evaluated: Evaluated, *, at: datetime, own: bool = False) -> StandingRow:
    """Return the evaluated participant with the sentence about their standing; ``own`` speaks to them."""
    participant, standing = evaluated.participant, evaluated.standing
    earns = participant.may_earn_certificate
    sentence = standing_sentence(standing, evaluated.obligations, at=at, own=own, earns=earns)
    return StandingRow(participant, standing, sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader narrows a table of standings to; what is empty narrows nothing."""

    q: str = ""
    team: str = ""
    role: str = ""
    standing: str = ""

    def allows(self, row: StandingRow) -> bool:
        """Whether the row is among those wanted: every word of the text in name or e-mail, and all else equal."""
        participant = row.participant
        text = f"{participant.user.name} {participant.user.email}".casefold()
        return (
            all(word in text for word in self.q.casefold().split())
            and self.team in {"", str(participant.team_id)}
            and self.role in {"", participant.team_role}
            and self.standing in {"", row.key}
        )


def _name(row: StandingRow) -> Any:
    return danish_key(row.participant.user.name)


def _team(row: StandingRow) -> Any:
    return danish_key(row.participant.team.name)


def _urgency(row: StandingRow) -> Any:
    return None if row.key is None else URGENCY.index(row.key)


SORTS: dict[str, Callable[[StandingRow], Any]] = {
    "team": _team,
    "name": _name,
    "standing": _urgency,
    "held": lambda row: row.standing.of_held,
    "plan": lambda row: row.standing.of_plan,
    "possible": lambda row: row.standing.still_possible,
}
COLUMNS = (
    ("name", gettext_lazy("Name")),
    ("team", gettext_lazy("Team")),
    ("held", gettext_lazy("Of what has been held")),
    ("plan", gettext_lazy("Of the whole plan")),
    ("possible", gettext_lazy("Still possible")),
    ("standing", gettext_lazy("Standing")),
)
"""The columns a table of standings is sorted by, in their order."""
DEFAULT_SORT = "team"


@dataclass(frozen=True, slots=True)
class SortColumn:
    """A column's header: whether it sorts the table now, and what its link asks for."""

    label: str
    direction: str
    link: str
    numeric: bool


def sort_columns(sort: str) -> list[SortColumn]:
    """Return the headers of a table sorted so; ``direction`` is for aria-sort, empty where it does not sort."""
    return [
        SortColumn(
            str(label),
            {key: "ascending", f"-{key}": "descending"}.get(sort, ""),
            f"-{key}" if sort == key else key,
            key in {"held", "plan", "possible"},
        )
        for key, label in COLUMNS
    ]


def known_sort(text: str) -> str:
    """Return the sort that the text asks for, the usual one where it is none of ours."""
    return text if text.removeprefix("-") in SORTS else DEFAULT_SORT


def sorted_rows(rows: Sequence[StandingRow], sort: str) -> list[StandingRow]:
    """Return the rows by a known sort, then by name; what has no value comes last either way."""
    value = SORTS[sort.removeprefix("-")]
    by_name = sorted(rows, key=_name)
    with_value = [row for row in by_name if value(row) is not None]
    without = [row for row in by_name if value(row) is None]
    return sorted(with_value, key=value, reverse=sort.startswith("-")) + without


def danish_key(text: str) -> str:
    """Return what texts are sorted by in Danish: æ, ø and å after z, capitals as small letters."""
    return text.casefold().translate(DANISH_ORDER)


def cohort_figures(rows: Iterable[StandingRow]) -> list[tuple[str, str]]:
    """Return the large figures above a cohort's table as value and label; staff who have not left are counted."""
    keys = [row.key for row in rows if row.key not in {None, StandingKey.LEFT}]
    reachable = sum(key != StandingKey.OUT_OF_REACH for key in keys)
    safe = sum(key in {StandingKey.EARNED, StandingKey.SECURED} for key in keys)
    of_all = _("%(part)s of %(whole)s") % {"part": reachable, "whole": len(keys)}
    return [
        (of_all, _("staff can still earn the certificate")),
        (str(safe), _("have earned or secured it")),
        (str(keys.count(StandingKey.AT_RISK)), _("are at risk")),
        (str(keys.count(StandingKey.OUT_OF_REACH)), _("are out of reach without a make-up")),
    ]
