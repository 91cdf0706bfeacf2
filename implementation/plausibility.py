"""What looks odd in a month's figures and is worth a question. Pure. The questions ask; they never block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Figures = Mapping[str, int | None]

SUDDEN = 10
"""How many times the average of the months before is sudden."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one figure; the key says which, also long after."""

    kind: str
    figure: str
    text: str

    @property
    def key(self) -> str:
        """What it's kept by in the report's log."""
        return f"{self.kind}-{self.figure}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What the figures are held against: the three months before, what was said before, what is known elsewhere.

    ``earlier_new_persons`` is what an earlier submission of the same month said, ``new_persons_before`` the sum of the
    calendar year's earlier months, ``enrolled_sheets`` the data sheets of enrolled young people opened in the month.
    """

    recent: Sequence[Figures] = ()
    new_persons_before: int = 0
    earlier_new_persons: int | None = None
    enrolled_sheets: int | None = None


def questions(figures: Figures, background: Background) -> list[Question]:
    """Return what to ask about the figures, in their order; a figure that nobody has written is not asked about."""
    written = {name: value for name, value in figures.items() if value is not None}
    asked = [question for rule in RULES for question in rule(written, background)]
    return sorted(asked, key=lambda question: list(figures).index(question.figure))


def _sudden(figures: Mapping[str, int], background: Background) -> Iterator[Question]:
    """Ask about ten times the average of the three months before; an average below one counts as one."""
    for name, value in figures.items():
        before = [said for month in background.recent if (said := month.get(name)) is not None]
        # In whole numbers: ten times the sum, against as many months.
        if before and value * len(before) >= SUDDEN * max(sum(before), len(before)):
            text = _("%(value)s is at least ten times as many as in the months before (%(before)s). Is it right?")
            yield Question("sudden", name, text % {"value": value, "before": ", ".join(map(str, before))})


def _fewer_persons(figures: Mapping[str, int], background: Background) -> Iterator[Question]:
    said, earlier = figures.get("new_persons"), background.earlier_new_persons
    if said is not None and earlier is not None and said < earlier:
        base = background.new_persons_before
        text = _("So the year has %(now)s first-time persons until now, where it had %(before)s. Is it right?")
        yield Question("fewer", "new_persons", text % {"now": base + said, "before": base + earlier})


def _more_persons_than_contacts(figures: Mapping[str, int], _background: Background) -> Iterator[Question]:
    persons, contacts = figures.get("new_persons"), figures.get("contacts")
    if persons is not None and contacts is not None and persons > contacts:
        text = _("There are more first-time persons (%(persons)s) than contacts (%(contacts)s). Is it right?")
        yield Question("more", "new_persons", text % {"persons": persons, "contacts": contacts})


def _other_than_sheets(figures: Mapping[str, int], background: Background) -> Iterator[Question]:
    enrolled, sheets = figures.get("enrolled"), background.enrolled_sheets
    if enrolled is not None and sheets is not None and enrolled != sheets:
        text = _("%(sheets)s data sheets of enrolled young people were opened in the month. Is %(enrolled)s right?")
        yield Question("sheets", "enrolled", text % {"sheets": sheets, "enrolled": enrolled})


RULES: tuple[Callable[[Mapping[str, int], Background], Iterator[Question]], ...] = (
    _sudden,
    _fewer_persons,
    _more_persons_than_contacts,
    _other_than_sheets,
)
