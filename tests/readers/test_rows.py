"""Text to rows of cells: the docstring says what is odd about the text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobstats.errors import LogError
from jobstats.readers.rows import rows_of, separator_of

HEAD = "date,company,event,note\n"


def rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows of a text."""
    return rows_of(text, "log.csv").rows


def said(text: str) -> list[str]:
    """The problems and notes of a text."""
    found = rows_of(text, "log.csv")
    return [str(p) for p in (*found.problems, *found.notes)]


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("date;company;salary\n2026-01-05;Acme;52.000,50\n2026-01-06;Bolt;52.000,50\n", ";"),
        ("date\tcompany\tnote\n2026-01-05\tAcme, Inc\ta, b\n", "\t"),
        ("date|company|note\n2026-01-05|Acme|a, b\n", "|"),
        ("My hunt, spring 2026\n\ndate;company;event\n1;Acme;applied\n2;Bolt;applied\n", ";"),
        ('"a;b;c","d",e\n"x;y;z","d",f\n', ","),
        ("date,company,steps\n2026-01-05,Acme,23 Mar|CALL;1 Jun|TALK\n2026-01-06,Bolt,\n", ","),
        ("date,company,event,note\n1,A,applied,hello; bye\n2,B,applied,so, so; yes\n3,C,applied,well; no\n", ","),
        ("company\nAcme\n", ","),
        ("", ","),
    ],
)
def test_the_separator(text: str, separator: str) -> None:
    """Several lines decide, quotes are respected."""
    assert separator_of(text)[0] == separator
    assert rows_of(text, "log.csv").separator == separator


def test_excel_says_its_separator() -> None:
    """The first line of Excel's own."""
    assert rows("sep=;\na;b,c,d\n1;2,3,4\n") == [(2, ["a", "b,c,d"]), (3, ["1", "2,3,4"])]


def test_lines_are_counted_through_quoted_cells() -> None:
    """A note of three lines, line ends of all kinds, blank lines."""
    text = 'a,b\r\n1,"x\ny, ""z""\r\nw"\r\n\r\n2,y\r,,\r3,z'
    assert rows(text) == [(1, ["a", "b"]), (2, ["1", 'x\ny, "z"\r\nw']), (6, ["2", "y"]), (8, ["3", "z"])]
    assert said(text) == []


def test_other_line_ends_are_text() -> None:
    """U+2028, vertical tab, form feed and NEL stand inside a cell."""
    assert rows("a,b\n1,x\u2028y\x0b\x85\x0cz\n")[1] == (2, ["1", "x\u2028y\x0b\x85\x0cz"])


def test_a_quote_never_closed() -> None:
    """Line 3 opens a quote to the end of the file."""
    text = HEAD + '2026-01-05,Acme,applied,\n2026-01-06,Bolt,applied,"so\nmore\n'
    assert [line for line, _ in rows(text)] == [1, 2, 4]
    assert said(text) == ["line 3: a quote is opened here and never closed. Close the quote, or take it out."]


def test_a_quote_closed_by_a_later_row() -> None:
    """Line 2 swallows line 3 up to the quote of line 4."""
    text = HEAD + '2026-01-05,Acme,applied,"so\n2026-01-06,Bolt,applied,\n2026-01-07,Bolt,offer,"He said ""yes"""\n'
    assert [line for line, _ in rows(text)] == [1, 3, 4]
    assert said(text) == ["line 2: a quote is opened here and holds what looks like a new row. Close the quote, or take it out."]


def test_a_cell_of_many_lines() -> None:
    """A job's description of 60 lines is a cell if its row is sound; it is not if the row would be of another width."""
    story = "\n".join(f"<p>Line {i}, and more</p>" for i in range(60))
    sound = f'id,title,text,url\n1,Analyst,"{story}",x\n2,Engineer,"{story}",y\n' * 9
    assert [line for line, _ in rows(sound)][:4] == [1, 2, 62, 122]
    assert said(sound) == []
    odd = f'id,title,text,url\n1,Analyst,so,x\n2,Engineer,"{story}"\n3,Tester,so,x\n'
    assert said(odd)[0] == "line 3: a quote is opened here and not closed within 20 lines. Close the quote, or take it out."
    assert rows(odd)[-1] == (63, ["3", "Tester", "so", "x"])


