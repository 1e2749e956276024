"""The estimators against statsmodels, SciPy and a plain recursion, on a thousand random tables with everything odd in them."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from scipy import stats
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from jobstats import estimators as est

Table = tuple[str, est.Ints, est.Ints]  # its sort, observed days, kinds of end

SORTS = ("mixed", "one kind of end", "all open", "n = 1", "nobody left", "no open item", "distinct days", "all on one day")
ENDS = ((1,), (2,), (3,), (1, 2), (1, 2, 3))
CLOSE = {"rtol": 1e-9, "atol": 1e-9}


def _tables() -> list[Table]:
    """1 000 random tables, 125 of each sort; days from 0 to 24, so that ties and ends on day 0 are common."""
    rng = np.random.default_rng(20261123)
    found: list[Table] = []
    for sort in np.repeat(SORTS, 125).tolist():
        n = 1 if sort == "n = 1" else int(rng.integers(2, 60))
        days, kinds = rng.integers(0, 25, n), rng.integers(0, 4, n)
        if sort == "one kind of end":
            kinds = np.where(kinds < 2, 0, int(rng.integers(1, 4)))
        elif sort == "all open":
            kinds[:] = 0
        elif sort == "nobody left":
            days = np.append(days, 25)
            kinds = np.append(kinds, rng.integers(1, 4))
        elif sort == "no open item":
            kinds = rng.integers(1, 4, n)
        elif sort == "distinct days":
            days = rng.permutation(60)[:n]
        elif sort == "all on one day":
            days[:] = rng.integers(0, 3)
        found.append((sort, days, kinds))
    return found


TABLES = _tables()


def recursion(table: est.Ints, kinds: tuple[int, ...]) -> tuple[est.Floats, est.Floats]:
    """Incidence and its variance day by day: the pair (S, F) and its covariance carried on by a day's multinomial.

    (S, F) → (S(1 − q), F + S p), p and q the day's shares ended in `kinds` and in any way; the covariance follows by the
    delta method. Another way to the same formula, which stays defined where nobody is left.
    """
    state, spread = np.array([1.0, 0.0]), np.zeros((2, 2))
    share, variance = [], []
    for day in range(len(table)):
        y = table[day:].sum()
        mine, other = table[day, list(kinds)].sum(), table[day, [k for k in (1, 2, 3) if k not in kinds]].sum()
        p, r = (mine / y, other / y) if y else (0.0, 0.0)
        step = np.array([[1 - p - r, 0], [p, 1]])
        noise = np.array([[p * (1 - p), -p * r], [-p * r, r * (1 - r)]]) / max(y, 1)
        gain = state[0] * np.array([[-1, -1], [1, 0]])
        spread = step @ spread @ step.T + gain @ noise @ gain.T
        state = step @ state
        share.append(state[1])
        variance.append(spread[1, 1])
    return np.array(share), np.array(variance)


def holds(curve: est.Curve, at: est.Ints, share: est.Floats, variance: est.Floats, n: int) -> int:
    """Share and effective size on these days are the oracle's; returns on how many days there is a variance to compare."""
    np.testing.assert_allclose(curve.share[at], share, **CLOSE)
    told = (share > 1e-9) & (share < 1 - 1e-9) & (variance > 1e-12)
    size = np.minimum(share[told] * (1 - share[told]) / variance[told], n)
    np.testing.assert_allclose(curve.n_eff[at][told], size, **CLOSE)
    return int(told.sum())


def test_the_thousand_tables_are_what_they_are_said_to_be() -> None:
    """Counted from the tables, not from their names: 125 or more of each odd sort, and hundreds with ties and zero days."""
    seen: Counter[str] = Counter()
    for _, days, kinds in TABLES:
        ends = set(kinds.tolist()) - {0}
        seen["ties"] += len(set(days.tolist())) < len(days)
        seen["zero days"] += bool((days[kinds > 0] == 0).any())
        seen["one kind of end"] += len(ends) == 1
        seen["all open"] += not ends
        seen["n = 1"] += len(days) == 1
        seen["nobody left"] += bool((kinds[days == days.max()] > 0).all())
        seen["all three kinds and open"] += len(ends) == 3 and bool((kinds == 0).any())
    least = {"ties": 600, "zero days": 300, "nobody left": 250, "all three kinds and open": 350}
    least |= {"one kind of end": 125, "all open": 125, "n = 1": 125}
    assert len(TABLES) == 1000
    assert [sort for sort, count in least.items() if seen[sort] < count] == []


