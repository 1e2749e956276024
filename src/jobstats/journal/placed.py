"""The text the readers make of a file's bytes, each character with its place in the bytes. Knows no rows, changes nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jobstats.errors import LogError
from jobstats.readers.coded import Ints
from jobstats.readers.text import CODECS, Text, text_of, utf16_unmarked, windows

_BOM = b"\xef\xbb\xbf"
_AS_UTF8 = "Save it once as “CSV UTF-8”, and load it again"


@dataclass(frozen=True, eq=False)
class Placed:
    """A text and its bytes. encoding: as a person calls it; codec: as Python does. first: where the text begins, behind its marks.

    starts, ends: the bytes of each character, None where each is one byte. stop: the character before which a new row goes (zero
    bytes and a Ctrl-Z at the end stay behind it), and at its byte. cut: whether the last line ends inside a character. mixed:
    whether some lines are Windows-1252 in a file of UTF-8.
    """

    data: bytes
    text: str
    encoding: str
    codec: str
    first: int
    starts: Ints | None
    ends: Ints | None
    stop: int
    at: int
    cut: bool = False
    mixed: bool = False

    def begin(self, i: int) -> int:
        """The byte at which a character begins; behind the last one, where that ends."""
        if i >= len(self.text):
            return self.after(len(self.text))
        return self.first + i if self.starts is None else int(self.starts[i])

    def after(self, i: int) -> int:
        """The byte at which the character before this one ends: what is not read between the two belongs to this one."""
        if not i:
            return self.first
        return self.first + i if self.ends is None else int(self.ends[i - 1])

    def char(self, byte: int) -> int:
        """How many characters begin before this byte."""
        return min(max(byte - self.first, 0), len(self.text)) if self.starts is None else int(np.searchsorted(self.starts, byte))


def placed(data: bytes, name: str) -> Placed:
    """The text of these bytes, exactly as readers.text gives it; LogError where the places of its characters cannot be told."""
    read = text_of(data)
    body = data.removeprefix(_BOM)
    if read.encoding == "UTF-8" and len(body) == len(read.text) and read.text.isascii() and body == read.text.encode():
        return Placed(data, read.text, "UTF-8", "utf-8", len(data) - len(body), None, None, len(body), len(data))
    try:
        text, sizes, begin, codec, mixed = _decoded(data, read)
    except UnicodeError as error:
        raise _unsure(name) from error
    ends = begin + np.cumsum(sizes)
    starts = ends - sizes
    marks = len(text) - len(text.lstrip("\ufeff"))
    first = int(ends[marks - 1]) if marks else begin
    text, starts, ends, at = _controlled(text[marks:], starts[marks:], ends[marks:])
    text, starts, ends = _composed(*_unmarked(*_once(text, starts, ends)))
    if text != read.text:
        raise _unsure(name)
    stop, at = (len(text), len(data)) if at < 0 else (int(np.searchsorted(starts, at)), at)
    return Placed(data, text, read.encoding, codec, first, starts, ends, stop, at, bool(read.problems), mixed)


def _unsure(name: str) -> LogError:
    """What to say of bytes that are read only with loss."""
    return LogError(f"{name} holds bytes that are no letters, and beside them nothing can be written safely. {_AS_UTF8}.")


def _decoded(data: bytes, read: Text) -> tuple[str, Ints, int, str, bool]:
    """The text before it is mended, how many bytes each character has, where it begins, its codec, and whether lines differ in theirs."""
    if read.encoding in ("UTF-16", "UTF-32"):
        mark, codec, _ = next(c for c in (*CODECS, *utf16_unmarked(data)) if data.startswith(c[0]))
        width = 4 if read.encoding == "UTF-32" else 2
        text = data[len(mark) : len(data) - (len(data) - len(mark)) % width].decode(codec, "surrogatepass")
        text = _whole_lines(re.sub("[\ud800-\udfff]", "\ufffd", text), read)
        return text, np.where((_codes(text) > 0xFFFF) | (width == 4), 4, 2).astype(np.int64), len(mark), codec, False
    if read.encoding == "Windows-1252":
        return windows(data), np.ones(len(data), dtype=np.int64), 0, "cp1252", False
    try:
        text = _whole_lines(data.decode("utf-8", "ignore" if read.problems else "strict"), read)
        return text, _utf8_sizes(text), 0, "utf-8", False
    except UnicodeDecodeError:
        texts, sizes = [], []
        for line in data.splitlines(keepends=True):
            try:
                texts.append(line.decode("utf-8"))
                sizes.append(_utf8_sizes(texts[-1]))
            except UnicodeDecodeError:
                texts.append(windows(line))
                sizes.append(np.ones(len(line), dtype=np.int64))
        return "".join(texts), np.concatenate(sizes), 0, "utf-8", True


def _whole_lines(text: str, read: Text) -> str:
    """Without a last line that is cut off."""
    return text[: max(text.rfind("\n"), text.rfind("\r")) + 1] if read.problems else text


def _codes(text: str) -> npt.NDArray[np.uint32]:
    """The number of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _utf8_sizes(text: str) -> Ints:
    """How many bytes each character has in UTF-8."""
    codes = _codes(text)
    sizes: Ints = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
    return sizes


