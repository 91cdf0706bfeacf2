"""Accepting an invitation, and inviting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from people.forms.account import PASSWORD_HINT

if TYPE_CHECKING:
    from django.http import QueryDict

    from people.models import User


class ChoosePasswordForm(forms.Form):
    """A first password, typed twice."""

    password = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: QueryDict | None = None, *, person: User) -> None:
        self.person = person
        super().__init__(data)

    def clean_password(self) -> str:
        """Return the password; raises ValidationError for one that is easy to guess."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean(self) -> None:
        """Refuse two passwords that differ."""
        password, again = self.cleaned_data.get("password"), self.cleaned_data.get("password_again")
        if password and again and password != again:
            raise ValidationError({"password_again": _("The two passwords differ. Type the same one twice.")})


class InviteForm(forms.Form):
    """What a person is invited to."""

    occasion = forms.CharField(
        label=_("What is the person invited to?"),
        max_length=200,
        help_text=_("Completes the sentence “You are invited to …” in the mail, such as “U-turn, cohort H2026”."),
    )
