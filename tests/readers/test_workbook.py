"""Workbooks: what their sheets show, as text; the docstring says what stands in them."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jobstats.errors import LogError
from jobstats.readers.files import tables_of
from jobstats.readers.table import Table

WORDS = {"date", "company", "role", "event", "status", "note"}
ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Log">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>{}</manifest:manifest>'
)


def workbook(path: Path, fill: Callable[[Any], None]) -> Path:
    """A workbook of Excel, its first sheet called Log, filled by `fill`."""
    book = openpyxl.Workbook()
    book.active.title = "Log"
    fill(book)
    book.save(path)
    return path


def ods(path: Path, rows: str, manifest: str = "") -> Path:
    """A workbook of LibreOffice."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(manifest))
        archive.writestr("content.xml", ODS.format(rows))
    return path


def cell(kind: str, value: str, shown: str = "") -> str:
    """A cell of LibreOffice."""
    name = {"float": "value", "date": "date-value", "boolean": "boolean-value", "time": "time-value"}.get(kind)
    said = f' office:{name}="{value}"' if name else ""
    return f'<table:table-cell office:value-type="{kind}"{said}><text:p>{shown or value}</text:p></table:table-cell>'


def tables(path: Path, sheet: str = "") -> list[Table]:
    """The candidates of a workbook."""
    found = tables_of(path, sheet, lambda header: sum(c.casefold() in WORDS for c in header), lambda rows: None)
    return [table for (table,) in found]


def columns(found: Table) -> dict[str, list[str]]:
    """The cells under each name."""
    return {name: cells.text().tolist() for name, cells in zip(found.header, found.cells, strict=True)}


def refusal(path: Path, sheet: str = "") -> str:
    """The sentence a workbook is refused with."""
    with pytest.raises(LogError) as caught:
        tables(path, sheet)
    return str(caught.value)


def test_cells_as_text(tmp_path: Path) -> None:
    """A merged banner, a blank row, the header in row 3, a blank row among the rows; cells of every kind."""

    def fill(book: Any) -> None:
        log = book.active
        log.append(["My job hunt"])
        log.merge_cells("A1:E1")
        log.append([])
        log.append(["Date", "Company", "Met at", "Salary", "Remote", "Time", "Length"])
        log.append([date(2026, 3, 9), "Acme", datetime(2026, 3, 9), 52000, True, time(14, 30), timedelta(hours=30)])
        log.append([])
        log.append([datetime(2026, 3, 10), " Bolt\n& Co ", datetime(2026, 3, 9, 14, 30), 52000.5, False, time(9, 5, 7), None])
        log["H900"].number_format = "0.00"

    (found,) = tables(workbook(tmp_path / "log.xlsx", fill))
    assert columns(found) == {
        "Date": ["2026-03-09", "2026-03-10"],
        "Company": ["Acme", "Bolt\n& Co"],
        "Met at": ["2026-03-09", "2026-03-09T14:30"],
        "Salary": ["52000", "52000.5"],
        "Remote": ["TRUE", "FALSE"],
        "Time": ["14:30", "09:05:07"],
        "Length": ["30:00", ""],
    }
    assert found.lines.tolist() == [4, 6]
    assert (found.name, found.how.kind, found.how.sheet, found.how.header_line) == ("log.xlsx", "XLSX", "Log", 3)
    assert [str(n) for n in found.notes] == [
        "line 3: the names of the columns were found in line 3; line 1 above was skipped. Nothing to mend."
    ]


def several(book: Any) -> None:
    """A log, a second table, a hidden one, one that is blank, one that is no table, a chart."""
    book.active.append(["date", "company"])
    book.active.append([date(2026, 3, 9), "Acme"])
    book.create_sheet("People").append(["name", "mail"])
    book.create_sheet("Secret").append(["date", "company"])
    book["Secret"].sheet_state = "hidden"
    book.create_sheet("Blank")
    book.create_sheet("About").append(["Written by me"])
    book.create_chartsheet("Chart")