def test_a_header_with_an_open_quote() -> None:
    """Nothing can be read without names."""
    with pytest.raises(LogError, match=r"^log\.csv has no line that names its columns: in line 1, a quote is opened here"):
        rows('date,"company,event\n2026-01-05,Acme,applied\n')


def test_stray_quotes_are_text() -> None:
    """5" Screens, twice."""
    text = HEAD + '1,5" Screens,applied,\n2,5" Screens,applied,"a, b"\n'
    assert [cells[1] for _, cells in rows(text)] == ["company", '5" Screens', '5" Screens']
    assert said(text) == ["line 2: a quote inside a cell was kept as text; so in 1 more row. Nothing to mend if it is meant."]


def test_a_space_before_a_quote() -> None:
    """Spaces after commas, and a quoted cell there."""
    assert rows('a, b, c\n1, "x, y", z\n')[1] == (2, ["1", "x, y", "z"])


@pytest.mark.parametrize("head", ['"date,company,event,note"\n', HEAD])
def test_rows_wrapped_in_quotes(head: str) -> None:
    """A table saved twice, with its header or without."""
    text = head + '"2026-01-05,Acme,applied,"\n"2026-01-06,Bolt,applied,""so, so"""\n'
    assert rows(text)[1:] == [(2, ["2026-01-05", "Acme", "applied", ""]), (3, ["2026-01-06", "Bolt", "applied", "so, so"])]
    assert len(said(text)) == 1
    assert "wrapped whole in quotes" in said(text)[0]


def test_comments_and_markers_of_a_merge() -> None:
    """Two comments, three markers; a company called #1 and a column called #."""
    text = "# my hunt\n#,company,note\n<<<<<<< HEAD\n1,#1 Jobs,x\n=======\n2,Acme,\n>>>>>>> other\n# end,,\n"
    assert rows(text) == [(2, ["#", "company", "note"]), (4, ["1", "#1 Jobs", "x"]), (6, ["2", "Acme", ""])]
    assert [s.split(":")[0] for s in said(text)] == ["line 1", "line 3", "line 5", "line 7", "line 8"]


def test_a_cell_of_a_megabyte() -> None:
    """More than the csv module allows, quoted and bare; its limit stays as it was."""
    before = csv.field_size_limit()
    long = "x" * 2**20
    assert rows(f'a,b\n1,"{long}"\n2,{long}\n')[1:] == [(2, ["1", long]), (3, ["2", long])]
    assert csv.field_size_limit() == before


CELLS = st.lists(st.text(st.sampled_from('ab",; \n\r'), max_size=6), min_size=3, max_size=3)


@given(st.lists(CELLS, min_size=1, max_size=5))
def test_what_the_csv_module_writes_is_read(table: list[list[str]]) -> None:
    """Any rows of three cells, all quoted, under a header."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["h", "h", "h"], *table])
    kept = [cells for cells in table if any(cell.strip() for cell in cells)]
    assert [cells for _, cells in rows(out.getvalue())[1:]] == kept


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ('2026-01-01,Acme,A,applied,"called\n2026-01-02, no answer, tried again, later"\n', []),
        ('2026-01-01,Acme,A,applied,"called\n2026-01-02,Acme,A,rejected,so they say"\n', []),
        ('2026-01-01,Acme,A,applied,"\n2026-01-02,Borealis,A,applied,"\n', [2, 3]),
        ('2026-01-01,Acme,",applied,x\n2026-01-02,Borealis,",applied,y\n', [2, 3]),
        ('2026-01-01,Acme,A,applied,"called\n2026-01-02,Borealis,A,applied,\n', [2]),
    ],
    ids=["a note with a dated line", "a note that quotes a row", "a ditto at the end", "a ditto within", "never closed"],
)
def test_lines_like_rows_within_quotes(text: str, aside: list[int]) -> None:
    """They are text if all is quoted soundly; a lone quote in two rows does not swallow the second."""
    found = rows_of("date,company,role,event,note\n" + text + "2026-01-03,Kestrel,A,applied,\n", "log.csv")
    assert [p.line for p in found.problems] == aside
    assert found.rows[-1][1] == ["2026-01-03", "Kestrel", "A", "applied", ""]
