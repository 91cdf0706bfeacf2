"""What the figures of a report are called, and what the text of one means; for forms and for lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from courses.parsing import CellError, parse_number
from implementation.models import FIGURES, ActivityReport

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import Field

LARGEST = 9999
"""More than any team does in a month; what is larger is a slip of the keyboard."""


def figure_column(name: str) -> Field[Any, Any]:
    """Return the column of the figure, which says what it's called and what it counts."""
    return cast("Field[Any, Any]", ActivityReport._meta.get_field(name))


def figure_labels() -> dict[str, str]:
    """Return what each of the five figures is called, in their order."""
    return {name: str(figure_column(name).verbose_name) for name in FIGURES}


def parse_figure(text: str) -> int:
    """Return a whole number from 0 on: `12`, `1.200`; raises CellError with what was expected instead."""
    try:
        number = parse_number(text)
    except CellError:
        raise _no_figure() from None
    if number != int(number) or number < 0:
        raise _no_figure()
    if number > LARGEST:
        raise CellError(_("at most %(most)s") % {"most": LARGEST})
    return int(number)


def _no_figure() -> CellError:
    return CellError(_("a whole number, 0 or more"))
