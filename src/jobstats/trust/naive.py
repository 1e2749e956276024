"""How a search is mostly looked at: ever or never, decided ones only, as often as one likes. Wrong on purpose."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jobstats.estimators import Floats, two_sided
from jobstats.log import JobLog
from jobstats.metrics.basis import Mask
from jobstats.metrics.interviews import latest_visit, visits

#: Fewest decided interviews in each group: few, since a naive look does not ask for many.
FEWEST = 5
#: A difference is “found” below this p.
LEVEL = 0.05


@dataclass(frozen=True)
class Looked:
    """The p of both naive looks, NaN where a group is too small. notes: whether interviews with a note led on more or less often than those
    without; nudges: whether decisions took more or fewer days where there was a nudge.
    """

    notes: float
    nudges: float


def look(met: pd.DataFrame, nudged: Floats, day: int) -> Looked:
    """Both naive looks on a day, at the interviews decided by then. nudged: day of the first nudge, infinite for none.

    The test itself is sound (permutation, its normal limit); what is wrong is what it is asked: who is decided late has more time
    to get a note or a nudge, so the groups are made by the outcome.
    """
    ended = (met["day"] + met["days"]).to_numpy()
    kept = (met["kind_of_end"] > 0).to_numpy() & (ended <= day)
    noted = (met["day"] + met["note_days"]).to_numpy(dtype=float)
    led_on, took = np.asarray(met["kind_of_end"] == 1, dtype=np.float64), met["days"].to_numpy(dtype=float)
    return Looked(compared(led_on[kept], noted[kept] <= day), compared(took[kept], nudged[kept] <= day))


def compared(values: Floats, first: Mask) -> float:
    """Two-sided p that two groups have one mean; NaN where one has fewer than FEWEST, or nothing varies."""
    n, k = len(values), int(first.sum())
    if min(k, n - k) < FEWEST or np.ptp(values) == 0:
        return math.nan
    far = float(values[first].mean() - values.mean()) * k
    return two_sided(far / math.sqrt(k * (n - k) / n * float(values.var(ddof=1))))


def nudged_on(log: JobLog) -> Floats:
    """The day of the first nudge after each interview; infinite where there was none."""
    met = visits(log)
    rows = ((log.events["event"] == "nudge") & (log.events["application"] >= 0)).to_numpy()
    item, day = (log.events[c].to_numpy(dtype=np.int64)[rows] for c in ("application", "day"))
    at = latest_visit(met, item, day)
    out = np.full(len(met), np.inf)
    np.minimum.at(out, at[at >= 0], day[at >= 0])
    return out
