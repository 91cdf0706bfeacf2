"""Gives allauth's forms our words: labels and hints of our own, and no placeholders in place of labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.forms import Form

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class WordedForm(Form):
    """A form whose ``labels`` and ``hints`` replace those of the form it dresses."""

    labels: ClassVar[dict[str, _StrPromise]] = {}
    hints: ClassVar[dict[str, _StrPromise]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
