"""The demo's invitations: one open, one expired, one withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from people.actions.invitations import invite, withdraw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.models import Participant
    from people.models import Invitation, User


def invite_some(staff: Sequence[Participant], *, by: User) -> None:
    """Invite the first three; no mail is sent, because nobody reads at these addresses."""
    _open, expired, withdrawn = [_invite(participant, by) for participant in staff[:3]]
    long_ago = timedelta(days=30)
    expired.created_at, expired.expires_at = expired.created_at - long_ago, expired.expires_at - long_ago
    expired.save()
    withdraw(invitation=withdrawn, by=by)


def _invite(participant: Participant, by: User) -> Invitation:
    cohort = participant.team.cohort
    occasion = f"{cohort.programme.title}, hold {cohort.code}"
    return invite(user=participant.user, occasion=occasion, by=by, mail=False)
