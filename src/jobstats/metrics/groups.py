"""Curves of groups of interviews: decisions by round, and next steps with and without a nudge by a landmark."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.estimators import FIFTH, Ints, admissible, incidence, life_table
from jobstats.log import JobLog, records
from jobstats.metrics.basis import Basis, Mask, basis
from jobstats.metrics.clocks import SHORT
from jobstats.metrics.gates import WINDOW, gate
from jobstats.metrics.interviews import LOST, latest_visit, untold, visits
from jobstats.metrics.undated import without_day
from jobstats.metrics.words import CAUTION, count, percent, range_text
from jobstats.vocabulary import ENDS, STAGES

ROUNDS = ("First round", "Second round", "Third round or later")
#: Days after an interview at which it is looked who has nudged by then (METHODS 3b).
MARKS = (7, 14)
_CHOSEN = "these interviews were chosen because they led on"
_COLUMNS = ["group", "day", "share", "low", "high", "at_risk", "of", "horizon", "n", "old", "why", *ENDS]


def _curve(days: Ints, kinds: Ints, ages: Ints, ends: tuple[int, ...], horizon: int, start: int = 0) -> dict[str, object] | None:
    """One group's curve up to the horizon, in days from `start`; None where fewer than five are old enough."""
    old = ages >= horizon
    if int(old.sum()) < FIFTH:
        return None
    table = life_table(np.minimum(days, horizon), np.where(days <= horizon, kinds, 0))
    table = np.concatenate([table, np.zeros((horizon + 1 - len(table), 4), np.int64)])
    curve = incidence(table, ends)
    k = int((old & np.isin(kinds, ends) & (days <= horizon)).sum())
    shown = {"day": np.arange(horizon + 1) + start, "share": curve.share, "low": curve.low, "high": curve.high}
    return {**shown, "at_risk": np.cumsum(table.sum(axis=1)[::-1])[::-1], "of": len(days), "n": k, "old": int(old.sum())}


def decisions_by_round(log: JobLog) -> pd.DataFrame:
    """Share of interviews decided (a next step, a no, another end) by each day, for first, second and later rounds.

    One row per round and day: group, day, share, low, high, at_risk, of (interviews), horizon (the largest up to 21 that every
    round with five interviews admits), n and old (decided of those old enough); one row with why where a round cannot be told.
    """
    met = visits(log)
    met = met[~met["lost"]]
    number = met["round"].clip(lower=1, upper=3).to_numpy()
    days, kinds, ages = (met[c].to_numpy(dtype=np.int64) for c in ("days", "kind_of_end", "age"))
    fit = [admissible(ages[number == i], SHORT, 21) for i in (1, 2, 3)]
    none = _CHOSEN if log.got_to > STAGES.index("interview") else untold(log)
    horizon = None if none else min((h for h in fit if h), default=None)
    parts = []
    for i, name in enumerate(ROUNDS, start=1):
        mine = number == i
        curve = _curve(days[mine], kinds[mine], ages[mine], (1, 2, 3), horizon) if horizon else None
        why = f"{count(int(mine.sum()), 'interview')}, and five have to be {horizon or min(SHORT)} days old"
        few = {"of": int(mine.sum()), "why": none or why}
        parts.append(pd.DataFrame({"why": "", **curve} if curve else [few]).assign(group=name, **_counts(kinds[mine])))
    return pd.concat(parts).reindex(columns=_COLUMNS).assign(horizon=float(horizon or np.nan)).reset_index(drop=True)


def _counts(kinds: Ints) -> dict[str, int]:
    """What came next, counted."""
    return {end: int((kinds == i).sum()) for i, end in enumerate(ENDS)}


