"""Copies of a log before each save: the newest 20, one of each day, for nobody else to read, and nowhere is no save."""

from __future__ import annotations

import os
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from jobstats.errors import LogError
from jobstats.journal import backups, journal
from jobstats.journal.backups import Backups
from jobstats.readers import fingerprint
from tests.journal.one_log import BOLT, HEAD


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One application; copies go beside it."""
    monkeypatch.setenv("JOBSTATS_BACKUPS", str(tmp_path / "copies"))
    (tmp_path / "jobs").mkdir()
    path = tmp_path / "jobs" / "log.csv"
    path.write_text(HEAD, encoding="utf-8")
    return path


def copies(log: Path) -> list[Path]:
    folder = Backups(log).folders[0]
    return sorted(folder.iterdir()) if folder.exists() else []


def test_the_old_bytes_are_kept_before_every_save(log: Path) -> None:
    """A name with the day, readable as the file is; for its owner alone."""
    states = [log.read_bytes()]
    for _ in range(3):
        journal.append(log, [BOLT])
        states.append(log.read_bytes())
    assert [path.read_bytes() for path in copies(log)] == states[:-1]
    assert all(path.name.startswith(f"{datetime.now(UTC):%Y-%m-%d}T") and path.suffix == ".csv" for path in copies(log))
    folder = copies(log)[0].parent
    assert folder.name.startswith("log.csv-")
    assert len(folder.name) == len("log.csv-") + 8
    if os.name == "posix":
        assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder.parent, *copies(log))] == [0o700, 0o700, 0o600, 0o600, 0o600]
    found = Backups(log)
    assert found.holds(states[1])
    assert not found.holds(states[-1])
    assert found.find(fingerprint(states[0])) == states[0]
    assert found.find(fingerprint(b"")) is None


def test_the_same_bytes_are_kept_once(log: Path) -> None:
    """A save that failed and is tried again."""
    place = Backups(log)
    assert place.keep(b"a") == place.keep(b"a")
    place.keep(b"b")
    place.keep(b"a")
    assert [path.read_bytes() for path in copies(log)] == [b"a", b"b", b"a"]


def test_two_logs_of_one_name(log: Path, tmp_path: Path) -> None:
    """Have folders of their own."""
    other = tmp_path / "log.csv"
    assert Backups(log).folders[0] != Backups(other).folders[0]
    assert Backups(log).folders[0].parent == Backups(other).folders[0].parent


def test_twenty_and_one_a_day(log: Path) -> None:
    """Three a day for 400 days: the newest 20, and the first of each of the last 366 days; what is somebody's own stays."""
    folder = Backups(log).folders[0]
    folder.mkdir(parents=True)
    first = date(2025, 1, 1)
    for n in range(400):
        for hour in ("08", "12", "18"):
            (folder / f"{first + timedelta(n)}T{hour}-00-00.000000Z-{n:016x}.csv").write_bytes(b"x")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / ".0123abcd.new").write_bytes(b"half")
    Backups(log).keep(b"now")
    left = [path.name for path in copies(log)]
    assert ".0123abcd.new" not in left
    assert "notes.txt" in left
    left.remove("notes.txt")
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    days = sorted({str(first + timedelta(n)) for n in range(400)} | {today})[-366:]
    assert sorted({name[:10] for name in left}) == days
    earlier = [name for name in left if name[:10] < str(first + timedelta(390)) and name[:10] != today]
    assert all(name[11:13] == "08" for name in earlier)
    assert len(left) < 366 + 20


def test_a_clock_that_goes_back(log: Path) -> None:
    """What was written just now is never taken away."""
    folder = Backups(log).folders[0]
    folder.mkdir(parents=True)
    for n in range(30):
        (folder / f"2999-01-01T08-00-{n:02}.000000Z-{n:016x}.csv").write_bytes(b"x")
    new = Backups(log).keep(b"now")
    assert new.read_bytes() == b"now"
    assert len(copies(log)) == 22


def test_where_they_cannot_be_written_they_lie_beside_the_log(log: Path, tmp_path: Path) -> None:
    """In its folder of notes; and if that cannot be either, nothing is written."""
    (tmp_path / "copies").write_text("in the way", encoding="utf-8")
    journal.append(log, [BOLT])
    (copy,) = (log.parent / ".jobstats" / "backups").iterdir()
    assert copy.read_text(encoding="utf-8") == HEAD
    copy.unlink()
    (log.parent / ".jobstats" / "backups").rmdir()
    (log.parent / ".jobstats" / "backups").write_text("in the way", encoding="utf-8")
    before = log.read_bytes()
    with pytest.raises(LogError, match=r"^log\.csv could not be written \(.*\), and is as it was\."):
        journal.append(log, [BOLT])
    assert log.read_bytes() == before


def test_the_place_of_the_system(log: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the system keeps what programs keep for a person; no home, no such place; nor for a copy to practise with."""
    monkeypatch.delenv("JOBSTATS_BACKUPS")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    assert list(backups._places()) == [tmp_path / "data" / "backups"]
    practice = tmp_path / f"{backups.PRACTICE}x" / "log.csv"
    assert Backups(practice).folders == [practice.parent / ".jobstats" / "backups"]

    def nobody(*_: object, **__: object) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr("platformdirs.user_data_path", nobody)
    assert Backups(log).folders == [log.parent / ".jobstats" / "backups"]
