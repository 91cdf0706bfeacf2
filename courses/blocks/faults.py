"""How a block says what cannot be: a sentence at each field that has to be mended."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


def raise_faults(faults: dict[str, str | None]) -> None:
    """Raise what Wagtail shows at the fields, by name; None and an empty sentence say that the field is sound."""
    errors = {name: ValidationError(sentence) for name, sentence in faults.items() if sentence}
    if errors:
        raise StructBlockValidationError(block_errors=errors)
