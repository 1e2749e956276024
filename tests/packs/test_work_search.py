"""The record for the employment office: every dated effort, the same rows in its three files, no formula, all of it or nothing."""

from __future__ import annotations

import csv
import io
import os
import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

import jobstats as js
from jobstats.errors import AskError, JobstatsError
from jobstats.metrics.interviews import visits
from jobstats.packs import work_search as room
from jobstats.packs.work_search import NAME, WorkSearch, work_search
from jobstats.packs.workbook import fit
from tests.conftest import HEADER, write
from tests.packs.test_workbook import HOSTILE, plain, reads


def csv_rows(made: WorkSearch) -> list[list[str]]:
    """The lines of the CSV below its header, as a spreadsheet's import gives them."""
    text = (made.folder / f"{NAME}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))[1:]


def xlsx_rows(made: WorkSearch) -> list[list[str]]:
    """The rows of the workbook below its header, days as in 2026-03-09."""
    sheet = openpyxl.load_workbook(made.folder / f"{NAME}.xlsx")["Work search"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6, max_col=sum(c.value is not None for c in sheet[5]))]
    return [[f"{c:%Y-%m-%d}" if isinstance(c, datetime) else c or "" for c in row] for row in cells]


def pdf_text(made: WorkSearch) -> str:
    """All of the PDF's text, blanks as one."""
    pages = pypdfium2.PdfDocument((made.folder / f"{NAME}.pdf").read_bytes())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def day(iso: str) -> str:
    """A day as it is printed."""
    found = datetime.fromisoformat(iso)
    return f"{found.day} {found:%b %Y}"


def test_every_dated_effort_counted_by_hand(log: js.JobLog, tmp_path: Path) -> None:
    """What was done, each in its week, with what came of it; what others did is no effort.

    date,company,role,event,round,kind,source,contact
    2026-03-02,Acme,Analyst,applied,,,job board,
    2026-03-04,Acme,Analyst,reply,,,,Ann
    2026-03-05,Acme,Analyst,screen,,phone,,Ann
    2026-03-08,Acme,Analyst,assessment,,,,
    2026-03-09,Acme,Analyst,interview,2,panel,,Bob
    2026-03-09,Acme,Analyst,follow_up,,,,Bob
    2026-03-12,Bolt,,approached,,,recruiter,
    2026-03-13,Bolt,,applied,,,,
    2026-03-14,,,networking,,,,Cem
    2026-03-16,Acme,Analyst,nudge,,,,
    2026-03-17,Acme,Analyst,coworker_chat,,,,Dee
    2026-03-20,Acme,Analyst,rejected,,,,
    2026-03-23,Cord,Dev,applied,,,,
    2026-03-24,Cord,Dev,interview,,,,
    2026-03-25,Cord,Dev,no_follow_up,,,,
    2026-03-26,Dune,Dev,applied,,,,
    2026-03-27,Dune,Dev,offer,,,,
    """
    made = work_search(log, tmp_path)
    no = "rejected on 20 Mar 2026"
    assert csv_rows(made) == [
        ["2026-03-02", "2026-03-02", "Acme", "Analyst", "Application (job board)", "", no],
        ["2026-03-05", "2026-03-02", "Acme", "Analyst", "First talk (phone)", "Ann", no],
        ["2026-03-08", "2026-03-02", "Acme", "Analyst", "Test or task", "", no],
        ["2026-03-09", "2026-03-09", "Acme", "Analyst", "Interview, round 2 (panel)", "Bob", no],
        ["2026-03-09", "2026-03-09", "Acme", "Analyst", "Note after the interview", "Bob", no],
        ["2026-03-13", "2026-03-09", "Bolt", "", "Application after they came to me (recruiter)", "", "no answer yet"],
        ["2026-03-14", "2026-03-09", "", "", "Contact kept up", "Cem", ""],
        ["2026-03-16", "2026-03-16", "Acme", "Analyst", "Asked about the decision", "", no],
        ["2026-03-17", "2026-03-16", "Acme", "Analyst", "Talk with a would-be coworker", "Dee", no],
        ["2026-03-23", "2026-03-23", "Cord", "Dev", "Application", "", "invited to an interview"],
        ["2026-03-24", "2026-03-23", "Cord", "Dev", "Interview", "", "invited to an interview"],
        ["2026-03-26", "2026-03-23", "Dune", "Dev", "Application", "", "offer, not decided yet"],
    ]
    assert made.rows == 12
    text = pdf_text(made)
    for said in (
        "Record of my work search",
        "2 Mar 2026 to 31 Mar 2026; results as known on 31 Mar 2026",
        "12 efforts: 4 applications, 2 interviews, 6 other; in 4 calendar weeks.",
        "Week of 2 Mar 2026 to 8 Mar 2026 3 efforts: 1 application, 2 other",
        "Week of 23 Mar 2026 to 29 Mar 2026 3 efforts: 2 applications, 1 interview",
        "Name Place and date Signature",
        "1 of 1",
    ):
        assert said in text
    assert room.SHOWS not in text
    assert made.notes == (room.SHOWS,)


