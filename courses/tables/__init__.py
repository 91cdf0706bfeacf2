"""Lists as files, in and out, free of models; what a cell's text means stands in `courses.parsing`."""

from __future__ import annotations

from courses.tables.columns import ColumnMatch, left_alone, match_columns
from courses.tables.faults import Fault, ImportFaults, TableFault
from courses.tables.reading import MAX_BYTES, read_table
from courses.tables.table import (
    MAX_COLUMNS,
    MAX_ROWS,
    Row,
    Table,
    formula_faults,
    holds_personal_number,
    personal_number_faults,
)
from courses.tables.writing import CONTENT_TYPES, Cell, write_csv, write_table, write_xlsx

__all__ = [
    "CONTENT_TYPES",
    "MAX_BYTES",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Cell",
    "ColumnMatch",
    "Fault",
    "ImportFaults",
    "Row",
    "Table",
    "TableFault",
    "formula_faults",
    "holds_personal_number",
    "left_alone",
    "match_columns",
    "personal_number_faults",
    "read_table",
    "write_csv",
    "write_table",
    "write_xlsx",
]
