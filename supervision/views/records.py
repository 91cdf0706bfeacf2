"""A session's record as it is read, on the page and on paper, and what is added to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses import trail
from courses.documents.render import language_named
from courses.forms.refusals import refusals_told_by
from supervision.actions.records import add_to_record
from supervision.documents.render import render_record
from supervision.enums import FOLLOWED_UP, FormSubject, RecordState
from supervision.forms.records import AdditionForm, AdditionWithoutCasesForm
from supervision.models import Case, Record
from supervision.permissions import may_see_record, require_writer, rights_on
from supervision.policies import record_state, why_no_record
from supervision.presence import presence_at
from supervision.reading import read_record
from supervision.views.finding import followed_up_session
from supervision.wording import chapters, facts, principles, record_title

if TYPE_CHECKING:
    from courses.models import Session
    from people.requests import PersonRequest
    from supervision.permissions import Rights


@require_GET
def record(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the signed record of a session; before it is signed, what is known so far."""
    session = followed_up_session(request, pk)
    rights = rights_on(request.user, session)
    if not (rights.reads or rights.writes):
        raise PermissionDenied
    state = record_state(session)
    if state == RecordState.SIGNED:
        return _signed_page(request, session, rights)
    if state == RecordState.DRAFT and rights.writes:
        return redirect("supervision:record_edit", session.pk)
    return _unsigned_page(request, session, rights)


def _signed_page(request: PersonRequest, session: Session, rights: Rights) -> HttpResponse:
    reading = read_record(session.record, with_cases=rights.reads_cases)
    context = {
        **_head(session),
        "session": session,
        "record": session.record,
        "rights": rights,
        "reading": reading,
        "facts": facts(reading),
        "chapters": chapters(reading),
        "principles": principles(reading),
    }
    return render(request, "supervision/record.html", context)


def _unsigned_page(request: PersonRequest, session: Session, rights: Rights) -> HttpResponse:
    context = {**_head(session), "session": session, "rights": rights, "closed_because": why_no_record(session)}
    if rights.writes:
        context["presence"] = presence_at(session)
        context["cases"] = list(Case.objects.filter(session=session).sent_in()) if rights.reads_cases else []
    return render(request, "supervision/record_missing.html", context)


def _head(session: Session) -> dict[str, Any]:
    subject = FormSubject.of(session.kind)
    return {"subject": subject, "heading": record_title(subject), "breadcrumb": trail.to_session(session)}


def record_add(request: PersonRequest, pk: int) -> HttpResponse:
    """Add something to a signed record, with name and date."""
    found = _record(request, pk)
    require_writer(request.user, found.session)
    kind = AdditionForm if found.subject == FormSubject.SUPERVISION else AdditionWithoutCasesForm
    form = kind(request.POST or None)
    if form.is_valid():
        about_cases = form.cleaned_data.get("about_cases", False)
        with refusals_told_by(form):
            add_to_record(record=found, text=form.cleaned_data["text"], about_cases=about_cases, by=request.user)
        if not form.errors:
            messages.success(request, _("The addition stands in the record."))
            return redirect("supervision:record", found.session_id)
    own = reverse("supervision:record", args=[found.session_id])
    context = {
        "heading": _("Add to the record"),
        "subtitle": _("The record itself stays as it was signed."),
        "breadcrumb": [*trail.to_session(found.session), (_("Record"), own)],
        "form": form,
        "cancel_url": own,
    }
    return render(request, "_components/form_page.html", context, status=422 if form.errors else 200)


@require_GET
def record_pdf(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand out the record without its cases as one document, for the municipality's file."""
    found = _record(request, pk)
    if not may_see_record(request.user, found):
        raise PermissionDenied
    document = render_record(found, language=language_named(get_language() or "") or "da")
    on = timezone.localtime(found.session.starts_at).date()
    name = slugify(f"{_('Record')} {found.session.code} {on.isoformat()}")
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _record(request: PersonRequest, pk: int) -> Record:
    """Return the session's signed record."""
    signed = Record.objects.visible_to(request.user).with_session().select_related("signed_by")
    return get_object_or_404(signed.filter(session__kind__in=FOLLOWED_UP, session__team__isnull=False), session=pk)
