"""Writing the record of a session: begin it, save it field by field, sign it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses import trail
from people.personal_data import BROWSER_PATTERN, without_personal_numbers
from people.policies import Refused
from people.wording import clock
from supervision.actions.records import Incomplete, open_draft, save_draft, sign_record
from supervision.content import Content
from supervision.forms.record import RecordForm
from supervision.layout import Layout
from supervision.merging import Change, mark
from supervision.policies import has_record, why_no_record, why_not_signed_yet
from supervision.presence import presence_at
from supervision.views.finding import session_to_write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from courses.models import Session
    from people.requests import PersonRequest
    from supervision.actions.records import Saved


@require_POST
def record_open(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin the record, or go on with the one that somebody has begun."""
    session = session_to_write(request, pk)
    try:
        open_draft(session=session, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("supervision:record", session.pk)
    return redirect("supervision:record_edit", session.pk)


def record_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the draft, and save what was changed in it: from the button, or by itself while somebody writes."""
    session = session_to_write(request, pk)
    by_itself = request.headers.get("Accept") == "application/json"
    if closed := _why_closed(session):
        return _closed(request, session, closed, by_itself=by_itself)
    if request.method != "POST":
        return _page(request, session, session.recorddraft.fields)
    changes = _changes(request)
    try:
        saved = save_draft(session=session, changes=changes, by=request.user)
    except Refused as refusal:
        return _closed(request, session, str(refusal), by_itself=by_itself)
    if by_itself:
        return JsonResponse(_answer(session, saved, changes))
    if saved.refused or saved.merged.conflicts:
        return _mended(request, session, saved, changes)
    messages.success(request, _("The draft is saved."))
    return redirect("supervision:record_sign" if "sign" in request.POST else "supervision:record_edit", session.pk)


def record_sign(request: PersonRequest, pk: int) -> HttpResponse:
    """Show what the record will say and what is still missing, and sign it."""
    session = session_to_write(request, pk)
    if closed := _why_closed(session):
        return _closed(request, session, closed, by_itself=False)
    if request.method != "POST":
        return _sign_page(request, session)
    try:
        sign_record(session=session, by=request.user)
    except Incomplete:
        return _sign_page(request, session, status=422)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("supervision:record_sign", session.pk)
    messages.success(request, _("The record is signed, and those who may read it are told by mail."))
    return redirect("supervision:record", session.pk)


# -- saving -----------------------------------------------------------------------------------------------------------


def _changes(request: PersonRequest) -> dict[str, Change]:
    """Return what the person changed: the fields whose text is no longer the one that their page showed."""
    try:
        seen = json.loads(request.POST.get("marks", ""))
    except ValueError:
        raise BadRequest from None
    if not isinstance(seen, dict) or not all(isinstance(base, str) for base in seen.values()):
        raise BadRequest
    sent = {name: Change(base, _sent(request, name)) for name, base in seen.items()}
    return {name: change for name, change in sent.items() if mark(change.value) != change.base}


def _sent(request: PersonRequest, name: str) -> str:
    # Several ticked boxes are one text; and a form sends lines apart as no page shows them.
    return ",".join(request.POST.getlist(name)).replace("\r\n", "\n")


def _answer(session: Session, saved: Saved, changes: Mapping[str, Change]) -> dict[str, object]:
    """Return what the page is told: what is saved under which mark, what others wrote, what cannot be kept."""
    form = RecordForm(Layout(session, session.recorddraft.form), saved.merged.fields | saved.merged.conflicts)
    return {
        "saved": {name: mark(changes[name].value) for name in saved.merged.saved},
        "conflicts": {
            name: {"text": text, "shown": form.shown(name, text), "mark": mark(text)}
            for name, text in saved.merged.conflicts.items()
        },
        "refused": saved.refused,
        "at": clock(timezone.localtime()),
    }


# -- pages ------------------------------------------------------------------------------------------------------------


def _why_closed(session: Session) -> str | None:
    if refused := why_no_record(session):
        return refused
    return None if hasattr(session, "recorddraft") else _("The record has not been begun.")


def _closed(request: PersonRequest, session: Session, sentence: str, *, by_itself: bool) -> HttpResponse:
    """Say why nothing can be written any more; what the tab still holds stays in the tab."""
    if by_itself:
        return JsonResponse({"closed": sentence}, status=409)
    if has_record(session) or request.method != "POST":
        messages.warning(request, sentence)
        return redirect("supervision:record", session.pk)
    context = {"session": session, "breadcrumb": trail.to_session(session), "sentence": sentence}
    return render(request, "supervision/record_closed.html", context, status=409)


def _page(
    request: PersonRequest,
    session: Session,
    values: Mapping[str, str],
    *,
    seen: Mapping[str, str] | None = None,
    errors: Mapping[str, str] | None = None,
    conflicts: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = RecordForm(Layout(session, session.recorddraft.form), values, marks=seen)
    for name, sentence in (errors or {}).items():
        form.add_error(name if name in form.fields else None, sentence)
    context = {
        "session": session,
        "draft": session.recorddraft,
        "form": form,
        "conflicts": [(form[name], form.shown(name, text)) for name, text in (conflicts or {}).items()],
        "presence": presence_at(session),
        "breadcrumb": trail.to_session(session),
        "not_yet": why_not_signed_yet(session, timezone.now()),
        "personal_number": BROWSER_PATTERN,
        "nothing": mark(""),
    }
    return render(request, "supervision/record_edit.html", context, status=status)


def _mended(request: PersonRequest, session: Session, saved: Saved, changes: Mapping[str, Change]) -> HttpResponse:
    """Show the page again with what the person wrote, beside what somebody else wrote meanwhile.

    A second save is then deliberate. What looks like a CPR number is not shown again.
    """
    conflicts = saved.merged.conflicts
    own = {name: change.value for name, change in changes.items() if name in conflicts or name in saved.refused}
    shown = saved.merged.fields | {name: without_personal_numbers(text) for name, text in own.items()}
    seen = {name: mark(conflicts.get(name, saved.merged.fields.get(name, ""))) for name in own}
    status = 409 if conflicts else 422
    return _page(request, session, shown, seen=seen, errors=saved.refused, conflicts=conflicts, status=status)


def _sign_page(request: PersonRequest, session: Session, *, status: int = 200) -> HttpResponse:
    draft = session.recorddraft
    layout = Layout(session, draft.form)
    content, form = Content(draft.fields, layout), RecordForm(layout, draft.fields)
    context = {
        "session": session,
        "breadcrumb": trail.to_session(session),
        "content": content,
        "missing": [(one.field, form.heading(one.field), one.sentence) for one in content.missing()],
        "not_yet": why_not_signed_yet(session, timezone.now()),
    }
    return render(request, "supervision/record_sign.html", context, status=status)
