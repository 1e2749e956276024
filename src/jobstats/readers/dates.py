"""Dates as people, exports and spreadsheets write them; the whole column settles what no cell can. A day is not midnight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobstats.errors import Problem, count
from jobstats.readers.asked import Asked
from jobstats.readers.coded import Coded, Ints, Mask
from jobstats.readers.date_column import Column, Stamps, look
from jobstats.readers.date_faults import spoken
from jobstats.readers.date_numbers import settle_numbers
from jobstats.readers.date_orders import settle_order
from jobstats.report import Convention

#: What was normalised in a date, and how it is told.
_MARKS = {
    "digits": "{n} written in full-width digits; read as plain ones",
    "where": "{n} with where or how you met written behind the day; the day was read",
    "hyphens": "{n} written with hyphens or dashes that are not the keyboard's; read as plain ones",
    "spaces": "{n} with invisible or unusual spaces in it; read without them",
    "quotes": "{n} with stray quotes around it; read without them",
    "apostrophe": "{n} with an apostrophe before it, as spreadsheets mark text; read without it",
}


@dataclass(frozen=True, eq=False)
class Days:
    """A column of dates, read.

    stamp: per row, NaT where blank or unusable. precision: per row "day", "minute" or "". wrong, mend: per row "", or why an
    unblank cell cannot be used and what to do. notes: what was read in a way worth telling. convention: None if there were no dates.
    coded: precision and wrong as distinct cells, where they are at hand.
    """

    stamp: Stamps
    precision: npt.NDArray[np.object_]
    wrong: npt.NDArray[np.object_]
    mend: npt.NDArray[np.object_]
    notes: list[Problem]
    convention: Convention | None
    coded: tuple[Coded, Coded] | None = None

    def bad(self) -> Mask:
        """The rows whose cell cannot be used."""
        return np.asarray(self.wrong != "", dtype=bool) if self.coded is None else self.coded[1].mask(bool)


def read_days(cells: Coded, lines: Ints, column: str, asked: Asked, order: str = "", also: Sequence[Coded] = ()) -> Days:
    """The dates of a column. asked: what the person said; order: what the reader of this export knows; also: the file's other dates.

    Raises LogError only to ask, where nothing in the file settles how its dates are meant.
    """
    col = look(cells, lines, column, asked)
    named = col.places("named")
    for i, cell in col.odd.items():
        if cell.kind == "wrong":
            col.refuse(i, cell.why, cell.mend)
        elif cell.day is not None:
            col.take(i, cell.day, cell.minutes)
    line, value = settle_order(col, lines, order, also)
    settle_numbers(col, order)
    if named:
        col.words.insert(0, "months by name")
    if col.places("dots") and "day first" not in col.words:
        col.words.insert(0, "day first")
    if col.plain or col.places("iso"):
        col.words.insert(0, "year first, as you said" if asked.order == "year-first" else "ISO, year-month-day")
    _tell_how_written(col, named)
    _tell_midnights(col)
    return _spread(col, cells.codes, Convention(column, "; ".join(col.words), line, value))


def _tell_how_written(col: Column, named: list[int]) -> None:
    """One note for each odd way of writing, on the dates that were read all the same."""
    read = [i for i in sorted(col.odd, key=lambda i: int(col.line[i])) if not np.isnat(col.stamp[i])]
    for mark, why in _MARKS.items():
        places = [i for i in read if mark in col.odd[i].marks]
        if places:
            col.note(places, why.format(n=count(col.count(places), "date")), "Nothing to mend; or write it as in 2026-03-09")
    zoned = [i for i in read if col.odd[i].zone]
    if zoned:
        n = col.count(zoned)
        why = f"{count(n, 'time')} {'carries' if n == 1 else 'carry'} a time zone; read as local time, as written"
        col.note(zoned, why, "Write your own local time")
    foreign = [i for i in named if col.odd[i].foreign and not np.isnat(col.stamp[i])]
    if foreign:
        day = spoken(col.stamp[foreign[0]].astype("datetime64[D]").item())
        why = f"{count(col.count(foreign), 'date')} with a month that is not in English; read as {day}"
        col.note(foreign, why, "Nothing to mend; or write it as in 2026-03-09")


def _tell_midnights(col: Column) -> None:
    """A date that carries the time 00:00, as spreadsheets and exports write bare days, is a day without an hour; and a note says so."""
    bare = ~np.isnat(col.stamp) & col.timed & (col.stamp == col.stamp.astype("datetime64[D]"))
    col.timed[bare] = False
    places = np.flatnonzero(bare & (col.rows > 0))
    if not len(places):
        return
    n = col.count(places)
    why = f"{count(n, 'date')} {'carries' if n == 1 else 'carry'} the time 00:00; read as {'a day' if n == 1 else 'days'} without an hour"
    col.note([int(places[col.line[places].argmin()])], why, "Write the time of day, as in 2026-03-09T14:30, where you know it")


def _spread(col: Column, codes: Ints, convention: Convention) -> Days:
    """What was decided of each distinct cell, for every row."""
    read = ~np.isnat(col.stamp)
    precision = Coded((read + np.int64(1) * (read & col.timed))[codes], ["", "day", "minute"])
    which = np.zeros(len(col.values), dtype=np.int64)
    which[list(col.wrong)] = np.arange(len(col.wrong)) + 1
    place = which[codes]
    wrong, mend = (Coded(place, ["", *(said[k] for said in col.wrong.values())]) for k in (0, 1))
    none = np.broadcast_to(np.array("", dtype=object), len(codes))
    whys, mends = (wrong.text(), mend.text()) if col.wrong else (none, none)
    notes = sorted(col.notes, key=lambda note: note.line)
    held = read & (col.rows > 0)
    there = convention if held.any() else None
    return Days(col.stamp[codes], precision.text(), whys, mends, notes, there, (precision, wrong))
