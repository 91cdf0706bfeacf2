"""Why an agreed action is dropped."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.personal_data import without_personal_numbers
from supervision.policies import why_not_text


class DropForm(forms.Form):
    """The reason, in a sentence; what looks like a CPR number is refused and not shown again."""

    reason = forms.CharField(
        label=_("Why is it dropped?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500})
    )

    def clean_reason(self) -> str:
        """Return the reason; a refused one is shown again without the number."""
        text: str = self.cleaned_data["reason"]
        if refused := why_not_text(text, longest=500):
            self.data = {**self.data, "reason": without_personal_numbers(text)}
            raise ValidationError(refused)
        return text
