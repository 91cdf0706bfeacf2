"""A month's report as it's written: five figures, and a tick beside what looks odd."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.parsing import CellError
from implementation.figures import figure_column, parse_figure
from implementation.models import FIGURES
from implementation.plausibility import Background, Question, questions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.forms import BoundField

RIGHT = "right"


class FigureField(forms.CharField):
    """A figure as people write it; the value is a whole number, or None where nothing is written."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "6"})

    def to_python(self, value: Any) -> Any:
        """Return the number; raises ValidationError with what was expected instead."""
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            return parse_figure(str(text))
        except CellError as error:
            raise ValidationError(gettext("Expected %(what)s.") % {"what": error.expected}) from None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a figure with the box to tick."""

    question: Question
    field: BoundField


class ReportForm(forms.Form):
    """The five figures; ``handing_in`` asks for all of them. What they make us ask stands beside them with a tick."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        figures: Mapping[str, int | None],
        background: Background,
        handing_in: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = dict(figures) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.background, self.handing_in = background, handing_in
        for name in FIGURES:
            column = figure_column(name)
            self.fields[name] = FigureField(label=column.verbose_name, help_text=column.help_text, required=False)
        self.questions = questions(figures, background)
        self._ask()

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, if the report is to be handed in, and find what is odd in what is there."""
        cleaned = super().clean() or {}
        if self.handing_in:
            for name in FIGURES:
                if name not in self.errors and cleaned.get(name) is None:
                    self.add_error(name, gettext("Write the figure; 0 if there was nothing."))
        self.questions = questions({name: cleaned.get(name) for name in FIGURES}, self.background)
        self._ask()
        return cleaned

    @property
    def figures(self) -> dict[str, int | None]:
        """The figures as written; None for what is not."""
        return {name: self.cleaned_data.get(name) for name in FIGURES}

    @property
    def answers(self) -> dict[str, bool]:
        """What was asked, and whether it was said to be right."""
        return {one.key: bool(self.data.get(self.add_prefix(f"{RIGHT}-{one.key}"))) for one in self.questions}

    @property
    def has_new_questions(self) -> bool:
        """Whether something is asked that the person has not been shown."""
        return bool({one.key for one in self.questions} - set(self.cleaned_data.get("asked", "").split()))

    @property
    def asked_keys(self) -> str:
        """What the page asks, for the hidden field."""
        return " ".join(one.key for one in self.questions)

    def rows(self) -> Iterator[tuple[BoundField, list[Asked]]]:
        """Yield each figure's field with the questions about it."""
        for name in FIGURES:
            asked = [one for one in self.questions if one.figure == name]
            yield self[name], [Asked(one, self[f"{RIGHT}-{one.key}"]) for one in asked]

    def _ask(self) -> None:
        for one in self.questions:
            self.fields.setdefault(
                f"{RIGHT}-{one.key}", forms.BooleanField(label=_("The figure is right"), required=False)
            )


class ReasonForm(forms.Form):
    """Why a report is opened again."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The team reads it. Nothing that tells who a young person is."),
    )
