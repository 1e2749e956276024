"""The kit's own format, as `js.convert` writes it: the column that says where a row came from, and cells no spreadsheet takes for formulas."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jobstats.readers.read import Read
from jobstats.readers.table import Table
from jobstats.report import Understood

#: The column of a converted log that says where each row came from; a file that has it is one the kit wrote.
FROM = "read_from"
#: What makes a spreadsheet take a cell for a formula; such a cell is written with an apostrophe before it, which loading takes off again.
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_UNSEEN = "\ufeff\u200b\u200e\u200f \u00a0"


def safe(cell: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{cell}" if _is_risky(cell) else cell


def bare(cell: str) -> str:
    """The cell that `safe` was given; an apostrophe it did not write stays."""
    return cell[1:] if cell[:1] == "'" and _is_risky(cell[1:]) else cell


def _is_risky(cell: str) -> bool:
    return cell.lstrip(_UNSEEN).startswith(RISKY) or cell[:1] == "'"


def as_meant(table: Table) -> Table:
    """The table; where the kit wrote it, its cells as they were before they were made safe."""
    if FROM not in table.header:
        return table
    return replace(table, header=[bare(name) for name in table.header], cells=[column.mapped(bare) for column in table.cells])


def told(read: Read) -> Read:
    """What was read; the column that says where a row came from is known for what it is."""
    if FROM not in read.kept_columns:
        return read
    codes, cells = read.coded[FROM]
    filled = int(np.array([*map(bool, cells), False])[codes].sum())
    known = Understood(FROM, "where the row came from", filled, 1, "same")
    return replace(read, columns=[*read.columns, known], kept_columns=[name for name in read.kept_columns if name != FROM])
