"""As whom a person takes part in a session: their own participant among those whom its register expects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from courses.actions.register import expected_participants
from courses.policies.sessions import why_not_present

if TYPE_CHECKING:
    from datetime import datetime

    from courses.models import Participant, Session
    from people.models import User


def own_participant(user: User, session: Session, *, at: datetime) -> Participant | None:
    """Return the person's live participant in the session, whom it obliges before one beside its audience.

    None where the session is not theirs.
    """
    day = timezone.localtime(at).date()
    own = [
        participant
        for participant in expected_participants(session).live(day).filter(user=user)
        if why_not_present(participant, session) is None
    ]
    return min(own, key=lambda participant: not session.obliges(participant), default=None)
