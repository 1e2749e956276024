"""The fast way of reading gives the very table of the careful one, or none at all."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobstats.errors import LogError
from jobstats.readers import fast, files
from jobstats.readers.kinds import refuse_other_kinds
from jobstats.readers.parts import Part
from jobstats.readers.table import Table

FAULTS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "faults.json").read_text(encoding="utf-8"))["faults"]
SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample" / "log.csv"
WORDS = {"date", "company", "role", "event", "note", "status"}
HEAD = "date,company,role,event,note\n"
LONG = "A company whose name is very long"
#: Cells of an even file.
SOUND = st.one_of(
    st.sampled_from(["", "Acme", "2026-01-05T14:30", " Bolt ", '"Ana, 30 min"', '"say ""yes"""', '""', "Zürich & Söhne", LONG, LONG + "!"]),
    st.text(alphabet="abcdefgh ", max_size=20),
)
#: And of what is none.
ANY = st.one_of(SOUND, st.text(alphabet='ab"\t,;\r\n \0\x1a\ufeffé\u0301\u00a0#<', max_size=4))


@pytest.fixture(autouse=True, params=[40, 2**20], ids=["many pieces", "one piece"])
def _pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test with the file cut in small pieces, and whole."""
    monkeypatch.setattr(fast, "_CHUNK", request.param)


def score(header: list[str]) -> int:
    """How many names of a log a row holds."""
    return sum(cell.casefold() in WORDS for cell in header)


def quickly(data: bytes) -> Table | None:
    """The table as the fast way reads it, of a file that is text."""
    try:
        refuse_other_kinds(data, "log.csv")
    except LogError:
        return None
    return files._even_table(Part("log.csv", data), score, lambda rows: None)


def told(table: Table) -> tuple[object, ...]:
    """All a table holds, as plain values."""
    columns = [(column.codes.tolist(), column.values, column.codes.dtype) for column in table.cells]
    rest = (table.problems, table.notes, table.odd, table.short, table.how)
    return table.name, table.header, table.lines.tolist(), table.lines.dtype, columns, *rest


def held_together(data: bytes) -> bool:
    """Whether the fast way reads this; if it does, it says what the careful way says."""
    quick = quickly(data)
    if quick is None:
        return False
    careful = files._text_table(Part("log.csv", data), score, lambda rows: None)
    assert told(quick) == told(careful)
    return True


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "2026-01-05,Acme,Analyst,applied,\n2026-01-08,Bolt,Engineer,applied,\n",
        HEAD + "2026-01-05,Acme,Analyst,applied,\n2026-01-08,Bolt,Engineer,applied,",
        HEAD + '2026-01-05,Acme,"Analyst, junior",applied,"say ""yes"""\n2026-01-05,"Acme",Analyst,applied,""\n',
        (HEAD + "2026-01-05,Acme,Analyst,applied,\n" + '2026-01-05,Acme,Analyst,applied,"x"\n').replace("\n", "\r\n"),
        "\ufeff" + HEAD + "2026-01-05,Größe & Söhne,Analyst,applied,\n",
        HEAD + "2026-01-05, Acme ,Analyst\u00a0,applied,\n2026-01-06,Acme,Analyst,applied,\n",
        HEAD + ",,,,\n2026-01-05,Acme,Analyst,applied,\n, ,,,\n,,,,\n\n\n",
        "date,company,role,event,\n2026-01-05,Acme,Analyst,applied,\n2026-01-06,Acme,Analyst,reply,\n",
        "date,company,role,event,\n2026-01-05,Acme,Analyst,applied,x\n2026-01-06,Acme,Analyst,reply,\n",
        ",date,company,role,event\n0,2026-01-05,Acme,Analyst,applied\n1,2026-01-06,Acme,Analyst,reply\n",
        HEAD.replace(",", ";") + "2026-01-05;Acme, Inc;Analyst;applied;\n",
        HEAD.replace(",", "\t") + "2026-01-05\tAcme, Inc\tAnalyst\tapplied\t\n",
        HEAD,
        HEAD + "2026-01-05,CafÃ©,Analyst,applied,\n",
        "date,com\u200bpany,role,event,note\n2026-01-05,Acme,Analyst,applied,\n",
    ],
)
def test_even_files_are_read_the_fast_way(text: str) -> None:
    """Quotes around cells, doubled quotes, either line end, a byte-order mark, outer space, blank rows, columns without a name."""
    assert held_together(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "2026-01-05,Acme,Analyst,applied\n",
        HEAD + "2026-01-05,Acme,Analyst,applied,\n\n2026-01-05,Acme,Analyst,applied,\n",
        HEAD + '2026-01-05,Acme "A",Analyst,applied,\n',
        HEAD + '2026-01-05, "Acme",Analyst,applied,\n',
        HEAD + '2026-01-05,"Acme"\r,Analyst,applied,\n',
        HEAD + '2026-01-05,Acme,Analyst,applied,"two\nlines"\n',
        HEAD + '2026-01-05,"Acme,Analyst,applied,\n',
        HEAD + "2026-01-05,Ac\0me,Analyst,applied,\n",
        HEAD + "2026-01-05,Acme,Analyst,applied,\n\x1a",
        HEAD + "2026-01-05,Cafe\u0301,Analyst,applied,\n",
        HEAD + "# 2026,,,,\n",
        HEAD + HEAD,
        "sep=,\n" + "a,b\n1,2\n",
        "My log,,,,\n" + HEAD + "2026-01-05,Acme,Analyst,applied,\n",
        (HEAD + "2026-01-05,Acme,Analyst,applied,\n").replace("\n", "\r"),
        "date\n2026-01-05\n",
        "",
        "\n",
        ",",
    ],
)
def test_all_others_are_left_to_the_careful_way(text: str) -> None:
    """Ragged, blank or repeated lines, stray and open quotes, characters nobody sees, letters in two parts, remarks, lines above the header."""
    assert quickly(text.encode()) is None


