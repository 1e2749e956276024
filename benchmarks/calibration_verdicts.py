"""False alarms of one comparison and of the whole registry, and what is missed: searches in which nothing has an effect, and some in which a note has."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from benchmarks.calibration_row import Progress, Row, silent
from jobstats import simulate
from jobstats.estimators import logrank
from jobstats.log import JobLog
from jobstats.metrics import registry
from jobstats.metrics.interviews import latest_visit, visits

#: Comparisons that have an effect in every search.
TRUE: tuple[str, ...] = ()
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


@dataclass
class Tally:
    """What one null search showed."""

    single: dict[str, float] = field(default_factory=dict)
    false_verdict: bool = False
    once: bool = False
    weekly: bool = False
    interviews: int = 0
    naive_nudge: float = math.nan


def one_null(seed: int, weekly: bool) -> Tally:
    """Every comparison by itself at the end, the registry's verdicts at each look, and looks every week without any care."""
    log, tally = null_log(seed), Tally()
    tally.interviews = len(visits(log))
    for name, (_, how) in registry.REGISTRY.items():
        found = how(log)
        if not found.why:
            tally.single[name] = found.test()
    real = [name for name in registry.REGISTRY if name not in TRUE]
    tally.once = any(tally.single.get(name, 1.0) <= 0.05 for name in real)
    tally.naive_nudge = nudged_or_not(log)
    tally.false_verdict = _ever_differs(log, real)
    tally.weekly = tally.once or (weekly and _ever_found(log, real))
    return tally


def _ever_differs(log: JobLog, names: list[str]) -> bool:
    """Whether any verdict on these was ever “differs”, at any of the looks reached."""
    met = visits(log)
    days = np.sort((met["day"] + met["days"])[met["kind_of_end"] > 0].to_numpy(dtype=np.int64))
    for look in registry.LOOKS:
        if look <= len(days):
            found = registry.judged(log.as_it_stood(int(days[look - 1])))
            kinds = {name: registry.kind_of(*one) for name, one in zip(registry.REGISTRY, found, strict=True)}
            if any(kinds[name] == "differs" for name in names):
                return True
    return False


def _ever_found(log: JobLog, names: list[str]) -> bool:
    """Whether any comparison, looked at by itself every week, was ever at 5 %."""
    for day in range(log.today - 182 + 8 * WEEKLY, log.today, WEEKLY):
        then = log.as_it_stood(day)
        for name in names:
            found = registry.REGISTRY[name][1](then)
            if not found.why and found.test() <= 0.05:
                return True
    return False


def verdict_rows(searches: int, seed: int, progress: Progress = silent) -> list[Row]:
    """The rows of METHODS on false alarms, on the whole dashboard and on what sixty interviews can tell."""
    weekly = max(20, searches // 10)
    found = []
    for i in range(searches):
        found.append(one_null(seed + i, i < weekly))
        progress("searches without any effect", 0.7 * (i + 1) / searches)
    return [
        *_single_rows(found),
        *_dashboard_rows(found, weekly),
        *_naive_rows(searches, seed, progress),
        power_row(searches * 3, seed, progress),
    ]


def _single_rows(found: list[Tally]) -> list[Row]:
    """How often each comparison by itself falls below 5 %."""
    rows = []
    for name in registry.REGISTRY:
        p = [tally.single[name] for tally in found if name in tally.single and not math.isnan(tally.single[name])]
        if name in TRUE or not p:
            continue
        share, error = float(np.mean(np.array(p) <= 0.05)), math.sqrt(0.05 * 0.95 / len(p))
        most = 0.07 if name == "nudges" else 0.06
        rows.append(
            Row(
                f"false alarm of one comparison, no effect: {name}",
                f"≤ {most}",
                f"{share:.3f} (of {len(p)}; Monte-Carlo error {error:.3f})",
                share <= most + 2 * error,
            )
        )
    return rows


def _dashboard_rows(found: list[Tally], weekly: int) -> list[Row]:
    """Any false verdict in six months; looked at once or weekly without care."""
    false, n = float(np.mean([t.false_verdict for t in found])), len(found)
    error = math.sqrt(0.05 * 0.95 / n)
    once, often = float(np.mean([t.once for t in found])), float(np.mean([t.weekly for t in found[:weekly]]))
    naive = f"one unadjusted look {once:.2f}, weekly unadjusted looks {often:.2f} (of {weekly}): " + (
        "fail" if once > 0.05 < often else "PASS?"
    )
    return [
        Row("whole dashboard, 6 months, no effect: any false verdict", "≤ .05", f"{false:.3f} (of {n})", false <= 0.05 + 2 * error, naive)
    ]


def _naive_rows(searches: int, seed: int, progress: Progress) -> list[Row]:
    """“Nudged or not, days to decision” at 15 and at 60 interviews: it must be seen failing."""
    reached = {}
    for n in (15, 60):
        hits = []
        for i in range(min(searches, 300)):
            p = nudged_or_not(with_interviews(seed + 50_000 + i, n))
            hits.append(p <= 0.05)
        reached[n] = float(np.mean(hits))
        progress("the naive look at nudges", 0.75 if n == 15 else 0.8)
    said = ", ".join(f"{share:.2f} at {n} interviews" for n, share in reached.items())
    return [Row("naive: nudged or not, days to decision", "seen to fail (> .07)", said, min(reached.values()) > 0.07, "fails, as it must")]


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


def table(rows: list[Row]) -> pd.DataFrame:
    """For a look by hand: python -m benchmarks.calibration_verdicts."""
    return pd.DataFrame([vars(row) if hasattr(row, "__dict__") else row for row in rows])


if __name__ == "__main__":
    import sys

    for row in verdict_rows(int(sys.argv[1]) if len(sys.argv) > 1 else 60, 1):
        print(row)
