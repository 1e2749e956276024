"""A text table in every dialect, by hand: the bytes before and after an edit are written out; the docstring says what is odd about the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobstats.errors import LogError
from jobstats.journal.written import Edit, Written, written
from jobstats.readers.rows import rows_of
from jobstats.readers.text import text_of
from tests.journal.storming import said

HEAD = b"date,company,event,note\n"
LOSS = "holds bytes that are no letters, and beside them nothing can be written safely. Save it once as “CSV UTF-8”"
ROW = ["2026-01-06", "Bolt", "applied", ""]


def table(data: bytes, header_line: int | None = None) -> Written:
    """A file called log.csv."""
    return written(data, "log.csv", header_line)


def added(data: bytes, cells: list[str] = ROW) -> bytes:
    """The bytes after a row was appended; all old bytes are still there, in order."""
    edit = table(data).appended(cells)
    new = edit.apply(data)
    assert (edit.old, edit.inverse().apply(new)) == (b"", data)
    assert new[: edit.at] + new[edit.at + len(edit.new) :] == data
    return new


def changed(data: bytes, line: int, changes: dict[int, str]) -> bytes:
    """The bytes after some cells of a row were."""
    edit = table(data).amended(line, changes)
    new = edit.apply(data)
    assert edit.inverse().apply(new) == data
    return new


def why(data: bytes, cells: list[str] = ROW) -> str:
    """What is said instead of appending."""
    with pytest.raises(LogError) as error:
        table(data).appended(cells)
    return said(error.value)


@pytest.mark.parametrize(
    ("data", "row"),
    [
        pytest.param(HEAD + b"2026-01-05,Acme,applied,\n", b"2026-01-06,Bolt,applied,\n", id="plain"),
        pytest.param(HEAD, b"2026-01-06,Bolt,applied,\n", id="header only"),
        pytest.param(HEAD.strip(), b"\n2026-01-06,Bolt,applied,\n", id="header only, without newline"),
        pytest.param(HEAD + b"2026-01-05,Acme,applied,", b"\n2026-01-06,Bolt,applied,\n", id="no final newline"),
        pytest.param(b"a,b,c,d\r\n1,2,3,4", b"\r\n2026-01-06,Bolt,applied,\r\n", id="CRLF without a final one"),
        pytest.param(b"a,b,c,d\r\n1,2,3,4\r\n", b"2026-01-06,Bolt,applied,\r\n", id="CRLF"),
        pytest.param(b"a,b,c,d\r1,2,3,4\r", b"2026-01-06,Bolt,applied,\r", id="CR"),
        pytest.param(b"a,b,c,d\r\r\n1,2,3,4\r\r\n", b"2026-01-06,Bolt,applied,\r\r\n", id="CR CR LF"),
        pytest.param(b"a,b,c,d\r\n1,2,3,4\r\n5,6,7,8\n", b"2026-01-06,Bolt,applied,\r\n", id="mixed: the most frequent"),
        pytest.param(b"\xef\xbb\xbfa;b;c;d\r\n1;2;3;4\r\n", b"2026-01-06;Bolt;applied;\r\n", id="BOM and semicolons"),
        pytest.param(b"a;b;c;d\n1;2;3;4\n;;;\n;;;\n", b"2026-01-06;Bolt;applied;\n", id="blank rows at the end"),
        pytest.param(b"sep=;\r\na;b;c;d\r\n", b"2026-01-06;Bolt;applied;\r\n", id="sep= line"),
        pytest.param(b"a\tb\tc\td\n1\t2\t3\t4\n", b"2026-01-06\tBolt\tapplied\t\n", id="tabs"),
        pytest.param(b'"a","b","c","d"\n"1","2","3",""\n', b'"2026-01-06","Bolt","applied",""\n', id="all quoted"),
        pytest.param(b'"a","b","c","d"\n', b'"2026-01-06","Bolt","applied",""\n', id="all quoted, header only"),
        pytest.param(b'"a","b","c","d"\n"1","2","3",\n', b'"2026-01-06","Bolt","applied",\n', id="all quoted but blanks"),
        pytest.param(b'a,b,c,d\n1,"two","three",\n3,"four","five",\n', b'2026-01-06,"Bolt","applied",\n', id="two columns quoted"),
        pytest.param(b'a,b,c,d\n1,"two, or three",3,4\n', b"2026-01-06,Bolt,applied,\n", id="quoted where it must be"),
        pytest.param(b'a,b,c,d\r\n1,2,3,"x\ny\nz"\r\n', b"2026-01-06,Bolt,applied,\r\n", id="cells of many lines, LF inside"),
        pytest.param(b"My hunt 2026\n\ndate,company,event,note\n2026-01-05,Acme,applied,\n", b"2026-01-06,Bolt,applied,\n", id="title"),
        pytest.param(b'"a,b,c,d"\n"1,2,3,4"\n', b'"2026-01-06,Bolt,applied,"\n', id="wrapped whole"),
        pytest.param(b'a,b,c,d\n"1,2,3,4"\n"5,6,7,8"\n', b'"2026-01-06,Bolt,applied,"\n', id="wrapped below the header"),
        pytest.param(b"# mine\na,b,c,d\n1,2,3,4\n# end", b"\n2026-01-06,Bolt,applied,\n", id="comments"),
        pytest.param(b"a,b,c,d\n1,2,3,4\n   ", b"\n2026-01-06,Bolt,applied,\n", id="blanks at the end"),
    ],
)
def test_a_row_is_appended(data: bytes, row: bytes) -> None:
    """In the file's own way."""
    assert added(data) == data + row