def test_sheets(tmp_path: Path) -> None:
    """Tables that are shown are candidates; one that is named is the only one, even if it is hidden."""
    path = workbook(tmp_path / "log.xlsx", several)
    assert [(t.how.sheet, t.how.others) for t in tables(path)] == [
        ("Log", ("People", "Secret", "Blank", "About")),
        ("People", ("Log", "Secret", "Blank", "About")),
    ]
    assert [t.how.sheet for t in tables(path, " secret")] == ["Secret"]
    assert refusal(path, "Offers") == (
        "log.xlsx has no sheet “Offers”. It has: Log, People, Secret, Blank, About. Name one of them: sheet=“Log”."
    )
    (blank,) = tables(path, "Blank")
    assert (blank.header, len(blank.lines)) == ([], 0)


def test_a_workbook_without_anything(tmp_path: Path) -> None:
    """As Excel makes it new."""
    (found,) = tables(workbook(tmp_path / "log.xlsx", lambda book: None))
    assert found.header == []


def test_values_below_no_name(tmp_path: Path) -> None:
    """A cell right of the header is a column without a name; a column of nothing is none."""

    def fill(book: Any) -> None:
        book.active.append([None, "date", None, "company"])
        book.active.append([None, date(2026, 3, 9), None, "Acme", "so"])

    (found,) = tables(workbook(tmp_path / "log.xlsx", fill))
    assert columns(found) == {"date": ["2026-03-09"], "company": ["Acme"], "": ["so"]}
    assert (found.odd, found.short, found.problems) == ({}, {}, [])


def test_a_workbook_of_libreoffice(tmp_path: Path) -> None:
    """Two blank rows above, a million below, as LibreOffice writes them."""
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    path = ods(
        tmp_path / "log.ods",
        f'<table:table-row table:number-rows-repeated="2">{blank}</table:table-row>'
        f"<table:table-row>{cell('string', 'date')}{cell('string', 'company')}{cell('string', 'pay')}{blank}</table:table-row>"
        f"<table:table-row>{cell('date', '2026-03-09', '09.03.26')}{cell('string', 'Acme')}{cell('float', '52000')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048572">{blank}</table:table-row>',
    )
    (found,) = tables(path)
    assert columns(found) == {"date": ["2026-03-09"], "company": ["Acme"], "pay": ["52000"]}
    assert (found.lines.tolist(), found.how.kind, found.how.header_line) == ([4], "ODS", 3)


def test_passwords(tmp_path: Path) -> None:
    """The marks of Excel's and of LibreOffice's encryption."""
    said = "{} is protected by a password. Save a copy without the password, and give the path of that."
    (tmp_path / "log.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000 + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(tmp_path / "log.xlsx") == said.format("log.xlsx")
    assert refusal(ods(tmp_path / "log.ods", "", "<manifest:encryption-data/>")) == said.format("log.ods")


def test_cells_at_the_ends_of_the_sheet(tmp_path: Path) -> None:
    """A stray cell in the last corner is refused; a format there is nothing."""

    def stray(book: Any) -> None:
        book.active["A1"], book.active["XFD1048576"] = "date", "x"

    def formatted(book: Any) -> None:
        book.active.append(["date", "company"])
        book.active["AB2"] = "x"
        book.active["XFD1048576"].number_format = "0.00"

    assert "cells so far apart" in refusal(workbook(tmp_path / "log.xlsx", stray))
    assert tables(workbook(tmp_path / "log.xlsx", formatted))[0].header == ["date", "company", ""]


def test_equal_cells_without_end(tmp_path: Path) -> None:
    """A few bytes that stand for sixteen thousand cells in a million rows."""
    many = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    path = ods(tmp_path / "log.ods", f'<table:table-row table:number-rows-repeated="1048576">{many}</table:table-row>')
    assert refusal(path).startswith("log.ods: a row of a sheet holds thousands of equal cells.")


def test_damaged_workbooks(tmp_path: Path) -> None:
    """Two hundred workbooks with some bytes changed or the end cut off: read, or refused in a sentence."""
    data = workbook(tmp_path / "log.xlsx", several).read_bytes()
    chance = random.Random(4)
    refused = 0
    for i in range(200):
        broken = bytearray(data[: chance.randrange(4, len(data))] if i % 2 else data)
        for _ in range(10):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        (tmp_path / "broken.xlsx").write_bytes(broken)
        try:
            tables(tmp_path / "broken.xlsx")
        except LogError:
            refused += 1
    assert refused > 100
