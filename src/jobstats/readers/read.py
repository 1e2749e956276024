"""What a reader made of a table: events as columns of cells, and everything that is to be told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.applications import ROW
from jobstats.errors import Problem
from jobstats.readers.coded import Coded, Ints, Mask
from jobstats.report import Convention, Understood

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True, eq=False)
class Read:
    """What a reader made of a table.

    when: line and date of every event; NaT where the file holds no days at all. coded: all other columns of applications.ROW, then the
    file's further ones: the place of each row's cell among the distinct ones, and these. aside: company, role, application and event (text)
    of the rows set aside, with line.
    """

    reader: str
    when: pd.DataFrame
    coded: Mapping[str, tuple[Ints, Sequence[str]]]
    problems: list[Problem]
    notes: list[Problem]
    aside: pd.DataFrame
    read: int
    columns: list[Understood]
    kept_columns: list[str]
    statuses: list[Understood]
    dates: list[Convention]
    fixed: int = 0
    named: bool = False

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Columns as applications.ROW, then the file's further columns, as text."""
        columns = {**self.when, **{name: Coded(codes, list(values)).text() for name, (codes, values) in self.coded.items()}}
        return pd.DataFrame({name: columns[name] for name in dict.fromkeys((*ROW, *columns))}, copy=False, index=self.when.index)


@dataclass(frozen=True, eq=False)
class Part:
    """Some rows' event: which rows, what, when, and what differs from the row's own columns."""

    at: Ints
    event: str | Texts | Coded
    stamp: npt.NDArray[np.datetime64]
    precision: Texts | Coded
    other: dict[str, Texts]


def cut(part: Part, kept: Mask) -> Part:
    """These rows of a part."""
    if kept.all():
        return part
    at = np.flatnonzero(kept)
    event = part.event if isinstance(part.event, str) else of_rows(part.event, at)
    return Part(part.at[at], event, part.stamp[at], of_rows(part.precision, at), {name: text[at] for name, text in part.other.items()})


@overload
def of_rows(cells: Coded, rows: Ints | slice) -> Coded: ...
@overload
def of_rows(cells: Texts | Coded, rows: Ints | slice) -> Texts | Coded: ...
def of_rows(cells: Texts | Coded, rows: Ints | slice) -> Texts | Coded:
    """These rows of a column."""
    if isinstance(cells, Coded):
        return cells if isinstance(rows, slice) else cells.of_rows(rows)
    return cells[rows]


def text_of(cells: str | Texts | Coded, n: int) -> Texts:
    """A column of so many rows as text."""
    return np.full(n, cells, dtype=object) if isinstance(cells, str) else cells.text() if isinstance(cells, Coded) else cells
