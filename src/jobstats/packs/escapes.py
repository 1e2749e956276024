"""Text written in another way inside text: \\u and \\x, entities, %41, base64, hexadecimal figures."""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Iterator

_ESCAPE = re.compile(
    r"(?:\\u[0-9a-fA-F]{4})+|(?:\\x[0-9a-fA-F]{2})+|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}|(?:\\[0-3][0-7]{2})+|\\[\\\"'/bfnrt`(){}<>]"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|(?:%[0-9a-fA-F]{2})+|_x[0-9a-fA-F]{4}_"
)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
#: Around an escape so much is read again: more than the longest name.
_AROUND = 160
#: Between parts cut out of a text: a letter, so that no word ends at a cut.
CUT = "\ua66e"
_TAGGED = re.compile(r"</\w")
_TAG = re.compile(r"<[^<>]{0,4000}>")
_LINE_END = r"(?:\\r|\r)?(?:\\n|\n)[ \t]{0,8}"
_BASE64 = re.compile(rf"[A-Za-z0-9+/_-]{{8,}}(?:{_LINE_END}[A-Za-z0-9+/_-]{{8,}})*")
_LINES = re.compile(_LINE_END)
_HEX = re.compile(r"(?<![0-9a-zA-Z])(?:[0-9a-fA-F]{2}){4,}(?![0-9A-Za-z])")
_URL_SAFE = str.maketrans("-_", "+/")
_PACKED = re.compile(rb"PK\x03\x04|\x1f\x8b\x08|\x89PNG|%PDF-|\x78[\x01\x5e\x9c\xda]|BZh|\xfd7zXZ")
_CONTROL = re.compile(rb"[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
_PRINTED = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
_WIDE = re.compile(rb"(?:[^\0]\0){3}|(?:\0[^\0]){3}")
_LATIN = bytes(c for c in range(256) if chr(c).isalpha() or chr(c).isspace())
#: Shorter runs begin where they begin; in longer ones something else may stand before.
_LONGER = 16


def unescaped(text: str) -> str:
    """The parts of a text that hold escapes, with these undone; "" if there are none."""
    spans: list[list[int]] = []
    for m in _ESCAPE.finditer(text):
        if spans and m.start() - _AROUND <= spans[-1][1]:
            spans[-1][1] = m.end() + _AROUND
        else:
            spans.append([max(0, m.start() - _AROUND), m.end() + _AROUND])
    if not spans:
        return ""
    new = CUT.join(_ESCAPE.sub(_undone, text[a:b]) for a, b in spans)
    old = CUT.join(text[a:b] for a, b in spans)
    return "" if new == old else _paired(new)


def _paired(text: str) -> str:
    """Halves of a character put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if re.search("[\ud800-\udfff]", text) else text


def _undone(m: re.Match[str]) -> str:
    said = m[0]
    if said[0] == "&":
        return html.unescape(said)
    if said[0] == "%":
        return _text(bytes.fromhex(said.replace("%", "")))
    if said[0] == "_":
        return chr(int(said[2:6], 16))
    kind, rest = said[1], said[2:]
    if kind == "u" and rest[0] != "{":
        return "".join(chr(int(part, 16)) for part in said.split("\\u")[1:])
    if kind in "uU" and rest:
        point = int(rest.strip("{}"), 16)
        return chr(point) if point < 0x110000 else said
    if kind == "x":
        return _text(bytes.fromhex(said.replace("\\x", "")))
    if kind.isdigit():
        return _text(bytes(int(part, 8) for part in said.split("\\")[1:]))
    return _LETTERS.get(kind, kind)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def untagged(text: str) -> str:
    """A text of HTML or XML without its tags, for words that are broken by one; "" if it has none."""
    return _TAG.sub("", text) if _TAGGED.search(text) else ""


def packed_in(text: str) -> Iterator[tuple[str, str | bytes]]:
    """Place and content of every run of base64 or hexadecimal figures that may be something: short texts all at once."""
    short: dict[str, list[str]] = {}
    for place, raw in _runs(text):
        said = _readable(raw)
        if _PACKED.search(raw):
            yield place, raw
        elif said and len(raw) < 4096:
            short.setdefault(place, []).append(said)
        elif said or len(raw) >= 48 or _WIDE.search(raw):
            yield place, raw
        else:
            short.setdefault(place, []).extend(part.decode("utf-8", "replace") for part in _PRINTED.findall(raw))
    for place, texts in short.items():
        yield place, "\n".join(texts)


def _runs(text: str) -> Iterator[tuple[str, bytes]]:
    for m in _BASE64.finditer(text):
        place = "data URL" if text[max(0, m.start() - 8) : m.start()].endswith(";base64,") else "base64"
        lines = _LINES.split(m[0]) if "\n" in m[0] or "\\" in m[0] else [m[0]]
        for run in lines if len(lines) == 1 else ["".join(lines), *lines]:
            yield place, _base64(run)
            if len(run) >= _LONGER:
                for off in (1, 2, 3):
                    raw = _base64(run[off:])
                    if _PACKED.search(raw) or _readable(raw):
                        yield place, raw
    for m in _HEX.finditer(text):
        yield "hexadecimal figures", bytes.fromhex(m[0])


def _base64(run: str) -> bytes:
    if "-" in run or "_" in run:
        run = run.translate(_URL_SAFE)
    run = run[:-1] if len(run) % 4 == 1 else run
    return binascii.a2b_base64(run + "=" * (-len(run) % 4))


def _readable(raw: bytes) -> str:
    """The text it is, "" if it is none."""
    if _CONTROL.search(raw):
        return ""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1") if len(raw) <= 200 and len(raw.translate(None, _LATIN)) < 0.3 * len(raw) else ""
