"""Certificates: the model owner's list and decisions, the holder's file, and the public verification page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from courses import trail
from courses.actions.certificates import (
    issue_all,
    issue_certificate,
    issue_statement,
    reissue_certificate,
    revoke_certificate,
    verify_url,
)
from courses.documents.content import CertificateContent
from courses.documents.render import language_named, render_pdf
from courses.forms.certificates import ReasonForm, ReissueForm
from courses.models import Certificate, Cohort, Participant
from courses.permissions import may_on_cohort, may_read_standing
from people.policies import Refused
from people.ratelimits import rate_limited
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from people.requests import PersonRequest


@require_GET
def certificate_list(request: PersonRequest, code: str) -> HttpResponse:
    """Show all that was issued in one cohort."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).select_related("programme"), code=code)
    if not may_on_cohort(request.user, Permission.ISSUE_CERTIFICATES, cohort):
        raise PermissionDenied
    issued = Certificate.objects.filter(participant__team__cohort=cohort).defer("pdf", "content")
    related = ("participant__user", "participant__team", "issued_by", "revoked_by", "replaced_by")
    context = {
        "cohort": cohort,
        "breadcrumb": trail.to_cohort(cohort),
        "certificates": issued.select_related(*related).order_by("-serial"),
    }
    return render(request, "courses/certificate_list.html", context)


@require_POST
def issue_all_certificates(request: PersonRequest, code: str) -> HttpResponse:
    """Issue to everybody of the cohort who has earned it."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).select_related("programme"), code=code)
    issued = issue_all(cohort=cohort, by=request.user)
    count = len(issued.new)
    text = ngettext("%(count)s certificate issued.", "%(count)s certificates issued.", count) % {"count": count}
    rest = _("%(already)s had one already, %(rest)s have not earned it.")
    messages.success(request, f"{text} {rest % {'already': issued.already, 'rest': issued.not_earned}}")
    return redirect("courses:certificate_list", cohort.code)


@require_POST
def certificate_issue(request: PersonRequest, pk: int) -> HttpResponse:
    """Issue one participant's certificate."""
    return _issue(request, pk, issue_certificate)


@require_POST
def statement_issue(request: PersonRequest, pk: int) -> HttpResponse:
    """Issue one participant's attendance statement."""
    return _issue(request, pk, issue_statement)


def _issue(request: PersonRequest, pk: int, issue: Callable[..., Certificate]) -> HttpResponse:
    visible = Participant.objects.visible_to(request.user).select_related("team__cohort__programme")
    participant = get_object_or_404(visible, pk=pk)
    try:
        certificate = issue(participant=participant, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(serial)s is issued.") % {"serial": certificate.serial})
    return redirect("courses:participant", participant.pk)


@require_GET
def certificate_file(request: PersonRequest, pk: int) -> HttpResponse:
    """Send the PDF as it was issued, or drawn in the other language from the same frozen content."""
    certificate = _visible_certificate(request, pk)
    if not may_read_standing(request.user, certificate.participant):
        raise PermissionDenied
    language = language_named(request.GET.get("language", certificate.language))
    if language is None:
        raise Http404
    pdf = bytes(certificate.pdf)
    if language != certificate.language:
        content = CertificateContent.from_json(certificate.content)
        pdf = render_pdf(content, language=language, verify_url=verify_url(certificate.token))
    headers = {"Content-Disposition": f'attachment; filename="{certificate.serial}-{language}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def certificate_revoke(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask why, then take the certificate back."""
    certificate = _certificate_to_decide_on(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and _decided(form, revoke_certificate, certificate, request):
        messages.success(request, _("%(serial)s is revoked.") % {"serial": certificate.serial})
        return redirect("courses:certificate_list", certificate.participant.team.cohort.code)
    return _decision_page(request, certificate, form, _("Revoke %(serial)s"), danger=True)


def certificate_reissue(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask why, then replace the certificate by one that states what is true now."""
    certificate = _certificate_to_decide_on(request, pk)
    form = ReissueForm(request.POST or None, initial={"language": certificate.language})
    if form.is_valid() and _decided(form, reissue_certificate, certificate, request):
        messages.success(request, _("%(serial)s is replaced.") % {"serial": certificate.serial})
        return redirect("courses:certificate_list", certificate.participant.team.cohort.code)
    return _decision_page(request, certificate, form, _("Reissue %(serial)s"))


def _decided(
    form: ReasonForm, decide: Callable[..., Certificate], certificate: Certificate, request: PersonRequest
) -> bool:
    """Carry the decision out; put a refusal on the form."""
    try:
        decide(certificate=certificate, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _decision_page(
    request: PersonRequest, certificate: Certificate, form: ReasonForm, heading: str, *, danger: bool = False
) -> HttpResponse:
    participant = certificate.participant
    cohort = participant.team.cohort
    context = {
        "certificate": certificate,
        "form": form,
        "heading": heading % {"serial": certificate.serial},
        "subtitle": f"{participant.user.name} · {participant.team.name}",
        "breadcrumb": trail.to_certificates(cohort),
        "submit_label": _("Revoke") if danger else _("Reissue"),
        "cancel_url": reverse("courses:certificate_list", args=[cohort.code]),
        "danger": danger,
    }
    return render(request, "courses/certificate_decision.html", context, status=422 if form.errors else 200)


def _visible_certificate(request: PersonRequest, pk: int) -> Certificate:
    related = ("participant__user", "participant__team__cohort__programme")
    visible = Certificate.objects.filter(participant__in=Participant.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related(*related), pk=pk)


def _certificate_to_decide_on(request: PersonRequest, pk: int) -> Certificate:
    certificate = _visible_certificate(request, pk)
    if not may_on_cohort(request.user, Permission.ISSUE_CERTIFICATES, certificate.participant.team.cohort):
        raise PermissionDenied
    return certificate


@login_not_required
@require_GET
@rate_limited("verify")
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Say publicly whether a certificate holds; limited per address, so that nobody can try tokens in bulk."""
    certificate = get_object_or_404(Certificate.objects.select_related("replaced_by").defer("pdf"), token=token)
    content = CertificateContent.from_json(certificate.content)
    context = {"certificate": certificate, "content": content, "state": certificate.state}
    response = render(request, "courses/verify.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
