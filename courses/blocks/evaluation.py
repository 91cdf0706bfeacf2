"""The editor's own questions after the day. Only answers that can be counted: a text could tell who wrote it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ScaleQuestion(blocks.StructBlock):
    """A statement that is agreed with on a scale from 1 to 5."""

    question = blocks.CharBlock(label=_("Statement"), max_length=200)

    class Meta:
        label = _("Statement, 1–5")
        icon = "order"
        description = _("A statement that one agrees or disagrees with.")


class ChoiceQuestion(blocks.StructBlock):
    """A question with one answer out of some."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    options = blocks.ListBlock(blocks.CharBlock(label=_("Answer"), max_length=100), label=_("Answers"), min_num=2)

    class Meta:
        label = _("Question with answers")
        icon = "radio-empty"
        description = _("A question with one answer out of some.")
