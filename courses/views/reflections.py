"""A person's own reflections: to read again and to take along. Nobody else ever sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.models import Reflection

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from people.requests import PersonRequest


@require_GET
@never_cache
def reflections(request: PersonRequest) -> HttpResponse:
    """Show what the person has written, by module, the latest first."""
    return render(request, "courses/reflections.html", {"reflections": _own(request)})


@require_GET
@never_cache
def export_reflections(request: PersonRequest) -> HttpResponse:
    """Hand out the same as a text file."""
    parts = [
        f"{one.module.title}\n{date_format(timezone.localtime(one.written_at), 'DATE_FORMAT')}\n\n"
        f"{one.asked}\n\n{one.text}\n"
        for one in _own(request)
    ]
    text = f"{_('My reflections')}\n\n" + ("\n" + "-" * 40 + "\n\n").join(parts)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="reflections.txt"'
    return response


def _own(request: PersonRequest) -> QuerySet[Reflection]:
    texts = ("module__body", "module__content", "module__preparation", "module__evaluation")
    own = Reflection.objects.filter(user=request.user.pk).select_related("module").defer(*texts)
    return own.order_by("-written_at", "-pk")
