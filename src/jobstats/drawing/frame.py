"""Where everything of a figure stands: the edges of its plot, its axes, how high it becomes so that all of its words have room."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from jobstats import theme
from jobstats.drawing import axes, legend, notes
from jobstats.drawing.scales import Scale
from jobstats.drawing.words import Box
from jobstats.theme import Spec

#: Height of a picture whose figure names none.
HEIGHT: Final = 340


@dataclass
class Frame:
    """A figure laid out for a width: the plot's edges in pixels, the axes by plotly's short names (x, y, y2 …)."""

    figure: Spec
    width: float
    height: float
    traces: list[Spec]
    scales: dict[str, Scale]
    entries: list[legend.Entry]
    legend: list[list[legend.Placed]] = field(default_factory=list)
    notes: list[notes.Note] = field(default_factory=list)
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @property
    def layout(self) -> Spec:
        return dict(self.figure["layout"])

    @property
    def plot(self) -> Box:
        return Box(self.left, self.top, self.right, self.bottom)

    def at(self, ref: str, value: Any, letter: str) -> float:
        """The pixel of a value on an axis, or of a share of the plot where ref is “paper”."""
        if ref != "paper":
            found = self.scales[ref]
            return found.at(found.number(value))
        if letter == "x":
            return self.left + float(value) * (self.right - self.left)
        return self.bottom - float(value) * (self.bottom - self.top)

    def held(self, x: float, y: float) -> tuple[float, float]:
        """A point, moved onto the plot's edge where it lies outside."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


def framed(figure: Spec, width: float) -> Frame:
    """The figure laid out for a width in pixels; it becomes higher than it says where words need more lines or a legend more rows."""
    layout = figure["layout"]
    traces = [t for t in figure["data"] if t.get("type") == "sankey" or (len(t.get("x", ())) and len(t.get("y", ())))]
    edge = {**_margin(), **layout.get("margin", {})}
    frame = Frame(figure, width, float(layout.get("height", HEIGHT)), traces, axes.scales(layout, traces), legend.entries(layout, traces))
    frame.left, frame.right, frame.top = edge["l"], width - edge["r"], edge["t"]
    frame.bottom = frame.height - edge["b"]
    if any(t.get("type") == "sankey" for t in traces):
        return frame
    asked = frame.height
    for _ in range(3):  # widths of labels hang on the ticks, ticks on the height, the height on the widths
        _across(frame, edge)
        frame.legend = legend.rows(frame.entries, frame.left, edge["l"], width)
        frame.top = max(edge["t"], legend.high(frame.legend))
        frame.height = asked + frame.top - max(edge["t"], 30 if frame.legend else 0) + axes.more_titles(frame)
        frame.bottom = frame.height - edge["b"] - axes.below(frame)
        _grown(frame)
    return frame


def _across(frame: Frame, edge: dict[str, float]) -> None:
    """The left and right edges, and every axis's pixels and ticks."""
    axes.stretched(frame)
    frame.left = max(edge["l"], axes.beside(frame), axes.overhang(frame)[0])
    frame.right = frame.width - max(edge["r"], axes.overhang(frame)[1])
    axes.stretched(frame)


def _grown(frame: Frame) -> None:
    """Room for words that need more lines than they have, and for those that would stand above the plot."""
    axes.stretched(frame)
    frame.notes = notes.fitted(frame)
    more = notes.growth(frame)
    frame.height += more
    frame.bottom += more
    axes.stretched(frame)
    over = frame.top - min((notes.box(frame, n).top for n in frame.notes), default=frame.top)
    if over > 0.5:
        frame.height, frame.top, frame.bottom = frame.height + over, frame.top + over, frame.bottom + over
        axes.stretched(frame)
    notes.parted(frame)


@cache
def _margin() -> dict[str, float]:
    """The template's margins."""
    return dict(json.loads(theme.template_json())["layout"]["margin"])
