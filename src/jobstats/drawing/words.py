"""Texts of a figure as lines of plain and bold runs, measured and broken so that they fit. Only <b>, <br> and three entities mean anything."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jobstats.drawing import fonts

#: A piece of text, and whether it is bold.
Run = tuple[str, bool]
Line = tuple[Run, ...]

#: Distance from one line to the next, and from a baseline up to half the height of a capital, in font sizes.
LEADING: Final = 1.3
MIDDLE: Final = 0.36
#: No text is drawn smaller.
SMALLEST: Final = 10.5
_MARKS: Final = re.compile(r"(<br ?/?>|</?b>)")
#: What XML cannot hold.
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two come nearer than the gap."""
        apart = self.right + gap <= other.left or other.right + gap <= self.left
        return not (apart or self.bottom + gap <= other.top or other.bottom + gap <= self.top)


def lines(text: str) -> list[Line]:
    """A text with plotly's marks as lines; every other tag is text. Empty for an empty text."""
    found: list[list[Run]] = [[]]
    bold = False
    for piece in _MARKS.split(text):
        if piece.startswith("<br"):
            found.append([])
        elif piece in ("<b>", "</b>"):
            bold = piece == "<b>"
        elif piece:
            found[-1].append((plain(piece), bold))
    return [tuple(line) for line in found] if any(found) else []


def plain(text: str) -> str:
    """Text as it is read: entities resolved, one space where there are several, nothing XML cannot hold."""
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return re.sub(r"[ \t\r\n]+", " ", _FORBIDDEN.sub("\ufffd", text))


def width(line: Line, size: float) -> float:
    """The width of a line in pixels."""
    return sum(fonts.width(text, size, bold) for text, bold in line)


def widest(block: list[Line], size: float) -> float:
    """The width of the widest line in pixels."""
    return max((width(line, size) for line in block), default=0.0)


def fitted(block: list[Line], size: float, room: float) -> list[Line]:
    """The lines, those wider than the room broken between words; a word wider than the room is broken inside."""
    broken: list[Line] = []
    for line in block:
        broken += [line] if width(line, size) <= room else _broken(line, size, max(room, size * 2))
    return broken


def cut(block: list[Line], most: int) -> list[Line]:
    """The first lines; where there are more, the last of them ends in “…”, which takes the place of its last letters."""
    if len(block) <= most:
        return block
    *before, (text, bold) = block[most - 1] or (("", False),)
    return [*block[: most - 1], (*before, (f"{text[:-2].rstrip()}…", bold))]


def _broken(line: Line, size: float, room: float) -> list[Line]:
    """One line as several."""
    found: list[list[Run]] = [[]]
    free = room
    for piece, bold in _pieces(line, size, room):
        wide = fonts.width(piece.rstrip(), size, bold)
        if wide > free and found[-1]:
            found.append([])
            free = room
            piece = piece.lstrip()
        if piece:
            found[-1].append((piece, bold))
            free -= fonts.width(piece, size, bold)
    return [_joined(runs) for runs in found if runs]


def _pieces(line: Line, size: float, room: float) -> list[Run]:
    """Words, each with the space after it; too long ones in parts."""
    pieces: list[Run] = []
    for text, bold in line:
        for word in re.findall(r" ?[^ ]* ?(?![^ ])| ?[^ ]+ ", text):
            while fonts.width(word.strip(), size, bold) > room:
                most = _most(word, size, bold, room)
                pieces.append((word[:most], bold))
                word = word[most:]
            if word:
                pieces.append((word, bold))
    return pieces


def _most(word: str, size: float, bold: bool, room: float) -> int:
    """How many letters of a word fit, one at least."""
    free = room
    for at, sign in enumerate(word):
        free -= fonts.width(sign, size, bold)
        if free < 0:
            return max(at, 1)
    return len(word)


def _joined(runs: list[Run]) -> Line:
    """Neighbours of one kind as one run, without spaces at the ends."""
    joined: list[Run] = []
    for text, bold in runs:
        if joined and joined[-1][1] == bold:
            joined[-1] = (joined[-1][0] + text, bold)
        else:
            joined.append((text, bold))
    first, last = joined[0], joined[-1]
    joined[0] = (first[0].lstrip(), first[1])
    joined[-1] = (joined[-1][0].rstrip(), last[1])
    return tuple(run for run in joined if run[0])
