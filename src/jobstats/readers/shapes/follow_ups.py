"""A column with the day of a follow-up: after an interview it is the note, before any it asks how things stand."""

from __future__ import annotations

import numpy as np

from jobstats.errors import Problem, count
from jobstats.readers.coded import Mask
from jobstats.readers.dates import Days
from jobstats.readers.header import NOTHING, Header
from jobstats.readers.shapes.facts import Facts
from jobstats.readers.shapes.stage_dates import DONE, NOT
from jobstats.readers.sheet import Sheet

MEANING = "follow-up date"
#: From this many rows with one and the same day on, a form may have filled it in.
SAME = 5


def fits(header: Header) -> bool:
    """A column with the day of a follow-up."""
    return header.has(MEANING)


def read(sheet: Sheet, facts: Facts) -> None:
    """A note for those who were interviewed by then, an inquiry for all others."""
    days = sheet.days(MEANING)
    met = before(sheet, days)
    facts.happened("follow_up", days, met)
    facts.happened("nudge", days, ~met)
    asked = ~np.isnat(days.stamp) & ~met
    why = "{n} with a follow-up but no interview before it: read as asking how things stand (nudge), not as the note after an interview"
    sheet.note(asked, MEANING, why, "If it was the note after an interview, give that interview its day as well")
    cells = sheet.cells(MEANING)
    said, not_said = cells.mask(lambda c: c.casefold() in DONE), cells.mask(lambda c: c.casefold() in NOT)
    why = "{n}: that there was a follow-up is said, but not when; it counts nowhere"
    sheet.note(said, MEANING, why, "Write its day, as in 2026-03-09", fixed=False)
    sheet.keep(MEANING, said | not_said)  # whether, but not when: no event, and not lost
    odd = (days.wrong != "") & ~said & ~not_said & ~cells.mask(lambda c: c.casefold() in NOTHING)
    sheet.note_each(odd, MEANING, days.wrong, days.mend)
    _same_day(sheet)


def before(sheet: Sheet, days: Days) -> Mask:
    """The rows with an interview on or before these days."""
    day = days.stamp.astype("datetime64[D]")
    met = np.zeros(len(sheet), bool)
    for part_at, stamp in sheet.added("interview"):
        met[part_at] |= stamp.astype("datetime64[D]") <= day[part_at]
    return met


def _same_day(sheet: Sheet) -> None:
    """One note for each day that stands there suspiciously often."""
    days = sheet.days(MEANING)
    there = np.flatnonzero(~np.isnat(days.stamp) & sheet.kept)
    found, first, often = np.unique(days.stamp[there].astype("datetime64[D]"), return_index=True, return_counts=True)
    for day, at, n in zip(found, first.tolist(), often.tolist(), strict=True):
        if n >= SAME and n > len(there) / 5:
            why = f"{count(n, 'row')} carry the same follow-up day; a form may have filled it in"
            sheet.told(Problem(int(sheet.lines[there[at]]), sheet.title(MEANING), str(day), why, "Blank the cell where no note was sent"))
