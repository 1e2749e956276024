"""Interviews by round: how often each leads on, and how many of them are technical."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.estimators import admissible, rate
from jobstats.log import JobLog, records
from jobstats.metrics.clocks import SHORT
from jobstats.metrics.interviews import visits
from jobstats.metrics.words import count, of, percent, range_text
from jobstats.vocabulary import ENDS, STAGES

#: Kinds of interview that ask for the craft itself.
TECHNICAL = ("technical", "coding", "case", "task", "panel technical")


def rounds(log: JobLog) -> pd.DataFrame:
    """Share of interviews with a next step within `horizon` days (the largest up to 21 that every round with five interviews admits), by round.

    Columns: group ("First round" …), entered, n of (k of n, old enough), share, low, high (NaN for fewer than five old
    enough), open, advanced, rejected, withdrawn (what came next), horizon, technical and kinds (k of n with a kind recorded). Source: Aalen & Johansen 1978; Wilson 1927.
    """
    met = visits(log)
    parts = [met[met["round"].clip(upper=3) == number] for number in (1, 2, 3)]
    fit = [admissible(part["age"].to_numpy(dtype=np.int64), SHORT, 21) for part in parts]
    horizon = None if log.got_to > STAGES.index("interview") else min((h for h in fit if h), default=None)
    rows = []
    for part, name in zip(parts, ("First round", "Second round", "Third round or later"), strict=True):
        days, kinds, ages = (part[c].to_numpy(dtype=np.int64) for c in ("days", "kind_of_end", "age"))
        found = rate(days, kinds, ages, horizon) if horizon else None
        limits = (found.share, found.low, found.high, found.k_old, found.n_old) if found else (np.nan, np.nan, np.nan, 0, 0)
        kind = part["kind"].str.casefold()
        told = {"technical": int(kind.isin(TECHNICAL).sum()), "kinds": int((kind != "").sum())}
        ends = {end: int((kinds == i).sum()) for i, end in enumerate(ENDS)}
        rows.append(
            {"group": name, "entered": len(part), **ends, **dict(zip(("share", "low", "high", "n", "of"), limits, strict=True)), **told}
        )
    return pd.DataFrame(rows).assign(horizon=float(horizon or np.nan))


def say_rounds(frame: pd.DataFrame) -> str:
    """How often each round leads on, and the share of technical ones."""
    if not frame["entered"].sum():
        return "No interview is in this log yet."
    told = [
        f"{r['group'].lower()} {percent(r['share'])} ({range_text(r['low'], r['high'])}) of {r['entered']}"
        for r in records(frame)
        if r["of"]
    ]
    kinds = [f"{of(r['technical'], r['kinds'])} in the {r['group'].lower()}" for r in records(frame) if r["kinds"]]
    technical = f" Technical: {', '.join(kinds)}." if kinds else ""
    if not told:
        so_far = f"{count(int(frame['entered'].sum()), 'interview')} so far"
        return f"Too early, or chosen by how far they got: no round has five interviews, a week old, that can be told of ({so_far}).{technical}"
    return f"A next step within {frame['horizon'].iloc[0]:.0f} days: {'; '.join(told)}. A second invitation means that you are among the preferred.{technical}"
