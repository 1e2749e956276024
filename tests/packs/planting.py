"""Names written in every way, and things put into one another: what the scanner is tried on."""

from __future__ import annotations

import base64
import codecs
import gzip
import io
import json
import pickle
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from urllib.parse import quote

import openpyxl
import pandas as pd
from openpyxl.comments import Comment

import jobstats as js
from jobstats.simulate import search

NAME = "Zyxwäter Höldings"

#: A name, and bytes that hold it in some way.
WRITTEN: dict[str, Callable[[str], bytes]] = {
    "as it is": lambda n: f"so {n} it is".encode(),
    "NFD": lambda n: unicodedata.normalize("NFD", n).encode(),
    "capitals": lambda n: n.upper().encode(),
    "small": lambda n: n.casefold().encode(),
    "slug": lambda n: f"/jobs/{n.casefold().replace(' ', '-')}/1".encode(),
    "slug without accents": lambda n: _bare(n).casefold().replace(" ", "-").encode(),
    "German slug": lambda n: n.casefold().replace(" ", "_").replace("ä", "ae").replace("ö", "oe").encode(),
    "without spaces": lambda n: f"logo{n.replace(' ', '')}2026".encode(),
    "UTF-16 LE": lambda n: f"«{n}»".encode("utf-16-le"),
    "UTF-16 BE": lambda n: f"«{n}»".encode("utf-16-be"),
    "UTF-16 with a mark": lambda n: codecs.BOM_UTF16_LE + n.encode("utf-16-le"),
    "UTF-16 at an odd place": lambda n: b"\1\2\3" + n.encode("utf-16-be") + b"\xff",
    "UTF-32": lambda n: n.encode("utf-32-le").replace("ä".encode("utf-32-le"), "a".encode("utf-32-le")),
    "Latin": lambda n: f"<{n}>".encode("cp1252"),
    "JSON": lambda n: json.dumps({"a": [n]}).encode(),
    "JSON in JSON": lambda n: json.dumps(json.dumps(json.dumps(n))).encode(),
    "JSON, every letter": lambda n: "".join(f"\\u{ord(c):04x}" for c in n).encode(),
    "JavaScript \\x": lambda n: "".join(f"\\x{ord(c):02x}" for c in n).encode(),
    "JavaScript \\u{}": lambda n: "".join(f"\\u{{{ord(c):x}}}" for c in n).encode(),
    "octal": lambda n: "".join(f"\\{b:03o}" for b in n.encode()).encode() if max(n.encode()) < 128 else n.encode("latin-1"),
    "repr of bytes": lambda n: repr(n.encode()).encode(),
    "entities": lambda n: n.replace("ä", "&auml;").replace("ö", "&ouml;").replace(" ", "&nbsp;").encode(),
    "decimal entities": lambda n: "".join(f"&#{ord(c)};" for c in n).encode(),
    "hexadecimal entities": lambda n: "".join(f"&#X{ord(c):05X};" for c in n).encode(),
    "entities of entities": lambda n: "".join(f"&amp;#{ord(c)};" for c in n).encode(),
    "Excel's": lambda n: "".join(f"_x{ord(c):04X}_" for c in n).encode(),
    "URL": lambda n: f"https://a.example/?q={quote(n)}".encode(),
    "URL, every letter": lambda n: "".join(f"%{b:02X}" for b in n.encode()).encode(),
    "URL in URL": lambda n: quote(quote(n)).encode(),
    "base64": lambda n: base64.b64encode(n.encode()),
    "base64 behind something": lambda n: b"id/" + base64.b64encode(n.encode()),
    "base64 for URLs": lambda n: base64.urlsafe_b64encode(f"??>{n}".encode()),
    "base64 of UTF-16": lambda n: base64.b64encode(n.encode("utf-16-le")),
    "base64 in lines": lambda n: base64.encodebytes(b"some words before it, so that there are lines; " * 3 + n.encode()),
    "base64 of base64": lambda n: base64.b64encode(base64.b64encode(n.encode())),
    "base64 of a small pickle": lambda n: base64.b64encode(pickle.dumps(n)),
    "hexadecimal figures": lambda n: n.encode().hex().encode(),
    "broken by tags": lambda n: f"<p>{n[:4]}<b>{n[4:7]}</b>{n[7:]}</p>".encode(),
    "a traceback": lambda n: f'\x1b[0;31mKeyError\x1b[0m: \x1b[1;32m"{n}"\x1b[0m'.encode(),
}