def _controlled(text: str, starts: Ints, ends: Ints) -> tuple[str, Ints, Ints, int]:
    """Without zero characters and a Ctrl-Z at the end; and the byte of the first such in the tail, -1 if there is none."""
    if "\0" not in text and "\x1a" not in text:
        return text, starts, ends, -1
    body = len(text.rstrip("\0\r\n \x1a"))
    tail = text[body:]
    first = min((i for i in (tail.find("\0"), tail.find("\x1a")) if i >= 0), default=-1)
    kept = _codes(text) != 0
    kept[body:] &= _codes(tail) != 0x1A
    text = text[:body].replace("\0", "") + tail.replace("\0", "").replace("\x1a", "")
    return text, starts[kept], ends[kept], int(starts[body + first]) if first >= 0 else -1


def _once(text: str, starts: Ints, ends: Ints) -> tuple[str, Ints, Ints]:
    """CR CR LF as one line end."""
    found = [match.start() for match in re.finditer("\r\r\n", text)] if "\r\r\n" in text else []
    if not found:
        return text, starts, ends
    place = np.array(found)
    starts = starts.copy()
    starts[place + 2] = starts[place]
    gone = np.concatenate((place, place + 1))
    return text.replace("\r\r\n", "\n"), np.delete(starts, gone), np.delete(ends, gone)


def _unmarked(text: str, starts: Ints, ends: Ints) -> tuple[str, Ints, Ints]:
    """Without byte-order marks at the beginning of lines."""
    spans = [match.span() for match in re.finditer("(?m)(?<=[\r\n])\ufeff+", text)] if "\ufeff" in text else []
    if not spans:
        return text, starts, ends
    gone = np.concatenate([np.arange(*span) for span in spans])
    return re.sub("(?m)(?<=[\r\n])\ufeff+", "", text), np.delete(starts, gone), np.delete(ends, gone)


def _composed(text: str, starts: Ints, ends: Ints) -> tuple[str, Ints, Ints]:
    """Letters written in two parts as one, each with the bytes of both; an ASCII character never belongs to the letter before it."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, starts, ends
    out: list[str] = []
    first: list[Ints] = []
    last: list[Ints] = []
    done = 0
    for match in re.finditer(r"[\0-\x7f]?[^\0-\x7f]+", text):
        whole, (i, j) = match[0], match.span()
        new = unicodedata.normalize("NFC", whole)
        if new == whole:
            continue
        same = i + (new[0] == whole[0])
        new = new[same - i :]
        out += [text[done:same], new]
        first += [starts[done:same], np.full(len(new), starts[same])]
        last += [ends[done:same], np.full(len(new), ends[j - 1])]
        done = j
    return "".join((*out, text[done:])), np.concatenate((*first, starts[done:])), np.concatenate((*last, ends[done:]))
