"""Confirming an imported register."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.forms.upload import ConfirmForm


class ConfirmAttendanceForm(ConfirmForm):
    """Carries the file, and the reason where it corrects locked registers.

    The reason is asked for on the page that shows what is corrected; whether it is needed the action decides.
    """

    correction = forms.CharField(label=_("Why are the locked registers corrected?"), max_length=200, required=False)
