"""A column of dates while it is being read: its distinct cells, what each can mean, what was decided of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from jobstats.errors import Problem
from jobstats.progress import each
from jobstats.readers.asked import Asked
from jobstats.readers.coded import Coded, Ints, Mask
from jobstats.readers.date_cells import Cell, read_cell
from jobstats.readers.date_faults import MEND, PLACEHOLDERS

Stamps = npt.NDArray[np.datetime64]
#: No log begins before; none says more than so many years ahead of its last day.
FIRST, AHEAD = 1990, 10
#: What stands between the digits of a full ISO date.
_BETWEEN = {place: [ord(sign) for sign in signs] for place, signs in {4: "-", 7: "-", 10: "T ", 13: ":", 16: ":"}.items()}


@dataclass(eq=False)
class Column:
    """rows, line: how often and where first each distinct cell stands. plain: the ones read at once; odd: all others, by place."""

    name: str
    asked: Asked
    values: list[str]
    rows: Ints
    line: Ints
    stamp: Stamps
    timed: Mask
    odd: dict[int, Cell]
    plain: int
    wrong: dict[int, tuple[str, str]] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def places(self, *kinds: str) -> list[int]:
        """The cells of these kinds, by first line."""
        return sorted((i for i, cell in self.odd.items() if cell.kind in kinds), key=lambda i: int(self.line[i]))

    def count(self, places: Iterable[int]) -> int:
        """How many rows hold these cells."""
        return int(self.rows[np.array(list(places), dtype=np.int64)].sum())

    def shown(self, place: int) -> str:
        """The cell as a sentence speaks of it."""
        return f"line {self.line[place]}, {self.name} “{self.values[place][:40]}”"

    def take(self, place: int, day: date, minutes: int = -1) -> None:
        """Read a cell as a day, if its year can be right."""
        if day in PLACEHOLDERS:
            self.refuse(place, f"“{day}” is what a program writes where it knows no day", MEND)
        elif not FIRST <= day.year <= self.asked.as_of.year + AHEAD:
            self.refuse(place, f"the year {day.year} cannot be right", MEND)
        else:
            self.stamp[place] = np.datetime64(day, "s") + np.timedelta64(max(minutes, 0), "m")
            self.timed[place] = minutes >= 0

    def refuse(self, place: int, why: str, mend: str) -> None:
        """A cell that cannot be used."""
        self.wrong[place] = (why, mend)

    def note(self, places: Iterable[int], why: str, mend: str) -> None:
        """Tell of these cells once, on the first line of them."""
        first = min(places, key=lambda i: int(self.line[i]))
        self.notes.append(Problem(int(self.line[first]), self.name, self.values[first][:40], why, mend))


def look(cells: Coded, lines: Ints, name: str, asked: Asked) -> Column:
    """The column with every cell looked at once: full ISO dates all together, the others one by one."""
    n = len(cells.values)
    rows = np.bincount(cells.codes, minlength=n).astype(np.int64)
    line = np.zeros(n, dtype=np.int64)
    line[cells.codes[::-1]] = np.asarray(lines, dtype=np.int64)[::-1]
    stamp, timed = full_iso(cells.values, FIRST, asked.as_of.year + AHEAD)
    left = np.flatnonzero(np.isnat(stamp) & (rows > 0))
    year_first = asked.order == "year-first"
    odd = {i: read_cell(cells.values[i], asked.year, year_first) for i in each(left.tolist(), "dates")}
    plain = int(rows[~np.isnat(stamp)].sum())
    return Column(name, asked, cells.values, rows, line, stamp, timed, odd, plain)


def full_iso(values: list[str], first: int, last: int) -> tuple[Stamps, Mask]:
    """Time and whether an hour is written, for cells such as 2026-03-09 and 2026-03-09T14:30; NaT for all others.

    The same as `read_cell` says of them, and fast; a cell that is no day or far off is left to it.
    """
    stamp = np.full(len(values), np.datetime64("NaT", "s"))
    timed = np.zeros(len(values), dtype=bool)
    size = np.fromiter(map(len, values), dtype=np.int64, count=len(values))
    for length in (10, 16, 19):
        places = np.flatnonzero(size == length)
        if not len(places):
            continue
        text = np.array([values[i] for i in places.tolist()], dtype=f"U{length}")
        signs = np.ascontiguousarray(text.view(np.uint32).reshape(len(places), length).T)
        seconds, good = _seconds(signs, first, last)
        stamp[places[good]] = seconds[good].astype("datetime64[s]")
        timed[places[good]] = length > 10
    return stamp, timed


def _seconds(signs: npt.NDArray[np.uint32], first: int, last: int) -> tuple[Ints, Mask]:
    """Seconds since 1970, to the minute, of dates whose code points stand in columns; and which of them are such dates."""
    length = len(signs)
    digits = signs - np.uint32(ord("0"))
    good = np.ones(signs.shape[1], dtype=bool)
    for i in range(length):
        if i in _BETWEEN:
            good &= np.isin(signs[i], _BETWEEN[i])
        else:
            good &= digits[i] <= 9
    digits = np.where(good, digits, 0)

    def number(start: int) -> Ints:
        return np.asarray(digits[start] * 10 + digits[start + 1], dtype=np.int64)

    year, month, day = number(0) * 100 + number(2), number(5), number(8)
    good &= (year >= first) & (year <= last) & (month >= 1) & (month <= 12) & (day >= 1)
    begins = np.arange(f"{first}-01", f"{last + 1}-02", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)
    place = np.where(good, (year - first) * 12 + month - 1, 0)
    good &= day <= begins[place + 1] - begins[place]
    seconds = (begins[place] + day - 1) * 86400
    if length > 10:
        good &= (number(11) < 24) & (number(14) < 60)
        seconds += number(11) * 3600 + number(14) * 60
    if length > 16:
        good &= number(17) < 60
    return seconds, good
