"""What a participant does before the day: each with how long it takes and how many days before it is due."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class Item(blocks.StructBlock):
    """What every item of the preparation says."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    instructions = blocks.TextBlock(label=_("What to do"), max_length=1000, required=False)
    minutes = blocks.IntegerBlock(label=_("Minutes it takes"), min_value=1, max_value=600, default=20)
    days_before = blocks.IntegerBlock(label=_("Due so many days before"), min_value=0, max_value=60, default=1)


class Read(Item):
    """A text to read, ticked when it is done."""

    document = DocumentChooserBlock(label=_("Document"), required=False)
    url = blocks.URLBlock(label=_("Or an address"), required=False)

    class Meta:
        label = _("Read")
        icon = "doc-full"
        description = _("A text to read.")


class Watch(Item):
    """A film or recording, ticked when it is done."""

    document = DocumentChooserBlock(label=_("Document"), required=False)
    url = blocks.URLBlock(label=_("Or an address"), required=False)

    class Meta:
        label = _("Watch or listen")
        icon = "media"
        description = _("A film or a recording.")


class Write(Item):
    """A question that is answered in writing; trainer and supervisor can read it."""

    class Meta:
        label = _("Write")
        icon = "edit"
        description = _("A question that the participant answers in writing; the trainer can read the answer.")


class BringCase(Item):
    """A case from practice, described without anything that tells who it is."""

    class Meta:
        label = _("Bring a case")
        icon = "user"
        description = _("A case from practice, written without anything that tells who it is about.")
