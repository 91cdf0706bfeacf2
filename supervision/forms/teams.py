"""How the list of teams is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from supervision.team_list import DEFAULT_SORT, Wanted, known_sort

if TYPE_CHECKING:
    from collections.abc import Iterable


class TeamFilterForm(forms.Form):
    """Narrows the list to a cohort, and to words in the team's name; the sort goes along."""

    q = forms.CharField(
        label=_("Team"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    cohort = forms.ChoiceField(label=_("Cohort"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, codes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].choices = [("", _("All cohorts")), *((code, code) for code in codes)]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what is asked for; what the form does not know narrows nothing."""
        given = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            text=given.get("q", ""),
            cohort=given.get("cohort", ""),
            sort=known_sort(given.get("sort", "") or DEFAULT_SORT),
        )
