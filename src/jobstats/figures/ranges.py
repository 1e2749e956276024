"""Chances with their ranges, two cases side by side at each horizon."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.figures.parts import axis, percent_axis
from jobstats.theme import COLOURS, Spec

#: Colour, symbol and dash of each case in turn, and how far it stands below its horizon's label.
_SIGNS = (("open", "circle-open", "dot", 0.05), ("advanced", "circle", "solid", 0.33))


def ranges(frame: pd.DataFrame) -> Spec | None:
    """A dot on its range for each case, grouped by horizon; a range without a dot where no one figure is told.

    Columns: group (its label), stage (the case: two values), horizon, share (NaN: no dot), low, high.
    """
    if frame["low"].isna().all():
        return None
    horizons = {h: -i for i, h in enumerate(dict.fromkeys(frame["horizon"].tolist()))}
    data: list[Spec] = []
    notes: list[Spec] = [_note(f"<b>Within {h} days</b>", y + 0.28, 0.0, 0, "paper") for h, y in horizons.items()]
    for case, sign in zip(dict.fromkeys(frame["stage"].tolist()), _SIGNS, strict=True):
        part = frame[frame["stage"] == case]
        place = [horizons[h] - sign[3] for h in part["horizon"].tolist()]
        data += _case(part, place, sign)
        for y, share, low, high in zip(place, *(part[c].tolist() for c in ("share", "low", "high")), strict=True):
            words = f"{low * 100:.0f}–{high * 100:.0f} %" if np.isnan(share) else f"{share * 100:.0f} %"
            notes.append(_note(words, y, high, 7, "x"))
    layout = {
        "height": 100 + 74 * len(horizons),
        "xaxis": percent_axis("chance of at least one offer, with its 80 % range", 1.0) | {"range": [0, 1.12], "dtick": 0.2},
        "yaxis": axis(visible=False, range=[-len(horizons) + 0.45, 0.5]),
        "annotations": notes,
    }
    return {"data": data, "layout": layout}


def _case(part: pd.DataFrame, place: list[float], sign: tuple[str, str, str, float]) -> list[Spec]:
    """The ranges of one case as lines, and its dots."""
    tone, symbol, dash, _ = sign
    low, high, share = (part[c].tolist() for c in ("low", "high", "share"))
    line = {"color": COLOURS[tone], "width": 3, "dash": dash}
    told = [i for i, s in enumerate(share) if not np.isnan(s)]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [x for pair in zip(low, high, strict=True) for x in (*pair, None)],
            "y": [y for at in place for y in (at, at, None)],
            "line": line,
            "hoverinfo": "skip",
            "showlegend": False,
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": str(part["group"].iloc[0]),
            "x": [share[i] for i in told],
            "y": [place[i] for i in told],
            "marker": {"color": COLOURS[tone], "symbol": symbol, "size": 12, "line": {"width": 2, "color": COLOURS[tone]}},
            "hovertemplate": "%{x:.0%}<extra></extra>",
            "cliponaxis": False,
        },
    ]


def _note(text: str, y: float, x: float, shift: int, xref: str) -> Spec:
    """Words beside a range, or above a horizon."""
    return {"text": text, "x": x, "xref": xref, "xanchor": "left", "xshift": shift, "y": y, "yanchor": "middle", "showarrow": False}
