"""The model owner's decisions on what a participant missed: exemption and make-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from courses.make_ups import missed_sessions, sessions_instead
from courses.models import Session

if TYPE_CHECKING:
    from datetime import datetime

    from courses.models import Participant
    from courses.standings import Evaluated


class SessionChoice(forms.ModelChoiceField):
    """A choice among sessions, said by date, code and title."""

    def label_from_instance(self, session: Session) -> str:
        """Return the session in words; another cohort's with the cohort's code."""
        day = date_format(timezone.localtime(session.starts_at), "DATE_FORMAT")
        return f"{session.code} · {session.title} · {day}"


class GuestSessionChoice(SessionChoice):
    """A choice among other cohorts' sessions."""

    def label_from_instance(self, session: Session) -> str:
        """Return the session in words, with its cohort first."""
        return f"{session.cohort.code} · {super().label_from_instance(session)}"


class ExemptionForm(forms.Form):
    """Which session, and why."""

    session = SessionChoice(label=_("Session"), queryset=Session.objects.none())
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("It's shown to the participant and stands on record.")
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sessions = Session.objects.of_team(participant.team).published().filter(counts=True)
        self.fields["session"].queryset = sessions.exclude(exemptions__participant=participant).order_by("starts_at")  # type: ignore[attr-defined]


class MakeUpForm(forms.Form):
    """What was missed, what was attended instead, and for how long."""

    missed = SessionChoice(label=_("Missed session"), queryset=Session.objects.none())
    instead = GuestSessionChoice(
        label=_("Attended instead"),
        queryset=Session.objects.none(),
        help_text=_("Sessions of the same module in other cohorts that have begun."),
    )
    minutes = forms.IntegerField(label=_("Minutes, if not all of it"), required=False, min_value=1)

    def __init__(self, *args: Any, evaluated: Evaluated, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        missed = missed_sessions(evaluated, at=at)
        self.fields["missed"].queryset = missed  # type: ignore[attr-defined]
        self.fields["instead"].queryset = sessions_instead(missed, evaluated.participant, at=at)  # type: ignore[attr-defined]
