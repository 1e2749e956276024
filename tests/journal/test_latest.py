"""The last write into a file, found again by whoever loads it later: as long as the file is as it left it."""

from __future__ import annotations

from pathlib import Path

import jobstats as js
from jobstats.journal import events
from jobstats.journal.latest import latest, taken_back
from jobstats.readers import again
from tests.journal.one_log import NOTE, PLAIN, loaded

LINE = "2026-03-09T20:05,Acme,Analyst,follow_up,,,,"


def test_the_last_write_is_found_and_taken_back(tmp_path: Path) -> None:
    """Two are written; each is the latest until it is taken back, by a load of its own; then there is none, and an undo is none."""
    log = loaded(tmp_path)
    assert latest(log) is None
    first = events.record(log, events.event_of(log, 0, "follow_up", NOTE))
    one = first.done.after
    events.record(first.log, events.event_of(log, 1, "reply", NOTE))
    found = latest(again(log))
    assert found is not None
    assert (found.done.line, found.said) == (6, "2026-03-09T20:05,Brill & Co,Tester,reply,,,,")
    now = events.undo(found).log
    assert now.seen == one
    found = latest(now)
    assert found is not None
    assert (found.done.id, found.said) == (first.done.id, LINE)
    assert latest(events.undo(found).log) is None
    assert (tmp_path / "log.csv").read_bytes() == PLAIN


def test_a_changed_row_is_found_too(tmp_path: Path) -> None:
    """A cell was filled in: taken back, it is blank."""
    log = loaded(tmp_path)
    events.change(log, 3, {"kind": "video"})
    found = latest(again(log))
    assert found is not None
    assert found.done.op == "amend"
    events.undo(found)
    assert (tmp_path / "log.csv").read_bytes() == PLAIN


def test_after_another_hand_there_is_none(tmp_path: Path, sample: js.JobLog) -> None:
    """A row was added by hand since; the sample has no file; a log that is only read."""
    log = loaded(tmp_path)
    events.record(log, events.event_of(log, 0, "follow_up", NOTE))
    path = tmp_path / "log.csv"
    path.write_bytes(path.read_bytes() + b"2026-03-20,Acme,Analyst,reply,,,,\n")
    assert latest(again(log)) is None
    assert latest(sample) is None
    table = tmp_path / "jobs.csv"
    table.write_text("Company,Position,Date Applied,Status\nAcme,Analyst,2026-03-01,Applied\n", encoding="utf-8")
    assert latest(js.load(table)) is None


def test_what_was_taken_back_is_known_until_it_is_done_again(tmp_path: Path, sample: js.JobLog) -> None:
    """Two are written, the last is taken back, and the taking back is taken back; a log without a file knows of none."""
    log = loaded(tmp_path)
    first = events.record(log, events.event_of(log, 0, "follow_up", NOTE))
    second = events.record(first.log, events.event_of(first.log, 1, "reply", NOTE))
    assert taken_back(second.log) == set()
    back = events.undo(second)
    assert taken_back(back.log) == {second.done.id}
    assert taken_back(events.undo(back).log) == {back.done.id}
    assert taken_back(sample) == set()
