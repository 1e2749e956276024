"""Two groups side by side: differences with limits, how many it takes to see one, exposures that start on their way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from jobstats.estimators.tables import Z95, Floats, Ints, Rate


def difference(one: Rate, two: Rate) -> tuple[float, float, float]:
    """one − two with limits from those of each (Newcombe 1998, method 10; MOVER, Zou & Donner 2008)."""
    d = one.share - two.share
    low = d - np.hypot(one.share - one.low, two.high - two.share)
    high = d + np.hypot(one.high - one.share, two.share - two.low)
    return d, float(low), float(high)


def needed_per_group(share: float, gap: float = 0.20) -> int:
    """Items per group that would show a difference of `gap`, two-sided 5 %, power 80 %."""
    p1 = min(max(share, 0.0), 1 - gap)
    p2 = p1 + gap
    mean = (p1 + p2) / 2
    root = Z95 * np.sqrt(2 * mean * (1 - mean)) + 0.8416 * np.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return int(np.ceil(root**2 / (p1 - p2) ** 2))


def mantel_byar(entry: Ints, days: Ints, decided: npt.NDArray[np.bool_], exposed: Floats) -> tuple[float, float, float, float, int]:
    """Rate ratio of decisions after an exposure that starts on its way, with limits (Mantel & Byar 1974).

    days: observed days; decided: whether that ended in a decision; exposed: the day of exposure (NaN for none),
    which counts from the day after. entry: first day at risk. Returns ratio, low, high, V, decisions.
    """
    o_minus_e = v = 0.0
    decisions = 0
    for u in np.unique(days[decided]):
        risk = (entry <= u) & (days >= u)
        y, d = int(risk.sum()), int((decided & risk & (days == u)).sum())
        y1 = int((risk & (exposed < u)).sum())
        o_minus_e += int((decided & risk & (days == u) & (exposed < u)).sum()) - d * y1 / y
        v += d * (y1 / y) * (1 - y1 / y) * (y - d) / (y - 1) if y > 1 else 0.0
        decisions += d
    if v <= 0:
        return float("nan"), float("nan"), float("nan"), v, decisions
    half = Z95 * np.sqrt(v)
    return float(np.exp(o_minus_e / v)), float(np.exp((o_minus_e - half) / v)), float(np.exp((o_minus_e + half) / v)), v, decisions
