"""One search as it grows: the honest estimate and two naive ratios, day by day, beside the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.figures.trusted import growing
from jobstats.metrics.clocks import stage_clock
from jobstats.metrics.words import count, percent, range_text
from jobstats.simulate import as_log, search, truth
from jobstats.trust.asked import whole
from jobstats.trust.shares import WITHIN, Shares, say, shares, true_share
from jobstats.trust.shown import KNOWN, Shown, shown

#: Days of the search on which it is looked at; the sentence is about the two in SAID.
DAYS = tuple(range(30, 181, 5))
SAID = (60, 180)

_EXPLAINED = {
    "What it is": (
        f"The share of applications with a positive answer within {WITHIN} days, as this search would have told it on each day. All three ways "
        "count the same answers. Over all sent: those who still wait count as failures, so it is too low while a search is young. Over the decided "
        "alone: silence, the most frequent answer, is forgotten, so it is too high and stays so. The honest estimate counts those who wait for as "
        f"long as they were watched; the band is its 95 % range. It starts when five applications are {WITHIN} days old."
    ),
    "Formula": "Positive answers over sent; over decided; and the cumulative incidence of every other notebook, by the kit’s own code on the search’s log.",
    "Holds if": KNOWN,
    "Source": "Wilson 1927 on the effective size of Aalen & Johansen 1978.",
}


def one_search(seed: int = 1, applications: int = 150) -> Shown:
    """One invented search of half a year, looked at every fifth day from day 30 to day 180, beside its truth.

    seed: another number draws another search. applications: how many are sent in the 26 weeks. Raises AskError for what cannot be.
    """
    seed, applications = whole("one_search", "seed", seed), whole("one_search", "applications", applications)
    seen, true = looks(seed, applications), true_share(truth())
    frame = tidy(seen, true)
    said = " ".join(f"On day {day}, {say(seen[day], true)}" for day in SAID)
    return shown(
        "one_search",
        "Do the numbers of one search find the truth?",
        said,
        f"An invented search (seed {seed}): {count(applications, 'application')} in 26 weeks. Another seed draws another search.",
        "Lines with a band",
        {**_EXPLAINED, "Rests on": f"{count(seen[DAYS[-1]].sent, 'application')} sent by day {DAYS[-1]}."},
        cells(frame),
        growing(frame, f"share with a positive answer within {WITHIN} days"),
        f"five applications that are {WITHIN} days old",
    )


def looks(seed: int, applications: int) -> dict[int, Shares]:
    """What the search told on each day, from its log as it stood."""
    drawn = search(seed, applications)
    log, first = as_log(drawn), int(np.datetime64(drawn.drawn.start, "D").astype(np.int64))
    clocks = {day: stage_clock(log.as_it_stood(first + day), "applied") for day in DAYS}
    return {day: shares(clock.days, clock.kinds, clock.ages) for day, clock in clocks.items()}


def tidy(seen: dict[int, Shares], true: float) -> pd.DataFrame:
    """One row per day. Columns: day, n (positive), sent, decided, aged (old enough), share, low, high (NaN where too early), over_sent,
    over_decided, truth.
    """
    nothing = (float("nan"),) * 3
    rows = []
    for day, one in seen.items():
        limits = (one.honest.share, one.honest.low, one.honest.high) if one.honest else nothing
        rows.append((day, one.k, one.sent, one.decided, one.old, *limits, one.over_sent, one.over_decided, true))
    columns = ["day", "n", "sent", "decided", "aged", "share", "low", "high", "over_sent", "over_decided", "truth"]
    return pd.DataFrame(rows, columns=columns)


def cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The table."""
    text = {
        "Day": [str(d) for d in frame["day"]],
        "Positive": [str(n) for n in frame["n"]],
        "Sent": [str(n) for n in frame["sent"]],
        "Decided": [str(n) for n in frame["decided"]],
        "Over all sent": [percent(v) for v in frame["over_sent"]],
        "Over decided": [percent(v) for v in frame["over_decided"]],
        "Honest estimate": [percent(v) for v in frame["share"]],
        "95 % range": [range_text(a, b) for a, b in zip(frame["low"], frame["high"], strict=True)],
        "Truth": [percent(v) for v in frame["truth"]],
    }
    return pd.DataFrame(text, dtype=object)
