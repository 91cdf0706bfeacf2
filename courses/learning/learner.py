"""Which participation of a person learns from a module's page, and that it has been opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courses.models import ModulePage, Participant, ProgrammePage, Reading
    from people.models import User


def learner_of(user: User, programme: ProgrammePage) -> Participant | None:
    """Return the person's live participation in the programme, the latest of several; None for all who only read."""
    own = user.participations.live().filter(team__cohort__programme=programme.pk)
    return own.select_related("user", "team__cohort").order_by("-joined_on", "-pk").first()


def open_module(participant: Participant, module: ModulePage) -> Reading:
    """Return the participant's reading of the module, which begins now if it has not begun before."""
    reading, _created = participant.readings.get_or_create(module=module)
    return reading
