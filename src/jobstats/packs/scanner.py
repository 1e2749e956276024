"""What must not leave the machine, looked for in every byte of what is about to: each container unpacked, each way of writing undone."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from jobstats.packs.escapes import packed_in, unescaped, untagged
from jobstats.packs.finding import Search
from jobstats.packs.tokens import Token, private_tokens, token, tokens
from jobstats.packs.unpacking import Piece, Room, TooMuch, pieces

__all__ = ["Leak", "Token", "leaks", "private_tokens", "token", "tokens"]

#: So much may come out of one file, and so many things may lie in one another.
MOST = 256 << 20
DEEP = 8
#: Escapes in escapes: a page in a script in a notebook has three.
_ROUNDS = 4
#: What every file of the kit may hold is cut out only if it is long enough to be nothing else.
_KNOWN = 64
_WIDE = (("UTF-16", "utf-16-le", 0), ("UTF-16", "utf-16-le", 1), ("UTF-16", "utf-16-be", 0), ("UTF-16", "utf-16-be", 1))
_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, order=True)
class Leak:
    """A name where none may be: place “report.html » data URL » PNG text Title”, the token's text, how it is written there.

    A token of "" says that this place could not be looked into, and form why: what cannot be looked into must not leave either.
    It holds the very name: show it to nobody but the log's owner.
    """

    place: str
    token: str
    form: str


def leaks(data: bytes | Path, tokens: Iterable[Token], known: Iterable[str] = (), most: int = MOST) -> list[Leak]:
    """The tokens that a file, or some bytes, hold anywhere, in the order of their places.

    known: long texts that are the same for everybody and pass unread, wherever they stand: plotly.js says “target” a
    hundred times. most: bytes that may be unpacked in all; what is beyond is told as a leak, and so is what is locked.

    Not seen: names in pixels, or drawn as lines; cut into pieces that a program puts together; in more than five layers of
    escapes; translated, abbreviated, hashed; packed with Brotli, Zstandard, Snappy, or by a deflate without any head.
    """
    name = data.name if isinstance(data, Path) else "the bytes"
    scan = _Scan(Search(tokens), Room(most), _cut_out(known))
    if isinstance(data, Path):
        scan.text(name, "the file's name", 0)
        if data.stat().st_size > most:
            return [*sorted(scan.found), Leak(name, "", "it is too large to be looked into")]
    try:
        scan.data(data.read_bytes() if isinstance(data, Path) else data, name, 0)
    except TooMuch:
        scan.found.add(Leak(name, "", "too much comes out when it is unpacked"))
    return sorted(scan.found)


def _cut_out(known: Iterable[str]) -> list[bytes]:
    """Texts as bytes, the longest first."""
    return sorted((k.encode() for k in set(known) if len(k) >= _KNOWN), key=len, reverse=True)


@dataclass
class _Scan:
    """One look at one file."""

    search: Search
    room: Room
    known: list[bytes]
    found: set[Leak] = field(default_factory=set)
    _seen: set[bytes] = field(default_factory=set)

    def data(self, data: bytes, place: str, depth: int) -> None:
        """Bytes: what is packed in them, then what is left as text in every way it may be meant."""
        if self._again(data):
            return
        if depth > DEEP:
            self.found.add(Leak(place, "", "too many things lie in one another"))
            return
        for same in self.known:
            data = data.replace(same, b"\n")
        rest, at = bytearray(), 0
        for piece in pieces(data, self.room):
            self._piece(piece, place, depth)
            if piece.end > piece.start + 5 and piece.start >= at:
                rest += data[at : piece.start] + b"\n"
                at = piece.end
        for way, text in _texts(bytes(rest + data[at:])):
            self.text(text, f"{place} » {way}" if way else place, depth)

    def _again(self, data: bytes) -> bool:
        """Whether these bytes were looked at already."""
        if len(data) < _KNOWN:
            return False
        mark = blake2b(data, digest_size=16).digest()
        old = mark in self._seen
        self._seen.add(mark)
        return old

    def _piece(self, piece: Piece, place: str, depth: int) -> None:
        where = f"{place} » {piece.place}"
        if piece.fault:
            self.found.add(Leak(where, "", piece.fault))
        elif isinstance(piece.content, str):
            self.text(piece.content, where, depth + 1)
        elif piece.content:
            self.data(piece.content, where, depth + 1)

    def text(self, text: str, place: str, depth: int, rounds: int = 0, told: frozenset[Token] = frozenset()) -> None:
        """A text: as it stands, without tags, what it holds in base64, and with its escapes undone, again and again.

        told: tokens found there already, of which nothing more need be said.
        """
        told = self._look(text, place, told)
        if bare := untagged(text):
            told = self._look(bare, f"{place} » without tags", told)
        if depth > DEEP:
            self.found.add(Leak(place, "", "too many things lie in one another"))
            return
        for kind, content in packed_in(text):
            where = f"{place} » {kind}"
            self.room.take(len(content))
            if isinstance(content, bytes):
                self.data(content, where, depth + 1)
            elif not self._again(content.encode("utf-8", "replace")):
                self.text(content, where, depth + 1)
        if plain := unescaped(text):
            if rounds < _ROUNDS:
                self.room.take(len(plain))
                self.text(plain, f"{place} » unescaped", depth, rounds + 1, told)
            else:
                self._look(plain, f"{place} » unescaped", told)

    def _look(self, text: str, place: str, told: frozenset[Token]) -> frozenset[Token]:
        new = [(one, form) for one, form in self.search.found(text) if one not in told]
        self.found |= {Leak(place, one.text, form) for one, form in new}
        return told | {one for one, _ in new}


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """Bytes as text, in every way they may be meant, with the way's name where it is not the usual one."""
    try:
        text = data.decode()
        yield "", text
    except UnicodeDecodeError:
        yield "", data.decode("utf-8", "replace")
        yield "Latin", data.decode("cp1252", "replace")
        text = ""
    if b"\0" in data or data.startswith(_BOMS) or (data and not text):
        for way, encoding, off in _WIDE:
            yield way, data[off:].decode(encoding, "replace")
        if b"\0\0\0" in data:
            yield "UTF-32", data.replace(b"\0", b"").decode("utf-8", "replace")
