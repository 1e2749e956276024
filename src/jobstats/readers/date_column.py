"""A column of dates while it is being read: its distinct cells, what each can mean, what was decided of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from jobstats.errors import Problem
from jobstats.readers.asked import Asked
from jobstats.readers.coded import Coded, Ints, Mask
from jobstats.readers.date_cells import Cell, read_cell
from jobstats.readers.date_faults import MEND, PLACEHOLDERS

Stamps = npt.NDArray[np.datetime64]
#: No log begins before; none says more than so many years ahead of its last day.
FIRST, AHEAD = 1990, 10


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
    odd = {int(i): read_cell(cells.values[i], asked.year, year_first) for i in left}
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
        signs = text.view(np.uint32).reshape(len(places), length).astype(np.int64)
        seconds, good = _seconds(signs, length, first, last)
        stamp[places[good]] = seconds[good].astype("datetime64[s]")
        timed[places[good]] = length > 10
    return stamp, timed


def _seconds(signs: Ints, length: int, first: int, last: int) -> tuple[Ints, Mask]:
    """Seconds since 1970, to the minute, of rows of code points; and which rows are such dates."""
    digits = signs - ord("0")

    def number(start: int, stop: int) -> Ints:
        power: Ints = 10 ** np.arange(stop - start - 1, -1, -1, dtype=np.int64)
        return np.asarray(np.clip(digits[:, start:stop], 0, 9) @ power, dtype=np.int64)

    where = [*range(4), 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]
    where = [i for i in where if i < length]
    good: Mask = np.all((digits[:, where] >= 0) & (digits[:, where] <= 9), axis=1)
    good &= (signs[:, 4] == ord("-")) & (signs[:, 7] == ord("-"))
    year, month, day = number(0, 4), number(5, 7), number(8, 10)
    good &= (year >= first) & (year <= last) & (month >= 1) & (month <= 12)
    months = (year - 1970) * 12 + np.clip(month, 1, 12) - 1
    begin = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    end = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    good &= (day >= 1) & (day <= end - begin)
    seconds = (begin + day - 1) * 86400
    if length > 10:
        hour, minute = number(11, 13), number(14, 16)
        good &= np.isin(signs[:, 10], [ord("T"), ord(" ")]) & (signs[:, 13] == ord(":")) & (hour < 24) & (minute < 60)
        seconds = seconds + hour * 3600 + minute * 60
    if length > 16:
        good &= (signs[:, 16] == ord(":")) & (number(17, 19) < 60)
    return seconds, good
