"""A contact with a team's leaders as it's logged: one line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from supervision.enums import Channel


class ContactForm(forms.Form):
    """When, how, with whom, and about what."""

    on = forms.DateField(label=_("Date"))
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    counterpart = forms.CharField(label=_("With whom"), max_length=100)
    line = forms.CharField(
        label=_("About what"),
        max_length=200,
        help_text=_("One line, without anything that tells who a young person is. Leaders of the team read it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}} | kwargs)
