"""How every picture looks: one plotly template for light and dark, the colours of outcomes, the blank figure."""

from __future__ import annotations

import json
from typing import Any, Final

from jobstats.vocabulary import LABELS as LABELS

Spec = dict[str, Any]

#: Okabe and Ito's palette (2008): told apart by the colour-blind, at least 3:1 on white and on JupyterLab's dark.
COLOURS: Final[dict[str, str]] = {
    "advanced": "#0072b2",
    "rejected": "#c45100",
    "withdrawn": "#98608c",
    "open": "#757575",
    "line": "#8f8f8f",
}
#: A second sign beside the colour, for black and white: bar patterns and dot symbols.
PATTERNS: Final[dict[str, str]] = {"advanced": "", "rejected": "/", "withdrawn": "x", "open": "."}
DASHES: Final[dict[str, str]] = {"advanced": "solid", "rejected": "dash", "withdrawn": "dot", "open": "solid"}
SYMBOLS: Final[dict[str, str]] = {"advanced": "circle", "rejected": "x", "withdrawn": "square-open", "open": "circle-open"}

#: What the template's tokens stand for outside a page; in JupyterLab the page's own colours are used.
SCHEMES: Final[dict[str, dict[str, str]]] = {
    "light": {"@ink": "#1f1f1f", "@muted": "#595959", "@grid": "#d9d9d9", "@paper": "#ffffff"},
    "dark": {"@ink": "#f0f0f0", "@muted": "#b8b8b8", "@grid": "#444444", "@paper": "#111111"},
}

_AXIS: Final[Spec] = {
    "automargin": True,
    "gridcolor": "@grid",
    "linecolor": "@muted",
    "zerolinecolor": "@grid",
    "tickfont": {"color": "@ink"},
    "title": {"font": {"color": "@ink", "size": 13}, "standoff": 8},
}
_TEMPLATE: Final[Spec] = {
    "layout": {
        "font": {"family": 'Arial, "Liberation Sans", Helvetica, sans-serif', "size": 13, "color": "@ink"},
        "paper_bgcolor": "@paper",
        "plot_bgcolor": "@paper",
        "xaxis": {**_AXIS, "tickangle": 0},
        "yaxis": _AXIS,
        "margin": {"l": 10, "r": 16, "t": 30, "b": 10},
        "legend": {"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "traceorder": "normal", "font": {"color": "@ink"}},
        "hoverlabel": {"bgcolor": "@paper", "bordercolor": "@muted", "font": {"color": "@ink"}},
        "annotationdefaults": {"font": {"color": "@ink"}},
        "hovermode": "closest",
        "dragmode": False,
    },
    # A pattern lies over the bar's own colour (by itself plotly would leave the ground empty); parts stand a hair apart.
    "data": {"bar": [{"marker": {"pattern": {"fillmode": "overlay"}, "line": {"color": "@paper", "width": 1}}}]},
}

#: Every plot's configuration: nothing uploads, nothing calls out, and “$” in a name is no formula.
CONFIG: Final[Spec] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displayModeBar": False,
    "typesetMath": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
}


def template_json() -> str:
    """The template as JSON with its tokens (@ink, @muted, @grid, @paper) unfilled, for a page to fill."""
    return json.dumps(_TEMPLATE)


def template(scheme: str = "light") -> Spec:
    """The template for "light" or "dark", ready for a plotly layout."""
    text = template_json()
    for token, colour in SCHEMES[scheme].items():
        text = text.replace(token, colour)
    return dict(json.loads(text))


def blank(text: str) -> Spec:
    """A figure with no axes that says, in words, why there is nothing to draw yet."""
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > 44:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    hidden = {"visible": False, "fixedrange": True}
    note = {"text": "<br>".join(lines), "showarrow": False, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5, "font": {"size": 14}}
    return {"data": [], "layout": {"xaxis": hidden, "yaxis": hidden, "annotations": [note], "height": 160}}
