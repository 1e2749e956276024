"""Raw dots: one for each thing that happened, never hiding another."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.figures.parts import PARTS, axis
from jobstats.theme import COLOURS, LABELS, SYMBOLS, Spec

#: What came next, as people read it.
_NEXT = {**LABELS, "advanced": "Next step"}
Floats = npt.NDArray[np.float64]


def unit_dots(frame: pd.DataFrame, groups: Mapping[str, str]) -> Spec | None:
    """One dot for each interview, in the row of its group, in the order of what came next.

    Columns: group, stage (what came next), hours (to the note; may be missing). groups: every group with its label, top first.
    """
    if frame.empty:
        return None
    order, place = {part: i for i, part in enumerate(PARTS)}, {g: -i for i, g in enumerate(groups)}
    hours_after = frame["hours"].tolist() if "hours" in frame else [math.inf] * len(frame)
    dots = zip(frame["group"].tolist(), frame["stage"].tolist(), hours_after, strict=True)
    filled: Counter[str] = Counter()
    drawn: dict[str, list[tuple[int, int, str]]] = {part: [] for part in PARTS}
    for group, part, hours in sorted(dots, key=lambda dot: (order[dot[1]], np.nan_to_num(dot[2], nan=np.inf))):
        filled[group] += 1
        said = "hour of the note not known" if np.isnan(hours) else _NEXT[part] if math.isinf(hours) else f"note {hours:.0f} h after"
        drawn[part].append((filled[group], place[group], said))
    data = [_dots(part, [d[0] for d in mine], [d[1] for d in mine], [d[2] for d in mine]) for part, mine in drawn.items()]
    most = max(filled.values())
    notes = [
        {"xref": "paper", "x": 0, "xanchor": "left", "y": -i, "yshift": 19, "showarrow": False, "text": f"<b>{label}</b> {filled[g]}"}
        for i, (g, label) in enumerate(groups.items())
    ]
    layout = {
        "height": 100 + 54 * len(groups),
        "xaxis": axis(
            "interviews",
            range=[0.3, max(most, 8) + 0.7],
            dtick=1 if most <= 12 else 5 if most <= 40 else 10,
            tick0=0,
        ),
        "yaxis": axis(visible=False, range=[-len(groups) + 0.6, 0.75]),
        "annotations": notes,
    }
    return {"data": data, "layout": layout}


def _dots(part: str, x: Sequence[float], y: Sequence[float], said: Sequence[str], name: str = "") -> Spec:
    """The dots of one way of ending: colour and symbol."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name or _NEXT[part],
        "x": list(x),
        "y": list(y),
        "customdata": list(said),
        "marker": {"color": COLOURS[part], "symbol": SYMBOLS[part], "size": 10, "line": {"width": 2, "color": COLOURS[part]}},
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def strip(
    frame: pd.DataFrame,
    x: str,
    groups: Mapping[str, str],
    title: str,
    parts: Mapping[str, str],
    row: str = "group",
    part: str = "stage",
    lines: Mapping[float, str] | None = None,
) -> Spec | None:
    """Raw dots along a number, one row a group, spread so that none hides another; reference lines where given.

    row: the column of the rows (groups: value → label); part: the column of the symbol (parts: value → label, the values
    being ways of ending); lines: where a dashed line stands, and its words.
    """
    if frame.empty:
        return None
    values, rows, kinds = frame[x].to_numpy(dtype=float), frame[row].tolist(), frame[part].tolist()
    counts = Counter(rows)
    shown = {g: label for g, label in groups.items() if counts[g]}
    place = {g: -float(i) for i, g in enumerate(shown)}
    y0 = np.array([place[g] for g in rows])
    shift, stacked = _spread(values, y0)
    row_height = 48 + 9 * min(stacked, 14)
    y = y0 - 0.14 + shift * min(9.5 / row_height, 0.72 / stacked)
    data = []
    for key, name in parts.items():
        mine = np.array([kind == key for kind in kinds])
        if mine.any():
            data.append(_dots(key, values[mine].tolist(), y[mine].round(3).tolist(), [f"{v:g}" for v in values[mine]], name))
    notes: list[Spec] = [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": -i,
            "yshift": row_height // 2 - 14,
            "showarrow": False,
            "text": f"<b>{label}</b> {int(counts[g])}",
        }
        for i, (g, label) in enumerate(shown.items())
    ]
    shapes, words = _reference_lines(lines or {}, values)
    notes += words
    layout = {
        "height": 110 + row_height * len(shown),
        "xaxis": axis(title, zeroline=True, rangemode="tozero"),
        "yaxis": axis(visible=False, range=[-len(shown) + 0.4, 0.6]),
        "annotations": notes,
        "shapes": shapes,
    }
    return {"data": data, "layout": layout}


def _reference_lines(lines: Mapping[float, str], values: Floats) -> tuple[list[Spec], list[Spec]]:
    """Dashed lines across all rows, and their words, on the side where there is room."""
    shapes: list[Spec] = []
    notes: list[Spec] = []
    for at, words in lines.items():
        dash = {"color": COLOURS["line"], "dash": "dash", "width": 1.5}
        shapes.append({"type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1, "line": dash})
        side, shift = ("right", -4) if at > np.mean([min(values.min(), 0), max(values.max(), at)]) else ("left", 4)
        note = {"x": at, "yref": "paper", "y": 0, "xanchor": side, "yanchor": "bottom", "xshift": shift, "showarrow": False, "text": words}
        notes.append(note)
    return shapes, notes


def _spread(x: Floats, row: npt.NDArray[Any]) -> tuple[Floats, int]:
    """Small shifts, in dots, that keep dots of one row and nearly one place apart; the same every time. And how many are stacked at most."""
    width = max(float(np.ptp(x)) / 50, 1e-9) if len(x) else 1.0
    seen: Counter[tuple[float, float]] = Counter()
    rank = np.zeros(len(x), np.int64)
    for i, cell in enumerate(zip(row.tolist(), np.round(x / width).tolist(), strict=True)):
        rank[i] = seen[cell]
        seen[cell] += 1
    return np.asarray(((rank + 1) // 2) * np.where(rank % 2, 1.0, -1.0), dtype=np.float64), int(rank.max(initial=0)) + 1
