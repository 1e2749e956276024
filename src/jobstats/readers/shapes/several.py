"""Several interviews in one cell: “2026-03-10, 2026-03-20”. Each is one, on its day; a range of days is not."""

from __future__ import annotations

import re

import numpy as np

from jobstats.readers.coded import Coded, Mask
from jobstats.readers.dates import read_days
from jobstats.readers.shapes.facts import Facts
from jobstats.readers.sheet import Sheet

_DAY = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}\.? [^\W\d]{3,9}\.? \d{4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4})(?:[T ]\d{1,2}:\d{2})?"
_BETWEEN = r"\s*(?:[,;&+\n]|\s/\s|\b(?:and|then|und|et|y|e|en)\b)\s*"
_SEVERAL = re.compile(rf"\s*{_DAY}(?:{_BETWEEN}{_DAY})+\s*")
_EACH = re.compile(_DAY)


def interviews(sheet: Sheet, facts: Facts, meaning: str) -> Mask:
    """Add the interviews of the cells that hold several days, all of which can be read; these rows."""
    cells = sheet.cells(meaning)
    pieces = [_EACH.findall(c) if _SEVERAL.fullmatch(c) else [] for c in cells.values]
    rows = np.array([*map(bool, pieces), False], dtype=bool)[cells.codes]
    if not rows.any():
        return rows
    others = [sheet.table.cells[i] for i in sheet.place.values()]
    each = []
    for k in range(max(map(len, pieces))):
        kth = Coded.of([(p[k] if k < len(p) else "") for p in (pieces[c] for c in cells.codes.tolist())])
        each.append(read_days(kth, sheet.lines, sheet.title(meaning), sheet.asked, "", [cells, *others]))
        rows &= each[-1].wrong == ""
    for days in each:
        facts.happened("interview", days, rows)
    why = "{n} with several days in one cell; each was read as an interview"
    sheet.note(rows, meaning, why, "If they are other talks, give each a column of its own: interview 1, interview 2 …")
    return rows
