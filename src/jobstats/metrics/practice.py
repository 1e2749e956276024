"""Practice: whether later interviews lead on more often than earlier ones; and meeting a would-be coworker (METHODS 5)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.errors import count
from jobstats.estimators import Floats, Ints, difference, needed_per_group, permuted, rate, scores
from jobstats.log import JobLog
from jobstats.metrics.basis import Basis, Mask, basis
from jobstats.metrics.gates import WINDOW
from jobstats.metrics.interviews import LOST, followed_basis, latest_visit, untold, visits
from jobstats.metrics.landmark import Finding, Pool
from jobstats.metrics.undated import without_day
from jobstats.metrics.words import CAUTION, compared, lacking, out_of, pace
from jobstats.vocabulary import ENDS, STAGES

#: Interviews old enough and next steps below which practice is not looked at.
OLD, STEPS = 12, 4
#: Days after an interview at which it is asked whether a would-be coworker has been met.
MET_BY = 7


def practice(log: JobLog) -> pd.DataFrame:
    """Next step within 21 days of an interview: this person's first half of interviews against the second half.

    Columns as landmark.Pool.frame.
    """
    met, half = _watched(log)
    why = _lacks(log)
    days, kinds, ages = (met[c].to_numpy(dtype=np.int64) for c in ("days", "kind_of_end", "age"))
    found = [rate(days[m], kinds[m], ages[m], WINDOW) for m in (half, ~half)]
    why = why or ("" if all(found) else "in one half nobody can be watched long enough")
    rows = []
    for name, mask, one in zip(("Your later half", "Your earlier half"), (half, ~half), found, strict=True):
        limits = (one.share, one.low, one.high) if one and not why else (np.nan,) * 3
        counts = (one.k_old, one.n_old) if one else (0, 0)
        told = dict(zip(("share", "low", "high", "n", "of"), (*limits, *counts), strict=True))
        parts = {part: int((np.array(ENDS, dtype=object)[kinds[mask]] == part).sum()) for part in ENDS}
        rows.append({"group": name, "entered": int(mask.sum()), **told, **parts})
    shares = [one.share for one in found if one]
    need = needed_per_group(min(float(np.mean(shares)), 0.8) if shares else 0.4)
    return pd.DataFrame(rows).assign(
        horizon=float(WINDOW),
        met=len(visits(log)),
        why=why,
        need=need,
        weeks=pace(log, len(met) // 2, need),
        gate_weeks=float("inf") if log.got_to > STAGES.index("interview") else pace(log, int((ages >= WINDOW).sum()), OLD),
    )


def _watched(log: JobLog) -> tuple[pd.DataFrame, Mask]:
    """The interviews of which it is known when something followed, and whether each is in the later half of all."""
    met = visits(log)
    kept = ~met["lost"].to_numpy(dtype=bool)
    return met[kept], (_place(log) > len(met) / 2)[kept]


def _place(log: JobLog) -> Floats:
    """Which interview of this person's each is, 1 for the first; those of one day share their place."""
    return np.asarray(visits(log)["day"].rank(method="average").to_numpy(dtype=float))


def _lacks(log: JobLog) -> str:
    """What is missing; "" when nothing is."""
    met, _ = _watched(log)
    if log.got_to > STAGES.index("interview"):
        return "these interviews were chosen because they led on"
    if untold(log):
        return untold(log)
    old, steps = int((met["age"] >= WINDOW).sum()), int((met["kind_of_end"] == 1).sum())
    if old < OLD:
        return f"{count(old, 'interview is', 'interviews are')} {WINDOW} days old and it needs {OLD}"
    return "" if steps >= STEPS else f"there {'is' if steps == 1 else 'are'} {count(steps, 'next step')} in all and it needs {STEPS}"


