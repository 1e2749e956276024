"""Counts and shares by stage or group: stacked bars, and dots with their ranges."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from jobstats.figures.parts import PARTS, axis, percent_axis, short
from jobstats.theme import COLOURS, LABELS, PATTERNS, Spec


def stage_bars(frame: pd.DataFrame) -> Spec | None:
    """Horizontal bars of counts, one per stage, split by how it ended; above each what the bar says.

    Columns: stage, goal, entered, advanced, open, withdrawn, rejected, horizon, share, low, high.
    """
    rows = [row for row in frame.to_dict("records") if row.get("entered", np.nan) > 0]
    if not rows:
        return None
    place = [-i for i in range(len(rows))]
    data: list[Spec] = []
    for part in PARTS:
        n = [int(row[part]) for row in rows]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": LABELS[part],
                "x": n,
                "y": place,
                "width": 0.42,
                "marker": {
                    "color": COLOURS[part],
                    "pattern": {"shape": PATTERNS[part], "size": 6, "fgcolor": "#ffffff", "fgopacity": 0.45, "solidity": 0.2},
                },
                "text": [
                    str(k) if k >= rows[0]["entered"] * 0.035 else "" for k in n
                ],  # no number in a part too thin for it; the table has it
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": "#ffffff"},
                "constraintext": "none",
                "cliponaxis": False,
                "hovertemplate": f"{LABELS[part]}: %{{x}}<extra></extra>",
            }
        )
    notes = [
        {"x": 0, "y": y, "yshift": 23, "xanchor": "left", "yanchor": "middle", "showarrow": False, "text": _bar_text(row)}
        for y, row in zip(place, rows, strict=True)
    ]
    layout = {
        "barmode": "stack",
        "height": 90 + 62 * len(rows),
        "xaxis": axis("applications", rangemode="tozero", **({"dtick": 1} if rows[0]["entered"] <= 8 else {})),
        "yaxis": axis(visible=False, range=[place[-1] - 0.45, 0.72]),
        "annotations": notes,
        "legend": {"traceorder": "normal"},
    }
    return {"data": data, "layout": layout}


def _bar_text(row: dict[Hashable, Any]) -> str:
    """What stands above a bar: the stage, how many, and the share that goes on."""
    head = f"<b>{LABELS[row['stage']]}</b> {int(row['entered'])}"
    if np.isnan(row["share"]):
        return head
    return f"{head}: {row['share'] * 100:.0f} % go on within {row['horizon']:.0f} days ({row['low'] * 100:.0f}–{row['high'] * 100:.0f} %)"


def intervals(frame: pd.DataFrame) -> Spec | None:
    """A dot and its 95 % range for each group, with k of n; groups too small have no dot and say so.

    Columns: group, entered, share, low, high, n, of.
    """
    if frame["share"].isna().all():
        return None
    told = frame["share"].notna().to_numpy()
    place, groups = -np.arange(len(frame)), [short(str(g)) for g in frame["group"]]
    share, low, high = (frame[c].fillna(0).to_numpy(dtype=float) for c in ("share", "low", "high"))
    data: list[Spec] = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": share[told].tolist(),
            "y": place[told].tolist(),
            "error_x": {
                "type": "data",
                "symmetric": False,
                "array": (high - share)[told].tolist(),
                "arrayminus": (share - low)[told].tolist(),
                "thickness": 2,
                "width": 5,
                "color": COLOURS["advanced"],
            },
            "marker": {"color": COLOURS["advanced"], "size": 11},
            "hovertemplate": "%{x:.0%}<extra></extra>",
            "showlegend": False,
            "cliponaxis": False,
        }
    ]
    counts = zip(told, frame["n"].astype(int), frame["of"].astype(int), frame["entered"].astype(int), strict=True)
    words = [f"{k} of the {n} old enough" if ok else f"{all_} so far: too few to tell" for ok, k, n, all_ in counts]
    notes = [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": int(y),
            "yshift": 17,
            "showarrow": False,
            "align": "left",
            "text": f"<b>{g}</b> {w}",
        }
        for y, g, w in zip(place, groups, words, strict=True)
    ]
    top = min(1.03, float(high.max()) * 1.15 + 0.05)  # a hair beyond, so that 100 % has its tick
    layout = {
        "height": 80 + 56 * len(frame),
        "xaxis": percent_axis(f"share within {frame['horizon'].iloc[0]:.0f} days, with its 95 % range", top),
        "yaxis": axis(visible=False, range=[place.min() - 0.5, 0.65]),
        "annotations": notes,
        "margin": {"t": 10},
    }
    return {"data": data, "layout": layout}
