"""A follow-up form as the model owner writes its next version: every theme, and two empty ones at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from supervision.enums import FormSubject, ThemeGroup
from supervision.models.form import SCORES
from supervision.written_form import (
    GROUPS,
    LONGEST_ABOUT,
    LONGEST_ANCHOR,
    LONGEST_TITLE,
    MOST_THEMES,
    WrittenTheme,
    faults_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

EMPTY_THEMES = 2
ANCHORS = tuple(f"anchor_{score}" for score in SCORES)
LAST = 100
"""The place of a theme that has none: after all others."""


def _anchor(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_ANCHOR, widget=forms.Textarea(attrs={"rows": 3}))


class ThemeForm(forms.Form):
    """One theme: its letter, its place in the order, its texts."""

    key = forms.CharField(
        label=_("Letter"),
        max_length=4,
        help_text=_("A new one: the theme keeps it through all versions, and its history follows it."),
    )
    position = forms.IntegerField(label=_("Place in the order"), min_value=1, max_value=LAST - 1, required=False)
    group = forms.ChoiceField(label=_("Kind"))
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE)
    about = forms.CharField(
        label=_("What it is about"), max_length=LONGEST_ABOUT, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    anchor_1 = _anchor(_("What is seen in practice at 1"))
    anchor_2 = _anchor(_("What is seen in practice at 2"))
    anchor_3 = _anchor(_("What is seen in practice at 3"))
    anchor_4 = _anchor(_("What is seen in practice at 4"))
    anchor_5 = _anchor(_("What is seen in practice at 5"))

    use_required_attribute = False

    def __init__(self, *args: Any, subject: FormSubject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        if subject == FormSubject.SUPERVISION:
            del self.fields["group"]
            return
        self.fields["group"].choices = [(group, group.label) for group in GROUPS[subject]]  # type: ignore[attr-defined]
        # What a new theme begins with is no sign that somebody has written one.
        self.fields["group"].initial = GROUPS[subject][0]
        for name in ANCHORS:
            del self.fields[name]

    @property
    def heading(self) -> str:
        """What the theme is called above its fields."""
        if self.empty_permitted:
            return gettext("A new theme")
        return f"{self['key'].value() or ''} {self['title'].value() or ''}"

    @property
    def texts(self) -> list[forms.BoundField]:
        """The fields that are written in words: title, what it's about, and the scale."""
        return [field for field in self.visible_fields() if field.name in {"title", "about"} or field.name in ANCHORS]

    @property
    def place(self) -> int:
        """Where the theme stands in the order."""
        return self.cleaned_data.get("position") or LAST

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """What there is to mend, as the field's id and label and the sentence."""
        return [
            (field.id_for_label, str(field.label), str(error))
            for field in (self[name] for name in self.fields)
            for error in field.errors
        ]

    def written(self) -> WrittenTheme:
        """Return the theme as it's written."""
        given = self.cleaned_data
        return WrittenTheme(
            key=given["key"],
            title=given["title"],
            about=given["about"],
            group=ThemeGroup(given.get("group", ThemeGroup.THEME)),
            anchors=tuple(given[name] for name in ANCHORS if name in given),
        ).tidied()


class BaseThemeFormSet(BaseFormSet):
    """All themes of a form about a subject; a new theme whose fields are left empty is none."""

    prefix_of_themes: ClassVar[str] = "theme"

    def __init__(self, data: Any = None, *, subject: FormSubject, themes: Sequence[WrittenTheme] = ()) -> None:
        self.subject = subject
        initial = [_initial(theme, place) for place, theme in enumerate(themes, start=1)]
        super().__init__(data, initial=initial, prefix=self.prefix_of_themes, form_kwargs={"subject": subject})

    def add_fields(self, form: Any, index: int | None) -> None:
        """Let what is there be left out, and keep the letter by which its history is followed."""
        super().add_fields(form, index)
        is_new = index is None or index >= self.initial_form_count()
        if is_new:
            return
        form.fields["key"].widget = forms.HiddenInput()
        form.fields[DELETION_FIELD_NAME].label = _("Leave it out of the next version")

    def clean(self) -> None:
        """Tell each theme what keeps it from being published, by the rules that publishing asks as well."""
        kept = self._kept()
        if not all(form.is_valid() for form in kept):
            return
        for fault in faults_of(self.subject, [form.written() for form in kept]):
            if fault.number is None:
                raise forms.ValidationError(fault.sentence)
            form = kept[fault.number]
            form.add_error(fault.part if fault.part in form.fields else None, fault.sentence)

    def themes(self) -> list[WrittenTheme]:
        """Return the themes of the next version in their order."""
        return [form.written() for form in self._kept()]

    @property
    def is_faulty(self) -> bool:
        """Whether something was sent that has to be mended."""
        return self.is_bound and not self.is_valid()

    def _kept(self) -> list[ThemeForm]:
        """Return the forms that hold a theme, by their place; those of the same place in the order of the page."""
        filled = [form for form in self.forms if form.has_changed() or not form.empty_permitted]
        kept = [form for form in filled if not self._should_delete_form(form)]  # type: ignore[attr-defined]
        return sorted(kept, key=lambda form: form.place if form.is_valid() else LAST)


_ThemeFormSet = forms.formset_factory(
    ThemeForm,
    formset=BaseThemeFormSet,
    extra=EMPTY_THEMES,
    can_delete=True,
    can_delete_extra=False,
    max_num=MOST_THEMES,
    absolute_max=MOST_THEMES + EMPTY_THEMES,
)


def theme_forms(subject: FormSubject, *, data: Any = None, themes: Sequence[WrittenTheme] = ()) -> BaseThemeFormSet:
    """Return the form's themes as fields, filled with those given or with what was sent."""
    return cast("BaseThemeFormSet", cast("Any", _ThemeFormSet)(data, subject=subject, themes=themes))


def _initial(theme: WrittenTheme, place: int) -> dict[str, Any]:
    anchors = dict(zip(ANCHORS, theme.anchors, strict=False))
    return {
        "key": theme.key,
        "position": place,
        "group": theme.group,
        "title": theme.title,
        "about": theme.about,
        **anchors,
    }
