"""Which participation of a person learns from a module's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courses.models import Participant, ProgrammePage
    from people.models import User


def learner_of(user: User, programme: ProgrammePage) -> Participant | None:
    """Return the person's live participation in the programme, the latest of several; None for all who only read."""
    own = user.participations.live().filter(team__cohort__programme=programme.pk)
    return own.select_related("user", "team__cohort").order_by("-joined_on", "-pk").first()
