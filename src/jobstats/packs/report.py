"""The report: a pack's contents as one HTML page that runs no script and asks for nothing. Never sees a log.

Every text is escaped by the template, and drawn pictures come from `drawing`, which escapes theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jobstats import page, theme
from jobstats.drawing import fonts, svg
from jobstats.packs.contents import BESIDE, Contents

if TYPE_CHECKING:
    from jinja2 import Template

    from jobstats.page import Drawn

#: How wide a picture is drawn, in pixels: for a laptop or paper, and for a phone.
WIDE, NARROW = 720, 340
#: A table of more rows than this scrolls in a box of its own.
LONG = 40
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_COLOURS = {token: f"var(--{token[1:]})" for token in theme.SCHEMES["light"]}
# What no page may hold: signs that are no text (a browser would show a box, or nothing), and halves of a pair.
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

# No line ends between a number and its percent sign.
_SPLIT = re.compile(r"(?<=\d) (?=%)")


@dataclass(frozen=True)
class Entry:
    """One chart as it stands in the report: its number, where its picture stands (nowhere without data), and the texts beside it.

    decides: what it helps to decide. kind: the table's classes, which say how much room it needs.
    """

    number: int
    drawn: Drawn
    decides: str
    kind: str
    on_first_page: bool
    wide: str
    narrow: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[str, ...], ...]
    beside: tuple[tuple[str, str], ...]


def report(contents: Contents) -> str:
    """The whole page as text. The same contents give the same text; it names nothing but what they hold."""
    first = cover(contents)
    charts = tuple(_entry(number, drawn, first) for number, drawn in enumerate(contents.charts, 1))
    return _template().render(
        policy=POLICY,
        style=_style(),
        contents=contents,
        words=[line for line in contents.words.splitlines() if line.strip()],
        first=first,
        pictures=first and _pictures(first, "c0"),
        charts=charts,
        method=method(contents),
    )


def method(contents: Contents) -> tuple[tuple[str, tuple[tuple[tuple[int, ...], str], ...]], ...]:
    """How the numbers are made, for the end of a pack: each head with its texts, each text once, with the numbers of its charts.

    Charts are counted from 1. Heads and texts come in the order in which the charts need them; what stands beside a chart is not in it.
    """
    heads: dict[str, dict[str, list[int]]] = {}
    for number, drawn in enumerate(contents.charts, 1):
        for head, text in drawn.explained:
            if head not in BESIDE:
                heads.setdefault(head, {}).setdefault(text, []).append(number)
    return tuple((head, tuple((tuple(dict.fromkeys(who)), text) for text, who in texts.items())) for head, texts in heads.items())


def cover(contents: Contents) -> Drawn | None:
    """The chart whose picture stands on the first page; None where there is none, or nothing to draw."""
    return contents.first if contents.first and contents.first.figure["data"] else None


def decides(drawn: Drawn) -> str:
    """What the chart helps to decide; "" where it does not say."""
    return next((text for head, text in drawn.explained if head == BESIDE[0]), "")


def _entry(number: int, drawn: Drawn, first: Drawn | None) -> Entry:
    """A chart's own place; the picture of the first page is not drawn a second time."""
    there = first is not None and first.name == drawn.name
    wide, narrow = _pictures(drawn, f"c{number}") if drawn.figure["data"] and not there else ("", "")
    table = drawn.table
    return Entry(
        number,
        drawn,
        decides(drawn),
        _kind(drawn),
        there,
        wide,
        narrow,
        tuple(zip((str(title) for title in table.columns), page.measured(table), strict=True)),
        tuple(tuple(str(cell) for cell in row) for row in table.to_numpy(dtype=object).tolist()),
        tuple(part for part in drawn.explained if part[0] in BESIDE[1:]),
    )


def _kind(drawn: Drawn) -> str:
    """How much room a table needs: dense with many columns, long where it scrolls, broad beyond its picture; wide from which page width on."""
    table = drawn.table
    dense, wide = table.shape[1] > 8, _least(drawn)
    kinds = {"long": len(table) > LONG, "dense": dense, "broad": wide > WIDE}
    room = next((name for name, least in (("wide-3", 1000), ("wide-2", 560), ("wide-1", 325)) if wide > least), "")
    return "".join(f" {name}" for name in (*(name for name, holds in kinds.items() if holds), room) if name)


def _least(drawn: Drawn) -> float:
    """How narrow a table can become, in pixels: numbers stay on one line, other texts break between words."""
    table = drawn.table
    wide = 0.0
    for i, number in enumerate(page.measured(table)):
        cells = [str(cell) for cell in table.iloc[:, i]]
        parts = cells if number else [word for cell in cells for word in cell.split()]
        titled = [fonts.width(word, 13, True) for word in str(table.columns[i]).split()]
        wide += max([0.0, *titled, *(min(fonts.width(part, 13), 260) for part in parts)]) + (10 if table.shape[1] > 8 else 16)
    return wide


def _pictures(drawn: Drawn, ident: str) -> tuple[str, str]:
    """The picture as SVG, wide and narrow; its colours are those of the page, its ids its own."""
    wide, narrow = (svg(drawn.figure, width, colours=_COLOURS, ident=f"{ident}-{width}") for width in (WIDE, NARROW))
    return _NO_TEXT.sub("\ufffd", wide), _NO_TEXT.sub("\ufffd", narrow)


def _clean(value: object) -> object:
    """What the template writes: text without signs that are none. Pictures are cleaned before."""
    return _NO_TEXT.sub("\ufffd", value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    rules = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_clean)
    rules.filters["told"] = lambda text: _SPLIT.sub("\u00a0", text)
    return rules.from_string(page.static("report.html.j2"))


@cache
def _style() -> str:
    """The stylesheet, its colours those of theme.SCHEMES."""
    text = page.static("report.css")
    for scheme, colours in theme.SCHEMES.items():
        for token, colour in colours.items():
            text = text.replace(f"@{scheme}-{token[1:]}", colour)
    return text
