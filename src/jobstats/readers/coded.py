"""A column of text as its distinct cells and which of them each row holds: what is asked of a cell is asked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Coded:
    """codes: for each row, the place of its cell in values. values: the distinct cells, stripped of outer space."""

    codes: Ints
    values: list[str]

    @staticmethod
    def of(cells: Iterable[str]) -> Coded:
        """From cells as they come; they are stripped."""
        return Coded.written(np.array([*(c.strip() for c in cells), ""], dtype=object)[:-1])

    @staticmethod
    def written(cells: npt.NDArray[np.object_]) -> Coded:
        """From an array of cells, as they stand."""
        codes, values = pd.factorize(cells)
        return Coded(codes.astype(np.int64, copy=False), values.tolist())

    def __len__(self) -> int:
        return len(self.codes)

    def pair(self) -> tuple[Ints, list[str]]:
        """The same, for rooms that do not know this class."""
        return self.codes, self.values

    def head(self, n: int) -> list[str]:
        """The cells of the first rows."""
        return [self.values[code] for code in self.codes[:n].tolist()]

    def text(self) -> npt.NDArray[np.object_]:
        """Every row's cell."""
        return self.each(lambda cell: cell)

    def each(self, ask: Callable[[str], Any]) -> npt.NDArray[np.object_]:
        """For every row what `ask` says of its cell."""
        if len(self.values) == 1:
            every = np.empty(len(self), dtype=object)
            every.fill(ask(self.values[0]))
            return every
        said = np.empty(len(self.values) + 1, dtype=object)
        for i, value in enumerate(self.values):
            said[i] = ask(value)
        return said[self.codes]

    def mask(self, ask: Callable[[str], bool]) -> Mask:
        """The rows of whose cell `ask` is true."""
        said = np.array([*(bool(ask(value)) for value in self.values), False], dtype=bool)
        found: Mask = said[self.codes]
        return found

    def mapped(self, change: Callable[[str], str]) -> Coded:
        """The same rows with every cell changed."""
        new = list(map(change, self.values))
        if new == self.values:
            return self
        codes, values = pd.factorize(np.array([*new, ""], dtype=object)[:-1])
        return Coded(codes.astype(np.int64, copy=False)[self.codes], values.tolist())

    def without(self, words: frozenset[str]) -> Coded:
        """The same rows, blank where one of these words stands, in whatever case."""
        longest = max(map(len, words))
        short = compress(self.values, map(longest.__ge__, map(len, self.values)))
        if not any(cell.casefold() in words for cell in short):
            return self
        return self.mapped(lambda cell: "" if cell.casefold() in words else cell)

    def of_rows(self, rows: Mask | Ints) -> Coded:
        """These rows alone, in this order."""
        codes, kept = pd.factorize(self.codes[rows])
        return Coded(codes.astype(np.int64, copy=False), [self.values[i] for i in kept.tolist()])

    def first(self, lines: Ints) -> dict[str, int]:
        """The line on which each cell stands first."""
        place = np.full(len(self.values), -1)
        place[self.codes[::-1]] = np.arange(len(self.codes))[::-1]
        return {cell: int(lines[p]) for cell, p in zip(self.values, place.tolist(), strict=True) if p >= 0}

    def filled(self) -> int:
        """How many rows are not blank."""
        return int((self.codes != self.values.index("")).sum()) if "" in self.values else len(self)

    def counts(self) -> dict[str, int]:
        """How often each cell stands there."""
        return dict(zip(self.values, np.bincount(self.codes, minlength=len(self.values)).tolist(), strict=True))
