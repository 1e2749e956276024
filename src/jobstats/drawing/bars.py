"""Bars, lying or standing, stacked or alone, with their patterns and the numbers inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jobstats.drawing import words
from jobstats.drawing.pen import Pen
from jobstats.drawing.words import Box
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.drawing.frame import Frame

_DAY: Final = 24 * 3600 * 1000
_SIZE: Final = 13.0


def draw(pen: Pen, frame: Frame, traces: list[Spec]) -> None:
    """All bars; those of several traces on one axis must be stacked."""
    stacked = frame.layout.get("barmode") == "stack"
    if not stacked and len({t.get("yaxis", "y") for t in traces}) < len(traces):
        raise NotImplementedError("the drawing room draws several kinds of bars stacked alone")
    reached: dict[tuple[str, Any], float] = {}
    for trace in traces:
        _trace(pen, frame, trace, reached)


def _trace(pen: Pen, frame: Frame, trace: Spec, reached: dict[tuple[str, Any], float]) -> None:
    """One kind of bar, each on what its stack has reached."""
    lying = trace.get("orientation") == "h"
    x, y = frame.scales[trace.get("xaxis", "x")], frame.scales[trace.get("yaxis", "y")]
    along, across = (x, y) if lying else (y, x)
    places, values = (trace["y"], trace["x"]) if lying else (trace["x"], trace["y"])
    wide = float(trace["width"]) / (_DAY if across.dates else 1)
    told: list[tuple[Box, str]] = []
    with pen.group("bars", stroke="@paper", stroke_width=1, fill=trace["marker"]["color"]):
        for i, (place, value) in enumerate(zip(places, values, strict=True)):
            key = (trace.get("yaxis", "y"), place)
            low = reached.get(key, 0.0)
            reached[key] = low + float(value or 0)
            if not value:
                continue
            (a, b), middle = (along.at(low), along.at(reached[key])), across.number(place)
            c, d = across.at(middle - wide / 2), across.at(middle + wide / 2)
            box = Box(min(a, b), min(c, d), max(a, b), max(c, d)) if lying else Box(min(c, d), min(a, b), max(c, d), max(a, b))
            _bar(pen, trace, box, i)
            told.append((box, str(trace["text"][i]) if "text" in trace else ""))
    _inside(pen, trace, told)


def _bar(pen: Pen, trace: Spec, box: Box, i: int) -> None:
    pen.rect(box)
    over = _pattern(pen, trace, i)
    if over:
        pen.rect(box, fill=over)


def _pattern(pen: Pen, trace: Spec, i: int) -> str:
    """What lies over a bar's colour; "" for nothing."""
    said = trace["marker"].get("pattern", {})
    shapes = said.get("shape", "")
    shape = shapes if isinstance(shapes, str) else shapes[i]
    look = [float(said.get(key, usual)) for key, usual in (("fgopacity", 1), ("size", 8), ("solidity", 0.3))]
    return pen.pattern(shape, said["fgcolor"], *look) if shape else ""


def _inside(pen: Pen, trace: Spec, told: list[tuple[Box, str]]) -> None:
    """The number in the middle of each bar that has room for it."""
    ground = {"stroke": trace["marker"]["color"], "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
    with pen.group("words", fill=trace.get("textfont", {}).get("color", "@ink"), **ground):
        for box, text in told:
            for line in words.lines(text)[:1]:
                if words.width(line, _SIZE) + 2 <= box.right - box.left:
                    pen.text((box.left + box.right) / 2, (box.top + box.bottom) / 2 + words.MIDDLE * _SIZE, line, _SIZE, "middle")


def sign(pen: Pen, trace: Spec, x: float, y: float, wide: float) -> None:
    """The bar's sign in a legend: a box as wide as its room, so large that its pattern is seen in grey."""
    box = Box(x, y - 7.5, x + min(wide, 26), y + 7.5)
    pen.rect(box, fill=trace["marker"]["color"])
    over = _pattern(pen, trace, 0)
    if over:
        pen.rect(box, fill=over)
