"""A draft's texts as what they mean, and what is still missing or wrong before they can be signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import DateField
from django.utils.translation import gettext as _

from courses.policies.sessions import first_date
from supervision.enums import ActionState, Approach, FormSubject, HeldAt, InterventionProgress
from supervision.layout import NOT_TAKEN_UP, row, row_keys
from supervision.models.form import SCORES
from supervision.policies import why_not_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from courses.models import StepPage
    from people.models import User
    from supervision.layout import Layout
    from supervision.models import Action, Case, Theme


class Missing(NamedTuple):
    """What keeps a draft from being signed: the field to mend, and the sentence that says how."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RatedTheme:
    """A theme with its score, or None and a note."""

    theme: Theme
    score: int | None
    note: str


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A case as the record tells it; ``case`` is the row that the team sent in, None for one written here."""

    key: UUID
    case: Case | None
    label: str
    question: str
    approach: str
    agreed: str


@dataclass(frozen=True, slots=True)
class WrittenAction:
    """An action as the record agrees on it; somebody and a date are there once nothing is missing."""

    key: UUID
    what: str
    responsible: User | None
    due: date | None
    theme: Theme | None


@dataclass(frozen=True, slots=True)
class Closing:
    """What became of an action that was carried into the record."""

    action: Action
    state: ActionState
    reason: str


class Content:
    """A draft's fields, read against its layout. What cannot be read is None and stands in ``missing``."""

    def __init__(self, fields: Mapping[str, str], layout: Layout) -> None:
        self.fields, self.layout = fields, layout
        self._themes = {theme.key: theme for theme in layout.themes}
        self._people = {str(person.pk): person for person in layout.responsible}

    def text(self, name: str) -> str:
        """Return a field's text without space around it."""
        return self.fields.get(name, "").strip()

    # -- what is written ----------------------------------------------------------------------------------------------

    @property
    def held_at(self) -> str:
        """Where it was held, "" where that is not said."""
        return self.text("held_at") if self.text("held_at") in HeldAt.values else ""

    def owner_people(self) -> list[User]:
        """Return who took part for the model owner."""
        chosen = self.text("owner_people").split(",")
        return [person for person in self.layout.owner_people if str(person.pk) in chosen]

    def themes(self) -> list[RatedTheme]:
        """Return every theme with what is written of it."""
        return [
            RatedTheme(theme, _score(self.text(f"theme-{theme.key}-score")), self.text(f"theme-{theme.key}-note"))
            for theme in self.layout.themes
        ]

    def interventions(self) -> list[tuple[StepPage, str, str]]:
        """Return every step of which something is written: how far, and the note."""
        told = [
            (step, self.text(f"step-{step.pk}-progress"), self.text(f"step-{step.pk}-note"))
            for step in self.layout.steps
        ]
        return [one for one in told if one[1] or one[2]]

    def cases(self) -> list[WrittenCase]:
        """Return the cases of which something is written: those sent in and taken up, then those written here."""
        sent_in = [
            WrittenCase(case.pk, case, case.label, case.question, *self._answer(case)) for case in self.layout.sent_in
        ]
        of_team = {case.pk.hex for case in self.layout.sent_in}
        rows = {key: row(self.fields, "case", key) for key in row_keys(self.fields, "case") if key not in of_team}
        own = [WrittenCase(UUID(key), None, **parts) for key, parts in rows.items() if any(parts.values())]
        return [case for case in sent_in if case.approach or case.agreed] + own

    def actions(self) -> list[WrittenAction]:
        """Return the actions of which something is written."""
        rows = {key: row(self.fields, "action", key) for key in row_keys(self.fields, "action")}
        return [self._action(key, parts) for key, parts in rows.items() if any(parts.values())]

    def closings(self) -> list[Closing]:
        """Return the carried actions that the record says are done or dropped."""
        told = [
            Closing(action, ActionState(outcome), self.text(f"carried-{action.pk.hex}-reason"))
            for action in self.layout.carried
            if (outcome := self.text(f"carried-{action.pk.hex}-outcome")) in ActionState.values
        ]
        return [one for one in told if one.state != ActionState.OPEN]

    # -- what is missing ----------------------------------------------------------------------------------------------

    def missing(self) -> list[Missing]:
        """Return everything that keeps the draft from being signed, in the order of the page."""
        return [
            *self._unfit_texts(),
            *self._without_place(),
            *self._themes_missing(),
            *self._cases_missing(),
            *self._for_leaders(),
            *self._interventions_missing(),
            *self._closings_missing(),
            *self._actions_missing(),
        ]

    def _unfit_texts(self) -> Iterator[Missing]:
        for name, text in self.fields.items():
            if refused := why_not_text(text):
                yield Missing(name, refused)

    def _without_place(self) -> Iterator[Missing]:
        if not self.held_at:
            yield Missing("held_at", _("Say where it was held."))

    def _themes_missing(self) -> Iterator[Missing]:
        asked = {action.theme.key for action in self.actions() if action.theme}
        asked |= {
            action.theme.key
            for action in self.layout.carried
            if action.theme and action.pk not in {one.action.pk for one in self.closings()}
        }
        for rated in self.themes():
            if rated.theme.is_rated:
                yield from self._theme_missing(rated, asked)

    def _theme_missing(self, rated: RatedTheme, asked: set[str]) -> Iterator[Missing]:
        key, last = rated.theme.key, self.layout.last_ratings.get(rated.theme.key)
        left_out = self.text(f"theme-{key}-score") == NOT_TAKEN_UP
        if rated.score is None and not left_out:
            yield Missing(f"theme-{key}-score", _("Choose a score, or say that the theme was not taken up."))
        if left_out and not rated.note:
            yield Missing(f"theme-{key}-note", _("Write why the theme was not taken up."))
        if rated.score and last and last.score and rated.score < last.score and key not in asked:
            fallen = {"last": last.score, "score": rated.score}
            sentence = _("The theme has fallen from %(last)s to %(score)s: agree on an action about it.") % fallen
            yield Missing(f"theme-{key}-score", sentence)

    def _cases_missing(self) -> Iterator[Missing]:
        for case in self.cases():
            name = f"case-{case.key.hex}"
            if not case.label:
                yield Missing(f"{name}-label", _("Give the case a label that does not tell who it is."))
            if not case.question:
                yield Missing(f"{name}-question", _("Write what the case asks the supervision."))
            if case.approach not in Approach.values:
                yield Missing(f"{name}-approach", _("Choose the approach that was used."))
            if not case.agreed:
                yield Missing(f"{name}-agreed", _("Write what was agreed about the case."))

    def _for_leaders(self) -> Iterator[Missing]:
        if self.layout.is_extended and not self.text("leader_themes"):
            yield Missing("leader_themes", _("Write which themes were drawn up for the leaders."))

    def _interventions_missing(self) -> Iterator[Missing]:
        for step, progress, _note in self.interventions():
            if progress not in InterventionProgress.values:
                yield Missing(f"step-{step.pk}-progress", _("Choose how far the intervention has come."))
        told = (*self.interventions(), self.text("management"), self.text("organisation"), self.text("data_sheets"))
        if self.layout.subject == FormSubject.LEADERSHIP and not any(told):
            yield Missing("management", _("Write what was talked about."))

    def _closings_missing(self) -> Iterator[Missing]:
        for closing in self.closings():
            if closing.state == ActionState.DROPPED and not closing.reason:
                yield Missing(f"carried-{closing.action.pk.hex}-reason", _("Write why the action is dropped."))

    def _actions_missing(self) -> Iterator[Missing]:
        for action in self.actions():
            name = f"action-{action.key.hex}"
            if not action.what:
                yield Missing(f"{name}-what", _("Write what was agreed."))
            if action.responsible is None:
                yield Missing(f"{name}-responsible", _("Choose who does it."))
            if action.due is None:
                yield Missing(f"{name}-due", _("Write a date, e.g. 24.12.2026."))
            elif action.due < first_date(self.layout.session):
                yield Missing(f"{name}-due", _("The date lies before the session."))

    # -- reading ------------------------------------------------------------------------------------------------------

    def _answer(self, case: Case) -> tuple[str, str]:
        return self.text(f"case-{case.pk.hex}-approach"), self.text(f"case-{case.pk.hex}-agreed")

    def _action(self, key: str, parts: dict[str, str]) -> WrittenAction:
        return WrittenAction(
            key=UUID(key),
            what=parts["what"],
            responsible=self._people.get(parts["responsible"]),
            due=_date(parts["due"]),
            theme=self._themes.get(parts["theme"]),
        )


def _score(text: str) -> int | None:
    return int(text) if text.isdecimal() and int(text) in SCORES else None


def _date(text: str) -> date | None:
    try:
        return DateField(required=False).clean(text)
    except ValidationError:
        return None
