"""The anonymous evaluation of a day: its questionnaire, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses import trail
from courses.actions.evaluation import (
    evaluate,
    evaluating_participant,
    has_evaluated,
    questions_of,
    why_not_evaluate,
)
from courses.evaluation.results import ENOUGH, distributions
from courses.forms.evaluation import EvaluationForm
from courses.models import Evaluation, Session
from courses.permissions import may_on_session
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


def evaluation(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask the participant once, anonymously; afterwards say thank you."""
    session, at = _session(request, pk), timezone.now()
    participant = evaluating_participant(request.user, session, at=at)
    sent = request.method == "POST"
    if has_evaluated(participant, session):
        return _page(request, session, done=True, status=409 if sent else 200)
    if closed := why_not_evaluate(participant, session, at=at):
        return _page(request, session, closed=closed, status=409 if sent else 200)
    form = EvaluationForm(request.POST if sent else None, questions=questions_of(session))
    if form.is_valid() and _kept(request, session, form):
        return redirect("courses:evaluation", session.pk)
    return _page(request, session, form=form, status=422 if sent else 200)


def _kept(request: PersonRequest, session: Session, form: EvaluationForm) -> bool:
    try:
        evaluate(session=session, by=request.user, answers=form.answers())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(
    request: PersonRequest,
    session: Session,
    *,
    form: EvaluationForm | None = None,
    closed: str = "",
    done: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "session": session,
        "breadcrumb": [*trail.to_my_course(), trail.to_session(session)[-1]],
        "heading": _("Evaluate the day"),
        "form": form,
        "closed_because": closed,
        "done": done,
        "enough": ENOUGH,
    }
    return render(request, "courses/evaluation.html", context, status=status)


@require_GET
def evaluation_results(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the distributions from five answers on, and below that only how many have answered."""
    session = _session(request, pk)
    if not may_on_session(request.user, Permission.READ_EVALUATIONS, session):
        raise PermissionDenied
    rows = Evaluation.objects.filter(session=session).order_by("pk").values_list("answers", flat=True)
    context = {
        "session": session,
        "breadcrumb": trail.to_session(session),
        "results": distributions(rows),
        "enough": ENOUGH,
    }
    return render(request, "courses/evaluation_results.html", context)


def _session(request: PersonRequest, pk: int) -> Session:
    related = ("cohort__programme__owner_organisation", "team", "module")
    return get_object_or_404(Session.objects.visible_to(request.user).evaluated().select_related(*related), pk=pk)
