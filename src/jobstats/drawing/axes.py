"""Axes: which there are, the room they take, their lines, labels and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jobstats.drawing import words
from jobstats.drawing.pen import Pen, number
from jobstats.drawing.scales import Scale, scale
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.drawing.frame import Frame

_SIZE: Final = 13.0
_LINE: Final = _SIZE * words.LEADING
#: From an axis to its labels, and from the labels to the title.
_OFF: Final = 5.0
_STAND: Final = 8.0


def scales(layout: Spec, traces: list[Spec]) -> dict[str, Scale]:
    """Every axis of the layout, x and y in any case, by its short name."""
    names = {"x", "y", *(key.replace("axis", "") for key in layout if key.startswith(("xaxis", "yaxis")))}
    return {name: _scale(name, layout.get(f"{name[0]}axis{name[1:]}", {}), traces) for name in sorted(names)}


def _scale(name: str, spec: Spec, traces: list[Spec]) -> Scale:
    letter = name[0]
    values: list[Any] = []
    padded = False
    for trace in traces:
        if trace.get("type") == "sankey" or trace.get(f"{letter}axis", letter) != name:
            continue
        along = (trace.get("orientation") == "h") == (letter == "x")  # a bar's length, not its place
        values += [v for v in trace[letter] if v is not None]
        values += [0] if trace.get("type") == "bar" and along else []
        padded |= letter == "y" or "markers" in trace.get("mode", "") or trace.get("type") == "bar"
    stacked = _stacks(name, traces)
    return scale(spec, letter == "y", values + stacked, padded)


def _stacks(name: str, traces: list[Spec]) -> list[float]:
    """How far stacked bars reach."""
    sums: dict[Any, float] = {}
    for trace in traces:
        lying = trace.get("orientation") == "h"
        if trace.get("type") == "bar" and name == ("x" if lying else trace.get("yaxis", "y")):
            for place, value in zip(trace["y" if lying else "x"], trace["x" if lying else "y"], strict=True):
                sums[place] = sums.get(place, 0.0) + float(value or 0)
    return list(sums.values())


def stretched(frame: Frame) -> None:
    """Give every axis its pixels, and the ticks there is room for."""
    for name, found in frame.scales.items():
        if name[0] == "x":
            found.start, found.end = frame.left, frame.right
        else:
            low, high = found.spec.get("domain", (0, 1))
            found.start, found.end = frame.at("paper", low, "y"), frame.at("paper", high, "y")
        found.ticked(max(abs(found.end - found.start), 1.0))


def beside(frame: Frame) -> float:
    """The room that labels and titles take to the left of the plot."""
    upright = [found for name, found in frame.scales.items() if name[0] == "y"]
    return max(_labels(found) + (len(_title(found)) * _LINE + _STAND if _title(found) else 2) for found in upright)


def _labels(found: Scale) -> float:
    return max((t.wide(_SIZE) for t in found.ticks), default=-_OFF) + _OFF if found.visible else 0.0


def overhang(frame: Frame) -> tuple[float, float]:
    """How much room labels under the plot need to the left of it and to the right."""
    found = frame.scales["x"]
    if not found.visible or not found.ticks:
        return 0.0, 0.0
    first, last = found.ticks[0], found.ticks[-1]
    before = first.wide(_SIZE) / 2 - (found.at(first.value) - frame.left)
    return before + 2, last.wide(_SIZE) / 2 - (frame.right - found.at(last.value)) + 2


def below(frame: Frame) -> float:
    """The room that labels and title take under the plot."""
    found = frame.scales["x"]
    if not found.visible:
        return 0.0
    rows = max((len(t.label) for t in found.ticks), default=0)
    title = _title(found)
    return _OFF + rows * _LINE + (_STAND + len(title) * _LINE if title else 0.0) - 4


def more_titles(frame: Frame) -> float:
    """The height of lines that the title under the plot needs beyond its first."""
    return max(len(_title(frame.scales["x"])) - 1, 0) * _LINE


def _title(found: Scale) -> list[words.Line]:
    """An axis's title, broken to the axis's length."""
    block = words.lines(str(found.spec.get("title", {}).get("text", ""))) if found.visible else []
    return words.fitted(block, _SIZE, abs(found.end - found.start)) if block else []


def grid(pen: Pen, frame: Frame) -> None:
    """The lines behind everything: one for each tick, and nought."""
    marks = ""
    for name, found in frame.scales.items():
        if not found.visible:
            continue
        values = [t.value for t in found.ticks] if found.spec.get("showgrid", name not in _under_bars(frame)) else []
        nought = [0.0] if not found.dates and found.spec.get("zeroline", True) and found.holds(0.0) and 0.0 not in values else []
        for value in values + nought:
            at = number(found.at(value))
            if name[0] == "y":
                marks += f"M{number(frame.left)},{at}H{number(frame.right)}"
            else:
                marks += "".join(f"M{at},{number(low)}V{number(high)}" for low, high in _stretches(frame))
    with pen.group("grid", stroke="@grid", stroke_width=1, fill="none"):
        if marks:
            pen.path(marks)


def _under_bars(frame: Frame) -> set[str]:
    """The axes bars stand on: lines between bars say nothing."""
    bars = [t for t in frame.traces if t.get("type") == "bar"]
    return {t.get("yaxis", "y") if t.get("orientation") == "h" else "x" for t in bars}


def _stretches(frame: Frame) -> list[tuple[float, float]]:
    """From where to where lines of the one axis below go through: the plot of each axis beside it."""
    return [(s.start, s.end) for n, s in frame.scales.items() if n[0] == "y"]


def labels(pen: Pen, frame: Frame) -> None:
    """Labels and titles of every axis."""
    with pen.group("axes", fill="@ink"):
        for name, found in frame.scales.items():
            if found.visible:
                (_under if name[0] == "x" else _left)(pen, frame, found)


def _under(pen: Pen, frame: Frame, found: Scale) -> None:
    for tick in found.ticks:
        for i, line in enumerate(tick.label):
            pen.text(found.at(tick.value), frame.bottom + _OFF + _baseline(i), line, _SIZE, "middle")
    rows = max((len(t.label) for t in found.ticks), default=0)
    for i, line in enumerate(_title(found)):
        top = frame.bottom + _OFF + rows * _LINE + _STAND - 4
        pen.text((frame.left + frame.right) / 2, top + _baseline(i), line, _SIZE, "middle")


def _left(pen: Pen, frame: Frame, found: Scale) -> None:
    for tick in found.ticks:
        for i, line in enumerate(tick.label):
            middle = (i - (len(tick.label) - 1) / 2) * _LINE
            pen.text(frame.left - _OFF, found.at(tick.value) + middle + words.MIDDLE * _SIZE, line, _SIZE, "end")
    title = _title(found)
    for i, line in enumerate(title):
        x = frame.left - _labels(found) - _STAND - (len(title) - 1 - i) * _LINE - 3
        pen.text(x, (found.start + found.end) / 2, line, _SIZE, "middle", turned=True)


def _baseline(line: int) -> float:
    """From the top of a block of lines to the baseline of one of them."""
    return (line + 0.5) * _LINE + words.MIDDLE * _SIZE
