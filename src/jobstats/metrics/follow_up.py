"""The note after an interview and the nudges: when they went out, and what happened next. Compared only as METHODS 3 allows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from jobstats.estimators import Ints, Rate, mantel_byar, rate
from jobstats.log import JobLog, records
from jobstats.metrics.clocks import next_end
from jobstats.metrics.gates import OLD_PER_GROUP, PER_GROUP, WINDOW, gate
from jobstats.metrics.interviews import BUCKETS, latest_visit, visits
from jobstats.metrics.words import CAUTION, as_rate, compare, count, of
from jobstats.vocabulary import ENDS, STAGES


def follow_up_timing(log: JobLog, holidays: Sequence[str] = ()) -> pd.DataFrame:
    """One row per interview: when the note went out and what happened next.

    Columns: group (bucket), hours and days to the note (NaN where unknown), round, stage (what came
    next: open, advanced, rejected, withdrawn), weekend (the noon moved over days off).
    """
    met = visits(log, holidays)
    return pd.DataFrame(
        {
            "group": met["bucket"],
            "hours": met["note_hours"],
            "days": met["note_days"],
            "round": met["round"],
            "stage": np.array(ENDS, dtype=object)[met["kind_of_end"].to_numpy(dtype=int)],
            "weekend": met["noon"] - met["day"] > 1,
        }
    )


def say_follow_up_timing(frame: pd.DataFrame) -> str:
    """How many notes went out when, and how many are not recorded."""
    if frame.empty:
        return "No interview is in this log yet. After the first one, write its day and hour, and the hour of your note."
    n = frame["group"].value_counts().reindex(list(BUCKETS), fill_value=0)
    told = len(frame) - n["unknown"]
    text = f"{of(told, len(frame))} interviews have a recorded note, or a recorded no."
    if told:
        prompt = n["at once"] + n["by noon"]
        text += f" Of these, {prompt} went out by the next business noon ({n['at once']} of them within two hours), "
        text += f"{n['later']} later, {n['none']} {'was' if n['none'] == 1 else 'were'} not sent."
    if n["unknown"]:
        text += " 1 is not recorded, or has no hour" if n["unknown"] == 1 else f" {n['unknown']} are not recorded, or have no hour"
        text += ": unknown, not never. Add a row follow_up or no_follow_up while you still remember."
    return text


def follow_up_next_step(log: JobLog, holidays: Sequence[str] = ()) -> pd.DataFrame:
    """Next step within 21 days after the next business noon: note sent by then, against none sent by then.

    Only interviews undecided after that noon's day and observed past it; interviews with nothing recorded are left out.
    Columns: group, entered, n of (k of n, old enough), share, low, high (NaN where the gate fails), horizon, then for the
    whole: met, settled, unknown (interviews in all, settled by then, not recorded), why (what the gate lacks, or "").
    Source: landmark method, Anderson, Cain & Gelber 1983; intervals Wilson 1927.
    """
    met = visits(log, holidays)
    end = met["day"] + met["days"]
    settled = (met["kind_of_end"] > 0) & (end <= met["noon"])
    seen = met["noon"] < log.today
    known = met["bucket"] != "unknown"
    pool = met[~settled & seen & known]
    by_then = pool["bucket"].isin(["at once", "by noon"])
    entry = np.where(pool["bucket"] == "later", pool["note_days"] + pool["day"] - pool["noon"], 0).astype(np.int64)
    rates = [_group(pool[mask], entry[mask.to_numpy()], log.today) for mask in (by_then, ~by_then)]
    sizes = [int(by_then.sum()), int((~by_then).sum())]
    why = _gate(pool, by_then, log.today) or ("" if all(rates) else "in one group nobody can be watched long enough")
    if log.got_to > STAGES.index("interview"):
        why = "these interviews were chosen because they led on"
    rows = []
    for name, found, size in zip(("Note by the next business noon", "No note by then"), rates, sizes, strict=True):
        shown = found if not why else None
        rows.append(
            {
                "group": name,
                "entered": size,
                "share": shown.share if shown else np.nan,
                "low": shown.low if shown else np.nan,
                "high": shown.high if shown else np.nan,
                "n": found.k_old if found else 0,
                "of": found.n_old if found else 0,
            }
        )
    return pd.DataFrame(rows).assign(
        horizon=float(WINDOW),
        met=len(met),
        settled=int(settled.sum()),
        unknown=int((~settled & seen & ~known).sum()),
        recent=int((~settled & ~seen).sum()),
        why=why,
    )


def _group(pool: pd.DataFrame, entry: Ints, today: int) -> Rate | None:
    """The share with a next step within the window, on the clock that starts at the noon.

    An interview known to be without a note by then only because one went out later comes under watch on that later day: before it,
    it could not have been decided and still be known (delayed entry; Andersen, Borgan, Gill & Keiding 1993).
    """
    late = (pool["day"] + pool["days"] - pool["noon"]).to_numpy(dtype=np.int64)
    ages = (today - pool["noon"]).to_numpy(dtype=np.int64)
    return rate(late, pool["kind_of_end"].to_numpy(dtype=np.int64), ages, WINDOW, entry)


def _gate(pool: pd.DataFrame, by_then: pd.Series, today: int) -> str:
    """What is missing before the two groups may be compared; "" when nothing is."""
    known = int((pool["bucket"] == "none").sum())
    if min(int(by_then.sum()), int((~by_then).sum())) >= PER_GROUP and known < OLD_PER_GROUP:
        return f"only {count(known, 'interview is', 'interviews are')} known to be without a note and it needs {OLD_PER_GROUP}"
    days = (pool["day"] + pool["days"] - pool["noon"]).to_numpy(dtype=np.int64)
    kinds, ages = pool["kind_of_end"].to_numpy(dtype=np.int64), (today - pool["noon"]).to_numpy(dtype=np.int64)
    return gate(by_then.to_numpy(dtype=bool), days, kinds, ages, "interview", "interviews", f"{WINDOW} days old")


def say_follow_up_next_step(frame: pd.DataFrame) -> str:
    """What the comparison shows, or what it lacks; never a cause."""
    row = frame.iloc[0]
    pool = int(frame["entered"].sum())
    left = f"{row['settled']} settled by then" if row["settled"] else "none settled by then"
    head = f"{of(pool, int(row['met']))} interviews can be compared ({left}, {row['unknown']} with nothing recorded, {row['recent']} too recent). "
    if row["why"]:
        return head + f"Too few to tell: {row['why']}. Until then the dots above are all there is to see."
    one, two = (as_rate(r) for r in records(frame))
    return (
        head
        + compare(one, two, ("with a note by then", "without"), f"Next step within {WINDOW} days")
        + " People write sooner after good interviews, so this could not show that the note caused anything."
    )


def nudges(log: JobLog) -> pd.DataFrame:
    """One row per nudge (asking whether it is decided): its number, its spacing, what came next.

    Columns: group ("1st" … "4th or more"), day (days since the interview it followed, NaN where there was none), gap (days since
    the nudge before, NaN for the first), stage (what came next), application. And for the whole, after METHODS 3b:
    ratio, low, high (rate of decisions after a nudge against before; NaN where the gate fails), decisions, V.
    Source: Mantel & Byar 1974.
    """
    place = np.flatnonzero((log.events["event"] == "nudge").to_numpy() & (log.events["application"] >= 0).to_numpy())
    rows, met = log.events.iloc[place], visits(log)
    item, day = rows["application"].to_numpy(dtype=np.int64), rows["day"].to_numpy(dtype=np.int64)
    at = latest_visit(met, item, day)
    number = rows.groupby("application").cumcount().to_numpy() + 1
    gap = rows.groupby("application")["day"].diff().to_numpy(dtype=float)
    _, kinds = next_end(log, item, place.astype(np.int64))
    since = day - met["day"].to_numpy()[np.maximum(at, 0)] if len(met) else np.zeros(len(day))
    names = np.array(["", "1st", "2nd", "3rd", "4th or more"], dtype=object)[np.minimum(number, 4)]
    frame = pd.DataFrame(
        {
            "group": names,
            "day": np.where(at >= 0, since, np.nan),
            "gap": gap,
            "stage": np.array(ENDS, dtype=object)[kinds],
            "application": item,
        }
    )
    ratio, low, high, v, decisions = _after_nudge(met, at, day)
    gate = v >= 2 and decisions >= 10
    return frame.assign(
        ratio=ratio if gate else np.nan, low=low if gate else np.nan, high=high if gate else np.nan, decisions=decisions, v=v
    )


def _after_nudge(met: pd.DataFrame, at: np.ndarray, day: np.ndarray) -> tuple[float, float, float, float, int]:
    """Mantel–Byar over interviews: a nudge counts from the day after it."""
    exposed = np.full(len(met), np.nan)
    first = pd.Series(day[at >= 0]).groupby(at[at >= 0]).min()
    exposed[first.index.to_numpy(dtype=int)] = first.to_numpy() - met["day"].to_numpy()[first.index.to_numpy(dtype=int)]
    decided = met["kind_of_end"].isin([1, 2]).to_numpy()
    return mantel_byar(np.zeros(len(met), np.int64), met["days"].to_numpy(dtype=np.int64), decided, exposed)


def say_nudges(frame: pd.DataFrame) -> str:
    """How often and how far apart; the rate of decisions after a nudge where the log can tell."""
    if frame.empty:
        return "No nudge is in this log: nothing was pushed. Write a row nudge when you ask whether it is decided."
    processes, gaps = frame["application"].nunique(), frame["gap"].dropna()
    twice = int((frame["application"].value_counts() > 1).sum())
    text = f"{count(len(frame), 'nudge')} in {count(processes, 'process', 'processes')}; {twice} {'was' if twice == 1 else 'were'} asked more than once"
    text += f", {gaps.median():.0f} days apart in the middle case." if len(gaps) else "."
    alone = int(frame["day"].isna().sum())
    text += f" {alone} came before any interview and {'is' if alone == 1 else 'are'} not in the picture." if alone else ""
    row = frame.iloc[0]
    if np.isnan(row["ratio"]):
        return text + f" Too few to tell whether decisions come sooner after one ({count(int(row['decisions']), 'decision')} so far)."
    return (
        text
        + f" On days after a nudge, decisions came {row['ratio']:.1f} times as often (95 % range {row['low']:.1f} to {row['high']:.1f}), good and bad ones together. {CAUTION}"
    )