def _bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def zipped(content: bytes, name: str = "a.xml", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        file.writestr(name, content)
    return out.getvalue()


def streamed(content: bytes) -> bytes:
    """A zip written without going back, so that sizes come after."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        file.writestr("a.txt", content)
    return out.getvalue()


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    """A picture of one pixel with further chunks."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    whole = [(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 2, 0, 0, 0)), *chunks, (b"IDAT", zlib.compress(b"\0\1\2\3")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*c) for c in whole)


def pdf(stream: bytes, head: bytes = b"", info: bytes = b"") -> bytes:
    """A PDF of one stream."""
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Length " + str(len(stream)).encode() + head + b" >>\nstream\n" + stream + b"\nendstream\nendobj\n"
        b"2 0 obj\n<< " + info + b" >>\nendobj\ntrailer << /Info 2 0 R >>\n%%EOF\n"
    )


#: Bytes, put into something.
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "zip": zipped,
    "zip, stored": lambda b: zipped(b, method=zipfile.ZIP_STORED),
    "zip, bz2": lambda b: zipped(b, method=zipfile.ZIP_BZIP2),
    "zip, streamed": streamed,
    "zip behind something": lambda b: b"MZ\0\1 program" + zipped(b),
    "gzip": gzip.compress,
    "zlib": lambda b: b"\0\1" + zlib.compress(b) + b"\2",
    "PNG tEXt": lambda b: png((b"tEXt", b"Title\0" + b)),
    "PNG zTXt": lambda b: png((b"zTXt", b"Title\0\0" + zlib.compress(b))),
    "PNG iTXt": lambda b: png((b"iTXt", b"Title\0\1\0en\0\0" + zlib.compress(b))),
    "PNG, after its end": lambda b: png() + b,
    "data URL": lambda b: b'<img src="data:image/png;base64,' + base64.b64encode(b) + b'">',
    "notebook": lambda b: json.dumps({"outputs": [{"data": {"image/png": base64.encodebytes(b).decode()}}]}).encode(),
    "PDF stream": lambda b: pdf(b),
    "PDF Flate": lambda b: pdf(zlib.compress(b), b" /Filter /FlateDecode"),
    "PDF ASCII85 and Flate": lambda b: pdf(base64.a85encode(zlib.compress(b)) + b"~>", b" /Filter [ /ASCII85Decode /FlateDecode ]"),
}


def figure(**parts: object) -> bytes:
    """A figure with something more in its trace."""
    return json.dumps({"data": [{"type": "bar", "x": [1], **parts}], "layout": {}}).encode()


