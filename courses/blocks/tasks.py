"""What a group works with on the day: cases, exercises and questions to discuss."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.texts import Text


class CasePart(blocks.StructBlock):
    """A part of the story and what to stop at before reading on."""

    story = Text(label=_("The story"))
    questions = blocks.ListBlock(
        blocks.CharBlock(label=_("Question"), max_length=300), label=_("Questions"), default=[], min_num=0
    )

    class Meta:
        label = _("Part")
        icon = "pilcrow"


class Case(blocks.StructBlock):
    """A young person's story in parts, with questions between them."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    parts = blocks.ListBlock(CasePart(), label=_("Parts"), min_num=1)

    class Meta:
        label = _("Case")
        icon = "user"
        description = _("A made-up young person's story in parts, with questions between them. Never a real person's.")
        template = "courses/blocks/case.html"
        preview_value = {
            "title": "Freja, 17 år",
            "parts": [{"story": "<p>Freja ryger hver dag.</p>", "questions": ["Hvad bliver I optaget af?"]}],
        }


class Exercise(blocks.StructBlock):
    """Something to do, with how long it takes and how many do it together."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=420)
    group_size = blocks.CharBlock(
        label=_("How many together"), max_length=60, help_text=_("E.g. “two and two” or “the whole team”.")
    )
    text = Text(label=_("What to do"))

    class Meta:
        label = _("Exercise")
        icon = "group"
        description = _("Something to do together, with its time and the size of the group.")
        template = "courses/blocks/exercise.html"
        preview_value = {
            "title": "Samtale i tre roller",
            "minutes": 30,
            "group_size": "tre og tre",
            "text": "<ol><li>Fordel rollerne: den unge, rådgiveren, observatøren.</li></ol>",
        }


class DiscussionQuestions(blocks.StructBlock):
    """Questions for the group."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    questions = blocks.ListBlock(blocks.CharBlock(label=_("Question"), max_length=300), label=_("Questions"), min_num=1)

    class Meta:
        label = _("Questions to discuss")
        icon = "help"
        description = _("Questions that the group talks about; nothing is written here.")
        template = "courses/blocks/discussion.html"
        preview_value = {"title": "", "questions": ["Hvor møder I de unge i jeres kommune?"]}
