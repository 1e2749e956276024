"""What of plotly's language the drawing room speaks; everything else is refused, so that nothing is left out of a picture in silence."""

from __future__ import annotations

from typing import Any, Final

from jobstats.theme import Spec

_LINE: Final = {"color", "width", "dash"}
_ERROR: Final = {"type", "symmetric", "array", "arrayminus", "thickness", "width", "color"}
_MARKER: Final = {"color", "symbol", "size", "line.width", "line.color"}
_FONT: Final = {"color", "size"}
#: For the pointer alone, or for plotly's own ways of moving: never drawn.
_UNSEEN: Final = {"hovertemplate", "hoverinfo", "customdata", "meta", "cliponaxis"}
_TRACE: Final = {"type", "name", "x", "y", "xaxis", "yaxis", "showlegend", "text", *_UNSEEN}


def _under(head: str, keys: set[str]) -> set[str]:
    return {f"{head}.{key}" for key in keys}


_PATTERN: Final = _under("marker.pattern", {"shape", "size", "fgcolor", "fgopacity", "solidity"})
_IN_BAR: Final = {"textposition", "insidetextanchor", "textangle", "constraintext"}
_LINKS: Final = _under("node", {"label", "x", "y", "color", "pad", "thickness", "line.width", "hovertemplate"}) | _under(
    "link", {"source", "target", "value", "color", "hovertemplate"}
)
_SCATTER: Final = {"mode", "fill", "fillcolor", "line.shape"}
#: Every key of each kind of trace, of an axis, a note, a shape; dots go down a level.
TRACES: Final[dict[str, set[str]]] = {
    "scatter": _TRACE
    | _SCATTER
    | _under("line", _LINE)
    | _under("marker", _MARKER)
    | _under("error_x", _ERROR)
    | _under("error_y", _ERROR)
    | _under("textfont", _FONT),
    "bar": _TRACE | {"orientation", "width", "marker.color"} | _PATTERN | _IN_BAR | _under("textfont", _FONT),
    "sankey": {"type", "arrangement", *_UNSEEN} | _LINKS,
}
_TICKS: Final = {"tickvals", "ticktext", "tickformat", "nticks", "dtick", "tick0"}
_RANGE: Final = {"type", "range", "rangemode", "domain", "anchor", "fixedrange", "automargin"}
_AXIS: Final = {"title.text", "visible", "zeroline", "showgrid", *_TICKS, *_RANGE}
_NOTE: Final = {"text", "x", "y", "xref", "yref", "xanchor", "yanchor", "xshift", "yshift", "align", "showarrow", "font.size", "font.color"}
_SHAPE: Final = {"type", "x0", "x1", "y0", "y1", "xref", "yref", "layer", "fillcolor"} | _under("line", _LINE)
_LAYOUT: Final = {"height", "barmode", "bargap", "showlegend", "legend.traceorder"} | _under("margin", {"l", "r", "t", "b"})


def check(figure: Spec) -> None:
    """Raises NotImplementedError on a trace or a key the drawing room does not know."""
    for trace in figure["data"]:
        kind = trace.get("type", "scatter")
        if kind not in TRACES:
            raise NotImplementedError(f"the drawing room does not know traces of type “{kind}”")
        _check(trace, TRACES[kind], kind)
    layout = dict(figure["layout"])
    for note in layout.pop("annotations", ()):
        _check(note, _NOTE, "a note")
    for shape in layout.pop("shapes", ()):
        _check(shape, _SHAPE, "a shape")
    for name in [key for key in layout if key.startswith(("xaxis", "yaxis"))]:
        _check(layout.pop(name), _AXIS, "an axis")
    _check(layout, _LAYOUT, "the layout")


def _check(spec: Spec, known: set[str], where: str) -> None:
    for key in _keys(spec):
        if key not in known:
            raise NotImplementedError(f"the drawing room does not know “{key}” of {where}")


def _keys(spec: Spec, head: str = "") -> list[str]:
    """Every key with those above it; an object that holds none counts for itself."""
    found: list[str] = []
    for key, value in spec.items():
        inner: Any = value if isinstance(value, dict) and value else None
        found += _keys(inner, f"{head}{key}.") if inner else [] if value == {} else [f"{head}{key}"]
    return found
