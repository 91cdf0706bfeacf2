"""People, their roles and their own profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.enums import OrganisationKind
from people.models import Membership, Organisation, User
from people.roles import MEMBERSHIP_ROLES

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict


class PersonForm(forms.ModelForm[User]):
    """Name, e-mail and language."""

    class Meta:
        model = User
        fields = ["name", "email", "language"]
        help_texts = {
            "email": _("The person logs in with it, and mails go there."),
            "language": _("The language of pages and mails; the person can change it."),
        }
        widgets = {"language": forms.RadioSelect}


class NewPersonForm(PersonForm):
    """A new person, who may be invited in the same go."""

    invite = forms.BooleanField(
        label=_("Send an invitation now"),
        required=False,
        initial=True,
        help_text=_("You can also do it later, from the person's page."),
    )
    occasion = forms.CharField(
        label=_("What is the person invited to?"),
        max_length=200,
        required=False,
        help_text=_("Completes the sentence “You are invited to …” in the mail, such as “U-turn, cohort H2026”."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask what the invitation is to, if there is to be one."""
        cleaned = super().clean() or {}
        if cleaned.get("invite") and not cleaned.get("occasion"):
            raise ValidationError({"occasion": _("Write what the person is invited to, or send no invitation now.")})
        return cleaned


class ProfileForm(forms.ModelForm[User]):
    """What people change about themselves."""

    class Meta:
        model = User
        fields = ["name", "language"]
        help_texts = {"name": _("As it is to stand on your certificate."), "language": _("Of pages and mails.")}
        widgets = {"language": forms.RadioSelect}


class PersonFilterForm(forms.Form):
    """Narrows the list of people."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("All")), *((role.value, role.label) for role in MEMBERSHIP_ROLES)],
    )


class RoleForm(forms.ModelForm[Membership]):
    """A role for a person in an organisation."""

    class Meta:
        model = Membership
        fields = ["role", "organisation", "since", "supervisor_education", "practice_since"]
        help_texts = {
            "since": _("The first day with the role. It opens what the role opens from that day."),
            "supervisor_education": _("For supervisors: which education, and from when."),
            "practice_since": _("For trainers and supervisors, who have at least two years of practice in the model."),
        }
        widgets = {"since": forms.DateInput, "practice_since": forms.DateInput}

    def __init__(self, data: QueryDict | None = None, *, person: User) -> None:
        super().__init__(data, instance=Membership(user=person, since=timezone.localdate()))
        organisations = Organisation.objects.exclude(kind=OrganisationKind.MUNICIPALITY)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        # The person is given by the page, and "once per role and organisation" must be checked with them.
        return super()._get_validation_exclusions() - {"user", "until"}  # type: ignore[misc]


class EndRoleForm(forms.Form):
    """From when a role is over."""

    until = forms.DateField(
        label=_("The first day without the role"),
        help_text=_("Today closes what the role opened at once."),
        widget=forms.DateInput,
    )

    def __init__(self, data: QueryDict | None = None, *, membership: Membership) -> None:
        self.membership = membership
        super().__init__(data, initial={"until": timezone.localdate()})

    def clean_until(self) -> date:
        """Return the date; raises ValidationError for one before the role began."""
        until: date = self.cleaned_data["until"]
        if until < self.membership.since:
            raise ValidationError(_("The end cannot lie before the beginning."))
        return until
