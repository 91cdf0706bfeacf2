"""A session as a person adds or changes it in the plan, and the weeks when schools are closed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.enums import ActivityKind, SessionState
from courses.models import SchoolHoliday, Session
from courses.teams.supervisors import possible_substitutes
from people.enums import OrganisationKind
from people.models import Membership, Organisation, User
from people.roles import Role

if TYPE_CHECKING:
    from courses.models import Cohort


class SessionForm(forms.ModelForm):
    """When, where, for whom and with which trainers; a supervision has none, but perhaps a substitute."""

    first_date = forms.DateField(label=_("Date"))
    starts = forms.TimeField(label=_("Begins at"))
    last_date = forms.DateField(label=_("Last date, if it spans several"), required=False)
    ends = forms.TimeField(label=_("Ends at"))
    trainers = forms.ModelMultipleChoiceField(
        label=_("Trainers"), queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    substitute = forms.ModelChoiceField(
        label=_("Substitute"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody: the team's own supervisor comes"),
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
        "substitute",
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
            self.initial = dict(self.initial) | _clock(session)
            self.initial["trainers"] = list(session.trainers.values_list("pk", flat=True))
        self._offer_substitutes(session)

    def _offer_substitutes(self, session: Session) -> None:
        """Ask for trainers, or who stands in at a supervision that is to come; later the record says who led it."""
        is_supervision = bool(session.pk) and ActivityKind(session.kind).is_supervision
        if is_supervision:
            del self.fields["trainers"]
        if not is_supervision or session.state != SessionState.PUBLISHED or session.has_begun():
            del self.fields["substitute"]
            return
        self.fields["substitute"].queryset = possible_substitutes(session)  # type: ignore[attr-defined]
        self.initial["substitute"] = next(iter(self.initial["trainers"]), None)

    def clean(self) -> dict[str, Any]:
        """Join dates and times, and refuse an end before the beginning and too many minutes."""
        cleaned: dict[str, Any] = super().clean() or {}
        kind = cleaned.get("kind")
        if kind and ActivityKind(kind).is_supervision and cleaned.get("trainers"):
            self.add_error("trainers", gettext("A supervision is led by the team's supervisor and has no trainers."))
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

    def leaders(self) -> list[User]:
        """Return who is to be named on the session: its trainers, or the substitute at a supervision."""
        if "trainers" in self.fields:
            return list(self.cleaned_data["trainers"])
        if "substitute" in self.fields:
            return list(filter(None, [self.cleaned_data["substitute"]]))
        return list(self.instance.trainers.all())


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
