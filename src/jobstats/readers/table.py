"""Rows of text to a table: which row is the header, which cells are whose; what was mended is noted, what cannot be is set aside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jobstats.errors import Problem
from jobstats.readers.coded import Coded, Ints

#: How many columns of a header the kit recognises.
Score = Callable[[list[str]], int]
#: The first rows of a file to the header it never had, or None.
Headless = Callable[[list[list[str]]], list[str] | None]


@dataclass(frozen=True)
class How:
    """How a file was read. kind: CSV, TSV, XLSX, ODS, XLS. others: sheets or members that were not read. header_line 0: the file has none."""

    kind: str
    encoding: str = ""
    separator: str = ""
    header_line: int = 1
    sheet: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A header, and for each of its entries the column of cells; every row knows its line.

    header: as written, clean of outer space and of characters nobody sees; "" where a column has no name. lines: the line of the
    file (row of the sheet) each row starts on. problems: rows set aside already. notes: what was read in a way worth telling.
    odd: by line, what to say of a row with too few or too many cells if it must be set aside. short: by line, how many cells a row
    had that was filled up with blanks.
    """

    name: str
    header: list[str]
    lines: Ints
    cells: list[Coded]
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    odd: dict[int, Problem] = field(default_factory=dict)
    short: dict[int, int] = field(default_factory=dict)
    how: How = How("CSV")
