"""A programme's follow-up forms: the version in force and those before it, and the model owner's next one."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from courses.models import ProgrammePage
from supervision.actions.forms import Overtaken, newest_form, publish_form, version_of
from supervision.enums import FormSubject, ThemeGroup
from supervision.forms.follow_up import theme_forms
from supervision.models import FollowUpForm
from supervision.permissions import may_edit_form, may_read_form
from supervision.written_form import differences, themes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from people.requests import PersonRequest
    from supervision.forms.follow_up import BaseThemeFormSet
    from supervision.models import Theme

TITLES = {
    FormSubject.SUPERVISION: gettext_lazy("Follow-up form for supervision"),
    FormSubject.LEADERSHIP: gettext_lazy("Follow-up form for leadership consultations"),
}
GROUPS = {
    ThemeGroup.STRATEGIC: gettext_lazy("Strategic principles"),
    ThemeGroup.BEARING: gettext_lazy("Bearing principles"),
}


@require_GET
def follow_up_form(request: PersonRequest, pk: int, subject: str) -> HttpResponse:
    """Show one version of a form, the one in force unless another is asked for, and what there is of others."""
    programme, about = _programme(request, pk), _subject(subject)
    if not may_read_form(request.user, programme):
        raise PermissionDenied
    versions = list(_versions(programme, about))
    shown = _asked_for(versions, request.GET.get("version"))
    context = {
        "heading": TITLES[about],
        "subtitle": programme.title,
        "breadcrumb": _way_to(programme),
        "programme": programme,
        "shown": shown,
        "groups": _grouped(shown),
        "newest": versions[0] if versions else None,
        "versions": _told(versions),
        "others": [(TITLES[other], _address(programme, other)) for other in FormSubject if other != about],
        "may_edit": may_edit_form(request.user, programme),
        "edit_url": reverse("supervision:follow_up_form_edit", args=[programme.pk, about]),
    }
    return render(request, "supervision/follow_up_form.html", context)


def follow_up_form_edit(request: PersonRequest, pk: int, subject: str) -> HttpResponse:
    """Let the model owner write and publish the next version."""
    programme, about = _programme(request, pk), _subject(subject)
    if not may_edit_form(request.user, programme):
        raise PermissionDenied
    newest = newest_form(programme, about)
    if request.method != "POST":
        return _edit_page(request, programme, theme_forms(about, themes=themes_of(newest)), newest=newest)
    formset = theme_forms(about, data=request.POST)
    if not formset.is_valid():
        return _edit_page(request, programme, formset, newest=newest, seen=_seen(request), status=422)
    try:
        published = publish_form(
            programme=programme, subject=about, themes=formset.themes(), by=request.user, seen=_seen(request)
        )
    except Overtaken as overtaken:
        return _edit_page(
            request, programme, formset, newest=overtaken.newest, overtaken_since=_seen(request), status=409
        )
    messages.success(request, _said(published, newest))
    return redirect(_address(programme, about))


def _edit_page(
    request: PersonRequest,
    programme: ProgrammePage,
    formset: BaseThemeFormSet,
    *,
    newest: FollowUpForm | None,
    seen: int | None = None,
    overtaken_since: int | None = None,
    status: int = 200,
) -> HttpResponse:
    about = formset.subject
    address = _address(programme, about)
    context = {
        "heading": _("Change the form"),
        "subtitle": f"{programme.title} · {TITLES[about]}",
        "breadcrumb": [*_way_to(programme), (TITLES[about], address)],
        "formset": formset,
        "newest": newest,
        "seen": version_of(newest) if seen is None else seen,
        "next_version": version_of(newest) + 1,
        "changed_meanwhile": _changed_since(overtaken_since, newest) if overtaken_since is not None else None,
        "cancel_url": address,
    }
    return render(request, "supervision/follow_up_form_edit.html", context, status=status)


def _changed_since(version: int, newest: FollowUpForm | None) -> list[str]:
    """Return how the version in force differs from the one that somebody began from."""
    if newest is None:
        return []
    before = FollowUpForm.objects.filter(programme=newest.programme, subject=newest.subject, version=version).first()
    return differences(themes_of(before), themes_of(newest))


def _grouped(form: FollowUpForm | None) -> list[tuple[str, list[Theme]]]:
    """Return the form's themes under what each group of them is called; the rated ones need no name."""
    groups = groupby(form.themes.all(), key=lambda theme: ThemeGroup(theme.group)) if form else ()
    return [(str(GROUPS.get(group, "")), list(themes)) for group, themes in groups]


def _told(versions: Sequence[FollowUpForm]) -> list[tuple[FollowUpForm, list[str]]]:
    """Return each version with how it differs from the one before it, the newest first."""
    told = [(form, differences(themes_of(before), themes_of(form))) for form, before in pairwise(versions)]
    return [*told, *((form, []) for form in versions[-1:])]


def _said(published: FollowUpForm, before: FollowUpForm | None) -> str:
    if published == before:
        return _("Nothing is changed: version %(version)s stays in force.") % {"version": published.version}
    return _("Version %(version)s is published and in force from now on.") % {"version": published.version}


# -- finding ----------------------------------------------------------------------------------------------------------


def _programme(request: PersonRequest, pk: int) -> ProgrammePage:
    found: ProgrammePage = get_object_or_404(ProgrammePage.objects.visible_to(request.user), pk=pk)
    return found


def _subject(text: str) -> FormSubject:
    if text not in FormSubject.values:
        raise Http404
    return FormSubject(text)


def _versions(programme: ProgrammePage, subject: FormSubject) -> Any:
    forms = FollowUpForm.objects.filter(programme=programme, subject=subject)
    return forms.select_related("published_by").prefetch_related("themes").order_by("-version")


def _asked_for(versions: Sequence[FollowUpForm], text: str | None) -> FollowUpForm | None:
    """Return the version of the number, the one in force where none is asked for."""
    if text is None:
        return versions[0] if versions else None
    found = [form for form in versions if str(form.version) == text]
    if not found:
        raise Http404
    return found[0]


def _seen(request: PersonRequest) -> int:
    """Return the version that the form was opened with; 0, which no version has, where that cannot be read."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() else 0


def _way_to(programme: ProgrammePage) -> list[tuple[str, str]]:
    return [(_("Programmes"), reverse("wagtail_serve", args=[""])), (programme.title, programme.url)]


def _address(programme: ProgrammePage, subject: FormSubject) -> str:
    return reverse("supervision:follow_up_form", args=[programme.pk, subject])
