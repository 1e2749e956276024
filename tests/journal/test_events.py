"""What happened is written as the file writes it, and read again as it was meant."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

import jobstats as js
from jobstats.errors import AskError, LogError
from jobstats.journal import events
from jobstats.journal.events import ChangedError, Event
from jobstats.readers import again
from tests.journal.one_log import NOTE, PLAIN, loaded


def test_a_note_after_an_interview(tmp_path: Path) -> None:
    """Acme is met on 9 March at 14:00; the note of 20:05 is one line at the end, after the newline the file lacked; then all is as before."""
    log = loaded(tmp_path)
    item = log.applications["company"].tolist().index("Acme")
    event = events.event_of(log, item, "follow_up", NOTE, round="1")
    assert events.preview(log, event) == "2026-03-09T20:05,Acme,Analyst,follow_up,1,,,"
    done = events.record(log, event)
    assert (tmp_path / "log.csv").read_bytes() == PLAIN + b"\n2026-03-09T20:05,Acme,Analyst,follow_up,1,,,\n"
    assert done.said == "Written as line 5 of log.csv."
    assert done.log.events["event"].tolist().count("follow_up") == 1
    assert done.before is log
    assert js.charts.follow_up_timing.frame(done.log)["group"].tolist() == ["by noon"]
    back = events.undo(done)
    assert (tmp_path / "log.csv").read_bytes() == PLAIN
    assert back.said == "Taken back: log.csv is as it was before, byte for byte."
    assert js.charts.follow_up_timing.frame(back.log)["group"].tolist() == ["unknown"]


def test_two_in_one_save_and_one_undo(tmp_path: Path) -> None:
    """An interview and its note, written at once."""
    log = loaded(tmp_path)
    day = datetime(2026, 3, 12, 11, 0)
    done = events.record(
        log, events.event_of(log, 1, "interview", day, round="1"), events.event_of(log, 1, "follow_up", datetime(2026, 3, 12, 18, 0))
    )
    assert done.said == "Written as lines 5 to 6 of log.csv."
    assert len(done.log.events) == 5
    events.undo(done)
    assert (tmp_path / "log.csv").read_bytes() == PLAIN


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            "Datum;Firma;Stelle;Ereignis\r\n13.02.2026;Müller;Koch;applied\r\n".encode("cp1252"),
            "09.03.2026 20:05;Müller;Koch;follow_up\r\n".encode("cp1252"),
        ),
        (
            "\ufeffdate\tcompany\trole\tevent\n2026-02-13\tMüller\tKoch\tapplied\n".encode("utf-16-le"),
            "2026-03-09T20:05\tMüller\tKoch\tfollow_up\n".encode("utf-16-le"),
        ),
        (
            b'"date","event","company","role"\n"2/13/2026","applied","M\xc3\xbcller","Koch"\n',
            b'"3/9/2026 20:05","follow_up","M\xc3\xbcller","Koch"\n',
        ),
    ],
    ids=["German Excel", "UTF-16 with tabs", "all quoted, month first"],
)
def test_as_the_file_writes(tmp_path: Path, content: bytes, line: bytes) -> None:
    """Days, separator, quotes, encoding and newline of the file, whatever they are; the interview is at the same company."""
    log = loaded(tmp_path, content, columns={"Ereignis": "event"} if content.startswith(b"Datum") else {})
    done = events.record(log, events.event_of(log, 0, "follow_up", NOTE))
    assert (tmp_path / "log.csv").read_bytes() == content + line
    assert done.log.events["event"].tolist() == ["applied", "follow_up"]
    assert done.log.events["precision"].tolist() == ["day", "minute"]
    assert len(done.log) == 1


def test_an_application_is_known_by_the_id_of_its_file(tmp_path: Path) -> None:
    """Twice at Acme as Analyst, told apart by ids alone: the row bears the id of the one that is meant."""
    log = loaded(
        tmp_path,
        b"date,application,company,role,event\n2026-02-01,A1,Acme,Analyst,applied\n2026-03-01,A2,Acme,Analyst,applied\n",
    )
    done = events.record(log, events.event_of(log, 1, "rejected", date(2026, 3, 8)))
    assert (tmp_path / "log.csv").read_text().splitlines()[-1] == "2026-03-08,A2,Acme,Analyst,rejected"
    assert done.log.applications["outcome"].tolist() == ["", "rejected"]


def test_a_new_application_in_an_empty_log(tmp_path: Path) -> None:
    """Nothing but a header yet."""
    log = loaded(tmp_path, b"date,company,role,event,source\n")
    done = events.record(log, Event("applied", date(2026, 3, 9), "Zed, Inc.", "Cook", source="friend"))
    assert (tmp_path / "log.csv").read_bytes() == b'date,company,role,event,source\n2026-03-09,"Zed, Inc.",Cook,applied,friend\n'
    assert done.log.applications["source"].tolist() == ["friend"]


def test_the_hour_of_an_interview_is_filled_in(tmp_path: Path) -> None:
    """One cell changes, and nothing else of its row."""
    log = loaded(tmp_path, PLAIN.replace(b"T14:00", b""))
    done = events.change(log, 3, {"date": datetime(2026, 3, 9, 14, 0)})
    assert (tmp_path / "log.csv").read_bytes() == PLAIN
    assert done.said == "Line 3 of log.csv is changed."
    assert events.undo(done).said.startswith("Taken back: log.csv is as it was before")
    assert (tmp_path / "log.csv").read_bytes() == PLAIN.replace(b"T14:00", b"")


def test_what_was_changed_meanwhile_is_never_overwritten(tmp_path: Path) -> None:
    """A row came from elsewhere since the load: nothing is written, and it is told."""
    log = loaded(tmp_path)
    theirs = PLAIN + b"\n2026-03-11,Brill & Co,Tester,rejected,,,,\n"
    (tmp_path / "log.csv").write_bytes(theirs)
    with pytest.raises(ChangedError, match=r"log\.csv was changed by another program since it was read\. Nothing was written\."):
        events.record(log, events.event_of(log, 0, "follow_up", NOTE))
    assert (tmp_path / "log.csv").read_bytes() == theirs


def test_what_would_not_be_read_is_not_written(tmp_path: Path) -> None:
    """The very same again; a word that is no event; nobody's name."""
    log = loaded(tmp_path)
    with pytest.raises(LogError, match=r"Nothing was written: line 2 says the very same\. If it happened again, change the time\."):
        events.record(log, events.event_of(log, 0, "applied", date(2026, 3, 2)))
    with pytest.raises(AskError, match="There is no event “met”"):
        events.record(log, Event("met", NOTE, "Acme"))
    with pytest.raises(AskError, match=r"Which company was it\? Write its name\."):
        events.record(log, Event("applied", NOTE))
    assert (tmp_path / "log.csv").read_bytes() == PLAIN


