"""Sends cases in to a supervision, changes them and withdraws them, until the session begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from people.policies import refuse_if
from supervision.models import Case
from supervision.permissions import may_change_case, may_send_in_cases
from supervision.policies import why_case_stays, why_no_cases, why_not_text

if TYPE_CHECKING:
    from datetime import datetime

    from courses.models import Session
    from people.models import User


@transaction.atomic
def send_in_case(*, session: Session, label: str, question: str, by: User, at: datetime | None = None) -> Case:
    """Return the case that the person brings to the session.

    Raises PermissionDenied, Refused when it is too late or a text cannot be kept, ValidationError when one is missing.
    """
    if not may_send_in_cases(by, session):
        raise PermissionDenied
    refuse_if(why_no_cases(session, at or timezone.now()))
    return _written(Case(session=session, sent_in_by=by), label, question)


@transaction.atomic
def change_case(*, case: Case, label: str, question: str, by: User, at: datetime | None = None) -> Case:
    """Return the case with another label and question; raises as `send_in_case` does."""
    return _written(_changeable(case, by, at), label, question)


@transaction.atomic
def withdraw_case(*, case: Case, by: User, at: datetime | None = None) -> None:
    """Take the case back, for good; raises PermissionDenied, and Refused when it is too late."""
    _changeable(case, by, at).delete()


def _changeable(case: Case, by: User, at: datetime | None) -> Case:
    """Return the case as it is now, locked until the transaction ends."""
    if not may_change_case(by, case):
        raise PermissionDenied
    locked = Case.objects.select_for_update(of=("self",)).select_related("session").get(pk=case.pk)
    refuse_if(why_case_stays(locked, at or timezone.now()))
    return locked


def _written(case: Case, label: str, question: str) -> Case:
    for text in (label, question):
        refuse_if(why_not_text(text))
    case.label, case.question = label.strip(), question.strip()
    case.full_clean()
    case.save()
    return case
