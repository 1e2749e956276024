"""A Sankey diagram: nodes where the figure puts them, bands as wide as what flows, labels beside their nodes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jobstats.drawing import words
from jobstats.drawing.pen import Pen, number
from jobstats.drawing.words import Box
from jobstats.theme import Spec

if TYPE_CHECKING:
    from jobstats.drawing.frame import Frame

#: From a node to its label; from the picture's edges; how many pixels of distance it weighs when a label covers a node.
_OFF: Final = 5.0
_EDGE: Final = 4.0
_COVERED: Final = 24.0


@dataclass
class Node:
    """A node: its box in pixels, and how far down links have taken its sides so far."""

    box: Box
    out: float
    into: float

    def moved(self, top: float) -> None:
        """Stand here instead; nothing has left or entered yet."""
        self.box = Box(self.box.left, top, self.box.right, top + self.box.bottom - self.box.top)
        self.out = self.into = top


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
    per = min([per, *_limits(list(zip(node["x"], node["y"], total, strict=True)), high, float(node["pad"]))])
    made = []
    for x, y, n in zip(node["x"], node["y"], total, strict=True):
        left = min(max(frame.left + x * wide - node["thickness"] / 2, frame.left), frame.right - node["thickness"])
        size = max(n * per, 1.0)
        top = frame.top + y * high - size / 2
        made.append(Node(Box(left, top, left + node["thickness"], top + size), top, top))
    for x in columns:
        _parted(frame, [n for n, at in zip(made, node["x"], strict=True) if at == x], float(node["pad"]))
    return made, per


def _limits(nodes: list[tuple[float, float, float]], high: float, pad: float) -> list[float]:
    """The pixels of one at which neighbours in a column stand the figure's distance apart."""
    found = []
    for (x0, y0, n0), (x1, y1, n1) in pairwise(sorted(nodes)):
        if x0 == x1 and y1 > y0:
            found.append(max((y1 - y0) * high - pad, 1) / ((n0 + n1) / 2))
    return found


def _parted(frame: Frame, column: list[Node], pad: float) -> None:
    """Move the nodes of one column so that they stand a hair apart, from the top down and then from the bottom up."""
    column.sort(key=lambda n: n.box.top)
    free = _EDGE
    for node in column:
        node.moved(max(node.box.top, free))
        free = node.box.bottom + pad
    free = frame.height - _EDGE
    for node in reversed(column):
        node.moved(min(node.box.top, free - (node.box.bottom - node.box.top)))
        free = node.box.top - pad


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
    """Each label beside its node, all of one size: the one at which they stand nearest to their nodes."""
    blocks = [words.lines(text) for text in texts]
    tried = [(size, *_arranged(frame, nodes, blocks, size)) for size in (13.0, 12.0, 11.0, words.SMALLEST)]
    size, _, places = min(tried, key=lambda one: one[1] + 3 * len(nodes) * (13 - one[0]))
    for block, at in zip(blocks, places, strict=True):
        for i, line in enumerate(block):
            pen.text(at.left, at.top + (i + 0.5) * size * words.LEADING + words.MIDDLE * size, line, size)


def _arranged(frame: Frame, nodes: list[Node], blocks: list[list[words.Line]], size: float) -> tuple[float, list[Box]]:
    """A place for each label at this size, the last column's first, and what they cost together."""
    places: dict[int, Box] = {}
    total = 0.0
    for i in sorted(range(len(nodes)), key=lambda i: (-nodes[i].box.left, -nodes[i].box.top)):
        wide, high = words.widest(blocks[i], size), len(blocks[i]) * size * words.LEADING
        others = [n.box for n in nodes if n is not nodes[i]]
        cost, places[i] = _cheapest(frame, _places(nodes[i].box, wide, high), list(places.values()), others)
        total += cost
    return total, [places[i] for i in range(len(nodes))]


def _cheapest(frame: Frame, found: list[tuple[float, Box]], placed: list[Box], others: list[Box]) -> tuple[float, Box]:
    """The nearest place that meets no other label; other nodes behind it weigh as some pixels."""
    costs = []
    for away, at in found:
        left = min(max(at.left, 2), frame.width - 2 - at.right + at.left)
        inside = Box(left, at.top, left + at.right - at.left, at.bottom)
        moved = abs(left - at.left)
        if at.top >= 0 and at.bottom <= frame.height and not any(inside.meets(b, 1) for b in placed):
            costs.append((away + 2 * moved + _COVERED * sum(inside.meets(b) for b in others), inside))
    return min(costs, key=lambda one: one[0]) if costs else (500.0, found[0][1])


def _places(node: Box, wide: float, high: float) -> list[tuple[float, Box]]:
    """Places to the right of a node and to its left, at its middle and further up and down, with how far off they are."""
    middle = (node.top + node.bottom - high) / 2
    found: list[tuple[float, Box]] = []
    for away in range(0, 90, 3):
        for y in (middle - away, middle + away):
            found += [(away + side, Box(x, y, x + wide, y + high)) for side, x in ((0, node.right + _OFF), (8, node.left - _OFF - wide))]
    return found