def test_what_the_file_has_no_column_for_is_told(tmp_path: Path) -> None:
    """No column for a round."""
    log = loaded(tmp_path, b"date,company,role,event\n2026-03-02,Acme,Analyst,applied\n")
    said = events.record(log, events.event_of(log, 0, "interview", NOTE, round="1")).said
    assert said == "Written as line 3 of log.csv. The file has no column for round, so that was not written."


def test_what_lies_ahead_is_told(tmp_path: Path) -> None:
    """The log is read as of 30 March; the interview is on 2 April."""
    log = loaded(tmp_path)
    done = events.record(log, events.event_of(log, 1, "interview", datetime(2026, 4, 2, 15, 0)))
    assert "It lies after 30 Mar 2026, the day this log is read as of, and counts once that day has come." in done.said
    assert done.log.ahead["event"].tolist() == ["interview"]


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (
            "jobs.csv",
            b"Company,Position,Date Applied,Status\nAcme,Cook,2026-03-02,Rejected\n",
            "jobs.csv was read as one row for each application",
        ),
        ("log.xlsx", None, "log.xlsx is a workbook, which the kit only reads."),
    ],
    ids=["one row each", "workbook"],
)
def test_what_is_only_read(tmp_path: Path, name: str, content: bytes | None, why: str) -> None:
    """One sentence, with the call that makes a log of it; the file stays as it was."""
    path = tmp_path / name
    if content is None:
        book = openpyxl.Workbook()
        for row in (("date", "company", "role", "event"), ("2026-03-02", "Acme", "Cook", "applied")):
            book.active.append(row)
        book.save(path)
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    (tmp_path / "notebooks").mkdir()
    log = js.load(tmp_path / "notebooks" / ".." / name, as_of="2026-03-30")
    said = events.writable(log)
    assert said.startswith(why)
    assert f'js.convert("{path}", "{tmp_path / "log.csv"}")' in said
    with pytest.raises(LogError):
        events.record(log, Event("applied", NOTE, "Zed"))
    assert path.read_bytes() == before


