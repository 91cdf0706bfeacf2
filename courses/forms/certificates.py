"""What is asked before a certificate is revoked or reissued."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why; it stands on record."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ReissueForm(ReasonForm):
    """Why, and in which language the new document is written."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
