"""The draft of a record as a form: one field for each name in its layout, and rows for cases and actions.

What may be saved is decided field by field (supervision/actions/records.py) and what may be signed by the content, so
the form itself only shows what is written and what is wrong with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from supervision.enums import ActionState, Approach, FormSubject, HeldAt, InterventionProgress, ThemeGroup
from supervision.layout import CASE_PARTS, NOT_TAKEN_UP, longest, new_key, row_keys
from supervision.merging import mark
from supervision.models.form import SCORES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.forms import BoundField, Field
    from django.utils.functional import _StrPromise

    from courses.models import StepPage
    from supervision.layout import Layout
    from supervision.models import Action, Case, Rating, Theme

TEMPLATE_KEY = "f" * 32
"""Stands for the key in the empty row that the browser copies."""


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with its fields, what it was last time, and the words of that score."""

    theme: Theme
    score: BoundField | None
    note: BoundField
    last: Rating | None

    @property
    def last_anchor(self) -> str:
        """The last score in the words of the form in use."""
        return self.theme.anchor(self.last.score) if self.last else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A case or an action with its fields by part; ``sent_in`` is the team's case that it answers."""

    key: str
    fields: dict[str, BoundField]
    sent_in: Case | None = None
    carried: Action | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written in it."""
        return not any(field.value() for field in self.fields.values())


class RecordForm(forms.Form):
    """All fields of a draft with what is written in them; errors are put on by whoever knows them."""

    use_required_attribute = False

    def __init__(self, layout: Layout, values: Mapping[str, str], *, marks: Mapping[str, str] | None = None) -> None:
        self.layout, self._seen = layout, marks or {}
        self._rows = {kind: [*row_keys(values, kind), new_key()] for kind in ("case", "action")}
        names = {*layout.fixed_fields, *self._row_fields()}
        data: dict[str, Any] = {name: values.get(name, "") for name in names}
        super().__init__({**data, "owner_people": data.get("owner_people", "").split(",")})
        self.values = data
        self.fields = {name: self._field(name) for name in sorted(names)} | self._template_fields()

    def full_clean(self) -> None:
        """Find nothing wrong: what is wrong is said by the draft's content, or by the attempt to save it."""
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}

    @property
    def marks(self) -> str:
        """The marks of the texts that the page shows, by field, as JSON: what a change will have been made from."""
        return json.dumps({name: self._seen.get(name, mark(value)) for name, value in self.values.items()})

    # -- parts of the page --------------------------------------------------------------------------------------------

    @cached_property
    def themes(self) -> list[ThemeRow]:
        """The rated themes in their order."""
        return [row for row in self._theme_rows() if row.score]

    @cached_property
    def principles(self) -> list[tuple[_StrPromise, list[ThemeRow]]]:
        """The strategic and the bearing principles under their headings."""
        headings = {ThemeGroup.STRATEGIC: _("Strategic principles"), ThemeGroup.BEARING: _("Bearing principles")}
        groups = [
            (headings[group], [row for row in self._theme_rows() if row.theme.group == group]) for group in headings
        ]
        return [(heading, rows) for heading, rows in groups if rows]

    @cached_property
    def interventions(self) -> list[tuple[StepPage, BoundField, BoundField]]:
        """The team's steps, each with how far it has come and a note."""
        return [(step, self[f"step-{step.pk}-progress"], self[f"step-{step.pk}-note"]) for step in self.layout.steps]

    @cached_property
    def carried(self) -> list[Row]:
        """The open actions of earlier records, each with what has become of it."""
        return [
            Row(one.pk.hex, self._parts("carried", one.pk.hex, ("outcome", "reason")), carried=one)
            for one in self.layout.carried
        ]

    @cached_property
    def sent_in(self) -> list[Row]:
        """The cases that the team has sent in, each with what the record says of it."""
        return [
            Row(case.pk.hex, self._parts("case", case.pk.hex, ("approach", "agreed")), sent_in=case)
            for case in self.layout.sent_in
        ]

    @cached_property
    def cases(self) -> list[Row]:
        """The cases written here, and an empty one."""
        if self.layout.subject != FormSubject.SUPERVISION:
            return []
        of_team = {case.pk.hex for case in self.layout.sent_in}
        return [Row(key, self._parts("case", key, CASE_PARTS)) for key in self._rows["case"] if key not in of_team]

    @cached_property
    def actions(self) -> list[Row]:
        """The actions written here, and an empty one."""
        return [Row(key, self._parts("action", key, self.layout.action_parts)) for key in self._rows["action"]]

    @property
    def empty_case(self) -> Row:
        """The row that the browser copies for another case."""
        return Row(TEMPLATE_KEY, self._parts("case", TEMPLATE_KEY, CASE_PARTS))

    @property
    def empty_action(self) -> Row:
        """The row that the browser copies for another action."""
        return Row(TEMPLATE_KEY, self._parts("action", TEMPLATE_KEY, self.layout.action_parts))

    def heading(self, name: str) -> str:
        """Return what the field belongs to, as a heading of the page says it: its theme, or its own label."""
        theme = next((row.theme for row in self._theme_rows() if name.startswith(f"theme-{row.theme.key}-")), None)
        return str(theme or (self.fields[name].label if name in self.fields else name))

    def shown(self, name: str, value: str) -> str:
        """Return what a person sees where the field holds the value: a choice's words, or the text itself."""
        chosen = [
            str(label) for key, label in getattr(self.fields[name], "choices", ()) if str(key) in value.split(",")
        ]
        return ", ".join(chosen) or value

    # -- making -------------------------------------------------------------------------------------------------------

    def _theme_rows(self) -> list[ThemeRow]:
        return [
            ThemeRow(
                theme=theme,
                score=self[f"theme-{theme.key}-score"] if theme.is_rated else None,
                note=self[f"theme-{theme.key}-note"],
                last=self.layout.last_ratings.get(theme.key),
            )
            for theme in self.layout.themes
        ]

    def _parts(self, kind: str, key: str, parts: Iterable[str]) -> dict[str, BoundField]:
        return {part: self[f"{kind}-{key}-{part}"] for part in parts}

    def _row_fields(self) -> list[str]:
        cases = [f"case-{key}-{part}" for key in self._rows["case"] for part in CASE_PARTS]
        actions = [f"action-{key}-{part}" for key in self._rows["action"] for part in self.layout.action_parts]
        return [name for name in (*cases, *actions) if self.layout.has_field(name)]

    def _template_fields(self) -> dict[str, Field]:
        names = [f"case-{TEMPLATE_KEY}-{part}" for part in CASE_PARTS]
        names += [f"action-{TEMPLATE_KEY}-{part}" for part in self.layout.action_parts]
        return {name: self._field(name) for name in names}

    def _field(self, name: str) -> Field:
        kind, _dash, rest = name.partition("-")
        part = rest.rpartition("-")[2] if rest else kind
        if part == "owner_people":
            people = [(str(person.pk), person.name) for person in self.layout.owner_people]
            return forms.MultipleChoiceField(
                label=_("For the model owner"), choices=people, widget=forms.CheckboxSelectMultiple
            )
        if part in {"held_at", "score", "progress", "outcome"}:
            return self._radio(name, part)
        if part in {"approach", "responsible", "theme"}:
            return forms.ChoiceField(label=_LABELS[part], choices=self._choices(part))
        return _text(name, part)

    def _radio(self, name: str, part: str) -> Field:
        choices = self._scores(name) if part == "score" else self._choices(part)
        return forms.ChoiceField(label=_LABELS[part], choices=choices, widget=forms.RadioSelect)

    def _scores(self, name: str) -> list[tuple[str, Any]]:
        theme = next(one for one in self.layout.themes if name == f"theme-{one.key}-score")
        anchors: list[tuple[str, Any]] = [(str(score), f"{score} – {theme.anchor(score)}") for score in SCORES]
        return [*anchors, (NOT_TAKEN_UP, _("Not taken up today; the note says why"))]

    def _choices(self, part: str) -> list[tuple[str, Any]]:
        empty = ("", _("Choose"))
        lists: dict[str, Any] = {
            "held_at": lambda: list(HeldAt.choices),
            "progress": lambda: [("", _("Not talked about")), *InterventionProgress.choices],
            "outcome": lambda: [("", ActionState.OPEN.label), *ActionState.choices[1:]],
            "approach": lambda: [empty, *Approach.choices],
            "responsible": lambda: [empty, *((str(person.pk), person.name) for person in self.layout.responsible)],
            "theme": lambda: [
                ("", _("None")),
                *((one.key, f"{one.key} {one.title}") for one in self.layout.themes),
            ],
        }
        return list(lists[part]())


