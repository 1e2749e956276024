"""Numbers beside a known truth: lines that grow, many ranges about one line, how often something was found."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.figures.parts import axis, faint, percent_axis, short
from jobstats.theme import COLOURS, Spec

_TRUTH = {"color": COLOURS["open"], "dash": "longdash", "width": 2}
#: Naive numbers: column, name, colour, dash, symbol.
_NAIVE = (
    ("over_decided", "Over the decided alone", COLOURS["rejected"], "dash", "triangle-up-open"),
    ("over_sent", "Over all sent", COLOURS["withdrawn"], "dot", "square-open"),
)


def growing(frame: pd.DataFrame, title: str) -> Spec | None:
    """The honest share with its band, the naive ones and the truth, as a search grows.

    Columns: day, share, low, high (NaN where too early), over_sent, over_decided, truth.
    """
    if frame["share"].isna().all():
        return None
    told, day = frame[frame["share"].notna()], frame["day"].tolist()
    band = {"type": "scatter", "mode": "lines", "x": told["day"].tolist(), "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False}
    data: list[Spec] = [
        {**band, "y": told["high"].round(4).tolist()},
        {**band, "y": told["low"].round(4).tolist(), "fill": "tonexty", "fillcolor": faint(COLOURS["advanced"]).replace("0.35", "0.18")},
    ]
    for column, name, colour, dash, _ in _NAIVE:
        data.append(_line(name, day, frame[column], {"color": colour, "dash": dash, "width": 2.5}))
    data.append(
        _line("Honest estimate, with its 95 % range", told["day"].tolist(), told["share"], {"color": COLOURS["advanced"], "width": 3})
    )
    data.append(_line("The truth", day, frame["truth"], _TRUTH))
    top = min(1.0, float(np.nanmax(frame[["high", "over_decided", "over_sent"]].to_numpy(dtype=float))) + 0.05)
    days = axis("day of the search", tickvals=[d for d in day if d % 30 == 0], range=[day[0] - 1, day[-1] + 1])
    return {"data": data, "layout": {"height": 380, "xaxis": days, "yaxis": percent_axis(title, top)}}


def _line(name: str, x: list[int], y: pd.Series, line: Spec) -> Spec:
    shares = [None if np.isnan(v) else round(float(v), 4) for v in y]
    hover = f"{name}, day %{{x}}: %{{y:.0%}}<extra></extra>"
    return {"type": "scatter", "mode": "lines", "name": name, "x": x, "y": shares, "line": line, "hovertemplate": hover}


def many_ranges(frame: pd.DataFrame, title: str) -> Spec | None:
    """One upright range for each search, in the frame's order; those that miss the truth have another symbol, and their own colour.

    Columns: seed, share, low, high (NaN where there is none), over_decided, truth, holds.
    """
    told = frame[frame["share"].notna()].reset_index(drop=True)
    if told.empty:
        return None
    n, truth = len(told), float(told["truth"].iloc[0])
    colour, symbol = _NAIVE[0][2], _NAIVE[0][4]
    small = {"color": COLOURS["withdrawn"], "symbol": symbol, "size": 6}
    data = [
        _ranges(told[told["holds"]], "Range holds the truth", {"color": COLOURS["advanced"], "symbol": "circle", "size": 6}),
        _ranges(told[~told["holds"]], "Range misses it", {"color": colour, "symbol": "x", "size": 8}),
        {
            "type": "scatter",
            "mode": "markers",
            "name": _NAIVE[0][1],
            "x": (told.index + 1).tolist(),
            "y": [None if np.isnan(v) else round(float(v), 4) for v in told["over_decided"]],
            "marker": small,
            "hovertemplate": "over the decided alone: %{y:.0%}<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": "The truth",
            "x": [0, n + 1],
            "y": [truth, truth],
            "line": _TRUTH,
            "hoverinfo": "skip",
        },
    ]
    top = min(1.0, float(np.nanmax(told[["high", "over_decided"]].to_numpy(dtype=float))) + 0.05)
    searches = axis("searches, lowest estimate first", range=[0, n + 1], showgrid=False, zeroline=False)
    return {"data": data, "layout": {"height": 390, "xaxis": searches, "yaxis": percent_axis(title, top)}}


def _ranges(rows: pd.DataFrame, name: str, marker: Spec) -> Spec:
    """Dots with upright ranges at their places in the order."""
    share, low, high = (rows[c].to_numpy(dtype=float) for c in ("share", "low", "high"))
    bars = {"array": (high - share).round(4).tolist(), "arrayminus": (share - low).round(4).tolist()}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": (rows.index + 1).tolist(),
        "y": share.round(4).tolist(),
        "customdata": rows["seed"].tolist(),
        "error_y": {"type": "data", "symmetric": False, **bars, "color": marker["color"], "thickness": 1.5, "width": 0},
        "marker": {**marker, "line": {"width": 0}},
        "hovertemplate": "seed %{customdata}: %{y:.0%}<extra></extra>",
    }


#: Who looked: name, colour, symbol.
_WHO = {"naive": ("A naive look", COLOURS["rejected"], "x"), "kit": ("The kit’s verdict", COLOURS["advanced"], "circle")}


def how_often(frame: pd.DataFrame, title: str, mark: float | None = None, words: str = "") -> Spec | None:
    """A dot and its 95 % range for each way of looking, with k of n above it; an upright stroke where given, with its words.

    Columns: group, who (naive or kit), n, of, share, low, high.
    """
    if frame.empty:
        return None
    place = pd.Series(-np.arange(len(frame)), index=frame.index)
    data = [_dots(frame[frame["who"] == who], place, who, bool((frame["who"] != who).any())) for who in _WHO if (frame["who"] == who).any()]
    if mark is not None:
        sign = {"symbol": "line-ns-open", "size": 11, "color": COLOURS["open"], "line": {"width": 2, "color": COLOURS["open"]}}
        strokes = {"type": "scatter", "mode": "markers", "name": words, "x": [mark] * len(frame), "y": place.tolist(), "marker": sign}
        data.insert(0, {**strokes, "hoverinfo": "skip"})
    notes = [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "y": int(y),
            "yshift": 19,
            "showarrow": False,
            "text": f"<b>{short(g, 60)}</b> {k} of {n}",
        }
        for y, g, k, n in zip(place, frame["group"], frame["n"], frame["of"], strict=True)
    ]
    layout = {
        "height": 100 + 54 * len(frame),
        "xaxis": percent_axis(title, 1.02),
        "yaxis": axis(visible=False, range=[-len(frame) + 0.4, 0.7]),
        "annotations": notes,
    }
    return {"data": data, "layout": layout}


def _dots(rows: pd.DataFrame, place: pd.Series, who: str, named: bool) -> Spec:
    """The dots of one who looked, with their ranges."""
    name, colour, symbol = _WHO[who]
    share, low, high = (rows[c].to_numpy(dtype=float) for c in ("share", "low", "high"))
    bars = {"array": (high - share).tolist(), "arrayminus": (share - low).tolist()}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": share.tolist(),
        "y": place[rows.index].tolist(),
        "error_x": {"type": "data", "symmetric": False, **bars, "color": colour, "thickness": 2, "width": 5},
        "marker": {"color": colour, "symbol": symbol, "size": 11},
        "hovertemplate": "%{x:.0%}<extra></extra>",
        "cliponaxis": False,
        "showlegend": named,
    }
