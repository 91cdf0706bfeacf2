"""Fields for texts that must not tell who they are about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from people.personal_data import without_personal_numbers
from supervision.policies import why_not_text


class ReticentField(forms.CharField):
    """A text that is refused where it looks like a CPR number, and shown again with dots in the number's place."""

    def validate(self, value: str) -> None:
        """Raise ValidationError for a text that cannot be kept."""
        super().validate(value)
        if refused := why_not_text(value):
            raise ValidationError(refused)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what was typed as the page shows it again."""
        return without_personal_numbers(data) if isinstance(data, str) else data
