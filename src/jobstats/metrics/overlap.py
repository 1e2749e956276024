"""Processes side by side: which were late at the same time, and which offers could wait for another one."""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np
import pandas as pd

from jobstats.errors import AskError
from jobstats.estimators import Floats
from jobstats.log import JobLog, records, to_date
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.clocks import live_until, taken, taken_on
from jobstats.metrics.interviews import visits
from jobstats.metrics.words import count, day_text, of

#: How an end is said.
ENDS = {
    "accepted": "accepted",
    "declined": "declined",
    "rejected": "rejected",
    "withdrawn": "withdrawn or closed",
    "quiet": "gone quiet",
    "": "still open",
}

_BLANK = dict.fromkeys(("company", "role", "group", "round", "names"), "") | dict.fromkeys(("until", "beside", "since"), np.nan)


def overlap(log: JobLog, weeks: int = 26, lanes: int = 15) -> pd.DataFrame:
    """Live processes as lanes: one row for each stretch and each step of a lane, of the last `weeks` weeks, at most `lanes` lanes.

    A process is live from its first positive answer to its end, or to 45 days after its last recorded step; late from its first
    interview on; an offer is on the table until it is answered or ends.
    Columns: lane (0 is the latest; -1 for the days with two or more late processes), company, role, group (the lane's label), stage
    (live, late, table, both; screen, interview, offer, and the end: accepted, declined, rejected, withdrawn, quiet), day, until (NaN
    for a step), since (where a stretch began, drawn or not), round, for an offer beside and names (other late processes open when it
    was answered, or now), and for the whole: first and last day shown, n of (days with two or more late), processes, drawn, live and
    late (now), offers, answered, meet (offers answered by the person, and those of them with another late process open that day),
    taken (day an offer was accepted, chosen by a filter or not; NaN also where it has none), over (one was accepted), today.
    """
    every, drawn, first, last = _chosen(log, weeks, lanes)
    days = np.arange(first, last + 1)
    both = days[_late_on(every, days) >= 2]
    rows = [{"lane": -1, "stage": "both", "day": a, "until": b} for a, b in _runs(both)]
    for lane, row in enumerate(records(drawn)):
        rows += [{**{c: row[c] for c in ("company", "role", "group")}, "lane": lane, **part} for part in _parts(row, log, every, first)]
    columns = ["lane", "company", "role", "group", "stage", "day", "until", "round", "beside", "names", "since"]
    frame = pd.DataFrame([{**_BLANK, **row} for row in rows], columns=columns) if len(drawn) else pd.DataFrame(columns=columns)
    offers = every[(every["until"] >= first) & every["offer"].notna()]
    answered = offers[offers["outcome"].isin(["accepted", "declined"])]
    return frame.assign(
        first=first,
        last=last,
        n=len(both),
        of=len(days),
        processes=len(every),
        drawn=len(drawn),
        live=int(every["open"].sum()),
        late=int((every["open"] & every["late"].notna()).sum()),
        offers=len(offers),
        answered=len(answered),
        meet=sum(bool(len(_beside(every, row))) for row in records(answered)),
        taken=taken_on(log),
        over=taken(log),
        today=float(log.today),
    )


def _chosen(log: JobLog, weeks: int, lanes: int) -> tuple[pd.DataFrame, pd.DataFrame, float, float]:
    """All processes, those that are drawn (the latest first) with their labels, and the first and last day shown."""
    for name, value in (("weeks", weeks), ("lanes", lanes)):
        if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < 1:
            raise AskError(f"{name}={value!r} is no number of {name} to show: write a whole one above nought, as in {name}=12.")
    every = _processes(log)
    if every.empty:
        return every, every.assign(group=""), 0.0, -1.0
    last = float(every["until"].max())
    window = last - 7 * weeks + 1
    drawn = every[every["until"] >= window].sort_values(["until", "level", "day"], ascending=False, kind="stable")
    drawn = drawn.head(lanes).reset_index(drop=True)
    return every, drawn.assign(group=_labels(drawn)), max(window, float(drawn["day"].min())), last


