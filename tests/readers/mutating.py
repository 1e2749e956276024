"""Files damaged in every way a hand, a spreadsheet or a cable damages them: the same seed gives the same file."""

from __future__ import annotations

import base64
import io
import json
import random
import time
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jobstats as js

HERE = Path(__file__).parent
AS_OF = "2026-06-30"
#: Nothing this small may take longer, in seconds of the processor: a busy machine must not decide it.
LONGEST = 1.0

_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>',
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="Log" sheetId="1" r:id="rId1"/><sheet name="Old" sheetId="2" r:id="rId2"/></sheets></workbook>',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/>'
    "</cellXfs></styleSheet>",
)
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATED}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_RELATED}/styles" Target="styles.xml"/></Relationships>'
)
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Log">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
_ROWS = [
    ["Company", "Position", "Date Applied", "Status", "Response Date", "Notes"],
    ["Acme", "Analyst", "46027", "Rejected", "46035", ""],
    ["Borealis", "Data Engineer", "46030", "Interview", "46041", "call Ana"],
    ["Kestrel", "Analyst", "46031", "Applied", "", "via a friend"],
    ["Zoë & Söhne", "Analyst", "46040", "Ghosted", "", ""],
]


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip, the same bytes whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _xlsx() -> bytes:
    """A workbook of Excel with two sheets; its days are numbers that look like days."""

    def cell(text: str) -> str:
        text = text.replace("&", "&amp;")
        return f'<c s="1"><v>{text}</v></c>' if text.isdigit() else f'<c t="inlineStr"><is><t>{text}</t></is></c>'

    rows = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in _ROWS)
    sheet, book, styles = _SHEET
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": _RELS,
        "xl/styles.xml": styles,
        "xl/worksheets/sheet1.xml": sheet.format(rows),
        "xl/worksheets/sheet2.xml": sheet.format(rows[: rows.index("</row>") + 6]),
    }
    return zipped({name: text.encode() for name, text in members.items()})


def _ods() -> bytes:
    """A workbook of LibreOffice."""

    def cell(text: str) -> str:
        text = text.replace("&", "&amp;")
        if text.isdigit():
            day = f"2026-01-{int(text) - 46022:02}"
            return f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in _ROWS)
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": _MANIFEST,
        "content.xml": _ODS.format(rows),
    }
    return zipped({name: text.encode() for name, text in members.items()})


@cache
def seeds() -> list[tuple[str, bytes]]:
    """Name and bytes of every file mutations begin with: the faults, the samples, the sample log's first rows, workbooks and zips."""
    faults: list[dict[str, Any]] = json.loads((HERE / "faults.json").read_text(encoding="utf-8"))["faults"]
    out = [("log.csv", base64.b64decode(fault["bytes_b64"])) for fault in faults]
    samples = sorted(p for p in (HERE / "samples").rglob("*") if p.is_file() and p.suffix != ".json")
    out += [(p.name, p.read_bytes()) for p in samples]
    rows = (HERE.parents[1] / "data" / "sample" / "log.csv").read_bytes().splitlines(keepends=True)
    head = b"".join(rows[:31])
    linkedin = b"Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\r\n"
    linkedin += b'"1/5/26, 9:04 AM",a@b.example,,Acme,Analyst,,cv.pdf,x:y\r\n'
    books = [
        ("log.xlsx", _xlsx()),
        ("log.ods", _ods()),
        ("log.zip", zipped({"a/log.csv": head, "a/readme.txt": b"hello"})),
        (
            "export.zip",
            zipped({"Jobs/Job Applications.csv": linkedin, "Jobs/Job Applications_1.csv": linkedin, "Profile.csv": b"a,b\n1,2\n"}),
        ),
    ]
    return [*out, *[("log.csv", head)] * 5, *books * 4]


