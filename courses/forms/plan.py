"""A session as a person adds or changes it in the plan, and the weeks when schools are closed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.models import SchoolHoliday, Session
from people.enums import OrganisationKind
from people.models import Membership, Organisation, User
from people.roles import Role

if TYPE_CHECKING:
    from courses.models import Cohort


class SessionForm(forms.ModelForm):
    """When, where, for whom and with which trainers."""

    first_date = forms.DateField(label=_("Date"))
    starts = forms.TimeField(label=_("Begins at"))
    last_date = forms.DateField(label=_("Last date, if it spans several"), required=False)
    ends = forms.TimeField(label=_("Ends at"))
    trainers = forms.ModelMultipleChoiceField(
        label=_("Trainers"), queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    field_order = [
        "team",
        "code",
        "kind",
        "title",
        "first_date",
        "starts",
        "last_date",
        "ends",
        "minutes",
        "place",
        "audience",
        "counts",
        "trainers",
    ]

    class Meta:
        model = Session
        fields: ClassVar[list[str]] = ["team", "code", "kind", "title", "minutes", "place", "audience", "counts"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        session = self.instance
        self.fields["team"].queryset = session.cohort.teams.all()  # type: ignore[attr-defined]
        self.fields["team"].empty_label = gettext("Shared by all teams")  # type: ignore[attr-defined]
        self.fields["trainers"].queryset = possible_trainers(session.cohort)  # type: ignore[attr-defined]
        if session.pk:
            # What a session is stands fixed once it is planned; when and where may change.
            del self.fields["team"], self.fields["code"], self.fields["kind"]
            self.initial = (
                dict(self.initial) | _clock(session) | {"trainers": list(session.trainers.values_list("pk", flat=True))}
            )

    def clean(self) -> dict[str, Any]:
        """Join dates and times, and refuse an end before the beginning and too many minutes."""
        cleaned: dict[str, Any] = super().clean() or {}
        first, starts, ends = cleaned.get("first_date"), cleaned.get("starts"), cleaned.get("ends")
        if not (first and starts and ends):
            return cleaned
        last = cleaned.get("last_date") or first
        self.instance.starts_at = timezone.make_aware(datetime.combine(first, starts))
        self.instance.ends_at = timezone.make_aware(datetime.combine(last, ends))
        if self.instance.ends_at <= self.instance.starts_at:
            self.add_error("ends", gettext("The session must end after it begins."))
        elif (cleaned.get("minutes") or 0) * 60 > (self.instance.ends_at - self.instance.starts_at).total_seconds():
            self.add_error("minutes", gettext("More minutes than lie between the beginning and the end."))
        return cleaned


def possible_trainers(cohort: Cohort) -> Any:
    """Return the people who may be named as trainers: trainers and model owners of the programme's owner today."""
    roles = (Role.TRAINER, Role.MODEL_OWNER)
    owner = cohort.programme.owner_organisation_id
    current = Membership.objects.current().filter(role__in=roles, organisation=owner)
    return User.objects.filter(memberships__in=current).distinct().order_by("name")


def _clock(session: Session) -> dict[str, Any]:
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    several = ends.date() != starts.date()
    return {
        "first_date": starts.date(),
        "starts": starts.time(),
        "last_date": ends.date() if several else None,
        "ends": ends.time(),
    }


class SchoolHolidayForm(forms.ModelForm):
    """A week in which schools are closed, in one municipality or all."""

    class Meta:
        model = SchoolHoliday
        fields: ClassVar[list[str]] = ["name", "week", "year", "municipality"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY)  # type: ignore[attr-defined]
        self.fields["municipality"].empty_label = gettext("All municipalities")  # type: ignore[attr-defined]