def _processes(log: JobLog) -> pd.DataFrame:
    """One row per application with a positive answer: day to until (live), late, offer, outcome, open."""
    table, until = log.applications, live_until(log)
    fit = (table["reply"].notna() & ~table["undated"].astype(bool)).to_numpy(dtype=bool)
    frame = table.loc[fit, ["company", "role", "level", "interview", "offer", "outcome"]].rename(columns={"interview": "late"})
    frame = frame.assign(item=np.flatnonzero(fit), day=table["reply"][fit], until=until[fit]).reset_index(drop=True)
    frame["outcome"] = frame["outcome"].replace("closed", "withdrawn")
    frame["open"] = (frame["outcome"] == "") & (frame["until"] >= log.today)
    return frame


def _late_on(every: pd.DataFrame, days: Floats) -> Floats:
    """How many processes were at interview stage or beyond on each day."""
    late, until = every["late"].to_numpy(dtype=float), every["until"].to_numpy(dtype=float)
    return np.asarray(((late[:, None] <= days) & (until[:, None] >= days)).sum(axis=0))


def _beside(every: pd.DataFrame, row: dict[str, Any]) -> pd.DataFrame:
    """The other processes that were late and had not ended on the last day of this one."""
    day = row["until"]
    going = (every["until"] > day) | ((every["until"] == day) & every["open"])
    others: pd.DataFrame = every[(every["late"] <= day) & going & (every["item"] != row["item"])]
    return others


def _labels(drawn: pd.DataFrame) -> list[str]:
    """The company; with the role where it has two lanes, and a number where that is not enough."""
    name = drawn["company"].where(drawn["company"] != "", "no company")
    twice = _folded(name).duplicated(keep=False)
    name = name.where(~twice | (drawn["role"] == ""), name + ", " + drawn["role"])
    place, again = name.groupby(_folded(name)).cumcount() + 1, _folded(name).duplicated(keep=False)
    return [f"{label} ({n})" if more else str(label) for label, n, more in zip(name, place, again, strict=True)]


def _folded(names: pd.Series) -> pd.Series:
    return names.map(lambda name: " ".join(name.casefold().split()))


def _runs(days: Floats) -> list[tuple[float, float]]:
    """Days in a row as first and last."""
    breaks = np.flatnonzero(np.diff(days) > 1) if len(days) else np.zeros(0, np.int64)
    starts, stops = np.concatenate([[0], breaks + 1]).astype(int), np.concatenate([breaks, [len(days) - 1]]).astype(int)
    return [(float(days[a]), float(days[b])) for a, b in zip(starts, stops, strict=True)] if len(days) else []


def _parts(row: dict[str, Any], log: JobLog, every: pd.DataFrame, first: float) -> list[dict[str, Any]]:
    """The stretches and steps of one lane, as far as they lie in the days shown."""
    out: list[dict[str, Any]] = []
    for stage, start in (("live", row["day"]), ("late", row["late"]), ("table", row["offer"])):
        if not np.isnan(start):
            out.append({"stage": stage, "day": max(start, first), "until": row["until"], "since": start})
    events = log.events[log.events["application"] == row["item"]]
    for day in events.loc[events["event"].isin(["screen", "assessment"]), "day"].unique():
        out.append({"stage": "screen", "day": float(day)})
    met = visits(log)
    for meeting in records(met[met["application"] == row["item"]]):
        out.append({"stage": "interview", "day": float(meeting["day"]), "round": str(meeting["round"])})
    if not np.isnan(row["offer"]):
        others = _beside(every, row)
        names = " and ".join(_labels(others.head(2).reset_index(drop=True))) + (f" and {len(others) - 2} more" if len(others) > 2 else "")
        out.append({"stage": "offer", "day": row["offer"], "beside": float(len(others)), "names": names})
    if not row["open"]:
        out.append({"stage": row["outcome"] or "quiet", "day": row["until"]})
    return [part for part in out if part["day"] >= first]


def overlap_basis(log: JobLog, weeks: int = 26, lanes: int = 15) -> Basis:
    """Every application with a positive answer; left out: no day for it, or not drawn."""
    every, drawn, _, last = _chosen(log, weeks, lanes)
    item = np.flatnonzero(log.applications["level"].to_numpy() >= 1)
    old = every.loc[every["until"] <= last - 7 * weeks, "item"]
    return basis(
        "process",
        item,
        log.applications["reply"].to_numpy(dtype=float)[item],
        ("whose status has no day", ~np.isin(item, every["item"])),
        (f"ended more than {count(weeks, 'week')} before the last one", np.isin(item, old)),
        (f"ended before the latest {count(lanes, 'process', 'processes')}", ~np.isin(item, drawn["item"])),
        units="processes",
    )


