"""Where everything went: a Sankey diagram whose flows add up."""

from __future__ import annotations

import pandas as pd

from jobstats.figures.parts import faint
from jobstats.theme import COLOURS, LABELS, Spec

#: Columns from left to right, and the order of the ends from the top: as plotly orders the bands, so that few cross.
_COLUMNS = (
    ("Applied", "Came to you"),
    ("reply",),
    ("screen",),
    ("interview",),
    ("offer",),
    ("open", "rejected", "withdrawn", "declined", "accepted"),
)
_X = (0.001, 0.18, 0.34, 0.5, 0.64, 0.999)
#: How far down the bottom of each stage stands, on the way from the applications to the offers.
_FLOOR = (1.0, 0.8, 0.83, 0.86, 0.95)
_TONES = {LABELS["rejected"]: "rejected", LABELS["withdrawn"]: "withdrawn", LABELS["declined"]: "withdrawn", LABELS["open"]: "open"}
#: Share of the height that stays free between the nodes of one column.
_GAP = 0.0625


def flow(frame: pd.DataFrame) -> Spec | None:
    """A Sankey diagram. Columns: group (from), stage (to), n."""
    if frame.empty:
        return None
    out, into = frame.groupby("group")["n"].sum(), frame.groupby("stage")["n"].sum()
    total = {str(name): int(max(out.get(name, 0), into.get(name, 0))) for name in [*out.index, *into.index]}
    places = _places(total)
    names = list(places)
    colour = [COLOURS[_TONES.get(name, "advanced")] for name in names]
    node = {
        "label": [f"{name}: {total[name]}" for name in names],
        "x": [x for x, _ in places.values()],
        "y": [y for _, y in places.values()],
        "color": colour,
        "pad": 12,
        "thickness": 14,
        "line": {"width": 0},
        "hovertemplate": "%{label}<extra></extra>",
    }
    link = {
        "source": [names.index(g) for g in frame["group"]],
        "target": [names.index(s) for s in frame["stage"]],
        "value": frame["n"].astype(int).tolist(),
        "color": [faint(colour[names.index(s)]) for s in frame["stage"]],
        "hovertemplate": "%{source.label} → %{target.label}: %{value}<extra></extra>",
    }
    return {
        "data": [{"type": "sankey", "arrangement": "fixed", "node": node, "link": link}],
        "layout": {"height": 420 if len(frame) > 3 else 200, "margin": {"l": 10, "r": 10, "t": 16, "b": 16}},
    }


def _places(total: dict[str, int]) -> dict[str, tuple[float, float]]:
    """Where each node stands: its column, and the middle of its height from the top."""
    columns = [[n for n in (LABELS.get(c, c) for c in column) if n in total] for column in _COLUMNS]
    scale = (1 - _GAP * 4) / max(sum(total[n] for n in column) for column in columns)
    places = {}
    for x, floor, column in zip(_X, (*_FLOOR, 1.0), columns, strict=True):
        top = floor - total[column[0]] * scale if column and x not in (_X[0], _X[-1]) else 0.0
        for name in column:
            height = total[name] * scale
            places[name] = (x, min(max(top + height / 2, 0.001), 0.999))
            top += height + _GAP
    if {"Applied", "Came to you"} <= set(places):
        places["Came to you"] = (_X[0], 0.96)
    return places
