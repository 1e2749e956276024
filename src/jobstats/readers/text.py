"""Bytes to text: which encoding, and what of the text was mended on the way."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from jobstats.errors import Problem, count

#: The first bytes of a text that says how it is written. UTF-32 begins like UTF-16, so it comes first.
CODECS = (
    (b"\xff\xfe\0\0", "utf-32-le", "UTF-32"),
    (b"\0\0\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
MARKED = tuple(mark for mark, _, _ in CODECS)
#: The characters Windows-1252 puts where Latin-1 has controls; the five bytes it leaves open stay as they are.
_WINDOWS = {b: bytes([b]).decode("cp1252") for b in range(128, 160) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_TO_BYTES = {ord(char): chr(byte) for byte, char in _WINDOWS.items()}
_TWICE = re.compile("[\u00c2-\u00f4][" + "\u0080-\u00bf" + re.escape("".join(_WINDOWS.values())) + "]")
#: Bytes that begin a character of UTF-8 and hardly ever end a word of Windows-1252: Ã, Â, Å and â.
_HARDLY_LETTERS = b"\xc2\xc3\xc5\xe2"


@dataclass(frozen=True)
class Text:
    """A file as text. notes: what was mended; problems: a last line that was cut off."""

    text: str
    encoding: str
    notes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def text_of(data: bytes) -> Text:
    """The text these bytes hold; never fails."""
    notes: list[Problem] = []
    problems: list[Problem] = []
    text, encoding = _decoded(data, notes, problems)
    if text.startswith("\ufeff"):
        text = text[1:]
        if text.startswith("\ufeff"):
            text = text.lstrip("\ufeff")
            notes.append(Problem(1, "", "", "a second byte-order mark (three bytes nobody sees) was ignored", "Nothing to mend"))
    if "\x1a" in text or "\0" in text:
        text = _without_controls(text, notes)
    if "\r\r\n" in text:
        text = text.replace("\r\r\n", "\n")
        notes.append(Problem(0, "", "", "lines end in CR CR LF (a program translated them twice); read as one line end", "Nothing to mend"))
    if not text.isascii():
        text = re.sub("(?m)(?<=[\r\n])\ufeff+", "", text)
        if not unicodedata.is_normalized("NFC", text):
            text = unicodedata.normalize("NFC", text)
            why = "some letters are written in two parts (a letter, then its accent); they were read as one letter"
            notes.append(Problem(0, "", "", why, "Nothing to mend"))
    return Text(text, encoding, notes, problems)


def _decoded(data: bytes, notes: list[Problem], problems: list[Problem]) -> tuple[str, str]:
    """The text and the name of its encoding."""
    for mark, codec, name in (*CODECS, *utf16_unmarked(data)):
        if data.startswith(mark):
            notes.append(Problem(0, "", "", f"read as {name}", "Nothing to mend"))
            width = 4 if name == "UTF-32" else 2
            body = data[len(mark) :]
            text = body[: len(body) // width * width].decode(codec, errors="replace")
            return (_cut(text, problems) if len(body) % width else text), name
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        if error.end == len(data) and error.reason == "unexpected end of data" and _is_cut(data, error.start):
            return _cut(data[: error.start].decode("utf-8"), problems), "UTF-8"
    return _mixed(data, notes)


def utf16_unmarked(data: bytes) -> tuple[tuple[bytes, str, str], ...]:
    """UTF-16 without its mark: in the beginning nearly every second byte is zero."""
    start = data[:2000]
    half = len(start) // 2
    even, odd = start[::2].count(0), start[1::2].count(0)
    if half and odd > half * 0.6 and even < half * 0.1:
        return ((b"", "utf-16-le", "UTF-16"),)
    return ((b"", "utf-16-be", "UTF-16"),) if half and even > half * 0.6 and odd < half * 0.1 else ()


def _is_cut(data: bytes, start: int) -> bool:
    """Whether an unfinished character at the end of the file is one, and not a letter of Windows-1252."""
    return not data[:start].isascii() or len(data) - start > 1 or data[start] in _HARDLY_LETTERS


def _cut(text: str, problems: list[Problem]) -> str:
    """The text without its last line, which ends inside a character."""
    end = max(text.rfind("\n"), text.rfind("\r")) + 1
    why = "this line is cut off: the file ends inside a character"
    problems.append(Problem(_lines(text), "", text[end:].strip()[:60], why, "Write the line again, or take it from your newest backup"))
    return text[:end]


def _lines(text: str) -> int:
    """How many line ends a text holds, and one: the line its end stands on."""
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def windows(data: bytes) -> str:
    """Bytes as Windows-1252; never fails."""
    return data.decode("latin-1").translate(_WINDOWS)


def _mixed(data: bytes, notes: list[Problem]) -> tuple[str, str]:
    """Bytes that are not UTF-8 as a whole: line by line where other lines are, else all of them as Windows-1252."""
    out: list[str] = []
    bad: list[int] = []
    good = 0
    for i, line in enumerate(data.splitlines(keepends=True)):
        try:
            out.append(line.decode("utf-8"))
            good += not line.isascii()
        except UnicodeDecodeError:
            out.append(windows(line))
            bad.append(i + 1)
    if data.startswith(b"\xef\xbb\xbf") or (good and len(bad) <= 10 * good):
        why = "the bytes of this line are not UTF-8 as the rest of the file is; it alone was read as Windows-1252"
        notes += [Problem(i, "", out[i - 1].strip()[:60], why, "Look at its accents; save the file as “CSV UTF-8”") for i in bad]
        return "".join(out), "UTF-8"
    notes.append(Problem(0, "", "", "not UTF-8; read as Windows-1252", "Save it as “CSV UTF-8” if names look wrong"))
    return windows(data), "Windows-1252"


def _without_controls(text: str, notes: list[Problem]) -> str:
    """The text without zero characters, and without the Ctrl-Z of old programs at its end."""
    body = text.rstrip("\0\r\n \x1a")
    tail = text[len(body) :]
    if "\x1a" in tail:
        notes.append(Problem(_lines(text.rstrip("\r\n")), "", "", "a Ctrl-Z (an old mark of the end) was ignored", "Nothing to mend"))
    if "\0" in tail:
        why = f"{count(tail.count(chr(0)), 'zero byte')} at the end of the file ignored: a save may have been cut off"
        line = _lines(body + tail[: tail.index("\0")])
        notes.append(Problem(line, "", "", why, "See whether the last rows are there"))
    text = body + tail.replace("\0", "").replace("\x1a", "")
    if "\0" in body:
        line = 1
        for piece in re.split("(\r\n|\r|\n)", body):
            if piece in ("\r\n", "\r", "\n"):
                line += 1
            elif "\0" in piece:
                why = f"{count(piece.count(chr(0)), 'zero byte')} in this line ignored"
                shown = piece.replace("\0", "").strip()[:60]
                notes.append(Problem(line, "", shown, why, "Look whether the line is whole"))
        text = text.replace("\0", "")
    return text


def looks_double(text: str) -> bool:
    """Whether a text may hold cells that were encoded twice; quick."""
    return not text.isascii() and _TWICE.search(text) is not None


def meant(cell: str) -> str:
    """What a cell that was encoded twice (CafÃ©) was meant to say; "" if it was not."""
    if not looks_double(cell):
        return ""
    try:
        once = cell.translate(_TO_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""
    return once if once != cell and once.isprintable() else ""
