"""Drawn charts for tests: as the catalogue gives them, small, with nothing behind them."""

from __future__ import annotations

import pandas as pd

from jobstats import page
from jobstats.theme import COLOURS, Spec


def bars(factor: float = 1.0) -> Spec:
    """Two stacked bars."""
    parts = {"advanced": [52.0, 40.0], "open": [31.0, 3.0], "rejected": [61.0, 7.0]}
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": [v * factor for v in values],
            "y": [0, -1],
            "marker": {"color": COLOURS[name]},
        }
        for name, values in parts.items()
    ]
    return {
        "data": data,
        "layout": {"barmode": "stack", "height": 300, "xaxis": {"title": {"text": "applications"}}, "yaxis": {"visible": False}},
    }


def drawn(name: str, question: str = "How far do my applications get?", figure: Spec | None = None, sentence: str = "") -> page.Drawn:
    """One chart, every part of it filled."""
    return page.Drawn(
        name,
        question,
        sentence or "Of 150 applications 52 brought a positive answer (35 %, 95 % range 27–43 %).",
        "150 applications, 1 Sep 2025 to 27 Feb 2026",
        f"Bar chart. {question} 52 of 150 went on.",
        (("What it is", "A stage counts as reached. Open is open."), ("What it helps to decide", "Where to put the next hour.")),
        pd.DataFrame({"stage": ["Applied", "Interview"], "how many": ["150", "24"], "share": ["52 of 150, 35 %", "4 of 24, 17 %"]}),
        bars() if figure is None else figure,
    )