def test_the_sample_is_tried_on_a_copy() -> None:
    """Nobody writes into the sample; the same log gives the same copy, with what was tried in it."""
    log = js.load()
    assert events.writable(log).startswith("This is the sample, which nobody writes into.")
    trying = events.practice(log)
    assert events.is_practice(trying)
    assert not events.is_practice(log)
    assert trying.caption() == log.caption()
    done = events.record(trying, events.event_of(trying, 0, "networking", date(2026, 8, 30)))
    assert events.practice(log).seen == done.log.seen != trying.seen
    assert list((Path(trying.path).parent / ".jobstats" / "backups").iterdir())  # nothing of a try stays anywhere else
    with pytest.raises(AskError, match="Practice is for the sample"):
        events.practice(trying)


def test_days_written_with_midnight_stay_days(tmp_path: Path) -> None:
    """As spreadsheets write them: an hour in the new row makes no hours of the others; and what is sent at midnight is read as a day."""
    path = tmp_path / "log.csv"
    path.write_text("date,company,role,event\n2026-03-02 00:00:00,Acme,Analyst,applied\n", encoding="utf-8")
    log = js.load(path, as_of="2026-03-30")
    for when in (datetime(2026, 3, 9, 14), date(2026, 3, 10), datetime(2026, 3, 11)):
        done = events.record(log, Event("interview", when, "Acme", "Analyst"))
        log = done.log
    assert done.said.endswith(" Midnight is read as the day without an hour.")
    assert log.events["precision"].tolist() == ["day", "minute", "day", "day"]
    assert path.read_text(encoding="utf-8").splitlines()[2:] == [
        "2026-03-09 14:00:00,Acme,Analyst,interview",
        "2026-03-10,Acme,Analyst,interview",
        "2026-03-11 00:00:00,Acme,Analyst,interview",
    ]
    assert events.lost(log) == []


def test_no_other_row_may_be_read_otherwise(tmp_path: Path) -> None:
    """An hour that another row would get or lose by a write is no price for it."""
    before, after = loaded(tmp_path), loaded(tmp_path, PLAIN.replace(b"03-04,", b"03-04T00:01,"), "after.csv")
    events._others(before, after, [4])
    with pytest.raises(LogError, match=r"since line 4 of log\.csv would then be read otherwise than now\. Look at that line first\."):
        events._others(before, after, [2])


def test_a_row_that_would_set_another_aside_is_not_written(tmp_path: Path) -> None:
    """An interview without a role belongs to the one application at Acme; with a second one nobody could tell. The sentence names its line and the mend."""
    log = loaded(tmp_path, PLAIN + b"\n2026-03-11,Acme,,interview,2,,,\n")
    assert (log.events["event"] == "interview").sum() == 2
    with pytest.raises(LogError, match=r"line 5 of log\.csv would then be read otherwise than now: .*role.*\."):
        events.record(log, Event("applied", date(2026, 3, 12), "Acme", "Dev"))
    assert Path(log.path).read_bytes() == PLAIN + b"\n2026-03-11,Acme,,interview,2,,,\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes")
def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    """One sentence, and nothing hangs."""
    log = loaded(tmp_path)
    Path(log.path).unlink()
    os.mkfifo(log.path)
    with pytest.raises(LogError, match="is a pipe or a device by now"):
        events.preview(log, Event("networking", date(2026, 3, 9), contact="Ida"))


def test_changed_in_the_very_instant_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written is told, though the file cannot be read any more."""
    log = loaded(tmp_path)

    def broken(now: js.JobLog) -> js.JobLog:
        Path(now.path).write_bytes(b"")
        return again(now)

    monkeypatch.setattr(events, "again", broken)
    with pytest.raises(LogError, match=r"Written as line 5 of log\.csv\. Another program has changed the file since: "):
        events.record(log, Event("networking", date(2026, 3, 9), contact="Ida"))


def test_where_it_cannot_be_tried_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder for passing files: one sentence, and the file as it was."""
    log = loaded(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    with pytest.raises(LogError, match="could not be tried on a copy"):
        events.record(log, Event("networking", date(2026, 3, 9), contact="Ida"))
    assert Path(log.path).read_bytes() == PLAIN
