"""Rows that were asked for and that the log does not hold are offered again, however they are written; no others."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

import jobstats as js
from jobstats.errors import LogError
from jobstats.journal import events, journal
from jobstats.journal.events import Event
from tests.journal.one_log import NOTE, PLAIN, loaded


def test_a_row_that_a_program_saved_away_is_offered_again(tmp_path: Path) -> None:
    """A spreadsheet that was open all along saves its old table over the new row; a day changed by hand looks the same, and the other day is told."""
    log = loaded(tmp_path)
    done = events.record(log, events.event_of(log, 0, "follow_up", NOTE, round="1"))
    assert events.lost(done.log) == []
    (tmp_path / "log.csv").write_bytes(PLAIN + b"\n")
    now = js.load(tmp_path / "log.csv", as_of="2026-03-30")
    (lost,) = events.lost(now)
    assert lost.event == Event("follow_up", NOTE, "Acme", "Analyst", round="1")
    assert "The file has one" not in lost.why
    (tmp_path / "log.csv").write_bytes(PLAIN + b"\n2026-03-10,Acme,Analyst,follow_up,1,,,\n")
    (lost,) = events.lost(js.load(tmp_path / "log.csv", as_of="2026-03-30"))
    assert lost.why.endswith(" The file has one on 10 Mar 2026: if that is it, corrected, leave this one out.")


def test_a_row_written_otherwise_is_there(tmp_path: Path) -> None:
    """Sorted, with its days as a spreadsheet writes them, quoted, with a note and another column, in capitals: all of it is the same row."""
    log = loaded(tmp_path)
    done = events.record(log, events.event_of(log, 0, "follow_up", NOTE, round="1"))
    day = f"{NOTE.day}/{NOTE.month}/{NOTE.year} {NOTE:%H:%M}:00"
    text = f'event,when,company,role,more\nFollow_up,{day},ACME,"analyst",x\napplied,13/2/2026,Acme,Analyst,\n'
    Path(done.log.path).write_text(text, encoding="utf-8")
    assert events.lost(js.load(done.log.path, as_of="2026-03-30")) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Event("interview", datetime(2026, 3, 9, 9), "Acme", "Analyst"), Event("interview", datetime(2026, 3, 9, 11), "Acme", "Analyst")),
        (Event("interview", datetime(2026, 3, 9, 9), "Acme", "Analyst"), Event("interview", datetime(2026, 3, 16, 9), "Acme", "Analyst")),
        (Event("networking", date(2026, 3, 9), contact="Ida"), Event("networking", date(2026, 3, 9), contact="Bo")),
    ],
    ids=["two in a day", "two in all", "two people"],
)
def test_another_of_its_kind_is_not_it(tmp_path: Path, first: Event, second: Event) -> None:
    """Of two rows either is saved away: that one is offered, though the other stands; so it is where both were one save."""
    for together in (False, True):
        for gone in (first, second):
            path = tmp_path / f"{together}{gone is first}.csv"
            path.write_bytes(PLAIN + b"\n")
            log = js.load(path, as_of="2026-03-30")
            log = events.record(log, first, second).log if together else events.record(events.record(log, first).log, second).log
            lines = path.read_bytes().splitlines(keepends=True)
            del lines[-2 if gone is first else -1]
            path.write_bytes(b"".join(lines))
            assert [lost.event for lost in events.lost(js.load(path, as_of="2026-03-30"))] == [gone]


def test_of_rows_of_one_save_one_is_left_out(tmp_path: Path) -> None:
    """The others are offered still."""
    log = loaded(tmp_path)
    two = [Event("networking", date(2026, 3, day), contact="Ida") for day in (9, 16)]
    path = Path(events.record(log, *two).log.path)
    path.write_bytes(PLAIN + b"\n")
    now = js.load(path, as_of="2026-03-30")
    first, second = events.lost(now)
    journal.drop(path, [first.id])
    assert events.lost(now) == [second]


def test_asked_for_twice_is_offered_once(tmp_path: Path) -> None:
    """A row pressed three times while the file was open elsewhere; left out, it is gone for good."""
    log = loaded(tmp_path)
    lock = tmp_path / ".~lock.log.csv#"
    lock.touch()
    for _ in range(3):
        with pytest.raises(LogError, match="the row is kept until then"):
            events.record(log, Event("networking", date(2026, 3, 9), contact="Ida"))
    lock.unlink()
    (one,) = events.lost(log)
    assert len(one.id.split()) == 3
    journal.drop(log.path, one.id.split())
    assert events.lost(log) == []


def test_networking_where_nobody_applied_is_there_however_it_is_written(tmp_path: Path) -> None:
    """A log keeps no company of a contact outside any application; its day and person tell."""
    log = loaded(tmp_path)
    done = events.record(log, Event("networking", date(2026, 3, 9), "Zeta", contact="Ida"))
    path = Path(done.log.path)
    path.write_bytes(path.read_bytes().replace(b"2026-03-09,Zeta", b'"2026-03-09","Zeta"'))
    assert events.lost(js.load(path, as_of="2026-03-30")) == []


def test_one_row_stands_for_one_that_was_asked_for(tmp_path: Path) -> None:
    """Two interviews of a day were saved away, and a row without an hour stands there: it is one of them, and the other is offered."""
    log = loaded(tmp_path)
    two = [Event("interview", datetime(2026, 3, 12, hour), "Acme", "Analyst") for hour in (10, 15)]
    path = Path(events.record(log, *two).log.path)
    path.write_bytes(PLAIN + b"\n2026-03-12,Acme,Analyst,interview,,,,\n")
    (lost,) = events.lost(js.load(path, as_of="2026-03-30"))
    assert lost.event in two
    path.write_bytes(PLAIN + b"\n2026-03-12,Acme,Analyst,interview,,,,\n2026-03-12T15:00,Acme,Analyst,interview,,,,\n")
    assert events.lost(js.load(path, as_of="2026-03-30")) == []
