"""Traces of points: lines, areas, dots with their ranges, words on dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from jobstats.drawing import words
from jobstats.drawing.pen import Pen, number
from jobstats.drawing.symbols import symbols
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.drawing.frame import Frame

Point = tuple[float, float]
#: Lengths of strokes and gaps in line widths, of three pixels at least.
_DASHES: Final[dict[str, tuple[int, ...]]] = {
    "solid": (),
    "dot": (1, 1),
    "dash": (3, 3),
    "longdash": (5, 5),
    "dashdot": (3, 1, 1, 1),
}
_MODES: Final = {"lines", "markers", "text"}


def dashes(name: str, wide: float) -> str | None:
    """What a dash is called as SVG says it; None for a solid line."""
    if re.fullmatch(r"\d+px(,\d+px)*", name):
        return name.replace("px", "")
    if name not in _DASHES:
        raise NotImplementedError(f"the drawing room does not know the dash “{name}”")
    return ",".join(number(k * max(wide, 3)) for k in _DASHES[name]) or None


def draw(pen: Pen, frame: Frame, traces: list[Spec]) -> None:
    """Every trace in its order; an area down to the trace before it needs that trace."""
    before: list[list[Point]] = []
    smaller = _smaller(frame, traces)
    for trace in traces:
        modes = set(str(trace.get("mode", "lines")).split("+"))
        if modes - _MODES:
            raise NotImplementedError("the drawing room does not know this mode of a scatter trace")
        stretches = [_stepped(s, trace.get("line", {}).get("shape", "linear")) for s in _stretches(frame, trace)]
        _area(pen, frame, trace, stretches, before)
        if "lines" in modes:
            _line(pen, frame, trace, stretches)
        _ranges(pen, frame, trace)
        if "markers" in modes:
            symbols(pen, trace["marker"], _places(frame, trace), smaller)
        if "text" in modes:
            _words(pen, frame, trace)
        before = stretches


def _smaller(frame: Frame, traces: list[Spec]) -> float:
    """By how much dots shrink where those of a row would stand one on the other; dots with words do not."""
    if any("text" in t.get("mode", "") for t in traces):
        return 1.0
    dots = [(round(y, 1), x, float(t["marker"].get("size", 6))) for t in traces if t.get("mode") == "markers" for x, y in _places(frame, t)]
    gaps = sorted((b[1] - a[1], a[2]) for a, b in pairwise(sorted(dots)) if a[0] == b[0])
    if not any(gap < size + 3 for gap, size in gaps):
        return 1.0
    usual, size = gaps[len(gaps) // 2]
    return min(1.0, max(0.7, (frame.right - frame.left) / 480), max(0.55, usual / (size + 1)))


def _axes(frame: Frame, trace: Spec) -> tuple[Any, Any]:
    return frame.scales[trace.get("xaxis", "x")], frame.scales[trace.get("yaxis", "y")]


def _pairs(frame: Frame, trace: Spec) -> list[tuple[float | None, float | None]]:
    x, y = _axes(frame, trace)
    return list(zip(x.numbers(trace["x"]), y.numbers(trace["y"]), strict=True))


def _places(frame: Frame, trace: Spec) -> list[Point]:
    """Where the dots stand, in pixels, without those that have no value or lie beyond an axis."""
    x, y = _axes(frame, trace)
    return [(x.at(u), y.at(v)) for u, v in _pairs(frame, trace) if u is not None and v is not None and x.holds(u) and y.holds(v)]


def _stretches(frame: Frame, trace: Spec) -> list[list[Point]]:
    """The points in pixels, broken where there is none."""
    x, y = _axes(frame, trace)
    found: list[list[Point]] = [[]]
    for u, v in _pairs(frame, trace):
        if u is None or v is None:
            found.append([])
        else:
            found[-1].append((x.at(u), y.at(v)))
    return [s for s in found if s]


def _stepped(points: list[Point], shape: str) -> list[Point]:
    """The points with the corners of the steps between them."""
    if shape == "linear":
        return points
    if shape not in ("hv", "hvh"):
        raise NotImplementedError(f"the drawing room does not know lines shaped “{shape}”")
    found = points[:1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if shape == "hv":
            found += [(x1, y0), (x1, y1)]
        else:
            found += [((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1), (x1, y1)]
    return found


def _path(frame: Frame, points: Sequence[Point], start: str = "M") -> str:
    """Points as a path, without those in the middle of a straight line."""
    held = [tuple(number(c) for c in frame.held(*p)) for p in points]
    kept = [p for i, p in enumerate(held) if i in (0, len(held) - 1) or not _straight(held[i - 1], p, held[i + 1])]
    said = f"{start}{kept[0][0]},{kept[0][1]}"
    for (x0, y0), (x1, y1) in pairwise(kept):
        said += f"V{y1}" if x0 == x1 else f"H{x1}" if y0 == y1 else f"L{x1},{y1}"
    return said


def _straight(one: tuple[str, ...], two: tuple[str, ...], three: tuple[str, ...]) -> bool:
    """Whether the second of three points adds nothing: on one level with both, or one place twice."""
    return one == two or (one[0] == two[0] == three[0]) or (one[1] == two[1] == three[1])


def _line(pen: Pen, frame: Frame, trace: Spec, stretches: list[list[Point]]) -> None:
    line = trace.get("line", {})
    wide = float(line.get("width", 2))
    if wide and stretches:
        drawn = "".join(_path(frame, s) for s in stretches)
        pen.path(drawn, **_stroke(line, wide), stroke_linejoin="round")


def _stroke(line: Spec, wide: float) -> dict[str, str | float | None]:
    dash = dashes(str(line.get("dash", "solid")), wide)
    return {"fill": "none", "stroke": line["color"], "stroke_width": wide, "stroke_dasharray": dash}


def _area(pen: Pen, frame: Frame, trace: Spec, stretches: list[list[Point]], before: list[list[Point]]) -> None:
    """The area between a line and nought, or between it and the line before."""
    kind = trace.get("fill", "none")
    if kind == "none" or not stretches:
        return
    if kind == "tozeroy":
        ground = _axes(frame, trace)[1].at(0)
        areas = [(s, [(s[-1][0], ground), (s[0][0], ground)]) for s in stretches]
    elif kind == "tonexty":
        areas = [([p for s in stretches for p in s], [p for s in reversed(before) for p in reversed(s)])]
    else:
        raise NotImplementedError(f"the drawing room does not know areas “{kind}”")
    for edge, back in areas:
        if back:
            pen.path(f"{_path(frame, edge)}{_path(frame, back, 'L')}Z", fill=trace["fillcolor"])


def _ranges(pen: Pen, frame: Frame, trace: Spec) -> None:
    """The range of each dot, with its ends."""
    for letter in "xy":
        error = trace.get(f"error_{letter}")
        if not error:
            continue
        if error.get("type") != "data" or error.get("symmetric", True):
            raise NotImplementedError("the drawing room knows ranges with two lists alone")
        drawn = "".join(_range(frame, trace, letter, error, i) for i in range(len(trace["x"])))
        if drawn:
            pen.path(drawn, fill="none", stroke=error["color"], stroke_width=error.get("thickness", 2))


def _range(frame: Frame, trace: Spec, letter: str, error: Spec, i: int) -> str:
    x, y = _axes(frame, trace)
    u, v = _pairs(frame, trace)[i]
    if u is None or v is None:
        return ""
    cap, less, more = float(error.get("width", 4)), float(error["arrayminus"][i]), float(error["array"][i])
    if letter == "x":
        ends = [frame.held(x.at(u + d), y.at(v)) for d in (-less, more)]
        caps = [f"M{number(a)},{number(b - cap)}V{number(b + cap)}" for a, b in ends if cap]
    else:
        ends = [frame.held(x.at(u), y.at(v + d)) for d in (-less, more)]
        caps = [f"M{number(a - cap)},{number(b)}H{number(a + cap)}" for a, b in ends if cap]
    (x0, y0), (x1, y1) = ends
    return f"M{number(x0)},{number(y0)}L{number(x1)},{number(y1)}{''.join(caps)}"


def _words(pen: Pen, frame: Frame, trace: Spec) -> None:
    """A word in the middle of each dot that no later dot covers."""
    font, r = trace.get("textfont", {}), float(trace.get("marker", {}).get("size", 6)) / 2
    size, (x, y) = float(font.get("size", 13)), _axes(frame, trace)
    pairs = [
        (x.at(u), y.at(v), t) for (u, v), t in zip(_pairs(frame, trace), trace["text"], strict=True) if u is not None and v is not None
    ]
    with pen.group("words", fill=font.get("color", "@ink")):
        for i, (u, v, text) in enumerate(pairs):
            for line in words.lines(str(text))[:1]:
                reach = r + words.width(line, size) / 2
                if not any(abs(a - u) < reach and abs(b - v) < reach for a, b, _ in pairs[i + 1 :]):
                    pen.text(u, v + words.MIDDLE * size, line, size, "middle")


def sign(pen: Pen, trace: Spec, x: float, y: float, wide: float) -> None:
    """The trace's sign in a legend: a piece of its line, its area, its dot."""
    modes = str(trace.get("mode", "lines"))
    if trace.get("fill", "none") != "none":
        pen.rect(words.Box(x, y, x + wide, y + 6), fill=trace["fillcolor"])
    if "lines" in modes:
        line = trace.get("line", {})
        pen.path(f"M{number(x)},{number(y)}h{number(wide)}", **_stroke(line, float(line.get("width", 2))))
    if "markers" in modes:
        symbols(pen, trace["marker"], [(x + wide / 2, y)])