def practice_finding(log: JobLog) -> Finding:
    """For the registry: log of the interview's place against log-rank scores of the next step within 21 days, permuted within rounds."""
    frame = practice(log)
    if frame["why"].iloc[0]:
        return Finding(str(frame["why"].iloc[0]))
    met, half = _watched(log)
    days, kinds, ages = (met[c].to_numpy(dtype=np.int64) for c in ("days", "kind_of_end", "age"))
    place = _place(log)[~visits(log)["lost"].to_numpy(dtype=bool)]
    one, two = (rate(days[m], kinds[m], ages[m], WINDOW) for m in (half, ~half))
    assert one is not None  # the frame had them
    assert two is not None

    def test() -> float:
        old = ages >= WINDOW  # all watched for as long: else the early ones, watched for longer, would weigh more than chance allows
        strata, step = met["round"].clip(upper=3).to_numpy(dtype=np.int64)[old], (kinds == 1) & (days <= WINDOW)
        score = scores(np.where(step, days, WINDOW)[old], step[old], None, strata)
        return permuted(score, np.log(place)[old], strata)

    return Finding("", test, *difference(one, two))


def practice_basis(log: JobLog) -> Basis:
    """Every interview; left out are those whose outcome has no day."""
    return followed_basis(log)


def say_practice(frame: pd.DataFrame) -> str:
    """The halves side by side, or what is missing; never a cause."""
    row, n = frame.iloc[0], int(frame["entered"].sum())
    if not row["met"]:
        return "No interview is in this log yet; each one is practice for the next."
    if row["why"]:
        return f"{count(int(row['met']), 'interview')} so far. {lacking(frame)} Each one is practice for the next."
    head = f"{count(n, 'interview')}. "
    return head + compared(frame, ("in your later half", "in your earlier half"), f"Next step within {WINDOW} days")


def coworker(log: JobLog) -> Pool:
    """Interviews undecided on day 7 and observed past it: a would-be coworker met between the two, against no such talk recorded."""
    met = visits(log)
    mark = met["day"].to_numpy() + MET_BY
    at, day = _talks(log)
    first = np.zeros(len(met), bool)
    first[at[day <= mark[at]]] = True
    settled = ((met["kind_of_end"] > 0) & (met["day"] + met["days"] <= mark)).to_numpy()
    out = (LOST, met["lost"]), ("settled by then", settled), ("too recent", mark >= log.today)
    found = basis("interview", met["application"], met["day"], *out, besides=without_day(log, "interview"))
    kept = found.why == 0
    pool = met[kept]
    return Pool(
        first[kept],
        (pool["day"] + pool["days"] - mark[kept]).to_numpy(dtype=np.int64),
        pool["kind_of_end"].to_numpy(dtype=np.int64),
        (log.today - mark[kept]).astype(np.int64),
        ("A would-be coworker met", "No such talk recorded"),
        ("interview", "interviews", f"{WINDOW} days old"),
        found,
        strata=pool["round"].clip(upper=3).to_numpy(dtype=np.int64),
        why="these interviews were chosen because they led on" if log.got_to > STAGES.index("interview") else untold(log),
    )


def _talks(log: JobLog) -> tuple[Ints, Ints]:
    """Which interview each talk with a would-be coworker followed, and the day of the talk; talks before any interview are none."""
    chat = log.events[(log.events["event"] == "coworker_chat") & (log.events["application"] >= 0)]
    item, day = (chat[c].to_numpy(dtype=np.int64) for c in ("application", "day"))
    at = latest_visit(visits(log), item, day)
    return at[at >= 0], day[at >= 0]


def coworker_meeting(log: JobLog) -> pd.DataFrame:
    """Next step within the 21 days from day 7 after an interview, with a would-be coworker met by then and without.

    Columns as landmark.Pool.frame, and talks (coworker_chat rows in all), interviews (that one of them followed).
    """
    at, _ = _talks(log)
    return coworker(log).frame(log).assign(talks=len(at), interviews=len(np.unique(at)))


def coworker_basis(log: JobLog) -> Basis:
    """Which interviews are compared."""
    return coworker(log).basis


def say_coworker_meeting(frame: pd.DataFrame) -> str:
    """How often one was met, and what came next; never a cause."""
    row = frame.iloc[0]
    if not row["met"]:
        return "No interview is in this log yet. When you are invited again, ask to meet somebody you would work with."
    head = f"You met a would-be coworker after {out_of(int(row['interviews']), int(row['met']), 'interview')}. "
    if not row["talks"]:
        head = "No talk with a would-be coworker is recorded. When you are invited again, ask for one, and write a row coworker_chat. "
    if row["why"]:
        return head + lacking(frame)
    what = f"Next step within the {WINDOW} days after day {MET_BY}"
    return head + compared(frame, ("where one was met by then", "otherwise"), what) + f" {CAUTION}"
