"""The way to a page, as the breadcrumb shows it: (label, address) from the top down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from courses.models import Cohort, Participant, Session

Trail = list[tuple[str, str]]


def to_cohort(cohort: Cohort) -> Trail:
    """Return the way to what lies below the cohort."""
    own = reverse("courses:cohort", args=[cohort.code])
    return [(_("Cohorts"), reverse("courses:cohort_list")), (cohort.code, own)]


def to_plan(cohort: Cohort) -> Trail:
    """Return the way to what lies below the cohort's plan."""
    return [*to_cohort(cohort), (_("Plan"), reverse("courses:plan", args=[cohort.code]))]


def to_certificates(cohort: Cohort) -> Trail:
    """Return the way to what lies below the cohort's certificates."""
    return [*to_cohort(cohort), (_("Certificates"), reverse("courses:certificate_list", args=[cohort.code]))]


def to_session(session: Session) -> Trail:
    """Return the way to what lies below the session."""
    return [*to_cohort(session.cohort), (session.code, reverse("courses:session", args=[session.pk]))]


def to_participant(participant: Participant) -> Trail:
    """Return the way to what lies below the participant; they come with their user and cohort."""
    team = participant.team
    return [
        *to_cohort(team.cohort),
        (team.name, reverse("courses:team", args=[team.pk])),
        (participant.user.name, reverse("courses:participant", args=[participant.pk])),
    ]


def to_my_course() -> Trail:
    """Return the way to what a participant reaches from their own course."""
    return [(_("My course"), reverse("courses:my_course"))]
