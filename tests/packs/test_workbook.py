"""The workbook: the panel's numbers as numbers, every text as text, nothing hidden, nothing live, and the same bytes twice."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pypdfium2
import pytest
from openpyxl.utils.escape import unescape

import jobstats as js
from jobstats.packs.cells import columns_of
from jobstats.packs.contents import Contents
from jobstats.packs.workbook import fit, workbook
from jobstats.page import Drawn
from tests.packs.contents import everywhere, of
from tests.packs.hostile import words
from tests.programs import program

#: Those of faults.json, and what a spreadsheet in particular could take for something else.
HOSTILE = [
    *words().values(),
    "\t=1",
    "\r=1",
    "=1+1",
    "\ufeff=1+1",
    "http://evil.example/p.png",
    "mailto:a@evil.example",
    "file://evil.example/x",
    "internal:Sheet1!A1",
    "{=1+1}",
    "<r><t>a</t></r>",
    "<r></si><si><t>b</t></r>",
    "007",
    "1e5",
    "TRUE",
    "_x003D_1+1",
    "",
]
TOP = 6  # the first row of cells below the header


def opened(content: bytes) -> openpyxl.Workbook:
    """The workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


@pytest.fixture(scope="module")
def contents(sample: js.JobLog) -> Contents:
    """Every chart of the catalogue."""
    return of(sample)


@pytest.fixture(scope="module")
def content(contents: Contents) -> bytes:
    """Its workbook."""
    return workbook(contents)


def reads(value: str | None, word: str) -> bool:
    """Whether a cell holds this text; openpyxl leaves control signs as they are written in the file."""
    return word in (value or "", unescape(value or ""))


def shown(cell: Any) -> str:
    """A cell as a spreadsheet shows it: the number in the format it bears. Written from what the formats mean, apart from the kit."""
    value, form = cell.value, cell.number_format
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, datetime):
        return f"{value.day} {value:%b} {value.year}"
    positive, _, negative = form.partition(";")
    part = (negative or positive) if value < 0 else positive
    literal = "".join(re.findall(r'"([+−])"', part))
    places = len(re.search(r"0(?:\.(0+))?", part)[1] or "")  # type: ignore[index]
    number = f"{abs(value) * (100 if part.endswith('%') else 1):.{places}f}"
    assert value >= 0 or literal == "−"
    return literal + number + ("\u00a0%" if part.endswith("%") else "")


def joined(title: str, row: dict[str, str]) -> str:
    """The panel's cell from the workbook's one, two or four."""
    if title in row:
        return row[title]
    parts = [row[t] for t in (f"{title}: k", f"{title}: n", f"{title} low", f"{title} high") if t in row]
    if len(set(parts)) == 1 and not parts[0][:1].isdigit():
        return parts[0]
    span = "{}–{}" if parts[-1].endswith("%") else "{} to {}"
    ends = span.format(parts[-2].removesuffix("\u00a0%"), parts[-1])
    if f"{title}: k" not in row:
        return ends
    counts = f"{parts[0]} of {parts[1]}"
    return f"{counts} ({ends})" if len(parts) == 4 and parts[-1] else counts


def rebuilt(titles: list[str], header: list[str], rows: list[list[str]]) -> list[list[str]]:
    """The panel's table from the workbook's."""
    return [[joined(title, dict(zip(header, row, strict=True))) for title in titles] for row in rows]


def test_every_table_says_what_the_panel_says(contents: Contents, content: bytes) -> None:
    """For every chart of the catalogue the panel's cells can be made again from the typed ones, letter for letter."""
    book = opened(content)
    assert book.sheetnames == ["Definitions", *js.charts.CATALOGUE]
    for drawn in contents.charts:
        sheet = book[drawn.name]
        assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [drawn.question, drawn.sentence, drawn.caption]
        header = [cell.value for cell in sheet[TOP - 1] if cell.value is not None]
        rows = [[shown(cell) for cell in row[: len(header)]] for row in sheet.iter_rows(min_row=TOP)]
        assert rebuilt([str(c) for c in drawn.table.columns], header, rows) == drawn.table.to_numpy().tolist(), drawn.name


def test_types_are_right(content: bytes) -> None:
    """The funnel's first row: counts, a share with its range, k of n; a week is a day; a dash stays where nothing can be told."""
    book = opened(content)
    funnel = {a.value: b for a, b in zip(book["funnel"][TOP - 1], book["funnel"][TOP], strict=True)}
    assert [funnel[t].value for t in ("From", "Entered", "Within days", "Estimated share")] == ["Applied", 150, 30, 0.19]
    assert [funnel[t].value for t in ("95 % range low", "95 % range high", "Old enough: k", "Old enough: n")] == [0.14, 0.26, 24, 126]
    assert funnel["Estimated share"].number_format == '0"\u00a0"%'
    assert book["funnel"]["I10"].value == "–"
    assert book["effort"]["A6"].value == datetime(2026, 6, 8)
    assert book["time_to_answer"]["A7"].value == 3