_CELLS = [
    "", " ", "N/A", "-", "None", "nan", "0", "1", "46027", "46027.5", "1767225600", "1767225600000", "99999999999999999999", "1e308", "-1",
    "2026-01-05", "05/01/2026", "1/5/26", "13/01/2026", "2026-13-45", "5 Jan 2026", "5. Januar", "Jan 2026", "2026", "2026-01-05T25:00",
    "2026-01-05 00:00:00", "2026-01-05T10:00+02:00", "20260105", "0000-00-00", "9999-12-31", "1900-01-01", "5.1.", "5.1.26", "TBD", "?",
    "=1+1", "=HYPERLINK(\"x\")", "+49 30 1", "@x", "'2026-01-05", "“quoted”", "\"", "\"\"", "#", "#REF!", "#N/A", "sep=;", "NULL", "Acme", "ACME",
    "rejected", "Rejected after interview", "interview, offer", "ghosted", "unsent", "no", "yes", "x", "✓", "❌", "applied", "interviw",
    "23 Mar 2026|CALL with HR;1 Jun 2026|rejected", "https://example.org", "a@b.example", "naïve café", "Ünïcödé", "株式会社", "שלום", "مرحبا",
    "e\u0301", "\u200b", "\ufeff", "\u202e", "\u2028",
    "\x85", "\x0b", "\x0c", "\x1c", "😀", "\ud7ff", "\U0010ffff", "²", "١٢٣", "２０２６-01-05", "½", "Ⅳ", "\u00a0", "ǆ", "ß", "İ",
]  # fmt: skip
_HEADERS = [
    "date", "company", "role", "event", "application", "round", "kind", "source", "contact", "note", "undated", "date applied", "status",
    "outcome", "response date", "first response", "interview 1 date", "Interview 2", "follow-up date", "decision date", "offer date", "rejected date",
    "screen date", "interview steps", "From", "To", "Datum", "Firma", "Stelle", "Estado", "Applied", "Result", "line", "file", "precision", "day",
    "stage", "level", "key", "start", "read_from", "Question And Answers", "password", "", " ", "company", "Company", "column 2", "(yours)",
    "Company (as written)", "Source", "Target", "Count", "boardName", "listName", "ended", "index", "0", "Unnamed: 0",
]  # fmt: skip
_ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-32", "utf-7", "cp850", "mac-roman"]
_BITS = [b"\0", b"\0\0\0\0", b"\xff", b"\xfe", b"\xef\xbb\xbf", b"\xff\xfe", b"\x80", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\x1a", b"\r", b"\n", b"\r\n", b"\r\r\n",
         b'"', b'""', b"'", b",", b";", b"\t", b"|", b"#", b"=", b"\\",
         b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> x\n", b"sep=;\n", b"PK\x03\x04", b"%PDF", b"<html>", b"{", b"["]  # fmt: skip

Change = Callable[[random.Random, bytes], bytes]


def _place(rng: random.Random, data: bytes) -> int:
    """Any place, or one in the first line, where it matters most."""
    end = data.find(b"\n") + 1 if rng.random() < 0.2 else 0
    return rng.randint(0, end or len(data))


def _flip(rng: random.Random, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        if out:
            out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def _insert(rng: random.Random, data: bytes) -> bytes:
    at = _place(rng, data)
    bit = rng.choice(_BITS) if rng.random() < 0.7 else rng.randbytes(rng.randint(1, 8))
    return data[:at] + bit * rng.choice([1, 1, 1, 1, 2, 30]) + data[at:]


def _delete(rng: random.Random, data: bytes) -> bytes:
    at = _place(rng, data)
    return data[:at] + data[at + rng.choice([1, 1, 2, 5, 40]) :]


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randint(0, len(data))] if rng.random() < 0.8 else data[rng.randint(0, len(data)) :]


def _span(rng: random.Random, data: bytes) -> bytes:
    """A span twice, or somewhere else."""
    a, b = sorted((rng.randint(0, len(data)), rng.randint(0, len(data))))
    span, rest = data[a:b], data if rng.random() < 0.5 else data[:a] + data[b:]
    at = rng.randint(0, len(rest))
    return rest[:at] + span + rest[at:]


def _lines(rng: random.Random, data: bytes) -> bytes:
    """Lines twice, swapped, left out, shuffled, or many times."""
    lines = data.splitlines(keepends=True)
    if not lines:
        return data
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    what = rng.randrange(6)
    if what == 0:
        lines.insert(j, lines[i])
    elif what == 1:
        lines[i], lines[j] = lines[j], lines[i]
    elif what == 2:
        del lines[i]
    elif what == 3:
        rng.shuffle(lines)
    elif what == 4:
        lines[i:i] = [rng.choice([b"\n", b",,,,\n", b" \n", b"# x\n", b";;;\n", lines[0]])] * rng.choice([1, 3])
    else:
        lines[i] = lines[i] * rng.choice([2, 8, 60])
    return b"".join(lines)


def _replaced(rng: random.Random, data: bytes) -> bytes:
    """Another separator, quote or line end, everywhere or in some places."""
    old = rng.choice([b",", b";", b"\t", b"|", b'"', b"\n", b"\r\n", b"-", b"/", b".", b" ", b"0", b"2026"])
    new = rng.choice(
        [b",", b";", b"\t", b"|", b'"', b"'", b"\n", b"\r", b"\r\n", b"-", b"/", b".", b" ", b"", b"\x00", "–".encode(), b"\xa0"]
    )
    return data.replace(old, new, rng.choice([-1, -1, 1, 3]))


def _encoded(rng: random.Random, data: bytes) -> bytes:
    """The text in another encoding, or encoded twice."""
    text = data.decode(rng.choice(["utf-8", "utf-8", "latin-1", "cp1252", "utf-16"]), errors="replace")
    return text.encode(rng.choice(_ENCODINGS), errors="replace")


def _celled(rng: random.Random, data: bytes) -> bytes:
    """Other cells in some places, or in a whole column."""
    lines = data.split(b"\n")
    mark = max([b",", b";", b"\t", b"|"], key=lines[0].count)
    rows = [line.split(mark) for line in lines]
    column = rng.randrange(max(len(rows[0]), 1))
    cells = [rng.choice(_CELLS) for _ in range(rng.choice([1, 1, 3]))]
    often = rng.choice([0.1, 0.3, 1.0])
    for row in rows[1:]:
        if column < len(row) and rng.random() < often:
            row[column] = rng.choice(cells).encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        row = rng.choice(rows)
        row[rng.randrange(len(row))] = rng.choice([b"x", b"9", b'"', b'""', b" ", b"a ", b"1-", b"(", "é".encode()]) * rng.choice(
            [300, 5000, 140_000]
        )
    return b"\n".join(mark.join(row) for row in rows)


def _headed(rng: random.Random, data: bytes) -> bytes:
    """Other names, names twice, names moved, a column more."""
    first, _, rest = data.partition(b"\n")
    mark = max([b",", b";", b"\t", b"|"], key=first.count)
    names = first.split(mark)
    what = rng.randrange(5)
    if what < 3:
        for _ in range(rng.choice([1, 1, 2, 4])):
            names[rng.randrange(len(names))] = rng.choice(_HEADERS).encode()
    elif what == 3:
        rng.shuffle(names)
    else:
        cells = [rng.choice(_CELLS).encode("utf-8", "surrogatepass") for _ in range(3)]
        rest = b"\n".join(line + mark + rng.choice(cells) for line in rest.split(b"\n"))
        names.append(rng.choice(_HEADERS).encode())
    return mark.join(names) + b"\n" + rest


def _odd(rng: random.Random, data: bytes) -> bytes:
    """Odd characters, anywhere."""
    at = _place(rng, data)
    text = "".join(
        rng.choice(_CELLS) or chr(rng.choice([*range(0x20), *range(0x80, 0x600), *range(0x2000, 0x2100)]))
        for _ in range(rng.choice([1, 1, 4]))
    )
    return data[:at] + text.encode("utf-8", "surrogatepass") + data[at:]


def _spliced(rng: random.Random, data: bytes) -> bytes:
    """The end of another file, or all of it."""
    other = rng.choice(seeds())[1]
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :] if rng.random() < 0.5 else data + other


CHANGES: tuple[Change, ...] = (_flip, _insert, _delete, _cut, _span, _lines, _replaced, _encoded, _celled, _celled, _celled, _headed, _headed, _odd, _spliced)  # fmt: skip


def _inside(rng: random.Random, data: bytes) -> bytes:
    """A zip with one of its members changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(list(members))
    members[name] = _changed(rng, members[name])
    return zipped(members)


def _changed(rng: random.Random, data: bytes) -> bytes:
    for _ in range(rng.choice([1, 1, 2, 3, 5])):
        data = rng.choice(CHANGES)(rng, data)[:200_000]
    return data


def mutated(seed: int) -> tuple[str, bytes]:
    """The file of this seed."""
    rng = random.Random(seed)
    name, data = rng.choice(seeds())
    if data.startswith(b"PK") and rng.random() < 0.7:
        return name, _inside(rng, data)
    return name, _changed(rng, data)


def fault_of(path: Path, **said: Any) -> str:
    """What is wrong with how this file ends, "" if it ends as a log or as one sentence, in time, with all rows accounted for."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _told(js.load(path, as_of=AS_OF, **said))
    except js.LogError as error:
        return "" if str(error).endswith((".", "?")) and not error.problems else f"no sentence: {error}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _told(log: js.JobLog) -> str:
    """What is wrong with a log's account of its file."""
    report = log.report
    if report is None:
        return "no report"
    if report.read != report.kept + report.aside or min(report.read, report.kept, report.aside) < 0:
        return f"read {report.read}, kept {report.kept}, aside {report.aside}"
    mute = [p for p in (*log.problems, *log.notes) if not p.why.strip() or not p.mend.strip() or p.line < 0]
    if mute:
        return f"without why or mend: {mute[0]!r}"
    if not repr(report) or not report._repr_html_() or not repr(log):
        return "a report that shows nothing"
    return _lost(log)


def _lost(log: js.JobLog) -> str:
    """Rows neither in the log nor set aside nor said to repeat another; nothing is said of a log whose rows hold no days."""
    assert log.report is not None
    if log.applications["start"].isna().any():
        return ""
    file = "file" if "file" in log.events else None
    there = {(p.file, p.line) for p in log.notes if "repeats line" in p.why}
    for rows in (log.events, log.ahead):
        if len(rows):
            there |= set(zip(rows[file] if file else [""] * len(rows), rows["line"], strict=True))
    return "" if len(there) == log.report.kept else f"{log.report.kept} rows kept, {len(there)} of them in the log"


def timed(path: Path) -> tuple[str, float]:
    """What is wrong, and how long it took; what takes too long may try twice more, for the machine may be busy."""
    best = float("inf")
    fault = ""
    for _ in range(3):
        begun = time.process_time()
        fault = fault_of(path)
        best = min(best, time.process_time() - begun)
        if best <= LONGEST:
            break
    return fault, best


def failures(folder: str, first: int, count: int) -> list[tuple[int, str, str, str]]:
    """Seed, name, what is wrong and the bytes (base64) of the files that do not end well."""
    out = []
    for seed in range(first, first + count):
        name, data = mutated(seed)
        path = Path(folder) / str(first) / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        fault, seconds = timed(path)
        if not fault and seconds > LONGEST:
            fault = f"{seconds:.1f} s for {len(data)} bytes"
        if fault:
            out.append((seed, name, fault, base64.b64encode(data).decode()))
    return out
