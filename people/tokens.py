"""The token in an invitation's link: signed, so that nothing secret is stored, and valid for one sending only."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.signing import BadSignature, Signer

if TYPE_CHECKING:
    from people.models import Invitation

SALT = "people.invitation"


class TokenContent(NamedTuple):
    """Which invitation the link belongs to, and the how-many-eth sending of it."""

    invitation_id: int
    sent_count: int


def make_token(invitation: Invitation) -> str:
    """Return the token of the invitation's latest sending."""
    return Signer(salt=SALT).sign(f"{invitation.pk}-{invitation.sent_count}")


def read_token(token: str) -> TokenContent | None:
    """Return what the token says, or None if it is not one of ours."""
    try:
        invitation_id, sent_count = Signer(salt=SALT).unsign(token).split("-")
        return TokenContent(int(invitation_id), int(sent_count))
    except (BadSignature, ValueError):
        return None
