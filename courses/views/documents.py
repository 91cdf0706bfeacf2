"""Sends files: documents by their scope, in parts where a player asks for them, and the pictures of pages."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.images import get_image_model

from courses.library.byte_ranges import UnsatisfiableError, wanted_part
from courses.library.documents import is_open
from courses.models import LibraryDocument
from courses.permissions import may_read_course_pages
from people.permissions import may_enter_cms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models.fields.files import FieldFile
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from courses.library.byte_ranges import Part
    from people.requests import PersonRequest

CHUNK = 64 * 1024
NOTHING_RUNS = "default-src 'none'"
PICTURES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
A_DAY = 24 * 60 * 60


def require_readable(document: LibraryDocument, request: PersonRequest) -> None:
    """Raise Http404 for a document out of the person's scope, PermissionDenied for who reads no course pages."""
    if not LibraryDocument.objects.visible_to(request.user).filter(pk=document.pk).exists():
        raise Http404
    if not may_read_course_pages(request.user):
        raise PermissionDenied


@require_safe
def document(request: PersonRequest, pk: int, name: str) -> HttpResponseBase:
    """Send a document; stands before Wagtail's own view, which cannot send parts, and asks the same hooks."""
    found = get_object_or_404(LibraryDocument, pk=pk)
    if found.filename != name:
        raise Http404
    for ask in hooks.get_hooks("before_serve_document"):
        answer = ask(found, request)
        if isinstance(answer, HttpResponse):
            return answer
    return _document_response(found, request)


def _document_response(document: LibraryDocument, request: HttpRequest) -> HttpResponseBase:
    """Return the file, a part of it, or 304; what a browser might run is an attachment and runs nothing."""
    _require_stored(document.file)
    etag = f'"{document.get_file_hash()}"'
    known = get_conditional_response(request, etag=etag)
    response: HttpResponseBase = known or _file_or_part(document, request, etag)
    response["ETag"] = etag
    response["Content-Disposition"] = _disposition(document)
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_RUNS if _shown_inline(document) else f"{NOTHING_RUNS}; sandbox"
    return response


def _file_or_part(document: LibraryDocument, request: HttpRequest, etag: str) -> HttpResponseBase:
    size = document.file.size
    # A player that goes on where it left off may have an older file in hand.
    asked = request.headers.get("Range") if request.headers.get("If-Range", etag) == etag else None
    try:
        part = wanted_part(asked, size)
    except UnsatisfiableError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"})
    kind = {"content_type": document.content_type}
    response: HttpResponseBase
    if part is None:
        response = FileResponse(document.file.storage.open(document.file.name), **kind)
    else:
        response = StreamingHttpResponse(_bytes_of(document, part), status=206, **kind)
        response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    response["Content-Length"] = str(size if part is None else part.length)
    response["Accept-Ranges"] = "bytes"
    return response


def _bytes_of(document: LibraryDocument, part: Part) -> Iterator[bytes]:
    with document.file.storage.open(document.file.name) as file:
        file.seek(part.first)
        left = part.length
        while left and (chunk := file.read(min(left, CHUNK))):
            left -= len(chunk)
            yield chunk


def _require_stored(file: FieldFile) -> None:
    """Raise Http404 for a file that its row names and the disk does not hold."""
    if not file.storage.exists(file.name or ""):
        raise Http404


def _shown_inline(document: LibraryDocument) -> bool:
    return document.content_type in settings.WAGTAILDOCS_INLINE_CONTENT_TYPES


def _disposition(document: LibraryDocument) -> str:
    name = f"filename*=UTF-8''{quote(document.filename)}"
    return f"inline; {name}" if _shown_inline(document) else f"attachment; {name}"


@require_safe
def picture(request: PersonRequest, name: str) -> HttpResponseBase:
    """Send a picture as pages show it; the originals, and all other files, are served nowhere."""
    if not (may_read_course_pages(request.user) or may_enter_cms(request.user)):
        raise PermissionDenied
    renditions = get_image_model().get_rendition_model().objects.select_related("image__collection")
    rendition = get_object_or_404(renditions, file=f"images/{name}")
    kind = PICTURES.get(PurePosixPath(name).suffix.lower())
    if kind is None or not is_open(rendition.image.collection, request):
        raise Http404
    _require_stored(rendition.file)
    response = FileResponse(rendition.file.storage.open(rendition.file.name), content_type=kind)
    response["Cache-Control"] = f"private, max-age={A_DAY}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = f"{NOTHING_RUNS}; sandbox"
    return response
