"""Notes on the plot: sized and broken so that they fit, moved apart where they would meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jobstats.drawing import words
from jobstats.drawing.pen import Pen
from jobstats.drawing.words import Box
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.drawing.frame import Frame

_SIZE: Final = 13.0
#: Down to this share of its size a text shrinks before it is broken, and to this where it is broken.
_SHRUNK: Final = 0.88
_BROKEN: Final = 0.93
_EDGE: Final = 4.0
#: How far words stay from the dots under them, and how much of a line, in font sizes, is free under its lowest letter.
_CLEAR: Final = 4.0
_FOOT: Final = 0.08
_LEFT: Final = {"left": 0.0, "center": 0.5, "right": 1.0}
_TOP: Final = {"top": 0.0, "middle": 0.5, "bottom": 1.0}


@dataclass(frozen=True)
class Note:
    """A note and how it is drawn: its lines, their size, how many there were before they were broken, what it is lifted by."""

    spec: Spec
    block: list[words.Line]
    size: float
    lines: int
    side: str
    shift: float
    lift: float = 0.0

    @property
    def wide(self) -> float:
        return words.widest(self.block, self.size)

    @property
    def base(self) -> float:
        return float(self.spec.get("font", {}).get("size", _SIZE))


def fitted(frame: Frame) -> list[Note]:
    """The notes that lie on the plot, as large as fits."""
    made = [_note(frame, spec) for spec in frame.layout.get("annotations", ()) if _shown(frame, spec)]
    made = [n for n in made if n.block]
    shares = [_room(frame, n) / max(n.wide, 1.0) for n in made if _rowed(n)]
    share = min([1.0, *shares])
    every = share if share >= _SHRUNK else _BROKEN  # one size for all that name rows
    return [_sized(frame, n, every if _rowed(n) else 1.0) for n in made]


def _note(frame: Frame, spec: Spec) -> Note:
    """A note in its own size; one that fits on its other side only stands there."""
    block = words.lines(str(spec["text"]))
    side = _side(spec, "x", ("left", "center", "right"))
    note = Note(spec, block, float(spec.get("font", {}).get("size", _SIZE)), len(block), side, float(spec.get("xshift", 0)))
    other = replace(note, side={"left": "right", "right": "left"}.get(side, side), shift=-note.shift)
    return other if not _rowed(note) and note.wide > _room(frame, note) and note.wide <= _room(frame, other) else note


def _side(spec: Spec, letter: str, sides: tuple[str, str, str]) -> str:
    """How a note hangs at its place; plotly chooses by the third of the paper it stands in."""
    said = str(spec.get(f"{letter}anchor", "auto"))
    if said != "auto":
        return said
    if spec.get(f"{letter}ref", letter) != "paper":
        return sides[1]
    return sides[0] if spec[letter] < 1 / 3 else sides[2] if spec[letter] > 2 / 3 else sides[1]


def _rowed(note: Note) -> bool:
    """Whether it is one of those that stand at the left edge and name a row."""
    return note.spec.get("xref") == "paper" and note.side == "left"


def _shown(frame: Frame, spec: Spec) -> bool:
    refs = [(spec.get(f"{letter}ref", letter), spec[letter]) for letter in "xy"]
    return all(ref == "paper" or frame.scales[ref].holds(frame.scales[ref].number(value)) for ref, value in refs)


def _x(frame: Frame, note: Note) -> float:
    return frame.at(note.spec.get("xref", "x"), note.spec["x"], "x") + note.shift


def _room(frame: Frame, note: Note) -> float:
    """How wide a note may be at its place; one about its place may stand a little aside of it."""
    x = _x(frame, note)
    before, after = x - _EDGE, frame.width - _EDGE - x
    return {"left": after, "right": before, "center": frame.width - 2 * _EDGE}[note.side]


def _sized(frame: Frame, note: Note, share: float) -> Note:
    """The note at this share of its size; one still too wide shrinks by itself, or is broken."""
    room = _room(frame, note)
    size = max(note.base * share, min(words.SMALLEST, note.base))
    alone = size * min(1.0, room / max(words.widest(note.block, size), 1.0))
    if alone >= note.base * _SHRUNK or alone >= size:
        return replace(note, size=round(alone, 2))
    size = max(note.base * _BROKEN, words.SMALLEST)
    return replace(note, size=size, block=words.fitted(note.block, size, room))


def growth(frame: Frame) -> float:
    """How much higher the plot must be so that broken notes meet nothing: each row by the lines it needs more."""
    found = 0.0
    for ref in sorted({n.spec.get("yref", "y") for n in frame.notes}):
        mine = [n for n in frame.notes if n.spec.get("yref", "y") == ref]
        places = sorted({float(n.spec["y"]) for n in mine if _rowed(n)})
        span = 3.0 if ref == "paper" else frame.scales[ref].high - frame.scales[ref].low  # a third of each row is for its words
        rows = span / min(b - a for a, b in pairwise(places)) if len(places) > 1 else 1.0
        found = max(found, _more(mine) * rows)
    return found


def _more(found: list[Note]) -> float:
    return max(((len(n.block) - n.lines) * n.size * words.LEADING for n in found), default=0.0)


def box(frame: Frame, note: Note) -> Box:
    """Where a note stands. Lines it needs more than it had go upwards."""
    hang = _side(note.spec, "y", ("bottom", "middle", "top"))
    y = frame.at(note.spec.get("yref", "y"), note.spec["y"], "y") - float(note.spec.get("yshift", 0)) - note.lift
    bottom = y + (1 - _TOP[hang]) * note.lines * note.size * words.LEADING
    left = _x(frame, note) - _LEFT[note.side] * note.wide
    left = max(min(left, frame.width - _EDGE - note.wide), _EDGE)
    return Box(left, bottom - len(note.block) * note.size * words.LEADING, left + note.wide, bottom)


def parted(frame: Frame) -> None:
    """Lift notes that name rows off the dots under them, and those at a share of the height that would meet one before them."""
    lift = max([0.0, *(_near(frame, n) for n in frame.notes if _rowed(n))])  # one for all, so that the rows stay even
    frame.notes = [replace(n, lift=lift) if _rowed(n) else n for n in frame.notes]
    placed: list[Box] = [box(frame, n) for n in frame.notes if n.spec.get("yref", "y") != "paper" or _rowed(n)]
    for i, note in enumerate(frame.notes):
        if note.spec.get("yref", "y") != "paper" or _rowed(note):
            continue
        tries = (replace(note, lift=step * note.size * words.LEADING) for step in range(8))
        frame.notes[i] = next((t for t in tries if not any(box(frame, t).meets(b) for b in placed)), note)
        placed.append(box(frame, frame.notes[i]))


def _near(frame: Frame, note: Note) -> float:
    """How much too near the dots of its row a note's words are."""
    ref, row = note.spec.get("yref", "y"), note.spec["y"]
    above = float(note.spec.get("yshift", 0))
    if ref == "paper" or above <= 0:
        return 0.0
    right = box(frame, note).right + _CLEAR
    free = above - (note.lines * words.LEADING / 2 - _FOOT) * note.size
    dots = [t for t in frame.traces if t.get("mode") == "markers" and t.get("yaxis", "y") == ref]
    under = [
        t["marker"]
        for t in dots
        if any(v == row and frame.at("x", u, "x") < right for u, v in zip(t["x"], t["y"], strict=True) if u is not None)
    ]
    reach = max((float(m.get("size", 6)) / 2 + float(m.get("line", {}).get("width", 0)) / 2 for m in under), default=free - _CLEAR)
    return min(max(reach + _CLEAR - free, 0.0), _CLEAR)


def draw(pen: Pen, frame: Frame) -> None:
    """The words, line by line."""
    with pen.group("notes", fill="@ink"):
        for note in frame.notes:
            at, high = box(frame, note), note.size * words.LEADING
            align = str(note.spec.get("align", "center" if note.side == "center" else note.side))
            anchor = {"left": "start", "center": "middle", "right": "end"}[align]
            x = at.left + _LEFT[align] * note.wide
            for i, line in enumerate(note.block):
                fill = note.spec.get("font", {}).get("color")
                pen.text(x, at.top + (i + 0.5) * high + words.MIDDLE * note.size, line, note.size, anchor, fill=fill)
