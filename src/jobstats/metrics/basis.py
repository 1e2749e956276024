"""What a number rests on: which rows of the log are in it, which were left out, and why. One for every chart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.errors import count
from jobstats.estimators import Floats, Ints
from jobstats.log import JobLog, day_text, to_date

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Basis:
    """The items a chart could have rested on, in the log's order.

    unit, units: what one is called, and several. item: its row of log.applications (-1: none). day: its day number (NaN
    where unknown). why: 0 where it is in, else one more than its place in reasons. besides: what is left out that cannot be
    counted in this unit, in words.
    """

    unit: str
    units: str
    item: Ints
    day: Floats
    why: Ints
    reasons: tuple[str, ...] = ()
    besides: str = ""

    @property
    def said(self) -> str:
        """How many are in, of how many."""
        n, total = int((self.why == 0).sum()), len(self.why)
        return f"{count(total, self.unit, self.units)}" if n == total else f"{n} of {count(total, self.unit, self.units)}"

    @property
    def left_out(self) -> str:
        """How many were left out, for each reason; “none” where none was."""
        found = np.bincount(self.why, minlength=len(self.reasons) + 1)[1:]
        told = [f"{n} {reason}" for n, reason in zip(found, self.reasons, strict=True) if n]
        return "; ".join([*told, *([self.besides] if self.besides else [])]) or "none"

    def rows(self, log: JobLog) -> pd.DataFrame:
        """Every item with its company, role and day, and why it was left out ("" where it is in)."""
        none = pd.Series([""], index=[-1])
        names = {c: pd.concat([log.applications[c], none])[self.item].tolist() for c in ("company", "role")}
        days = ["" if np.isnan(d) else day_text(to_date(d)) for d in self.day]
        return pd.DataFrame({"Company": names["company"], "Role": names["role"], "Day": days, "Left out": self.reason()}, dtype=object)

    def reason(self) -> list[str]:
        """Why each item was left out, "" where it is in."""
        return [("", *self.reasons)[i] for i in self.why]


def basis(
    unit: str, item: npt.ArrayLike, day: npt.ArrayLike, *left_out: tuple[str, npt.ArrayLike], units: str = "", besides: str = ""
) -> Basis:
    """A Basis from masks of what is left out, each with its reason; where several apply, the first is told."""
    item = np.asarray(item, np.int64)
    why = np.zeros(len(item), np.int64)
    for place, (_, mask) in reversed(list(enumerate(left_out, start=1))):
        why[np.asarray(mask, bool)] = place
    return Basis(unit, units or f"{unit}s", item, np.asarray(day, float), why, tuple(reason for reason, _ in left_out), besides)
