"""Large text files that are written evenly, cell by cell without a Python string for each: numpy finds the cells, pandas' hash tables the distinct ones.

The careful way (text, rows, table) reads every file; this one reads the same from an even file and gives up on all others.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from jobstats.readers.coded import Coded, Ints

#: From so many bytes on a file is worth it.
SIZE = 2**20
#: So much is looked at together: what fits a core's cache.
_CHUNK = 2**18
_LONGEST = 2**16
#: Cells up to so many bytes are made text all together.
_SHORT = 39
_BOM = b"\xef\xbb\xbf"
_QUOTE, _LINE, _RETURN = b'"\n\r'
#: The first bytes of eight, by how many are the cell's.
_FIRST = np.array([(1 << 8 * n) - 1 for n in range(9)], dtype=np.uint64)
#: Odd numbers: what multiplies each eight bytes of a cell, so that all of them together are one number.
_ODD = np.random.default_rng(4).integers(0, 2**63, _LONGEST // 8 + 1, dtype=np.uint64) * np.uint64(2) + np.uint64(1)

Bytes = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]


class _UnevenError(Exception):
    """The file is to be read the careful way."""


@dataclass(frozen=True)
class Even:
    """An even file: the cells of its first line as they stand there, and of all further lines that are not blank."""

    first: list[str]
    lines: Ints
    cells: list[Coded]


@dataclass(frozen=True, eq=False)
class _Cells:
    """Where cells stand (by column, then row), how many bytes each has, the first eight of them, and a number made of all."""

    start: Places
    size: Places
    head: Words
    key: Words

    def column(self, i: int) -> _Cells:
        """Those of one column."""
        return _Cells(self.start[i], self.size[i], self.head[i], self.key[i])


def even(data: bytes, separator: str) -> Even | None:
    """The cells of a text file in UTF-8; None unless each line holds as many as the first, with quotes around whole cells or nowhere."""
    begin, end = len(_BOM) if data.startswith(_BOM) else 0, len(data)
    while end > begin and data[end - 1] in b"\r\n":
        end -= 1
    if data.find(b"\n", end) < 0:
        data += b"\n"
    columns = _width(data[begin : data.find(b"\n", begin)], ord(separator))
    if columns < 2 or end - begin < 8 or end >= 2**31:
        return None
    words = np.ndarray(len(data) - 7, "<u8", data, 0, (1,))
    try:
        with ThreadPoolExecutor(2) as pool:
            spans = list(pairwise(_cuts(data, begin, data.find(b"\n", end) + 1)))
            parts = list(pool.map(lambda span: _look(data, words, span, columns, ord(separator)), spans))
            first = [_text(data, words, part.start[:1], part.size[:1])[0].strip() for part in map(parts[0].column, range(columns))]
            cells = list(pool.map(lambda i: _column(data, words, [part.column(i) for part in parts]), range(columns)))
    except (_UnevenError, UnicodeDecodeError):
        return None
    if not any(first) or any(_is_remark(cell) for cell in (first[0], *cells[0].values)):
        return None
    return Even(first, *_without_blank(cells))


def _width(line: bytes, separator: int) -> int:
    """How many cells the first line holds."""
    marks = np.frombuffer(line, dtype=np.uint8)
    outside = np.cumsum(marks == _QUOTE) % 2 == 0
    return int(((marks == separator) & outside).sum()) + 1


def _cuts(data: bytes, begin: int, end: int) -> Iterator[int]:
    """Where the file is cut in pieces: always where a line begins."""
    while begin < end:
        yield begin
        begin = data.rfind(b"\n", begin, min(begin + _CHUNK, end)) + 1 or data.find(b"\n", begin) + 1
    yield end


def _look(data: bytes, words: Words, span: tuple[int, int], columns: int, separator: int) -> _Cells:
    """The cells of these lines, each of which must have as many."""
    begin, end = span
    piece = np.frombuffer(data, np.uint8, end - begin, begin)
    mark = piece == separator
    mark |= piece == _LINE
    quote = piece == _QUOTE
    quoted = bool(quote.any())
    if quoted:
        mark |= quote
    place = np.flatnonzero(mark)
    if quoted:
        place = _outside(piece, place, separator)
    if len(place) % columns:
        raise _UnevenError
    stop = np.ascontiguousarray(place.reshape(-1, columns).T)
    line_end = piece[stop] == _LINE
    if line_end[:-1].any() or not line_end[-1].all():
        raise _UnevenError
    start = np.empty_like(stop)
    np.add(stop[:-1], 1, out=start[1:])
    start[0, 0], start[0, 1:] = 0, stop[-1, :-1] + 1
    stop[-1] -= (piece[stop[-1] - 1] == _RETURN) & (stop[-1] > start[-1])
    if quoted:
        wrapped = (piece[start] == _QUOTE) & (stop > start)
        start += wrapped
        stop -= wrapped
    stop -= start
    start += begin
    if stop.max() > _LONGEST:
        raise _UnevenError
    head = _eight(words, start) & _FIRST.take(stop, mode="clip")
    key = head * _ODD[0]
    for cells in zip(start, stop, key, strict=True):
        _add_further(words, *cells)
    return _Cells(start.astype(np.int32), stop.astype(np.int32), head, key)


def _outside(piece: Bytes, place: Ints, separator: int) -> Ints:
    """Of the places of separators, line ends and quotes, the first two where no quote is open; quotes only around whole cells."""
    kind = piece[place]
    is_quote = kind == _QUOTE
    opened = is_quote.view(np.uint8).cumsum(dtype=np.uint8) & 1
    if opened[-1] or (opened.view(bool) & (kind == _LINE)).any():
        raise _UnevenError
    quotes = place[is_quote]
    opening, closing = quotes[::2], quotes[1::2]
    doubled = closing[:-1] + 1 == opening[1:]
    before, after = piece[opening - 1], piece[closing + 1]
    begins = (before == separator) | (before == _LINE)
    begins[1:] |= doubled
    line_end = (after == _RETURN) & (piece[np.minimum(closing + 2, len(piece) - 1)] == _LINE)
    stops = (after == separator) | (after == _LINE) | line_end
    stops[:-1] |= doubled
    if not (begins.all() and stops.all()):
        raise _UnevenError
    outside: Ints = place[~is_quote & (opened == 0)]
    return outside


def _add_further(words: Words, start: Ints, size: Ints, key: Words) -> None:
    """Add to the number of each cell its further bytes, eight by eight, each times an odd number of their own."""
    longest, shortest = int(size.max()), int(size.min())
    for k in range(1, -(-longest // 8)):
        rows = slice(None) if shortest > 8 * k else np.flatnonzero(size > 8 * k)
        word = _eight(words, start[rows] + 8 * k)
        word &= _FIRST.take(size[rows] - 8 * k, mode="clip")
        word *= _ODD[k]
        key[rows] += word


def _eight(words: Words, start: Ints | Places) -> Words:
    """The eight bytes from there on; fewer at the end of the file."""
    last = len(words) - 1
    if start.max(initial=0) <= last:
        return words[start]
    there = np.minimum(start, last)
    return words[there] >> ((start - there) * 8).astype(np.uint64)


def _column(data: bytes, words: Words, parts: list[_Cells]) -> Coded:
    """The distinct cells of a column, but for its first."""
    at = _Cells(*(np.concatenate([getattr(part, name) for part in parts])[1:] for name in ("start", "size", "head", "key")))
    codes, _ = pd.factorize(at.key)
    codes = codes.astype(np.int64, copy=False)
    first = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    _verify(words, at, codes, first)
    return Coded(codes, _text(data, words, at.start[first], at.size[first])).mapped(str.strip)


def _verify(words: Words, at: _Cells, codes: Ints, first: Ints) -> None:
    """Cells of one number are the same cell: as long, and the same in all but their last eight bytes, which then are the same as well."""
    longest = int(at.size.max(initial=0))
    if (at.size[first].take(codes) != at.size).any() or (longest > 8 and (at.head[first].take(codes) != at.head).any()):
        raise _UnevenError
    for k in range(8, longest - 8, 8):
        rows = np.flatnonzero(at.size > k + 8)
        if (_eight(words, at.start[first] + k).take(codes[rows]) != _eight(words, at.start[rows] + k)).any():
            raise _UnevenError


def _text(data: bytes, words: Words, start: Places, size: Places) -> list[str]:
    """These cells as text, their quotes no longer doubled."""
    if not len(start):
        return []
    longest = int(size.max())
    if longest <= _SHORT:
        eights = [_eight(words, start + 8 * k) & _FIRST.take(size - 8 * k, mode="clip") for k in range(longest // 8 + 1)]
        cells = np.stack(eights, axis=1).view(f"S{8 * len(eights)}")[:, 0].tolist()
    else:
        cells = [data[i:j] for i, j in zip(start.tolist(), (start + size).tolist(), strict=True)]
    whole = b"\n".join(cells)
    text = whole.decode("utf-8")
    if len(whole) != int(size.sum()) + len(size) - 1:  # a zero byte at the end of a cell
        raise _UnevenError
    if any(mark in text for mark in "\0\r\x1a\ufeff") or not (text.isascii() or unicodedata.is_normalized("NFC", text)):
        raise _UnevenError
    return text.replace('""', '"').split("\n")


def _is_remark(cell: str) -> bool:
    """Whether a line that begins with this cell may be a comment, or a marker of a merge."""
    return (cell[:1] == "#" and cell != "#") or cell[:7] in ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def _without_blank(cells: list[Coded]) -> tuple[Ints, list[Coded]]:
    """The lines that hold more than separators, and their cells."""
    lines = np.arange(2, len(cells[0]) + 2)
    blank = np.ones(len(lines), dtype=bool)
    for column in cells:
        blank &= column.mask(lambda cell: not cell)
        if not blank.any():
            return lines, cells
    return lines[~blank], [column.of_rows(~blank) for column in cells]
