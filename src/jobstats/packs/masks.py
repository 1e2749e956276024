"""Tables and sentences of a chart without small counts. Knows no log and no chart."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

import pandas as pd

from jobstats.packs import few
from jobstats.packs.levels import ENOUGH, FEW

TOO_FEW: Final = (
    f"Too few to tell at this level: shares are told of {ENOUGH} or more, and only where none or at least {FEW} of them went this way."
)
_PERCENT = re.compile(r"(?:\d+–)?\d+\u00a0%")
_K_OF_N = re.compile(r"(\d+) of (\d+)(.*)")


def share_cells(table: pd.DataFrame, i: int, k: float, total: float, n: float, of: float) -> bool:
    """Mask the cells of one share, its range and its k of n; whether the share may be told."""
    told = few.may_tell(k, total) and few.may_tell(n, max(of, ENOUGH))
    for column in table.columns:
        cell = str(table.loc[i, column])
        if "range" in column:
            table.loc[i, column] = cell if told else few.NONE
        elif column == "Old enough":
            table.loc[i, column] = few.k_of_n(n, of) if cell != few.NONE else cell
        elif _PERCENT.fullmatch(cell) and not told:
            table.loc[i, column] = few.share(min(k, n) if n else k, total, cell)
    return told


def kept(sentence: str, table: pd.DataFrame, more: Collection[str] = ()) -> str:
    """The sentences whose shares may all be told, those that the table tells; a word on the others where one was dropped."""
    cells = {str(c) for column in table.columns for c in table[column]}
    may = {p for cell in cells for p in _PERCENT.findall(cell) if not cell.startswith("under")} | {*more}
    kept, dropped = [], False
    for part in re.split(r"(?<=[.?!]) (?=[A-Z“0-9])", sentence):
        found = set(_PERCENT.findall(part)) - {"95\u00a0%", "80\u00a0%"}
        fine = found <= may
        dropped |= not fine
        kept += [part] if fine else []
    if dropped:
        kept.insert(0, _from(table))
    return " ".join(kept)


def _from(table: pd.DataFrame) -> str:
    """What a masked table tells, as a sentence."""
    share = next((c for c in table.columns if any(_PERCENT.search(str(v)) for v in table[c]) and "range" not in c), "")
    if not share or "Day" in table.columns:
        return TOO_FEW
    place = list(table.columns).index(share)
    over = table.columns[place + 1] if place + 1 < len(table.columns) and "range" in table.columns[place + 1] else ""
    told = [
        f"{row.iloc[0]} {row[share]}" + (f" ({row[over]})" if over and row[over] != few.NONE else "")
        for _, row in table.iterrows()
        if row[share] != few.NONE
    ]
    left = len(table) - len(told)
    return f"{share}: {'; '.join(told)}." + (" Smaller groups are not told at this level." if left else "")


def counted(cell: Any) -> Any:
    """A cell that is a count."""
    return few.count(float(cell)) if isinstance(cell, str) and cell.isdigit() else cell


def counts_in(cell: Any) -> Any:
    """A cell that says k of n, with whatever follows."""
    found = _K_OF_N.fullmatch(str(cell))
    if not found:
        return few.said(str(cell))
    k, n = int(found[1]), int(found[2])
    return str(cell) if few.may_tell(k, n) else few.k_of_n(k, n)


def number(cell: str) -> float:
    digits = cell.replace("\u00a0%", "")
    return int(digits) / 100 if digits.isdigit() else 0.0
