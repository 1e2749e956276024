"""Cells and sentences of a chart that may be told in groups of five and more. Knows no log and no chart."""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np
import pandas as pd

from jobstats.packs import few
from jobstats.packs.levels import ENOUGH, FEW

TOO_FEW: Final = f"Too few to tell at this level: shares are told of {ENOUGH} or more, and only where none, all, or at least {FEW} on both sides went this way."
_PERCENT = re.compile(r"\d+\u00a0%")
_COUNT = re.compile(r"(\d+)( \(goal [\d.]+\))?")
_K_OF_N = re.compile(r"(\d+) of (\d+)(.*)")
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z“0-9])")
#: What holds a number of things, in figures or in words.
_NUMBER = re.compile(r"\d|%|\b(?:once|twice|one|two|three|four|five|ten|none|nothing|nobody)\b", re.IGNORECASE)
#: Sentences whose numbers are days, or looks at verdicts.
_HARMLESS = re.compile(r"Half of |Verdict of |The next is made |It was the last|A part of a log ")


def advice(text: str) -> str:
    """The sentences of a chart that hold no number of things: advice, cautions, verdicts, durations."""
    return " ".join(s for s in _SENTENCE.split(text) if _HARMLESS.match(s) or not (_NUMBER.search(s) or s.startswith("As for ")))


def share_cells(table: pd.DataFrame, i: int, value: float, k: float, total: float, n: float, of: float) -> bool:
    """Mask the cells of one share, its range and its k of n (old enough); whether the share may be told.

    value: the share. k of total: those it is of, and how many went this way so far.
    """
    fine = not np.isnan(value)
    told = fine and few.may_tell(k, total) and not (fine and few.is_small(round(value * total)))
    for column in table.columns:
        cell = str(table.loc[i, column])
        if "range" in column:
            table.loc[i, column] = cell if told else few.NONE
        elif column == "Old enough":
            table.loc[i, column] = few.k_of_n(n, of) if _K_OF_N.fullmatch(cell) else cell
        elif _PERCENT.fullmatch(cell) and not told:
            table.loc[i, column] = few.share(value, k, total, few.NONE) if fine and not few.may_tell(k, total) else few.NONE
    return told


def told_shares(table: pd.DataFrame, lead: str) -> str:
    """What a masked table of shares tells, as a sentence: each group with its share and its range."""
    share = next((c for c in table.columns if "range" not in c and any(_PERCENT.search(str(v)) for v in table[c])), "")
    if not share:
        return TOO_FEW
    place = list(table.columns).index(share)
    over = next((c for c in table.columns[place + 1 : place + 2] if "range" in c), "")
    told = [
        f"{row.iloc[0]} {row[share]}" + (f" ({row[over]})" if over and row[over] != few.NONE else "")
        for _, row in table.iterrows()
        if row[share] != few.NONE
    ]
    left = " The others are too few to tell at this level." if len(told) < len(table) else ""
    return f"{lead or share}: {'; '.join(told)}.{left}"


def counted(cell: Any) -> Any:
    """A cell that is a count, with or without its goal."""
    found = _COUNT.fullmatch(cell) if isinstance(cell, str) else None
    return f"{few.count(float(found[1]))}{found[2] or ''}" if found else cell


def counts_in(cell: Any) -> Any:
    """A cell that says k of n, with whatever follows."""
    found = _K_OF_N.fullmatch(str(cell))
    if not found:
        return few.said(str(cell))
    k, n = int(found[1]), int(found[2])
    return str(cell) if few.may_tell(k, n) else few.k_of_n(k, n)


def number(cell: str) -> float:
    """A share as it stands in a cell; 0 for none."""
    digits = cell.replace("\u00a0%", "")
    return int(digits) / 100 if digits.isdigit() else 0.0
