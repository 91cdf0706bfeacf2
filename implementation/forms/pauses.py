"""A team's pause as it's written: from when, until when, why; and from when the team goes on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PauseForm(forms.Form):
    """From when until when the team is paused, and why."""

    since = forms.DateField(label=_("Paused from"))
    until = forms.DateField(
        label=_("Works again from"), required=False, help_text=_("Leave it empty where nobody knows yet.")
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The team reads it. Nothing that tells who a young person is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"since": timezone.localdate()}} | kwargs)


class ResumeForm(forms.Form):
    """From when the team works again."""

    until = forms.DateField(label=_("Works again from"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"until": timezone.localdate()}} | kwargs)
