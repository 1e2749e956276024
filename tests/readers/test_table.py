"""Rows to a table: the header found, rows fitted to it; the docstring says what is odd about the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jobstats.readers.files import tables_of
from jobstats.readers.table import Table

WORDS = {"date", "company", "role", "event", "note"}
HEAD = "date,company,role,event,note\n"
ROWS = ("2026-01-05,Acme,Analyst,applied,", "2026-01-08,Bolt,Engineer,applied,", '2026-01-12,Acme,Analyst,interview,"Ana, 30 min"')
EVENTS = [("2026-01-05", "Acme", "applied"), ("2026-01-08", "Bolt", "applied"), ("2026-01-12", "Acme", "interview")]
BASE = HEAD + "\n".join(ROWS) + "\n"


def score(header: list[str]) -> int:
    """How many names of a log a row holds."""
    return sum(cell.casefold() in WORDS for cell in header)


def table(tmp_path: Path, text: str) -> Table:
    """The table of a file with this text."""
    path = tmp_path / "log.csv"
    path.write_bytes(text.encode())
    return tables_of(path, "", score, lambda rows: None)[0][0]


def column(found: Table, name: str) -> list[str]:
    """The cells of a column."""
    cells: list[str] = found.cells[found.header.index(name)].text().tolist()
    return cells


def events(found: Table) -> list[tuple[str, str, str]]:
    """Date, company and event of every row."""
    return list(zip(column(found, "date"), column(found, "company"), column(found, "event"), strict=True))


def said(found: Table) -> list[str]:
    """Everything that was said of a file, but for what only a reader may say."""
    return [str(p) for p in (*found.problems, *found.notes)]


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (BASE, []),
        ("\ufeff" + BASE, []),
        (BASE.replace(",", ";").replace("Ana;", "Ana,"), []),
        (BASE.replace("\n", "\r\n"), []),
        (BASE.replace("\n", "\r"), []),
        (BASE.replace("note\n", "note,\n").replace(",\n2026", ",,\n2026").replace('min"', 'min",'), []),
        (BASE.replace("note\n", "note,,,,\n").replace(",\n2026", ",,,,,\n2026").replace('min"', 'min",,,,'), []),
        (BASE + ",,,,\n" * 3000, []),
        (
            BASE.replace(",\n2026", ",,\n2026").replace('min"', 'min",'),
            ["line 2: blank cells at the end of 3 rows, beyond the last column, were ignored. Nothing to mend."],
        ),
        (BASE.replace("\n2026-01-08", f"\n{HEAD}2026-01-08"), ["line 3: this line repeats the header and was skipped. Delete it."]),
        (BASE.replace("\n2026-01-08", f"\n\ufeff{HEAD}2026-01-08"), ["line 3: this line repeats the header and was skipped. Delete it."]),
        (BASE.replace("comp", "comp\u200b"), ["line 1, company: a character nobody sees was taken out of this name. Nothing to mend."]),
        (
            "Job hunt 2026,,,,\n,,,,\n" + BASE,
            ["line 3: the names of the columns were found in line 3; line 1 above was skipped. Nothing to mend."],
        ),
        (
            "Job hunt 2026\nby: me, myself\n" + BASE,
            ["line 3: the names of the columns were found in line 3; lines 1–2 above were skipped. Nothing to mend."],
        ),
        (
            "".join(f"{n},{line}\n" for n, line in zip(["", "0", "1", "2"], BASE.splitlines(), strict=True)),
            ["line 1, the first column: it only counts the rows, and was left out. Nothing to mend."],
        ),
        (
            "".join(f"{n},{line}\n" for n, line in zip(["Unnamed: 0", "1", "2", "3"], BASE.splitlines(), strict=True)),
            ["line 1, Unnamed: 0: it only counts the rows, and was left out. Nothing to mend."],
        ),
    ],
)
def test_the_same_events_come_out(tmp_path: Path, text: str, notes: list[str]) -> None:
    """The same three rows, as programs and hands distort them."""
    found = table(tmp_path, text)
    assert (events(found), said(found), found.odd) == (EVENTS, notes, {})
    assert found.header == HEAD.strip().split(",")
    assert column(found, "note") == ["", "", "Ana, 30 min"]


def test_lines_and_cells_are_coded(tmp_path: Path) -> None:
    """Three rows below a header."""
    found = table(tmp_path, BASE)
    assert found.lines.tolist() == [2, 3, 4]
    assert found.lines.dtype == np.int64
    assert (found.cells[1].codes.tolist(), found.cells[1].values) == ([0, 1, 0], ["Acme", "Bolt"])
    assert (found.how.kind, found.how.encoding, found.how.separator, found.how.header_line) == ("CSV", "UTF-8", ",", 1)


def test_columns_in_another_order(tmp_path: Path) -> None:
    """Names decide, not places."""
    assert events(table(tmp_path, "event,company,date\napplied,Acme,2026-01-05\n")) == EVENTS[:1]


def test_a_row_too_short(tmp_path: Path) -> None:
    """Line 3 has three cells; it is filled up, and the reader is told what to say."""
    found = table(tmp_path, BASE + "2026-01-20,Acme,rejected\n")
    assert found.short == {5: 3}
    assert str(found.odd[5]) == "line 5: 3 cells where the header has 5; it cannot be told which are missing. Fill in the missing cells."
    assert column(found, "note")[-1] == ""
    assert said(found) == []


def test_a_row_too_long_by_a_comma_in_the_note(tmp_path: Path) -> None:
    """Line 5: the last column is free text, so its pieces are joined."""
    found = table(tmp_path, BASE + "2026-01-20,Acme,Analyst,rejected,Talked to Ana, 30 min\n")
    assert column(found, "note")[-1] == "Talked to Ana, 30 min"
    assert said(found) == [
        "line 5, note “Talked to Ana, 30 min”: 6 cells where the header has 5; the last ones were joined. "
        "Put quotes round a cell that holds a comma."
    ]
    assert str(found.odd[5]) == "line 5: 6 cells where the header has 5. Put quotes round a cell that holds a comma."


def test_a_row_too_long_by_a_blank_cell(tmp_path: Path) -> None:
    """Line 5: a comma in the company pushes a blank note beyond the last column."""
    found = table(tmp_path, BASE + "2026-01-20,Acme, GmbH,Analyst,rejected,\n")
    assert str(found.odd[5]) == "line 5: 6 cells where the header has 5. Put quotes round a cell that holds a comma."
    assert [n.line for n in found.notes] == [5]


def test_a_row_too_long_without_free_text(tmp_path: Path) -> None:
    """Line 3: it cannot be told which cell holds the comma."""
    found = table(tmp_path, "date,company,event\n2026-01-05,Acme,applied\n2026-01-08,Bolt, Inc,applied\n")
    assert events(found) == EVENTS[:1]
    assert said(found) == ["line 3: 4 cells where the header has 3. Put quotes round a cell that holds a comma."]


def test_rows_with_another_separator(tmp_path: Path) -> None:
    """Two people edit: line 5 has semicolons, and a quote that is none among commas."""
    found = table(tmp_path, BASE + '2026-01-30;Bolt;Engineer;offer;"He said ""yes"""\n')
    assert events(found) == EVENTS
    assert said(found) == [
        "line 5: this line has a semicolon between its cells, the rest of the file a comma. Put a comma between its cells."
    ]


