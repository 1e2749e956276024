"""The signs of dots as SVG, as large as plotly draws them."""

from __future__ import annotations

import math
from typing import Final

from jobstats.drawing.pen import Pen, number
from jobstats.theme import Spec

_STAR: Final = [
    (1.4 * r * math.sin(a * math.pi / 5), -1.4 * r * math.cos(a * math.pi / 5)) for a in range(10) for r in [(1.0, 0.382)[a % 2]]
]
_H: Final = math.sqrt(0.5)
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


def symbols(pen: Pen, marker: Spec, places: list[tuple[float, float]], size: float | None = None) -> None:
    """A sign at each place. marker: plotly's, with symbol, size, color and line; size: another than the marker's."""
    name, colour = str(marker.get("symbol", "circle")), str(marker["color"])
    base, hollow = name.removesuffix("-open"), name.endswith("-open")
    line, r = marker.get("line", {}), (size or float(marker.get("size", 6))) / 2
    wide = float(line.get("width", 0)) or (1.0 if hollow else 0.0)
    look: dict[str, str | float | None] = {"fill": "none" if hollow else colour}
    if wide:
        look |= {"stroke": colour if hollow else line.get("color", colour), "stroke_width": wide}
    with pen.group("marks", **look):
        for x, y in places:
            if base == "circle":
                pen.circle(x, y, r)
            else:
                pen.path(_outline(base, x, y, r))


def reach(marker: Spec) -> float:
    """How far a sign reaches from its middle, in pixels."""
    return float(marker.get("size", 6)) * 0.7 + float(marker.get("line", {}).get("width", 0)) / 2


def _outline(base: str, x: float, y: float, r: float) -> str:
    if base not in _CORNERS:
        raise NotImplementedError(f"the drawing room does not know the symbol “{base}”")
    corners = [f"{number(x + r * u)},{number(y + r * v)}" for u, v in _CORNERS[base]]
    return f"M{'L'.join(corners)}{'Z' if len(corners) > 2 else ''}"