@pytest.mark.parametrize(("mark", "codec"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"", "utf-16-le"), (b"\xff\xfe\0\0", "utf-32-le")])  # fmt: skip
def test_wide_encodings(mark: bytes, codec: str) -> None:
    """UTF-16 of both kinds and without its mark, UTF-32."""
    data = mark + "date\tcompany\tevent\tnote\r\n2026-01-05\tZoë\tapplied\t".encode(codec)
    new = added(data, ["2026-01-06", "Łódź 😀", "applied", "x"])
    assert new == data + "\r\n2026-01-06\tŁódź 😀\tapplied\tx\r\n".encode(codec)
    assert changed(new, 2, {1: "日本"}) == new.replace("Zoë".encode(codec), "日本".encode(codec))
    assert table(new).raw(3) == "2026-01-06\tŁódź 😀\tapplied\tx".encode(codec)


@pytest.mark.parametrize("tail", [b"\0\0\0\0", b"\x1a", b"\r\n\x1a", b"\0\r\n", b"\x1a\0\0"])
def test_what_ends_a_file_stays_behind(tail: bytes) -> None:
    """Zero bytes of a save that was cut off, the Ctrl-Z of old programs: readers stop there, so the row goes before them."""
    data = b"a,b,c,d\r\n1,2,3,4"
    row = b"2026-01-06,Bolt,applied,\r\n"
    head, rest = (data + b"\r\n", tail[2:]) if tail.startswith(b"\r\n") else (data, tail)
    assert added(data + tail) == head + (b"" if head.endswith(b"\n") else b"\r\n") + row + rest


def test_columns_without_names() -> None:
    """Seven columns, of which three at the end have no name."""
    data = b"date;company;event;note;;;\n2026-01-05;Acme;applied;;;;\n"
    assert table(data).header == ["date", "company", "event", "note", "", "", ""]
    assert added(data, [*ROW, "", "", ""]) == data + b"2026-01-06;Bolt;applied;;;;\n"
    assert why(data) == "log.csv has 7 columns now, and the row has 4 cells. Load the log again."


