"""Searches with a known truth, cut at a day, and what each method says of them: the material of the rows on life tables.

A cell is a clock (applications, interviews, application to offer), a horizon, a day of the search and a size of search. The day
is one of seven in a row, in turn, since which weekday one looks on is part of the weather, not of the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from jobstats import estimators as est
from jobstats.simulate import NEVER, SOURCES, Draw, chances, draw, truth

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SIZES = (40, 80, 150, 300)
#: First of the seven days on which a search is looked at.
DAYS = (45, 60, 90, 120, 150, 174)
HORIZONS = {"applications": (14, 30, 60, 90), "interviews": (7, 14, 21, 30), "offers": (90,)}
CELLS = [(clock, day, h) for clock, horizons in HORIZONS.items() for day in DAYS for h in horizons]
#: Medians are checked of these clocks; the kit draws no further than their longest horizon.
MEDIANS = [(clock, day) for clock in ("applications", "interviews") for day in DAYS]
#: Two groups side by side: referrals against job boards, interviews with against those without a note (no true difference).
PAIRS = [(pair, day) for pair in ("sources", "notes") for day in DAYS]


@dataclass(frozen=True)
class Seen:
    """Items on one clock as they stand on a day (days, kinds, ages), and in the end (full_days, full_kinds)."""

    days: Ints
    kinds: Ints
    ages: Ints
    full_days: Ints
    full_kinds: Ints
    group: Ints

    def pick(self, mask: npt.NDArray[np.bool_]) -> Seen:
        """Only these items."""
        return Seen(*(column[mask] for column in (self.days, self.kinds, self.ages, self.full_days, self.full_kinds, self.group)))


Told = tuple[float, float, float] | None
Method = Callable[[Seen, int], Told]


def kit(seen: Seen, horizon: int) -> Told:
    """What the kit shows."""
    found = est.rate(seen.days, seen.kinds, seen.ages, horizon)
    return None if found is None else (found.share, found.low, found.high)


def log_log(seen: Seen, horizon: int) -> Told:
    """The kit's share with the textbook's limits on the log(−log) scale, which are not defined at 0 (and then hold nothing)."""
    if int((seen.ages >= horizon).sum()) < est.FIFTH:
        return None
    curve = est.incidence(est.life_table(np.minimum(seen.days, horizon), np.where(seen.days <= horizon, seen.kinds, 0)))
    share, n = float(curve.share[-1]), float(curve.n_eff[-1])
    if not 1e-12 < share < 1 - 1e-12:
        return share, float("nan"), float("nan")
    width = est.Z95 * np.sqrt(share * (1 - share) / n) / abs(share * np.log(share))
    return share, share ** np.exp(width), share ** np.exp(-width)


def _ratio(k: int, n: int) -> Told:
    low, high = est.wilson(k, n)
    return (k / n, float(low), float(high)) if n else None


def everyone(seen: Seen, horizon: int) -> Told:
    """The all-applications ratio: those who went on within the horizon, of all, however young."""
    return _ratio(int(((seen.kinds == 1) & (seen.days <= horizon)).sum()), len(seen.days))


def decided(seen: Seen, horizon: int) -> Told:
    """The decided-only ratio: those who went on, of those that have ended in any way, within the horizon."""
    ended = (seen.kinds > 0) & (seen.days <= horizon)
    return _ratio(int((ended & (seen.kinds == 1)).sum()), int(ended.sum()))


METHODS: dict[str, Method] = {"kit": kit, "log-log": log_log, "everyone": everyone, "decided": decided}


def _cut(entry: Ints, end: Ints, kind: Ints, group: Ints, as_of: int) -> Seen:
    """Items as they stand on a day of the search."""
    here = entry <= as_of
    ages, end, kind = as_of - entry[here], end[here], kind[here]
    return Seen(np.minimum(end, ages), np.where(end <= ages, kind, 0), ages, end, kind, group[here])


def _ends_before_offer(drawn: Draw) -> tuple[Ints, Ints]:
    """Days from entering to the offer (kind 1) or to the end that came instead, and its kind, for each item."""
    talks = drawn.interviews
    over = talks.kind > 1
    end, kind = np.where(drawn.kind > 1, drawn.entry + drawn.end, NEVER), np.where(drawn.kind > 1, drawn.kind, 0)
    end[talks.of[over]], kind[talks.of[over]] = (talks.day + talks.end)[over], talks.kind[over]
    end, kind = np.where(drawn.offer < NEVER, drawn.offer, end), np.where(drawn.offer < NEVER, 1, kind)
    return np.where(end < NEVER, end - drawn.entry, NEVER), kind


def looks(drawn: Draw, as_of: int) -> dict[str, Seen]:
    """The three clocks of a search on a day."""
    sent, talks = drawn.sent, drawn.interviews
    end, kind = _ends_before_offer(drawn)
    return {
        "applications": _cut(drawn.entry[sent], drawn.end[sent], drawn.kind[sent], drawn.source[sent], as_of),
        "interviews": _cut(talks.day, talks.end, talks.kind, (talks.note < 2).astype(np.int64), as_of),
        "offers": _cut(drawn.entry[sent], end[sent], kind[sent], drawn.source[sent], as_of),
    }


@cache
def shares() -> dict[tuple[str, int], float]:
    """The truth of each clock at each horizon; for offers from 400 000 applications (standard error .00025)."""
    drawn, known = draw(20261123, applications=400_000), truth()
    end, kind = (column[drawn.sent] for column in _ends_before_offer(drawn))
    told = {"applications": known.positive, "interviews": known.next_step}
    out = {(clock, h): float(told[clock][h]) for clock in told for h in HORIZONS[clock]}
    return out | {("offers", h): float(((kind == 1) & (end <= h)).mean()) for h in HORIZONS["offers"]}


@cache
def medians() -> dict[str, int]:
    """First day on which half of all are decided, from the chances alone."""
    known, (application, interview) = truth(), chances._laws(0.0)
    weekdays = chances._interview_weekdays(application, interview[0])
    any_ = {
        "applications": known.positive + known.rejected + known.closed,
        "interviews": np.einsum("d,duk->u", weekdays, interview[0]).cumsum(),
    }
    return {clock: int(np.argmax(curve >= 0.5)) for clock, curve in any_.items()}


def _median_holds(seen: Seen, longest: int, day: int) -> float:
    """Whether the kit's interval of the median holds the day; NaN where the kit draws none. What it does not reach is “more than”."""
    if len(seen.ages) < est.FIFTH:
        return np.nan
    last = int(min(np.sort(seen.ages)[-est.FIFTH], longest))
    table = est.life_table(np.minimum(seen.days, last), np.where(seen.days <= last, seen.kinds, 0))
    _, low, high = est.median_day(table)
    return float(min(low, last + 1) <= day <= high)


