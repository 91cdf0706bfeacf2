"""Logging in and passwords: allauth's forms in our words, and the forms that take their place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.wording import WordedForm
from people.tasks import mail_password_reset

if TYPE_CHECKING:
    from django.http import HttpRequest

PASSWORD_HINT = _(
    "At least 12 characters, not only digits, and not a password that many use or that resembles your name or e-mail. "
    "A sentence is easy to remember."
)


class LoginForm(WordedForm, allauth_forms.LoginForm):
    """E-mail and password."""

    labels = {"login": _("E-mail"), "password": _("Password")}


class PasswordResetForm(WordedForm):
    """Asks for a link to choose a new password.

    Nothing here looks for the person: the worker does, so that the page answers alike and as fast for every e-mail.
    """

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Leave it to the worker to find the person and send the mail."""
        email: str = self.cleaned_data["email"].lower()
        mail_password_reset.delay_on_commit(email)
        return email


class NewPasswordForm(WordedForm, allauth_forms.ResetPasswordKeyForm):
    """A new password, by the link in a mail."""

    labels = {"password1": _("New password"), "password2": _("New password once more")}
    hints = {"password1": PASSWORD_HINT}


class ChangePasswordForm(WordedForm, allauth_forms.ChangePasswordForm):
    """A new password in place of the one the person knows."""

    labels = {
        "oldpassword": _("The password you have now"),
        "password1": _("New password"),
        "password2": _("New password once more"),
    }
    hints = {"password1": PASSWORD_HINT}


class SetPasswordForm(WordedForm, allauth_forms.SetPasswordForm):
    """A first password for somebody who has logged in with a passkey until now."""

    labels = {"password1": _("Password"), "password2": _("Password once more")}
    hints = {"password1": PASSWORD_HINT}


class PasswordAgainForm(WordedForm, allauth_forms.ReauthenticateForm):
    """The password once more, before something is changed about how the person logs in."""

    labels = {"password": _("Password")}
