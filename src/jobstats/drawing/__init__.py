"""Plotly's figures as SVG, without a browser: the forms' dicts in, a picture as text out. Knows nothing of logs and charts."""

from __future__ import annotations

from collections.abc import Mapping

from jobstats import theme
from jobstats.drawing import axes, bars, known, legend, lines, notes, sankey, shapes
from jobstats.drawing.frame import framed
from jobstats.drawing.pen import Pen
from jobstats.theme import Spec

__all__ = ["svg"]


def svg(figure: Spec, width: int, *, colours: Mapping[str, str] | None = None, ident: str = "") -> str:
    """A figure (data, layout, no template) as one <svg> of this width in pixels, without a ground; its height stands in its root.

    It is as high as the layout says, and higher where words need more lines at this width. colours: what the theme's tokens (@ink, @muted,
    @grid, @paper) stand for, any CSS colour; the light scheme's if not given. ident: what tells its ids from those of another picture in
    the same page. Only what is seen is written: nothing for the pointer, no data beside it. Raises NotImplementedError on anything it
    does not know how to draw.
    """
    known.check(figure)
    pen = Pen({**theme.SCHEMES["light"], **(colours or {})}, ident)
    frame = framed(figure, width)
    shapes.draw(pen, frame, below=True)
    if not any(t.get("type") == "sankey" for t in frame.traces):
        axes.grid(pen, frame)
    bars.draw(pen, frame, [t for t in frame.traces if t.get("type") == "bar"])
    lines.draw(pen, frame, [t for t in frame.traces if t.get("type", "scatter") == "scatter"])
    for trace in frame.traces:
        if trace.get("type") == "sankey":
            sankey.draw(pen, frame, trace)
    shapes.draw(pen, frame, below=False)
    if not any(t.get("type") == "sankey" for t in frame.traces):
        axes.labels(pen, frame)
    notes.draw(pen, frame)
    legend.draw(pen, frame)
    return pen.svg(frame.width, frame.height)
