"""A drawn chart, and how it is written as HTML: question, sentence, picture, table, definition. Never sees a log.

Everything that comes from data is escaped here and nowhere else. The one module every page runs, static/draw.js, loads
plotly.js once, takes its colours from the page, and draws; static/keep.js saves and copies. Nothing in them calls out.
"""

from __future__ import annotations

import html
import json
import re
import secrets
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources

import pandas as pd

from jobstats import sankeymatic, theme
from jobstats.theme import Spec

#: What stands in the place of the picture where plotly.js cannot be had.
NEEDS_LAB = "The picture appears when this cell is run in JupyterLab; here are its numbers."
#: Height of a picture whose figure names none.
HEIGHT = 340
_MEASURED = re.compile(
    r"(&[lg]t;|[<>]|under |over )?[\d.,≥≤+−–—%\s-]+(of [\d.,]+|days?|weeks?|hours?|h|d)?[\s\d.,%–—-]*|not told|not reached yet"
)


@dataclass(frozen=True)
class Drawn:
    """One chart, ready to be shown: everything here is safe to show where the chart is shown.

    table holds the very numbers of the picture, its column titles as people read them, its cells already text.
    figure is plotly's JSON (data, layout) without a template.
    """

    name: str
    question: str
    sentence: str
    caption: str
    alt: str
    explained: tuple[tuple[str, str], ...]
    table: pd.DataFrame
    figure: Spec


def without_picture(name: str, question: str, why: str) -> Drawn:
    """What stands in a chart's place when it could not be drawn: its question, and why."""
    return Drawn(name, question, why, "", why, (), pd.DataFrame(), theme.blank(why))


def escape(text: object) -> str:
    """Text from anywhere, safe inside HTML and inside a quoted attribute."""
    return html.escape(str(text), quote=True)


def block(drawn: Drawn, *, level: int = 3, opened: bool = False, inner: str = "", ident: str = "") -> str:
    """The chart as a <figure>, its picture still empty: draw.js fills it.

    level: of the heading. opened: show the numbers at once, and say why (for places where no script runs).
    inner: HTML to put at the end. ident: what a script finds this block by.
    """
    name, found = _slug(drawn.name), f' data-block="{escape(ident)}"' if ident else ""
    kind = f'<p class="jobstats-needs">{NEEDS_LAB}</p>' if opened else ""
    room = "" if opened else f' style="height:{height(drawn.figure)}px"'
    return (
        f'<figure class="jobstats jobstats-chart tex2jax_ignore mathjax_ignore" data-name="{name}"{found} data-lm-suppress-shortcuts="true">'
        f'<figcaption><h{level} class="jobstats-question">{escape(drawn.question)}</h{level}>'
        f'<p class="jobstats-sentence">{escape(drawn.sentence)}</p></figcaption>'
        f'<div class="jobstats-plot" role="img" tabindex="0" aria-label="{escape(drawn.alt)}"{room}></div>'
        f'{kind}<p class="jobstats-caption">{escape(drawn.caption)}</p>'
        '<div class="jobstats-more">'
        f'<details class="jobstats-numbers"{" open" if opened else ""}><summary>The numbers</summary>'
        f'<div class="jobstats-scroll" role="region" tabindex="0" aria-label="The numbers: {escape(drawn.question)}">{table_html(drawn)}{_flows(drawn)}</div></details>'
        '<details class="jobstats-meaning"><summary>Explain this number</summary>'
        f'<div class="jobstats-text">{parts_html(drawn.explained)}</div></details></div>'
        f"{inner}</figure>"
    )


def table_html(drawn: Drawn) -> str:
    """The numbers as a table a screen reader can walk: titles over the columns, the first column names the row."""
    titles = [str(c) for c in drawn.table.columns]
    cells = [[escape(c) for c in row] for row in drawn.table.to_numpy(dtype=object).tolist()]
    sides = [_side(column) for column in zip(*cells, strict=True)] or [""] * len(titles)
    head = "".join(f'<th scope="col"{side}>{escape(t)}</th>' for t, side in zip(titles, sides, strict=True))
    rows = []
    for row in filter(None, cells):
        first, *rest = (f"{side}>{cell}" for cell, side in zip(row, sides, strict=True))
        rows.append(f'<tr><th scope="row"{first}</th>{"".join(f"<td{cell}</td>" for cell in rest)}</tr>')
    return f"<table><caption>{escape(drawn.question)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _flows(drawn: Drawn) -> str:
    """The flows as text, for keep.js to save and to copy; with the table, so that they change with it. Nothing for other charts."""
    text = sankeymatic.text(drawn.table)
    return "" if text is None else f'<template data-sankeymatic="{escape(text)}"></template>'