def _text(name: str, part: str) -> Field:
    """Return a text of one line, or of several where it may grow long."""
    attributes = {"maxlength": longest(name)}
    if part in {"label", "due", "reason", "what"}:
        widget: forms.Widget = forms.TextInput(attrs=attributes)
    else:
        widget = forms.Textarea(attrs=attributes | {"rows": 3})
    return forms.CharField(label=_LABELS[part], widget=widget, help_text=_HELP.get(part, ""))


_LABELS: dict[str, Any] = {
    "held_at": _("Where it was held"),
    "challenges": _("Challenges with the implementation"),
    "leader_themes": _("Themes drawn up for the leaders"),
    "data_sheets": _("Data sheets"),
    "management": _("Managerial questions"),
    "organisation": _("Organisational questions"),
    "score": _("Score"),
    "note": _("Note"),
    "progress": _("How far it has come"),
    "outcome": _("What has become of it"),
    "reason": _("Why it is dropped"),
    "label": _("Label"),
    "question": _("Question to the supervision"),
    "approach": _("Approach used"),
    "agreed": _("What was agreed"),
    "what": _("What"),
    "responsible": _("Who"),
    "due": _("By when"),
    "theme": _("About theme"),
}
_HELP: dict[str, Any] = {
    "label": _("A made-up name or a letter. No name, no address, no CPR number."),
    "due": _("A date, e.g. 24.12.2026."),
}