@pytest.mark.filterwarnings("ignore:.*:RuntimeWarning")  # statsmodels divides by nought where nobody is left
def test_incidence_and_its_variance_agree_with_statsmodels() -> None:
    """Every table, every kind and any of them together; statsmodels wants positive times, so days are shifted by one.

    Two things it cannot be asked: an end no item of the table has (the share is 0), and a variance where nobody is left.
    """
    asked, absent, compared = Counter[str](), Counter[str](), Counter[str]()
    for sort, days, kinds in TABLES:
        table = est.life_table(days, kinds)
        for ends in ENDS:
            curve, mine = est.incidence(table, ends), np.isin(kinds, ends)
            if not mine.any():
                assert not curve.share.any()
                absent[sort] += 1
                continue
            oracle = CumIncidenceRight(days + 1, np.where(mine, 1, np.where(kinds > 0, 2, 0)))
            at = (oracle.times - 1).astype(int)
            compared[sort] += holds(curve, at, oracle.cinc[0], np.nan_to_num(oracle.cinc_se[0]) ** 2, len(days))
            asked[sort] += 1
    assert sum(asked.values()) + sum(absent.values()) == 5 * len(TABLES)
    assert absent["all open"] >= 5 * 125
    assert {sort for sort in SORTS if asked[sort]} == set(SORTS) - {"all open"}
    assert min(compared[sort] for sort in SORTS if sort not in ("all open", "n = 1", "all on one day")) > 1000


def test_incidence_and_its_variance_agree_with_the_recursion() -> None:
    """Every table, every day, one kind of end and any: also where statsmodels has no answer."""
    compared: Counter[str] = Counter()
    for sort, days, kinds in TABLES:
        table = est.life_table(days, kinds)
        for ends in ((1,), (1, 2, 3)):
            share, variance = recursion(table, ends)
            compared[sort] += holds(est.incidence(table, ends), np.arange(len(table)), share, variance, len(days))
    assert min(compared[sort] for sort in SORTS if sort not in ("all open", "n = 1")) > 100


def test_where_the_variance_is_nought_the_size_is_that_of_the_open_ones() -> None:
    """Every table, every day on which no end of the kind has come: n_eff is the number still open over the share still open."""
    compared = Counter[str]()
    for sort, days, kinds in TABLES:
        table = est.life_table(days, kinds)
        left, open_ = est.survival(table), est.at_risk(table)[1:] + table[:, 0]
        for ends in ENDS:
            curve = est.incidence(table, ends)
            nought = (curve.share == 0) & (left > 1e-9)
            np.testing.assert_allclose(curve.n_eff[nought], np.minimum(open_[nought] / left[nought], len(days)), **CLOSE)
            compared[sort] += int(nought.sum())
    assert min(compared[sort] for sort in SORTS) > 100


@pytest.mark.filterwarnings("ignore:.*:RuntimeWarning")  # statsmodels divides by nought where nobody is left
def test_survival_agrees_with_scipy_and_greenwood_with_statsmodels() -> None:
    """Every table: S by scipy.stats.ecdf; with one kind of end (all ends as one) the delta variance is Greenwood's."""
    asked, compared = Counter[str](), 0
    for sort, days, kinds in TABLES:
        table, ended = est.life_table(days, kinds), kinds > 0
        left, any_ = est.survival(table), est.incidence(table, (1, 2, 3))
        oracle = stats.ecdf(stats.CensoredData(uncensored=days[ended], right=days[~ended])).sf
        np.testing.assert_allclose(left, oracle.evaluate(np.arange(len(table))), **CLOSE)
        np.testing.assert_allclose(left, 1 - any_.share, **CLOSE)
        greenwood = SurvfuncRight(days + 1, ended.astype(int))
        at = (greenwood.surv_times - 1).astype(int)
        compared += holds(any_, at, 1 - greenwood.surv_prob, np.nan_to_num(greenwood.surv_prob_se) ** 2, len(days))
        asked[sort] += 1
    assert asked == dict.fromkeys(SORTS, 125)
    assert compared > 5000


def test_wilson_agrees_with_scipy() -> None:
    """Every k of every n up to 44 (1 034 pairs), among them none, all and n = 1, at 95 and 90 %."""
    pairs = [(k, n) for n in range(1, 45) for k in range(n + 1)]
    assert len(pairs) > 1000
    for z, level in ((est.Z95, 0.95), (est.Z90, 0.90)):
        low, high = est.wilson(*np.array(pairs).T, z)
        oracle = [stats.binomtest(k, n).proportion_ci(level, method="wilson") for k, n in pairs]
        np.testing.assert_allclose(low, [o.low for o in oracle], **CLOSE)
        np.testing.assert_allclose(high, [o.high for o in oracle], **CLOSE)