@pytest.mark.parametrize(("title", "last", "next_"), [("", "0", "1"), ("", "1", "2"), ("Unnamed: 0", "1", "2")])
def test_a_column_that_counts_the_rows(title: str, last: str, next_: str) -> None:
    """As pandas writes it; the number is the next, unless one is given. A column of other numbers is none."""
    data = f"{title},date,company,event,note\n{last},2026-01-05,Acme,applied,\n".encode()
    assert added(data, ["", *ROW]) == data + f"{next_},2026-01-06,Bolt,applied,\n".encode()
    assert added(data, ["9", *ROW]) == data + b"9,2026-01-06,Bolt,applied,\n"
    other = data + f"{title and '7'},2026-01-05,Acme,applied,\n".encode()
    assert added(other, ["", *ROW]).endswith(b"\n,2026-01-06,Bolt,applied,\n")


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        ("a, b", '"a, b"'),
        ('5" pipe', '"5"" pipe"'),
        ("two\r\nlines\u2028and\tmore", "two lines and more"),
        ("\0a\x07b\x1a\ufeff\ud800", "ab"),
        ("  outer  ", "outer"),
        ("a\u0301", "á"),
        ("a\u037eb", "a;b"),
        ("=1+1", "=1+1"),
    ],
)
def test_what_is_written_of_a_cell(cell: str, row: str) -> None:
    """One line, no controls; quotes only where they must be."""
    data = HEAD + b"2026-01-05,Acme,applied,\n"
    assert added(data, ["2026-01-06", "Bolt", "applied", cell]) == data + f"2026-01-06,Bolt,applied,{row}\n".encode()


def test_a_row_that_would_change_the_separator() -> None:
    """A header of two names, and a row with more commas than they have semicolons: it is quoted, though it need not be."""
    assert added(b"company;note\n", ["Acme", "a, b, c, d"]) == b'company;note\nAcme;"a, b, c, d"\n'


@pytest.mark.parametrize(
    ("data", "cells", "message"),
    [
        (HEAD, ["", " ", "", "\0"], "A row that is blank, or only a remark, would not be read. Fill in another cell."),
        (HEAD, ["# x", " ", "", ""], "A row that is blank, or only a remark, would not be read. Fill in another cell."),
        (
            HEAD + "1,Zoë,3,4\n".encode("cp1252"),
            ["1", "Łódź", "x", ""],
            "“Łódź” cannot be written in Windows-1252, the encoding of log.csv. Save the file once as “CSV UTF-8”, and load it again.",
        ),
        (
            HEAD + "1,Zoë,3,4\n1,Zo".encode() + b"\xc3",
            ROW,
            "Line 3 of log.csv is cut off inside a character. Write that line again by hand, or take it out.",
        ),
        (
            b"\xff\xfe" + "a,b,c,d\n1,2,3,4".encode("utf-16-le") + b"\n",
            ROW,
            "Line 2 of log.csv is cut off inside a character. Write that line again by hand, or take it out.",
        ),
        (
            HEAD + b'1,2,3,4\n5,6,7,"open\n',
            ["1", "2", "3", 'say "hi"'],
            "Line 3 of log.csv stands in the way: a quote is opened here and never closed. Close the quote, or take it out by hand first.",
        ),
    ],
)
def test_what_is_not_appended(data: bytes, cells: list[str], message: str) -> None:
    """A blank row, a letter the encoding lacks, a last line that is cut off, an open quote that would swallow the row."""
    assert why(data, cells) == message


def test_an_open_quote_that_swallows_nothing() -> None:
    """Readers set that line aside and read on, so a plain row can be added; the line stays set aside."""
    data = HEAD + b'1,2,3,4\n5,6,7,"open\n'
    assert added(data) == data + b"2026-01-06,Bolt,applied,\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "log.csv is empty. A log starts with a line that names its columns: date,company,role,event."),
        (b"\n \n", "log.csv holds no rows yet. Write a first line that names the columns: date,company,role,event."),
        (
            b"PK\3\4no workbook",
            'log.csv is a zip, which the kit only reads. Make a log of it once: js.convert("log.csv", "log-2.csv"), and go on with that.',
        ),
        (b"%PDF-1.4", "log.csv is a PDF; a log is a CSV file."),
        (b"\xff\xfe\0\0" + "a,b\n".encode("utf-32-le") + b"\xff\xff\xff\xff", f"log.csv {LOSS}, and load it again."),
    ],
)
def test_what_is_no_table(data: bytes, message: str) -> None:
    """Nothing at all, white space, a zip, a document, bytes that are no letters."""
    with pytest.raises(LogError) as error:
        table(data)
    assert said(error.value) == message


def test_a_workbook() -> None:
    """The two workbooks of the mutated files, and one of an old Excel by its first bytes."""
    from tests.readers.mutating import seeds

    books = [(name, data) for name, data in seeds() if Path(name).suffix in (".xlsx", ".ods")]
    for name, data in {*books, ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}:
        with pytest.raises(LogError) as error:
            written(data, name)
        mend = f'Make a log of it once: js.convert("{name}", "log.csv"), and go on with that.'
        assert said(error.value) == f"{name} is a workbook, which the kit only reads. {mend}"
    assert len(books) > 1