def _ends_of(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The last row of each group: its share at the horizon, or why there is none."""
    return records(frame.groupby("group", sort=False).tail(1))


def say_decisions_by_round(frame: pd.DataFrame) -> str:
    """How many of each round are decided by the horizon."""
    rows = _ends_of(frame)
    total = sum(int(str(r["of"])) for r in rows)
    if "no share" in str(rows[0]["why"]):
        return f"{rows[0]['why']}."
    if not total:
        return "No interview is in this log yet."
    told = [f"{str(r['group']).lower()} {percent(float(str(r['share'])))} ({_range(r)}) of {r['of']:.0f}" for r in rows if not r["why"]]
    if not told and rows[0]["why"] == _CHOSEN:
        return f"{count(total, 'interview')}; {_CHOSEN}, so no share can be told."
    if not told:
        return f"Too early: {count(total, 'interview')} so far, and no round has five that are a week old."
    return f"Decided within {frame['horizon'].iloc[0]:.0f} days of the interview: {'; '.join(told)}. A later round often takes longer: more people have to agree."


def _range(row: dict[str, object]) -> str:
    return range_text(float(str(row["low"])), float(str(row["high"])))


def nudge_landmarks(log: JobLog) -> pd.DataFrame:
    """Next steps from day 7, and from day 14, after an interview still undecided then: nudged by then, against not.

    One row per group and day: group, day (since the interview), share, low, high, at_risk, of, horizon, n and old; one row with
    why where the gate fails; and what came next, counted (open, advanced, rejected, withdrawn). Groups are fixed by the landmark (Anderson, Cain & Gelber 1983).
    """
    met, first = visits(log), _first_nudge(log)
    day, ages = met["days"].to_numpy(dtype=np.int64), met["age"].to_numpy(dtype=np.int64)
    kinds = met["kind_of_end"].to_numpy(dtype=np.int64)
    parts = []
    for mark in MARKS:
        pool = ~((kinds > 0) & (day <= mark)) & (ages > mark) & ~met["lost"].to_numpy()
        nudged = first[pool] <= mark
        clock = day[pool] - mark, kinds[pool], ages[pool] - mark
        why = _why(log, nudged, *clock)
        for name, mask in ((f"Day {mark}: nudged by then", nudged), (f"Day {mark}: not nudged", ~nudged)):
            curve = None if why else _curve(clock[0][mask], clock[1][mask], clock[2][mask], (1,), WINDOW, mark)
            few = {"of": int(mask.sum()), "why": why or "too few can be watched long enough"}
            parts.append(pd.DataFrame({"why": "", **curve} if curve else [few]).assign(group=name, **_counts(clock[1][mask])))
    return pd.concat(parts).reindex(columns=_COLUMNS).assign(horizon=float(WINDOW)).reset_index(drop=True)


def _why(log: JobLog, nudged: Mask, days: Ints, kinds: Ints, ages: Ints) -> str:
    if log.got_to > STAGES.index("interview"):
        return _CHOSEN
    return untold(log) or gate(nudged, days, kinds, ages, "interview", "interviews", f"{WINDOW} days past it")


def _first_nudge(log: JobLog) -> np.ndarray:
    """Days from each interview to the first nudge after it; infinite where there was none."""
    met = visits(log)
    rows = log.events[(log.events["event"] == "nudge") & (log.events["application"] >= 0)]
    item, day = (rows[c].to_numpy(dtype=np.int64) for c in ("application", "day"))
    at = latest_visit(met, item, day)
    out = np.full(len(met), np.inf)
    kept = at >= 0
    np.minimum.at(out, at[kept], (day - met["day"].to_numpy()[np.maximum(at, 0)])[kept] if len(met) else day[kept])
    return out


def nudge_basis(log: JobLog) -> Basis:
    """Interviews still undecided on day 7 and watched past it."""
    met = visits(log)
    settled = ((met["kind_of_end"] > 0) & (met["days"] <= MARKS[0])).to_numpy()
    out = (LOST, met["lost"]), ("settled by day 7", settled), ("too recent", (met["age"] <= MARKS[0]).to_numpy())
    return basis("interview", met["application"], met["day"], *out, besides=without_day(log, "interview"))


def say_nudge_landmarks(frame: pd.DataFrame) -> str:
    """The shares side by side for each landmark, or what is missing; never a cause."""
    rows = _ends_of(frame)
    if "no share" in str(rows[0]["why"]):
        return f"{rows[0]['why']}."
    if not sum(int(str(r["of"])) for r in rows):
        return "No interview in this log was still undecided after a week, so there is nothing to compare."
    parts = []
    for mark, (nudged, plain) in zip(MARKS, (rows[:2], rows[2:]), strict=True):
        if nudged["why"]:
            parts.append(f"From day {mark}: too few to tell: {nudged['why']}.")
            continue
        one, two = (f"{percent(float(str(r['share'])))} ({_range(r)}) of {r['of']:.0f}" for r in (nudged, plain))
        parts.append(f"Undecided on day {mark}: a next step within {WINDOW} days more for {one} nudged by then, {two} not.")
    return " ".join(parts) + ("" if all(r["why"] for r in rows) else f" {CAUTION}")


def cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The table: each group at its horizon."""
    rows = _ends_of(frame)
    text = {
        "Group": [r["group"] for r in rows],
        "Interviews": [f"{r['of']:.0f}" for r in rows],
        "Share": [percent(float(str(r["share"]))) for r in rows],
        "95 % range": [_range(r) for r in rows],
        "Old enough": ["–" if r["why"] else f"{r['n']:.0f} of {r['old']:.0f}" for r in rows],
        "Still lacking": [r["why"] for r in rows],
    }
    return pd.DataFrame(text, dtype=object)
