"""Flows as the text that SankeyMATIC draws a diagram from. Reads the table people see, so it can say no more than that."""

from __future__ import annotations

import re

import pandas as pd

#: The columns of a table of flows.
COLUMNS = ("From", "To", "Applications")
#: The kit's own names of stages and ends: letters and spaces, no sign that means something to SankeyMATIC.
_NAME = re.compile(r"[A-Za-z]+( [A-Za-z]+)*")


def text(table: pd.DataFrame) -> str | None:
    """One flow a line, in the table's order: “Applied [33] Positive answer”; "" where nothing has flowed yet.

    table: cells as text. None for a table of something else, and for one that does not tell every number ("<5").
    """
    if tuple(table.columns) != COLUMNS:
        return None
    cells = [[str(cell) for cell in row] for row in table.to_numpy(dtype=object).tolist()]
    if not all(_NAME.fullmatch(start) and _NAME.fullmatch(end) and re.fullmatch("[0-9]+", n) for start, end, n in cells):
        return None
    return "\n".join(f"{start} [{n}] {end}" for start, end, n in cells)
