"""Life tables: counts of items by observed day and kind of end, and what follows from them.

A life table is an integer array (days + 1, 4): how many items ended on each observed day, by kind of end
(0 still open, 1, 2, 3). Tables of parts add up to the table of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    opened, one, two, three = table.T
    return np.append(np.cumsum((opened + one + two + three)[::-1])[::-1], 0)


def survival(table: Ints) -> Floats:
    """S(t) for t = 0 … last day: the share still open after day t (Kaplan & Meier 1958)."""
    _, one, two, three = table.T
    return np.cumprod(1 - (one + two + three) / np.maximum(at_risk(table)[:-1], 1))


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
    return incidences(table, (kinds,), z, entered)[0]


def incidences(table: Ints, groups: Sequence[tuple[int, ...]], z: float = Z95, entered: Ints | None = None) -> list[Curve]:
    """`incidence` of several groups of kinds; what is the same for all of them is worked out once."""
    by_kind = table.T.astype(float)
    ends = by_kind[1] + by_kind[2] + by_kind[3]
    y = np.cumsum((ends + by_kind[0])[::-1])[::-1]
    n = float(y[0]) if len(y) else 0.0
    if entered is not None:
        y = y - np.cumsum(entered[::-1])[::-1]
    y = np.maximum(y, 1)
    d = np.array([by_kind[list(kinds)].sum(axis=0) if len(kinds) > 1 else by_kind[kinds[0]] for kinds in groups])
    left = np.cumprod(1 - ends / y)
    before = np.concatenate([[1.0], left[:-1]])
    weighted = before * d
    share = np.cumsum(weighted / y, axis=1)
    over = ends < y
    a = np.where(over, ends / np.where(over, y * (y - ends), 1), 0)
    b, squared = weighted / y**2, share**2
    var = squared * np.cumsum(a) - 2 * share * np.cumsum(share * a, axis=1) + np.cumsum(squared * a, axis=1)
    var += np.cumsum((before / y) ** 2 * (y - d) * d / y, axis=1) - 2 * share * np.cumsum(b, axis=1) + 2 * np.cumsum(share * b, axis=1)
    inside = (share > 1e-12) & (share < 1 - 1e-12) & (var > 1e-15)
    n_eff = np.minimum(np.where(inside, share * (1 - share) / np.where(inside, var, 1), _still_open(y - ends, left, n)), n)
    low, high = wilson(share * n_eff, n_eff, z)
    return [Curve(*rows) for rows in zip(share, low, high, n_eff, strict=True)]


def _still_open(count: Floats, left: Floats, n: float) -> Floats:
    """Those open after each day's ends over the share still open; once nobody is, as it last was (n if that was on the first day)."""
    some = left > 1e-12
    if some.all():
        return np.asarray(count / left)
    open_ = np.where(some, count / np.where(some, left, 1), n)
    return np.asarray(open_[np.maximum.accumulate(np.where(some, np.arange(len(left)), 0))])


def wilson(k: npt.ArrayLike, n: npt.ArrayLike, z: float = Z95) -> tuple[Floats, Floats]:
    """Limits of a proportion of k in n (Wilson 1927); k and n may be fractional; NaN where n is 0."""
    k, n = np.asarray(k, float), np.asarray(n, float)
    size = np.where(n > 0, n, np.nan)
    p, wide = k / size, 1 + z**2 / size
    middle = (p + z**2 / (2 * size)) / wide
    half = z / wide * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2))
    return np.maximum(middle - half, 0), np.minimum(middle + half, 1)


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
    """First day with S ≤ ½, and its limits by inverting the band (Brookmeyer & Crowley 1982); inf where not reached.

    A day is in the limits while Wilson's interval of the share ended by it, on its effective size, holds ½: (F − ½)² ≤ z² / 4n. Of all
    ends together the variance is Greenwood's (1926).
    """
    _, one, two, three = table.T
    ends, y = one + two + three, np.maximum(at_risk(table)[:-1], 1)
    left = np.cumprod(1 - ends / y)
    over = ends < y
    var = left**2 * np.cumsum(np.where(over, ends / np.where(over, y * (y - ends), 1), 0))
    n = float(table.sum())
    inside = (left > 1e-12) & (left < 1 - 1e-12) & (var > 1e-15)
    n_eff = np.minimum(np.where(inside, left * (1 - left) / np.where(inside, var, 1), _still_open(y - ends, left, n)), n)
    half, told = left <= 0.5 + 1e-12, n_eff > 0
    near = told & ((left - 0.5) ** 2 * n_eff <= Z95**2 / 4 + 1e-12)
    far = told & ((left - 0.5) ** 2 * n_eff >= Z95**2 / 4 - 1e-12)

    def first(mask: npt.NDArray[np.bool_]) -> float:
        return float(np.argmax(mask)) if mask.any() else float("inf")

    return first(half), first((half & told) | near), first(half & far)


def silence(table: Ints, start: int, length: int = 60, z: float = Z90) -> tuple[float, float, float, int]:
    """Of those open past `start`, the share ended within `length` days more, with limits, and how many are open past it."""
    later = table[start + 1 :].copy() if len(table) > start + 1 else np.zeros((1, 4), np.int64)
    n = int(later.sum())
    if n == 0:
        return float("nan"), float("nan"), float("nan"), 0
    share, low, high = at(incidence(later, (1, 2, 3), z), length - 1)
    return share, low, high, n
