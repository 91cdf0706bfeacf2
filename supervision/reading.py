"""A signed record as it is read: everything its page and its document show, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from supervision.enums import ThemeGroup
from supervision.layout import Layout
from supervision.models import Action, Case
from supervision.models.form import SCORES
from supervision.presence import presence_at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.models import User
    from supervision.models import Addition, InterventionStatus, Rating, Record, Theme
    from supervision.presence import Presence


@dataclass(frozen=True, slots=True)
class ReadTheme:
    """What the record says of a theme, beside the last score before it."""

    theme: Theme
    rating: Rating | None
    before: Rating | None

    @property
    def score(self) -> int | None:
        """The score on the scale, None where the theme was not rated."""
        return self.rating.score if self.rating else None

    @property
    def score_in_words(self) -> str:
        """The score with the scale's end; that the theme was not rated, where it was not."""
        if self.score is None:
            return _("Not rated")
        return _("%(score)s of %(most)s") % {"score": self.score, "most": SCORES[-1]}

    @property
    def note(self) -> str:
        """What is noted."""
        return self.rating.note if self.rating else ""

    @property
    def anchor(self) -> str:
        """What the score stands for, in the words of the form that it was given with."""
        return self.theme.anchor(self.score)

    @property
    def arrow(self) -> str:
        """Where the score has gone since the last time, as a sign; "" where there are not two to compare."""
        difference = self._difference
        return "" if difference is None else "↑" if difference > 0 else "↓" if difference < 0 else "→"

    @property
    def change(self) -> str:
        """The same in words."""
        difference = self._difference
        if difference is None or self.before is None:
            return ""
        sentence = _("the same as last time")
        if difference:
            sentence = _("up from %(score)s") if difference > 0 else _("down from %(score)s")
        return sentence % {"score": self.before.score}

    @property
    def tone(self) -> str:
        """The tone of the change."""
        difference = self._difference or 0
        return "good" if difference > 0 else "bad" if difference < 0 else "quiet"

    @property
    def _difference(self) -> int | None:
        if self.score is None or self.before is None or self.before.score is None:
            return None
        return self.score - self.before.score


@dataclass(frozen=True, slots=True)
class Reading:
    """A record and all that belongs to it; what its reader may not read is not in it."""

    record: Record
    is_extended: bool
    led_by: list[str]
    present: list[Presence]
    owner_people: list[User]
    rows: list[ReadTheme]
    interventions: list[InterventionStatus]
    cases: list[Case]
    actions: list[Action]
    closed: list[Action]
    additions: list[Addition]

    @property
    def themes(self) -> list[ReadTheme]:
        """The themes that are rated."""
        return self._group(ThemeGroup.THEME)

    @property
    def strategic(self) -> list[ReadTheme]:
        """The strategic principles of which something is noted."""
        return [row for row in self._group(ThemeGroup.STRATEGIC) if row.note]

    @property
    def bearing(self) -> list[ReadTheme]:
        """The bearing principles of which something is noted."""
        return [row for row in self._group(ThemeGroup.BEARING) if row.note]

    @property
    def taken_up(self) -> list[Case]:
        """The cases that the record says something about."""
        return [case for case in self.cases if case.is_taken_up]

    @property
    def waiting(self) -> list[Case]:
        """The cases that were sent in and not taken up."""
        return [case for case in self.cases if not case.is_taken_up]

    def _group(self, group: ThemeGroup) -> list[ReadTheme]:
        return [row for row in self.rows if row.theme.group == group]


def read_record(record: Record, *, with_cases: bool) -> Reading:
    """Return the record as it is read; without cases neither they nor the additions about them are asked for.

    Expects ``with_session`` and ``signed_by`` selected.
    """
    session, layout = record.session, Layout(record.session, record.form)
    additions = record.additions.select_related("added_by")
    return Reading(
        record=record,
        is_extended=layout.is_extended,
        led_by=[person.name for person in session.trainers.all()] or [record.signed_by.name],
        present=presence_at(session),
        owner_people=list(record.owner_people.order_by("name", "pk")),
        rows=_rows(layout, record.ratings.all()),
        interventions=list(record.interventions.select_related("step")),
        cases=list(Case.objects.filter(session=session).select_related("sent_in_by")) if with_cases else [],
        actions=list(record.actions.select_related("responsible", "theme", "closed_by")),
        closed=_closed_at(record, layout),
        additions=list(additions if with_cases else additions.filter(about_cases=False)),
    )


def _rows(layout: Layout, ratings: Iterable[Rating]) -> list[ReadTheme]:
    by_theme = {rating.theme_id: rating for rating in ratings}
    return [
        ReadTheme(theme, by_theme.get(theme.pk), layout.last_ratings.get(theme.key) if theme.is_rated else None)
        for theme in layout.themes
    ]


def _closed_at(record: Record, layout: Layout) -> list[Action]:
    """Return the actions that were carried into the record and closed by its signature: both bear the same moment."""
    earlier = Action.objects.of_team(layout.team).about(layout.subject).exclude(record=record)
    return list(earlier.filter(closed_at=record.signed_at).select_related("record__session", "responsible", "theme"))
