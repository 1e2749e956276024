"""Lines and rectangles of a layout, behind the traces or before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobstats.drawing.lines import dashes
from jobstats.drawing.pen import Pen, number
from jobstats.drawing.words import Box
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.drawing.frame import Frame


def draw(pen: Pen, frame: Frame, below: bool) -> None:
    """The shapes of the lower layer, or those of the upper one."""
    with pen.group("shapes", fill="none"):
        for shape in frame.layout.get("shapes", ()):
            if (shape.get("layer", "above") == "below") == below:
                _shape(pen, frame, shape)


def _shape(pen: Pen, frame: Frame, shape: Spec) -> None:
    (x0, x1), (y0, y1) = ([frame.at(shape.get(f"{c}ref", c), shape[f"{c}{i}"], c) for i in (0, 1)] for c in "xy")
    (x0, y0), (x1, y1) = frame.held(x0, y0), frame.held(x1, y1)
    line = shape.get("line", {})
    wide = float(line.get("width", 2))
    stroke: dict[str, str | float | None] = {}
    if wide:
        stroke = {"stroke": line["color"], "stroke_width": wide, "stroke_dasharray": dashes(line.get("dash", "solid"), wide)}
    if shape["type"] == "line":
        pen.path(f"M{number(x0)},{number(y0)}L{number(x1)},{number(y1)}", **stroke)
    elif shape["type"] == "rect":
        box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        pen.rect(box, fill=shape.get("fillcolor", "none"), **stroke)
    else:
        raise NotImplementedError(f"the drawing room does not know shapes of type “{shape['type']}”")
