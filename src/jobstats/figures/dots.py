"""Raw dots: one for each thing that happened, never hiding another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.figures.parts import PARTS, axis
from jobstats.theme import COLOURS, LABELS, SYMBOLS, Spec

#: What came next, as people read it.
_NEXT = {**LABELS, "advanced": "Next step"}
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
#: More dots than this are thinned: nobody could tell them apart, and a page takes seconds to draw them.
MOST = 5_000


def _hours_after(hours: float, part: str) -> str:
    """What a dot says of itself: hours to the note, or (where notes are not asked for) what came next."""
    return "hour of the note not known" if math.isnan(hours) else _NEXT[part] if math.isinf(hours) else f"note {hours:.0f} h after"


def unit_dots(frame: pd.DataFrame, groups: Mapping[str, str], good: str = "Next step") -> Spec | None:
    """One dot for each interview, in the row of its group, in the order of what came next.

    Columns: group, stage (what came next), hours (to the note; may be missing). groups: every group with its label, top first. good: what the
    best that can come next is called.
    Of more than MOST dots, those of one group and end are thinned, each left at its place, and the axis says how.
    """
    if frame.empty:
        return None
    group, part = _codes(frame["group"], groups), _codes(frame["stage"], PARTS)
    hours = frame["hours"].to_numpy(dtype=float) if "hours" in frame else np.full(len(frame), np.inf)
    order = np.lexsort((np.nan_to_num(hours, nan=np.inf), part))
    group, part, hours = group[order], part[order], hours[order]
    filled, x, one_in = np.bincount(group, minlength=len(groups)), _rank(group) + 1, _one_in(len(frame))
    kept = _rank(group * len(PARTS) + part) % one_in == 0
    data = []
    for i, name in enumerate(PARTS):
        mine = kept & (part == i)
        said = [_hours_after(h, name) for h in hours[mine].tolist()]
        data.append(_dots(name, x[mine].tolist(), (-group[mine]).tolist(), said, good if name == "advanced" else ""))
    most = int(filled.max())
    notes = [
        {"xref": "paper", "x": 0, "xanchor": "left", "y": -i, "yshift": 19, "showarrow": False, "text": f"<b>{label}</b> {filled[i]}"}
        for i, label in enumerate(groups.values())
    ]
    ticks = {} if most > 200 else {"dtick": 1 if most <= 12 else 5 if most <= 40 else 10, "tick0": 0}
    layout = {
        "height": 100 + 54 * len(groups),
        "xaxis": axis(_each(one_in), range=[0.3, max(most, 8) + 0.7], **ticks),
        "yaxis": axis(visible=False, range=[-len(groups) + 0.6, 0.75]),
        "annotations": notes,
        "showlegend": True,
    }
    return {"data": data, "layout": layout}


def _codes(column: pd.Series, known: Iterable[str]) -> Ints:
    """Each value's place among the known ones."""
    place = {name: i for i, name in enumerate(known)}
    codes, values = pd.factorize(column)
    return np.array([place[value] for value in values], dtype=np.int64)[codes]


def _rank(cell: Ints) -> Ints:
    """The place of each dot among those of its cell, in their order, from 0."""
    order = np.argsort(cell, kind="stable")
    starts = np.flatnonzero(np.diff(cell[order], prepend=-1))
    rank = np.empty(len(cell), np.int64)
    rank[order] = np.arange(len(cell)) - np.repeat(starts, np.diff(starts, append=len(cell)))
    return rank


def _one_in(n: int) -> int:
    """One dot is drawn for up to so many, the first of each group and place always."""
    return -(-n // MOST)


def _each(one_in: int) -> str:
    """What a dot stands for, on an axis."""
    return "one dot each" if one_in == 1 else f"one dot for up to {one_in}"


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
    being ways of ending); lines: where a dashed line stands, and its words. Of more than MOST dots, those of one row, part and
    nearly one place are thinned, and the axis says how.
    """
    if frame.empty:
        return None
    values, rows, kinds, one_in = (
        frame[x].to_numpy(dtype=float),
        _codes(frame[row], groups),
        _codes(frame[part], parts),
        _one_in(len(frame)),
    )
    counts = np.bincount(rows, minlength=len(groups))
    shown = {label: int(n) for label, n in zip(groups.values(), counts, strict=True) if n}
    line = (np.cumsum(counts > 0) - 1)[rows]
    cell = _cells(values, line)
    kept = _rank(cell * len(parts) + kinds) % one_in == 0
    at, line, kinds = values[kept], line[kept], kinds[kept]
    shift, stacked = _spread(cell[kept])
    row_height = 48 + 9 * min(stacked, 14)
    y = -line - 0.14 + shift * min(9.5 / row_height, 0.72 / stacked)
    data = []
    for i, (key, name) in enumerate(parts.items()):
        mine = kinds == i
        if mine.any():
            data.append(_dots(key, at[mine].tolist(), y[mine].round(3).tolist(), [f"{v:g}" for v in at[mine].tolist()], name))
    notes: list[Spec] = [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": -i,
            "yshift": row_height // 2 - 14,
            "showarrow": False,
            "text": f"<b>{label}</b> {n}",
        }
        for i, (label, n) in enumerate(shown.items())
    ]
    shapes, words = _reference_lines(lines or {}, values)
    notes += words
    layout = {
        "showlegend": True,
        "height": 110 + row_height * len(shown),
        "xaxis": axis(title if one_in == 1 else f"{title}; {_each(one_in)}", zeroline=True, rangemode="tozero"),
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


def _cells(x: Floats, row: Ints) -> Ints:
    """A number for each row and nearly each place along it: a fiftieth of the whole width."""
    place = np.round(x / max(float(np.ptp(x)) / 50, 1e-9)).astype(np.int64)
    place -= place.min()
    return row * (int(place.max()) + 1) + place


def _spread(cell: Ints) -> tuple[Floats, int]:
    """Small shifts, in dots, that keep the dots of one cell apart; the same every time. And how many are stacked at most."""
    rank = _rank(cell)
    return np.asarray(((rank + 1) // 2) * np.where(rank % 2, 1.0, -1.0), dtype=np.float64), int(rank.max(initial=0)) + 1
