"""What is written in a data sheet: choices, numbers and dates, no text; and the terms of a team's data agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from implementation.models import DataAgreement, DataSheet, SheetFollowUp
from implementation.models.sheet import BACKGROUND, CHANGE, FOLLOW_UP_EVERY, RETENTION
from implementation.sheets.choices import ActivityKind, Reporting, SheetKind, SheetState
from people.personal_data import has_personal_number

if TYPE_CHECKING:
    from implementation.sheets.choices import FollowUpKind

TERMS = ("since", "retention_months", "follow_up_months", "owner_may_read")


class SilentForm(forms.Form):
    """A form that never repeats what somebody typed in place of a choice, nor what looks like a CPR number."""

    def full_clean(self) -> None:
        """Check the fields, then empty those that hold what is not to be shown again."""
        for field in self.fields.values():
            if "invalid_choice" in field.error_messages:
                field.error_messages["invalid_choice"] = _("Choose one of the choices.")
        super().full_clean()
        hidden = {name: "" for name in self.errors if has_personal_number(str(self.data.get(name, "")))}
        if hidden:
            self.data = {name: self.data.get(name) for name in self.data} | hidden


class BackgroundForm(SilentForm):
    """What a sheet says of the young person; every question is answered, by "not known" if need be."""

    def __init__(self, *args: Any, sheet: DataSheet | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(sheet, name) for name in BACKGROUND} if sheet else {}
        super().__init__(*args, **{"initial": initial} | kwargs)
        self.fields |= forms.fields_for_model(DataSheet, fields=BACKGROUND)


class NewSheetForm(BackgroundForm):
    """A new sheet: its kind, since when, and the background."""

    kind = forms.ChoiceField(
        label=_("What is the sheet about?"),
        choices=SheetKind.choices,
        widget=forms.RadioSelect,
        help_text=_("It does not change: when somebody from the anonymous counselling enrols, make a new sheet."),
    )
    opened_on = forms.DateField(label=_("The course began on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"opened_on": timezone.localdate()}} | kwargs)


class ChangeForm(SilentForm):
    """What has changed since the sheet was opened."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= forms.fields_for_model(SheetFollowUp, fields=CHANGE)


class FollowUpForm(ChangeForm):
    """A follow-up of one of the kinds that can be written now."""

    kind = forms.ChoiceField(label=_("When"))
    done_on = forms.DateField(label=_("Date"))

    def __init__(self, *args: Any, kinds: list[FollowUpKind], **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"done_on": timezone.localdate()}} | kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0].value
            self.fields["kind"].widget = forms.HiddenInput()


class ClosureForm(ChangeForm):
    """When the course ended, and what has changed."""

    closed_on = forms.DateField(label=_("The course ended on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"closed_on": timezone.localdate()}} | kwargs)


class CountForm(SilentForm):
    """Which activity was once more, or once less."""

    kind = forms.ChoiceField(choices=ActivityKind.choices)
    more = forms.TypedChoiceField(choices=[("1", "+"), ("-1", "−")], coerce=int)


class ReportedForm(SilentForm):
    """Which report was made."""

    what = forms.ChoiceField(choices=Reporting.choices)


class SheetFilterForm(SilentForm):
    """Narrows the list by kind and state."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *SheetKind.choices], required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", pgettext_lazy("data sheets", "Open and closed")), *SheetState.choices],
        required=False,
    )

    @property
    def wanted(self) -> dict[str, str]:
        """What is asked for; what is no choice is left out."""
        return {"kind": "", "state": ""} | (self.cleaned_data if self.is_valid() else {})


class AgreementForm(SilentForm):
    """The terms of a team's data agreement."""

    since = forms.DateField(label=_("In force from"), help_text=_("No sheet is made before this date."))
    retention_months = forms.IntegerField(
        label=_("Months from closure to deletion"),
        min_value=RETENTION[0],
        max_value=RETENTION[1],
        help_text=_("Cases taken up in supervision are deleted as many months after their supervision."),
    )
    follow_up_months = forms.IntegerField(
        label=_("Months between follow-ups while a course goes on"),
        min_value=FOLLOW_UP_EVERY[0],
        max_value=FOLLOW_UP_EVERY[1],
    )
    owner_may_read = forms.BooleanField(
        label=_("The model owner may read the sheets"),
        required=False,
        help_text=_("Tick it only if the team's data agreement says so."),
    )

    def __init__(self, *args: Any, agreement: DataAgreement, **kwargs: Any) -> None:
        initial = {name: getattr(agreement, name) for name in TERMS}
        super().__init__(*args, **{"initial": initial} | kwargs)
