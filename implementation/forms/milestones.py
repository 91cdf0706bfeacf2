"""What is asked when a milestone is planned, reached, evidenced, withdrawn or confirmed, and when a step is paused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from implementation.actions.milestones import Evidence
from implementation.milestones.policies import (
    EVIDENCE_TYPES,
    why_not_file,
    why_not_planned_on,
    why_not_reached_on,
)
from implementation.models.milestone import LONGEST_REASON, LONGEST_TEXT
from people.personal_data import has_personal_number, without_personal_numbers
from supervision.forms.texts import ReticentField

if TYPE_CHECKING:
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile

    from courses.models import Cohort


class LinkField(forms.URLField):
    """An address that begins with https; one with what looks like a CPR number is refused and not shown again."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=500, **kwargs)

    def validate(self, value: str) -> None:
        """Raise ValidationError for an address that cannot be kept."""
        super().validate(value)
        if value and not value.startswith("https://"):
            raise ValidationError(gettext("A link begins with https://."))
        if has_personal_number(value):
            raise ValidationError(gettext("This looks like a CPR number. Write without anything that tells who it is."))

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what was typed as the page shows it again."""
        return without_personal_numbers(data) if isinstance(data, str) else data


class NamedForm(forms.Form):
    """A form among others on a page: its fields' ids begin with its name."""

    name: ClassVar[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.name}_%s"} | kwargs)


class EvidenceFields(forms.Form):
    """A text, a link and a file, none of them needed; ``evidence`` holds them once valid."""

    text = ReticentField(
        label=_("What shows it?"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_TEXT}),
        help_text=_("Nothing that tells who a young person is: no name, no address, no CPR number."),
    )
    link = LinkField(
        label=_("Link"), required=False, help_text=_("For example a page of the municipality, with https.")
    )
    file = forms.FileField(
        label=_("File"),
        required=False,
        max_length=150,
        help_text=_("PDF, picture or document, at most 10 MB. It is read by those who read this page."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in EVIDENCE_TYPES)}),
    )

    def clean_file(self) -> UploadedFile[Any] | None:
        """Return the file; raises ValidationError for one that cannot be kept."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (refused := why_not_file(file)):
            raise ValidationError(refused)
        return file

    @property
    def evidence(self) -> Evidence:
        """What was handed in."""
        return Evidence(**{name: self.cleaned_data[name] for name in ("text", "link", "file")})


class ReachForm(NamedForm, EvidenceFields):
    """When it was reached, and what shows it."""

    name = "reach"
    on = forms.DateField(label=_("Reached on"), initial=timezone.localdate)
    field_order = ("on", "text", "link", "file")

    def clean_on(self) -> date:
        """Return the date; raises ValidationError for one that has not come."""
        day: date = self.cleaned_data["on"]
        if refused := why_not_reached_on(day, timezone.localdate()):
            raise ValidationError(refused)
        return day


class EvidenceForm(NamedForm, EvidenceFields):
    """More that shows it."""

    name = "evidence"

    def clean(self) -> dict[str, Any]:
        """Ask for something; what is wrong with a field is said there."""
        cleaned = super().clean() or {}
        if not self.errors and not self.evidence.is_something:
            raise ValidationError(gettext("Write a text, give a link or choose a file."))
        return cleaned


class PlanForm(NamedForm):
    """Another planned date, or none."""

    name = "plan"
    on = forms.DateField(
        label=_("Planned date"), required=False, help_text=_("Empty: the date that follows from the programme.")
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        self.cohort = cohort
        super().__init__(*args, **kwargs)

    def clean_on(self) -> date | None:
        """Return the date; raises ValidationError for one far outside the programme."""
        day: date | None = self.cleaned_data["on"]
        if day and (refused := why_not_planned_on(day, self.cohort)):
            raise ValidationError(refused)
        return day


class ReasonForm(NamedForm):
    """Why, in a sentence."""

    reason = ReticentField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_REASON}),
    )


class WithdrawForm(ReasonForm):
    """Why the milestone is not reached after all."""

    name = "withdraw"


class UnconfirmForm(ReasonForm):
    """Why the confirmation is withdrawn."""

    name = "unconfirm"


class ConfirmForm(NamedForm):
    """Nothing but the button."""

    name = "confirm"


class PauseForm(ReasonForm):
    """From when on and why a step rests."""

    name = "pause"
    since = forms.DateField(label=_("Paused from"), initial=timezone.localdate)
    field_order = ("since", "reason")
