"""How the library is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.enums import LibraryCategory

if TYPE_CHECKING:
    from courses.library.documents import Choices


class LibraryFilterForm(forms.Form):
    """Words, kind, step and year; steps and years are those that the reader's documents have."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    category = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *LibraryCategory.choices])
    step = forms.ChoiceField(label=_("Step"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", gettext("All"))
        self.fields["step"].choices = [every, *((str(key), title) for key, title in choices.steps)]  # type: ignore[attr-defined]
        self.fields["year"].choices = [every, *((str(year), str(year)) for year in choices.years)]  # type: ignore[attr-defined]
