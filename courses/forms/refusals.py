"""How what an action refuses is told by the form that asked for it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from people.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BaseForm


@contextmanager
def refusals_told_by(form: BaseForm) -> Iterator[None]:
    """Turn a refusal inside the block into the form's errors; the view then shows the form again."""
    try:
        yield
    except Refused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        for field, sentences in _by_field(error).items():
            form.add_error(field if field in form.fields else None, sentences)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
