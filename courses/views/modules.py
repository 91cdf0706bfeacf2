"""What a participant sends from a module's page: ticks, answers, thoughts, and where they are; the page as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.actions.learning import answer_question, leave_at, mark_item, write_reflection
from courses.documents.module_content import module_content
from courses.documents.render import language_named, render_module
from courses.learning.learner import learner_of
from courses.learning.page import WRITTEN, Fault
from courses.learning.quiz import Question, read_answer
from courses.models import ModulePage, StepPage
from courses.outline import parent_path
from people.personal_data import without_personal_numbers
from people.policies import Refused

if TYPE_CHECKING:
    from courses.models import Participant
    from people.requests import PersonRequest


@require_POST
def item(request: PersonRequest, pk: int, key: UUID) -> HttpResponse:
    """Tick or answer an item of the preparation or of a checklist, or take that back."""
    module, learner = _module(request, pk)
    kind = _item_kinds(module).get(key)
    if kind is None:
        raise Http404
    text = _text(request) if kind in WRITTEN else ""
    done = bool(text) if kind in WRITTEN else "done" in request.POST
    try:
        mark_item(participant=learner, module=module, item=key, done=done, text=text)
    except Refused as refusal:
        return _again(request, module, Fault(key, str(refusal), without_personal_numbers(text)))
    return _back(module, key)


@require_POST
def question(request: PersonRequest, pk: int, key: UUID) -> HttpResponse:
    """Answer a quiz question, once more if it was answered before."""
    module, learner = _module(request, pk)
    asked = Question.of(_block(module, key, "quiz").value)
    answer = read_answer(asked, request.POST)
    if answer is None:
        return _again(request, module, Fault(key, _("Choose an answer first.")))
    try:
        answer_question(participant=learner, module=module, key=key, question=asked, answer=answer)
    except Refused as refusal:
        return _again(request, module, Fault(key, str(refusal), without_personal_numbers(str(answer))))
    return _back(module, key)


@require_POST
def reflection(request: PersonRequest, pk: int, key: UUID) -> HttpResponse:
    """Keep the person's own thoughts."""
    module, _learner = _module(request, pk)
    prompt = _block(module, key, "reflection").value["prompt"]
    text = _text(request)
    try:
        write_reflection(user=request.user, module=module, prompt=key, asked=prompt, text=text)
    except Refused as refusal:
        return _again(request, module, Fault(key, str(refusal), without_personal_numbers(text)))
    return _back(module, key)


@require_POST
def place(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep which block the participant sees; the page's script sends it."""
    module, learner = _module(request, pk)
    try:
        key = UUID(request.POST.get("place", ""))
    except ValueError:
        return HttpResponseBadRequest()
    leave_at(participant=learner, module=module, place=key)
    return HttpResponse(status=204)


@require_GET
def as_pdf(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand out the module's page and its preparation as one document."""
    module = _visible(request, pk)
    step = StepPage.objects.get(path=parent_path(module))
    language = language_named(get_language() or "") or "da"
    on = timezone.localtime(module.last_published_at or timezone.now()).date()
    response = HttpResponse(
        render_module(module_content(module, step), language=language, on=on), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="{slugify(f"{module.code} {module.title}")}.pdf"'
    return response


def _visible(request: PersonRequest, pk: int) -> ModulePage:
    """Return the module, in the person's scope or not at all."""
    found = get_object_or_404(ModulePage.objects.live(), pk=pk)
    found.require_visible(request.user)
    return found


def _module(request: PersonRequest, pk: int) -> tuple[ModulePage, Participant]:
    """Return the module and the participation that learns from it; PermissionDenied for those who only read."""
    found = _visible(request, pk)
    learner = learner_of(request.user, found.programme)
    if learner is None:
        raise PermissionDenied
    return found, learner


def _item_kinds(module: ModulePage) -> dict[UUID, str]:
    """Return the kinds of the items that can be ticked or answered, by key."""
    kinds = {UUID(block.id): block.block_type for block in module.preparation}
    for block in module.content:
        if block.block_type == "checklist":
            kinds |= {UUID(one.id): "tick" for one in block.value["items"].bound_blocks}
    return kinds


def _block(module: ModulePage, key: UUID, kind: str) -> Any:
    found = next((one for one in module.content if one.id == str(key) and one.block_type == kind), None)
    if found is None:
        raise Http404
    return found


def _text(request: PersonRequest) -> str:
    return request.POST.get("text", "").strip().replace("\r\n", "\n")


def _again(request: PersonRequest, module: ModulePage, fault: Fault) -> HttpResponse:
    """Show the page with what has to be mended."""
    response = module.serve(request, fault=fault)
    response.status_code = 422
    return response


def _back(module: ModulePage, key: UUID) -> HttpResponse:
    return redirect(f"{module.url}#b-{key}")
