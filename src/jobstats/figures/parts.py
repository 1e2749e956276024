"""What every form is made of: axes, faint colours, short labels."""

from __future__ import annotations

from jobstats.theme import Spec

#: The order in which ways of ending stand in every picture.
PARTS = ("advanced", "open", "withdrawn", "rejected")


def axis(title: str = "", **more: object) -> Spec:
    return {"title": {"text": title}, "fixedrange": True, **more}


def percent_axis(title: str, top: float = 1.0) -> Spec:
    return axis(title, range=[0, top], tickformat=".0%", rangemode="tozero")


def faint(colour: str) -> str:
    """The colour, see-through."""
    r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({r},{g},{b},0.35)"


def short(text: str, most: int = 32) -> str:
    """A label cut to a length that fits, safe as plotly text."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return cut.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
