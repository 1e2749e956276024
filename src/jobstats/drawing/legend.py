"""The legend: one sign and one name for each trace that has a name, in rows above the plot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jobstats.drawing import words
from jobstats.drawing.pen import Pen
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.drawing.frame import Frame

_SIZE: Final = 13.0
_ROW: Final = 19.0
_GAP: Final = 16.0
_OFF: Final = 6.0
_HEAD: Final = 5.0
_FOOT: Final = 6.0


@dataclass(frozen=True)
class Entry:
    """A trace and its name; wide: the room of its sign, in pixels."""

    trace: Spec
    name: words.Line
    wide: float


@dataclass(frozen=True)
class Placed:
    """An entry's part of a row: where it starts; the sign stands before its first line only."""

    entry: Entry
    x: float
    line: words.Line
    signed: bool


def entries(layout: Spec, traces: list[Spec]) -> list[Entry]:
    """The traces that a legend names, as plotly chooses them; none where it shows no legend."""
    told = [t for t in traces if t.get("type") != "sankey"]
    said = layout.get("showlegend", len(told) + sum(t.get("showlegend") is True for t in told) > 1)
    named = [t for t in told if t.get("showlegend", True) and t.get("name")] if said else []
    wide = 30.0 if any("lines" in t.get("mode", "") for t in named) else 26.0 if any(t.get("type") == "bar" for t in named) else 16.0
    return [Entry(t, _name(t), wide) for t in named]


def _name(trace: Spec) -> words.Line:
    """A name is one line."""
    return tuple(run for line in words.lines(str(trace["name"])) for run in line)


def rows(found: list[Entry], left: float, edge: float, width: float) -> list[list[Placed]]:
    """The entries in rows, from the plot's left edge, or from the picture's where that saves a row."""
    rows = _rows(found, left, width)
    further = _rows(found, edge, width) if left > edge else rows
    return further if len(further) < len(rows) else rows


def _rows(found: list[Entry], left: float, width: float) -> list[list[Placed]]:
    made: list[list[Placed]] = []
    x = width
    for entry in found:
        room = width - 4 - left - entry.wide - _OFF
        lines = words.fitted([entry.name], _SIZE, room)
        wide = entry.wide + _OFF + words.widest(lines, _SIZE)
        if not made or x + wide > width - 4:
            made.append([])
            x = left
        for i, line in enumerate(lines):
            if i:
                made.append([])
            made[-1].append(Placed(entry, x, line, i == 0))
        x = x + wide + _GAP if len(lines) == 1 else width
    return made


def high(found: list[list[Placed]]) -> float:
    """How high the legend is, with the room under it."""
    return len(found) * _ROW + _HEAD + _FOOT if found else 0.0


def draw(pen: Pen, frame: Frame) -> None:
    """The legend above the plot."""
    from jobstats.drawing import bars, lines

    placed = frame.legend
    with pen.group("legend", fill="@ink"):
        for i, row in enumerate(placed):
            y = _HEAD + (i + 0.5) * _ROW
            for one in row:
                if one.signed:
                    (bars if one.entry.trace.get("type") == "bar" else lines).sign(pen, one.entry.trace, one.x, y, one.entry.wide)
                pen.text(one.x + one.entry.wide + _OFF, y + words.MIDDLE * _SIZE, one.line, _SIZE)
