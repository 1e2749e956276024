"""What was asked for and never reached the file, or was saved away, is offered again; what stands, was taken back or left out is not."""

from __future__ import annotations

from pathlib import Path

from jobstats.journal.journal import amend, append, drop, kept, undo
from jobstats.journal.records import Records
from tests.journal.one_log import BOLT, CORE, HEAD, line, stale, text


def without_note(log: Path) -> None:
    """As if the process had been killed before it noted that the last save was done."""
    path = Records(log).path
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def test_killed_after_the_swap(log: Path) -> None:
    """The row stands, though nobody noted it: it is not offered again, and the next to take something back finds it."""
    append(log, [BOLT], about=[{"event": "applied"}])
    without_note(log)
    assert kept(log) == []
    undo(log)
    assert text(log) == HEAD
    append(log, [BOLT])
    without_note(log)
    append(log, [CORE])
    stale(log, text(log))
    assert kept(log) == []


def test_killed_before_the_swap(log: Path) -> None:
    """It is offered again, with what was said of it, until it is written after all or left out."""
    append(log, [BOLT], about=[{"event": "applied", "company": "Bolt"}])
    without_note(log)
    log.write_text(HEAD, encoding="utf-8")
    (found,) = kept(log)
    assert (found.op, found.rows, found.text) == ("append", [BOLT], "2026-03-02,Bolt,Analyst,applied")
    assert found.why == "The notebook ended before log.csv was written."
    assert found.about == [{"event": "applied", "company": "Bolt"}]
    append(log, [CORE])
    assert [one.id for one in kept(log)] == [found.id]
    append(log, [BOLT])
    assert kept(log) == []


def test_left_out(log: Path) -> None:
    """For good, also when the file changes on."""
    append(log, [BOLT])
    without_note(log)
    stale(log, HEAD)
    drop(log, [one.id for one in kept(log)])
    assert kept(log) == []
    append(log, [CORE])
    stale(log, HEAD)
    (found,) = kept(log)
    assert found.rows == [CORE]
    drop(log, [found.id])
    assert kept(log) == []
    drop(log, [])


def test_saved_away_by_a_stale_program(log: Path) -> None:
    """A row that stood and does not any more is offered, one that was moved or whose columns changed places is not."""
    append(log, [BOLT, CORE])
    stale(log, HEAD + line(CORE))
    (found,) = kept(log)
    assert found.rows == [BOLT, CORE]
    assert found.why == "It was written, and log.csv has been saved without it since, by another program or by hand."
    log.write_text("event,date,role,company\ninterview,2026-03-03,Clerk,Core\napplied,2026-03-02,Analyst,Bolt\n", encoding="utf-8")
    assert kept(log) == []


def test_a_change_saved_away(log: Path) -> None:
    """Offered where the row stands there as it was before; where it was changed once more by hand, not."""
    amend(log, 2, {1: "Other"})
    log.write_text(HEAD.replace("Acme", "Third"), encoding="utf-8")
    assert kept(log) == []
    log.write_text(HEAD, encoding="utf-8")
    (found,) = kept(log)
    assert (found.op, found.rows) == ("amend", [["2026-03-01", "Other", "Analyst", "applied"]])


def test_a_row_of_ours_that_was_changed_and_saved_away(log: Path) -> None:
    """Offered as it was in the end, with what was said of it at first."""
    append(log, [BOLT], about=[{"company": "Bolt"}])
    amend(log, 3, {1: "Nut"})
    assert kept(log) == []
    stale(log, HEAD)
    (found,) = kept(log)
    assert found.rows == [["2026-03-02", "Nut", "Analyst", "applied"]]
    assert found.about == [{"company": "Bolt"}]
    log.write_text(HEAD + line(found.rows[0]), encoding="utf-8")
    undo(log)
    assert text(log) == HEAD + line(BOLT)
    assert kept(log) == []


def test_what_was_taken_back_is_not_offered(log: Path) -> None:
    """Nor once it was done again and stands."""
    append(log, [BOLT])
    gone = undo(log)
    assert kept(log) == []
    undo(log, gone)
    assert kept(log) == []
    log.write_text(HEAD, encoding="utf-8")
    assert [one.rows for one in kept(log)] == [[BOLT]]


def test_the_same_row_twice(log: Path) -> None:
    """Two of them were written, one stands: one is offered."""
    append(log, [BOLT])
    append(log, [BOLT])
    assert kept(log) == []
    log.write_text(HEAD + line(BOLT), encoding="utf-8")
    assert len(kept(log)) == 1


def test_where_nothing_can_be_read_nothing_is_kept(log: Path, tmp_path: Path) -> None:
    """No journal, no file, no table."""
    assert kept(log) == []
    assert kept("") == []
    assert kept(tmp_path / "no" / "log.csv") == []
    append(log, [BOLT])
    log.write_bytes(b"")
    assert kept(log) == []
    log.unlink()
    assert kept(log) == []