def test_a_column_without_a_name(tmp_path: Path) -> None:
    """Values below no name are kept, whether last or first."""
    found = table(tmp_path, "date,company,event,\n2026-01-05,Acme,applied,\n2026-01-08,Bolt,applied,so\n")
    assert found.header == ["date", "company", "event", ""]
    assert found.cells[3].text().tolist() == ["", "so"]
    assert said(found) == ["line 1: column 4 has no name; it was kept. Give it a name in the header."]
    first = table(tmp_path, ",date,event\nAcme,2026-01-05,applied\n")
    assert first.header == ["", "date", "event"]


def test_numbers_that_are_no_count_are_kept(tmp_path: Path) -> None:
    """A column without a name whose numbers are not in order."""
    assert table(tmp_path, ",date,event\n7,2026-01-05,applied\n3,2026-01-06,applied\n").header[0] == ""


def test_the_first_of_equal_headers(tmp_path: Path) -> None:
    """A second table below the first never becomes the header."""
    found = table(tmp_path, "date,company,note\n2026-01-05,Acme,so\n\ndate,company,role,event,note\n2026-01-08,Bolt,Analyst,applied,\n")
    assert found.how.header_line == 1
    assert found.header == ["date", "company", "note"]


def test_nothing_that_is_known(tmp_path: Path) -> None:
    """No name is one of a log: the first row is the header, for the refusal to name."""
    assert table(tmp_path, "\na,b\nc,d\n").header == ["a", "b"]


def test_a_file_without_a_header(tmp_path: Path) -> None:
    """The header is given by who knows the shape; all rows are rows."""
    path = tmp_path / "status-log.tsv"
    path.write_text("1\t2026-01-05\tApplied\n2\t2026-01-06\tOffer\n")
    found = tables_of(path, "", score, lambda rows: ["number", "date", "to"] if len(rows[0]) == 3 else None)[0][0]
    assert (found.header, found.lines.tolist(), found.how.header_line, found.how.kind) == (["number", "date", "to"], [1, 2], 0, "TSV")


def test_a_header_alone_and_nothing_at_all(tmp_path: Path) -> None:
    """An empty log; white space only."""
    found = table(tmp_path, HEAD)
    assert (len(found.lines), len(found.cells), said(found)) == (0, 5, [])
    blank = table(tmp_path, " \n\n \r\n")
    assert blank.header == []
    assert said(blank) == ["the file: nothing but white space in it: no events yet. Name the columns in the first line."]


def test_text_encoded_twice_is_asked_about(tmp_path: Path) -> None:
    """Line 2: the name stays as it is."""
    found = table(tmp_path, "date,company,event\n2026-01-05,CafÃ© Zurich,applied\n")
    assert column(found, "company") == ["CafÃ© Zurich"]
    assert said(found) == [
        "line 2, company “CafÃ© Zurich”: this looks like text that was saved in the wrong encoding. Did you mean “Café Zurich”?"
    ]