def test_cells_of_every_kind() -> None:
    """What is a number, what stays text; a column with one cell that fits nothing is text as a whole."""

    def read(*cells: str) -> list[tuple[str, list[Any], bool]]:
        return [(c.title, [x.value for x in c.cells], c.typed) for c in columns_of(["Group", "T"], [["g", c] for c in cells])[1:]]

    assert read("−0.7", "+0.5", "<5", "–", "", "12") == [("T", [-0.7, 0.5, "<5", "–", "", 12], True)]
    assert read("19\u00a0%", "under 13\u00a0%", "not reached yet") == [("T", [0.19, "under 13\u00a0%", "not reached yet"], True)]
    assert read("14–26\u00a0%", "–") == [("T low", [0.14, "–"], True), ("T high", [0.26, "–"], True)]
    assert read("−34 to +36") == [("T low", [-34], True), ("T high", [36], True)]
    assert read("24 of 126", "<5 of 12") == [("T: k", [24, "<5"], True), ("T: n", [126, 12], True)]
    assert [c[1] for c in read("5 of 22 (10–43\u00a0%)")] == [[5], [22], [0.1], [0.43]]
    assert [c[1] for c in read("5 of 22 (10–43\u00a0%)", "<5 of 10", "not told")] == [
        [5, "<5", "not told"],
        [22, 10, "not told"],
        [0.1, "", "not told"],
        [0.43, "", "not told"],
    ]
    assert read("2 Mar 2026", "… and 12 earlier") == [("T", [date(2026, 3, 2), "… and 12 earlier"], True)]
    for odd in (
        "007",
        "1e5",
        "2 March 2026",
        "02 Mar 2026",
        "31 Feb 2026",
        "2 Mar 1899",
        "12\u202f345",
        "٣",
        "0x1",
        "1.٣",
        "4 (4 after a no)",
        "nan",
        "12345678901234567",
    ):
        assert read("1", odd) == [("T", ["1", odd], False)]
    assert read("−0.0", "+0.0", "0.0")[0][1] == [0, 0, 0]


def test_names_of_groups_stay_text() -> None:
    """The first column names the rows: a group called 42 is no number; days are days, and a column Day counts them."""
    assert [c.cells[0].value for c in columns_of(["Resume", "n"], [["42", "1"]])] == ["42", 1]
    assert columns_of(["Week of"], [["2 Mar 2026"]])[0].cells[0].value == date(2026, 3, 2)
    assert columns_of(["Day"], [["30"]])[0].cells[0].value == 30
    assert [c.cells for c in columns_of(["Day", "Still open"], [])] == [(), ()]


def test_definitions_come_first(contents: Contents, content: bytes) -> None:
    """A row for each chart, with everything its explanation says."""
    sheet = opened(content)["Definitions"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=TOP)]
    assert [cell.value for cell in sheet[TOP - 1]][:5] == ["Sheet", "Question", "What it shows", "What it helps to decide", "What it is"]
    assert len(rows) == len(contents.charts)
    for row, drawn in zip(rows, contents.charts, strict=True):
        assert row[:3] == [drawn.name, drawn.question, drawn.sentence]
        assert all(text in "\n".join(map(str, row)) for _, text in drawn.explained)


