"""The tags and filters that pages are composed with; they stand in every template without being loaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import template
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    ChoiceWidget,
    DateInput,
    RadioSelect,
    Select,
    TimeInput,
)
from django.template.loader import render_to_string
from django.utils.html import format_html

from people import wording

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.forms.boundfield import BoundField, BoundWidget
    from django.utils.safestring import SafeString

register = template.Library()

NATIVE_VALUE = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d(:\d\d)?")
RING_RADIUS = 52
RING_LENGTH = 326.73
"""The circumference of the ring."""

# -- words ------------------------------------------------------------------------------------------------------------

register.filter("percent", wording.percent)
register.filter("minutes", wording.minutes)
register.filter("hours_minutes", wording.hours_minutes)
register.filter("day", wording.day)
register.filter("clock", wording.clock)


@register.filter
def day_and_time(happening: Any) -> str:
    """Return when something with starts_at and ends_at is, in words."""
    return wording.day_and_time(happening.starts_at, happening.ends_at)


@register.filter
def from_now(moment: date | datetime) -> str:
    """Return how far a day or moment lies from today, in words."""
    return wording.from_now(moment)


# -- pieces -----------------------------------------------------------------------------------------------------------


@register.simple_tag
def badge(value: Any, tone: str = "") -> SafeString:
    """Show a state in words: a text with its tone, or an object that has ``label`` and ``tone``.

    Written here and not in a template: a list shows one in every row.
    """
    label, own_tone = getattr(value, "label", value), getattr(value, "tone", "quiet")
    return format_html('<span class="pill {}">{}</span>', tone or own_tone, label)


@register.simple_block_tag
def panel(content: SafeString, title: str = "", tone: str = "", level: int = 2, id: str = "") -> str:  # noqa: A002
    """Enclose content in a panel; tone: next, attention, quiet, raised."""
    context = {"content": content, "title": title, "tone": tone, "level": level, "id": id}
    return render_to_string("_components/panel.html", context)


@register.simple_block_tag
def table(content: SafeString, caption: str, *, cards: bool = False, hide_caption: bool = False) -> str:
    """Enclose rows (thead, tbody) in a table that scrolls, or whose rows become cards by their cells' data-label."""
    context = {"content": content, "caption": caption, "cards": cards, "hide_caption": hide_caption}
    return render_to_string("_components/table.html", context)


@register.inclusion_tag("_components/ring.html")
def ring(permille: int | None, label: str, *, threshold: int | None = None, tone: str = "good") -> dict[str, Any]:
    """Draw a share in tenths of a percent as a ring; ``threshold`` in percent is marked, ``label`` says of what."""
    share = wording.percent(permille)
    return {
        "text": share,
        "label": f"{label}: {share}",
        "tone": tone,
        "radius": str(RING_RADIUS),
        "dash": f"{RING_LENGTH * permille / 1000:.1f} {RING_LENGTH}" if permille else "",
        "threshold_angle": None if threshold is None else f"{threshold * 3.6:.1f}",
    }


# -- form fields ------------------------------------------------------------------------------------------------------


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the field is one box to tick, whose label follows it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def has_choices(field: BoundField) -> bool:
    """Whether the field is a list of boxes or buttons, each with a label of its own."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Render the field's widget with the design system's class; dates and times as the browser's own inputs."""
    widget = field.field.widget
    native = {DateInput: "date", TimeInput: "time"}.get(type(widget))
    if native and _browser_can_show(field.value()):
        widget.input_type = native
    given = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{_control_class(widget)} {given}".strip()})


def _browser_can_show(value: Any) -> bool:
    # A browser empties its date input of what it cannot read, and with it what the person has to mend.
    return not isinstance(value, str) or not value or bool(NATIVE_VALUE.fullmatch(value))


def _control_class(widget: Any) -> str:
    if isinstance(widget, CheckboxInput):
        return "form-checkbox"
    if isinstance(widget, Select) and not isinstance(widget, RadioSelect):
        return "form-select"
    return "" if isinstance(widget, ChoiceWidget) else "form-input"


@register.simple_tag
def choice(option: BoundWidget) -> SafeString:
    """Render one box or button of a list of choices in the design system's markup, without its label."""
    data = option.data
    data["attrs"] = data["attrs"] | {"class": f"form-{data['type']}"}
    return format_html("{}", option.tag())