def test_the_three_files_hold_the_same_rows(sample: js.JobLog, tmp_path: Path) -> None:
    """The sample's: CSV and workbook cell by cell, the PDF row by row in order, though the week stands above its rows there."""
    made = work_search(sample, tmp_path)
    rows = csv_rows(made)
    assert [path.name for path in made.files] == [f"{NAME}.pdf", f"{NAME}.csv", f"{NAME}.xlsx"]
    assert sorted(p.name for p in made.folder.iterdir()) == sorted(p.name for p in made.files)
    assert rows == xlsx_rows(made)
    of = sample.events["event"].isin(["applied", "interview", "screen", "assessment", "follow_up", "nudge", "coworker_chat", "networking"])
    assert made.rows == len(rows) == int(of.sum())
    assert sum(row[4].startswith("Interview") for row in rows) == len(visits(sample))
    text, at = pdf_text(made), 0
    for date, _, *cells in rows:
        row = " ".join(filter(None, [day(date), *cells]))
        at = text.find(row, at) + len(row)
        assert at >= len(row), row
    assert text.count("What I did") == len(pypdfium2.PdfDocument((made.folder / f"{NAME}.pdf").read_bytes()))


def test_days_are_days_and_nothing_is_live(sample: js.JobLog, tmp_path: Path) -> None:
    """The workbook as that of a pack; the same bytes when it is written once more."""
    made = work_search(sample, tmp_path, period=("2026-03-01", "2026-04-30"))
    before = {path: path.read_bytes() for path in made.files}
    plain(before[made.folder / f"{NAME}.xlsx"])
    sheet = openpyxl.load_workbook(made.folder / f"{NAME}.xlsx")["Work search"]
    assert (sheet["A6"].value, sheet["A6"].number_format) == (datetime(2026, 3, 2), "[$-409]d mmm yyyy")
    assert [sheet[cell].value for cell in ("A1", "A2")] == [room.TITLE, "1 Mar 2026 to 30 Apr 2026; results as known on 30 Aug 2026"]
    assert str(sheet["A3"].value).startswith(f"{made.rows} efforts: ")
    work_search(sample, tmp_path, period=("2026-03-01", "2026-04-30"))
    assert {path: path.read_bytes() for path in made.files} == before


