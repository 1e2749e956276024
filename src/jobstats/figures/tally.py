"""Counts by group and by what came next, where small ones may not be told: they are drawn together."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from jobstats.figures.parts import PARTS, axis, short
from jobstats.theme import COLOURS, PATTERNS, Spec

#: What stands for parts that are not told apart.
TOGETHER = "Not told apart"
_ROW = 58


def tally(frame: pd.DataFrame, groups: Mapping[str, str], parts: Mapping[str, str], title: str) -> Spec | None:
    """Horizontal bars of counts, one a group, split by part; parts that are not told stand as one, and a group that is not told has no bar.

    Columns: group, entered (NaN: under five, no bar), a column for each part (NaN: not told), size (its number as it may be told), said (what stands behind it).
    groups, parts: values with their labels; parts are ways of ending.
    """
    if frame.empty:
        return None
    rows = frame.to_dict("records")
    place = [-i for i in range(len(rows))]
    hidden = [0.0 if pd.isna(r["entered"]) else r["entered"] - sum(r[p] for p in parts if not pd.isna(r[p])) for r in rows]
    data: list[Spec] = []
    for part in PARTS:
        if part in parts:
            n = [0.0 if pd.isna(r[part]) or pd.isna(r["entered"]) else r[part] for r in rows]
            data.append(_bars(parts[part], n, place, COLOURS[part], PATTERNS[part]))
    if any(hidden):
        data.append(_bars(TOGETHER, hidden, place, COLOURS["line"], "/"))
    most = max([*(float(r["entered"]) for r in rows if not pd.isna(r["entered"])), 1.0])
    for trace in data:
        trace["text"] = [f"{v:.0f}" if v >= most * 0.035 else "" for v in trace["x"]]
    notes = [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": y,
            "yshift": 22,
            "yanchor": "middle",
            "showarrow": False,
            "text": f"<b>{short(groups.get(str(r['group']), str(r['group'])))}</b> {short(str(r['size']))}{r['said']}",
        }
        for y, r in zip(place, rows, strict=True)
    ]
    layout = {
        "barmode": "stack",
        "height": 90 + _ROW * len(rows),
        "xaxis": axis(title, range=[0, most * 1.02], tickformat="d", nticks=7),
        "yaxis": axis(visible=False, range=[place[-1] - 0.45, 0.72]),
        "annotations": notes,
        "legend": {"traceorder": "normal"},
        "showlegend": True,
    }
    return {"data": data, "layout": layout}


def _bars(name: str, n: list[float], place: list[int], colour: str, pattern: str) -> Spec:
    """The bars of one part."""
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": n,
        "y": place,
        "width": 0.42,
        "marker": {"color": colour, "pattern": {"shape": pattern, "size": 6, "fgcolor": "#ffffff", "fgopacity": 0.45, "solidity": 0.2}},
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": "#ffffff"},
        "constraintext": "none",
        "cliponaxis": False,
    }
