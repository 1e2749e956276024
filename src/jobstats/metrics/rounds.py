"""Interviews by round: how often each leads on, and how many of them are technical."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from jobstats.estimators import admissible, rate, wilson
from jobstats.log import JobLog, records
from jobstats.metrics.clocks import SHORT
from jobstats.metrics.interviews import untold, visits
from jobstats.metrics.tables import groups
from jobstats.metrics.words import count, of, percent, range_text
from jobstats.vocabulary import ENDS, STAGES

#: Kinds of interview that ask for the craft itself.
TECHNICAL = ("technical", "coding", "case", "task", "panel technical")


_CHOSEN = "These interviews were chosen because they led on, so no share can be told"


def rounds(log: JobLog) -> pd.DataFrame:
    """Share of interviews with a next step within `horizon` days (the largest up to 21 that every round with five interviews admits), by round.

    Columns: group ("First round" …), entered, n of (k of n, old enough), share, low, high (NaN for fewer than five old
    enough), open, advanced, rejected, withdrawn (what came next), horizon, technical and kinds (k of n with a kind recorded), chosen (by a filter, because they led on),
    why (what else forbids a share, or "").
    Source: Aalen & Johansen 1978; Wilson 1927.
    """
    met, why = visits(log), untold(log)
    parts = [met[met["round"].clip(upper=3) == number] for number in (1, 2, 3)]
    known = [part[~part["lost"]] for part in parts]
    fit = [admissible(part["age"].to_numpy(dtype=np.int64), SHORT, 21) for part in known]
    horizon = None if why or log.got_to > STAGES.index("interview") else min((h for h in fit if h), default=None)
    rows = []
    for every, part, name in zip(parts, known, ("First round", "Second round", "Third round or later"), strict=True):
        days, kinds, ages = (part[c].to_numpy(dtype=np.int64) for c in ("days", "kind_of_end", "age"))
        found = rate(days, kinds, ages, horizon) if horizon else None
        limits = (found.share, found.low, found.high, found.k_old, found.n_old) if found else (np.nan, np.nan, np.nan, 0, 0)
        kind = every["kind"].str.casefold()
        told = {"technical": int(kind.isin(TECHNICAL).sum()), "kinds": int((kind != "").sum())}
        ends = {end: int((kinds == i).sum()) for i, end in enumerate(ENDS)}
        rows.append(
            {"group": name, "entered": len(part), **ends, **dict(zip(("share", "low", "high", "n", "of"), limits, strict=True)), **told}
        )
    return pd.DataFrame(rows).assign(horizon=float(horizon or np.nan), chosen=log.got_to > STAGES.index("interview"), why=why)


def technical(row: Mapping[str, Any]) -> str:
    """How many interviews of a round were technical, of those whose kind is written, with the range."""
    if not row["kinds"]:
        return "–"
    return f"{of(row['technical'], row['kinds'])} ({range_text(*(float(x) for x in wilson(row['technical'], row['kinds'])))})"


def cells(frame: pd.DataFrame) -> pd.DataFrame:
    """The table: rounds side by side, and the share of technical ones."""
    return groups(frame).assign(Technical=[technical(r) for r in records(frame)])


def say_rounds(frame: pd.DataFrame) -> str:
    """How often each round leads on, and the share of technical ones."""
    lost = str(frame["why"].iloc[0])
    if not frame["entered"].sum() and not lost:
        return "No interview is in this log yet."
    told = [
        f"{r['group'].lower()} {percent(r['share'])} ({range_text(r['low'], r['high'])}) of {r['entered']}"
        for r in records(frame)
        if r["of"]
    ]
    kinds = [f"{technical(r)} in the {r['group'].lower()}" for r in records(frame) if r["kinds"]]
    share = f" Technical: {', '.join(kinds)}." if kinds else ""
    if lost:
        return f"{lost}.{share}"
    if not told:
        so_far = f"{count(int(frame['entered'].sum()), 'interview')} so far"
        why = _CHOSEN if frame["chosen"].iloc[0] else "Too early: no round has five interviews that are a week old"
        return f"{why} ({so_far}).{share}"
    return f"A next step within {frame['horizon'].iloc[0]:.0f} days: {'; '.join(told)}. A second invitation means that you are among the preferred.{share}"
