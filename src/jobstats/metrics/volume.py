"""Applying while a process is live: week by week, the let-up after an invitation, and what came of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.estimators import FIFTH, Floats, Ints, flipped, mean_interval
from jobstats.log import JobLog, remembered
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.clocks import live_until, taken, taken_on
from jobstats.metrics.landmark import Finding
from jobstats.metrics.words import count, out_of, signed
from jobstats.vocabulary import STAGES

#: Days before and after an invitation that are compared (METHODS 4).
AROUND = 14
#: Invitations below which the let-up gets no verdict.
ENOUGH = 15


def sent_days(log: JobLog) -> Floats:
    """The days on which applications were sent, sorted; all of them, also where processes were chosen by a filter."""
    base = log.whole[0] if log.whole else log
    return remembered(base, "sent", lambda: _sent_days(base.applications["applied"].to_numpy(dtype=float)))


def _sent_days(day: Floats) -> Floats:
    return np.sort(day[~np.isnan(day)])


def weekly_applications(log: JobLog) -> pd.DataFrame:
    """One row per week from the first application on: applications sent, and live processes on its Monday.

    A process is live from its first positive answer to its end, or to 45 days after its last recorded step.
    Columns: week (day number of Monday), n (sent), live, group ("none", "one", "two or more"), whole (the week is over),
    and for its group over whole weeks: share (mean sent a week), low, high (Student 1908, at least 0), of (weeks); part (only live
    processes that a filter chose are counted), over (an offer was taken).
    """
    sent = sent_days(log)
    columns = ["week", "n", "live", "group", "whole", "share", "low", "high", "of", "part", "over"]
    if not len(sent) or not len(log):
        return pd.DataFrame(columns=columns)
    monday = int(sent[0]) - (int(sent[0]) + 3) % 7
    over = taken_on(log)  # after an offer was taken there is nothing to send
    weeks = np.arange(monday, (log.today if np.isnan(over) else max(int(over), int(sent[-1]))) + 1, 7)
    edges = np.append(weeks, weeks[-1] + 7)
    n = np.histogram(sent, bins=edges - 0.5)[0]
    start, stop = log.applications["reply"].to_numpy(dtype=float), live_until(log)
    ever = stop >= start  # false where either is not known
    live = _on_or_before(start[ever], weeks) - _on_or_before(stop[ever] + 1, weeks)
    level, whole = np.minimum(live, 2), weeks + 6 <= log.today
    parts = [n[whole & (level == g)] for g in range(3)]
    told = np.array([[*mean_interval(part), len(part)] if len(part) else [np.nan] * 4 for part in parts])
    tidy = {"week": weeks, "n": n, "live": live, "group": np.array(["none", "one", "two or more"], dtype=object)[level], "whole": whole}
    told[:, 1] = np.maximum(told[:, 1], 0)
    shares = {column: told[level, i] for i, column in enumerate(("share", "low", "high", "of"))}
    return pd.DataFrame({**tidy, **shares, "part": bool(log.whole), "over": taken(log)})


def _on_or_before(day: Floats, weeks: Ints) -> Ints:
    """How many of these days lie on or before each Monday."""
    found = np.bincount(np.searchsorted(weeks, day), minlength=len(weeks) + 1)[:-1]
    return np.cumsum(found)


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
    part = " Only live processes of those chosen are counted." if frame["part"].iloc[0] else ""
    last = "" if frame["over"].iloc[0] else " Keep applying until an offer is final."
    return f"{total}. A week, on average: {'; '.join(parts)}{ranges}.{few}{part}{last}"


def let_up(log: JobLog) -> pd.DataFrame:
    """One row per invitation: the change in applications a week after it, beyond what follows any application of this person.

    An invitation is the first positive answer to an application that was sent; it counts when the two weeks before it and
    the two weeks after it lie within the log, and before an offer was taken. Busy weeks earn more invitations than slow ones, so after an invitation
    there are fewer applications even for a person who never lets up (docs/decisions/0004). So the change is compared with
    the usual one: the mean change at the same number of days after each application of the log, invited or not.
    Columns: day, before, after (a week), usual (change), change (after − before − usual), stage (what came of it), and for
    the whole: share (mean change), low, high (Student 1908), of (invitations in the log).
    """
    sent, found = sent_days(log), let_up_basis(log)
    came = log.applications.iloc[found.item[found.why == 0]].sort_values("reply", kind="stable")
    day, total = came["reply"].to_numpy(dtype=float), int(np.isin(found.why, (0, 3)).sum())
    first = sent[0] if len(sent) else np.inf
    lags, place = np.unique(day - came["applied"].to_numpy(dtype=float), return_inverse=True)
    before, after = _around(sent, day)
    days, times = np.unique(sent, return_counts=True)
    usual = np.array([_usual(days + lag, times, sent, first, _last(log)) for lag in lags])[place]
    frame = pd.DataFrame({"day": day, "before": before, "after": after, "usual": usual, "change": after - before - usual})
    frame["stage"] = [_came_of(*r) for r in zip(came["stage"], came["outcome"], strict=True)]
    mean, low, high = mean_interval(frame["change"])
    return frame.assign(share=mean, low=low, high=high, of=total)


def let_up_basis(log: JobLog) -> Basis:
    """Every first positive answer; left out are those without an application and those without two weeks on both sides."""
    sent, table = sent_days(log), log.applications
    item = np.flatnonzero(table["level"].to_numpy() >= STAGES.index("reply"))
    inbound, undated, day = (table[c].to_numpy()[item] for c in ("inbound", "undated", "reply"))
    undated = undated.astype(bool) | np.isnan(day.astype(float))
    short = (day + AROUND > _last(log)) | (day - AROUND < (sent[0] if len(sent) else np.inf))
    out = ("came to you without an application", inbound.astype(bool)), ("without a day", undated)
    return basis("positive answer", item, day, *out, ("without two weeks of the log on both sides", short))


def _last(log: JobLog) -> float:
    """The last day on which there was something to apply for: as_of, or the day an offer was accepted."""
    taken = taken_on(log)
    return float(log.today) if np.isnan(taken) else taken


def let_up_finding(log: JobLog) -> Finding:
    """For the registry: the mean change beyond the usual, from 15 invitations on."""
    change = let_up(log)["change"].to_numpy(dtype=float)
    mean, low, high = mean_interval(change)
    if len(change) < ENOUGH or np.isnan(low):
        return Finding(f"it rests on {count(len(change), 'invitation')} and needs {ENOUGH}")
    none = "no change larger than one application a week"
    return Finding("", lambda: flipped(change), mean, low, high, 0.0, (-1.0, 1.0), none, "applications a week")


def sent_basis(log: JobLog) -> Basis:
    """Every application of the log; left out are those that were not sent by the person, or on no known day."""
    table = (log.whole[0] if log.whole else log).applications
    none = np.isnan(table["applied"].to_numpy(dtype=float))
    item = np.arange(len(table)) if log.whole is None else np.full(len(table), -1)
    return basis("application", item, table["start"], ("without a day of applying", none))


def _around(sent: Floats, day: Floats) -> tuple[Floats, Floats]:
    """Applications a week in the two weeks before each day, and in the two weeks after it; the day itself counts for neither."""

    def between(start: Floats, end: Floats) -> Floats:
        return (np.searchsorted(sent, end, side="right") - np.searchsorted(sent, start, side="left")) / (AROUND / 7)

    return between(day - AROUND, day - 1), between(day + 1, day + AROUND)


def _usual(day: Floats, times: Ints, sent: Floats, first: float, last: float) -> float:
    """The mean change around these days, each counted so many times, as far as both windows lie within the log."""
    fit = (day + AROUND <= last) & (day - AROUND >= first)
    before, after = _around(sent, day[fit])
    return float(((after - before) * times[fit]).sum() / times[fit].sum())


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
    what = f"{out_of(n, int(row['of']), 'invitation')} {'has' if n == 1 else 'have'} two weeks on both sides"
    outcome = frame["stage"].value_counts()
    these = f"of these {n} " if n > 1 else ""
    led = f" {int(outcome.get('offer', 0))} {these}led to an offer, {int(outcome.get('ended', 0))} ended without, {int(outcome.get('open', 0))} still open."
    if np.isnan(row["low"]):
        return f"{what}: too few for an average, which needs {FIFTH}.{led}"
    change, limits = signed(row["share"]), f"{signed(row['low'])} to {signed(row['high'])}"
    return (
        f"{what}. After one, the number you send changes by {change} applications a week beyond what is usual for you (95 % range {limits}).{led}"
        + " Most invitations end without an offer, so the weeks after one are not the weeks to stop."
    )
