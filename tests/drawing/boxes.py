"""Reads a drawn picture as a viewer would: where its words stand, how many of each kind of thing there are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from jobstats.drawing import fonts
from jobstats.drawing.words import Box

NS = "{http://www.w3.org/2000/svg}"
ANCHOR = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Word:
    """A line of text, its size in pixels, and the box of its letters."""

    text: str
    size: float
    box: Box


@dataclass(frozen=True)
class Read:
    """What is in a picture: its size, its words, its root."""

    width: float
    height: float
    words: list[Word]
    root: ET.Element

    def inside(self, kind: str, tag: str) -> list[ET.Element]:
        """The elements of one tag in all groups of one kind."""
        return [e for g in self.root.iter(f"{NS}g") if g.get("class") == f"d-{kind}" for e in g.iter(f"{NS}{tag}")]

    def texts(self, kind: str) -> list[str]:
        return ["".join(e.itertext()) for e in self.inside(kind, "text")]


def read(svg: str) -> Read:
    """Parse a picture; fails where it is no well-formed XML."""
    root = ET.fromstring(svg)
    found = [_word(e) for e in root.iter(f"{NS}text")]
    return Read(float(root.get("width", 0)), float(root.get("height", 0)), found, root)


def _word(element: ET.Element) -> Word:
    said = re.search(r"font-size:([\d.]+)px", element.get("style", ""))
    size = float(said[1]) if said else 13.0
    wide = fonts.width(element.text or "", size)
    for span in element:
        bold = "bold" in span.get("style", "")
        wide += fonts.width(span.text or "", size, bold) + fonts.width(span.tail or "", size)
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    before = ANCHOR[element.get("text-anchor", "start")] * wide
    up, down = size * 0.72, size * 0.2
    turned = "rotate(-90" in element.get("transform", "")
    left, high = (x - up, y - wide + before) if turned else (x - before, y - up)
    box = Box(left, high, left + up + down, high + wide) if turned else Box(left, high, left + wide, high + up + down)
    return Word("".join(element.itertext()), size, box)


def faults(svg: str) -> list[str]:
    """Words that meet others, that are cut, or that are too small to be read."""
    picture = read(svg)
    found = [f"cut: {w.text}" for w in picture.words if not _in(w.box, picture)]
    found += [f"small: {w.text} {w.size}" for w in picture.words if w.size < 9.99]
    for i, one in enumerate(picture.words):
        found += [f"meets: {one.text} / {other.text}" for other in picture.words[i + 1 :] if one.box.meets(other.box)]
    return found


def _in(box: Box, picture: Read) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= picture.width and box.bottom <= picture.height
