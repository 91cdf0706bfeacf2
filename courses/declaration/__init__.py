"""A programme as a file: what a declaration holds, how it is read, written, checked and compared with the pages.

Nothing here writes to the database; `courses.actions.programme` does.
"""

from __future__ import annotations

from courses.declaration.checks import check
from courses.declaration.differences import differences
from courses.declaration.faults import DeclarationFaults
from courses.declaration.pages import declaration_of
from courses.declaration.shape import (
    ActivityDeclaration,
    ExtendedDeclaration,
    MilestoneDeclaration,
    ModuleDeclaration,
    ProgrammeDeclaration,
    StepDeclaration,
)
from courses.declaration.shipped import SHIPPED, shipped_path
from courses.declaration.text import MAX_BYTES, read_declaration, write_declaration

__all__ = [
    "MAX_BYTES",
    "SHIPPED",
    "ActivityDeclaration",
    "DeclarationFaults",
    "ExtendedDeclaration",
    "MilestoneDeclaration",
    "ModuleDeclaration",
    "ProgrammeDeclaration",
    "StepDeclaration",
    "check",
    "declaration_of",
    "differences",
    "read_declaration",
    "shipped_path",
    "write_declaration",
]
