"""The note after an interview and the nudges: when they went out, and what happened next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from jobstats.estimators import mantel_byar, two_sided
from jobstats.log import JobLog
from jobstats.metrics.basis import Basis, basis
from jobstats.metrics.clocks import next_end
from jobstats.metrics.interviews import BUCKETS, latest_visit, untold, visits, without_its_day
from jobstats.metrics.landmark import Finding
from jobstats.metrics.undated import without_day
from jobstats.metrics.words import CAUTION, count, out_of
from jobstats.vocabulary import ENDS, STAGES

#: Decisions below which those after a nudge are not compared with those before.
DECISIONS = 10


def follow_up_timing(log: JobLog, holidays: Sequence[str] = ()) -> pd.DataFrame:
    """One row per interview: when the note went out and what happened next.

    Columns: group (bucket), hours and days to the note (NaN where unknown), round, stage (what came
    next, on a known day or not: open, advanced, rejected, withdrawn), weekend (the noon moved over days off).
    """
    met = visits(log, holidays)
    return pd.DataFrame(
        {
            "group": met["bucket"],
            "hours": met["note_hours"],
            "days": met["note_days"],
            "round": met["round"],
            "stage": np.array(ENDS, dtype=object)[met["came"].to_numpy(dtype=int)],
            "weekend": met["noon"] - met["day"] > 1,
        }
    )


def say_follow_up_timing(frame: pd.DataFrame) -> str:
    """How many notes went out when, and how many are not recorded."""
    if frame.empty:
        return "No interview is in this log yet. After the first one, write its day and hour, and the hour of your note."
    n = frame["group"].value_counts().reindex(list(BUCKETS), fill_value=0)
    told = len(frame) - n["unknown"]
    text = f"{notes_told(frame['group'])}."
    if told:
        prompt = n["at once"] + n["by noon"]
        text += f" Of these, {prompt} went out by the next business noon ({n['at once']} of them within two hours), "
        text += f"{n['later']} later, {n['none']} {'was' if n['none'] == 1 else 'were'} not sent."
    if n["unknown"]:
        text += " 1 is not recorded, or has no hour" if n["unknown"] == 1 else f" {n['unknown']} are not recorded, or have no hour"
        text += ": unknown, not never."
    moved = int(frame["weekend"].sum())
    if moved:
        text += f" After {count(moved, 'interview')} that noon lay beyond a weekend or a day off."
    return text


def notes_told(group: pd.Series) -> str:
    """Of how many interviews it is known when the note went out, or that none did, as k of n. group: their buckets."""
    told = int((group != "unknown").sum())
    return f"{out_of(told, len(group), 'interview')} {'has' if 1 in (told, len(group)) else 'have'} a recorded note, or a recorded no"


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
    kinds = np.where(kinds == 0, without_its_day(log)[item], kinds)
    since = day - met["day"].to_numpy()[np.maximum(at, 0)] if len(met) else np.zeros(len(day))
    names = np.array(["", "1st", "2nd", "3rd", "4th or later"], dtype=object)[np.minimum(number, 4)]
    frame = pd.DataFrame(
        {
            "group": names,
            "day": np.where(at >= 0, since, np.nan),
            "gap": gap,
            "stage": np.array(ENDS, dtype=object)[kinds],
            "application": item,
        }
    )
    found = nudges_finding(log)
    return frame.assign(ratio=found.value, low=found.low, high=found.high, lacking=found.why)


def after_nudge(log: JobLog) -> tuple[float, float, float, float, int]:
    """Decisions on interviews after a nudge against before it (Mantel & Byar 1974); a nudge counts from the day after it.

    Returns ratio, low, high, V, decisions.
    """
    met = visits(log)
    place = ((log.events["event"] == "nudge") & (log.events["application"] >= 0)).to_numpy()
    item, day = (log.events[c].to_numpy(dtype=np.int64)[place] for c in ("application", "day"))
    at = latest_visit(met, item, day)
    exposed = np.full(len(met), np.nan)
    first = pd.Series(day[at >= 0]).groupby(at[at >= 0]).min()
    exposed[first.index.to_numpy(dtype=int)] = first.to_numpy() - met["day"].to_numpy()[first.index.to_numpy(dtype=int)]
    kept = ~met["lost"].to_numpy(dtype=bool)
    met, exposed = met[kept], exposed[kept]
    decided = met["kind_of_end"].isin([1, 2]).to_numpy()
    return mantel_byar(np.zeros(len(met), np.int64), met["days"].to_numpy(dtype=np.int64), decided, exposed)


def nudges_finding(log: JobLog) -> Finding:
    """For the registry: the ratio, where V is at least 2 and there are at least 10 decisions."""
    ratio, low, high, v, decisions = after_nudge(log)
    if log.got_to > STAGES.index("interview"):
        return Finding("these interviews were chosen because they led on")
    if untold(log):
        return Finding(untold(log))
    if decisions < DECISIONS:
        return Finding(f"it rests on {count(decisions, 'decision')} and needs {DECISIONS}")
    if not v >= 2:
        return Finding("too few decisions came while some had been asked after and others had not")
    return Finding(
        "",
        lambda: two_sided(np.log(ratio) * np.sqrt(v)),
        ratio,
        low,
        high,
        1.0,
        (2 / 3, 1.5),
        "no difference larger than half as often again",
        "times",
    )


def nudges_basis(log: JobLog) -> Basis:
    """Every nudge; in the picture are those that follow an interview."""
    rows = log.events[log.events["event"] == "nudge"]
    item, day = rows["application"].to_numpy(dtype=np.int64), rows["day"].to_numpy(dtype=np.int64)
    alone = item < 0
    early = latest_visit(visits(log), item, day) < 0
    return basis(
        "nudge", item, day, ("of no application in this log", alone), ("before any interview", early), besides=without_day(log, "interview")
    )


def say_nudges(frame: pd.DataFrame) -> str:
    """How often and how far apart; the rate of decisions after a nudge where the log can tell."""
    if frame.empty:
        return "No nudge is in this log: nothing was pushed. Write a row nudge when you ask whether it is decided."
    processes, gaps = frame["application"].nunique(), frame["gap"].dropna()
    twice = int((frame["application"].value_counts() > 1).sum())
    text = f"{count(len(frame), 'nudge')} in {count(processes, 'process', 'processes')}; {twice} {'was' if twice == 1 else 'were'} asked more than once"
    text += f", {count(round(gaps.median()), 'day')} apart in the middle case." if len(gaps) else "."
    alone = int(frame["day"].isna().sum())
    text += f" {alone} came before any interview and {'is' if alone == 1 else 'are'} not in the picture." if alone else ""
    row = frame.iloc[0]
    if "no share" in row["lacking"]:
        return f"{text} Whether decisions come sooner after one cannot be told: {row['lacking']}."
    if row["lacking"]:
        return text + f" Too few to tell whether decisions come sooner after one: {row['lacking']}."
    often = f"{row['ratio']:.1f} times" if row["ratio"] >= 0.05 else "less than 0.1 times"
    return (
        text
        + f" On days after a nudge, decisions came {often} as often (95 % range {row['low']:.1f} to {row['high']:.1f}), good and bad ones together. {CAUTION}"
    )