def test_a_header_that_is_no_more() -> None:
    """The log was read with its header in line 3; the file has two lines now."""
    with pytest.raises(LogError) as error:
        table(HEAD, 3)
    mend = "Write them in its first line, as in date,company,role,event, and load it again"
    assert said(error.value) == f"log.csv has no names of columns in line 3 any more. {mend}."


def test_lines_and_cells_are_those_of_the_readers() -> None:
    """A title, a comment, a cell of three lines, blank lines, all line ends, a row of separators, a repeated header."""
    data = b'Mine\n\ndate,company,event,note\r\n# x\n2026-01-05,Acme,applied,"x\ny\nz"\r,,,\r\r\n2026-01-06,Bolt,applied,\r\ndate,company,event,note'
    read = table(data)
    assert (read.header_line, read.header, read.separator, read.encoding) == (3, ["date", "company", "event", "note"], ",", "UTF-8")
    assert read.lines == [5, 9, 10]
    assert read.lines == [line for line, _ in rows_of(text_of(data).text, "log.csv").rows][2:]
    assert read.cells(5) == ["2026-01-05", "Acme", "applied", "x\ny\nz"]
    assert read.raw(5) == b'2026-01-05,Acme,applied,"x\ny\nz"'
    assert read.raw(10) == b"date,company,event,note"
    for line in (0, 1, 3, 4, 6, 8, 11, 99):
        with pytest.raises(LogError, match=f"Line {line} of log.csv holds no row any more. Load the log again."):
            read.cells(line)


def test_what_readers_mend_does_not_shift_a_row() -> None:
    """Two marks at the beginning, zero bytes in a line, a mark in front of a line, a letter in two parts, a line of Windows-1252."""
    data = (
        b"\xef\xbb\xbf\xef\xbb\xbfa,b,c\n\0001,x\0,Zoe\xcc\x88\n\xef\xbb\xbf2,\xc3\xa9t\xc3\xa9,y\r\r\n3,caf\xe9,w\n4,e\xcc\x81\xcc\xa7,q\n"
    )
    read = table(data)
    assert [read.cells(line) for line in read.lines] == [["1", "x", "Zoë"], ["2", "été", "y"], ["3", "café", "w"], ["4", "ȩ́", "q"]]
    assert [read.raw(line) for line in read.lines] == data.replace(b"\r\r\n", b"\n").split(b"\n")[1:-1]
    assert changed(data, 2, {2: "Ana"}) == data.replace(b"Zoe\xcc\x88", b"Ana")
    assert changed(data, 2, {1: "z"}) == data.replace(b"x\0,", b"z\0,")
    assert changed(data, 4, {2: "né"}) == data.replace(b"\xe9,w", b"\xe9,n\xe9"), "in the encoding of the line"
    assert changed(data, 4, {1: "thé"}) == data.replace(b"caf\xe9,w", b"th\xc3\xa9,w"), "now a line of UTF-8"
    assert changed(data, 5, {1: "o"}) == data.replace(b"e\xcc\x81\xcc\xa7", b"o")
    assert table(data).removed(3).apply(data) == data.replace(b"\xef\xbb\xbf2,\xc3\xa9t\xc3\xa9,y\r\r\n", b"")


