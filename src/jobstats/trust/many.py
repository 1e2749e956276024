"""Many searches, one range each: how many ranges hold the truth, and how far off the naive ratios are."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from jobstats.figures.trusted import many_ranges
from jobstats.metrics.words import count, of, percent, points, range_text
from jobstats.simulate import draw, truth
from jobstats.trust.asked import whole
from jobstats.trust.shares import WITHIN, Shares, shares, true_share
from jobstats.trust.shown import KNOWN, Shown, shown

#: How often a 95 % range should hold the truth.
HOLDS = 0.95

_EXPLAINED = {
    "What it is": (
        f"Each line is one search: its estimate of the share with a positive answer within {WITHIN} days, and its 95 % range, lowest estimate first. "
        "All have the same truth; they differ by luck alone. A range that holds the truth crosses the dashed line; one that misses it has a cross. "
        "The small triangles are what the same searches say over the decided alone."
    ),
    "Formula": "As in every other notebook, on each search as it stands on that day.",
    "Holds if": KNOWN,
    "Why not the usual number": "A single share without a range hides how far luck can carry it: look how far the dots lie from the line.",
    "Source": "Wilson 1927 on the effective size of Aalen & Johansen 1978.",
}


def many_searches(times: int = 100, applications: int = 150, day: int = 60, seed: int = 1) -> Shown:
    """Many invented searches, each looked at once, on the same day: their ranges beside the truth.

    times: how many. applications: how many each sends in 26 weeks. day: the day of the search on which it is looked at. seed: 1 draws the
    searches 1 to 100 (the seeds of js.trust.one_search), 2 the next hundred, and so on. Raises AskError for what cannot be.
    """
    times, applications = whole("many_searches", "times", times), whole("many_searches", "applications", applications)
    day, seed = whole("many_searches", "day", day), whole("many_searches", "seed", seed)
    frame = looks(range((seed - 1) * times + 1, seed * times + 1), applications, day)
    return shown(
        "many_searches",
        "How often is the truth inside the range?",
        say_many(frame, day),
        f"{count(times, 'invented search', 'invented searches')} (seeds {frame['seed'].min()} to {frame['seed'].max()}), each of "
        f"{count(applications, 'application')} in 26 weeks, as they stand on day {day}.",
        "Dots with ranges",
        _EXPLAINED,
        cells(frame),
        many_ranges(frame, f"share with a positive answer within {WITHIN} days"),
        f"searches with five applications that are {WITHIN} days old",
    )


def looked_at(seed: int, applications: int, day: int) -> Shares:
    """A search on one day, from its bare arrays: the same numbers as from its log (tests compare), a hundred times as fast."""
    drawn = draw(seed, applications)
    here = drawn.sent & (drawn.entry <= day)
    ages, end = day - drawn.entry[here], drawn.end[here]
    return shares(np.minimum(end, ages), np.where(end <= ages, drawn.kind[here], 0), ages)


def looks(seeds: range, applications: int, day: int) -> pd.DataFrame:
    """One row per search, lowest estimate first, those without one last. Columns: seed, sent, n, decided, share, low, high, over_sent,
    over_decided, truth, holds (False where there is no range).
    """
    true, rows = true_share(truth()), []
    for seed in seeds:
        one = looked_at(seed, applications, day)
        limits = (one.honest.share, one.honest.low, one.honest.high) if one.honest else (float("nan"),) * 3
        rows.append((seed, one.sent, one.k, one.decided, *limits, one.over_sent, one.over_decided))
    columns = ["seed", "sent", "n", "decided", "share", "low", "high", "over_sent", "over_decided"]
    frame = pd.DataFrame(rows, columns=columns).sort_values(["share", "seed"], ignore_index=True)
    return frame.assign(truth=true, holds=(frame["low"] <= true) & (true <= frame["high"]))


def say_many(frame: pd.DataFrame, day: int) -> str:
    """How many hold it, how many should, how wide they are, and how far off each number is on average."""
    told, true = frame[frame["share"].notna()], float(frame["truth"].iloc[0])
    none = len(frame) - len(told)
    if told.empty:
        return f"On day {day} none of {len(frame)} searches has five applications that are {WITHIN} days old, so none has a range."
    low, high = luck(len(told), HOLDS)
    hits = int(told["holds"].sum())
    text = f"On day {day}, {of(hits, len(told))} ranges {'holds' if hits == 1 else 'hold'} the truth, {percent(true)}. "
    text += f"About {HOLDS * len(told):.0f} should; by luck alone it may be {low} to {high}. "
    text += f"The middle one of the ranges is {float((told['high'] - told['low']).median()) * 100:.0f} points wide: "
    text += f"that is how much {told['sent'].median():.0f} applications can tell. On average the honest estimate is off by {_off(told, 'share')}, "
    text += f"the ratio over all sent by {_off(told, 'over_sent')}, the ratio over the decided alone by {_off(told, 'over_decided')}."
    return text + (
        f" {count(none, 'search has', 'searches have')} no range yet: too few applications are {WITHIN} days old." if none else ""
    )


def _off(told: pd.DataFrame, column: str) -> str:
    off = float((told[column] - told["truth"]).mean())
    return f"{points(off)} {'point' if round(abs(off) * 100) == 1 else 'points'}".replace("+0 ", "0 ").replace("−0 ", "0 ")


def luck(n: int, p: float) -> tuple[int, int]:
    """The fewest and the most of n that luck alone gives, each side passed at most once in forty times (binomial)."""
    logs = [
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * math.log(p) + (n - k) * math.log1p(-p) for k in range(n + 1)
    ]
    chance = np.exp(logs)
    below, above = np.cumsum(chance), np.cumsum(chance[::-1])[::-1]
    return int(np.argmax(below > 0.025)), int(n - np.argmax(above[::-1] > 0.025))


def cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The table: any search of it can be drawn with js.trust.one_search(seed=…)."""
    holds = ["–" if np.isnan(s) else "yes" if h else "no" for s, h in zip(frame["share"], frame["holds"], strict=True)]
    text = {
        "Seed": [str(s) for s in frame["seed"]],
        "Positive": [str(n) for n in frame["n"]],
        "Sent": [str(n) for n in frame["sent"]],
        "Decided": [str(n) for n in frame["decided"]],
        "Honest estimate": [percent(v) for v in frame["share"]],
        "95 % range": [range_text(a, b) for a, b in zip(frame["low"], frame["high"], strict=True)],
        "Holds the truth": holds,
        "Over all sent": [percent(v) for v in frame["over_sent"]],
        "Over decided": [percent(v) for v in frame["over_decided"]],
    }
    return pd.DataFrame(text, dtype=object)
