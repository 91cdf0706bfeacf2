"""A follow-up form as somebody writes it: its themes, what is wrong with them, and how two versions differ."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from supervision.enums import FormSubject, ThemeGroup
from supervision.models.form import SCORES
from supervision.policies import why_not_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from supervision.models import FollowUpForm

GROUPS = {
    FormSubject.SUPERVISION: (ThemeGroup.THEME,),
    FormSubject.LEADERSHIP: (ThemeGroup.STRATEGIC, ThemeGroup.BEARING),
}
"""What the themes of a form about the subject may be: rated ones, or principles."""

# A draft's fields are named by the key, which is why it is letters and digits alone.
KEY = re.compile(r"[A-Z][A-Z0-9]{0,3}")
LONGEST_TITLE, LONGEST_ABOUT, LONGEST_ANCHOR = 120, 1000, 600
MOST_THEMES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTheme:
    """A theme of a form before it's published; ``anchors`` are five texts for 1 to 5, none for a principle."""

    key: str
    title: str
    about: str = ""
    group: ThemeGroup = ThemeGroup.THEME
    anchors: tuple[str, ...] = ()

    def tidied(self) -> WrittenTheme:
        """Return the theme with its texts as they are kept: no space around them, line ends of one kind."""
        return replace(
            self,
            key=self.key.strip().upper(),
            title=_tidy(self.title),
            about=_tidy(self.about),
            anchors=tuple(map(_tidy, self.anchors)),
        )


class Fault(NamedTuple):
    """What keeps a form from being published: which theme (from 0, None for the form), which part, and the sentence."""

    number: int | None
    part: str
    sentence: str


def themes_of(form: FollowUpForm | None) -> tuple[WrittenTheme, ...]:
    """Return a published form's themes in their order; none of no form."""
    return tuple(
        WrittenTheme(
            key=theme.key,
            title=theme.title,
            about=theme.about,
            group=ThemeGroup(theme.group),
            anchors=tuple(theme.anchors),
        )
        for theme in (form.themes.all() if form else ())
    )


# -- what is wrong ----------------------------------------------------------------------------------------------------


def faults_of(subject: FormSubject, themes: Sequence[WrittenTheme]) -> list[Fault]:
    """Return everything that keeps the themes from being a form about the subject, in the order of the themes."""
    if not 1 <= len(themes) <= MOST_THEMES:
        return [Fault(None, "", _("A form has 1 to %(most)s themes.") % {"most": MOST_THEMES})]
    taken: set[str] = set()
    found: list[Fault] = []
    for number, theme in enumerate(themes):
        parts = (*_key_faults(theme, taken), *_text_faults(theme), *_scale_faults(theme, subject))
        found += [Fault(number, part, sentence) for part, sentence in parts]
        taken.add(theme.key)
    return found


def _key_faults(theme: WrittenTheme, taken: set[str]) -> Iterator[tuple[str, str]]:
    if not KEY.fullmatch(theme.key):
        yield "key", _("A letter, or a letter and up to three letters and digits: F or S6.")
    elif theme.key in taken:
        yield "key", _("%(key)s stands for another theme already.") % {"key": theme.key}


def _text_faults(theme: WrittenTheme) -> Iterator[tuple[str, str]]:
    if not theme.title:
        yield "title", _("Give the theme a title.")
    texts = [("title", theme.title, LONGEST_TITLE), ("about", theme.about, LONGEST_ABOUT)]
    texts += [(f"anchor_{score}", text, LONGEST_ANCHOR) for score, text in enumerate(theme.anchors, start=1)]
    for part, text, longest in texts:
        if refused := why_not_text(text, longest=longest):
            yield part, refused


def _scale_faults(theme: WrittenTheme, subject: FormSubject) -> Iterator[tuple[str, str]]:
    if theme.group not in GROUPS[subject]:
        yield "group", _("A form about this has no themes of that kind.")
    elif theme.group != ThemeGroup.THEME:
        if theme.anchors:
            yield "anchors", _("A principle has no scale.")
    elif len(theme.anchors) != len(SCORES):
        yield "anchors", _("The scale needs five texts, for 1 to 5.")
    else:
        for score, text in zip(SCORES, theme.anchors, strict=True):
            if not text:
                yield f"anchor_{score}", _("Write what is seen in practice at %(score)s.") % {"score": score}


# -- how two versions differ ------------------------------------------------------------------------------------------


def differences(before: Sequence[WrittenTheme], after: Sequence[WrittenTheme]) -> list[str]:
    """Return a sentence for each theme that is new, gone or worded anew, and one for another order."""
    old, new = ({theme.key: theme for theme in themes} for themes in (before, after))
    sentences = [_("%(key)s is new.") % {"key": key} for key in new if key not in old]
    sentences += [_("%(key)s is left out.") % {"key": key} for key in old if key not in new]
    for key in (key for key in new if key in old):
        if parts := _changed(old[key], new[key]):
            sentences.append(_("%(key)s: %(parts)s changed.") % {"key": key, "parts": ", ".join(parts)})
    if [key for key in old if key in new] != [key for key in new if key in old]:
        sentences.append(_("The themes stand in another order."))
    return sentences


def _changed(old: WrittenTheme, new: WrittenTheme) -> Iterable[str]:
    named = {
        "title": _("title"),
        "about": _("what it is about"),
        "group": _("group"),
        "anchors": _("the scale in words"),
    }
    return [name for part, name in named.items() if getattr(old, part) != getattr(new, part)]


def _tidy(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())