def workbook(kind: str) -> bytes:
    """A workbook whose first sheet is clean."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Employer 1"
    if kind == "a hidden sheet":
        book.create_sheet("data").sheet_state = "veryHidden"
        book["data"]["A1"] = NAME
    elif kind == "a sheet's name":
        book.create_sheet(NAME)
    elif kind == "a hidden column":
        sheet["B1"], sheet.column_dimensions["B"].hidden = NAME, True
    elif kind == "a comment":
        sheet["A1"].comment = Comment(f"ask {NAME}", "me")
    elif kind == "a comment's author":
        sheet["A1"].comment = Comment("ask", NAME)
    elif kind == "the creator":
        book.properties.creator = NAME
    elif kind == "a defined name's formula":
        sheet["C1"] = f'=LEN("{NAME}")'
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


UNUSED = pd.Series(pd.Categorical(["a"], categories=["a", NAME]))
ATTRS = pd.DataFrame({"n": [1]})
ATTRS.attrs["made from"] = {"company": NAME}
#: The ways in which names left ordinary “redacted” exports.
PLANTED: dict[str, bytes] = {
    "plotly customdata": figure(customdata=[[NAME, 3]]),
    "plotly hover": figure(hovertext=[f"<b>{NAME}</b><br>3 days"]),
    "plotly ids": figure(ids=[NAME]),
    "plotly meta": figure(meta={"of": NAME}),
    "plotly, a slug as id": figure(ids=["zyxwaeter-hoeldings"]),
    "plotly in a widget's state": json.dumps({"state": {"m": {"_figure": figure(meta=NAME).decode()}}}).encode(),
    "a transparent label of an SVG": f'<svg><text opacity="0">{NAME}</text></svg>'.encode(),
    "a clipped label of an SVG": f'<svg><g clip-path="url(#a)"><text><tspan>{NAME[:8]}</tspan><tspan>{NAME[8:]}</tspan></text></g></svg>'.encode(),
    "an SVG's title": f"<svg><title>{NAME}</title></svg>".encode(),
    "an SVG's comment": f"<svg><!-- {NAME} --><path/></svg>".encode(),
    "a packed SVG": zlib.compress(f"<svg><text>{NAME}</text></svg>".encode()),
    "a picture's Title": png((b"tEXt", b"Title\0" + NAME.encode("latin-1"))),
    "a picture's Title, packed": png((b"zTXt", b"Title\0\0" + zlib.compress(NAME.encode("latin-1")))),
    "a picture's keyword": png((b"tEXt", b"zyxwater holdings\0x")),
    **{f"xlsx: {kind}": workbook(kind) for kind in (
        "a hidden sheet", "a sheet's name", "a hidden column", "a comment", "a comment's author", "the creator", "a defined name's formula"
    )},
    "odt: what the kit never wrote": zipped(f"<text:p>Zyx<text:span>{NAME[3:]}</text:span></text:p>".encode(), "content.xml"),
    "the state of a dropdown": json.dumps({"metadata": {"widgets": {"state": {"_options_labels": ["all", NAME]}}}}).encode(),
    "a source cell": json.dumps({"cells": [{"source": [f'js.charts.funnel(log.where(company="{NAME}"))']}]}).encode(),
    "a traceback": json.dumps({"traceback": [f"\x1b[0;31mAskError\x1b[0m: no company “{NAME}”"]}).encode(),
    "an unused category, pickled": pickle.dumps(UNUSED),
    "an unused category, pickled in a page": base64.b64encode(pickle.dumps(UNUSED)),
    "df.attrs, pickled": pickle.dumps(ATTRS),
    "df.attrs, packed": zlib.compress(pickle.dumps(ATTRS)),
    "a file's path": json.dumps({"path": f"C:\\Users\\me\\{NAME}\\log.csv"}).encode(),
    "a PDF's label": pdf(zlib.compress(b"BT (Zyxw\\344ter H\\366ldings) Tj ET"), b" /Filter /FlateDecode"),
    "a PDF's label, letter by letter": pdf(zlib.compress(b"BT [(Zyxw) -20 (\\344ter H\\366) 3 (ldings)] TJ ET"), b" /Filter /FlateDecode"),
    "a PDF's title, UTF-16": pdf(b"", info=b"/Title (" + b"\xfe\xff" + NAME.encode("utf-16-be") + b")"),
    "a PDF's title, figures": pdf(b"", info=b"/Title <FEFF" + NAME.encode("utf-16-be").hex().encode() + b">"),
    "a PDF's string, octal": pdf(b"", info=b"/Author (\\132yxw\\344ter\\\n H\\366ldings)"),
}  # fmt: skip


def canary(made: Random) -> str:
    """A word nobody writes."""
    return "".join(made.choice("bdfgklmnprstvz") + made.choice("aeiou") for _ in range(4)) + "qx"


def canaries(seed: int, folder: Path) -> js.JobLog:
    """A simulated search, written with a canary in every private column and loaded again."""
    made, drawn = Random(seed), search(seed, applications=24, days=70)
    table = drawn.events.copy()
    for column in ("company", "role", "contact"):
        new = {v: f"{canary(made).title()} {canary(made)}" for v in sorted(set(table[column])) if v}
        table[column] = table[column].map(lambda v, new=new: new.get(v, ""))
    table["note"] = [f"met {canary(made).title()} about {canary(made)}" for _ in range(len(table))]
    table["source"] = [f"through {canary(made)}" if v and made.random() < 0.5 else v for v in table["source"]]
    table["kind"] = [f"{canary(made)} call" if v and made.random() < 0.5 else v for v in table["kind"]]
    for _ in range(2):
        few = [canary(made) for _ in range(3)]
        table[f"{canary(made)} says"] = [made.choice(few) for _ in range(len(table))]
    ahead = {"date": str(drawn.as_of + timedelta(9)), "company": canary(made), "role": canary(made), "event": "interview"}
    aside = {"date": str(drawn.as_of), "company": canary(made), "role": canary(made), "event": f"{canary(made)} happened"}
    table = pd.concat([table, pd.DataFrame([ahead, aside])]).fillna("")
    path = folder / f"{canary(made)}.csv"
    path.write_text(table.to_csv(index=False), encoding="utf-8")
    return js.load(path, as_of=drawn.as_of.isoformat())
