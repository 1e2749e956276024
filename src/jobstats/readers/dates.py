"""Dates as people, exports and spreadsheets write them; the whole column settles what no cell can. A day is not midnight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from jobstats.errors import Problem
from jobstats.readers.coded import Coded, Ints
from jobstats.report import Convention

if TYPE_CHECKING:
    from jobstats.readers.asked import Asked


@dataclass(frozen=True, eq=False)
class Days:
    """A column of dates, read.

    stamp: per row, NaT where blank or unusable. precision: per row "day", "minute" or "". wrong, mend: per row "", or why an
    unblank cell cannot be used and what to do. notes: what was read in a way worth telling. convention: None if there were no dates.
    """

    stamp: npt.NDArray[np.datetime64]
    precision: npt.NDArray[np.object_]
    wrong: npt.NDArray[np.object_]
    mend: npt.NDArray[np.object_]
    notes: list[Problem]
    convention: Convention | None


def read_days(cells: Coded, lines: Ints, column: str, asked: Asked, order: str = "", also: Sequence[Coded] = ()) -> Days:
    """The dates of a column. asked: what the person said; order: what the reader of this export knows; also: the file's other dates.

    Raises LogError only to ask, where nothing in the file settles how its dates are meant.
    """
    raise NotImplementedError
