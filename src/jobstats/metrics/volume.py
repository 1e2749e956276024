"""Applying while a process is live: week by week, the let-up after an invitation, and what came of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.estimators import FIFTH, Floats, mean_interval, rate
from jobstats.log import JobLog, records
from jobstats.metrics.clocks import last_place, live_until, next_end
from jobstats.metrics.gates import WINDOW, gate
from jobstats.metrics.words import as_rate, compare, count, of
from jobstats.vocabulary import STAGES

#: Days before and after an invitation that are compared, and days of early volume (METHODS 4).
AROUND, EARLY = 14, 7
#: Invitations below which the let-up gets no verdict.
ENOUGH = 15


def _sent(log: JobLog) -> Floats:
    """The days on which applications were sent, sorted; all of them, also where processes were chosen by a filter."""
    table = log.whole[0].applications if log.whole else log.applications
    day = table["applied"].to_numpy(dtype=float)
    return np.sort(day[~np.isnan(day)])


def weekly_applications(log: JobLog) -> pd.DataFrame:
    """One row per week from the first application on: applications sent, and live processes on its Monday.

    A process is live from its first positive answer to its end, or to 45 days after its last recorded step.
    Columns: week (day number of Monday), n (sent), live, group ("none", "one", "two or more"), whole (the week is over),
    and for its group over whole weeks: share (mean sent a week), low, high (Student 1908), of (weeks).
    """
    sent = _sent(log)
    columns = ["week", "n", "live", "group", "whole", "share", "low", "high", "of"]
    if not len(sent) or not len(log):
        return pd.DataFrame(columns=columns)
    monday = int(sent[0]) - (int(sent[0]) + 3) % 7
    over = log.applications["accepted"].min()  # after an offer was taken there is nothing to send
    weeks = np.arange(monday, (log.today if np.isnan(over) else max(int(over), int(sent[-1]))) + 1, 7)
    edges = np.append(weeks, weeks[-1] + 7)
    n = np.histogram(sent, bins=edges - 0.5)[0]
    start, stop = log.applications["reply"].to_numpy(dtype=float), live_until(log)
    live = ((start[:, None] <= weeks) & (stop[:, None] >= weeks)).sum(axis=0)
    level, whole = np.minimum(live, 2), weeks + 6 <= log.today
    parts = [n[whole & (level == g)] for g in range(3)]
    told = np.array([[*mean_interval(part), len(part)] if len(part) else [np.nan] * 4 for part in parts])
    tidy = {"week": weeks, "n": n, "live": live, "group": np.array(["none", "one", "two or more"], dtype=object)[level], "whole": whole}
    return pd.DataFrame({**tidy, **{column: told[level, i] for i, column in enumerate(("share", "low", "high", "of"))}})


def say_weekly_applications(frame: pd.DataFrame) -> str:
    """Applications a week with and without a live process."""
    if frame.empty:
        return "No application is in this log yet. A first one, today or tomorrow, is the only thing to aim for."
    told = {
        name: row
        for name, *row in zip(*(frame[c].tolist() for c in ("group", "share", "low", "high", "of")), strict=True)
        if not np.isnan(row[-1])
    }
    parts = []
    for name, words in (("none", "no live process"), ("one", "one live process"), ("two or more", "two or more")):
        if name in told:
            share, low, high, weeks = told[name]
            limits = f" ({low:.1f}–{high:.1f})" if not np.isnan(low) else ""
            parts.append(f"{share:.1f}{limits} in {count(int(weeks), 'week')} with {words}")
    total = f"{count(int(frame['n'].sum()), 'application')} in {count(len(frame), 'week')}"
    if not parts:
        return f"{total}. The first whole week is not over yet."
    ranges = " (95 % ranges)" if any(not np.isnan(low) for _, low, _, _ in told.values()) else ""
    few = " Groups under five weeks have no range yet." if any(np.isnan(low) for _, low, _, _ in told.values()) else ""
    return f"{total}. A week, on average: {'; '.join(parts)}{ranges}.{few} Keep applying until an offer is final."


def let_up(log: JobLog) -> pd.DataFrame:
    """One row per invitation: the change in applications a week after it, beyond what follows any application of this person.

    An invitation is the first positive answer to an application that was sent; it counts when the two weeks before it and
    the two weeks after it lie within the log. Busy weeks earn more invitations than slow ones, so after an invitation
    there are fewer applications even for a person who never lets up (docs/decisions/0004). So the change is compared with
    the usual one: the mean change at the same number of days after each application of the log, invited or not.
    Columns: day, before, after (a week), usual (change), change (after − before − usual), stage (what came of it), and for
    the whole: share (mean change), low, high (Student 1908), of (invitations in the log).
    """
    sent, table = _sent(log), log.applications
    came = table[table["reply"].notna() & table["applied"].notna() & ~table["inbound"].astype(bool) & ~table["undated"].astype(bool)]
    came = came.sort_values("reply", kind="stable")
    day, total = came["reply"].to_numpy(dtype=float), len(came)
    first = sent[0] if len(sent) else np.inf
    fit = (day + AROUND <= log.today) & (day - AROUND >= first)
    came, day = came[fit], day[fit]
    lag = day - came["applied"].to_numpy(dtype=float)
    before, after = _around(sent, day)
    usual = np.array([_usual(sent + days, sent, first, log.today) for days in lag])
    frame = pd.DataFrame({"day": day, "before": before, "after": after, "usual": usual, "change": after - before - usual})
    frame["stage"] = [_came_of(*r) for r in zip(came["stage"], came["outcome"], strict=True)]
    mean, low, high = mean_interval(frame["change"])
    return frame.assign(share=mean, low=low, high=high, of=total)


def _around(sent: Floats, day: Floats) -> tuple[Floats, Floats]:
    """Applications a week in the two weeks before each day, and in the two weeks after it; the day itself counts for neither."""

    def between(start: Floats, end: Floats) -> Floats:
        return (np.searchsorted(sent, end, side="right") - np.searchsorted(sent, start, side="left")) / (AROUND / 7)

    return between(day - AROUND, day - 1), between(day + 1, day + AROUND)


def _usual(day: Floats, sent: Floats, first: float, today: int) -> float:
    """The mean change around these days, as far as both windows lie within the log."""
    before, after = _around(sent, day[(day + AROUND <= today) & (day - AROUND >= first)])
    return float((after - before).mean())


def _came_of(stage: str, outcome: str) -> str:
    """What an invitation led to, so far."""
    if stage in ("offer", "accepted"):
        return "offer"
    return "ended" if outcome else "open"


def say_let_up(frame: pd.DataFrame) -> str:
    """Whether applying slowed after invitations, and what came of those."""
    if frame.empty:
        return "Too early: an invitation counts here once there are two weeks of applying before it and two weeks after it."
    row, n = frame.iloc[0], len(frame)
    what = f"{of(n, int(row['of']))} invitations have two weeks on both sides"
    outcome = frame["stage"].value_counts()
    led = f" {int(outcome.get('offer', 0))} of these {n} led to an offer, {int(outcome.get('ended', 0))} ended without, {int(outcome.get('open', 0))} still open."
    if np.isnan(row["low"]):
        return f"{what}: too few for an average, which needs {FIFTH}.{led}"
    change = f"{row['share']:+.1f}".replace("-", "−")
    limits = f"{row['low']:+.1f} to {row['high']:+.1f}".replace("-", "−")
    verdict = "you let up" if row["high"] < 0 else "you sent more, not less" if row["low"] > 0 else "no clear change either way"
    if n < ENOUGH and verdict[0] == "y":
        verdict = f"a hint; {ENOUGH} invitations are needed to tell"
    return (
        f"{what}. After one, the number you send changes by {change} applications a week beyond what is usual for you (95 % range {limits}): {verdict}.{led}"
        + " Most invitations end without an offer, so the weeks after one are not the weeks to stop."
    )


def early_volume(log: JobLog) -> pd.DataFrame:
    """Next step within 21 days, by how much was applied in a live process's first week: above this person's own median, or not.

    Eligible: undecided and observed past day 7, so that exposure is fixed before the outcome window (METHODS 4).
    Columns: group, entered, n of (k of n, old enough), share, low, high (NaN where the gate fails), horizon, median, met, why.
    """
    sent, table = _sent(log), log.applications
    start = table["reply"].to_numpy(dtype=float)
    item = np.flatnonzero(~np.isnan(start) & ~table["undated"].to_numpy(dtype=bool)).astype(np.int64)
    mark = start[item] + EARLY
    ended = table["ended"].to_numpy(dtype=float)[item]
    fit = ~(ended <= mark) & (mark < log.today) & ~(table["offer"].to_numpy(dtype=float)[item] <= mark)
    met, item, mark = len(item), item[fit], mark[fit]
    volume = np.searchsorted(sent, mark, side="right") - np.searchsorted(sent, mark - EARLY + 1, side="left")
    middle = float(np.median(volume)) if len(volume) else 0.0
    end, kinds = next_end(log, item, last_place(log, mark))
    ages = (log.today - mark).astype(np.int64)
    days = np.where(np.isnan(end), ages, end - mark).astype(np.int64)
    high = volume > middle
    why = gate(high, days, kinds, ages, "process", "processes", f"{WINDOW} days past the first week")
    if log.got_to > STAGES.index("reply"):
        why = "these processes were chosen because they led on"
    rows = []
    for name, mask in ((f"More than {middle:g} sent", high), (f"{middle:g} or fewer sent", ~high)):
        found = rate(days[mask], kinds[mask], ages[mask], WINDOW)
        why = why or ("" if found else "in one group nobody can be watched long enough")
        shown = found if found and not why else None
        limits = (shown.share, shown.low, shown.high) if shown else (np.nan,) * 3
        counts = (found.k_old, found.n_old) if found else (0, 0)
        rows.append(
            {"group": name, "entered": int(mask.sum()), **dict(zip(("share", "low", "high", "n", "of"), (*limits, *counts), strict=True))}
        )
    return pd.DataFrame(rows).assign(horizon=float(WINDOW), median=middle, met=met, why=why)


def say_early_volume(frame: pd.DataFrame) -> str:
    """What the comparison shows, or what it lacks; never a cause."""
    row, pool = frame.iloc[0], int(frame["entered"].sum())
    head = f"{of(pool, int(row['met']))} live processes were undecided a week after their first positive answer. "
    if row["why"]:
        return head + f"Too few to tell: {row['why']}."
    one, two = (as_rate(r) for r in records(frame))
    return head + compare(
        one,
        two,
        (f"when more than {row['median']:g} were sent in that week", "otherwise"),
        f"Next step within the {WINDOW} days after it",
    )
