"""Writes SVG: numbers rounded, colours as styles, text escaped, patterns by their id. Knows nothing of figures."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from jobstats.drawing import fonts, words

_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}|rgba\((\d+),(\d+),(\d+),([\d.]+)\)|@[a-z]+|none")


class Pen:
    """What is drawn so far. Colours are #rrggbb, rgba(r,g,b,a) or one of the theme's tokens."""

    def __init__(self, colours: Mapping[str, str], ident: str = "") -> None:
        self._colours = colours
        self._ident = re.sub(r"[^A-Za-z0-9_-]", "", ident)
        self._patterns: dict[tuple[str, str, float, float, float], str] = {}
        self._parts: list[str] = []

    def style(self, **said: str | float | None) -> str:
        """A style attribute; colours resolved, what is None left out."""
        found = ""
        for name, value in said.items():
            if value is None:
                continue
            if name in ("fill", "stroke"):
                found += self._painted(name, str(value))
            else:
                found += f"{name.replace('_', '-')}:{f'{value:.4g}' if isinstance(value, (int, float)) else value};"
        safe = escape(found.rstrip(";")).replace('"', "&quot;")
        return f' style="{safe}"' if safe else ""

    def _painted(self, name: str, colour: str) -> str:
        if colour.startswith("url(#"):
            return f"{name}:{colour};"
        found = _COLOUR.fullmatch(colour.replace(" ", ""))
        if not found:
            raise NotImplementedError("the drawing room does not know this way of naming a colour")
        if colour.startswith("@"):
            return f"{name}:{self._colours[colour]};"
        if found[1] is None:
            return f"{name}:{colour};"
        r, g, b = (int(found[i]) for i in (1, 2, 3))
        return f"{name}:#{r:02x}{g:02x}{b:02x};{name}-opacity:{found[4]};"

    @contextmanager
    def group(self, kind: str, **style: str | float | None) -> Iterator[None]:
        """What is drawn inside stands in one group, or nothing is written if nothing is drawn."""
        before, self._parts = self._parts, []
        try:
            yield
        finally:
            inner, self._parts = self._parts, before
        if inner:
            self._parts.append(f'<g class="d-{kind}"{self.style(**style)}>{"".join(inner)}</g>')

    def path(self, d: str, **style: str | float | None) -> None:
        self._parts.append(f'<path d="{d}"{self.style(**style)}/>')

    def circle(self, x: float, y: float, r: float) -> None:
        self._parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>')

    def rect(self, box: words.Box, **style: str | float | None) -> None:
        wide, high = number(box.right - box.left), number(box.bottom - box.top)
        self._parts.append(f'<rect x="{number(box.left)}" y="{number(box.top)}" width="{wide}" height="{high}"{self.style(**style)}/>')

    def text(
        self, x: float, y: float, line: words.Line, size: float, anchor: str = "start", *, turned: bool = False, **style: str | None
    ) -> None:
        """One line, its baseline at y; turned: read from below upwards."""
        inner = "".join(f'<tspan style="font-weight:bold">{escape(t)}</tspan>' if bold else escape(t) for t, bold in line)
        at = f'x="{number(x)}" y="{number(y)}"'
        turn = f' transform="rotate(-90 {number(x)} {number(y)})"' if turned else ""
        end = f' text-anchor="{anchor}"' if anchor != "start" else ""
        look = self.style(font_size=None if size == 13 else f"{number(size)}px", **style)
        self._parts.append(f"<text {at}{end}{turn}{look}>{inner}</text>")

    def pattern(self, shape: str, colour: str, opacity: float, size: float, share: float) -> str:
        """What a fill says to lie over an area: "/" strokes, "x" crossed strokes, "." dots; share: how much of the area they take."""
        key = (shape, colour, opacity, size, share)
        name = self._patterns.setdefault(key, f"jobstats-{self._ident}{'-' if self._ident else ''}p{len(self._patterns) + 1}")
        return f"url(#{name})"

    def svg(self, wide: float, high: float) -> str:
        """The whole picture."""
        size = f'width="{number(wide)}" height="{number(high)}" viewBox="0 0 {number(wide)} {number(high)}"'
        look = self.style(font_family=fonts.FAMILY, font_size="13px", fill="@ink")
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{look}>{self._defs()}{"".join(self._parts)}</svg>'

    def _defs(self) -> str:
        made = "".join(self._defined(name, *key) for key, name in self._patterns.items())
        return f"<defs>{made}</defs>" if made else ""

    def _defined(self, name: str, shape: str, colour: str, opacity: float, size: float, share: float) -> str:
        s, a, b = number(size), number(-size / 4), number(size * 5 / 4)
        if shape == ".":
            r = f"{size * math.sqrt(share / math.pi):.4g}"
            drawn = f'<circle cx="{number(size / 2)}" cy="{number(size / 2)}" r="{r}"{self.style(fill=colour, fill_opacity=opacity)}/>'
        elif shape in ("/", "x"):
            d = f"M{a},{b}L{b},{a}" + (f"M{a},{a}L{b},{b}" if shape == "x" else "")
            d += (
                f"M{a},{number(size / 4)}L{number(size / 4)},{a}M{number(size * 3 / 4)},{b}L{b},{number(size * 3 / 4)}"
                if shape == "/"
                else ""
            )
            wide = size * (1 - math.sqrt(1 - share)) if shape == "x" else size * share * math.sqrt(0.5)
            drawn = f'<path d="{d}"{self.style(stroke=colour, stroke_width=wide, stroke_opacity=opacity, fill="none")}/>'
        else:
            raise NotImplementedError(f"the drawing room does not know the pattern “{shape}”")
        return f'<pattern id="{name}" width="{s}" height="{s}" patternUnits="userSpaceOnUse">{drawn}</pattern>'


def number(value: float) -> str:
    """A number with one digit after the point at most."""
    text = f"{value:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return "0" if text == "-0" else text


def escape(text: str) -> str:
    """Text as XML text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