@pytest.mark.parametrize(
    ("row", "changes", "new"),
    [
        (b"1,Acme,x,y", {1: "Bolt"}, b"1,Bolt,x,y"),
        (b"1,  Acme ,x,y", {1: "Bolt"}, b"1,  Bolt ,x,y"),
        (b'1,"Acme",x,y', {1: "Bolt"}, b'1,"Bolt",x,y'),
        (b'1, "Acme"  ,x,y', {1: "Bolt"}, b'1, "Bolt"  ,x,y'),
        (b'1,Acme,5" pipe,"y" z', {1: "Bolt"}, b'1,Bolt,5" pipe,"y" z'),
        (b'1,Acme,5" pipe,"y" z', {1: "a, b"}, b'1,"a, b",5" pipe,"y" z'),
        (b'1,"two\nlines",x,y', {0: "2", 3: "w"}, b'2,"two\nlines",x,w'),
        (b'1,"two\nlines",x,y', {1: "one"}, b'1,"one",x,y'),
        (b"1,Acme", {3: "late"}, b"1,Acme,,late"),
        (b"1,Acme", {0: "2", 3: "a, b"}, b'2,Acme,,"a, b"'),
        (b"1,Acme,x,y", {1: ""}, b"1,,x,y"),
        (b'"1,""Acme, Inc"",x,y"', {1: 'Bolt "B"'}, b'"1,""Bolt """"B"""""",x,y"'),
        (b'"1,""Acme, Inc"",x,y"', {2: "z"}, b'"1,""Acme, Inc"",z,y"'),
        (b"1,Acme,x,y", {1: " Acme "}, b"1,Acme,x,y"),
        (b"1,Acme", {3: ""}, b"1,Acme"),
    ],
)
def test_only_the_changed_cells_change(row: bytes, changes: dict[int, str], new: bytes) -> None:
    """Between two other rows, with whatever is odd about the other cells."""
    before, after = b"date,company,event,note\r\n0,A,b,c\r\n", b"\r\n9,Z,y,x\r\n"
    assert changed(before + row + after, 3, changes) == before + new + after


def test_what_is_not_amended() -> None:
    """No such column, nothing left of the row, a remark, a row with more cells than the header has."""
    read = table(HEAD + b"1,,,\n1,Acme,applied,so, so\n")
    for line, changes, message in (
        (2, {4: "x"}, "log.csv has 4 columns, and none at that place. Load the log again."),
        (2, {-1: "x"}, "log.csv has 4 columns, and none at that place. Load the log again."),
        (2, {0: ""}, "Line 2 of log.csv would hold nothing then, or only a remark. Take the row out instead."),
        (2, {0: "# 1"}, "Line 2 of log.csv would hold nothing then, or only a remark. Take the row out instead."),
        (3, {3: "x"}, "Line 3 of log.csv stands in the way: it has 5 cells where the header has 4. Put quotes round the cell that holds a separator."),
    ):  # fmt: skip
        with pytest.raises(LogError) as error:
            read.amended(line, changes)
        assert said(error.value) == message
    assert read.amended(3, {1: "Bolt"}) == Edit(31, b"Acme", b"Bolt")


def test_a_row_is_taken_out() -> None:
    """The first, the last without a newline, one of several lines; and put back."""
    data = b'a,b\r\n1,2\r\n3,"x\ny"\n5,6'
    read = table(data)
    assert [read.removed(line).apply(data) for line in read.lines] == [
        b'a,b\r\n3,"x\ny"\n5,6',
        b"a,b\r\n1,2\r\n5,6",
        b'a,b\r\n1,2\r\n3,"x\ny"\n',
    ]
    for line in read.lines:
        assert read.removed(line).inverse().apply(read.removed(line).apply(data)) == data


def test_a_row_that_would_be_the_header() -> None:
    """A header the kit hardly knows, and a row that is a better one."""
    message = "Another line of log.csv would then be taken for the names of its columns. Write these cells in other words."
    assert why(b"day,who,what\n", ["date", "company", "event"]) == message


def test_what_people_see_of_an_edit() -> None:
    """The row as it will stand in the file, without its line end."""
    read = table(b"\xef\xbb\xbf" + HEAD + b'1,Acme,applied,"x\ny"\n2,B,c,d')
    assert read.text(read.appended(["3", "Ö, Ä", "e", ""])) == '3,"Ö, Ä",e,'
    assert read.text(read.amended(2, {1: "Zoë"})) == '1,Zoë,applied,"x\ny"'
    assert read.text(read.removed(2)) == ""
    assert read.text(read.amended(2, {1: "Acme"})) == ""


def test_an_edit_of_other_bytes() -> None:
    """It is not made where its bytes do not stand."""
    edit = Edit(3, b"abc", b"x")
    assert edit.apply(b"012abc3") == b"012x3"
    assert edit.inverse().apply(b"012x3") == b"012abc3"
    for data in (b"012abd3", b"", b"012ab"):
        with pytest.raises(ValueError, match="does not stand there"):
            edit.apply(data)
