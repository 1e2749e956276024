"""False alarms of one comparison and of the whole registry, and what is missed: searches in which nothing has an effect, and some in which a note has."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np

from benchmarks.calibration_pool import spread
from benchmarks.calibration_row import Progress, Row, silent
from jobstats import simulate
from jobstats.estimators import logrank
from jobstats.log import JobLog
from jobstats.metrics import registry
from jobstats.metrics.interviews import latest_visit, visits

#: Applications of a search in which most gates are open.
LARGE = 300
#: A naive look: every week, each comparison by itself at 5 %.
WEEKLY = 7


def null_log(seed: int, applications: int = 150, days: int = 182) -> JobLog:
    """A search in which no note, nudge, talk, source, volume or practice changes anything, and nobody lets up."""
    log = simulate.as_log(simulate.search(seed, applications, days, let_up=0.0))
    return shuffled(log, seed)


def shuffled(log: JobLog, seed: int) -> JobLog:
    """The log with its sources dealt anew: no source is better than another."""
    table = log.applications
    source = np.random.default_rng([seed, 9]).permutation(table["source"].to_numpy(dtype=object))
    return replace(log, applications=table.assign(source=source))


def nudged_or_not(log: JobLog) -> float:
    """The naive figure of METHODS: days to the decision, nudged ever or never, by log-rank; its p."""
    met = visits(log)
    rows = log.events[(log.events["event"] == "nudge") & (log.events["application"] >= 0)]
    at = latest_visit(met, *(rows[c].to_numpy(dtype=np.int64) for c in ("application", "day")))
    ever = np.zeros(len(met), bool)
    ever[at[at >= 0]] = True
    decided = met["kind_of_end"].isin([1, 2]).to_numpy()
    if min(ever.sum(), (~ever).sum()) < 2 or not decided.any():
        return math.nan
    return logrank(met["days"].to_numpy(dtype=np.int64), decided, ever)[3]


def single(seed: int) -> dict[str, float]:
    """p of every comparison by itself, on a search large enough for most gates."""
    log, out = null_log(seed, applications=LARGE), {}
    for name, (_, how) in registry.REGISTRY.items():
        found = how(log)
        p = math.nan if found.why else found.test()
        if not math.isnan(p):
            out[name] = p
    return out


def six_months(job: tuple[int, bool]) -> tuple[bool, bool, bool]:
    """Of one search: any false verdict at any look; anything at 5 % in one look at the end; anything at 5 % in weekly looks."""
    seed, weekly = job
    log = null_log(seed)
    once = _found(log)
    return (
        _ever_differs(log),
        once,
        once or (weekly and any(_found(log.as_it_stood(day)) for day in range(log.today - 126, log.today, WEEKLY))),
    )


def _found(log: JobLog) -> bool:
    """Whether any comparison by itself is at 5 %."""
    return any(not found.why and found.test() <= 0.05 for found in (how(log) for _, how in registry.REGISTRY.values()))


def _ever_differs(log: JobLog) -> bool:
    """Whether any verdict was ever “differs”, at any of the looks reached."""
    met = visits(log)
    days = np.sort((met["day"] + met["days"])[met["kind_of_end"] > 0].to_numpy(dtype=np.int64))
    for look in registry.LOOKS:
        if look <= len(days):
            found = registry.judged(log.as_it_stood(int(days[look - 1])))
            if any(registry.kind_of(*one) == "differs" for one in found):
                return True
    return False


def verdict_rows(searches: int, seed: int, progress: Progress = silent) -> list[Row]:
    """The rows of METHODS on false alarms, on the whole dashboard and on what sixty interviews can tell."""
    weekly = max(6, searches // 10)
    part = lambda low, high: lambda what, done: progress(what, low + (high - low) * done)  # noqa: E731  # a slice of the whole way
    alone = list(spread(single, range(seed, seed + searches), "each comparison by itself, no effect", part(0, 0.4)))
    jobs = [(seed + 10_000 + i, i < weekly) for i in range(searches)]
    whole = np.array(list(spread(six_months, jobs, "the whole dashboard, no effect", part(0.4, 0.8))))
    naive = [(n, seed + 50_000 + i) for n in (15, 60) for i in range(min(searches, 300))]
    p = np.array(list(spread(naive_nudge, naive, "the naive look at nudges", part(0.8, 0.9))))
    return [
        *_single_rows(alone, searches),
        _dashboard_row(whole, weekly),
        _naive_row(p.reshape(2, -1)),
        power_row(searches * 3, seed, part(0.9, 1.0)),
    ]


def _most(target: float, n: int) -> float:
    """The target itself where at least 2000 were counted; else widened by two Monte-Carlo errors, as an exact test needs."""
    return target if n >= 2000 else target + 2 * math.sqrt(target * (1 - target) / n)


def _single_rows(found: list[dict[str, float]], searches: int) -> list[Row]:
    """How often each comparison by itself falls to 5 % or below."""
    rows = []
    for name in registry.REGISTRY:
        p = np.array([one[name] for one in found if name in one])
        if len(p) < 10:
            rows.append(
                Row(f"false alarm, no effect: {name}", "≤ .06", f"gate open in {len(p)} of {searches} searches only: not counted", True)
            )
            continue
        share, target = float((p <= 0.05).mean()), 0.07 if name == "nudges" else 0.06
        said = f"{share:.3f} ± {math.sqrt(0.05 * 0.95 / len(p)):.3f} (gate open in {len(p)} of {searches} searches)"
        rows.append(
            Row(
                f"false alarm, no effect: {name}",
                f"≤ {target:.2f} within 2 Monte-Carlo errors".replace("0.", "."),
                said,
                share <= _most(target, len(p)),
            )
        )
    return rows


def _dashboard_row(found: np.ndarray, weekly: int) -> Row:
    """Any false verdict in six months; looked at once or weekly without care."""
    n, (false, once) = len(found), found[:, :2].mean(axis=0)
    often = found[:weekly, 2].mean()
    naive = f"one unadjusted look {once:.2f}, weekly unadjusted looks {often:.2f} (of {weekly}): {'fails' if min(once, often) > 0.1 else 'passes'}"
    said = f"{false:.3f} ± {math.sqrt(0.05 * 0.95 / n):.3f}"
    passed = bool(false <= _most(0.05, n)) and min(once, often) > 0.1  # a check that the naive passes checks nothing
    return Row("whole dashboard, 6 months, no effect: any false verdict", "≤ .05", said, passed, naive)


def naive_nudge(job: tuple[int, int]) -> float:
    """p of “nudged or not, days to decision” in a search with so many interviews."""
    return nudged_or_not(with_interviews(job[1], job[0]))


def _naive_row(p: np.ndarray) -> Row:
    """It has to be seen failing."""
    few, many = (p <= 0.05).mean(axis=1)
    said = f"{few:.2f} at 15 interviews, {many:.2f} at 60"
    return Row(
        "naive “nudged or not, days to decision”, no effect", "seen to fail (above .07)", said, min(few, many) > 0.07, f"{said}: fails"
    )


def with_interviews(seed: int, n: int) -> JobLog:
    """A search of six months as it stood when its n-th interview was three weeks past."""
    log = simulate.as_log(simulate.search(seed, applications=max(150, 6 * n), let_up=0.0))
    day = np.sort(visits(log)["day"].to_numpy(dtype=np.int64))
    return log.as_it_stood(min(int(day[min(n, len(day)) - 1]) + 21, log.today))


def power_row(times: int, seed: int, progress: Progress = silent) -> Row:
    """Sixty interviews, half with a prompt note, a true difference of 20 points: mostly “too few to tell”."""
    rng, kinds = np.random.default_rng([seed, 60]), Counter[str]()
    for i in range(times):
        kinds[_sixty(rng)] += 1
        if i % 50 == 0:
            progress("sixty interviews, a true difference of 20 points", 0.8 + 0.2 * i / times)
    few = kinds["few"] / times
    said = f"{few:.2f} (differs {kinds['differs'] / times:.2f}, none {kinds['none'] / times:.2f}; of {times})"
    return Row("60 interviews, true difference 20 points: says “too few to tell”", "≥ .60", said, few >= 0.60)


def _sixty(rng: np.random.Generator) -> str:
    """The verdict on a prompt note with 30 interviews per group, next steps within 21 days for 55 % and 35 %, all followed for 40 days."""
    from jobstats.metrics.basis import basis
    from jobstats.metrics.landmark import Pool

    first = np.arange(60) < 30
    steps = rng.random(60) < np.where(first, 0.55, 0.35)
    days = np.where(steps, rng.integers(1, 22, 60), np.where(rng.random(60) < 0.6, rng.integers(1, 40, 60), 40))
    kinds = np.where(steps, 1, np.where(days < 40, 2, 0))
    pool = Pool(
        first, days, kinds, np.full(60, 40), ("", ""), ("interview", "interviews", "old"), basis("interview", np.arange(60), np.arange(60))
    )
    finding = pool.finding()
    p = registry.holm([finding.test(), *[math.nan] * (len(registry.REGISTRY) - 1)])
    return registry.kind_of(finding, float(p[0]))
