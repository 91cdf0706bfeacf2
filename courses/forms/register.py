"""The register as a form: one line a participant, everybody present unless said otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from courses.actions.register import Line, register_version
from courses.enums import AttendanceStatus
from courses.parsing import CellError, parse_attendance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from courses.models import Attendance, Participant, Session

PRESENT, PARTIAL = AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL
ABSENT, EXCUSED = AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED
NOT_THERE = ""


class LineForm(forms.Form):
    """One participant's line: there, there for a part of it, absent or excused."""

    status = forms.ChoiceField(label=_("Attendance"), widget=forms.RadioSelect, required=False)
    minutes = forms.CharField(
        label=_("Minutes present"), required=False, max_length=20, widget=forms.TextInput(attrs={"size": 6})
    )
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)

    def __init__(
        self,
        *args: Any,
        participant: Participant,
        session: Session,
        row: Attendance | None,
        proposed: AttendanceStatus = PRESENT,
        **kwargs: Any,
    ) -> None:
        self.participant, self.session, self.row, self.proposed = participant, session, row, proposed
        self.obliged = session.obliges(participant)
        super().__init__(*args, **kwargs | {"prefix": f"p{participant.pk}", "initial": self._initial()})
        self.fields["status"].choices = self._choices()  # type: ignore[attr-defined]
        name = {"name": participant.user.name}
        self.fields["minutes"].widget.attrs["aria-label"] = gettext("%(name)s: minutes present") % name
        self.fields["reason"].widget.attrs["aria-label"] = gettext("%(name)s: reason") % name

    def _initial(self) -> dict[str, Any]:
        if self.row is None:
            return {"status": self.proposed if self.obliged else NOT_THERE}
        return {
            "status": self.row.status,
            "minutes": self.row.partial_minutes or "",
            "reason": self.row.reason,
        }

    def _choices(self) -> list[tuple[str, Any]]:
        choices: list[tuple[str, Any]] = [
            (PRESENT.value, _("Present")),
            (PARTIAL.value, _("Partly")),
            (ABSENT.value, _("Absent")),
            (EXCUSED.value, _("Excused")),
        ]
        if not self.obliged or self.row:
            choices.append((NOT_THERE, _("No entry") if self.obliged else _("Does not take part")))
        return choices

    def clean_minutes(self) -> int | None:
        """Return whole minutes, written as 150, 2:30 or 2,5 t; None where nothing is written."""
        text = self.cleaned_data["minutes"].strip()
        if not text:
            return None
        try:
            cell = parse_attendance(text)
        except CellError as error:
            raise forms.ValidationError(gettext("Expected %(what)s.") % {"what": error.expected}) from None
        if cell is None or cell.minutes is None:
            raise forms.ValidationError(gettext("Write minutes, e.g. 150 or 2:30."))
        if cell.minutes > self.session.minutes:
            raise forms.ValidationError(
                gettext("The session lasts %(minutes)s minutes.") % {"minutes": self.session.minutes}
            )
        return cell.minutes

    def clean(self) -> dict[str, Any]:
        """Refuse a part without its minutes, minutes without a part, and an excuse without its reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        status = cleaned.get("status")
        if status == PARTIAL and "minutes" not in self.errors and not cleaned.get("minutes"):
            self.add_error("minutes", gettext("How long? Write minutes, e.g. 150 or 2:30."))
        if status != PARTIAL and cleaned.get("minutes"):
            self.add_error("minutes", gettext("Choose “Partly”, or empty the minutes."))
        if status == EXCUSED and not cleaned.get("reason", "").strip():
            self.add_error("reason", gettext("An excused absence needs a reason."))
        return cleaned

    @property
    def status_shown(self) -> AttendanceStatus | None:
        """What the register says now, as words with a tone; None where it says nothing."""
        return AttendanceStatus(self.row.status) if self.row else None

    @property
    def said(self) -> str:
        """What this person filled in, in words: shown beside what somebody else saved meanwhile."""
        label = dict(self._choices())[self.cleaned_data["status"]]
        minutes, reason = self.cleaned_data["minutes"], self.cleaned_data["reason"]
        text = gettext("%(number)s min.") % {"number": minutes} if minutes else ""
        return ", ".join(filter(None, [str(label), text, reason]))

    def line(self) -> Line:
        """Return what the register is to say; a part as long as the session is all of it."""
        status, minutes = self.cleaned_data["status"], self.cleaned_data["minutes"]
        if status == PARTIAL and minutes == self.session.minutes:
            status, minutes = PRESENT, None
        return Line(
            participant=self.participant,
            status=AttendanceStatus(status) if status else None,
            partial_minutes=minutes,
            reason=self.cleaned_data["reason"],
        )


class RegisterForm(forms.Form):
    """All lines of one session, saved as one, against the version that they were filled in against.

    Where people have checked in, whoever has not is proposed as absent; else everybody is proposed as present.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    correction = forms.CharField(label=_("Why is the register corrected?"), max_length=200, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        session: Session,
        participants: Sequence[Participant],
        rows: Mapping[int, Attendance],
        locked: bool,
    ) -> None:
        super().__init__(data, initial={"seen": register_version(session)})
        self.checked_in = sum(row.is_check_in for row in rows.values())
        proposed = ABSENT if self.checked_in else PRESENT
        self.lines = [
            LineForm(data, participant=participant, session=session, row=rows.get(participant.pk), proposed=proposed)
            for participant in participants
        ]
        if locked:
            self.fields["correction"].required = True
        else:
            del self.fields["correction"]

    def is_valid(self) -> bool:
        """Whether the form and every line hold up; all are checked, so that all errors show at once."""
        return all([super().is_valid(), *(line.is_valid() for line in self.lines)])

    @property
    def proposes_absence(self) -> bool:
        """Whether somebody who should be there has no line yet, while others have checked in."""
        return bool(self.checked_in) and any(line.obliged and line.row is None for line in self.lines)

    @property
    def faulty(self) -> list[LineForm]:
        """The lines that have to be mended."""
        return [line for line in self.lines if line.errors]
