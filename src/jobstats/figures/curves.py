"""What grows with time: cumulative incidence by day, and weeks side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jobstats.figures.compared import compared
from jobstats.figures.dots import strip
from jobstats.figures.parts import axis, faint, percent_axis
from jobstats.theme import COLOURS, DASHES, LABELS, Spec


def incidence_steps(frame: pd.DataFrame, good: str = LABELS["reply"], since: str = "days since applying") -> Spec | None:
    """Cumulative incidence by day, one step line with its band for each end; under the axis how many are still open.

    Columns: day, stage (advanced, rejected, withdrawn, any), share, low, high, at_risk. Where there is no horizon yet, one dot for
    each item: day, stage.
    """
    if frame["horizon"].isna().all():
        dots = frame[frame["day"].notna()].assign(group="all")
        return strip(dots, "day", {"all": "So far"}, f"{since}, so far", {**LABELS, "advanced": good})
    data: list[Spec] = []
    ends = frame["stage"].to_numpy(dtype=object)
    columns = {c: frame[c].to_numpy(dtype=float).round(4) for c in ("day", "share", "low", "high")}
    for part, name in (("advanced", good), ("rejected", LABELS["rejected"]), ("withdrawn", LABELS["withdrawn"])):
        day, share, low, high = (columns[c][ends == part] for c in ("day", "share", "low", "high"))
        kept = ~np.isnan(low)
        band = {
            "type": "scatter",
            "mode": "lines",
            "line": {"width": 0, "shape": "hv"},
            "hoverinfo": "skip",
            "showlegend": False,
            "x": day[kept].tolist(),
        }
        data.append({**band, "y": high[kept].tolist()})
        data.append({**band, "y": low[kept].tolist(), "fill": "tonexty", "fillcolor": faint(COLOURS[part]).replace("0.35", "0.16")})
        line = {"color": COLOURS[part], "shape": "hv", "width": 2.5, "dash": DASHES[part]}
        hover = f"{name} by day %{{x}}: %{{y:.0%}}<extra></extra>"
        data.append(
            {"type": "scatter", "mode": "lines", "name": name, "x": day.tolist(), "y": share.tolist(), "line": line, "hovertemplate": hover}
        )
    last = int(frame["day"].max())
    marks = [d for d in (0, 7, 14, 30, 60, 90) if d <= last]
    risk = frame["at_risk"].to_numpy()[ends == "any"]
    top = min(1.0, float(np.nanmax(columns["high"][ends != "any"])) + 0.04)
    layout = {
        "height": 350,
        "xaxis": axis(
            f"{since}; below, how many were still open",
            tickvals=marks,
            ticktext=[f"{d}<br>{int(risk[d])}" for d in marks],
            range=[0, max(last, 1)],
        ),
        "yaxis": percent_axis("share so far", top),
    }
    return {"data": data, "layout": layout}


#: Signs that tell groups apart without colour.
_GROUPS = (("solid", "circle"), ("dash", "square-open"), ("dot", "x"), ("dashdot", "diamond-open"))


def group_curves(frame: pd.DataFrame, title: str, since: str) -> Spec | None:
    """A step line for each group, told apart by dash and by the symbol at its end, where its 95 % range stands.

    Columns: group, day, share, low, high; groups without a share are left to the sentence and the table. Where none has one, one dot for each item
    (columns open, advanced, rejected, withdrawn).
    """
    told = frame[frame["share"].notna()]
    if told.empty:
        return compared(frame)
    data: list[Spec] = []
    for i, (name, part) in enumerate(told.groupby("group", sort=False)):
        dash, symbol = _GROUPS[list(frame["group"].unique()).index(name) % len(_GROUPS)]
        day, share, low, high = (part[c].to_numpy(dtype=float).round(4) for c in ("day", "share", "low", "high"))
        line = {"color": COLOURS["advanced"], "shape": "hv", "width": 2.5, "dash": dash}
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": day.tolist(),
                "y": share.tolist(),
                "line": line,
                "showlegend": False,
                "hoverinfo": "skip",
            }
        )
        end = {
            "x": [day[-1] + 0.45 * (i + 1)],
            "y": [share[-1]],
            "error_y": {
                "type": "data",
                "symmetric": False,
                "array": [high[-1] - share[-1]],
                "arrayminus": [share[-1] - low[-1]],
                "color": COLOURS["advanced"],
                "thickness": 1.5,
                "width": 4,
            },
            "marker": {"color": COLOURS["advanced"], "symbol": symbol, "size": 9},
            "line": {"color": COLOURS["advanced"], "dash": dash, "width": 2.5},
        }
        data.append(
            {"type": "scatter", "mode": "lines+markers", "name": str(name), **end, "hovertemplate": f"{name}: %{{y:.0%}}<extra></extra>"}
        )
    last, top = float(told["day"].max()), min(1.0, float(told["high"].max()) + 0.06)
    layout = {"height": 350, "xaxis": axis(since, range=[0, last + 2.6], dtick=7, tick0=0), "yaxis": percent_axis(title, top)}
    return {"data": data, "layout": layout}


def weeks(frame: pd.DataFrame) -> Spec | None:
    """Bars of applications a week above steps of live processes. Columns: week (day number of Monday), n, live, whole."""
    if frame.empty:
        return None
    week = [str(np.datetime64(int(d), "D")) for d in frame["week"]]
    first, last, running = int(frame["week"].min()), int(frame["week"].max()), ~frame["whole"].astype(bool)
    bars = {
        "type": "bar",
        "name": "Applications sent",
        "x": week,
        "y": frame["n"].astype(int).tolist(),
        "width": 5.6 * 24 * 3600 * 1000,  # plotly gives a lone bar no width on an axis of dates
        "marker": {
            "color": COLOURS["advanced"],
            "pattern": {"shape": ["/" if r else "" for r in running], "fgcolor": "#ffffff", "size": 5},
        },
        "hovertemplate": "week of %{x}: %{y} sent<extra></extra>",
    }
    steps = {
        "type": "scatter",
        "mode": "lines",
        "name": "Live processes",
        "x": week,
        "y": frame["live"].astype(int).tolist(),
        "yaxis": "y2",
        "line": {"color": COLOURS["rejected"], "shape": "hvh", "width": 2.5},
        "fill": "tozeroy",
        "fillcolor": faint(COLOURS["rejected"]).replace("0.35", "0.15"),
        "hovertemplate": "week of %{x}: %{y} live<extra></extra>",
    }
    layout = {
        "height": 350,
        "bargap": 0.15,
        "xaxis": axis(
            "week (striped: still running)" if running.any() else "week",
            type="date",
            anchor="y2",
            tickvals=[str(np.datetime64(int(d), "D")) for d in range(first, last + 1, 7 * (-(-(last - first + 7) // 49)))],
            tickformat="%-d %b",
            range=[str(np.datetime64(int(d), "D")) for d in (first - 5, max(last + 5, first + 30))],
        ),
        "yaxis": axis("sent", domain=[0.46, 1], **_whole(frame["n"])),
        "yaxis2": {**axis("live", domain=[0, 0.36], **_whole(frame["live"])), "automargin": True},
    }
    return {"data": [bars, steps], "layout": layout}


def _whole(column: pd.Series) -> Spec:
    """An axis of whole numbers from nought; small ones are all named."""
    most = int(column.max())
    return {"rangemode": "tozero", "tickformat": "d", **({"dtick": 1, "range": [0, max(most, 1) * 1.1]} if most <= 4 else {"nticks": 5})}
