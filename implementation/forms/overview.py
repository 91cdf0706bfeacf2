"""Narrows the reports of all teams to one cohort's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class CohortFilterForm(forms.Form):
    """A cohort by its code, or all that are not closed."""

    cohort = forms.ChoiceField(label=_("Cohort"), required=False)

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].choices = [("", gettext("All that are not closed")), *((code, code) for code in codes)]  # type: ignore[attr-defined]
