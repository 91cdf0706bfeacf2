"""Questions with an answer: one right, several right, an order, or a short text beside a model answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.faults import raise_faults
from courses.enums import QuizKind

if TYPE_CHECKING:
    from collections.abc import Sequence


class Option(blocks.StructBlock):
    """One possible answer."""

    text = blocks.CharBlock(label=_("Answer"), max_length=300)
    correct = blocks.BooleanBlock(label=_("Right"), required=False)

    class Meta:
        label = _("Answer")
        icon = "check"


class QuizQuestion(blocks.StructBlock):
    """A question that is answered on the page, with the answer at once."""

    kind = blocks.ChoiceBlock(label=_("Kind of question"), choices=QuizKind.choices, default=QuizKind.SINGLE)
    question = blocks.TextBlock(label=_("Question"), max_length=500)
    options = blocks.ListBlock(
        Option(),
        label=_("Answers"),
        default=[],
        help_text=_("Tick the right ones. Where an order is asked for, write them in the right order."),
    )
    model_answer = blocks.TextBlock(
        label=_("Model answer"), max_length=1000, required=False, help_text=_("What a good short text could say.")
    )
    explanation = blocks.TextBlock(
        label=_("Explanation"), max_length=1000, required=False, help_text=_("Shown with the answer.")
    )

    class Meta:
        label = _("Quiz question")
        icon = "help"
        description = _("A question with the answer at once. It may be tried again, and no score counts.")
        template = "courses/blocks/quiz.html"
        preview_value = {
            "kind": "single",
            "question": "Hvem kan få anonym rådgivning?",
            "options": [{"text": "Unge og deres forældre", "correct": True}, {"text": "Kun unge", "correct": False}],
        }

    def clean(self, value: Any) -> Any:
        """Ask for what the kind of question needs: enough answers, the right ones ticked, a model answer."""
        cleaned = super().clean(value)
        kind = QuizKind(cleaned["kind"])
        lacks_model = kind == QuizKind.TEXT and not cleaned["model_answer"].strip()
        raise_faults(
            {
                "options": _options_fault(kind, cleaned["options"]),
                "model_answer": gettext("A short text needs a model answer to compare with.") if lacks_model else None,
            }
        )
        return cleaned


def _options_fault(kind: QuizKind, options: Sequence[Any]) -> str | None:
    if kind == QuizKind.TEXT:
        return gettext("A short text has no answers to choose from; remove them.") if options else None
    texts = [option["text"].strip().casefold() for option in options]
    if len(texts) < 2:
        return gettext("Give at least two answers.")
    if len(set(texts)) < len(texts):
        return gettext("Two answers say the same.")
    right = sum(bool(option["correct"]) for option in options)
    if kind == QuizKind.SINGLE and right != 1:
        return gettext("Tick exactly one right answer.")
    return gettext("Tick at least one right answer.") if kind == QuizKind.MULTIPLE and not right else None
