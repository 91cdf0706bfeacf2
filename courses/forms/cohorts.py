"""Cohorts, teams and their supervisors as a coordinator enters them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.enums import StandingKey, TeamRole
from courses.models import Cohort, ProgrammePage, StepPage
from courses.parsing import FIRST_YEAR
from courses.scope import owned_organisations
from courses.standing_rows import SORTS, Wanted, known_sort
from courses.teams.municipalities import group_text, municipality_groups
from courses.teams.supervisors import supervisor_memberships
from people.models import User

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Team
    from people.models import Organisation


class CohortForm(forms.ModelForm):
    """Which programme, from when, and with which municipalities in which teams."""

    municipalities = forms.CharField(
        label=_("Municipalities"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One team on each line, by name or code. Join several into one team by +, e.g. Hjørring + Lolland."
        ),
    )

    class Meta:
        model = Cohort
        fields: ClassVar[list[str]] = ["programme", "code", "start_date"]
        help_texts: ClassVar[dict[str, Any]] = {
            "code": _("Short and stable; letters and digits, e.g. H2024."),
            "start_date": _("The first day of month 0. Cohorts that began long ago can be entered too."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owned = ProgrammePage.objects.filter(owner_organisation__in=owned_organisations(user)).live().order_by("title")
        self.fields["programme"].queryset = owned  # type: ignore[attr-defined]
        if len(owned) == 1:
            self.initial.setdefault("programme", owned[0].pk)

    def clean_start_date(self) -> date:
        """Refuse a year that is a slip of the keyboard."""
        start: date = self.cleaned_data["start_date"]
        if start.year < FIRST_YEAR:
            raise ValidationError(gettext("Enter the year with four digits, e.g. 2024."))
        return start

    def clean_municipalities(self) -> list[list[Organisation]]:
        """Return the municipalities of each line; raises ValidationError with a sentence for each that is none."""
        return municipality_groups(self.cleaned_data["municipalities"].splitlines())


class TeamForm(forms.Form):
    """A team's municipalities, its name, and the optional steps it has chosen."""

    municipalities = forms.CharField(
        label=_("Municipalities"), help_text=_("By name or code. Join several by +, e.g. Hjørring + Lolland.")
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("Left empty: named after the municipalities.")
    )
    optional_steps = forms.ModelMultipleChoiceField(
        label=_("Chosen optional steps"),
        queryset=StepPage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, cohort: Cohort, team: Team | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _team_initial(team) if team else {}} | kwargs)
        steps = StepPage.objects.child_of(cohort.programme).live().filter(optional=True).order_by("path")
        self.fields["optional_steps"].queryset = steps  # type: ignore[attr-defined]
        if not steps:
            del self.fields["optional_steps"]

    def clean_municipalities(self) -> list[Organisation]:
        """Return the municipalities."""
        groups = municipality_groups([self.cleaned_data["municipalities"]])
        return groups[0] if groups else []

    def clean(self) -> dict[str, Any]:
        """Choose no optional step where the programme has none."""
        cleaned = super().clean() or {}
        return {"optional_steps": ()} | cleaned


def _team_initial(team: Team) -> dict[str, Any]:
    return {
        "municipalities": group_text(team.municipalities.all()),
        "name": team.name,
        "optional_steps": [step.pk for step in team.optional_steps.all()],
    }


class SupervisorForm(forms.Form):
    """Who supervises the team, and from when."""

    user = forms.ModelChoiceField(label=_("Supervisor"), queryset=User.objects.none())
    since = forms.DateField(label=_("From"))

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"since": timezone.localdate()}} | kwargs)
        supervisors = supervisor_memberships(team.cohort.programme)
        people = User.objects.filter(pk__in=supervisors.order_by().values("user")).order_by("name", "pk")
        self.fields["user"].queryset = people  # type: ignore[attr-defined]


class EndSupervisionForm(forms.Form):
    """From when the supervisor no longer supervises the team."""

    until = forms.DateField(label=_("The first day without the supervisor"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"until": timezone.localdate()}} | kwargs)


class StandingFilterForm(forms.Form):
    """Narrows and sorts a cohort's table; what cannot be understood narrows nothing."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    team = forms.ChoiceField(label=_("Team"), required=False)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *TeamRole.choices])
    standing = forms.ChoiceField(label=_("Standing"), required=False, choices=[("", _("All")), *StandingKey.choices])
    sort = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=[
            ("team", _("Team")),
            ("name", _("Name")),
            ("standing", _("Standing, the most urgent first")),
            ("possible", _("Still possible, the least first")),
        ],
    )

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("All")), *((str(team.pk), team.name) for team in teams)]
        self.fields["team"].choices = choices  # type: ignore[attr-defined]
        asked = str(self.data.get("sort", ""))
        if asked.removeprefix("-") in SORTS:
            # What a column's header asks for is kept when the form is sent again.
            self._offer_sort(asked)

    @property
    def wanted(self) -> Wanted:
        """What is asked for, as far as it is understood."""
        self.is_valid()
        understood = {name: self.cleaned_data.get(name, "") for name in ("q", "team", "role", "standing")}
        return Wanted(**understood)

    @property
    def order(self) -> str:
        """The order asked for, or the usual one."""
        return known_sort(str(self.data.get("sort", "")))

    def _offer_sort(self, asked: str) -> None:
        field = self.fields["sort"]
        if asked not in dict(field.choices):  # type: ignore[attr-defined]
            field.choices = [*field.choices, (asked, gettext("As chosen in the table"))]  # type: ignore[attr-defined]
