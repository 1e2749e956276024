"""The safe save: what is refused and how it is said, the order of its steps, and one sentence with the file whole whatever call of it fails."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from jobstats.alone import alone
from jobstats.journal import journal, saving
from jobstats.journal.saving import ChangedError, OpenElsewhereError, held
from jobstats.journal.swapping import END
from tests.journal.one_log import BOLT, HEAD, line, refused, tree
from tests.journal.steps import CHANGES, CODES, LOOKS, fails, short, stepping


def append(path: object) -> journal.Done:
    return journal.append(path, [BOLT])  # type: ignore[arg-type]


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_stays_a_link(log: Path, tmp_path: Path) -> None:
    """It is written where it points, and that is told; all that is the kit's lies there too."""
    link = tmp_path / "mine.csv"
    link.symlink_to(log)
    done = append(link)
    assert done.said == f"mine.csv is a link: it is written where it points, to “{log}”."
    assert done.path == str(log)
    assert link.is_symlink()
    assert log.read_text(encoding="utf-8") == HEAD + line(BOLT)
    assert not (tmp_path / ".jobstats").exists()
    journal.undo(link)
    assert log.read_text(encoding="utf-8") == HEAD


@pytest.mark.skipif(os.name != "posix", reason="modes and second names")
def test_what_the_file_was_it_stays(log: Path) -> None:
    """Mode, owner and attributes; a second name keeps what it had (so a copy made by links stays a copy), which is told once."""
    log.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(log, 1234, 2345)
    attribute = False
    if hasattr(os, "setxattr"):
        try:
            os.setxattr(log, "user.note", b"mine")
            attribute = True
        except OSError:
            pass
    os.link(log, log.with_name("second.csv"))
    before = log.stat()
    done = append(log)
    assert done.said == "log.csv had a second name for the same file; under that one it stays as it was."
    now = log.stat()
    assert (now.st_mode, now.st_uid, now.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert not attribute or os.getxattr(log, "user.note") == b"mine"
    assert log.with_name("second.csv").read_text(encoding="utf-8") == HEAD
    assert append(log).said == ""
    for path in (log.parent / ".jobstats", log.parent / ".jobstats" / "log.csv.journal.jsonl"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize("sign", [".~lock.log.csv#", "~$log.csv"])
def test_open_in_an_office(sign: str, log: Path) -> None:
    """Refused kindly, and the row is kept: it is offered until it is written or left out; a sign that was left behind can be taken away."""
    log.with_name(sign).write_text("me", encoding="utf-8")
    with pytest.raises(OpenElsewhereError) as error:
        journal.append(log, [BOLT], about=[{"event": "applied"}])
    assert str(error.value).startswith(
        "log.csv is open in LibreOffice or Excel. Close it there, then press again; the row is kept until then. If it is open nowhere, "
    )
    assert f"“{sign}”" in str(error.value)
    assert log.read_text(encoding="utf-8") == HEAD
    assert {p.name for p in log.parent.iterdir()} == {"log.csv", ".jobstats", sign}
    kept = journal.kept(log)
    assert [(k.op, k.rows, k.about, k.why) for k in kept] == [
        ("append", [BOLT], [{"event": "applied"}], "log.csv was open in another program when it was to be written.")
    ]
    log.with_name(sign).unlink()
    append(log)
    assert journal.kept(log) == []


@pytest.mark.parametrize("sign", [".~lock.log.csv#", "~$log.csv"])
def test_a_change_of_a_row_does_not_wait(sign: str, log: Path) -> None:
    """Whoever asked asks again: nothing is kept that nobody would ever be offered, and no sentence says so. The same for an undo."""
    done = append(log)
    before = log.read_bytes()
    log.with_name(sign).write_text("me", encoding="utf-8")
    for do in (lambda: journal.amend(log, 2, {1: "Zephyrwick"}), lambda: journal.undo(log, done)):
        with pytest.raises(OpenElsewhereError, match=r"Close it there, then press again\.") as error:
            do()
        assert "kept" not in str(error.value)
        assert log.read_bytes() == before
        assert journal.kept(log) == []
    log.with_name(sign).unlink()
    assert journal.kept(log) == []
    journal.amend(log, 2, {1: "Zephyrwick"})
    journal.undo(log)
    assert log.read_bytes() == before


def test_what_was_done_is_told_without_its_rows(log: Path) -> None:
    """In a traceback, or at the end of a cell: neither the row that was written nor one that waits."""
    done = append(log)
    log.with_name("~$log.csv").write_text("me", encoding="utf-8")
    with pytest.raises(OpenElsewhereError):
        journal.append(log, [["2026-03-05", "Zephyrwick", "Baker", "applied"]], about=[{"company": "Zephyrwick"}])
    [kept] = journal.kept(log)
    assert (BOLT[1] in done.text, "Zephyrwick" in kept.text) == (True, True)
    assert not any(name in repr([done, kept]) for name in (BOLT[1], "Zephyrwick"))


def test_changed_since_it_was_read(log: Path, tmp_path: Path) -> None:
    """Nothing is written, not even beside it."""
    before = tree(tmp_path)
    for do in (
        lambda: journal.append(log, [BOLT], seen="0" * 64),
        lambda: journal.amend(log, 2, {1: "x"}, seen="0" * 64),
    ):
        with pytest.raises(ChangedError, match=r"^log\.csv was changed by another program since it was read\. Nothing was written\."):
            do()
        assert tree(tmp_path) == before


def test_who_waits_too_long_is_told(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another notebook holds the file."""
    monkeypatch.setattr(saving, "_WAIT", 0.1)
    inside, over = threading.Event(), threading.Event()
    (log.parent / ".jobstats").mkdir()

    def hold() -> None:
        with alone(log.parent / ".jobstats" / "log.csv.lock", 5):
            inside.set()
            over.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    inside.wait(10)
    assert refused(lambda: append(log)) == "Another notebook is writing into log.csv. Nothing was written. Wait a moment, and try again."
    over.set()
    other.join()
    append(log)


def test_the_order_of_the_steps(log: Path, tmp_path: Path) -> None:
    """What a power cut leaves follows from it: all that is written is on the disk before the swap, the swap before it is noted, the note at the end."""
    append(log)
    with stepping() as steps:
        append(log)
    did = [(step.name, kind(step.what)) for step in steps.seen if step.name in ("write", "fsync", "swap", "replace", "unlink", "fchmod")]
    assert did == [
        ("write", "journal"),
        ("fsync", "journal"),
        ("write", "copy"),
        ("fsync", "copy"),
        ("replace", "copy"),
        ("fsync", "copies"),
        ("write", "new file"),
        ("fchmod", "new file"),
        ("fsync", "new file"),
        ("swap", "new file"),
        ("fsync", "folder"),
        ("unlink", "new file"),
        ("write", "journal"),
        ("fsync", "journal"),
        ("unlink", "lock"),
    ]


def test_names_are_on_the_disk_too(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal and a folder of copies that are made now: their names in the folders above, before the swap."""
    monkeypatch.setenv("JOBSTATS_BACKUPS", str(tmp_path / "a" / "b"))
    with stepping() as steps:
        append(log)
    swap = steps.names.index("swap")
    flushed = {step.what for step in steps.seen[:swap] if step.name == "fsync"}
    assert {".jobstats", "jobs", "a", "b", tmp_path.name} <= flushed


def kind(name: str) -> str:
    """What a file or folder is for."""
    ends = {".jsonl": "journal", ".new": "copy", END: "new file", ".lock": "lock", "jobs": "folder"}
    return next((what for end, what in ends.items() if name.endswith(end)), "copies")


OPS: dict[str, Callable[[Path, journal.Done], object]] = {
    "append": lambda path, last: append(path),
    "amend": lambda path, last: journal.amend(path, 3, {1: "Other"}),
    "undo": lambda path, last: journal.undo(path, last),
}


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "linked"])
@pytest.mark.parametrize("op", OPS)
@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
def test_any_call_that_fails(op: str, exchange: bool, stays: bool, memory: Path) -> None:
    """One sentence and the old file, or no word and the new one; nothing lies about, and the next save works. A full disk stays full."""
    calls = CHANGES if stays else (*CHANGES, *LOOKS)
    said, number = [], 0
    while True:
        number += 1
        code = CODES[0] if stays else CODES[(number + len(op) + exchange) % len(CODES)]
        log = memory / str(number) / "log.csv"
        log.parent.mkdir()
        log.write_text(HEAD.rstrip("\n"), encoding="utf-8")
        last = append(log)
        old = log.read_bytes()
        with stepping(fails(number, code, stays), exchange, calls) as steps:
            why = refused(lambda log=log, last=last: OPS[op](log, last))  # type: ignore[misc]
        if len(steps.seen) < number:
            break
        step = steps.seen[number - 1]
        where = (step.name, step.what, number, why)
        assert (log.read_bytes() == old) == bool(why), where
        assert why == "" or f"({os.strerror(code)}), and is as it was. " in why or step.name == "stat", where
        assert lying(log.parent) == {"log.csv", ".jobstats"} or step.name in ("unlink", "read", "open", "close"), where
        said += [why] if why else []
        append(log)
        assert lying(log.parent) == {"log.csv", ".jobstats"}, where
        assert lying(log.parent / ".jobstats") <= {"log.csv.journal.jsonl", "backups"}, where
    assert len(said) > 15
    assert number > 40


@pytest.mark.parametrize("op", OPS)
def test_a_system_that_takes_little_at_once(op: str, log: Path) -> None:
    """Seven bytes a write, eleven a read: the same files."""
    last = append(log)
    with stepping(short, calls=(*CHANGES, *LOOKS)):
        OPS[op](log, last)
    now = {"append": HEAD + line(BOLT) + line(BOLT), "amend": HEAD + line(BOLT).replace("Bolt", "Other"), "undo": HEAD}[op]
    assert log.read_text(encoding="utf-8") == now
    journal.undo(log, None if op != "undo" else append(log))


def test_what_does_not_arrive_is_not_put_in_place(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that says it wrote and did not: the new file is read before it takes the old one's place."""
    real = os.write

    def lies(place: int, data: bytes) -> int:
        real(place, bytes(data).replace(b"Bolt", b"B\0lt") if b"date,company" in bytes(data) else data)
        return len(data)

    with held(log) as file, monkeypatch.context() as patched:
        patched.setattr(os, "write", lies)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            file.replace((HEAD + line(BOLT)).encode())
    assert log.read_text(encoding="utf-8") == HEAD
    assert lying(log.parent) == {"log.csv"}


def lying(folder: Path) -> set[str]:
    return set(os.listdir(folder))
