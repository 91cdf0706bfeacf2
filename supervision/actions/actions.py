"""What becomes of an agreed action: done, dropped with a reason, or open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.policies import Refused, refuse_if
from supervision.enums import ActionState
from supervision.models import Action
from supervision.permissions import may_drop, may_mark_done
from supervision.policies import why_not_become, why_not_text

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import User


@transaction.atomic
def close_action(
    *, action: Action, state: ActionState, by: User, reason: str = "", at: datetime | None = None
) -> Action:
    """Return the action, done or dropped now; an action that became so meanwhile stays as it is.

    Raises PermissionDenied, and Refused for a drop without a reason or for what has become something else.
    """
    allowed = may_mark_done if state == ActionState.DONE else may_drop
    if not allowed(by, action):
        raise PermissionDenied
    locked = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if locked.state == state:
        return locked
    refuse_if(why_not_become(locked, state))
    if state == ActionState.DROPPED and not reason.strip():
        raise Refused(_("Write why the action is dropped."))
    refuse_if(why_not_text(reason, longest=500))
    locked.state, locked.reason = state, reason.strip() if state == ActionState.DROPPED else ""
    locked.closed_at, locked.closed_by = at or timezone.now(), by
    locked.save()
    return locked


@transaction.atomic
def reopen_action(*, action: Action, by: User) -> Action:
    """Return the action, open again: it was closed by mistake, or it turned out not to be done."""
    if not may_drop(by, action):
        raise PermissionDenied
    locked = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    refuse_if(why_not_become(locked, ActionState.OPEN))
    locked.state, locked.reason, locked.closed_at, locked.closed_by = ActionState.OPEN, "", None, None
    locked.save()
    return locked
