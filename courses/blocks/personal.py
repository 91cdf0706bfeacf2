"""What a participant keeps on the page: reflections that nobody else reads, and lists to tick off."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Reflection(blocks.StructBlock):
    """A prompt that the participant answers for themselves."""

    prompt = blocks.TextBlock(label=_("What to think about"), max_length=500)

    class Meta:
        label = _("Reflection")
        icon = "edit"
        description = _("The participant's own text. Only they can ever read it.")
        template = "courses/blocks/reflection.html"
        preview_value = {"prompt": "Hvad vil du selv gøre anderledes i næste samtale?"}


class Checklist(blocks.StructBlock):
    """Things to tick off."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    items = blocks.ListBlock(blocks.CharBlock(label=_("Item"), max_length=200), label=_("Items"), min_num=1)

    class Meta:
        label = _("Checklist")
        icon = "list-ul"
        description = _("Things that the participant ticks off, e.g. what to try out afterwards.")
        template = "courses/blocks/checklist.html"
        preview_value = {"title": "Afprøv i næste uge", "items": ["Inviter et netværksmedlem med til en samtale"]}
