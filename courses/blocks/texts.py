"""What is read: texts, headings, quotations, fact boxes, tables, and the way to another module."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

BLOCK_FEATURES = ["bold", "italic", "ol", "ul", "link"]


class Text(blocks.RichTextBlock):
    """A text of some paragraphs."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": BLOCK_FEATURES} | kwargs)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        description = _("Some paragraphs, with lists and links.")
        template = "courses/blocks/text.html"
        preview_value = "<p>U-turn møder den unge, hvor den unge er.</p><ul><li>uden fordømmelse</li></ul>"


class Heading(blocks.CharBlock):
    """A heading between texts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 120} | kwargs)

    class Meta:
        label = _("Heading")
        icon = "title"
        description = _("A heading; it also stands in the page's contents.")
        template = "courses/blocks/heading.html"
        preview_value = "Hvad dagen handler om"


class Quotation(blocks.StructBlock):
    """Somebody's words, and whose they are."""

    text = blocks.TextBlock(label=_("Quotation"), max_length=1000)
    source = blocks.CharBlock(label=_("Who says so"), max_length=150, required=False)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        description = _("Words worth remembering, and whose they are.")
        template = "courses/blocks/quotation.html"
        preview_value = {"text": "Det var første gang, nogen spurgte, hvad jeg selv ville.", "source": "Ung i U-turn"}


class FactBox(blocks.StructBlock):
    """What one wants to find again at a glance."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = Text()

    class Meta:
        label = _("Fact box")
        icon = "info-circle"
        description = _("Facts set apart from the text: a section of the law, a definition, figures.")
        template = "courses/blocks/fact_box.html"
        preview_value = {
            "title": "Serviceloven § 101",
            "text": "<p>Kommunen tilbyder behandling.</p>",
        }


class Table(TypedTableBlock):
    """A table of texts with a caption."""

    text = blocks.CharBlock(label=_("Text"), required=False)

    class Meta:
        label = _("Table")
        icon = "table"
        description = _("Rows and columns of text; the caption says what it shows.")
        template = "courses/blocks/table.html"
        preview_value = {
            "caption": "Fire samtaler",
            "columns": [{"type": "text", "heading": "Samtale"}, {"type": "text", "heading": "Fokus"}],
            "rows": [{"values": ["Første", "Den unges ønsker"]}, {"values": ["Anden", "Netværket"]}],
        }


class ModuleLink(blocks.StructBlock):
    """The way to another module."""

    module = blocks.PageChooserBlock(label=_("Module"), page_type="courses.ModulePage")
    note = blocks.CharBlock(label=_("Why look there"), max_length=200, required=False)

    class Meta:
        label = _("Link to another module")
        icon = "link"
        description = _("Sends the reader to another module, and says why.")
        template = "courses/blocks/module_link.html"
        preview_template = "courses/blocks/previews/module_link.html"
