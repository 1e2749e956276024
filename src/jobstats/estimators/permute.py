"""Tests that hold at the size of one log: log-rank scores and their permutations, and Holm's steps over many tests.

Where every item's age is known, “days to advancing, else its age” under ordinary log-rank compares cumulative incidences of
advancing (Fine & Gray 1999, censoring-complete), so competing ends need no other test.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from jobstats.estimators.tables import Floats, Ints

Mask = npt.NDArray[np.bool_]

#: Permutations of one test; p is at least 1 / (TIMES + 1).
TIMES = 1999
#: Above this many items the exact moments of the permutations are used instead of permutations.
MANY = 2000


def scores(days: Ints, event: Mask, entry: Ints | None = None, strata: Ints | None = None) -> Floats:
    """Log-rank score of each item: its event less what was expected of it (Peto & Peto 1972); within each stratum they sum to 0.

    days: observed days; event: whether they ended in one; entry: the day after which it is at risk (-1: from the start).
    """
    entry = np.full(len(days), -1, np.int64) if entry is None else entry
    out = np.zeros(len(days))
    for mine in _parts(strata, len(days)):
        x, e, d = days[mine], entry[mine], event[mine]
        d = d & (e < x)  # what enters on the day it ends, or later, was never at risk
        if not d.any():
            continue
        x = np.where(e < x, x, e)
        times, dead = np.unique(x[d], return_counts=True)
        risk = np.searchsorted(np.sort(e), times, side="left") - np.searchsorted(np.sort(x), times, side="left")
        total = np.concatenate([[0.0], np.cumsum(dead / risk)])
        expected = total[np.searchsorted(times, x, side="right")] - total[np.searchsorted(times, e, side="right")]
        out[mine] = d - expected
    return out


def _parts(strata: Ints | None, n: int) -> list[Ints]:
    """The places of each stratum's items."""
    if strata is None:
        return [np.arange(n)] if n else []
    return [np.flatnonzero(strata == s) for s in np.unique(strata)]


def logrank(days: Ints, event: Mask, first: Mask, strata: Ints | None = None) -> tuple[float, float, float, float]:
    """Log-rank test of the first group against the others (Mantel 1966; Peto & Peto 1972).

    Returns observed and expected events of the first group, the variance of their difference, and the two-sided p of the normal
    approximation (NaN where the variance is 0).
    """
    expected = variance = 0.0
    for mine in _parts(strata, len(days)):
        x, d, one = days[mine], event[mine], first[mine]
        times, dead = np.unique(x[d], return_counts=True)
        y = len(x) - np.searchsorted(np.sort(x), times, side="left")
        share = (one.sum() - np.searchsorted(np.sort(x[one]), times, side="left")) / y
        expected += float((dead * share).sum())
        variance += float((dead * share * (1 - share) * (y - dead) / np.maximum(y - 1, 1)).sum())
    observed = float((event & first).sum())
    return observed, expected, variance, two_sided((observed - expected) / math.sqrt(variance)) if variance > 0 else math.nan


def two_sided(z: float) -> float:
    """The two-sided p of a standard normal deviate."""
    return math.erfc(abs(z) / math.sqrt(2))


def permuted(score: Floats, weight: Floats, strata: Ints | None = None, seed: int = 1) -> float:
    """Two-sided p of Σ weight · score when the scores are permuted within strata: (1 + #{T* ≥ T}) / (B + 1).

    weight: 1 and 0 for two groups, or a number each (a trend, as log rank). NaN where nothing varies.
    """
    parts = _parts(strata, len(score))
    means = sum(float(weight[m].mean() * score[m].sum()) for m in parts)
    spread = sum(
        float(((weight[m] - weight[m].mean()) ** 2).sum() * ((score[m] - score[m].mean()) ** 2).sum() / (len(m) - 1))
        for m in parts
        if len(m) > 1
    )
    if spread < 1e-12:
        return math.nan
    seen = abs(float(weight @ score) - means)
    if len(score) > MANY:
        return two_sided(seen / math.sqrt(spread))
    rng, drawn = np.random.Generator(np.random.PCG64(seed)), np.zeros(TIMES)
    for m in parts:
        order = np.argsort(rng.random((TIMES, len(m))), axis=1)
        drawn += score[m][order] @ weight[m]
    return _share_as_far(np.abs(drawn - means), seen)


def _share_as_far(drawn: Floats, seen: float) -> float:
    """(1 + how many are at least as far) / (B + 1); rounding counts as a tie."""
    return float((1 + np.count_nonzero(drawn >= seen - 1e-9)) / (len(drawn) + 1))


def permuted_blocks(score: Floats, first: Mask, block: Ints, seed: int = 1) -> float:
    """The same for two groups whose items come in blocks that share their exposure (as the processes that start in one week).

    The blocks' exposures are put into another order as wholes, and laid along the items anew. NaN where nothing varies.
    """
    order = np.argsort(block, kind="stable")
    score, first = score[order], first[order].astype(float)
    parts = np.split(first, np.flatnonzero(np.diff(block[order])) + 1)
    means = float(first.mean() * score.sum())
    if len(parts) < 2 or np.ptp(first) == 0 or np.ptp(score) < 1e-12:
        return math.nan
    seen, rng = abs(float(first @ score) - means), np.random.Generator(np.random.PCG64(seed))
    drawn = np.array([np.concatenate([parts[i] for i in rng.permutation(len(parts))]) @ score for _ in range(TIMES)])
    return _share_as_far(np.abs(drawn - means), seen)


def permuted_groups(score: Floats, group: Ints, seed: int = 1) -> float:
    """p of Σ (sum of scores of a group)² / its size over several groups, scores permuted. NaN where nothing varies.

    Above MANY items its chi-square limit, by Wilson & Hilferty 1931.
    """
    n, sizes = len(score), np.bincount(group)
    variance = float(score.var(ddof=1)) if n > 1 else 0.0
    if (sizes > 0).sum() < 2 or variance < 1e-12:
        return math.nan
    score, each = score - score.mean(), np.maximum(sizes, 1)
    seen = float((np.bincount(group, weights=score) ** 2 / each).sum())
    if n > MANY:
        df = int((sizes > 0).sum()) - 1
        third = 2 / (9 * df)
        return math.erfc(((seen / variance / df) ** (1 / 3) - (1 - third)) / math.sqrt(third) / math.sqrt(2)) / 2
    rng = np.random.Generator(np.random.PCG64(seed))
    order = np.argsort(rng.random((TIMES, n)), axis=1)
    sums = score[order] @ np.eye(len(sizes))[group]
    return _share_as_far((sums**2 / each).sum(axis=1), seen)


def flipped(values: Floats, seed: int = 1) -> float:
    """p of a mean of paired differences against nought, by turning their signs at random (Fisher 1935). NaN where all are 0."""
    if not np.abs(values).max(initial=0.0) > 0:
        return math.nan
    seen = abs(float(values.sum()))
    signs = np.where(np.random.Generator(np.random.PCG64(seed)).random((TIMES, len(values))) < 0.5, -1.0, 1.0)
    return _share_as_far(np.abs(signs @ values), seen)


def holm(p: npt.ArrayLike) -> Floats:
    """p-values adjusted for how many there are (Holm 1979); NaN counts as 1."""
    raw = np.nan_to_num(np.asarray(p, float), nan=1.0)
    order = np.argsort(raw, kind="stable")
    stepped = np.minimum(np.maximum.accumulate(raw[order] * (len(raw) - np.arange(len(raw)))), 1.0)
    out = np.empty(len(raw))
    out[order] = stepped
    return out
