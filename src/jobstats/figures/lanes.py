"""Processes side by side: a lane for each, its stretches, its steps, and the days on which several were late at once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

import numpy as np
import pandas as pd

from jobstats.figures.parts import axis, faint, short
from jobstats.theme import COLOURS, Spec

#: Stretches: name, colour, width, dash. Told apart by width and dash as well as by colour.
_STRETCHES: Final[dict[str, tuple[str, str, float, str]]] = {
    "live": ("Live", COLOURS["line"], 2.0, "dot"),
    "late": ("Interview stage", COLOURS["advanced"], 5.0, "solid"),
    "table": ("Offer on the table", COLOURS["rejected"], 9.0, "2px,2px"),
}
#: Steps: name, colour, symbol, size.
_STEPS: Final[dict[str, tuple[str, str, str, float]]] = {
    "screen": ("Screen or test", COLOURS["line"], "triangle-up", 10.0),
    "interview": ("Interview (its round)", COLOURS["advanced"], "circle", 14.0),
    "offer": ("Offer", COLOURS["rejected"], "diamond", 12.0),
    "accepted": ("Accepted", COLOURS["advanced"], "star", 14.0),
    "declined": ("Declined", COLOURS["withdrawn"], "diamond-open", 12.0),
    "rejected": ("Rejected", COLOURS["rejected"], "x", 9.0),
    "withdrawn": ("Withdrawn or closed", COLOURS["withdrawn"], "square-open", 10.0),
    "quiet": ("Gone quiet", COLOURS["open"], "circle-open", 10.0),
}
_ENDS: Final = frozenset(("accepted", "declined", "rejected", "withdrawn", "quiet"))
_ROW: Final = 40


def lanes(frame: pd.DataFrame) -> Spec | None:
    """One lane for each process, its label above it; days with two or more late ones as grey bands behind all lanes.

    Columns: lane, group, stage, day, until, round, first, last.
    """
    rows = frame.to_dict("records")
    mine = [row for row in rows if row["lane"] >= 0]
    if not mine:
        return None
    first, last = (float(frame[c].iloc[0]) for c in ("first", "last"))
    room = max((last - first) * 0.02, 1.5)
    places = {row["lane"]: (-row["lane"], row["group"]) for row in mine}
    data = [_stretch(mine, stage) for stage in _STRETCHES if any(row["stage"] == stage for row in mine)]
    data += [_step(mine, stage, (last - first) * 0.04) for stage in _STEPS if any(row["stage"] == stage for row in mine)]
    notes: list[Spec] = [
        {"xref": "paper", "x": 0, "xanchor": "left", "y": y, "yshift": 14, "showarrow": False, "text": short(group, 44)}
        for y, group in places.values()
    ]
    bands = [row for row in rows if row["stage"] == "both"]
    layout = {
        "height": 76 + 10 * len(data) + _ROW * len(places),  # a legend takes more rows where it is narrow
        "xaxis": axis(
            "grey: two or more at interview stage" if bands else "",
            type="date",
            nticks=6,
            tickformat="%-d %b",
            range=[_date(first - room), _date(last + room)],
        ),
        "yaxis": axis(visible=False, range=[-len(places) + 0.5, 0.85]),
        "annotations": notes,
        "shapes": [_band(row) for row in bands],
    }
    return {"data": data, "layout": layout}


def _stretch(rows: list[dict[Hashable, Any]], stage: str) -> Spec:
    """All lanes' stretches of one kind as one broken line."""
    name, colour, width, dash = _STRETCHES[stage]
    x: list[str | None] = []
    y: list[int | None] = []
    for row in rows:
        if row["stage"] == stage:
            x += [_date(row["day"]), _date(row["until"] + (0.4 if row["until"] == row["last"] else 0)), None]
            y += [-row["lane"], -row["lane"], None]
    line = {"color": colour, "width": width, "dash": dash}
    return {"type": "scatter", "mode": "lines", "name": name, "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _step(rows: list[dict[Hashable, Any]], stage: str, near: float) -> Spec:
    """All steps of one kind; interviews with their round; an end that would hide the step before it stands a little lower."""
    name, colour, symbol, size = _STEPS[stage]
    steps = [row for row in rows if row["stage"] == stage]
    trace: Spec = {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [_date(row["day"]) for row in steps],
        "y": [-row["lane"] - (0.24 if stage in _ENDS and _crowded(row, rows, near) else 0) for row in steps],
        "marker": {"color": colour, "symbol": symbol, "size": size, "line": {"width": 2 if symbol.endswith("open") else 0}},
        "hovertemplate": f"{name}: %{{x|%-d %b}}<extra></extra>",
        "cliponaxis": False,
    }
    if stage == "interview":
        trace |= {"mode": "markers+text", "text": [row["round"] for row in steps], "textfont": {"color": "#ffffff", "size": 10}}
    return trace


def _crowded(end: dict[Hashable, Any], rows: list[dict[Hashable, Any]], near: float) -> bool:
    """Whether another step of the lane is so near that its sign would be hidden."""
    return any(r["lane"] == end["lane"] and r["stage"] in ("screen", "interview", "offer") and end["day"] - r["day"] < near for r in rows)


def _band(row: dict[Hashable, Any]) -> Spec:
    """Days in a row with two or more late processes."""
    days = {"x0": _date(row["day"] - 0.5), "x1": _date(row["until"] + 0.5), "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "rect", **days, "layer": "below", "line": {"width": 0}, "fillcolor": faint(COLOURS["open"]).replace("0.35", "0.18")}


def _date(day: float) -> str:
    """A day number, with its part of the day, as plotly reads it."""
    return str(np.datetime64(round(day * 24), "h"))
