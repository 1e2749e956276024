"""The words of a PDF: streams in the filters that can be read, strings, and what its fonts' own codes stand for."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_STRING = re.compile(rb"\(((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*)\)|<([0-9A-Fa-f\s]+)>|/([^\s/<>\[\]()]+)\s+[\d.]+\s+Tf\b", re.DOTALL)
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b(.*?)(?:endobj|\Z)", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_SINGLE = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_BLOCKS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_ITEM = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
#: Filters of images say nothing in words; these would, and are not read here.
_SHUT = {b"LZWDecode": "LZW", b"Crypt": "a lock"}
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")

Open = Callable[[bytes], "bytes | None"]
Table = dict[bytes, str]


def pieces(data: bytes, inflate: Open) -> Iterator[tuple[str, bytes | str, str]]:
    """Place, content and fault of all that is in a PDF. What flows through Flate alone is found without this room as well."""
    if re.search(rb"/Encrypt[\s<]", data):
        yield "PDF", b"", "it is locked"
    plain = _STREAM.sub(b" ", data)
    contents = [_NAME.sub(lambda m: bytes([int(m[1], 16)]), plain)]
    objects = {m[1]: m[2] for m in _OBJECT.finditer(plain)}
    streams: dict[bytes, bytes] = {}
    for m in _STREAM.finditer(data):
        before, _, head = data[max(0, m.start() - 800) : m.start()].rpartition(b" obj")
        shut = next((word for name, word in _SHUT.items() if b"/" + name in head), "")
        content = m[1] if shut else _decoded(m[1], head, inflate)
        if shut:
            yield "PDF stream", b"", f"{shut} is not opened here"
        elif content is not m[1]:
            yield "PDF stream", content, ""
        contents.append(content)
        streams[(before.split()[-2:] or [b""])[0]] = content
        if b"/ObjStm" in head:
            objects |= _objects(content, head)
    fonts = _fonts(objects, streams)
    for content in contents:
        for text in _words(content, fonts):
            yield "PDF string", text, ""
            if _LEFTWARD.search(text):  # drawn from the left, read from the right
                yield "PDF string", "\n".join(line[::-1] for line in text.split("\n")), ""


def _objects(content: bytes, head: bytes) -> dict[bytes, bytes]:
    """The objects of a stream of objects, by their number."""
    first = re.search(rb"/First\s+(\d+)", head)
    at = int(first[1]) if first else 0
    numbers = content[:at].split()
    places = [int(n) for n in numbers[1::2] if n.isdigit()]
    ends = [*places[1:], len(content)]
    return {n: content[at + a : at + b] for n, a, b in zip(numbers[::2], places, ends, strict=False)}


def _fonts(objects: dict[bytes, bytes], streams: dict[bytes, bytes]) -> dict[bytes, list[Table]]:
    """What each font's codes stand for, by the names pages call it; b"" holds all of them."""
    tables: dict[bytes, list[Table]] = {}
    for number, body in objects.items():
        if (m := re.search(rb"/ToUnicode\s+(\d+)\s", body)) is not None:
            tables[number] = _tables(streams.get(m[1], b""))
    out: dict[bytes, list[Table]] = {b"": [t for some in tables.values() for t in some]}
    for body in objects.values():
        for name, number in re.findall(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R", body):
            out.setdefault(name, []).extend(t for t in tables.get(number, []) if t not in out[name])
    return {name: some for name, some in out.items() if some}


def _decoded(content: bytes, head: bytes, inflate: Open) -> bytes:
    """A stream through the filters named before it, in their order."""
    for name in re.findall(rb"/(ASCIIHexDecode|AHx|ASCII85Decode|A85|FlateDecode|Fl)\b", head):
        if name in (b"ASCIIHexDecode", b"AHx"):
            content = _hex(content.partition(b">")[0])
        elif name in (b"ASCII85Decode", b"A85"):
            try:
                content = base64.a85decode(content.strip().removeprefix(b"<~").removesuffix(b"~>"))
            except ValueError:
                return content
        else:
            content = inflate(content) or content
    return content


def _hex(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    try:
        return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
    except binascii.Error:
        return b""


def _unescaped(m: re.Match[bytes]) -> bytes:
    return bytes([int(m[1], 8) & 255]) if m[1].isdigit() else _SINGLE.get(m[1], m[1])


def _words(content: bytes, fonts: dict[bytes, list[Table]]) -> Iterator[str]:
    """The strings of a content, as they stand and as its fonts read them; one after the other and run together."""
    for turn, chosen in _passes(content, fonts):
        font, words = b"", []
        for m in _STRING.finditer(content):
            if m[3] is not None:
                font = m[3]
                continue
            string = _hex(m[2]) if m[2] is not None else _ESCAPE.sub(_unescaped, m[1])
            some = fonts.get(font if chosen else b"", [])
            words.append(_read(string, some[turn % len(some)]) if some and turn >= 0 else _plain(string))
        if any(words):
            yield "\n".join(words)
            yield "".join(words)


def _passes(content: bytes, fonts: dict[bytes, list[Table]]) -> list[tuple[int, bool]]:
    """How the strings of a content are read: as they stand (-1); where it names its fonts, by the tables of each; by any table where one is not known."""
    font, used, lost = b"", set(), False
    for m in _STRING.finditer(content):
        if m[3] is not None:
            font = m[3]
        elif font in fonts and font:
            used.add(font)
        else:
            lost = True
    passes = [(-1, False), *((turn, True) for turn in range(max((len(fonts[f]) for f in used), default=0)))]
    if lost and b"Tf" in content:
        passes += [(turn, chosen) for turn in range(max(map(len, fonts.values()), default=0)) for chosen in (True, False)]
    return list(dict.fromkeys(passes))


def _plain(string: bytes) -> str:
    """As Unicode where it says so, else as Latin."""
    if string.startswith((b"\xfe\xff", b"\xff\xfe")):
        return string.decode("utf-16", "replace")
    return string.removeprefix(b"\xef\xbb\xbf").decode("utf-8" if string.startswith(b"\xef\xbb\xbf") else "cp1252", "replace")


def _read(string: bytes, table: Table) -> str:
    width = len(next(iter(table)))
    return "".join(table.get(string[i : i + width], "") for i in range(0, len(string), width))


def _tables(content: bytes) -> list[Table]:
    """What the codes of a font stand for (its ToUnicode map), by how many bytes a code has."""
    out: dict[int, Table] = {}
    for kind, block in _BLOCKS.findall(content):
        items = [(_hex(m[1]) if m[1] is not None else m[0]) for m in _ITEM.finditer(block)]
        for code, text in _chars(items) if kind == b"char" else _ranges(items):
            out.setdefault(len(code), {})[code] = text
    return [table for width, table in out.items() if width]


def _chars(items: list[bytes]) -> Iterator[tuple[bytes, str]]:
    for code, text in zip(items[::2], items[1::2], strict=False):
        yield code, text.decode("utf-16-be", "replace")


def _ranges(items: list[bytes]) -> Iterator[tuple[bytes, str]]:
    at = 0
    while at + 2 < len(items):
        first, last, to = items[at : at + 3]
        low, high = int.from_bytes(first), min(int.from_bytes(last), int.from_bytes(first) + 0xFFFF)
        at += 3
        if to == b"[":
            end = items.index(b"]", at) if b"]" in items[at:] else len(items)
            texts = [t.decode("utf-16-be", "replace") for t in items[at:end]]
            at = end + 1
        else:
            begin = int.from_bytes(to[-2:])
            lead = to[:-2].decode("utf-16-be", "replace")
            texts = [lead + chr(min(begin + i, 0xFFFF)) for i in range(high - low + 1)]
        yield from ((code.to_bytes(len(first)), text) for code, text in zip(range(low, high + 1), texts, strict=False))
