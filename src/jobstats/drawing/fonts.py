"""How wide a text is: the advance widths of the shipped fonts, read from their own tables. Knows nothing of pictures."""

from __future__ import annotations

import struct
from functools import cache
from importlib import resources
from typing import Final

#: The one family of every picture, page and PDF; the others have its widths.
FAMILY: Final = "'Liberation Sans',Arial,Helvetica,sans-serif"
_FILES: Final = {False: "LiberationSans-Regular.ttf", True: "LiberationSans-Bold.ttf"}


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text in pixels at a font size in pixels; a character the font does not hold counts as a full em."""
    known = _advances(bold)
    return size * sum(known.get(ord(sign), 1.0) for sign in text)


@cache
def signs() -> frozenset[str]:
    """Every character the shipped font holds."""
    return frozenset(map(chr, _advances(False)))


@cache
def _advances(bold: bool) -> dict[int, float]:
    """The advance of every character the font holds, in em."""
    data = resources.files("jobstats").joinpath("fonts", _FILES[bold]).read_bytes()
    tables = {}
    for i in range(struct.unpack(">H", data[4:6])[0]):
        tag, _, offset, length = struct.unpack(">4sLLL", data[12 + 16 * i : 28 + 16 * i])
        tables[tag] = data[offset : offset + length]
    em = struct.unpack(">H", tables[b"head"][18:20])[0]
    count = struct.unpack(">H", tables[b"hhea"][34:36])[0]
    wide = [a for a, _ in struct.iter_unpack(">Hh", tables[b"hmtx"][: 4 * count])]
    return {code: wide[min(glyph, count - 1)] / em for code, glyph in _glyphs(tables[b"cmap"]).items()}


def _glyphs(cmap: bytes) -> dict[int, int]:
    """The glyph of each character of the basic plane: the table of format 4, which every such font has."""
    for i in range(struct.unpack(">H", cmap[2:4])[0]):
        offset = struct.unpack(">HHL", cmap[4 + 8 * i : 12 + 8 * i])[2]
        if struct.unpack(">H", cmap[offset : offset + 2])[0] == 4:
            return _segments(cmap[offset:])
    raise ValueError("the font has no table of characters of format 4")


def _segments(table: bytes) -> dict[int, int]:
    """Format 4: stretches of characters, each with a shift or with a list of its glyphs."""
    double = struct.unpack(">H", table[6:8])[0]
    ends, starts, deltas, offsets = (
        struct.unpack(f">{double // 2}H", table[at : at + double]) for at in (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    )
    found = {}
    for i, (end, start, delta, offset) in enumerate(zip(ends, starts, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                at = 16 + 3 * double + 2 * i + offset + 2 * (code - start)
                glyph = struct.unpack(">H", table[at : at + 2])[0]
                if not glyph:
                    continue
            if (glyph + delta) % 65536:
                found[code] = (glyph + delta) % 65536
    return found
