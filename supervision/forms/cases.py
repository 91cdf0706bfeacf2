"""A case that the team brings to a supervision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from supervision.forms.texts import ReticentField
from supervision.models import Case
from supervision.models.record import LONGEST_TEXT


class CaseForm(forms.Form):
    """A label that tells nobody who it is, and what the case asks the supervision."""

    label = ReticentField(
        label=_("Label"),
        max_length=Case._meta.get_field("label").max_length,
        help_text=_("A made-up name or a letter. No name, no address, no CPR number."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    question = ReticentField(
        label=_("Question to the supervision"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What do you want help with? Leave out whatever could tell who the young person is."),
    )
