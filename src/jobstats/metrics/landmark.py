"""Two groups of items, fixed by a landmark and watched from it: the frame of a chart, and what the registry needs of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jobstats.estimators import Ints, Rate, difference, needed_per_group, permuted, permuted_blocks, rate, scores
from jobstats.log import JobLog
from jobstats.metrics.basis import Basis, Mask
from jobstats.metrics.gates import PER_GROUP, WINDOW, gate
from jobstats.metrics.words import SMALL, pace
from jobstats.vocabulary import ENDS


@dataclass(frozen=True)
class Finding:
    """What a comparison found: why it cannot be told (or ""), the value with its 95 % limits, and its test.

    test: gives p; asked only when a verdict is due. even: the value when nothing differs; little: the limits within which a
    difference is called none, in the words of `none`.
    """

    why: str
    test: Callable[[], float] = lambda: float("nan")
    value: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    even: float = 0.0
    little: tuple[float, float] = (-SMALL, SMALL)
    none: str = "no difference larger than 15 points"
    unit: str = "points"


@dataclass(frozen=True)
class Pool:
    """Items watched from a landmark. first: in the first group. days, kinds, ages: on the clock that starts at the landmark.

    entry: the day an item comes under watch (0: from the start). strata: p is permuted within them. block: items that share
    their exposure are permuted together. names: the two groups. words: how an item, several, and “old enough” are called.
    why: what else forbids the comparison. basis: which items are in, and which not.
    """

    first: Mask
    days: Ints
    kinds: Ints
    ages: Ints
    names: tuple[str, str]
    words: tuple[str, str, str]
    basis: Basis
    entry: Ints | None = None
    strata: Ints | None = None
    block: Ints | None = None
    why: str = ""

    def lacks(self) -> str:
        """What is missing before the two may be compared; "" when nothing is."""
        return self.why or gate(self.first, self.days, self.kinds, self.ages, *self.words)

    def rates(self) -> tuple[Rate | None, Rate | None]:
        """The share of each group with a next step within the window."""
        entry = np.zeros(len(self.days), np.int64) if self.entry is None else self.entry
        one, two = (rate(self.days[m], self.kinds[m], self.ages[m], WINDOW, entry[m]) for m in (self.first, ~self.first))
        return one, two

    def p(self) -> float:
        """Two-sided p of log-rank scores of the next step within the window, permuted (METHODS 0)."""
        days = np.where(self.kinds == 1, self.days, self.ages)  # another end does not stop the clock: every age is known
        event = (self.kinds == 1) & (days <= WINDOW)
        entry = None if self.entry is None else np.where(self.entry > 0, self.entry, -1)
        score = scores(np.minimum(days, WINDOW), event, entry, self.strata)
        if self.block is not None:
            return permuted_blocks(score, self.first, self.block)
        return permuted(score, self.first.astype(float), self.strata)

    def finding(self) -> Finding:
        """For the registry."""
        one, two = self.rates()
        why = self.lacks() or ("" if one and two else "in one group nobody can be watched long enough")
        if why or not one or not two:
            return Finding(why)
        return Finding("", self.p, *difference(one, two))

    def frame(self, log: JobLog) -> pd.DataFrame:
        """Columns: group, entered, n of (k of n, old enough), share, low, high (NaN where the gate fails), horizon, met (items in
        all), why (what the gate lacks, or ""), need (per group for a 20-point difference), weeks (at this log's pace, until then),
        gate_weeks (until the smaller group is large enough to be shown); open, advanced, rejected, withdrawn: what came next, counts.
        """
        one, two = self.rates()
        why = self.lacks() or ("" if one and two else "in one group nobody can be watched long enough")
        rows, out = [], np.array(ENDS, dtype=object)
        for name, mask, found in zip(self.names, (self.first, ~self.first), (one, two), strict=True):
            limits = (found.share, found.low, found.high) if found and not why else (np.nan,) * 3
            counts = (found.k_old, found.n_old) if found else (0, 0)
            told = dict(zip(("share", "low", "high", "n", "of"), (*limits, *counts), strict=True))
            parts = {part: int((out[self.kinds[mask]] == part).sum()) for part in ENDS}
            rows.append({"group": name, "entered": int(mask.sum()), **told, **parts})
        small = min(int(self.first.sum()), int((~self.first).sum()))
        need, weeks = self._more(log, one, two)
        return pd.DataFrame(rows).assign(
            horizon=float(WINDOW),
            met=len(self.basis.why),
            why=why,
            need=need,
            weeks=weeks,
            gate_weeks=float("inf") if self.why else pace(log, small, PER_GROUP),
        )

    def _more(self, log: JobLog, one: Rate | None, two: Rate | None) -> tuple[int, float]:
        """Items per group that would show 20 points, and the weeks until the smaller group has them at the present pace."""
        share = (one.share + two.share) / 2 if one and two else 0.4
        need, have = needed_per_group(min(share, 0.8)), min(int(self.first.sum()), int((~self.first).sum()))
        return need, pace(log, have, need)
