"""Participants as a coordinator enters them, and how lists of them are narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.cohort_sentences import fte_text
from courses.enums import TeamRole
from courses.parsing import CellError, parse_fte
from people.models import Organisation

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from django.utils.safestring import SafeString

    from courses.models import Cohort, Participant, Team


class FteField(forms.CharField):
    """Full-time equivalents, written as 1, 0,8 or 80 %."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, help_text=_("E.g. 1, 0,8 or 80 %."), **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        """Return the number, None for an empty field; raises ValidationError with what was expected."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_fte(text)
        except CellError as error:
            raise ValidationError(gettext("Expected %(what)s.") % {"what": error.expected}) from None


class MembershipForm(forms.Form):
    """What is known about a person in a team."""

    municipality = forms.ModelChoiceField(label=_("Municipality"), queryset=Organisation.objects.none())
    team_role = forms.ChoiceField(label=_("Role"), choices=TeamRole.choices)
    joined_on = forms.DateField(label=_("Joined"))
    education = forms.CharField(label=_("Education"), max_length=200, required=False)
    facilitator = forms.BooleanField(
        label=_("Facilitator of the parent group"),
        required=False,
        help_text=_("Follows the parent-group evenings, which then count. One of the staff in each team."),
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipalities = team.municipalities.all()
        self.fields["municipality"].queryset = municipalities  # type: ignore[attr-defined]
        if len(municipalities) == 1:
            self.initial.setdefault("municipality", municipalities[0].pk)


class NewParticipantForm(MembershipForm):
    """A person who joins a team."""

    name = forms.CharField(
        label=_("Name"), max_length=150, help_text=_("A person who is known by the e-mail keeps the name they have.")
    )
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    fte = FteField(label=_("Full-time equivalents"), required=False)
    field_order = ("name", "email", "municipality", "team_role", "joined_on", "fte", "education", "facilitator")

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, team=team, initial={"joined_on": _usual_start(team.cohort)}, **kwargs)


def _usual_start(cohort: Cohort) -> date:
    """Return today while the cohort runs, as those who are added by hand join late; else its start."""
    today = timezone.localdate()
    return today if cohort.start_date < today < cohort.end_date else cohort.start_date


class ParticipantForm(MembershipForm):
    """What is known about a participant; the name only until the person has an account and answers for it."""

    name = forms.CharField(label=_("Name"), max_length=150)
    left_on = forms.DateField(label=_("Left"), required=False, help_text=_("The first day outside the team."))
    field_order = ("name", "municipality", "team_role", "joined_on", "left_on", "education", "facilitator")

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        names = ("municipality", "team_role", "joined_on", "left_on", "education", "facilitator")
        known = {name: getattr(participant, name) for name in names}
        self.known_name = participant.user.name
        super().__init__(*args, team=participant.team, initial={**known, "name": self.known_name}, **kwargs)
        if participant.user.has_account:
            del self.fields["name"]

    def clean(self) -> dict[str, Any]:
        """Refuse to leave before joining; keep the name where it is not asked for."""
        cleaned = super().clean() or {}
        joined, left = cleaned.get("joined_on"), cleaned.get("left_on")
        if joined and left and left < joined:
            self.add_error("left_on", gettext("The left date cannot lie before the joined date."))
        return {"name": self.known_name} | cleaned


class LeaveForm(forms.Form):
    """From when the participant is outside the team."""

    left_on = forms.DateField(label=_("Left"), help_text=_("The first day outside the team."))

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        self.joined_on = participant.joined_on
        super().__init__(*args, **{"initial": {"left_on": timezone.localdate()}} | kwargs)

    def clean_left_on(self) -> Any:
        """Refuse a date before the participant joined."""
        left_on = self.cleaned_data["left_on"]
        if left_on < self.joined_on:
            raise ValidationError(gettext("The left date cannot lie before the joined date."))
        return left_on


class FteForm(forms.Form):
    """How much the participant works in the team from a date on."""

    effective_on = forms.DateField(label=_("From"))
    fte = FteField(label=_("Full-time equivalents"))

    def __init__(self, *args: Any, fte: Decimal | None, **kwargs: Any) -> None:
        initial = {"effective_on": timezone.localdate(), "fte": fte_text(fte)}
        super().__init__(*args, **{"initial": initial} | kwargs)


class PlainSelect(forms.Select):
    """A select written in one go: a template for each option is most of a page's time where there are many."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the select with its options."""
        chosen = {str(one) for one in (value if isinstance(value, list) else [value])}
        options = "".join(
            f'<option value="{escape(key)}"{" selected" if str(key) in chosen else ""}>{escape(label)}</option>'
            for key, label in self.choices
        )
        given = self.build_attrs(self.attrs, attrs) | {"name": name}
        return format_html("<select{}>{}</select>", flatatt(given), mark_safe(options))


class ParticipantFilterForm(forms.Form):
    """Narrows the list of participants of all cohorts; ``cohort`` is a code."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    cohort = forms.ChoiceField(label=_("Cohort"), required=False, widget=PlainSelect)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *TeamRole.choices])

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cohort"].choices = [("", gettext("All")), *((code, code) for code in codes)]  # type: ignore[attr-defined]