def test_bytes_that_are_not_utf8() -> None:
    """Windows-1252, UTF-16, a file cut inside a letter: left to the careful way."""
    text = HEAD + "2026-01-05,Société,Analyst,applied,\n"
    assert quickly(text.encode("cp1252")) is None
    assert quickly(text.encode("utf-16")) is None
    assert quickly((text + "2026-01-05,Soci").encode() + b"\xc3") is None


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault["id"]))
def test_the_faults(fault: dict[str, Any]) -> None:
    """Every file of faults.json: the same table, or none."""
    held_together(base64.b64decode(fault["bytes_b64"]))


def test_the_sample() -> None:
    """The sample is even."""
    assert held_together(SAMPLE.read_bytes())


@pytest.mark.parametrize(
    "path", sorted(p for p in (Path(__file__).parent / "samples").iterdir() if p.suffix in (".csv", ".tsv")), ids=lambda p: p.stem
)
def test_the_samples_of_exports(path: Path) -> None:
    """Every export and shape: the same table, or none."""
    held_together(path.read_bytes())


def written(rows: list[list[str]], end: str, whole: bool) -> bytes:
    """A file of three columns; whole: with an end to its last line."""
    return (end.join(",".join(row) for row in [["date", "company", "note"], *rows]) + (end if whole else "")).encode()


def rows(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    """Up to eight rows of three cells."""
    return st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8)


@settings(max_examples=200)
@given(rows(SOUND), st.sampled_from(["\n", "\r\n"]), st.booleans())
@example([["a", "b", "c"], ["", "", ""]], "\n", True)
def test_any_even_file(rows: list[list[str]], end: str, whole: bool) -> None:
    """All of them are read, and as the careful way reads them."""
    assert held_together(written(rows, end, whole))


@settings(max_examples=200)
@given(rows(ANY), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_cells(rows: list[list[str]], end: str, whole: bool) -> None:
    """Cells of any kind: the same table, or none."""
    held_together(written(rows, end, whole))


@settings(max_examples=200)
@given(st.binary(max_size=60), st.sampled_from(",;\t|"))
@example(b"\x01\t", "\t")
def test_any_bytes(data: bytes, separator: str) -> None:
    """Bytes of any kind never fail, and are read alike."""
    held_together(f"date{separator}note\n".encode() + data)


def test_two_cells_of_one_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells whose numbers agree by chance are told apart byte by byte, and the file left to the careful way."""
    monkeypatch.setattr(fast, "_ODD", np.ones_like(fast._ODD))
    assert quickly(b"company,note\nabcdefghABCDEFGH,x\nABCDEFGHabcdefgh,x\n") is None
    assert quickly(b"company,note\nabcdefghABCDEFGH12345678,x\nabcdefgh12345678ABCDEFGH,x\n") is None
    assert quickly(b"company,note\nabcdefghABCDEFGH,x\nabcdefghABCDEFGH,x\n") is not None


def test_only_large_files_take_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are read the careful way; whichever is taken, the table is the same."""
    asked: list[int] = []
    monkeypatch.setattr(files, "_even_table", lambda part, *_: asked.append(len(part.data)))
    data = HEAD.encode() + b"2026-01-05,Acme,Analyst,applied,\n"
    files._text_table(Part("log.csv", data), score, lambda rows: None)
    assert asked == []
    monkeypatch.setattr(fast, "SIZE", 1)
    files._text_table(Part("log.csv", data), score, lambda rows: None)
    assert asked == [len(data)]