def say_overlap(frame: pd.DataFrame) -> str:
    """How many are late at once, what that means for an offer, and what is not drawn."""
    if frame.empty:
        return (
            "No process is in this log yet: one begins with its first positive answer. Until then, the number to mind is applications sent."
        )
    row = frame.iloc[0]
    live, late, n, days = (int(row[c]) for c in ("live", "late", "n", "of"))
    shown = f"On {n} of the {days} days shown, two or more were there at once."
    if days == 1:
        shown = f"On the one day shown, {'two or more' if n else 'no two'} were there at once."
    parts = [_now(live, late), shown, _advice(frame, live, late), _answered(row), _not_drawn(row)]
    return " ".join(part for part in parts if part)


def _now(live: int, late: int) -> str:
    """How many of those live today are late."""
    if not live:
        return "No process is live today."
    if live == 1:
        return f"The one process live today is {'' if late else 'not yet '}at interview stage or beyond."
    return f"{late} of {live} processes live today {'is' if late == 1 else 'are'} at interview stage or beyond."


def _advice(frame: pd.DataFrame, live: int, late: int) -> str:
    """What may be asked for today."""
    today, taken = float(frame["today"].iloc[0]), float(frame["taken"].iloc[0])
    ended = set(frame.loc[frame["stage"].isin(list(ENDS)), "lane"])
    waiting = [row for row in records(frame[frame["stage"] == "offer"]) if row["lane"] not in ended]
    if not np.isnan(taken):
        said = f"You took an offer on {_day(taken)}"
        return f"{said}: a friendly word to whoever still waits keeps those doors open." if live else f"{said}."
    if frame["over"].iloc[0]:
        return "You took an offer: a friendly word to whoever still waits keeps those doors open." if live else "You took an offer."
    if not waiting:
        return "None of them is an offer yet; when one comes, ask how long it stands, and tell the others." if late >= 2 else ""
    if len(waiting) > 1:
        names = ", ".join(row["group"] for row in waiting[:3])
        return f"{len(waiting)} offers are on the table at once ({names}): let each know of the other. Several at once help to negotiate."
    row, beside = waiting[0], int(waiting[0]["beside"])
    since = int(today - row["day"])
    text = f"The offer of {row['group']} " + (f"has been on the table for {count(since, 'day')}" if since else "came today")
    if not beside:
        return f"{text}; no other process is at interview stage, so this log knows of none to wait for."
    return (
        f"{text}, and {row['names']} {'is' if beside == 1 else 'are'} at interview stage: ask for a few more days there, and tell "
        f"{'the other' if beside == 1 else 'the others'} that you have an offer, so that offers can meet. Several at once help to negotiate."
    )


def _answered(row: pd.Series) -> str:
    """How many offers were answered while another late process was open."""
    if not row["answered"]:
        return ""
    n, meet = int(row["answered"]), int(row["meet"])
    text = f"For {of(meet, n)} {'offer' if n == 1 else 'offers'} you answered, another process was at interview stage that day"
    return f"{text}: in such a case a few more days can be asked for." if meet else f"{text}."


def _not_drawn(row: pd.Series) -> str:
    rest = int(row["processes"] - row["drawn"])
    return f"{count(rest, 'earlier process', 'earlier processes')} {'is' if rest == 1 else 'are'} not drawn." if rest else ""


def overlap_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Each lane: since when, how far, how it ended."""
    titles = ["Company", "Role", "Live from", "Interviews", "At interview stage from", "Offer", "Last day", "Then", "Late beside the offer"]
    out = []
    for _, lane in frame[frame["lane"] >= 0].groupby("lane", sort=True):
        at = {row["stage"]: row for row in records(lane)}
        end = next((at[stage] for stage in ENDS if stage in at), None)
        live = at["live"]
        cells = [live["company"], live["role"], _day(live["since"]), str(int((lane["stage"] == "interview").sum()))]
        cells += [_day(at[stage]["since"]) if stage in at else "–" for stage in ("late", "table")]
        cells += [_day(live["until"]), ENDS[end["stage"] if end else ""]]
        out.append([*cells, f"{at['offer']['beside']:.0f}" if "offer" in at else "–"])
    return pd.DataFrame(out, columns=titles, dtype=object)


def _day(day: float) -> str:
    return day_text(to_date(day))
