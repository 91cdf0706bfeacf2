"""How a mail to a person is composed: in their language, as text, and as HTML made from that text."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from people.browsers import browser_name
from people.tokens import make_token

if TYPE_CHECKING:
    from people.models import Invitation, User

BUTTON = re.compile(r"(?P<label>[^\n]+):\n(?P<url>https?://\S+)")
DAY = 86_400


class Block(NamedTuple):
    """A paragraph, or a button where there is an address."""

    text: str
    url: str


def blocks(text: str) -> list[Block]:
    """Return the text's paragraphs; a line that ends with a colon above an address of its own becomes a button."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        button = BUTTON.fullmatch(paragraph.strip())
        found.append(Block(button["label"], button["url"]) if button else Block(paragraph.strip(), ""))
    return found


def compose(template: str, *, to: User, context: dict[str, Any]) -> EmailMultiAlternatives:
    """Return the mail that ``<template>_subject.txt`` and ``<template>_message.txt`` make, in the person's language."""
    everywhere = {"person": to, "product": settings.PRODUCT_NAME, "base_url": settings.BASE_URL}
    with translation.override(to.language):
        subject = " ".join(render_to_string(f"{template}_subject.txt", everywhere | context).split())
        text = render_to_string(f"{template}_message.txt", everywhere | context).strip() + "\n"
        frame = everywhere | {"subject": subject, "blocks": blocks(text), "language": to.language}
        html = render_to_string("people/mail/frame.html", frame)
    mail = EmailMultiAlternatives(subject, text, to=[to.email])
    mail.attach_alternative(html, "text/html")
    return mail


def compose_invitation(invitation: Invitation) -> EmailMultiAlternatives:
    """Return the mail with the invitation's link."""
    context = {"invitation": invitation, "url": invitation_url(invitation)}
    return compose("people/mail/invitation", to=invitation.user, context=context)


def compose_password_reset(person: User) -> EmailMultiAlternatives:
    """Return the mail with a link to choose a new password."""
    context = {"url": password_reset_url(person), "days": settings.PASSWORD_RESET_TIMEOUT // DAY}
    return compose("people/mail/password_reset", to=person, context=context)


def compose_notice(template: str, *, to: User, facts: dict[str, str]) -> EmailMultiAlternatives:
    """Return the mail that tells what changed about the person's login; facts: at (ISO), ip and browser."""
    with translation.override(to.language):
        browser = browser_name(facts["browser"])
    return compose(template, to=to, context=facts | {"at": datetime.fromisoformat(facts["at"]), "browser": browser})


def invitation_url(invitation: Invitation) -> str:
    """Return the address by which the invitation is accepted; the next sending makes it void."""
    return settings.BASE_URL + reverse("people:accept_invitation", args=[make_token(invitation)])


def password_reset_url(person: User) -> str:
    """Return the address where the person chooses a new password; it works once."""
    key = default_token_generator.make_token(person)
    return settings.BASE_URL + reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
