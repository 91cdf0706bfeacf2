"""What a person chooses for their calendar feed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedForm(forms.Form):
    """What stands in the feed beside the sessions."""

    with_preparation = forms.BooleanField(
        label=_("Also the deadlines of the preparation"),
        required=False,
        help_text=_("Each stands as a whole day, so that it does not look like an appointment."),
    )
