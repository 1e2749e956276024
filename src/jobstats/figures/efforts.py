"""Weeks of one's own doing: small bars for each kind, one under the other, with the goal as a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from jobstats.figures.parts import axis
from jobstats.theme import COLOURS, Spec

_ROW: Final = 104
_DAY: Final = 24 * 3600 * 1000


def efforts(frame: pd.DataFrame, titles: Mapping[str, str]) -> Spec | None:
    """A row of weekly bars for each kind; whole weeks that met the goal are counted in its title, the running week is striped.

    Columns: week (day number of Monday), group, n, goal (NaN where none is set), whole. titles: each kind with its label.
    """
    if frame.empty or not (frame["n"].any() or frame["goal"].notna().any()):
        return None
    groups = list(dict.fromkeys(frame["group"].tolist()))
    first, last = int(frame["week"].min()), int(frame["week"].max())
    height = 56 + _ROW * len(groups)
    data: list[Spec] = []
    notes: list[Spec] = []
    shapes: list[Spec] = []
    layout: Spec = {"height": height, "showlegend": False, "margin": {"t": 6}, "annotations": notes, "shapes": shapes}
    running = not frame["whole"].astype(bool).all()
    for i, group in enumerate(groups):
        part, name = frame[frame["group"] == group], str(i + 1) if i else ""
        goal, n = float(part["goal"].iloc[0]), part["n"].astype(int)
        top = max(int(n.max()), 0 if np.isnan(goal) else goal, 1)
        bottom = 1 - (i + 1) / len(groups)
        data.append(_bars(part, f"y{name}"))
        layout[f"yaxis{name}"] = axis(domain=[bottom, bottom + 0.66 / len(groups)], range=[0, top * 1.12], **_ticks(top))
        if not np.isnan(goal):
            line = {"color": COLOURS["rejected"], "width": 2, "dash": "dash"}
            shapes.append({"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": f"y{name}", "y0": goal, "y1": goal, "line": line})
        text = f"<b>{titles[group]}</b> {_total(part, goal)}"
        place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": bottom + 0.67 / len(groups), "yanchor": "bottom"}
        notes.append({**place, "showarrow": False, "text": text})
    layout["xaxis"] = axis(
        "week (striped: still running)" if running else "week",
        type="date",
        anchor=f"y{len(groups)}" if len(groups) > 1 else "y",
        tickvals=[str(np.datetime64(d, "D")) for d in range(first, last + 1, 7 * (-(-(last - first + 7) // 42)))],
        tickformat="%-d %b",
        range=[str(np.datetime64(d, "D")) for d in (first - 5, max(last + 5, first + 45))],
    )
    return {"data": data, "layout": layout}


def _bars(part: pd.DataFrame, yaxis: str) -> Spec:
    """The weeks of one kind; the number stands in the table and under the pointer."""
    return {
        "type": "bar",
        "x": [str(np.datetime64(int(d), "D")) for d in part["week"]],
        "y": part["n"].astype(int).tolist(),
        "yaxis": yaxis,
        "width": 5.6 * _DAY,  # plotly gives a lone bar no width on an axis of dates
        "marker": {
            "color": COLOURS["advanced"],
            "pattern": {"shape": ["" if whole else "/" for whole in part["whole"].astype(bool)], "fgcolor": "#ffffff", "size": 5},
        },
        "hovertemplate": "week of %{x}: %{y}<extra></extra>",
    }


def _total(part: pd.DataFrame, goal: float) -> str:
    """How many in how many weeks; where there is a goal, in how many of the whole weeks it was met."""
    past, n = part[part["whole"].astype(bool)], int(part["n"].sum())
    if np.isnan(goal):
        return f"{n} in {len(part)} weeks" if len(part) > 1 else f"{n} this week"
    return f"{n}; goal {goal:g} met in {int((past['n'] >= goal).sum())} of {len(past)}" if len(past) else f"{n} this week; goal {goal:g}"


def _ticks(top: float) -> Spec:
    """Two or three whole numbers are enough."""
    return {"tickformat": "d", "dtick": 1} if top <= 2 else {"tickformat": "d", "nticks": 4}
