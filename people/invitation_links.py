"""What becomes of somebody who follows the link in an invitation's mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from people.enums import InvitationLink, InvitationState
from people.models import Invitation
from people.tokens import read_token

if TYPE_CHECKING:
    from datetime import datetime


class FollowedLink(NamedTuple):
    """Where a link leads, and the invitation if the link is one of ours."""

    leads_to: InvitationLink
    invitation: Invitation | None
    sent_count: int


def follow(token: str) -> FollowedLink:
    """Return where the token leads now."""
    content = read_token(token)
    if content is None:
        return FollowedLink(InvitationLink.UNKNOWN, None, 0)
    invitation = Invitation.objects.select_related("user", "invited_by").filter(pk=content.invitation_id).first()
    if invitation is None:
        return FollowedLink(InvitationLink.UNKNOWN, None, 0)
    return FollowedLink(link_state(invitation, content.sent_count), invitation, content.sent_count)


def link_state(invitation: Invitation, sent_count: int, at: datetime | None = None) -> InvitationLink:
    """Return where the link of the given sending leads at the moment (now)."""
    if not invitation.user.is_active:
        return InvitationLink.WITHDRAWN
    state = invitation.state(at)
    if state in {InvitationState.ACCEPTED, InvitationState.WITHDRAWN}:
        return InvitationLink(state.value)
    if sent_count != invitation.sent_count:
        return InvitationLink.SUPERSEDED
    return InvitationLink(state.value)
