"""Our estimators beside lifelines and statsmodels: the same rows, CPU time, and whether the numbers are the same.

    uv run --with lifelines python -m benchmarks.estimators

For 300 to 1 000 000 applications of one simulated search, cut at its last day, prints the best of several times as a ratio (how
many times as long the peer takes) and the largest difference between the two answers. Goal: ahead at every size. A peer that
would take longer than LIMIT seconds is not run, and its row says so.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from jobstats import estimators, simulate

SIZES = (300, 1_000, 10_000, 100_000, 1_000_000)
#: Seconds one run of a peer may take, as far as can be told from the size before; seconds spent on repeating both, and how often at most.
LIMIT, SPENT, MOST = 120.0, 3.0, 2_000
KINDS = ((1,), (2,), (3,))
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Observed days, kind of end (0 open, 1, 2, 3), and which applications were referrals."""

    days: Ints
    kinds: Ints
    first: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Task:
    """What is worked out, by us and by others: each takes rows and gives numbers that can be compared."""

    name: str
    ours: Callable[[Rows], Floats]
    peers: dict[str, Callable[[Rows], Floats]]


def rows(n: int) -> Rows:
    """A year's search of n applications that were sent, as it stands on its last day."""
    drawn = simulate.draw(1, n, 364)
    entry, end, kind, source = (a[drawn.sent] for a in (drawn.entry, drawn.end, drawn.kind, drawn.source))
    ages = drawn.days - 1 - entry
    return Rows(np.minimum(end, ages), np.where(end <= ages, kind, 0), source == list(simulate.SOURCES).index("referral"))


def on_days(days: Any, values: Any, size: int) -> Floats:
    """A step function as it stands on each day from 0."""
    return np.concatenate([[0.0], np.asarray(values, float)])[np.searchsorted(np.asarray(days, float), np.arange(size), side="right")]


def our_incidence(r: Rows) -> Floats:
    """Life table; of every kind of end the incidence, its variance (in n_eff) and its Wilson interval."""
    table = estimators.life_table(r.days, r.kinds)
    return np.concatenate([curve.share for curve in estimators.incidences(table, KINDS)])


def statsmodels_incidence(r: Rows) -> Floats:
    """CumIncidenceRight: of every kind of end the incidence and its standard error; no interval."""
    from statsmodels.duration.survfunc import CumIncidenceRight

    found = CumIncidenceRight(r.days, r.kinds)
    size = int(r.days.max()) + 1
    return np.concatenate([on_days(found.times, curve, size) for curve in found.cinc])


def our_one(r: Rows) -> Floats:
    """Life table; the incidence of going on, its variance and its interval."""
    return estimators.incidence(estimators.life_table(r.days, r.kinds)).share


def lifelines_incidence(r: Rows) -> Floats:
    """AalenJohansenFitter with variance: one kind of end, its incidence, variance and interval."""
    from lifelines import AalenJohansenFitter

    found = AalenJohansenFitter(calculate_variance=True, seed=1).fit(r.days, r.kinds, event_of_interest=1)
    curve = found.cumulative_density_.iloc[:, 0]  # its ties are jittered by up to half a ten-thousandth of a day either way
    return on_days(curve.index.to_numpy() - 0.01, curve.to_numpy(), int(r.days.max()) + 1)


def our_survival(r: Rows) -> Floats:
    """Life table, survival, the median with its limits."""
    table = estimators.life_table(r.days, r.kinds)
    return np.append(estimators.survival(table), estimators.median_day(table)[0])


def statsmodels_survival(r: Rows) -> Floats:
    """SurvfuncRight: survival with standard error, the median with its limits."""
    from statsmodels.duration.survfunc import SurvfuncRight

    found = SurvfuncRight(r.days, r.kinds > 0)
    found.quantile_ci(0.5)
    return np.append(1 - on_days(found.surv_times, 1 - found.surv_prob, int(r.days.max()) + 1), found.quantile(0.5))


def lifelines_survival(r: Rows) -> Floats:
    """KaplanMeierFitter: survival with its interval, the median."""
    from lifelines import KaplanMeierFitter

    found = KaplanMeierFitter().fit(r.days, r.kinds > 0)
    curve = found.survival_function_.iloc[:, 0]
    return np.append(1 - on_days(curve.index, 1 - curve.to_numpy(), int(r.days.max()) + 1), found.median_survival_time_)


def our_logrank(r: Rows) -> Floats:
    """Log-rank test of referrals against the others: days to any decision."""
    observed, expected, variance, p = estimators.logrank(r.days, r.kinds > 0, r.first)
    return np.array([(observed - expected) ** 2 / variance, p])


def statsmodels_logrank(r: Rows) -> Floats:
    """survdiff."""
    from statsmodels.duration.survfunc import survdiff

    return np.array(survdiff(r.days, r.kinds > 0, r.first))


def lifelines_logrank(r: Rows) -> Floats:
    """logrank_test."""
    from lifelines.statistics import logrank_test

    one, over = r.first, r.kinds > 0
    found = logrank_test(r.days[one], r.days[~one], over[one], over[~one])
    return np.array([found.test_statistic, found.p_value])


TASKS = (
    Task("incidence of every end, variance", our_incidence, {"statsmodels": statsmodels_incidence}),
    Task("incidence of one end, variance, interval", our_one, {"lifelines": lifelines_incidence}),
    Task("survival and median", our_survival, {"statsmodels": statsmodels_survival, "lifelines": lifelines_survival}),
    Task("log-rank test", our_logrank, {"statsmodels": statsmodels_logrank, "lifelines": lifelines_logrank}),
)


def once(work: Callable[[Rows], Floats], r: Rows) -> tuple[float, Floats]:
    """CPU time in seconds, and the answer."""
    started = time.process_time()
    answer = work(r)
    return time.process_time() - started, answer


def compare(task: Task, peer: str, likely: float, r: Rows) -> float:
    """One row of the result, both taken in turn, best of several; returns what the peer took, or likely would have."""
    head = f"{len(r.days):>9,}  {task.name:<41} {peer:<12}"
    if likely > LIMIT:
        print(f"{head}not run: from the sizes before it would take about {likely:.0f} s", flush=True)
        return likely
    ours = theirs = float("inf")
    runs, started = 0, time.process_time()
    while not runs or (runs < MOST and time.process_time() - started < SPENT):
        took, mine = once(task.ours, r)
        ours = min(ours, took)
        took, other = once(task.peers[peer], r)
        theirs, runs = min(theirs, took), runs + 1
    apart = float(np.nanmax(np.abs(mine - other)))
    verdict = "ahead" if theirs > ours else "BEHIND"
    ratio = f"x{theirs / ours:.1f}"
    print(f"{head}{1000 * ours:9.2f} ms{1000 * theirs:12.1f} ms   {ratio:<11}{verdict:<8}{apart:.1e}", flush=True)
    return theirs


def main() -> None:
    """Run it."""
    warnings.simplefilter("ignore")  # lifelines warns of ties at every fit
    print(f"{'rows':>9}  {'what':<42}{'peer':<12}{'ours':>12}{'the peer':>15}   ratio              largest difference")
    last: dict[tuple[str, str], float] = {}
    for place, n in enumerate(SIZES):
        r = rows(n)
        growth = (n / SIZES[place - 1]) ** 1.5 if place else 1.0  # between in proportion and quadratic
        for task in TASKS:
            for peer in task.peers:
                last[task.name, peer] = compare(task, peer, last.get((task.name, peer), 0.0) * growth, r)


if __name__ == "__main__":
    main()
