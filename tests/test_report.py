"""The loading report: what stands under the load, in words and as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.errors import Problem
from jobstats.report import SHOWN, Convention, Report, Understood
from tests.conftest import AS_OF, HEADER, write

CALM = Report("log.csv", "one row for each thing that happened", ("CSV", "UTF-8"), 3, 3, 0, 0, (), (), (), (), (), (), 'js.load("log.csv")')


def made(**other: object) -> Report:
    """A calm report but for these."""
    return Report(**{**CALM.__dict__, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("read", "kept", "said"),
    [
        (0, 0, "log.csv holds no rows yet."),
        (1, 1, "The only row of log.csv is kept."),
        (1, 0, "The only row of log.csv cannot be used."),
        (3, 3, "All 3 rows of log.csv are kept."),
        (3, 0, "None of the 3 rows of log.csv can be used."),
        (3, 1, "Of 3 rows of log.csv, 1 is kept and 2 set aside."),
        (9, 7, "Of 9 rows of log.csv, 7 are kept and 2 set aside."),
    ],
)
def test_the_first_sentence(read: int, kept: int, said: str) -> None:
    """Rows read, kept, set aside."""
    assert made(read=read, kept=kept, aside=read - kept).headline() == said


def test_the_sample_is_calm(sample: js.JobLog) -> None:
    """One line; everything else is behind a click."""
    assert sample.report is not None
    text = sample.report._repr_html_()
    assert "<details open" not in text
    assert "All 395 rows of log.csv are kept." in text
    assert "4 notes: nothing to mend" in text


def test_a_calm_report_in_words() -> None:
    """Two sentences and the call."""
    assert repr(CALM).splitlines() == [
        "All 3 rows of log.csv are kept.",
        "Read as one row for each thing that happened (CSV, UTF-8).",
        "",
        "If any of this is wrong, paste this call and say what is meant, as in "
        'columns={"Firma": "company"}, statuses={"Absage": "rejected"}, dates="day-first":',
        'log = js.load("log.csv")',
    ]


TROUBLED = made(
    read=40,
    kept=35,
    aside=5,
    fixed=2,
    columns=(
        Understood("Status", "status", 40, 1, "same"),
        Understood("Firma", "company", 40, 1, "synonym"),
        Understood("Mail", "ignore", 3, 1, "synonym"),
    ),
    kept_columns=("City", "Status (as written)"),
    statuses=(
        Understood("Rejected", "rejected", 9, 2, "same"),
        Understood("reeejected", "rejected", 2, 5, "nearest"),
        Understood("Draft", "unsent", 2, 6, "synonym"),
        Understood("Ghosted", "", 2, 7, "synonym"),
    ),
    dates=(Convention("Datum", "day first", 4, "13.02.2026"),),
    problems=(
        Problem(6, "Status", "Draft", "never sent, so it is no application yet", "Nothing to mend"),
        *(Problem(n, "Firma", "", "no company", "Write the company's name") for n in (8, 9, 10)),
        Problem(12, "Datum", "31.02.2026", "no such day", "Write it as in 2026-03-09"),
    ),
    notes=(
        Problem(0, "", "", "not UTF-8; read as Windows-1252", "Nothing to mend"),
        *(Problem(n, "Antwort", f"{n}.02.2026", "no status", "Write the answer", "part 2.csv") for n in range(20, 25)),
    ),
)


def test_a_troubled_report_in_words() -> None:
    """What asks for something first, what is the same of several rows once."""
    assert repr(TROUBLED).splitlines()[:27] == [
        "Of 40 rows of log.csv, 35 are kept and 5 set aside.",
        "Read as one row for each thing that happened (CSV, UTF-8). In 2 rows something was read otherwise than written: see the notes.",
        "",
        "5 rows set aside:",
        "  line 8, 9, 10, Firma: no company. Write the company's name",
        "  line 12, Datum: “31.02.2026”: no such day. Write it as in 2026-03-09",
        "  line 6, Status: “Draft”: never sent, so it is no application yet. Nothing to mend",
        "",
        "6 notes:",
        "  line 20, 21, 22 … (5 rows), Antwort: “20.02.2026”, “21.02.2026”, “22.02.2026” … in part 2.csv: no status. Write the answer",
        "  not UTF-8; read as Windows-1252. Nothing to mend",
        "",
        "4 words for what happened:",
        "  reeejected → rejected (the nearest word; rows: 2)",
        "  Draft → never sent (another name for it; rows: 2)",
        "  Ghosted → sent, no more is known (another name for it; rows: 2)",
        "  Rejected → rejected (by its name; rows: 9)",
        "",
        "5 columns:",
        "  Firma → company (another name for it; cells filled: 40)",
        "  Mail → never read",
        "  Status → status (by its name; cells filled: 40)",
        "  City → a column of your own, kept as it is",
        "  Status (as written) → what the file says word for word",
        "",
        "How the dates were read:",
        "  Datum → day first (line 4: “13.02.2026”)",
    ]


def test_a_troubled_report_is_opened() -> None:
    """Rows set aside, notes that ask for something, and the call where something was guessed."""
    text = TROUBLED._repr_html_()
    opened = [part.split("</summary>")[0] for part in text.split("<details open><summary>")[1:]]
    assert opened == ["5 rows set aside", "6 notes", "Is any of this wrong?"]


def test_the_rest_is_counted() -> None:
    """Twenty are shown."""
    many = made(notes=tuple(Problem(n, "Status", str(n), f"odd {n}", "Look at it") for n in range(1, 26)))
    assert f"… and {25 - SHOWN} more, in <code>log.notes</code>" in many._repr_html_()
    assert "… and 5 more, in log.notes" in repr(many)


def test_a_column_of_blanks_is_left_out() -> None:
    """No note has a line or a cell: two columns are enough."""
    text = made(notes=(Problem(0, "", "", "nothing but white space in it", "Name the columns"),))._repr_html_()
    assert ">line</th>" not in text
    assert ">what you can do</th>" in text


NASTY = '<img src=x onerror=alert(1)>"&$x^2$'


def test_what_a_file_holds_is_text(tmp_path: Path) -> None:
    """HTML in a column's name, a status, a file's name, a value: shown, never run."""
    cell = NASTY.replace('"', '""')
    rows = f'Company,Position,Date Applied,Status,"{cell}"\nAcme,A,2026-01-05,"{cell}",1\nAcme,B,"{cell}",,1\n'
    report = js.load(write(tmp_path / "<b>my$x$.csv", rows), as_of=AS_OF).report
    assert report is not None
    assert "<img" not in report._repr_html_()
    assert "<b>" not in report._repr_html_()
    assert "mathjax_ignore" in report._repr_html_()


def test_a_filtered_log_does_not_tell_it_again(sample: js.JobLog) -> None:
    """The report is shown where it is asked for; a log, filtered or not, shows its caption."""
    chosen = sample.where(source="referral")
    assert not hasattr(chosen, "_repr_html_")
    assert repr(chosen).startswith(chosen.caption())
    assert "Read as" not in repr(sample)


def test_nothing_of_it_leaves_the_machine(tmp_path: Path) -> None:
    """Canaries in a column's name, a status, a cell set aside, the file's name."""
    words = ("Zyxcolumn", "Zyxstatus", "Zyxfile", "Zyxday", "Zyxcompany")
    rows = (
        "Company,Position,Date Applied,Status,Zyxcolumn\n"
        "Zyxcompany,A,2026-01-05,Zyxstatus,1\nZyxcompany,B,Zyxday,Rejected,2\nZyxcompany,C,2026-01-07,Rejected,2\n"
    )
    log = js.load(write(tmp_path / "Zyxfile.csv", rows), as_of=AS_OF)
    assert all(word in repr(log.report) for word in words[:4])
    path = js.sheet([js.charts.funnel(log), js.charts.time_to_answer(log), js.charts.waiting(log)], tmp_path / "sheet.html")
    assert [word for word in words if word.casefold() in path.read_text(encoding="utf-8").casefold()] == []


def test_an_empty_log(tmp_path: Path) -> None:
    """A header and nothing else: one line."""
    report = js.load(write(tmp_path / "log.csv", HEADER + "\n"), as_of=AS_OF).report
    assert report is not None
    assert report.headline() == "log.csv holds no rows yet."
    assert "<details open" not in report._repr_html_()
