"""What bytes hold packed: zip, gzip, zlib, bz2, xz, PNG and PDF, wherever in them it begins. Nothing is run, and no pickle is read."""

from __future__ import annotations

import bz2
import lzma
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jobstats.packs import pdf

#: Signatures; the last is zlib's two bytes, checked by their sum.
_BEGINS = re.compile(
    rb"PK\x03\x04|\x1f\x8b\x08|BZh[1-9]1AY&SY|\xfd7zXZ\x00|\x89PNG\r\n\x1a\n|%PDF-|[\x08\x18\x28\x38\x48\x58\x68\x78][\x00-\x1f\x40-\x5f\x80-\x9f\xc0-\xdf]",
)
_NEXT = re.compile(rb"PK(?:\x03\x04|\x01\x02|\x05\x06|\x07\x08)")
_PIXELS = (b"IDAT", b"PLTE", b"fdAT")
_BLOCK = 1 << 16


class TooMuch(Exception):
    """More would come out than is allowed."""


@dataclass
class Room:
    """How many bytes may still come out."""

    left: int

    def take(self, n: int) -> None:
        """Count them; raises TooMuch when it is enough."""
        self.left -= n
        if self.left < 0:
            raise TooMuch


@dataclass(frozen=True)
class Piece:
    """One thing found in bytes: where it stands in them, and what came out. fault: why nothing could."""

    place: str
    start: int
    end: int
    content: bytes | str = b""
    fault: str = ""


def pieces(data: bytes, room: Room) -> Iterator[Piece]:
    """Everything packed in these bytes, in order; what lies between is in none of them."""
    at = 0
    while (m := _BEGINS.search(data, at)) is not None:
        at = m.start() + 1
        for piece in _opened(m, data, room):
            yield piece
            at = max(at, piece.end)


def _opened(m: re.Match[bytes], data: bytes, room: Room) -> Iterator[Piece]:
    sign, at = m[0], m.start()
    if sign == b"PK\x03\x04":
        yield from _member(data, at, room)
    elif sign == b"\x1f\x8b\x08":
        yield from _stream("gzip", zlib.decompressobj(31), data, at, at, room)
    elif sign.startswith(b"BZh"):
        yield from _stream("bz2", bz2.BZ2Decompressor(), data, at, at, room)
    elif sign == b"\xfd7zXZ\x00":
        yield from _stream("xz", lzma.LZMADecompressor(), data, at, at, room)
    elif sign.startswith(b"\x89PNG"):
        yield from _png(data, at, room)
    elif sign == b"%PDF-":
        for place, content, fault in pdf.pieces(data[at:], lambda packed: inflated(packed, room)):
            yield Piece(place, at, at + 5, content, fault)
    elif int.from_bytes(sign) % 31 == 0:
        place = "PDF stream" if data[max(0, at - 8) : at].rstrip(b"\r\n").endswith(b"stream") else "zlib stream"
        yield from _stream(place, zlib.decompressobj(), data, at, at, room)


@dataclass
class _Out:
    parts: list[bytes] = field(default_factory=list)
    end: int = 0
    whole: bool = False


def _read(opener: Any, data: bytes, begin: int, room: Room) -> _Out:
    """What an opener gives from a place on, block by block; what came before an error is kept."""
    out = _Out(end=begin)
    feed = b""
    while not opener.eof:
        if not feed and getattr(opener, "needs_input", True):
            feed = data[out.end : out.end + _BLOCK]
            out.end += len(feed)
        try:
            got = opener.decompress(feed, _BLOCK)
        except (zlib.error, OSError, lzma.LZMAError, EOFError):
            return out
        if not got and not feed:
            return out
        room.take(len(got))
        out.parts.append(got)
        feed = getattr(opener, "unconsumed_tail", b"")
    out.end -= len(opener.unused_data)
    out.whole = True
    return out


def _stream(place: str, opener: Any, data: bytes, start: int, begin: int, room: Room) -> Iterator[Piece]:
    """A packed stream; a broken one gives what can be had, and its bytes are looked at as they are too."""
    out = _read(opener, data, begin, room)
    content = b"".join(out.parts)
    if out.whole:
        yield Piece(place, start, out.end, content)
    elif len(content) >= 32:
        yield Piece(f"{place} (broken)", start, start + 1, content)


def inflated(packed: bytes, room: Room) -> bytes | None:
    """A zlib stream; None if it is none."""
    content = b"".join(_read(zlib.decompressobj(), packed, 0, room).parts)
    return content or None


def _member(data: bytes, at: int, room: Room) -> Iterator[Piece]:
    """A file in a zip, by its own header: those the zip's list no longer names are found as well."""
    if len(data) < at + 30:
        return
    _, flags, method, _, _, _, packed, _, n, extra = struct.unpack_from("<5H3I2H", data, at + 4)
    begin = at + 30 + n + extra
    raw = data[at + 30 : at + 30 + n]
    name = raw.decode("utf-8" if flags & 0x800 else "cp437", "replace")
    if len(raw) < n or begin > len(data) or "\0" in name:
        return
    yield Piece("name of a file in a zip", at, at + 1, name)
    if flags & 1:
        yield Piece(name, at, at + 1, fault="it is locked with a password")
    elif method == 8:
        yield from _stream(name, zlib.decompressobj(-15), data, begin, begin, room)
    elif method == 12:
        yield from _stream(name, bz2.BZ2Decompressor(), data, begin, begin, room)
    elif method == 0:
        end = begin + packed
        if flags & 8 or packed == 0xFFFFFFFF:
            after = _NEXT.search(data, begin)
            end = after.start() if after else len(data)
        content = data[begin:end]
        room.take(len(content))
        yield Piece(name, begin, min(end, len(data)), content)
    else:
        yield Piece(name, at, at + 1, fault=f"it is packed in a way not known here (zip method {method})")


def _png(data: bytes, at: int, room: Room) -> Iterator[Piece]:
    """The words of a PNG; its pixels are no text, and pass."""
    at += 8
    while len(data) >= at + 12:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        end = at + 12 + size
        if len(body) < size or not kind.isalpha():
            return
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            key, _, rest = body.partition(b"\0")
            yield Piece(f"PNG text {key.decode('latin-1')}", at, end, _png_text(kind, rest, room))
            yield Piece("PNG text", at, end, key.decode("latin-1"))
        elif kind not in _PIXELS:
            yield Piece(f"PNG {kind.decode()}", at, end, body)
        else:
            yield Piece("pixels", at, end)
        at = end
        if kind == b"IEND":
            return


def _png_text(kind: bytes, rest: bytes, room: Room) -> bytes:
    """The text of a text chunk; where it cannot be unpacked, its bytes."""
    if kind == b"tEXt":
        return rest
    if kind == b"zTXt":
        return inflated(rest[1:], room) or rest
    packed, (language, _, rest) = rest[:1] == b"\1", rest[2:].partition(b"\0")
    title, _, text = rest.partition(b"\0")
    return b"\n".join((language, title, (inflated(text, room) or text) if packed else text))
