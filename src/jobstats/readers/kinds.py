"""What a file is by its first bytes, and what to do with one that is no table. Nothing is unpacked or run to find out."""

from __future__ import annotations

import json
import re

from jobstats.errors import LogError
from jobstats.readers.text import MARKED, utf16_unmarked

NEEDS = "A log is a table: save it as CSV or XLSX"
_PACKED = "unpack it first"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", f"a gzip file; {_PACKED}"),
    (b"BZh", f"a bzip2 file; {_PACKED}"),
    (b"\xfd7zXZ\0", f"an xz file; {_PACKED}"),
    (b"\x28\xb5\x2f\xfd", f"a zstd file; {_PACKED}"),
    (b"7z\xbc\xaf\x27\x1c", f"a 7z archive; {_PACKED}"),
    (b"Rar!\x1a\x07", f"a RAR archive; {_PACKED}"),
    (b"%PDF", "a PDF; a log is a CSV file"),
    (b"\x89PNG", f"a picture (PNG). {NEEDS}"),
    (b"\xff\xd8\xff", f"a picture (JPEG). {NEEDS}"),
    (b"GIF8", f"a picture (GIF). {NEEDS}"),
    (b"II*\0", f"a picture (TIFF). {NEEDS}"),
    (b"MM\0*", f"a picture (TIFF). {NEEDS}"),
    (b"SQLite format 3\0", "an SQLite database. Export its table as CSV, and give the path of that file"),
    (b"PAR1", "a Parquet file. Save its table as CSV, and give the path of that file"),
    (b"ARROW1", "a Feather file. Save its table as CSV, and give the path of that file"),
    (b"{\\rtf", f"a text document (RTF). {NEEDS}"),
    (b"\x7fELF", f"a program. {NEEDS}"),
    (b"MZ\x90\0", f"a program. {NEEDS}"),
)
_PAGE = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|div|meta|style)\b", re.IGNORECASE | re.DOTALL)
_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*[\[{"]|[\[{]\s*[\r\n])')
_CONTROLS = bytes(b for b in range(1, 32) if b not in b"\t\n\v\f\r\x1a\x1b")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"


def refuse_other_kinds(data: bytes, name: str) -> None:
    """LogError if these bytes are no text that could be a table; says what they are and what to do."""
    if not data.removeprefix(b"\xef\xbb\xbf"):
        raise LogError(f"{name} is empty. A log starts with a line that names its columns: date,company,role,event.")
    if not data.strip(b"\0"):
        raise LogError(f"{name} holds only zero bytes: a save was cut off. Take your newest backup of it.")
    for start, what in _STARTS:
        if data.startswith(start):
            raise LogError(f"{name} is {what}.")
    if data[:1] == b"\x80" and data[1:2] in (b"\2", b"\3", b"\4", b"\5") and data.endswith(b"."):
        raise LogError(f"{name} is a pickle of Python, which the kit never opens. Save its table as CSV, and give the path of that file.")
    if data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise LogError(f"{name} is a picture, a film or a sound. {NEEDS}.")
    head = data[:4000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    _refuse_marked_up(data, head, name)
    plain = not data.startswith(MARKED) and not utf16_unmarked(data)
    if plain and len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 20:
        raise LogError(f"{name} is not text. {NEEDS}, and give the path of that file.")


def _refuse_marked_up(data: bytes, head: bytes, name: str) -> None:
    """LogError for web pages, XML and JSON."""
    if _PAGE.match(head):
        raise LogError(
            f"{name} is a web page (HTML), as some sites give for a spreadsheet. Open it in a spreadsheet program and save it as XLSX or CSV."
        )
    if head.lstrip().startswith(b"<?xml"):
        raise LogError(f"{name} is an XML file. Open it in a spreadsheet program and save it as XLSX or CSV.")
    if _JSON.match(head):
        lines = data.lstrip(b"\xef\xbb\xbf").split(b"\n", 2)[:2]
        try:
            several = len(lines) == 2 and all(isinstance(json.loads(line), dict | list) for line in lines if line.strip())
        except ValueError:
            several = False
        what = "JSON lines: one record in each line" if several else "a JSON file"
        raise LogError(f"{name} is {what}. A log is a table: save it as CSV, with a first line that names the columns.")