def _pair(looked: dict[str, Seen], pair: str) -> tuple[float, float]:
    """Whether the interval of the difference holds the truth (NaN where not told), and the smaller group's size."""
    if pair == "sources":
        seen, h, known, names = looked["applications"], 30, truth().by_source, list(SOURCES)
        one, two = (seen.pick(seen.group == names.index(name)) for name in ("referral", "job board"))
        gap = float(known["referral"][h] - known["job board"][h])
    else:
        seen, h, gap = looked["interviews"], 21, 0.0
        one, two = seen.pick(seen.group == 1), seen.pick(seen.group == 0)
    rates = [est.rate(part.days, part.kinds, part.ages, h) for part in (one, two)]
    n = float(min(len(one.days), len(two.days)))
    if rates[0] is None or rates[1] is None:
        return np.nan, n
    _, low, high = est.difference(rates[0], rates[1])
    return float(low <= gap <= high), n


@dataclass(frozen=True)
class Found:
    """One row per search. error (share less truth) and hit by method, n and complete (error of the share seen to the end) by cell;
    median by MEDIANS, pair and pair_n by PAIRS. NaN where nothing is told."""

    error: dict[str, Floats]
    hit: dict[str, Floats]
    n: Floats
    complete: Floats
    median: Floats
    pair: Floats
    pair_n: Floats


Job = tuple[int, int, int, int, tuple[str, ...]]  # seed, size, first and last search, names of METHODS


def work(job: Job) -> Found:
    """Some searches of one size; the same whatever process does them. What is not asked of a method stays NaN."""
    seed, size, first, last, methods = job
    known, half, count = shares(), medians(), last - first
    error, hit = ({name: np.full((count, len(CELLS)), np.nan) for name in METHODS} for _ in range(2))
    n, complete = np.zeros((count, len(CELLS))), np.full((count, len(CELLS)), np.nan)
    median, pair, pair_n = (np.full((count, len(cells)), np.nan) for cells in (MEDIANS, PAIRS, PAIRS))
    for row, i in enumerate(range(first, last)):
        drawn = draw(seed * 10**9 + size * 10**6 + i, size)
        looked = {day: looks(drawn, day + i % 7) for day in DAYS}
        for at, (clock, day, h) in enumerate(CELLS):
            seen, true = looked[day][clock], known[clock, h]
            n[row, at] = len(seen.days)
            if len(seen.days):
                complete[row, at] = ((seen.full_kinds == 1) & (seen.full_days <= h)).mean() - true
            for name in methods:
                told = METHODS[name](seen, h)
                if told is not None:
                    error[name][row, at], hit[name][row, at] = told[0] - true, told[1] <= true <= told[2]
        for at, (clock, day) in enumerate(MEDIANS):
            median[row, at] = _median_holds(looked[day][clock], max(HORIZONS[clock]), half[clock])
        for at, (name, day) in enumerate(PAIRS):
            pair[row, at], pair_n[row, at] = _pair(looked[day], name)
    return Found(error, hit, n, complete, median, pair, pair_n)


def jobs(searches: int, seed: int, sizes: tuple[int, ...] = SIZES) -> list[Job]:
    """The searches of every size in portions of a hundred, large ones first; the naive methods see the first of every four portions."""
    return [
        (seed, size, at, min(at + 100, searches), tuple(METHODS) if at % 400 == 0 else ("kit",))
        for size in sorted(sizes, reverse=True)
        for at in range(0, searches, 100)
    ]


def joined(parts: Iterator[Found], planned: list[Job]) -> dict[int, Found]:
    """The portions of each size one below the other."""
    by_size: dict[int, list[Found]] = {}
    for part, job in zip(parts, planned, strict=True):
        by_size.setdefault(job[1], []).append(part)
    return {
        size: Found(
            *({name: np.concatenate([getattr(p, c)[name] for p in found]) for name in found[0].error} for c in ("error", "hit")),
            *(np.concatenate([getattr(p, c) for p in found]) for c in ("n", "complete", "median", "pair", "pair_n")),
        )
        for size, found in by_size.items()
    }
