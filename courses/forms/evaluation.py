"""The questionnaire after a day as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from courses.actions.evaluation import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from courses.evaluation.questions import Question


class EvaluationForm(forms.Form):
    """One field a question. A field's name holds what is asked: an answer to a question that has changed is dropped."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, questions: Sequence[Question]) -> None:
        super().__init__(data)
        self.questions = {f"{question.key}{question.version}": question for question in questions}
        for name, question in self.questions.items():
            self.fields[name] = forms.TypedChoiceField(
                label=question.text,
                choices=list(enumerate(question.options, start=1)),
                coerce=int,
                empty_value=None,
                required=question.is_fixed,
                widget=forms.RadioSelect,
            )

    @property
    def asked(self) -> list[tuple[Question, forms.BoundField]]:
        """The questions with their fields, in the order in which they are asked."""
        return [(question, self[name]) for name, question in self.questions.items()]

    def answers(self) -> list[Answer]:
        """Return what was answered; what was left out is not there."""
        given = [(question, self.cleaned_data[name]) for name, question in self.questions.items()]
        return [Answer(question, number) for question, number in given if number is not None]
