"""What is added to a signed record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from supervision.forms.texts import ReticentField
from supervision.models.record import LONGEST_TEXT


class AdditionForm(forms.Form):
    """The text, and whether it is about the cases."""

    text = ReticentField(
        label=_("Addition"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Your name and today's date are put to it. It cannot be changed afterwards."),
    )
    about_cases = forms.BooleanField(
        label=_("It is about the cases"),
        required=False,
        help_text=_("Read by the supervisor and the team's staff alone, as the cases are."),
    )


class AdditionWithoutCasesForm(AdditionForm):
    """An addition to a record that has no cases: a leadership consultation's."""

    about_cases = None  # type: ignore[assignment]