def measured(table: pd.DataFrame) -> tuple[bool, ...]:
    """For each column of a table of texts, whether it holds numbers, ranges or shares only, and so stands to the right."""
    return tuple(bool(_side(tuple(str(cell) for cell in table.iloc[:, at]))) for at in range(table.shape[1]))


def new_ident() -> str:
    """What a script finds one block by, and no other block of any page."""
    return f"jobstats-{secrets.token_hex(6)}"


def notebook_html(drawn: Drawn, ident: str = "") -> str:
    """The chart as the text/html of a notebook cell: sentence and numbers without any script, the picture by draw.js.

    ident: what the block is found by (see `new_ident`, which gives one where none is given).
    plotly.js comes from JupyterLab's own static files. Where there is none, the numbers stay open.
    """
    ident = ident or new_ident()
    data = f'<script type="application/json">{figure_json(drawn.figure)}</script>'
    # Closed at once, as the output is shown, so that nothing jumps when the picture comes.
    close = f"for(const d of document.querySelectorAll('[data-block=\"{ident}\"] details'))d.open=false"
    # In the stylesheet, not in the block: where no script runs, there is no stylesheet either, and no empty room.
    room = f'[data-block="{ident}"] .jobstats-plot{{height:{height(drawn.figure)}px}}'
    return (
        f"<style>{style()}{room}</style>{block(drawn, opened=True, inner=data, ident=ident)}"
        f'<script>{close}</script><script type="module">{module()}\nstart({json.dumps(ident)});\n</script>'
    )


def words_html(words: str, ident: str) -> str:
    """HTML that is safe already as the text/html of a notebook cell, found by `ident`, so that it can be told anew."""
    return (
        f'<div class="jobstats-words tex2jax_ignore mathjax_ignore" data-block="{escape(ident)}">{words}</div>'
        f'<script type="module">{static("words.js")}\nsay({json.dumps(ident)});\n</script>'
    )


def figure_json(figure: Spec) -> str:
    """A figure as JSON that can stand inside a <script> element: no character in it can end the element."""
    from plotly.io.json import to_json_plotly

    text: str = to_json_plotly(figure, engine="json")
    return in_script(text)


def in_script(text: str) -> str:
    """JSON text with every character escaped that means something to an HTML or a JavaScript parser."""
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def module(*tails: str, bundled: bool = False) -> str:
    """The text of the page's one ES module: how things look, what every chart needs, and further files of static/ after it.

    bundled: plotly.js stands in the page itself.
    """
    look = {
        "bundled": bundled,
        "template": theme.template_json(),
        "light": theme.SCHEMES["light"],
        "config": theme.CONFIG,
        "version": _version(),
        "height": HEIGHT,
    }
    files = dict.fromkeys(("draw", "element", "keep", *tails))
    return "\n".join([f"const LOOK = {in_script(json.dumps(look))};", *(static(f"{name}.js") for name in files)])


@cache
def style(*more: str) -> str:
    """The stylesheet (and further ones of static/ after it), its colours those of theme.SCHEMES."""
    text = "".join(static(f"{name}.css") for name in ("style", *more))
    for scheme, colours in theme.SCHEMES.items():
        for token, colour in colours.items():
            text = text.replace(f"@{scheme}-{token[1:]}", colour)
    return text


@cache
def static(name: str) -> str:
    """The text of a file of static/."""
    return resources.files("jobstats").joinpath("static", name).read_text(encoding="utf-8")


@cache
def plotly_js() -> str:
    """plotly.js as it lies in the installed plotly package."""
    return resources.files("plotly").joinpath("package_data", "plotly.min.js").read_text(encoding="utf-8")


@cache
def _version() -> str:
    """What a browser keeps plotly.js under: JupyterLab lets it keep the file for a year."""
    return metadata.version("plotly")


def _slug(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "", name) or "chart"


def height(figure: Spec) -> int:
    """How high a picture is, in pixels."""
    said = figure.get("layout", {}).get("height")
    return int(said) if isinstance(said, (int, float)) and 0 < said < 5000 else HEIGHT


def parts_html(parts: tuple[tuple[str, str], ...]) -> str:
    """Headings and their texts as a list."""
    return f"<dl>{''.join(f'<dt>{escape(head)}</dt><dd>{escape(text)}</dd>' for head, text in parts)}</dl>"


def folded(title: str, table: pd.DataFrame, most: int = 500) -> str:
    """A table behind one click; of a long one the first rows, and how many more there are."""
    more = f"<p>… and {len(table) - most} more.</p>" if len(table) > most else ""
    return f"<details><summary>{escape(title)}</summary>{table.head(most).to_html(index=False, escape=True)}{more}</details>"


def _side(cells: tuple[str, ...]) -> str:
    """Columns of numbers stand to the right."""
    return ' class="n"' if any(cells) and all(_MEASURED.fullmatch(c.strip()) for c in cells if c) else ""
