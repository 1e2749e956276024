"""A Sankey diagram: nodes where the figure puts them, bands as wide as what flows, labels beside their nodes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jobstats.drawing import words
from jobstats.drawing.pen import Pen, number
from jobstats.drawing.words import Box
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.drawing.frame import Frame

_OFF: Final = 5.0


@dataclass
class Node:
    """A node: its box in pixels, and how far down links have taken its sides so far."""

    box: Box
    out: float
    into: float


def draw(pen: Pen, frame: Frame, trace: Spec) -> None:
    """Bands, nodes, labels."""
    if trace.get("arrangement") != "fixed":
        raise NotImplementedError("the drawing room knows fixed nodes alone")
    link, node = trace["link"], trace["node"]
    nodes, per = _nodes(frame, trace)
    with pen.group("links"):
        for i, d in _bands(nodes, link, per):
            pen.path(d, fill=link["color"][i])
    with pen.group("nodes"):
        for found, colour in zip(nodes, node["color"], strict=True):
            pen.rect(found.box, fill=colour)
    with pen.group("labels", fill="@ink", stroke="@paper", stroke_width=3, stroke_linejoin="round", paint_order="stroke"):
        _labels(pen, frame, nodes, [str(t) for t in node["label"]])


def _nodes(frame: Frame, trace: Spec) -> tuple[list[Node], float]:
    """The nodes, and the pixels of one: as large as the fullest column allows."""
    node, link = trace["node"], trace["link"]
    total = [
        max(sum(v for s, v in zip(link[end], link["value"], strict=True) if s == i) for end in ("source", "target"))
        for i in range(len(node["label"]))
    ]
    wide, high = frame.right - frame.left, frame.bottom - frame.top
    columns = {x: [t for t, at in zip(total, node["x"], strict=True) if at == x] for x in node["x"]}
    per = min((high - (len(c) - 1) * float(node["pad"])) / sum(c) for c in columns.values())
    made = []
    for x, y, n in zip(node["x"], node["y"], total, strict=True):
        left = min(max(frame.left + x * wide - node["thickness"] / 2, frame.left), frame.right - node["thickness"])
        size = max(n * per, 1.0)
        top = min(max(frame.top + y * high - size / 2, frame.top), frame.bottom - size)
        made.append(Node(Box(left, top, left + node["thickness"], top + size), top, top))
    return made, per


def _bands(nodes: list[Node], link: Spec, per: float) -> list[tuple[int, str]]:
    """Each link as a band; at both ends they stand in the order of what they lead to."""
    ends = list(zip(link["source"], link["target"], link["value"], strict=True))
    leave, enter = [0.0] * len(ends), [0.0] * len(ends)
    for i in sorted(range(len(ends)), key=lambda i: nodes[ends[i][1]].box.top):
        leave[i] = nodes[ends[i][0]].out
        nodes[ends[i][0]].out += ends[i][2] * per
    for i in sorted(range(len(ends)), key=lambda i: nodes[ends[i][0]].box.top):
        enter[i] = nodes[ends[i][1]].into
        nodes[ends[i][1]].into += ends[i][2] * per
    return [(i, _band(nodes[s].box.right, leave[i], nodes[t].box.left, enter[i], max(v * per, 1.0))) for i, (s, t, v) in enumerate(ends)]


def _band(x0: float, y0: float, x1: float, y1: float, high: float) -> str:
    middle = number((x0 + x1) / 2)
    a, b, c, d = (number(y) for y in (y0, y1, y1 + high, y0 + high))
    left, right = number(x0), number(x1)
    return f"M{left},{a}C{middle},{a},{middle},{b},{right},{b}V{c}C{middle},{c},{middle},{d},{left},{d}Z"


def _labels(pen: Pen, frame: Frame, nodes: list[Node], texts: list[str]) -> None:
    """Each label beside its node, where it meets no other label and, if there is room, no other node."""
    placed: list[Box] = []
    others = [n.box for n in nodes]
    for found, text in zip(nodes, texts, strict=True):
        size, block, at = _place(frame, found.box, words.lines(text), placed, others)
        placed.append(at)
        for i, line in enumerate(block):
            pen.text(at.left, at.top + (i + 0.5) * size * words.LEADING + words.MIDDLE * size, line, size)


def _place(frame: Frame, node: Box, block: list[words.Line], placed: list[Box], others: list[Box]) -> tuple[float, list[words.Line], Box]:
    """Size, lines and place of a label: the first of its places that is free, smaller and further away step by step."""
    fallback = None
    for strict in (True, False):
        for size in (13.0, 12.0, 11.0, words.SMALLEST):
            for at in _places(node, words.widest(block, size), len(block) * size * words.LEADING):
                inside = at.left >= 2 and at.right <= frame.width - 2 and at.top >= 0 and at.bottom <= frame.height
                if inside and not any(at.meets(b, 1) for b in placed) and not (strict and any(at.meets(b) for b in others if b != node)):
                    return size, block, at
                fallback = fallback or (size, block, at)
    return fallback or (13.0, block, node)


def _places(node: Box, wide: float, high: float) -> list[Box]:
    """To the right of the node, to its left, over it and under it; then step by step further up and down."""
    middle = (node.top + node.bottom - high) / 2
    corners = [(node.right + _OFF, middle), (node.left - _OFF - wide, middle)]
    shifts = [s * d for d in range(4, 64, 4) for s in (-1, 1)]
    corners += [(x, middle + s) for s in shifts for x in (node.right + _OFF, node.left - _OFF - wide)]
    return [Box(x, y, x + wide, y + high) for x, y in corners]
