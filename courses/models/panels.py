"""What an editor fills in on a page of a programme, in its order, and what Wagtail does not offer there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

ADDRESS_PANELS = [FieldPanel("slug")]
NO_PRIVACY: list[str] = []
"""Wagtail's ways to close a page, of which there are none: who reads it is the programme's scope, everywhere."""
COPIED_HELP = HelpPanel(
    content=_("Cohorts keep what they were planned with: a change here reaches only sessions that are planned later.")
)
PROGRAMME_PANELS: list[Any] = [
    COPIED_HELP,
    *Page.content_panels,
    FieldPanel("owner_organisation"),
    FieldRowPanel([FieldPanel("duration_months"), FieldPanel("threshold")]),
    FieldPanel("body"),
    InlinePanel("activities", heading=_("Recurring activities"), label=_("recurring activity")),
]
STEP_PANELS: list[Any] = [
    *Page.content_panels,
    FieldRowPanel([FieldPanel("month_from"), FieldPanel("month_to")]),
    FieldPanel("optional"),
    FieldPanel("body"),
    InlinePanel(
        "milestones",
        heading=_("Milestones"),
        label=_("milestone"),
        help_text=_("What a municipality must have in place. By them a team's step opens and becomes embedded."),
    ),
]
MODULE_PANELS: list[Any] = [
    COPIED_HELP,
    *Page.content_panels,
    FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
    FieldRowPanel([FieldPanel("minutes"), FieldPanel("dates")]),
    FieldRowPanel([FieldPanel("starts"), FieldPanel("ends")]),
    FieldRowPanel([FieldPanel("month_offset"), FieldPanel("days_after_previous")]),
    MultiFieldPanel([FieldPanel("audience"), FieldPanel("place_rule"), FieldPanel("counts")], _("Who and where")),
    FieldPanel("body"),
    FieldPanel("preparation"),
    FieldPanel("content"),
    FieldPanel("evaluation"),
]
