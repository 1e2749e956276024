"""What a killed run left beside a log: put back, taken away or moved among the copies; and nothing that is somebody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jobstats.journal import clearing, journal, swapping
from jobstats.journal.backups import Backups
from jobstats.journal.records import Records
from jobstats.journal.swapping import beside, beyond, remains
from tests.journal.one_log import BOLT, HEAD


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A log of one application."""
    path = tmp_path / "log.csv"
    path.write_text(HEAD, encoding="utf-8")
    return path


def waiting(file: Path, data: bytes = b"new") -> Path:
    """A new file beside it."""
    path = beside(file)
    path.write_bytes(data)
    return path


def test_only_our_own_remains(file: Path, tmp_path: Path) -> None:
    """Names that are nearly ours are somebody's; so are folders, links, and what belongs to another file."""
    names = (".log.csv.0123456.jobstats", ".log.csv.0123456g.jobstats", "log.csv.01234567.jobstats", ".log2.csv.01234567.jobstats")
    for name in (*names, ".log.csv.01234567.jobstats~", ".log.csv.01234567-new.jobstats"):
        (tmp_path / name).write_bytes(b"theirs")
    (tmp_path / ".log.csv.01234567.jobstats").mkdir()
    (tmp_path / ".log.csv.89abcdef.jobstats").symlink_to(file)
    ours = [waiting(file), beyond(waiting(file))]
    ours[1].write_bytes(b"")
    assert set(ours) <= set(remains(file))
    assert {path.name for path in remains(file)} == {
        path.name for path in tmp_path.iterdir() if path.is_file() and path.name in {p.name for p in remains(file)}
    }
    assert len(remains(file)) == 3


def test_a_long_name(tmp_path: Path) -> None:
    """As long as a disk allows, in letters of several bytes."""
    path = tmp_path / ("é" * 118 + ".csv")
    path.write_text(HEAD, encoding="utf-8")
    journal.append(path, [BOLT])
    assert remains(path) == []
    assert path.read_text(encoding="utf-8").endswith("Bolt,Analyst,applied\n")


def killed(file: Path, at: str, data: bytes) -> journal.Done:
    """A save that is cut off just after its swap, in which an editor's save came out."""
    done = journal.append(file, [BOLT])
    records = Records(file)
    lines = records.path.read_bytes().splitlines(keepends=True)
    records.path.write_bytes(b"".join(lines[:-1]))  # nobody noted that it was done
    temp = file.with_name(records.all()[-1].temp)
    (temp if at == "temp" else beyond(temp)).write_bytes(data)
    return done


@pytest.mark.parametrize("at", ["temp", "beyond"])
def test_killed_with_an_editors_save_in_hand(file: Path, at: str) -> None:
    """Whoever saves next puts it back first; the row that was being written is offered again."""
    theirs = HEAD + "2026-03-05,Theirs,Analyst,applied\n"
    killed(file, at, theirs.encode())
    journal.append(file, [["2026-03-06", "Next", "Analyst", "applied"]])
    assert file.read_text(encoding="utf-8") == theirs + "2026-03-06,Next,Analyst,applied\n"
    assert remains(file) == []
    assert [kept.rows for kept in journal.kept(file)] == [[BOLT]]
    assert Backups(file).holds(theirs.encode())


@pytest.mark.parametrize("what", ["old", "new", "half", "same"])
def test_killed_with_nothing_of_anybody_in_hand(file: Path, what: str) -> None:
    """Taken away, without a copy more than there was."""
    done = journal.append(file, [BOLT])
    new = file.read_bytes()
    records, copies = Records(file), Backups(file)
    records.path.write_bytes(b"".join(records.path.read_bytes().splitlines(keepends=True)[:-1]))
    if what in ("new", "half"):
        file.write_bytes(done.edit.inverse().apply(new))
    temp = file.with_name(records.all()[-1].temp)
    temp.write_bytes({"old": HEAD.encode(), "new": new, "half": new[:-9], "same": new}[what])
    before = os.listdir(copies.folders[0])
    clearing.cleared(file, records, copies)
    assert remains(file) == []
    assert os.listdir(copies.folders[0]) == before
    assert file.read_bytes() == (HEAD.encode() if what in ("new", "half") else new)


def test_bytes_that_are_nowhere_else_go_among_the_copies(file: Path) -> None:
    """Of which nobody knows what they are."""
    journal.append(file, [BOLT])
    waiting(file, b"somebody's")
    journal.append(file, [BOLT])
    assert remains(file) == []
    assert Backups(file).holds(b"somebody's")
    assert swapping.read(file).count(b"Bolt") == 2
