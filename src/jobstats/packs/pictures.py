"""One chart as a picture to keep: question, sentence, chart and caption on white, as SVG and as PNG. Never sees a log, opens no browser.

The same proportions as `picture` in static/draw.js, which makes it on the screen.
"""

from __future__ import annotations

import re
from typing import Final

from jobstats import page, theme
from jobstats.drawing import fonts, svg, words
from jobstats.drawing.pen import escape, number
from jobstats.packs import typeset
from jobstats.page import Drawn

#: Laid out this wide, shown wider, so that its letters are large enough in a document; in pixels.
WIDE: Final = 880
SHOWN: Final = 1100
EDGE: Final = 24
#: No chart stands lower than this, in pixels, unless it says in words that there is nothing to draw yet.
LOWEST: Final = 320
_LEADING: Final = 1.35
_ONE_PAGE: Final = """#let d = json(bytes(sys.inputs.data))
#set page(width: d.wide * 1pt, height: d.high * 1pt, margin: 0pt, fill: white)
#set text(font: ("Liberation Sans",))
#image(bytes(d.svg), format: "svg", width: d.wide * 1pt, height: d.high * 1pt)
"""


def picture(drawn: Drawn) -> str:
    """The chart as a file of SVG that stands alone, 1100 pixels wide; its title is the question, its description the alternative text."""
    ink, muted, paper = (theme.SCHEMES["light"][token] for token in ("@ink", "@muted", "@paper"))
    above, y = _written(drawn.question, EDGE, 20, ink, bold=True)
    said, y = _written(drawn.sentence, y + 4, 16, ink)
    chart = svg(_lifted(drawn), WIDE - 2 * EDGE)
    top, high = y + 10, typeset.size(chart)[1]
    below, y = _written(drawn.caption, top + high + 10, 12, muted)
    total = -(-round(y + EDGE - 8) // 4) * 4  # so that its height is whole when shown larger, and no edge half see-through
    size = f'width="{SHOWN}" height="{number(total * SHOWN / WIDE)}" viewBox="0 0 {WIDE} {total}"'
    placed = chart.replace("<svg ", f'<svg x="{EDGE}" y="{number(top)}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" style="font-family:{fonts.FAMILY}">'
        f"<title>{_plain(drawn.question)}</title><desc>{_plain(drawn.alt)}</desc>"
        f'<rect width="{WIDE}" height="{total}" style="fill:{paper}"/>{above}{said}{placed}{below}</svg>'
    )


def png(svg_text: str, scale: float = 2) -> bytes:
    """A picture as PNG on white: one pixel of the SVG becomes `scale` pixels. Holds nothing but the picture; JobstatsError if it cannot be made."""
    wide, high = typeset.size(svg_text)
    return typeset.raster(_ONE_PAGE, {"svg": svg_text, "wide": wide, "high": high}, ppi=72 * scale)


def _lifted(drawn: Drawn) -> theme.Spec:
    """The figure, high enough to stand alone."""
    figure = drawn.figure
    if not figure["data"]:
        return figure
    return {**figure, "layout": {**figure["layout"], "height": max(page.height(figure), LOWEST)}}


def _plain(text: str) -> str:
    """Text as XML text on one line."""
    return escape(str(typeset.clean(text)).replace("\n", " "))


def _written(text: str, top: float, size: int, colour: str, bold: bool = False) -> tuple[str, float]:
    """A text in lines that fit, as SVG, and where the next thing may stand; nothing for no text."""
    run = re.sub("[ \t\n]+", " ", str(typeset.clean(text))).strip()  # a space that joins stays one
    if not run:
        return "", top
    rows = words.fitted([((run, bold),)], size, WIDE - 2 * EDGE)
    look = f"font-size:{size}px;fill:{colour}" + (";font-weight:bold" if bold else "")
    made = "".join(
        f'<text x="{EDGE}" y="{round(top + size * (i * _LEADING + 1))}" style="{look}">{escape("".join(t for t, _ in row))}</text>'
        for i, row in enumerate(rows)
    )
    return made, round(top + size * _LEADING * len(rows) + 4)
