"""What Wagtail's editor checks on programme, step and module pages, said in the editor's words.

A draft may be unfinished, but what it says must be able to hold; only publishing asks for what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from courses.needed import why_milestone_needed
from courses.programme_rules import clock_fault, month_fault, repeated, span_fault

if TYPE_CHECKING:
    from modelcluster.forms import BaseChildFormSet
    from wagtail.admin.forms.models import WagtailAdminModelForm


class ProgrammeForm(WagtailAdminPageForm):
    """A programme is published with at least one step; its months hold all modules, its codes are unlike."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "duration_months", _("How many months does the programme last?"))
        _say(self, "threshold", _("How many percent of the minutes must be attended for the certificate?"))
        for form in self.formsets["activities"].forms if "activities" in self.formsets else []:
            _say(form, "minutes", _("A recurring activity needs its minutes: how long does it last?"))

    def clean(self) -> dict[str, Any]:
        """Refuse a staircase without stairs, a duration that leaves a module outside, and codes that collide."""
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and not self._has_steps():
            message = _("A programme needs at least one published step. Save it as a draft and add its steps first.")
            self.add_error(None, message)
        self._check_duration(cleaned.get("duration_months"))
        if "activities" in self.formsets:
            self._check_activities(self.formsets["activities"])
        return cleaned

    def _has_steps(self) -> bool:
        return self.instance.pk is not None and self.instance.steps().exists()

    def _check_duration(self, duration: int | None) -> None:
        if not duration or self.instance.pk is None:
            return
        late = next((one for one in self.instance.modules() if (one.month_offset or 0) > duration), None)
        if late:
            message = _("%(code)s %(title)s lies in month %(month)s, after the programme's end.")
            what = {"code": late.code, "title": late.title, "month": late.month_offset}
            self.add_error("duration_months", message % what)

    def _check_activities(self, formset: BaseChildFormSet) -> None:
        kept = _kept(formset)
        keys = [form.instance.pk for form in kept if form.instance.pk]
        # An older version of the page may lack a row as well, so the rows are asked and not the form.
        rows = formset.model.objects.filter(programme_id=self.instance.pk, sessions__isnull=False)
        for activity in rows.exclude(pk__in=keys).distinct():
            message = _("Sessions are planned from “%(title)s”, so it cannot be removed.")
            self.add_error(None, message % {"title": activity.title})
        _check_codes(kept, self._module_codes())

    def _module_codes(self) -> set[str]:
        modules = self.instance.modules() if self.instance.pk else []
        return {module.code.rstrip("0123456789") for module in modules}


def _kept(formset: BaseChildFormSet) -> list[WagtailAdminModelForm]:
    """Return the forms of the rows that stay, those that can be read."""
    sound = [form for form in formset.forms if form.is_valid() and form.cleaned_data]
    return [form for form in sound if not form.cleaned_data.get("DELETE")]


def _check_codes(forms: list[WagtailAdminModelForm], taken: set[str]) -> None:
    twice = repeated(form.cleaned_data["code_prefix"] for form in forms)
    for form in forms:
        values = form.cleaned_data
        if values["code_prefix"] in taken.union(twice):
            form.add_error("code_prefix", _("Another activity or module of the programme has this code."))
        _check_clock(form, "minutes", values)
        longer = {"starts": values["starts"], "ends": values["extended_ends"], "minutes": values["extended_minutes"]}
        _check_clock(form, "extended_minutes", longer)


class StepForm(WagtailAdminPageForm):
    """A step lies within the programme's months and ends after it begins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "month_from", _("In which month does the step begin?"))
        _say(self, "month_to", _("In which month does the step end?"))
        for form in self.formsets["milestones"].forms if "milestones" in self.formsets else []:
            _say(form, "planned_month", _("In which month of the programme is the milestone to be reached?"))

    def clean(self) -> dict[str, Any]:
        """Check the months against the programme and each other, and the milestones."""
        cleaned: dict[str, Any] = super().clean()
        duration = self.parent_page.specific.duration_months
        first, last = cleaned.get("month_from"), cleaned.get("month_to")
        _add(self, "month_from", month_fault(first, duration))
        _add(self, "month_to", month_fault(last, duration) or span_fault(first, last))
        if "milestones" in self.formsets:
            self._check_milestones(self.formsets["milestones"], duration)
        return cleaned

    def _check_milestones(self, formset: BaseChildFormSet, duration: int | None) -> None:
        kept = _kept(formset)
        # A row that cannot be read yet stays; asking the formset for its deleted forms would check it as a whole.
        keys = [form.instance.pk for form in formset.forms if form in kept or not form.is_valid()]
        for milestone in formset.model.objects.filter(step_id=self.instance.pk).exclude(pk__in=keys):
            _add(self, None, why_milestone_needed(milestone))
        twice = repeated(form.cleaned_data["key"] for form in kept)
        for form in kept:
            _add(form, "planned_month", month_fault(form.cleaned_data["planned_month"], duration))
            if form.cleaned_data["key"] in twice:
                form.add_error("key", _("Another milestone of the step has this key."))


class ModuleForm(WagtailAdminPageForm):
    """A module has minutes that fit its clock times, a month within the programme and a code of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", _("A module needs a code, e.g. UDD1."))
        _say(self, "minutes", _("A module needs its minutes: how long does it last?"))
        _say(self, "month_offset", _("In which month of the programme does the module lie?"))

    def clean(self) -> dict[str, Any]:
        """Check month, clock times and code."""
        cleaned: dict[str, Any] = super().clean()
        programme = self.parent_page.get_parent().specific
        _add(self, "month_offset", month_fault(cleaned.get("month_offset"), programme.duration_months))
        _check_clock(self, "minutes", cleaned, dates=cleaned.get("dates") or 1)
        code = cleaned.get("code")
        others = type(self.instance).objects.descendant_of(programme).exclude(pk=self.instance.pk).filter(code=code)
        if code and others.exists():
            self.add_error("code", _("Another module of the programme has this code."))
        return cleaned


def _say(form: WagtailAdminModelForm, name: str, required: str) -> None:
    """Let the field ask for what it needs instead of saying that it is required."""
    if name in form.fields:
        form.fields[name].error_messages["required"] = required


def _add(form: WagtailAdminModelForm, name: str | None, fault: str | None) -> None:
    if fault:
        form.add_error(name, fault)


def _check_clock(form: WagtailAdminModelForm, name: str, values: dict[str, Any], *, dates: int = 1) -> None:
    starts, ends, minutes = (values.get(field) for field in ("starts", "ends", "minutes"))
    _add(form, name, clock_fault(starts=starts, ends=ends, minutes=minutes, dates=dates))
