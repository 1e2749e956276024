"""People by the days since they were last in touch: one row each, the longest on top."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from jobstats.figures.parts import axis, short
from jobstats.theme import COLOURS, Spec

#: What may be said of a person: colour, symbol, size.
_SIGNS: Final[dict[str, tuple[str, str, float]]] = {
    "write": (COLOURS["rejected"], "diamond", 14.0),
    "later": (COLOURS["rejected"], "diamond-open", 12.0),
    "open": (COLOURS["advanced"], "circle", 11.0),
    "recent": (COLOURS["open"], "circle-open", 11.0),
}
_ROW: Final = 36


def contacts(frame: pd.DataFrame, standing: Mapping[str, str]) -> Spec | None:
    """A line from today to the day of the last contact for each person drawn, with a sign for what may be done.

    Columns: contact, days, group (write, later, open, recent), back, drawn, quiet. standing: each group with its label.
    """
    rows = frame[frame["drawn"].astype(bool)].to_dict("records") if len(frame) else []
    if not rows:
        return None
    stems: list[float | None] = []
    places: list[int | None] = []
    for i, row in enumerate(rows):
        stems += [0, row["days"], None]
        places += [-i, -i, None]
    line = {"color": COLOURS["line"], "width": 1.5}
    data: list[Spec] = [
        {"type": "scatter", "mode": "lines", "x": stems, "y": places, "line": line, "hoverinfo": "skip", "showlegend": False}
    ]
    for group, (colour, symbol, size) in _SIGNS.items():
        mine = [(i, row) for i, row in enumerate(rows) if row["group"] == group]
        if mine:
            marker = {"color": colour, "symbol": symbol, "size": size, "line": {"width": 2 if symbol.endswith("open") else 0}}
            trace = {"type": "scatter", "mode": "markers", "name": standing[group], "marker": marker, "cliponaxis": False}
            hover = f"{standing[group]}: day %{{x}}<extra></extra>"
            data.append({**trace, "x": [row["days"] for _, row in mine], "y": [-i for i, _ in mine], "hovertemplate": hover})
    notes: list[Spec] = [
        {"xref": "paper", "x": 0, "xanchor": "left", "y": -i, "yshift": 16, "showarrow": False, "text": _label(row["contact"], row["back"])}
        for i, row in enumerate(rows)
    ]
    quiet, most = float(rows[0]["quiet"]), max(float(row["days"]) for row in rows)
    shapes: list[Spec] = []
    if most > quiet / 2:
        dash = {"color": COLOURS["line"], "dash": "dash", "width": 1.5}
        shapes.append({"type": "line", "x0": quiet, "x1": quiet, "yref": "paper", "y0": 0, "y1": 1, "line": dash, "layer": "below"})
        words = {"xref": "x", "x": quiet, "yref": "paper", "y": 0, "yanchor": "bottom", "yshift": -1, "showarrow": False}
        notes.append({**words, "xanchor": "right", "xshift": -4, "text": f"day {quiet:.0f}", "font": {"size": 11}})
    layout = {
        "height": 100 + _ROW * len(rows),
        "xaxis": axis("days since the last contact", range=[0, max(most, quiet if shapes else 0, 5) * 1.06], nticks=7, tickformat="d"),
        "yaxis": axis(visible=False, range=[-len(rows) + 0.4, 0.85]),
        "annotations": notes,
        "shapes": shapes,
    }
    return {"data": data, "layout": layout}


def _label(name: str, back: float) -> str:
    """A name as safe text, and how often the person came back."""
    return f"<b>{short(str(name), 34)}</b>{f' came back {back:.0f}×' if back else ''}"
