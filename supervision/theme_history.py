"""A team's themes over time: every theme of its signed supervision records, by key across the form's versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from supervision.enums import SUPERVISIONS, FormSubject, ThemeGroup
from supervision.models import FollowUpForm, Rating, Record, Theme
from supervision.theme_drawing import Point, draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from courses.models import Team
    from supervision.compliance import Run
    from supervision.theme_drawing import Drawing


@dataclass(frozen=True, slots=True)
class Noted:
    """What one record says of a theme: the score or None, its anchor's words, and the note."""

    on: date
    code: str
    session_id: int
    score: int | None
    anchor: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePanel:
    """One theme's panel: ``rated`` are its entries with a score in time, ``noted`` those with a note, latest first."""

    key: str
    title: str
    last: Noted | None
    direction: str
    rated: tuple[Noted, ...]
    noted: tuple[Noted, ...]
    drawing: Drawing | None
    description: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One supervision in the table: its date and code, and its scores in the order of the panels, None for none."""

    on: date
    code: str
    session_id: int
    scores: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The panels and the same figures as rows, the latest first; without rows there is nothing to draw."""

    panels: tuple[ThemePanel, ...]
    rows: tuple[TableRow, ...]


def theme_history(team: Team, run: Run) -> History:
    """Return the history of the team's themes, in three queries; the team comes with its cohort."""
    records = list(
        Record.objects.of_team(team)
        .filter(session__kind__in=SUPERVISIONS)
        .order_by("session__starts_at", "pk")
        .values_list("pk", "session", "session__code", "session__starts_at")
    )
    ratings = _ratings(team)
    titles = _titles(team, ratings.values())
    told = {pk: (timezone.localtime(starts_at).date(), code, session) for pk, session, code, starts_at in records}
    panels = tuple(
        _panel(key, title, [(*told[pk], ratings.get((pk, key))) for pk in told], run) for key, title in titles.items()
    )
    rows = [
        TableRow(on, code, session, tuple(_score(ratings.get((pk, key))) for key in titles))
        for pk, (on, code, session) in told.items()
    ]
    return History(panels, tuple(row for row in reversed(rows) if any(row.scores)))


def _ratings(team: Team) -> dict[tuple[int, str], Rating]:
    rows = Rating.objects.filter(
        record__session__team=team, record__session__kind__in=SUPERVISIONS, theme__group=ThemeGroup.THEME
    )
    return {(row.record_id, row.theme.key): row for row in rows.select_related("theme").order_by("pk")}


def _titles(team: Team, ratings: Iterable[Rating]) -> Mapping[str, str]:
    """Return the themes' titles by key: those of the form in force, then those that only older records rate."""
    forms = FollowUpForm.objects.newest().filter(programme=team.cohort.programme_id, subject=FormSubject.SUPERVISION)
    in_force = Theme.objects.filter(form__in=forms, group=ThemeGroup.THEME).order_by("position")
    older = {rating.theme.key: rating.theme.title for rating in ratings}
    now = dict(in_force.values_list("key", "title"))
    return now | {key: title for key, title in sorted(older.items()) if key not in now}


def _panel(key: str, title: str, told: Sequence[tuple[date, str, int, Rating | None]], run: Run) -> ThemePanel:
    entries = [_noted(on, code, session, rating) for on, code, session, rating in told]
    rated = tuple(entry for entry in entries if entry.score is not None)
    last = rated[-1] if rated else None
    points = [Point(entry.on, entry.score) for entry in entries]
    return ThemePanel(
        key=key,
        title=title,
        last=last,
        direction=direction([entry.score for entry in rated if entry.score]),
        rated=rated,
        noted=tuple(entry for entry in reversed(entries) if entry.note),
        drawing=draw(points, start=run.start, end=run.end) if rated else None,
        description=_description(key, title, rated),
    )


def _noted(on: date, code: str, session: int, rating: Rating | None) -> Noted:
    if rating is None:
        return Noted(on, code, session, None, "", "")
    return Noted(on, code, session, rating.score, rating.theme.anchor(rating.score), rating.note)


def direction(scores: Sequence[int]) -> str:
    """Return in words where the last score lies against the one before it."""
    if not scores:
        return _("not rated yet")
    if len(scores) == 1:
        return _("first score")
    last, before = scores[-1], scores[-2]
    if last == before:
        return _("as last time")
    return (_("up from %(score)s") if last > before else _("down from %(score)s")) % {"score": before}


def _description(key: str, title: str, rated: Sequence[Noted]) -> str:
    """Return the drawing in words: the scores in the order of time."""
    scores = ", ".join(str(entry.score) for entry in rated)
    return _("%(key)s %(title)s, scores from first to last: %(scores)s") % {
        "key": key,
        "title": title,
        "scores": scores,
    }


def _score(rating: Rating | None) -> int | None:
    return rating.score if rating else None
