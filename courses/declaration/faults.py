"""What is wrong with a declaration: every fault in a sentence that says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class DeclarationFaults(Exception):  # noqa: N818 - it carries what a person can mend in their file
    """The file cannot be used; `faults` are the sentences, in the order of the file."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)
