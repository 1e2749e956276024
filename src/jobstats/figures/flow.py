"""Where everything went: a Sankey diagram whose flows add up."""

from __future__ import annotations

import pandas as pd

from jobstats.figures.parts import faint
from jobstats.theme import COLOURS, LABELS, Spec


def flow(frame: pd.DataFrame) -> Spec | None:
    """A Sankey diagram. Columns: group (from), stage (to), n."""
    if frame.empty:
        return None
    names = list(dict.fromkeys([*frame["group"], *frame["stage"]]))
    total = {name: int(max(frame.loc[frame["group"] == name, "n"].sum(), frame.loc[frame["stage"] == name, "n"].sum())) for name in names}
    tone = {LABELS["rejected"]: "rejected", LABELS["withdrawn"]: "withdrawn", LABELS["declined"]: "withdrawn", LABELS["open"]: "open"}
    colour = [COLOURS[tone.get(name, "advanced")] for name in names]
    data = {
        "type": "sankey",
        "arrangement": "snap",
        "node": {
            "label": [f"{name}: {total[name]}" for name in names],
            "color": colour,
            "pad": 18,
            "thickness": 14,
            "line": {"width": 0},
            "hovertemplate": "%{label}<extra></extra>",
        },
        "link": {
            "source": [names.index(g) for g in frame["group"]],
            "target": [names.index(s) for s in frame["stage"]],
            "value": frame["n"].astype(int).tolist(),
            "color": [faint(colour[names.index(s)]) for s in frame["stage"]],
            "hovertemplate": "%{source.label} → %{target.label}: %{value}<extra></extra>",
        },
    }
    return {"data": [data], "layout": {"height": 420, "margin": {"l": 10, "r": 10, "t": 16, "b": 16}}}
