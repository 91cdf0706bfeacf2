"""Passkeys and one-time codes: allauth's forms in our words."""

from __future__ import annotations

from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.utils.translation import gettext_lazy as _

from people.forms.wording import WordedForm


class AddPasskeyForm(WordedForm, webauthn_forms.AddWebAuthnForm):
    """A new passkey.

    allauth also knows keys that only accompany a password. There is one kind here: a passkey opens the door alone, so
    the box that asks for it is ticked, and hidden because nothing is left to choose. allauth's script reads it.
    """

    passwordless = forms.BooleanField(initial=True, required=False, widget=forms.CheckboxInput(attrs={"hidden": True}))
    labels = {"name": _("Name of the passkey")}
    hints = {"name": _("So that you can tell your passkeys apart, such as “My phone” or “The computer at work”.")}

    def clean_passwordless(self) -> bool:
        """Every passkey must have verified the person, by fingerprint, face or code."""
        return True


class RenamePasskeyForm(WordedForm, webauthn_forms.EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": _("Name of the passkey")}


class ActivateCodesForm(WordedForm, totp_forms.ActivateTOTPForm):
    """The first code from the app, which shows that it was set up rightly."""

    labels = {"code": _("The code that the app shows")}


class CodeForm(WordedForm, code_forms.AuthenticateForm):
    """A code at login, after the password."""

    labels = {"code": _("Code")}
    hints = {"code": _("The six digits that your app shows, or one of your recovery codes.")}


class CodeAgainForm(WordedForm, code_forms.ReauthenticateForm):
    """A code, before something is changed about how the person logs in."""

    labels = {"code": _("Code")}
    hints = {"code": _("The six digits that your app shows, or one of your recovery codes.")}
