"""Several steps in one cell, each with its day: `23 Mar 2026|CALL with HR;1 Jun 2026|rejected`."""

from __future__ import annotations

import re

import numpy as np

from jobstats.errors import Problem
from jobstats.readers.coded import Coded
from jobstats.readers.dates import Days, read_days
from jobstats.readers.shapes.facts import Facts
from jobstats.readers.sheet import Header, Sheet
from jobstats.readers.statuses import read_status

MEANING = "steps"
_BETWEEN = re.compile(r"[;\n]+")
_DAY = re.compile(
    r"\s*[\[(]?(\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}\.?[ -]\w{3,9}\.?,?[ -]\d{2,4}|\w{3,9}\.? \d{1,2},? \d{4})[\])]?\s*[|:,–—-]*\s*(.*)",
    re.DOTALL,
)


def fits(header: Header) -> bool:
    """A column of steps."""
    return header.has(MEANING)


def read(sheet: Sheet, facts: Facts) -> None:
    """Each step on its day; a step that cannot be read is told, the others count."""
    at, day, what = _pieces(sheet)
    cells, lines = Coded.of(day), sheet.lines[np.array(at, dtype=np.int64)]
    days = read_days(cells, lines, sheet.title(MEANING), sheet.asked)
    for note in days.notes:
        sheet.told(note)
    for i, (row, said) in enumerate(zip(at, what, strict=True)):
        status = read_status(said, sheet.asked.statuses)
        why, mend = str(days.wrong[i]), str(days.mend[i])
        if not why and not status.events:
            why, mend = "a step the kit does not know; it counts nowhere", "Write reply, screen, interview, offer, rejected …"
        if why:
            sheet.told(Problem(int(sheet.lines[row]), sheet.title(MEANING), f"{day[i]} {said}"[:40].strip(), why, mend))
            continue
        for event in status.events:
            if event not in ("applied", "unsent"):
                facts.happened(event, _one(days, i, len(sheet), row), np.arange(len(sheet)) == row)


def _one(days: Days, i: int, n: int, row: int) -> Days:
    """The i-th of the days as a column in which only this row has one."""
    stamp = np.full(n, np.datetime64("NaT", "s"))
    stamp[row] = days.stamp[i]
    precision = np.full(n, "", dtype=object)
    precision[row] = days.precision[i]
    empty = np.full(n, "", dtype=object)
    return Days(stamp, precision, empty, empty, [], None)


def _pieces(sheet: Sheet) -> tuple[list[int], list[str], list[str]]:
    """Every step: its row, its day as written, and what it says."""
    at, day, what = [], [], []
    for row, cell in enumerate(sheet.cells(MEANING).text().tolist()):
        for piece in _BETWEEN.split(cell):
            match = _DAY.fullmatch(piece)
            if match:
                at.append(row)
                day.append(match[1])
                what.append(match[2].strip())
            elif piece.strip():
                why, mend = "a step without a day; it counts nowhere", "Write it as in 23 Mar 2026|interview"
                sheet.told(Problem(int(sheet.lines[row]), sheet.title(MEANING), piece.strip()[:40], why, mend))
    return at, day, what
