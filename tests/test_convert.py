"""Moving over once: what is written loads as the file it came from, nothing is overwritten, nothing is left behind."""

from __future__ import annotations

import base64
import csv
import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import jobstats as js
from jobstats.readers.own import FROM, bare, safe
from tests.conftest import write

READERS = Path(__file__).parent / "readers"
SAMPLES = sorted(p for p in (READERS / "samples").iterdir() if not p.name.endswith((".json", ".md")))
FAULTS: list[dict[str, Any]] = json.loads((READERS / "faults.json").read_text(encoding="utf-8"))["faults"]
AS_OF = "2026-06-30"
#: What differs by its nature: where the row stands, and which file it came from.
PLACE = ["line", "file", FROM]


def told(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of a log without the places of its rows, in no order of columns."""
    frame = frame.drop(columns=[c for c in PLACE if c in frame])
    return frame[sorted(frame.columns)].reset_index(drop=True)


def assert_same(one: js.JobLog, two: js.JobLog) -> None:
    """The same applications, events, days ahead, undated ones, further columns."""
    assert told(two.applications).to_dict("list").__repr__() == told(one.applications).to_dict("list").__repr__()
    assert told(two.events).to_dict("list").__repr__() == told(one.events).to_dict("list").__repr__()
    assert told(two.ahead).to_dict("list").__repr__() == told(one.ahead).to_dict("list").__repr__()


def moved(source: Path, folder: Path, **said: Any) -> tuple[js.JobLog, js.JobLog]:
    """The log of a file, and of what it was converted to; the file untouched, and converting again writes the same."""
    before = (source.read_bytes(), source.stat().st_mtime_ns) if source.is_file() else None
    done = js.convert(source, folder / "new.csv", as_of=AS_OF, **said)
    one, two = js.load(source, as_of=AS_OF, **said), js.load(done.path, as_of=AS_OF)
    if before:
        assert (source.read_bytes(), source.stat().st_mtime_ns) == before
    assert_same(one, two)
    assert two.problems == ()
    assert two.report is not None
    assert two.report.read == two.report.kept == done.events
    assert (done.aside is not None) == bool(one.problems)
    again = js.convert(done.path, folder / "again.csv", as_of=AS_OF)
    assert again.path.read_bytes() == done.path.read_bytes()
    return one, two


@pytest.mark.parametrize("source", SAMPLES, ids=lambda p: p.name)
def test_a_sample_of_every_kind(source: Path, tmp_path: Path) -> None:
    """Every export and every shape."""
    moved(source, tmp_path)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: str(f["id"]))
def test_a_faulty_file(fault: dict[str, Any], tmp_path: Path) -> None:
    """What loads moves over; what is refused or asked about leaves nothing behind."""
    source = tmp_path / "log.csv"
    source.write_bytes(base64.b64decode(fault["bytes_b64"]))
    refused = ""
    try:
        js.load(source, as_of=AS_OF)
    except js.LogError as error:
        refused = str(error)
    if not refused:
        moved(source, tmp_path)
        return
    with pytest.raises(js.LogError) as caught:
        js.convert(source, tmp_path / "new.csv", as_of=AS_OF)
    assert str(caught.value) == refused
    assert os.listdir(tmp_path) == ["log.csv"]


HARD = '''Date Applied;Company;Position;Status;Interview Date;Notes;Comments;=Salary;'quoted;Interview Type
05.01.2026;=Acme & Söhne;"Analyst; ""senior""";Rejected;;;"two
lines, and a comma";+50;'a;phone
06.01.2026;'s-Hertogenbosch BV;@Lead;Inter + Rejec;13.02.2026 14:30;;-;-;=1+1;
07.01.2026;-;；odd;perhaps;;;'=quoted already;\u200b=hidden;''twice;panel
08.01.2026;NA;None;Saved;;;;;;
9.1.26;;Analyst;Rejected;;;;;;
'''


def test_cells_a_spreadsheet_would_misread(tmp_path: Path) -> None:
    """Formulas, apostrophes, separators, line ends, names that are no names; the kit's own columns stay apart from columns like them."""
    one, two = moved(write(tmp_path / "sheet.csv", HARD), tmp_path)
    assert two.applications["company"].tolist() == ["=Acme & Söhne", "'s-Hertogenbosch BV", "-"]
    assert two.applications["=Salary"].tolist() == ["+50", "-", "\u200b=hidden"]
    assert two.applications["'quoted"].tolist() == ["'a", "=1+1", "''twice"]
    assert (
        one.applications["Status (as written)"].tolist()
        == two.applications["Status (as written)"].tolist()
        == ["", "Inter + Rejec", "perhaps"]
    )
    with (tmp_path / "new.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [c for c in cells if c.lstrip("\u200b").startswith(("=", "+", "-", "@"))] == []


def test_what_is_written(tmp_path: Path) -> None:
    """The very bytes."""
    text = "Company,Position,Date Applied,Status,Response Date,City\nAcme,Analyst,2026-01-05,Rejected,2026-01-19,Bath\n,Analyst,2026-01-06,,,\n"
    done = js.convert(write(tmp_path / "sheet.csv", text), tmp_path / "log.csv", as_of=AS_OF)
    assert (tmp_path / "log.csv").read_bytes() == (
        b"date,company,role,event,application,City,read_from\n"
        b"2026-01-05,Acme,Analyst,applied,row 2,Bath,sheet.csv line 2\n"
        b"2026-01-19,Acme,Analyst,rejected,row 2,Bath,sheet.csv line 2\n"
    )
    assert done.aside == tmp_path / "log.set-aside.csv"
    assert done.aside.read_bytes() == (
        b"file,line,column,value,why,what to write instead\nsheet.csv,3,Company,,no company,Write the company's name\n"
    )
    assert repr(done).splitlines() == [
        "log.csv is written: 2 rows, one for each thing that happened.",
        "1 row of sheet.csv could not be used: log.set-aside.csv tells which, why, and what to write instead.",
        "sheet.csv is as it was, and nothing else was changed.",
        f'From now on: log = js.load("{tmp_path / "log.csv"}")',
    ]


def test_a_kept_column_does_not_become_one_of_the_kits(tmp_path: Path) -> None:
    """Notes are all blank, so that only Comments hold anything; they are not notes after moving over either."""
    text = "Company,Position,Date Applied,Status,Notes,Comments\nAcme,Analyst,2026-01-05,,,good\n"
    one, two = moved(write(tmp_path / "sheet.csv", text), tmp_path)
    assert one.events["note"].tolist() == two.events["note"].tolist() == [""]
    assert two.applications["Comments"].tolist() == ["good"]


def test_long_notes_with_lines_like_rows(tmp_path: Path) -> None:
    """Thirty lines in one cell, some like rows of a log."""
    note = "\n".join(f"2026-01-{i:02},Acme,Analyst,applied" for i in range(1, 31)) + "\r\nend\rof it"
    pd.DataFrame({"date": ["2026-01-05"], "company": ["Acme"], "role": ["A"], "event": ["applied"], "note": [note]}).to_excel(
        tmp_path / "log.xlsx", index=False
    )
    one, two = moved(tmp_path / "log.xlsx", tmp_path)
    assert len(two.events) == 1
    assert one.events["note"][0].count("\n") >= 30


def test_times_stay_times(tmp_path: Path) -> None:
    """An hour beside days; midnight is a day, before and after."""
    rows = "date,company,role,event\n2026-01-05T00:00,Acme,A,applied\n2026-01-06T23:59,Acme,A,interview\n2026-01-08,Acme,A,rejected\n"
    one, two = moved(write(tmp_path / "log.csv", rows), tmp_path)
    assert two.events["precision"].tolist() == one.events["precision"].tolist() == ["day", "minute", "day"]


def test_several_parts_of_one_export(tmp_path: Path) -> None:
    """LinkedIn's folder: each row says from which part it came."""
    (tmp_path / "export" / "Jobs").mkdir(parents=True)
    head = "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers\n"
    for n, company in (("", "Acme"), ("_1", "Borealis")):
        row = f'"11/23/24, 11:39 PM",me@here.example,1,{company},Analyst,u,r,secret\n'
        write(tmp_path / "export" / "Jobs" / f"Job Applications{n}.csv", head + row)
    _, two = moved(tmp_path / "export", tmp_path)
    text = (tmp_path / "new.csv").read_text(encoding="utf-8")
    assert two.applications["company"].tolist() == ["Acme", "Borealis"]
    assert "Job Applications_1.csv line 2" in text
    assert "secret" not in text
    assert "me@here.example" not in text


def test_a_row_of_which_one_event_was_set_aside_keeps_the_others(tmp_path: Path) -> None:
    """A decision before the application: it goes to the list, the rest of the row to the log."""
    text = "Company,Position,Date Applied,Status,Decision Date\nAcme,A,2026-03-05,Rejected,2026-03-01\nKestrel,A,2026-03-05,,\n"
    one = js.load(write(tmp_path / "sheet.csv", text), as_of=AS_OF)
    done = js.convert(tmp_path / "sheet.csv", tmp_path / "log.csv", as_of=AS_OF)
    assert len(one.problems) == 1
    assert_same(one, js.load(done.path, as_of=AS_OF))


def test_what_the_person_said_goes_into_the_file(tmp_path: Path) -> None:
    """Afterwards nothing needs to be said."""
    text = "Wer,Was,Wann,Status\nAcme,Analyst,03/04/2026,Grrr\n"
    said: dict[str, Any] = {
        "columns": {"Wer": "company", "Was": "role", "Wann": "date applied"},
        "statuses": {"Grrr": "rejected"},
        "dates": "day-first",
    }
    _, two = moved(write(tmp_path / "sheet.csv", text), tmp_path, **said)
    assert two.applications["outcome"].tolist() == ["rejected"]


@pytest.mark.parametrize("cell", ["", "Acme", "'", "''", "=1", "'=1", "''=1", "\u200b=1", " =1", "＝1", "-", "'s", "\t1", "+49 30"])
def test_safe_and_back(cell: str) -> None:
    """Every cell comes back as it was."""
    assert bare(safe(cell)) == cell
    assert bare("'s-Hertogenbosch") == "'s-Hertogenbosch"


SOURCE = "date,company,role,event\n2026-01-05,Acme,Analyst,applied\n2026-13-01,Acme,Analyst,rejected\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A log with a row to set aside, alone in its folder."""
    (tmp_path / "mine").mkdir()
    return write(tmp_path / "mine" / "source.csv", SOURCE)


def refused(source: Path, target: Path) -> str:
    """The sentence; nothing is left in the folder but the source and what was there."""
    before = {p: p.read_bytes() for p in source.parent.rglob("*") if p.is_file()}
    with pytest.raises(js.LogError) as caught:
        js.convert(source, target, as_of=AS_OF)
    assert {p: p.read_bytes() for p in source.parent.rglob("*") if p.is_file()} == before
    assert str(caught.value).count("\n") == 0
    return str(caught.value)


def test_nothing_is_overwritten(source: Path) -> None:
    """Neither a log, nor a list of rows, nor a link that leads nowhere, nor the source itself."""
    there = write(source.parent / "log.csv", "mine")
    overwrites = f"There is already a file “{there}”, and the kit overwrites nothing. Choose another name, or move that file away."
    assert refused(source, there) == overwrites
    assert refused(source, source) == overwrites.replace(str(there), str(source))
    there.rename(source.parent / "new.set-aside.csv")
    assert refused(source, source.parent / "new.csv") == overwrites.replace(str(there), str(source.parent / "new.set-aside.csv"))
    (source.parent / "new.set-aside.csv").unlink()
    (source.parent / "link.csv").symlink_to(source.parent / "nowhere.csv")
    assert "already a file" in refused(source, source.parent / "link.csv")


def test_where_nothing_can_be_written(source: Path, tmp_path: Path) -> None:
    """Another ending, no such folder, the folder that is read."""
    folder = source.parent
    assert refused(source, folder / "log.xlsx") == (
        f"“{folder / 'log.xlsx'}” does not end in .csv. Give the new log a name such as log.csv."
    )
    assert refused(source, folder / "no" / "log.csv") == f"There is no folder “{folder / 'no'}” to write log.csv into. Make it first."
    (tmp_path / "export").mkdir()
    with pytest.raises(js.LogError, match="would lie in the folder that is read"):
        js.convert(tmp_path / "export", tmp_path / "export" / "log.csv")


FAILING = ("os.fsync", "os.fdopen", "tempfile.mkstemp", "os.replace")


@pytest.mark.parametrize("when", [1, 2], ids=["the log", "the list of rows"])
@pytest.mark.parametrize("call", FAILING)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS], ids=["full", "not allowed", "read-only"])
def test_a_disk_that_says_no(source: Path, monkeypatch: pytest.MonkeyPatch, call: str, when: int, number: int) -> None:
    """Whichever step fails, for whichever of the two files: one sentence, and nothing is left behind."""
    module, name = call.split(".")
    real, calls = getattr(sys.modules[module], name), []

    def fail(*args: Any, **more: Any) -> Any:
        calls.append(args)
        if len(calls) == when:
            raise OSError(number, os.strerror(number))
        return real(*args, **more)

    def no_link(*_: Any) -> None:
        raise OSError(errno.EPERM, "no second names here")

    monkeypatch.setattr("os.link", no_link)
    monkeypatch.setattr(call, fail)
    said = refused(source, source.parent / "log.csv")
    name = "log.csv" if when == 1 else "log.set-aside.csv"
    assert said == f"{name} could not be written ({os.strerror(number)}); nothing was changed. Choose another folder, or make room."


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_appears_meanwhile_stays(source: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """Somebody else writes log.csv while ours is being written."""
    target, real = source.parent / "log.csv", os.link

    def meanwhile(old: Path, new: Path) -> None:
        write(target, "theirs")
        if not links:
            raise OSError(errno.EPERM, "no second names here")
        real(old, new)

    monkeypatch.setattr("os.link", meanwhile)
    with pytest.raises(js.LogError, match="has just appeared, and the kit overwrites nothing"):
        js.convert(source, target, as_of=AS_OF)
    assert sorted(p.name for p in source.parent.iterdir()) == ["log.csv", "source.csv"]
    assert target.read_text(encoding="utf-8") == "theirs"


def test_a_disk_without_second_names(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A USB stick: both files are written all the same."""
    monkeypatch.delattr("os.link")
    js.convert(source, source.parent / "log.csv", as_of=AS_OF)
    assert sorted(p.name for p in source.parent.iterdir()) == ["log.csv", "log.set-aside.csv", "source.csv"]


def test_ended_halfway(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel is interrupted while the second file is placed: neither is there."""
    real, calls = os.link, list[object]()

    def interrupted(old: Path, new: Path) -> None:
        calls.append(new)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(old, new)

    monkeypatch.setattr("os.link", interrupted)
    with pytest.raises(KeyboardInterrupt):
        js.convert(source, source.parent / "log.csv", as_of=AS_OF)
    assert [p.name for p in source.parent.iterdir()] == ["source.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """No file of this process may grow beyond four kilobytes."""
    rows = "".join(f"2026-01-05,Acme {i},Analyst,applied\n" for i in range(500))
    write(tmp_path / "source.csv", "date,company,role,event\n" + rows)
    code = (
        "import resource, sys, jobstats as js\n"
        "js.load(sys.argv[1])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try:\n    js.convert(sys.argv[1], sys.argv[2])\nexcept js.LogError as error:\n    print(error)\n"
    )
    command = [sys.executable, "-B", "-c", code, str(tmp_path / "source.csv"), str(tmp_path / "log.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "log.csv could not be written (File too large); nothing was changed. Choose another folder, or make room.\n"
    assert os.listdir(tmp_path) == ["source.csv"]


def test_it_is_for_its_owner_alone(source: Path) -> None:
    """A log holds a person's life."""
    done = js.convert(source, source.parent / "log.csv", as_of=AS_OF)
    assert done.path.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    assert "<script" not in done._repr_html_()
