"""Ten thousand damaged files: each ends as a log with all rows accounted for, or as one sentence; never otherwise, never late."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from pathlib import Path

import openpyxl

import jobstats as js
from tests.conftest import write
from tests.readers.mutating import AS_OF, failures, fault_of, mutated, seeds, zipped

#: The first seed and how many; others with JOBSTATS_FUZZ=20000:5000.
FIRST, COUNT = (int(n) for n in os.environ.get("JOBSTATS_FUZZ", "0:10000").split(":"))
AT_ONCE = 250


def test_every_seed_is_sound_or_refused(tmp_path: Path) -> None:
    """The files mutations begin with."""
    for i, (name, data) in enumerate(seeds()):
        path = tmp_path / str(i) / name
        path.parent.mkdir()
        path.write_bytes(data)
        assert fault_of(path) == "", name


def test_the_same_seed_gives_the_same_file() -> None:
    """So that a failure can be looked at."""
    assert [mutated(seed) for seed in range(50)] == [mutated(seed) for seed in range(50)]
    assert len({mutated(seed) for seed in range(200)}) > 190


def test_ten_thousand_damaged_files(tmp_path: Path) -> None:
    """Two at a time, in processes of their own; a failure shows seed and bytes (base64)."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        parts = range(FIRST, FIRST + COUNT, AT_ONCE)
        runs = [pool.submit(failures, str(tmp_path), first, min(AT_ONCE, FIRST + COUNT - first)) for first in parts]
        found = [failure for run in runs for failure in run.result()]
    shown = "\n".join(f"seed {seed}, {name}: {fault}\n  {data[:4000]}" for seed, name, fault, data in found[:5])
    assert not found, f"{len(found)} of the seeds {FIRST} to {FIRST + COUNT - 1} end badly:\n{shown}"


# What these tests have found, apart from mere crashes.


def test_parts_of_an_export_may_differ_in_their_columns(tmp_path: Path) -> None:
    """A column that only the second part of LinkedIn's archive has is blank in the first."""
    head = "Application Date,Contact Email,Company Name,Job Title,Job Url,Resume Name"
    parts = {
        "Job Applications.csv": f"{head}\n1/5/26,,Acme,Analyst,,cv.pdf\n",
        "Job Applications_1.csv": f"{head},City\n1/6/26,,Bolt,Analyst,,cv.pdf,Rome\n",
    }
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({name: text.encode() for name, text in parts.items()}))
    assert js.load(path, as_of=AS_OF).applications["City"].tolist() == ["", "Rome"]


def test_a_banner_above_cells_in_quotes_with_tabs_between(tmp_path: Path) -> None:
    """Between cells in quotes nothing is left but tabs; that is a line, not a blank one."""
    text = 'My job search\n"date"\t"company"\t"role"\t"event"\n'
    assert len(js.load(write(tmp_path / "log.tsv", text), as_of=AS_OF)) == 0


def test_an_end_before_the_application_sets_the_whole_row_aside(tmp_path: Path) -> None:
    """A row is kept or set aside, never both; an interview before it leaves it a process that came to the person."""
    text = (
        "Company,Role,Date applied,Interview date,Rejected date\n"
        "Acme,Analyst,2026-02-05,,2026-02-04\n"
        "Bolt,Analyst,2026-02-05,2026-02-03,2026-02-07\n"
        "Cord,Analyst,2026-02-05,,2026-02-05\n"
    )
    log = js.load(write(tmp_path / "sheet.csv", text), as_of=AS_OF)
    assert [str(p) for p in log.problems] == [
        "line 2, Date applied “2026-02-05”: rejected before the application was sent. Mend one of the two dates."
    ]
    assert sorted(log.applications["company"]) == ["Bolt", "Cord"]
    assert log.report is not None
    assert (log.report.read, log.report.kept, log.report.aside) == (3, 2, 1)


