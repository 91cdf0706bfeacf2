"""Names who stands in for the supervisor at one supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.cohorts import check_may_manage
from courses.models import Session
from courses.teams.supervisors import possible_substitutes
from people.policies import Refused, refuse_if
from supervision.policies import why_no_substitute

if TYPE_CHECKING:
    from people.models import User


@transaction.atomic
def name_substitute(*, session: Session, user: User | None, by: User) -> Session:
    """Return the supervision with its substitute, or with nobody but the team's own supervisors.

    It stands here and not with the courses because a signed record says who supervised. Raises PermissionDenied for
    others than the model owner, Refused where the supervision or the person cannot be.
    """
    check_may_manage(by, session.cohort)
    locked = (
        Session.objects.select_for_update(of=("self",)).select_related("cohort__programme", "team").get(pk=session.pk)
    )
    refuse_if(why_no_substitute(locked))
    if user and not possible_substitutes(locked).filter(pk=user.pk).exists():
        raise Refused(_("%(name)s cannot stand in here: choose another supervisor.") % {"name": user})
    locked.trainers.set([user] if user else [])
    return locked
