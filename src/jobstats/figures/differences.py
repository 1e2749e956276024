"""Differences with their ranges, about a line where nothing differs."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.figures.parts import axis, short
from jobstats.theme import COLOURS, Spec

#: How far a difference may lie from none and still be called none, in shares.
LITTLE = 0.15


def differences(frame: pd.DataFrame) -> Spec | None:
    """A dot and its range for each comparison of shares, with the band in which a difference is called none; others in words.

    Columns: group, share (the difference), low, high, unit, why (what is lacking), told (what stands beside the name), decided (interviews).
    """
    if not frame["decided"].max() and frame["share"].isna().all():
        return None
    drawn = ((frame["unit"] == "points") & frame["share"].notna()).to_numpy()
    shown, every = frame[drawn], -np.arange(len(frame))
    place = every[drawn]
    value, low, high = (shown[c].to_numpy(dtype=float) for c in ("share", "low", "high"))
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": value.tolist(),
        "y": place.tolist(),
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": (high - value).tolist(),
            "arrayminus": (value - low).tolist(),
            "thickness": 2,
            "width": 5,
            "color": COLOURS["advanced"],
        },
        "marker": {"color": COLOURS["advanced"], "size": 11},
        "hovertemplate": "%{x:+.0%}<extra></extra>",
        "showlegend": False,
        "cliponaxis": False,
    }
    notes = [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": int(y),
            "yshift": 24,
            "yanchor": "top",
            "showarrow": False,
            "align": "left",
            "text": f"<b>{short(g, 60)}</b>: {told}" + (f"<br>{short(why, 70)}" if why else ""),
        }
        for y, g, told, why in zip(every, frame["group"], frame["told"], frame["why"], strict=True)
    ]
    most = max(0.3, float(np.abs([low, high]).max(initial=0)) * 1.08)
    ticks = [k / 5 for k in range(-int(most * 5), int(most * 5) + 1)]
    band = {
        "type": "rect",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "x0": -LITTLE,
        "x1": LITTLE,
        "line": {"width": 0},
        "fillcolor": "rgba(128,128,128,0.16)",
    }
    line = {
        "type": "line",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "x0": 0,
        "x1": 0,
        "line": {"color": COLOURS["line"], "dash": "dash", "width": 1.5},
    }
    layout = {
        "height": 90 + 46 * len(frame),
        "xaxis": axis(
            "difference in points, with its 95 % range; grey: too small to matter",
            range=[-most, most],
            tickvals=ticks,
            ticktext=[_points(v) for v in ticks],
        ),
        "yaxis": axis(visible=False, range=[every.min() - 0.5, 0.75]),
        "annotations": notes,
        "shapes": [{**band, "layer": "below"}, line],
        "margin": {"t": 10},
    }
    return {"data": [dots], "layout": layout}


def _points(share: float) -> str:
    return f"{share * 100:+.0f}".replace("-", "−") if share else "0"
