"""Which participation of a person learns from a module's page, and that it has been opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from courses.models import ModulePage, Participant, ProgrammePage, Reading
    from people.models import User


RELATED = ("user", "team__cohort")
WITH_READING = (*RELATED, "opened")


def learner_of(user: User, programme: ProgrammePage) -> Participant | None:
    """Return the person's live participation in the programme, the latest of several; None for all who only read."""
    return _learners(user, programme).first()


def reading_of(user: User, module: ModulePage) -> Reading | None:
    """Return the person's reading of the module, which begins now if it has not before; None for all who only read."""
    opened = FilteredRelation("readings", condition=Q(readings__module=module))
    learner = _learners(user, module.programme).annotate(opened=opened).select_related(*WITH_READING).first()
    if learner is None:
        return None
    # What has not been opened is not set on the participant.
    reading = getattr(learner, "opened", None) or learner.readings.get_or_create(module=module)[0]
    reading.participant = learner
    return reading


def _learners(user: User, programme: ProgrammePage) -> QuerySet[Participant]:
    own = user.participations.live().filter(team__cohort__programme=programme.pk)
    return own.select_related(*RELATED).order_by("-joined_on", "-pk")
