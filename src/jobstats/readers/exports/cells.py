"""A table on its way through an export's reader, with the cells of some columns written as the general readers take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from jobstats.readers.coded import Coded, Mask
from jobstats.readers.dates import Days
from jobstats.readers.sheet import Sheet


def blanked(sheet: Sheet, columns: Mapping[str, str], nothing: str) -> Sheet:
    """The sheet, blank wherever the export writes its word for nothing."""
    cells = [c.mapped(lambda cell: "" if cell.casefold() == nothing else cell) for c in sheet.table.cells]
    return Sheet(replace(sheet.table, cells=cells), sheet.asked, columns)


def rewritten(sheet: Sheet, columns: Mapping[str, str], meaning: str, cells: Coded) -> Sheet:
    """The sheet with other cells in the column of this meaning."""
    new = [cells if i == sheet.place.get(meaning) else c for i, c in enumerate(sheet.table.cells)]
    return Sheet(replace(sheet.table, cells=new), sheet.asked, columns)


def either(rows: Mask, one: Days, other: Days) -> Days:
    """The first column's days in these rows, the other's elsewhere."""
    pairs = [(one.stamp, other.stamp), (one.precision, other.precision), (one.wrong, other.wrong), (one.mend, other.mend)]
    stamp, precision, wrong, mend = (np.where(rows, a, b) for a, b in pairs)
    return Days(stamp, precision, wrong, mend, [], None)


def only(rows: Mask, days: Days) -> Days:
    """The days of these rows, none elsewhere."""
    none = np.full(len(rows), "", dtype=object)
    return either(rows, days, Days(np.full(len(rows), np.datetime64("NaT", "s")), none, none, none, [], None))