def test_the_definitions_can_be_read_on_paper(content: bytes, tmp_path: Path) -> None:
    """Landscape, one page wide, as many pages as it takes: what it is in letters of 8 points at least, and no text cut."""
    (tmp_path / "tables.xlsx").write_bytes(content)
    command = [program("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "tables.xlsx"], check=True, capture_output=True, timeout=180)
    document = pypdfium2.PdfDocument(tmp_path / "tables.pdf")
    assert [round(side) for side in document[0].get_size()] == [842, 595]
    said = subprocess.run(
        [program("pdftotext"), "-l", "1", "-bbox", tmp_path / "tables.pdf", "-"], check=True, capture_output=True, text=True
    )
    top, bottom = re.findall(r'yMin="([0-9.]+)" xMax="[0-9.]+" yMax="([0-9.]+)">Each<', said.stdout)[0]
    assert (float(bottom) - float(top)) / 1.15 >= 8  # from the highest sign to the lowest
    whole = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    sheet = opened(content)["Definitions"]
    assert [c.value for row in sheet.iter_rows(min_row=TOP) for c in row if "".join(str(c.value).split())[-30:] not in whole] == []


def plain(content: bytes) -> None:
    """Nothing live, nothing hidden, nobody named."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        xml = {name: parts.read(name).decode() for name in names}
    assert not [
        n for n in names if re.search(r"comment|vml|external|drawing|calcChain|macro|custom|media|printer|sheet\d+\.xml\.rels", n, re.I)
    ]
    for name, text in xml.items():
        assert not re.search(r"<f[ >/]|<hyperlink|<definedName|hidden=|TargetMode|<extLst|<dataValidation", text), name
    assert re.search(r"<dc:creator>(.*?)</dc:creator>", xml["docProps/core.xml"])[1] == ""  # type: ignore[index]
    assert set(re.findall(r">(20[^<]*)<", xml["docProps/core.xml"])) == {"2000-01-01T00:00:00Z"}
    assert "<Company></Company>" in xml["docProps/app.xml"]
    for sheet in opened(content).worksheets:
        assert sheet.sheet_state == "visible"
        assert all(cell.data_type in "snd" and cell.hyperlink is None and cell.comment is None for row in sheet.iter_rows() for cell in row)


def test_nothing_in_it_is_live_or_hidden(content: bytes) -> None:
    """No formula, link, note, name, hidden sheet or column; no author, no time of making."""
    plain(content)


def test_hostile_words_are_plain_text_everywhere(empty: js.JobLog) -> None:
    """Wherever a text can stand, in titles of columns too, each comes back as it went in; one sheet for each, called by the kit and not by it."""
    drawn = [
        Drawn(
            "funnel", word, word, word, word, (("What it is", word), (word, word)), pd.DataFrame({word: [word, word], "n": ["1", word]}), {}
        )
        for word in HOSTILE
    ]
    content = workbook(replace(everywhere("=1+1", empty), charts=tuple(drawn)))
    plain(content)
    book = opened(content)
    assert book.sheetnames[:3] == ["Definitions", "funnel", "funnel 2"]
    for sheet, word in zip(book.worksheets[1:], HOSTILE, strict=True):
        places = [sheet.cell(row, 1) for row in (1, 2, 3, 5, 6, 7)]
        assert all(reads(cell.value, fit(word)) for cell in places), word
        assert all(cell.data_type in "sn" for cell in places)


def test_what_no_cell_can_hold_is_told(empty: js.JobLog) -> None:
    """Half of a pair, a sign no XML knows, a text longer than a cell: shown as � and “…”, the file stays whole."""
    sheet = opened(workbook(everywhere("a\ud800b\uffffc" + "x" * 40_000, empty)))["funnel"]
    assert sheet["A6"].value.startswith("a\ufffdb\ufffdcxxx")
    assert (len(sheet["A6"].value), sheet["A6"].value[-1]) == (32_766, "…")


def test_the_same_contents_give_the_same_bytes(contents: Contents, content: bytes) -> None:
    """Made twice."""
    assert workbook(contents) == content


def test_empty_contents_and_empty_tables(empty: js.JobLog) -> None:
    """No chart at all; and every chart of an empty log."""
    nothing = Contents("", "", (), "", (), None, (), (), ())
    assert opened(workbook(nothing)).sheetnames == ["Definitions"]
    contents = of(empty)
    assert len(opened(workbook(contents)).sheetnames) == 1 + len(contents.charts)


def test_libreoffice_shows_the_panels_cells(contents: Contents, content: bytes, empty: js.JobLog, tmp_path: Path) -> None:
    """Opened without repair, every sheet written out as it is shown: the panel's cells, and what looks like a formula as it is."""
    (tmp_path / "tables.xlsx").write_bytes(content)
    (tmp_path / "hostile.xlsx").write_bytes(workbook(everywhere("=1+1", empty)))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    command = [program("soffice"), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", every_sheet]
    files = [tmp_path / "tables.xlsx", tmp_path / "hostile.xlsx"]
    subprocess.run([*command, "--outdir", tmp_path, *files], check=True, capture_output=True, timeout=180)
    for drawn in contents.charts:
        lines = list(csv.reader(io.StringIO((tmp_path / f"tables-{drawn.name}.csv").read_text(encoding="utf-8"))))
        header = [title for title in lines[TOP - 2] if title]
        rows = [row[: len(header)] for row in lines[TOP - 1 :]]
        assert rebuilt([str(c) for c in drawn.table.columns], header, rows) == drawn.table.to_numpy().tolist(), drawn.name
    lines = (tmp_path / "hostile-funnel.csv").read_text(encoding="utf-8").splitlines()
    assert [line.rstrip(",") for line in lines] == ["=1+1"] * 3 + [""] + ["=1+1"] * 3
