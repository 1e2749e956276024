"""The signs of dots as SVG, as large as plotly draws them."""

from __future__ import annotations

import math
from functools import cache
from typing import Final

from jobstats.drawing.pen import Pen, number
from jobstats.theme import Spec

_STAR: Final = [
    (1.4 * r * math.sin(a * math.pi / 5), -1.4 * r * math.cos(a * math.pi / 5)) for a in range(10) for r in [(1.0, 0.382)[a % 2]]
]
_H: Final = 0.8 * math.sqrt(0.5)
_X: Final = [(0, 1), (1, 2), (2, 1), (1, 0), (2, -1), (1, -2), (0, -1), (-1, -2), (-2, -1), (-1, 0), (-2, 1), (-1, 2)]
_T: Final = 2 / math.sqrt(3)
#: The corners of each sign about its middle, for a radius of one.
_CORNERS: Final[dict[str, list[tuple[float, float]]]] = {
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
    "x": [(x * _H, y * _H) for x, y in _X],
    "star": _STAR,
    "triangle-up": [(-_T, 0.5), (0, -1), (_T, 0.5)],
    "line-ns": [(0, -1.4), (0, 1.4)],
}


def symbols(pen: Pen, marker: Spec, places: list[tuple[float, float]], share: float = 1.0) -> None:
    """A sign at each place. marker: plotly's, with symbol, size, color and line; share: of its size."""
    name, colour = str(marker.get("symbol", "circle")), str(marker["color"])
    base, hollow = name.removesuffix("-open"), name.endswith("-open")
    line, r = marker.get("line", {}), float(marker.get("size", 6)) * share / 2
    wide = float(line.get("width", 0)) * share or (1.0 if hollow else 0.0)
    look: dict[str, str | float | None] = {"fill": "none" if hollow else colour}
    if wide:
        look |= {"stroke": colour if hollow else line.get("color", colour), "stroke_width": wide}
    outline = "" if base == "circle" else _outline(base, r)
    with pen.group("marks", **look):
        for x, y in places:
            if base == "circle":
                pen.circle(x, y, r)
            else:
                pen.path(f"M{number(x)},{number(y)}{outline}")


@cache
def _outline(base: str, r: float) -> str:
    """The way from a sign's middle along its corners, as SVG says it in steps."""
    if base not in _CORNERS:
        raise NotImplementedError(f"the drawing room does not know the symbol “{base}”")
    said, x, y = "", 0.0, 0.0
    for i, (u, v) in enumerate(_CORNERS[base]):
        dx, dy = round(r * u, 1) - x, round(r * v, 1) - y
        said += f"{'ml'[min(i, 1)]}{number(dx)},{number(dy)}" if i < 2 else f" {number(dx)},{number(dy)}"
        x, y = x + dx, y + dy
    return f"{said}{'z' if len(_CORNERS[base]) > 2 else ''}"
