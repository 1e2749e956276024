"""What is written for an answer, and taken back, when somebody else writes too or the disk says no; on real files."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats import readers
from jobstats.errors import AskError, LogError
from jobstats.journal import events
from jobstats.widgets.backfill import backfill
from jobstats.widgets.capture import capture

OTHER = "2026-03-12,Cask,Analyst,applied"


def text(log: js.JobLog) -> str:
    return Path(log.path).read_text(encoding="utf-8")


def test_a_row_that_is_gone_is_told_once_and_those_before_can_be_taken_back(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    2026-03-02,Borealis,Analyst,applied
    2026-03-10T14:00,Borealis,Analyst,interview
    """
    before, path = text(log), Path(log.path)
    form = backfill(log)
    form.answer("never")
    first = text(log)
    form.answer("never")
    by_hand = "2026-03-28" + text(log)[len(first) :].replace("no_follow_up", "follow_up")[10:]
    path.write_text(first + by_hand, encoding="utf-8")
    with pytest.raises(LogError, match=r"changed elsewhere in the meantime, and has been read again\. Nothing was taken back"):
        form.undo()
    with pytest.raises(LogError, match=r"not there any more as it was written.* Press Undo again for what was written before it"):
        form.undo()
    assert "Taken back" in form.undo()
    assert text(log) == before + by_hand
    with pytest.raises(AskError, match="nothing left to take back"):
        form.undo()


def test_of_an_answer_whose_row_is_gone_the_rest_is_taken_back(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The note is taken out by hand between the two: its interview has no hour again, and the form goes on.

    2026-03-02,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    """
    before, path = text(log), Path(log.path)
    form = backfill(log)
    form.answer("at once", "14:00")
    path.write_text("".join(line for line in text(log).splitlines(True) if "follow_up" not in line), encoding="utf-8")
    with pytest.raises(LogError, match="changed elsewhere"):
        form.undo()
    with pytest.raises(LogError, match=r"^A part of the answer is taken back\. The row .* is not there any more as it was written"):
        form.undo()
    assert text(log) == before
    assert (form._sitting.steps, form._sitting.answers) == ([], 0)
    assert form.question.startswith("Interview with Acme")
    assert "Written as line" in form.answer("never")


def test_rows_that_another_program_saves_away_meanwhile_wait(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reply was captured; in the moment of an answer a program saves its older table: the answer is asked again, the reply is offered.

    2026-03-02,Acme,Analyst,applied
    2026-03-09T14:00,Acme,Analyst,interview
    """
    before, path = text(log), Path(log.path)
    first = capture(log)
    first.write("reply", company="Acme", when=log.as_of)
    form = backfill(first.log)
    record = events.record

    def saves(*args: Any) -> events.Recorded:
        path.write_text(before + OTHER + "\n", encoding="utf-8")
        return record(*args)

    monkeypatch.setattr(events, "record", saves)
    with pytest.raises(LogError, match="changed elsewhere"):
        form.answer("never")
    assert [(row.event.event, row.event.company) for row in events.lost(form.log)] == [("reply", "Acme")]


def test_an_answer_below_a_title_waits_nowhere_else(tmp_path: Path) -> None:
    """The columns are named in line 3, and the file is open in LibreOffice: the answer is asked again, and not offered as a row that waits."""
    path = tmp_path / "log.csv"
    rows = "date,company,role,event,note\n2026-03-02,Acme,Analyst,applied,\n2026-03-09T14:00,Acme,Analyst,interview,\n"
    path.write_text("My search,,,,\n,,,,\n" + rows, encoding="utf-8")
    form = backfill(js.load(path, as_of="2026-03-31"))
    path.with_name(".~lock.log.csv#").write_text(",me,host,09.03.2026 10:00,file:///x;", encoding="utf-8")
    with pytest.raises(LogError, match="open in LibreOffice"):
        form.answer("that evening")
    assert events.lost(js.load(path, as_of="2026-03-31")) == []


@pytest.mark.parametrize(
    ("error", "raised", "why"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), LogError, "could not be written .*, and is as it was. Make room on the disk"),
        (RuntimeError("Acme"), RuntimeError, "Acme"),
        (KeyboardInterrupt(), KeyboardInterrupt, "^$"),
    ],
)
def test_whatever_goes_wrong_no_half_answer_stands(
    log: js.JobLog, monkeypatch: pytest.MonkeyPatch, error: BaseException, raised: type[BaseException], why: str
) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    """
    before = text(log)
    form = backfill(log)

    def fails(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(events, "change", fails)
        with pytest.raises(raised, match=why):
            form.answer("at once", "14:00")
    assert text(log) == before
    assert (form._sitting.steps, events.lost(form.log)) == ([], [])
    form.answer("at once", "14:00")
    form.undo()
    assert text(log) == before


def test_what_is_written_is_kept_where_it_cannot_be_read_again(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first write stands, and neither the second nor the way back is possible: that is said, and Undo is there.

    2026-03-02,Acme,Analyst,applied
    2026-03-09,Acme,Analyst,interview
    """
    before = text(log)
    form = backfill(log)

    def fails(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(events, "change", fails)
        patched.setattr(events, "undo", fails)
        with pytest.raises(
            LogError, match=r"^This could not be done \(OSError\), and only a part of this answer is written: “2026-03-09T15:00"
        ):
            form.answer("at once", "14:00")
    assert text(log) != before
    assert form.log.seen == readers.again(form.log).seen
    assert "Taken back" in form.undo()
    assert text(log) == before
