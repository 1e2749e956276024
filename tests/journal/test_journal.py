"""Rows added, changed and taken back in a file of any kind; what never got there, or was saved away, is offered again, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobstats.errors import LogError
from jobstats.journal import journal
from jobstats.journal.journal import ChangedError, Done, amend, append, kept, undo
from jobstats.journal.records import Records
from jobstats.readers import fingerprint
from tests.journal.one_log import BOLT, CORE, HEAD, line, stale, text


def test_rows_are_added(log: Path) -> None:
    """In one save, and told as they stand."""
    before = log.read_bytes()
    done = append(log, [BOLT, CORE], seen=fingerprint(before))
    assert text(log) == HEAD + line(BOLT) + line(CORE)
    assert (done.op, done.line, done.path, done.said) == ("append", 3, str(log), "")
    assert done.text == "2026-03-02,Bolt,Analyst,applied\n2026-03-03,Core,Clerk,interview"
    assert done.edit.apply(before) == log.read_bytes()
    assert (done.before, done.after) == (fingerprint(before), fingerprint(log.read_bytes()))
    assert kept(log) == []


def test_a_row_is_changed(log: Path) -> None:
    """Its one cell; the rest is as it was."""
    append(log, [BOLT])
    done = amend(log, 2, {2: "Lead, Analyst"})
    assert text(log) == HEAD.replace("Analyst", '"Lead, Analyst"') + line(BOLT)
    assert (done.op, done.line, done.text) == ("amend", 2, '2026-03-01,Acme,"Lead, Analyst",applied')


FILES = {
    "no newline at the end": HEAD.rstrip("\n").encode(),
    "windows": ("\ufeff" + HEAD.replace("\n", "\r\n").replace(",", ";")).encode(),
    "utf-16": HEAD.replace(",", "\t").encode("utf-16"),
    "cp1252": HEAD.replace("Acme", "Café").encode("cp1252"),
    "blank lines after it": (HEAD + "\n\n").encode(),
    "rows of several lines": (HEAD + '2026-03-01,"Ac\nme",Analyst,applied\n').encode(),
}


@pytest.mark.parametrize("kind", FILES)
def test_every_change_is_taken_back_byte_for_byte(kind: str, log: Path) -> None:
    """Three changes, the last first; and taken back themselves."""
    log.write_bytes(FILES[kind])
    states, did = [log.read_bytes()], list[Done]()
    for change in (lambda: append(log, [BOLT, CORE]), lambda: amend(log, 2, {1: "Other"}), lambda: append(log, [BOLT])):
        did.append(change())
        states.append(log.read_bytes())
    assert len(set(states)) == 4
    back = []
    for n in (2, 1, 0):
        back.append(undo(log, did[n] if n else None))
        assert log.read_bytes() == states[n]
        assert back[-1].op == "undo"
        assert back[-1].after == did[n].before
    for n in (0, 1, 2):
        undo(log, back[2 - n])
        assert log.read_bytes() == states[n + 1]
    undo(log)
    assert log.read_bytes() == states[2]
    assert kept(log) == []


def test_the_last_is_taken_back_until_there_is_none(log: Path) -> None:
    """Also what another notebook wrote; never what somebody wrote by hand."""
    append(log, [BOLT])
    append(log, [CORE])
    undo(log)
    undo(log)
    assert text(log) == HEAD
    with pytest.raises(LogError, match=r"^There is nothing to take back: the kit has written nothing into log\.csv that still stands\.$"):
        undo(log)


def test_what_was_taken_back_is_not_taken_back_twice(log: Path) -> None:
    """One sentence."""
    done = append(log, [BOLT])
    undo(log, done)
    append(log, [BOLT])
    with pytest.raises(LogError, match=r"^That was taken back before\. log\.csv is as it was\.$"):
        undo(log, done)
    assert text(log) == HEAD + line(BOLT)


def test_taken_back_where_the_file_has_gone_on(log: Path) -> None:
    """The very rows, wherever they stand by now; all else stays."""
    added, changed = append(log, [BOLT, CORE]), amend(log, 2, {1: "Other", 2: ""})
    after = "2026-03-08,Hand,Clerk,applied\n"
    head, first, *rest = text(log).splitlines(keepends=True)
    log.write_text("".join([head, after, *rest, first]), encoding="utf-8")
    undo(log, changed)
    assert text(log) == head + after + line(BOLT) + line(CORE) + "2026-03-01,Acme,Analyst,applied\n"
    gone = undo(log, added)
    assert text(log) == head + after + "2026-03-01,Acme,Analyst,applied\n"
    log.write_text(text(log) + after, encoding="utf-8")
    undo(log, gone)
    assert text(log) == head + after + "2026-03-01,Acme,Analyst,applied\n" + after + line(BOLT) + line(CORE)


@pytest.mark.parametrize(
    ("by_hand", "says"),
    [
        (lambda rows: [*rows[:-1], rows[-1].replace("Bolt", "Nut")], "it is not there any more as it was written"),
        (lambda rows: rows[:-1], "it is not there any more as it was written"),
        (lambda rows: [*rows, rows[-1]], "it stands there 2 times"),
    ],
)
def test_not_taken_back_where_the_row_is_another(by_hand: object, says: str, log: Path) -> None:
    """Changed by hand, taken out or doubled: it is told, and the file left alone."""
    append(log, [BOLT])
    log.write_text("".join(by_hand(text(log).splitlines(keepends=True))), encoding="utf-8")  # type: ignore[operator]
    before = log.read_bytes()
    with pytest.raises(LogError) as error:
        undo(log)
    assert str(error.value) == (
        f"The row “2026-03-02, Bolt, Analyst, applied” cannot be taken back: {says}. log.csv was not changed. Change it by hand."
    )
    assert log.read_bytes() == before


def test_taken_back_without_a_journal(log: Path) -> None:
    """By what the caller still has, as long as the file is as it was left."""
    done = append(log, [BOLT])
    Records(log).path.unlink()
    undo(log, done)
    assert text(log) == HEAD
    done = append(log, [BOLT])
    Records(log).path.unlink()
    stale(log, text(log))
    with pytest.raises(LogError, match=r"^log\.csv has changed since, and nothing tells which rows they were\. Nothing was changed\."):
        undo(log, done)


def test_seen(log: Path) -> None:
    """A change for other bytes than these is refused, taking back too."""
    done = append(log, [BOLT])
    stale(log, text(log))
    with pytest.raises(ChangedError):
        undo(log, done, seen=done.after)
    undo(log, done, seen=fingerprint(log.read_bytes()))
    assert text(log) == HEAD + "2026-03-09,Late,Clerk,applied\n"


def test_what_cannot_be_a_row(log: Path) -> None:
    """The sentence of `written`, and nothing made."""
    for do in (lambda: append(log, [["one cell"]]), lambda: append(log, []), lambda: amend(log, 99, {1: "x"})):
        with pytest.raises(LogError):
            do()
    assert {path.name for path in log.parent.iterdir()} == {"log.csv"}


def test_a_change_to_what_stands_there(log: Path) -> None:
    """Is no change, and can be taken back like any other."""
    done = amend(log, 2, {1: "Acme"})
    assert (done.before, done.edit.old, done.edit.new) == (done.after, b"", b"")
    undo(log)
    assert text(log) == HEAD
    assert kept(log) == []


def test_nothing_private_is_in_what_is_raised(log: Path) -> None:
    """A notebook keeps what it shows: the sentence alone, without what led to it."""
    with pytest.raises(LogError) as error:
        append(log.parent / "no" / "log.csv", [BOLT])
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__
    assert journal.__doc__
