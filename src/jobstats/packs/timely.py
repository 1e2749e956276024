"""Charts along time in groups of five and more: counts by week, shares by day."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from jobstats.chart import Chart
from jobstats.packs import few
from jobstats.packs.levels import ENOUGH, FEW
from jobstats.packs.masks import TOO_FEW, advice
from jobstats.packs.shared import SharedLog
from jobstats.packs.told import Told
from jobstats.theme import COLOURS, Spec

#: The days a curve is told at: of every day, each step would be somebody's answer.
DAYS: Final = (0, 7, 14, 21, 30, 45, 60, 90)
_ENDS: Final = {"Positive": "advanced", "Rejected": "rejected", "Withdrawn or closed": "withdrawn"}
#: How high the pale bars are, against the highest told.
_PALE: Final = 0.12


def drawn(day: pd.Series) -> pd.Series:
    """Which days of a frame a curve is drawn at: those of DAYS, and the last."""
    kept: pd.Series = day.isin(DAYS) | (day == day.max())
    return kept


def weeks(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Counts by week; small ones, and those that would give them away beside their sum, are told as such and drawn pale."""
    table = entry.cells(frame)
    figure = entry.form(frame)
    if table.empty or frame.empty:
        return few.said(entry.say(frame)), table, None
    gone: dict[str, list[set[int]]] = {}
    for column in table.columns[1:]:
        numbers = [int(str(c).split(" ")[0]) for c in table[column]]
        rest = [str(c).partition(" ")[2] for c in table[column]]
        summed = column != "Live processes" and sum(numbers) >= FEW
        hidden = few.hidden(numbers) if summed else {i for i, n in enumerate(numbers) if few.is_small(n)}
        told = few.cells(numbers, hidden)
        table[column] = [f"{n} {more}".strip() for n, more in zip(told, rest, strict=True)]
        gone.setdefault(column, []).append(hidden)
    pale = [hidden for some in gone.values() for hidden in some]
    return f"{_summed(frame)} {advice(entry.say(frame))}".strip(), table, _paled(figure, pale)


def _summed(frame: pd.DataFrame) -> str:
    """How much in how many weeks, and in how many of the whole ones a goal was met."""
    from jobstats.metrics.effort import DEEDS

    parts = []
    grouped = "goal" in frame.columns
    for name, part in frame.groupby("group", sort=False) if grouped else [("applied", frame)]:
        whole, goal = part[part["whole"].astype(bool)], float(part["goal"].iloc[0]) if grouped else np.nan
        met = f" (goal {goal:g} a week, met in {int((whole['n'] >= goal).sum())} of {len(whole)} whole weeks)" if not np.isnan(goal) else ""
        parts.append(f"{DEEDS[str(name)][0].lower()} {few.count(float(part['n'].sum()))}{met}")
    n = frame["week"].nunique()
    return f"In {n} week{'' if n == 1 else 's'}: {', '.join(parts)}."


def _paled(figure: Spec | None, hidden: list[set[int]]) -> Spec | None:
    """Bars and lines in which what is hidden stands at one height, pale, whatever its number."""
    if figure is None or not figure["data"]:
        return None
    more: list[Spec] = []
    for trace, gone in zip(figure["data"], hidden, strict=False):
        pale = max([FEW, *(y for i, y in enumerate(trace["y"]) if i not in gone)]) * _PALE
        if trace["type"] == "bar":
            if gone:
                marker = {**trace["marker"], "color": COLOURS["line"], "pattern": {**trace["marker"]["pattern"], "shape": "."}}
                more.append(
                    {**trace, "name": "Not told", "marker": marker, "y": [pale if i in gone else 0 for i in range(len(trace["y"]))]}
                )
            trace["y"] = [0 if i in gone else y for i, y in enumerate(trace["y"])]
        else:
            trace["y"] = [pale if i in gone else y for i, y in enumerate(trace["y"])]
    figure["data"] += more
    figure["layout"]["barmode"] = "stack"
    if any(hidden):
        title = figure["layout"]["xaxis"]["title"]["text"]
        figure["layout"]["xaxis"]["title"]["text"] = f"{title}; pale: one to four, or hidden with them"
    return figure


def curves(entry: Chart, frame: pd.DataFrame, log: SharedLog) -> Told:
    """Shares by day: of ten or more, at a few days, from the day on which five have ended this way."""
    table = entry.cells(frame)
    total = float(frame["at_risk"].max()) if len(frame) and frame["at_risk"].notna().any() else 0.0
    if table.empty or frame["horizon"].isna().all() or total < ENOUGH:
        untold = not table.empty and frame["horizon"].notna().any()
        return TOO_FEW if untold else few.said(entry.say(frame)), table.iloc[:0], None
    kept = frame[drawn(frame["day"])]
    rows = [_told_at(kept[kept["day"] == day], total) for day in sorted(kept["day"].unique())]
    ended = frame.loc[frame["day"] == frame["day"].max()].set_index("stage")["share"] * total
    halves = [
        s
        for s in advice(entry.say(frame)).split(". ")
        if not s.startswith("Half of the answers") or ended["advanced"] + ended["rejected"] >= FEW
    ]
    seen = frame[(drawn(frame["day"]) & (frame["share"] * total >= FEW - 0.5)) | (frame["stage"] == "any")]
    figure = entry.form(seen) if seen["stage"].ne("any").any() and _whole(seen) else None
    return (
        f"{_by(rows, entry.name)} From {total:.0f} in all. {'. '.join(halves)}".strip(),
        pd.DataFrame(rows, dtype=object),
        _without_risk(figure),
    )


def _whole(frame: pd.DataFrame) -> bool:
    """Whether there is a line to draw: two points of one end."""
    return bool(frame[frame["stage"] != "any"].groupby("stage").size().max() > 1)


def _told_at(part: pd.DataFrame, total: float) -> dict[str, Any]:
    """The shares of one day, as they may be told."""
    row: dict[str, Any] = {"Day": f"{part['day'].iloc[0]:.0f}"}
    for title, end in _ENDS.items():
        one = part[part["stage"] == end].iloc[0]
        k = one["share"] * total
        told = k == 0 or k >= FEW - 0.5
        row[f"{title} so far"] = f"{one['share'] * 100:.0f}\u00a0%" if told else f"under {-(-100 * FEW // int(total))}\u00a0%"
        row[f"{title}, 95 % range"] = f"{one['low'] * 100:.0f}–{one['high'] * 100:.0f}\u00a0%" if told and k else few.NONE
    return row


def _by(rows: list[dict[str, Any]], name: str) -> str:
    """What is so by day 30, or by the last day told."""
    row = next((r for r in rows if r["Day"] == "30"), rows[-1])
    parts = [
        f"{title.lower()} {row[f'{title} so far']}"
        + ("" if row[f"{title}, 95 % range"] == few.NONE else f" ({row[f'{title}, 95 % range']})")
        for title in _ENDS
    ]
    since = "interview" if "interview" in name else "application"
    return f"By day {row['Day']} after the {since}: {', '.join(parts)}."


def _without_risk(figure: Spec | None) -> Spec | None:
    """A figure of curves without the numbers still open under its axis, and without lines that have no point."""
    if figure is not None:
        figure["data"] = [trace for trace in figure["data"] if len(trace["x"])]
        axis = figure["layout"]["xaxis"]
        axis["title"]["text"] = axis["title"]["text"].partition(";")[0]
        axis["ticktext"] = [str(t).partition("<br>")[0] for t in axis.get("ticktext", [])]
    return figure
