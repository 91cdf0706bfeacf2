"""Organisations, as those see them who administer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from people.actions.organisations import save_organisation
from people.enums import OrganisationKind
from people.forms.organisations import OrganisationFilterForm, OrganisationForm
from people.models import Membership, Organisation
from people.permissions import require
from people.roles import Permission

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest

PAGE_LENGTH = 25


@require_GET
def organisation_list(request: PersonRequest) -> HttpResponse:
    """Show organisations by name, narrowed by name, code, kind and region."""
    require(request.user, Permission.MANAGE_PEOPLE)
    form = OrganisationFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    organisations = Organisation.objects.visible_to(request.user).narrowed_to(**wanted).with_people_count()
    context = {
        "heading": _("Organisations"),
        "actions": [(_("Create an organisation"), reverse("people:organisation_create"))],
        "form": form,
        "page_obj": Paginator(organisations, PAGE_LENGTH).get_page(request.GET.get("page")),
    }
    return render(request, "people/organisation_list.html", context)


@require_GET
def organisation_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show an organisation and who holds a role in it today."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    change = (_("Change"), reverse("people:organisation_change", args=[organisation.pk]))
    context = {
        "heading": organisation.official_name,
        "subtitle": organisation.get_kind_display(),
        "breadcrumb": [(_("Organisations"), reverse("people:organisation_list"))],
        "actions": [change] if organisation.kind != OrganisationKind.MUNICIPALITY else [],
        "organisation": organisation,
        "facts": [(_("Municipality code"), organisation.code), (_("Region"), organisation.get_region_display())],
        "memberships": Membership.objects.current().filter(organisation=organisation).select_related("user"),
    }
    return render(request, "people/organisation.html", context)


def organisation_create(request: PersonRequest) -> HttpResponse:
    """Create a model owner, an authority or a provider."""
    require(request.user, Permission.MANAGE_PEOPLE)
    return _form_page(request, Organisation(), _("Create an organisation"), reverse("people:organisation_list"))


def organisation_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change an organisation; the municipalities stay as they came."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    if organisation.kind == OrganisationKind.MUNICIPALITY:
        raise PermissionDenied
    heading = _("Change %(name)s") % {"name": organisation.name}
    return _form_page(request, organisation, heading, reverse("people:organisation", args=[organisation.pk]))


def _form_page(request: PersonRequest, organisation: Organisation, heading: str, cancel_url: str) -> HttpResponse:
    form = OrganisationForm(request.POST or None, instance=organisation)
    if request.method == "POST" and form.is_valid():
        saved = save_organisation(organisation=form.instance, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("people:organisation", pk=saved.pk)
    breadcrumb = [(_("Organisations"), reverse("people:organisation_list"))]
    context = {"heading": heading, "breadcrumb": breadcrumb, "form": form, "cancel_url": cancel_url}
    return render(request, "_components/form_page.html", context)
