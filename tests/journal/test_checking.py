"""Nothing is written that was not read again first, and the quick look at plain text is as sure as the full one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobstats.errors import LogError
from jobstats.journal import checking
from jobstats.journal.checking import Meant
from jobstats.journal.grid import Grid
from jobstats.readers.rows import rows_of
from jobstats.readers.text import text_of
from tests.journal.storming import said
from tests.journal.test_written import HEAD, ROW, table, why


def test_nothing_is_given_that_was_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever would be written wrongly is seen before: here every row loses its last cell, or goes to another place."""
    data = HEAD + b"2026-01-05,Acme,applied,\n"
    for wrong in (lambda way: way.rpartition(",")[0], lambda way: way + '"', lambda way: "", lambda way: way + "\n" + way):
        with monkeypatch.context() as patch:
            patch.setattr("jobstats.journal.quoting.Habit.ways", lambda *_, wrong=wrong: iter([wrong(",".join(ROW))]))
            assert "log.csv" in why(data)
    with monkeypatch.context() as patch:
        patch.setattr("jobstats.journal.grid.Grid.span", lambda *_: (24, 30, 34))
        for ask in (lambda: table(data).removed(2), lambda: table(data).amended(2, {1: "Bolt"})):
            with pytest.raises(LogError, match=r"log\.csv"):
                ask()


def test_the_quick_look_leaves_quotes_to_the_full_one() -> None:
    """A row that opens a quote, and a row below a quote that is open: split at commas they would be as meant."""
    for text, piece, cells in (("a,b\n1,2\n", '3,"x\n', ["3", '"x']), ('a,b\n1,"x\n', "3,4\n", ["3", "4"])):
        new = text_of((text + piece).encode())
        assert not checking._plainly(Grid(text, "log.csv"), new, Meant(len(text), len(text), piece, 0, cells))


LINES = st.lists(st.text("ab,;\t|# 1-\u00e9=<", max_size=12), max_size=8)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\r\r\n", "\n\n", "", "\0", "\x1a"])


@given(LINES, st.lists(ENDS, min_size=8, max_size=8), st.data())
@settings(max_examples=400, deadline=None)
def test_the_quick_look_is_as_sure_as_the_full_one(lines: list[str], ends: list[str], more: st.DataObject) -> None:
    """Any plain text, any piece of it replaced by any other: what the quick look allows, the full one allows."""
    text = text_of(("date,company,note\n" + "".join(line + end for line, end in zip(lines, ends, strict=False))).encode()).text
    old = Grid(text, "log.csv")
    start = more.draw(st.integers(0, len(text)))
    stop = more.draw(st.integers(start, min(len(text), start + 12)))
    piece = more.draw(st.text("ab,;\n\r1 ", max_size=8))
    line = more.draw(st.sampled_from([0, *(line for line, _ in old.found.rows)]))
    new = text_of((text[:start] + piece + text[stop:]).encode())
    cells = more.draw(st.sampled_from([None, *(cells for _, cells in rows_of(new.text, "log.csv").rows)]))
    meant = Meant(start, stop, piece, line, cells)
    if (line or cells) and checking._plainly(old, new, meant):
        assert checking._in_full(old, new, meant) == ""


@given(st.lists(st.text(max_size=12), min_size=4, max_size=4), st.sampled_from([",", ";", "\t", "|"]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_as_it_was_given(cells: list[str], separator: str, quoted: bool) -> None:
    """Whatever is typed into a cell: it is read as what is said to be written of it, or it is refused."""
    head = separator.join(f'"{name}"' if quoted else name for name in ("date", "company", "event", "note"))
    data = f"{head}\n".encode()
    try:
        edit = table(data).appended(cells)
    except LogError as error:
        said(error)
        return
    read = table(edit.apply(data), 1)
    assert [cell.strip() for cell in read.cells(2)] == read.cells(2)
    assert table(edit.apply(data)).appended(ROW).apply(edit.apply(data)).startswith(edit.apply(data))