def test_hostile_names_stay_text_in_each(tmp_path: Path) -> None:
    """Names as FAULTS lists them: an apostrophe before each in the CSV, whole in the workbook and on paper."""
    names = [fit(w) for w in HOSTILE if w.strip()] + ["#strong[x] $1$ *b* @ref"]
    quoted = [
        "2026-03-02," + ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in (name, f"job {i}", "applied"))
        for i, name in enumerate(names)
    ]
    log = js.load(write(tmp_path / "log.csv", "\n".join([HEADER, *quoted]) + "\n"), as_of="2026-03-31")
    known = dict(zip(log.applications["role"], log.applications["company"], strict=True))
    made = work_search(log, tmp_path / "out")
    raw = (made.folder / f"{NAME}.csv").read_bytes()
    assert raw.startswith(b'\xef\xbb\xbf"Date",')
    assert all(line.startswith('"') and line.endswith('"') for line in raw.decode("utf-8-sig").split("\r\n")[:-1])
    rows = csv_rows(made)
    assert len(rows) == len(names) == len(xlsx_rows(made))
    for row, cells in zip(rows, xlsx_rows(made), strict=True):
        name = known[row[3]]
        assert reads(cells[2], fit(name))
        assert row[2].removeprefix("'") == name
        assert row[2].lstrip("\ufeff ")[:1] not in ("=", "+", "-", "@", "＝", "\t", "\n", "\r")
    plain((made.folder / f"{NAME}.xlsx").read_bytes())
    text = pdf_text(made).replace(" ", "")
    for word in (
        "=cmd|'/Ccalc'!A0",
        "@SUM(1+9)*cmd|'/Ccalc'!A0",
        "#strong[x]$1$*b*@ref",
        "<script>alert(1)</script>",
        "http://evil.example/p.png",
    ):
        assert word in text
    annotations = pypdfium2.raw.FPDFPage_GetAnnotCount
    assert all(annotations(page.raw) == 0 for page in pypdfium2.PdfDocument((made.folder / f"{NAME}.pdf").read_bytes()))


def test_columns_are_chosen(log: js.JobLog, tmp_path: Path) -> None:
    """Those asked for, in that order; “contact” by itself only where there is one.

    2026-03-02,Acme,Analyst,applied
    """
    made = work_search(log, tmp_path, columns=["employer", "date"])
    assert csv_rows(made) == xlsx_rows(made) == [["Acme", "2026-03-02"]]
    text = pdf_text(made)
    assert "Employer Date Week of 2 Mar 2026 to 8 Mar 2026 1 application Acme 2 Mar 2026" in text
    assert "Analyst" not in text
    assert csv_rows(work_search(log, tmp_path)) == [["2026-03-02", "2026-03-02", "Acme", "Analyst", "Application", "no answer yet"]]
    assert csv_rows(work_search(log, tmp_path, columns="week")) == [["2026-03-02"]]
    with pytest.raises(AskError, match=r"There is no column “salary” in the record. There is: date, week, employer"):
        work_search(log, tmp_path, columns=["salary"])
    with pytest.raises(AskError, match="needs at least one column"):
        work_search(log, tmp_path, columns=[])


def test_what_has_no_day_is_told(tmp_path: Path) -> None:
    """Statuses without a day are counted and named as missing, never dated by guess; what came of an application is told without one."""
    text = "company,role,date applied,status\nAcme,Analyst,2026-03-02,rejected\nCord,Dev,2026-03-05,interview\n"
    log = js.load(write(tmp_path / "sheet.csv", text), as_of="2026-03-31")
    made = work_search(log, tmp_path / "out", columns=["employer", "how", "result"])
    assert csv_rows(made) == [["Acme", "Application", "rejected"], ["Cord", "Application", "invited to an interview"]]
    told = "Not in it, since the log has no day for them: 1 interview."
    assert made.notes == (told, room.SHOWS)
    assert told in made._repr_html_()
    files_tell_no_fault(made)


def files_tell_no_fault(made: WorkSearch) -> None:
    """The paper that goes to the office does not accuse its owner, and speaks of no coach."""
    book = openpyxl.load_workbook(made.folder / f"{NAME}.xlsx")["Work search"]
    csv_text = (made.folder / f"{NAME}.csv").read_text(encoding="utf-8-sig")
    for text in (pdf_text(made), csv_text, str([[c.value for c in row] for row in book])):
        assert not re.search("Not in it|Only these|coach|could not be read", text)