def test_an_outcome_without_a_day_counts_where_nothing_says_when_it_was_sent(tmp_path: Path) -> None:
    """No day of applying, in a sheet with that column and in one without."""
    for text in (
        "Company,Role,Interview date,Status\nAcme,Analyst,2026-01-05,Rejected\n",
        "Company,Role,Date applied,Interview date,Status\nAcme,Analyst,,2026-01-05,Rejected\n",
    ):
        log = js.load(write(tmp_path / "sheet.csv", text), as_of=AS_OF)
        assert log.applications[["stage", "outcome", "undated"]].to_numpy().tolist() == [["interview", "rejected", True]]
        assert any("1 status without a day" in n.why for n in log.notes)


def test_a_day_beside_times_in_a_workbook_is_no_midnight(tmp_path: Path) -> None:
    """An application on a day, an interview at half past two."""
    book = openpyxl.Workbook()
    for row in (
        ["date", "company", "role", "event"],
        [date(2026, 3, 9), "Acme", "Analyst", "applied"],
        [datetime(2026, 3, 12, 14, 30), "Acme", "Analyst", "interview"],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(tmp_path / "log.xlsx")
    assert js.load(tmp_path / "log.xlsx", as_of=AS_OF).events["precision"].tolist() == ["day", "minute"]


def call(log: js.JobLog) -> str:
    """The call of a log's report, without the path."""
    assert log.report is not None
    return log.report.call.replace("\n    ", " ").replace("\n", "").replace(",)", ")").partition('.csv"')[2]


def test_the_call_leaves_words_alone_whose_rows_are_set_aside(tmp_path: Path) -> None:
    """Pasted as it is, it reads what was read; the row's own mend says what to write."""
    text = "date,company,role,event\n2026-03-01,Acme,Analyst,applied\n2026-03-04,Acme,Analyst,interviw\n2026-03-05,Acme,Analyst,❌\n"
    assert call(js.load(write(tmp_path / "log.csv", text), as_of=AS_OF)) == ")"


def test_the_call_keeps_a_column_that_says_whether_it_was_sent(tmp_path: Path) -> None:
    """“Applied” says yes or no, “Sent on” says when; the pasted call leaves out what was not sent as well."""
    text = "Company,Role,Sent on,Applied,Status\nAcme,Analyst,2026-03-01,yes,\nBolt,Analyst,2026-03-02,no,\n"
    path = write(tmp_path / "sheet.csv", text)
    first = js.load(path, as_of=AS_OF)
    assert call(first) == ', columns={"Sent on": "date", "Applied": "date applied"})'
    more = js.load(path, as_of=AS_OF, columns={"Sent on": "date", "Applied": "date applied"})
    for log in (first, more):
        assert log.applications["company"].tolist() == ["Acme"]
        assert [p.line for p in log.problems] == [3]


def test_the_call_names_no_column_of_which_there_are_two(tmp_path: Path) -> None:
    """Two columns “Interview” are the first and the second; a call can name neither, and reads both all the same."""
    text = "Firma,Role,Date applied,Interview,Interview\nAcme,Analyst,2026-03-01,2026-03-05,2026-03-09\n"
    path = write(tmp_path / "sheet.csv", text)
    log = js.load(path, as_of=AS_OF)
    assert call(log) == ', columns={"Firma": "company"})'
    for again in (log, js.load(path, as_of=AS_OF, columns={"Firma": "company"})):
        assert again.events["round"].tolist() == ["", "1", "2"]


def test_a_row_of_too_few_cells_may_hold_a_long_one(tmp_path: Path) -> None:
    """More characters in one cell than the csv module allows by itself."""
    long = "x;" * 140_000
    text = f"date,company,role,event,note\n2026-03-01,Acme,Analyst,applied,\n2026-03-02,{long}\n"
    log = js.load(write(tmp_path / "log.csv", text), as_of=AS_OF)
    assert [p.line for p in log.problems] == [3]
