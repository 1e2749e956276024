"""Several steps in one cell, each with its day: `23 Mar 2026|CALL with HR;1 Jun 2026|rejected`."""

from __future__ import annotations

import re

import numpy as np

from jobstats.errors import Problem
from jobstats.readers.coded import Coded
from jobstats.readers.dates import Days, read_days
from jobstats.readers.header import Header
from jobstats.readers.shapes.facts import Facts
from jobstats.readers.sheet import Sheet
from jobstats.readers.statuses import read_event
from jobstats.vocabulary import EVENTS

MEANING = "steps"
_BETWEEN = re.compile(r"[;\n]+")
_DATES = (
    r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2})?",
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}",
    r"\d{1,2}\.?[ -]\w{3,9}\.?,?[ -]\d{2,4}",
    r"\w{3,9}\.? \d{1,2},? \d{4}",
)
_DAY = re.compile(rf"\s*[\[(]?({'|'.join(_DATES)})[\])]?\s*[|:,–—-]*\s*(.*)", re.DOTALL)
#: A step that is only called a call is a first short talk.
_CALL = re.compile(r"\b(call|phone|telefonat|anruf|appel|llamada|chiamata|ligação)\b", re.IGNORECASE)


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
    steps: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for i, (row, said) in enumerate(zip(at, what, strict=True)):
        events = read_event(said, sheet.asked.statuses).events or (("screen",) if _CALL.search(said) else ())
        why, mend = str(days.wrong[i]), str(days.mend[i])
        if not why and not events:
            why, mend = "a step the kit does not know; it counts nowhere", "Write reply, screen, interview, offer, rejected …"
        if why:
            sheet.told(Problem(int(sheet.lines[row]), sheet.title(MEANING), f"{day[i]} {said}"[:40].strip(), why, mend))
            continue
        for event in events:
            if event in EVENTS and not (event == "applied" and facts.applied is not None and not np.isnat(facts.applied.stamp[row])):
                again = 0
                while steps.get((event, again), [(-1, -1)])[-1][0] == row:
                    again += 1
                steps.setdefault((event, again), []).append((row, i))
    for (event, _), found in steps.items():
        rows = np.zeros(len(sheet), bool)
        rows[[row for row, _ in found]] = True
        facts.happened(event, _placed(days, found, len(sheet)), rows)


def _placed(days: Days, found: list[tuple[int, int]], n: int) -> Days:
    """Some of the days, each in its row, as a column of the sheet."""
    stamp, precision, empty = np.full(n, np.datetime64("NaT", "s")), np.full(n, "", dtype=object), np.full(n, "", dtype=object)
    for row, i in found:
        stamp[row], precision[row] = days.stamp[i], days.precision[i]
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
