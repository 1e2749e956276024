"""Clean rows as numbers: of each column of text which of its distinct cells a row holds, of each event its place in the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.errors import Problem
from jobstats.names import folds
from jobstats.vocabulary import EVENTS

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
#: A column of text as it may come: for each row the place of its cell among the distinct ones.
Coded = Mapping[str, tuple[Ints, Sequence[str]]]
#: Every event by its number; what is none of them has the number after the last.
KNOWN = tuple(EVENTS)


class Words(NamedTuple):
    """codes: for each row, the place of its cell in values. values: the distinct cells, as text."""

    codes: Ints
    values: Texts

    def blank(self) -> int:
        """The code of the blank cell; -1 where there is none."""
        found = np.flatnonzero(self.values == "")
        return int(found[0]) if len(found) else -1

    def text(self) -> Texts:
        """Every row's cell."""
        if len(self.values) == 1:
            cells: Texts = np.empty(len(self.codes), dtype=object)
            cells.fill(self.values[0])  # three times as fast as np.full
            return cells
        return self.values.take(self.codes)


def texts(values: Sequence[str]) -> Texts:
    """Text as an array that holds it as it is."""
    out = np.empty(len(values), dtype=object)
    out[:] = values
    return out


def event_numbers(events: Sequence[str]) -> Ints:
    """The number of each event."""
    number = {event: i for i, event in enumerate(KNOWN)}
    return np.array([number.get(event, len(KNOWN)) for event in events], dtype=np.int64)


def of_events(events: Sequence[str]) -> Mask:
    """For every number of an event, whether it is one of these."""
    return np.array([*(event in events for event in KNOWN), False])


class Rows:
    """Clean rows (columns as applications.ROW and any others), in an order of their own.

    order: for each row its place in the file. Columns that stand in `coded` need not stand in the frame.
    """

    def __init__(self, frame: pd.DataFrame, coded: Coded, order: Ints | None = None) -> None:
        n = len(frame)
        self.order: Ints = np.arange(n, dtype=np.int64) if order is None else order
        self._frame, self._base = frame, {column: (np.asarray(codes), texts(values)) for column, (codes, values) in coded.items()}
        self._now: dict[str, Words] = {}
        self._folded: dict[str, Words] = {}
        self._whole = order is None
        columns = [str(c) for c in frame.columns if c != "day"]
        self.columns = (*columns, *(c for c in coded if c not in columns))

    def __len__(self) -> int:
        return len(self.order)

    def at(self, index: Ints | slice) -> Rows:
        """These rows, in this order."""
        out = Rows.__new__(Rows)
        out._frame, out._base, out._folded, out.columns = self._frame, self._base, self._folded, self.columns
        out.order, out._now, out._whole = self.order[index], {}, False
        return out

    def words(self, column: str) -> Words:
        """A column of text; blank where the rows have none of that name."""
        if column not in self._now:
            codes, values = self._written(column)
            if not self._whole:
                codes = codes[self.order] if len(values) != 1 else np.zeros(len(self), np.int64)
            self._now[column] = Words(codes, values)
        return self._now[column]

    def folding(self, column: str) -> Words:
        """For each distinct cell of a column the place of the name it is compared as, and those names."""
        if column not in self._folded:
            names = folds(self.words(column).values.tolist())
            if len(set(names)) == len(names):
                self._folded[column] = Words(np.arange(len(names), dtype=np.int64), texts(names))
            else:
                new, values = pd.factorize(texts(names))
                self._folded[column] = Words(new.astype(np.int64, copy=False), values)
        return self._folded[column]

    def folded(self, column: str) -> Words:
        """A column, compared without case and stray space."""
        codes, (new, values) = self.words(column).codes, self.folding(column)
        return Words(codes if len(values) == len(new) else new[codes], values)

    def _written(self, column: str) -> tuple[Ints, Texts]:
        """A column of text in the order of the file."""
        if column not in self._base:
            if column in self._frame:
                codes, values = pd.factorize(self._frame[column])
                self._base[column] = codes.astype(np.int64, copy=False), texts(list(values))
            else:
                self._base[column] = np.zeros(len(self._frame), np.int64), texts([""])
        return self._base[column]

    @cached_property
    def line(self) -> Ints:
        """The line of each row."""
        lines: Ints = self._frame["line"].to_numpy(dtype=np.int64)[self.order]
        return lines

    @cached_property
    def stamp(self) -> npt.NDArray[np.datetime64]:
        """When each happened."""
        return np.asarray(self._frame["date"].to_numpy()[self.order])

    @cached_property
    def minute(self) -> Ints:
        """Whole minutes since 1970 of each."""
        minutes: Ints = self.stamp.astype("datetime64[m]").astype(np.int64)
        return minutes

    @cached_property
    def day(self) -> Ints:
        """The day of each (whole days since 1970)."""
        days: Ints = self.minute // 1440
        return days

    @cached_property
    def event(self) -> Ints:
        """The number of each row's event."""
        words = self.words("event")
        numbers: Ints = event_numbers(words.values.tolist())[words.codes]
        return numbers

    @cached_property
    def timed(self) -> Mask:
        """Whether the time of day is known."""
        words = self.words("precision")
        known: Mask = (words.values == "minute").astype(bool)[words.codes]
        return known

    def cell(self, column: str, i: int) -> str:
        """One cell."""
        words = self.words(column)
        return str(words.values[words.codes[i]])

    def date(self, i: int) -> str:
        """The day of one row, as it is written in a file."""
        return str(np.datetime64(int(self.day[i]), "D"))

    def problem(self, i: int, column: str, value: str, why: str, mend: str) -> Problem:
        """What is to be said of one row."""
        return Problem(int(self.line[i]), column, value[:40], why, mend, self.cell("file", i))

    def place(self, i: int, beside: int) -> str:
        """A row as another row's note names it: line 5, or line 5 of another file."""
        file = self.cell("file", i)
        return f"line {self.line[i]}" + (f" of {file}" if file and file != self.cell("file", beside) else "")


def first_of(code: Ints, place: Ints, n: int, none: int) -> Ints:
    """For each of n things the first of these places, which ascend; `none` where it has none."""
    out = np.full(n, none, np.int64)
    out[code[::-1]] = place[::-1]
    return out


def in_order(key: Ints) -> Ints | None:
    """The order that sorts these numbers, equal ones as they stand; None where they are sorted already."""
    n = len(key)
    if n < 2 or bool((key[1:] >= key[:-1]).all()):
        return None
    low, bits = int(key.min()), n.bit_length()
    if int(key.max()) - low >= 1 << (62 - bits):
        return np.argsort(key, kind="stable")
    order: Ints = np.sort(((key - low) << bits) | np.arange(n)) & ((1 << bits) - 1)
    return order
