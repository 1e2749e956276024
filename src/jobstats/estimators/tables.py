"""Life tables: counts of items by observed day and kind of end, and what follows from them.

A life table is an integer array (days + 1, 4): how many items ended on each observed day, by kind of end
(0 still open, 1, 2, 3). Tables of parts add up to the table of the whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

Z95 = 1.959963984540054
Z90 = 1.6448536269514722
#: How many items must be old enough before a horizon may be used.
FIFTH = 5


def life_table(days: npt.ArrayLike, kinds: npt.ArrayLike) -> Ints:
    """Count items by observed day and kind of end (0 open, 1, 2, 3). Raises ValueError on negative days."""
    x, k = np.asarray(days, np.int64), np.asarray(kinds, np.int64)
    if len(x) and x.min() < 0:
        raise ValueError("observed days cannot be negative")
    size = int(x.max(initial=0)) + 1
    return np.bincount(x * 4 + k, minlength=size * 4).reshape(size, 4).astype(np.int64)


def at_risk(table: Ints) -> Ints:
    """How many are still open just before each day, and one entry more for after the last."""
    total = table.sum(axis=1)
    return np.concatenate([np.cumsum(total[::-1])[::-1], [0]]).astype(np.int64)


def survival(table: Ints) -> Floats:
    """S(t) for t = 0 … last day: the share still open after day t (Kaplan & Meier 1958)."""
    y, d = at_risk(table)[:-1], table[:, 1:].sum(axis=1)
    return np.cumprod(1 - d / np.maximum(y, 1))


@dataclass(frozen=True)
class Curve:
    """Cumulative incidence by day 0 … last: share, 95 % limits low and high (NaN where refused), effective size."""

    share: Floats
    low: Floats
    high: Floats
    n_eff: Floats


def incidence(table: Ints, kinds: tuple[int, ...] = (1,), z: float = Z95, entered: Ints | None = None) -> Curve:
    """Share ended in one of `kinds` by each day, competing ends respected (Aalen & Johansen 1978), with Wilson limits.

    The variance is the delta method's; the limits are Wilson's (1927) with F·n_eff of n_eff, where
    n_eff = F(1 − F)/Var inside (0, 1), else those open after the day's ends over the share still open (once nobody is, as it last
    was; n if that was on the first day), never above n. entered: how many items come under watch only on each day, at risk
    from the day after it; items that end by the day they enter do not belong in the table.
    """
    n = float(table.sum())
    y = at_risk(table)[:-1].astype(float)
    if entered is not None:
        y -= np.cumsum(entered[::-1])[::-1]
    y = np.maximum(y, 1)
    ends, d = table[:, 1:].sum(axis=1).astype(float), table[:, list(kinds)].sum(axis=1).astype(float)
    left = np.cumprod(1 - ends / y)
    before = np.concatenate([[1.0], left[:-1]])
    share = np.cumsum(before * d / y)
    a = np.where(ends < y, ends / np.where(ends < y, y * (y - ends), 1), 0)
    b = before * d / y**2
    var = share**2 * np.cumsum(a) - 2 * share * np.cumsum(share * a) + np.cumsum(share**2 * a)
    var += np.cumsum((before / y) ** 2 * (y - d) * d / y) - 2 * share * np.cumsum(b) + 2 * np.cumsum(share * b)
    inside = (share > 1e-12) & (share < 1 - 1e-12) & (var > 1e-15)
    open_ = np.where(left > 1e-12, (y - ends) / np.where(left > 1e-12, left, 1), np.nan)
    last = np.maximum.accumulate(np.where(np.isnan(open_), 0, np.arange(len(open_)))) if len(open_) else open_.astype(int)
    edge = np.where(np.isnan(open_[last]), n, open_[last])
    n_eff = np.minimum(np.where(inside, share * (1 - share) / np.where(inside, var, 1), edge), n)
    low, high = wilson(share * n_eff, n_eff, z)
    return Curve(share, low, high, n_eff)


def wilson(k: npt.ArrayLike, n: npt.ArrayLike, z: float = Z95) -> tuple[Floats, Floats]:
    """Limits of a proportion of k in n (Wilson 1927); k and n may be fractional; NaN where n is 0."""
    k, n = np.asarray(k, float), np.asarray(n, float)
    size = np.where(n > 0, n, np.nan)
    p = k / size
    middle = (p + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z / (1 + z**2 / size) * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


@dataclass(frozen=True)
class Rate:
    """A share at one horizon: the estimate with its limits, and k of n among those old enough."""

    share: float
    low: float
    high: float
    n: int
    k_old: int
    n_old: int


def at(curve: Curve, day: int) -> tuple[float, float, float]:
    """Share, low and high on a day; after the last observed day the last value stands."""
    i = min(day, len(curve.share) - 1)
    return float(curve.share[i]), float(curve.low[i]), float(curve.high[i])


def rate(days: Ints, kinds: Ints, ages: Ints, horizon: int, entry: Ints | None = None) -> Rate | None:
    """Share with end 1 within `horizon` days; None unless at least five items are that old, or n_eff is 0.

    entry: the day each item comes under watch (0: from the start), where it is not watched from the start.
    """
    if int((ages >= horizon).sum()) < FIFTH:
        return None
    watched = np.ones(len(days), bool) if entry is None else (entry == 0) | ((entry < days) & (entry < horizon))
    table = life_table(np.minimum(days, horizon)[watched], np.where(days <= horizon, kinds, 0)[watched])
    late = None if entry is None else np.bincount(entry[watched & (entry > 0)], minlength=len(table))[: len(table)]
    share, low, high = at(incidence(table, entered=late), horizon)
    old = ages >= horizon
    k_old = int((old & (kinds == 1) & (days <= horizon)).sum())
    return None if np.isnan(low) else Rate(share, low, high, len(days), k_old, int(old.sum()))


def admissible(ages: Ints, horizons: tuple[int, ...], most: int) -> int | None:
    """The largest horizon, not above `most`, that at least five items are old enough for; None if there is none."""
    fit = [h for h in horizons if h <= most and int((ages >= h).sum()) >= FIFTH]
    return max(fit, default=None)


def days_until_fifth(ages: Ints, horizon: int) -> int | None:
    """Days from as_of until the fifth item is `horizon` days old; None when there are fewer than five items."""
    if len(ages) < FIFTH:
        return None
    return max(0, horizon - int(np.sort(ages)[-FIFTH]))


def median_day(table: Ints) -> tuple[float, float, float]:
    """First day with S ≤ ½, and its limits by inverting the band (Brookmeyer & Crowley 1982); inf where not reached."""
    curve = incidence(table, (1, 2, 3))

    def first(mask: npt.NDArray[np.bool_]) -> float:
        return float(np.argmax(mask)) if mask.any() else float("inf")

    half = 0.5 - 1e-12
    return first(curve.share >= half), first(curve.high >= half), first(curve.low >= half)


def silence(table: Ints, start: int, length: int = 60, z: float = Z90) -> tuple[float, float, float, int]:
    """Of those open past `start`, the share ended within `length` days more, with limits, and how many are open past it."""
    later = table[start + 1 :].copy() if len(table) > start + 1 else np.zeros((1, 4), np.int64)
    n = int(later.sum())
    if n == 0:
        return float("nan"), float("nan"), float("nan"), 0
    share, low, high = at(incidence(later, (1, 2, 3), z), length - 1)
    return share, low, high, n
