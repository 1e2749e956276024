"""Charts at the level “aggregate”: counts from five, shares from ten; what shows single things is counted, or not drawn.

Which way a chart is told follows from the columns of its frame (families), so that a new chart needs nothing here; one whose columns are
not known is not told at all.
"""

from __future__ import annotations

from typing import Any, Final

from jobstats import theme
from jobstats.chart import Chart
from jobstats.packs import families, few, timely
from jobstats.packs.levels import FEW
from jobstats.packs.shared import SharedLog
from jobstats.page import Drawn

_BLANK: Final = "Groups this small are not drawn at this level."


def discreet(entry: Chart, log: SharedLog, **options: Any) -> Drawn:
    """A chart of a log without names, told in groups of five and more; NotToldError where it cannot be."""
    frame = entry.frame(log, **options)
    way = families.way(frame)
    text, table, figure = way(entry, frame, log)
    figure = _figure(figure) if figure is not None else theme.blank(_BLANK if len(frame) else "Nothing to draw yet.")
    base = entry.drawn(frame, log, **options)
    kind = "Stacked bars" if figure["data"] and figure["data"][0]["type"] == "bar" and way is not timely.weeks else entry.kind
    return Drawn(
        base.name,
        base.question,
        text,
        few.rests_on(base.caption),
        f"{kind if figure['data'] else 'No picture'}. {base.question} {text}",
        tuple((head, _explained(head, said, families.SAID.get(way, ""))) for head, said in base.explained),
        table,
        figure,
    )


def _explained(head: str, text: str, here: str) -> str:
    """What is counted in an explanation; of what was left out, no number where one of them is small; and how it is told at this level."""
    if head == "What it is" and here:
        return f"{text} In this pack: {here[0].lower()}{here[1:]}"
    if head == "Left out" and few.said(text) != text:
        return "Some, in groups too small to be told at this level."
    return few.rests_on(text) if head in ("Rests on", "Left out") else text


def _figure(part: Any, key: str = "") -> Any:
    """A figure whose words tell no small count."""
    if isinstance(part, dict):
        return {k: v if k == "title" else _figure(v, k) for k, v in part.items() if k not in ("customdata", "hovertemplate")}
    if isinstance(part, (list, tuple)):
        return [_figure(v, key) for v in part]
    if isinstance(part, str) and key in ("text", "name", "ticktext"):
        return few.said(part).replace(few.SMALL, f"&lt;{FEW}") if key != "name" else few.said(part)
    return part
