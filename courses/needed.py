"""Whether rows of any table stand on something, so that it must stay: asked of the relations, for apps above alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS
from django.db.models import ProtectedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from courses.models import MilestoneTemplate


def are_needed(rows: Sequence[Model]) -> bool:
    """Return whether the database would refuse to delete the rows with all that goes with them."""
    try:
        Collector(using=DEFAULT_DB_ALIAS).collect(rows)
    except ProtectedError:
        return True
    return False


def why_milestone_needed(milestone: MilestoneTemplate) -> str | None:
    """Return why the milestone cannot be removed from its step: teams have logged something about it."""
    if not are_needed([milestone]):
        return None
    return _("Teams have logged the milestone “%(title)s”, so it cannot be removed.") % {"title": milestone.title}