def test_rows_that_are_set_aside_lie_ahead_or_were_filtered_are_told(log: js.JobLog, tmp_path: Path) -> None:
    """What is not in it is said to its owner, and to nobody else; contacts only those of the period.

    2026-03-02,Acme,Analyst,applied
    2026-03-03,Bolt,Analyst,applied
    2026-03-04,,,networking
    2026-03-05,,,networking
    2026-13-09,Cord,Analyst,applied
    2026-04-07,Acme,Analyst,interview
    """
    made = work_search(log.where(company="Acme"), tmp_path, period=(None, "2026-03-04"))
    assert made.notes == (
        "Not in it: 1 row of the log that could not be read.",
        "Not in it: 1 row dated after the last day of the log.",
        "Only these applications are in it: company: Acme.",
        "Not in it, since a filter keeps applications only: 1 effort of no application, such as a contact kept up.",
        room.SHOWS,
    )
    files_tell_no_fault(made)


def test_signs_no_font_holds_are_told(log: js.JobLog, tmp_path: Path) -> None:
    """The PDF has another sign instead, and its owner is told; the CSV has them.

    2026-03-02,Acme \u0378\u0379,Analyst,applied
    """
    made = work_search(log, tmp_path)
    told = "No font of this machine holds 2 signs, and the PDF has \ufffd instead: \u0378 \u0379. The other two files have all."
    assert made.notes == (told, room.SHOWS)
    assert csv_rows(made)[0][2] == "Acme \u0378\u0379"


def test_it_wants_a_log_and_prints_anywhere() -> None:
    """A slip of a caller; a record of a thousand efforts on a console that knows few signs."""
    with pytest.raises(AskError, match=r"^js\.work_search wants a log, and this is a str\. Load one first: log = js\.load\(\)\.$"):
        work_search("x")  # type: ignore[arg-type]
    assert repr(WorkSearch(Path("out"), (Path("out/x.pdf"),), 1234, (room.SHOWS,))).isascii()


def test_what_the_cell_shows(log: js.JobLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many, that it shows names, and a link to each file from where the notebook lies.

    2026-03-02,Acme,Analyst,applied
    """
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    made = work_search(log)
    shown = made._repr_html_()
    assert "The record of your work search has 1 effort." in shown
    assert room.SHOWS in shown
    assert f'<a href="../out/{NAME}/{NAME}.pdf" target="_blank">{NAME}.pdf</a>' in shown
    assert "Acme" not in shown
    assert repr(made).startswith("The record of your work search has 1 effort.\n")


def test_an_empty_log_gives_a_whole_record(empty: js.JobLog, tmp_path: Path) -> None:
    """No effort: three files that say so."""
    made = work_search(empty, tmp_path)
    assert (made.rows, csv_rows(made), xlsx_rows(made)) == (0, [], [])
    assert "0 efforts. " in pdf_text(made)
    assert "No dated effort stands in this period." in pdf_text(made)


def test_all_or_nothing(log: js.JobLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the way, or a PDF that cannot be made: one sentence, nothing left, what was there still there.

    2026-03-02,Acme,Analyst,applied
    """
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(AskError, match="Choose another folder"):
        work_search(log, tmp_path / "out")
    assert sorted(os.listdir(tmp_path)) == ["log.csv", "out"]
    made = work_search(log, tmp_path / "there")
    before = {path: path.read_bytes() for path in made.files}

    def broken(*_: object) -> bytes:
        raise JobstatsError("no")

    monkeypatch.setattr(room, "compiled", broken)
    with pytest.raises(JobstatsError):
        work_search(log, tmp_path / "there", columns=["date"])
    assert {path: path.read_bytes() for path in made.files} == before
    assert list((tmp_path / "there").iterdir()) == [made.folder]
