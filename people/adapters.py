"""How allauth behaves here: no open sign-up, names instead of user names, mails by the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.tasks import mail_account_notice

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.models import User


class EmailBackend(AuthenticationBackend):
    """Takes the e-mail and password that allauth's own form sends.

    Wagtail brings login forms of its own, which know neither rate limits nor second factors; they send a user name,
    and a user name opens nothing.
    """

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        """Return the person with the e-mail and password."""
        if "email" not in credentials:
            return None
        person: User | None = super().authenticate(request, **credentials)
        return person


class AccountAdapter(DefaultAccountAdapter):
    """Invitation only; what allauth says, in the product's words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Your access has been closed."),
        "email_password_mismatch": _("The e-mail or the password is not right. Check both and try again."),
        "enter_current_password": _("This is not the password you have now."),
        "incorrect_code": _("The code is not right, or it is too old. Try the newest one."),
        "incorrect_password": _("The password is not right."),
        "invalid_password_reset": _("The link can no longer be used."),
        "too_many_login_attempts": _("There have been too many attempts. Wait five minutes and try again."),
        "rate_limited": _("There have been too many attempts. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves; an invitation is the only way in."""
        return False

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Leave it to the worker to tell the person what changed, when and from where."""
        facts = {
            "at": timezone.now().isoformat(),
            "ip": self.get_client_ip(self.request),
            "browser": self.get_http_user_agent(self.request)[:200],
        }
        mail_account_notice.delay_on_commit(user.pk, template_prefix, facts)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to the person's own page, where the change is confirmed."""
        return reverse("people:profile")


class MfaAdapter(DefaultMFAAdapter):
    """Passkeys and one-time codes, under the product's name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Add a passkey or one-time codes before you make recovery codes."),
        "incorrect_code": _("The code is not right, or it is too old. Try the newest one."),
    }

    def _get_site_name(self) -> str:
        return settings.PRODUCT_NAME

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002
        """Return the name that is suggested for a new passkey."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)s") % {"number": count + 1} if count else gettext("Passkey")


def display_name(user: User) -> str:
    """Return what pages and mails call the person."""
    return user.name
