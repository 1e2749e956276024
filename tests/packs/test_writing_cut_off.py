"""A folder and its zip, whole or not at all: what is cut off at any step, and what several runs at once make of it."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from jobstats.alone import alone
from jobstats.errors import AskError
from jobstats.packs import writing
from tests.packs.writer import NAME, clean, standing, write


@contextmanager
def broken_off(at: int) -> Iterator[list[int]]:
    """Ctrl-C at the line of writing.py that is reached as number `at`; gives how many were reached."""
    seen = [0]

    def line(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line" and frame.f_code.co_filename == writing.__file__:
            seen[0] += 1
            if seen[0] == at:
                raise KeyboardInterrupt
        return line

    before = sys.gettrace()
    sys.settrace(lambda frame, *_: line if frame.f_code.co_filename == writing.__file__ else None)
    try:
        yield seen
    finally:
        sys.settrace(before)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file that was opened, and not yet held
@pytest.mark.parametrize("first", [False, True])
def test_ctrl_c_at_any_line(first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old pack stands or the new one, with its zip; at once, and the next run finds nothing in its way and leaves nothing behind."""
    monkeypatch.setattr(os, "fsync", lambda place: None)
    before = (None, None) if first else (1, 1)
    lines, done = 1, 0
    while True:
        out = tmp_path / str(lines) / "out"
        if not first:
            write(out, 1)
        with broken_off(lines) as seen:
            try:
                write(out, 2)
                break
            except KeyboardInterrupt:
                pass
        assert standing(out) in {before, (2, 2)}, lines
        done += standing(out) == (2, 2)
        if first and standing(out) == before and lines < 20:
            assert not out.parent.exists(), lines
        write(out, 3)
        assert standing(out) == (3, 3), lines
        assert clean(out), lines
        lines += 1
    assert seen[0] > 100
    assert 0 < done < 40


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("first", [False, True])
def test_dead_at_any_line(first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing more is done, as in a process that is killed. A zip never lies beside another pack; a next run that fails has put all back."""
    monkeypatch.setattr(os, "fsync", lambda place: None)
    before, lines, seen = (None, None) if first else (1, 1), 1, [1]
    states = set()
    while seen[0] >= lines - 1:
        out = tmp_path / str(lines)
        if not first:
            write(out, 1)
        with monkeypatch.context() as dead, broken_off(lines) as seen:
            for step in ("undo", "clear"):
                dead.setattr(writing._Swap, step, lambda swap: None)
            with contextlib.suppress(KeyboardInterrupt):
                write(out, 2)
        folder, packed = standing(out)
        assert packed in (None, folder), lines
        states.add((folder, packed))
        with monkeypatch.context() as full:
            full.setattr(writing, "_write", disk_full)
            assert refused(lambda out=out: write(out, 3))  # type: ignore[misc]
        assert standing(out) in {before, (2, 2)}, lines
        if out.exists():
            assert clean(out), lines
        lines += 1
    assert states == {before, (None, None), (2, None), (2, 2)} | ({(1, None)} if not first else set())


def disk_full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("at", range(1, 7))
def test_a_disk_that_goes_away(at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be put back at once either: it is once the disk is there again, whether or not the next run comes to its end."""
    write(tmp_path, 1)
    real, calls = os.rename, iter(range(1, 1000))
    with monkeypatch.context() as away:
        away.setattr(os, "rename", lambda *what: real(*what) if next(calls) < at else disk_full())
        said = refused(lambda: write(tmp_path, 2))
    assert bool(said) == (at < 6)
    with monkeypatch.context() as full:
        full.setattr(writing, "_write", disk_full)
        assert refused(lambda: write(tmp_path, 3))
    assert standing(tmp_path) == ((1, 1) if said else (2, 2))
    assert clean(tmp_path)


@pytest.mark.parametrize("call", ["rename", "mkdir", "fsync", "open"])
def test_a_disk_that_fails_at_any_step(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence, all as it was, and nothing of the new pack left; where a folder had to be made, it is gone again."""
    full = OSError(errno.ENOSPC, "No space left on device")
    real = {"rename": os.rename, "mkdir": os.mkdir, "fsync": os.fsync, "open": Path.open}[call]
    write(tmp_path / "there", 1)
    for out in (tmp_path / "there", tmp_path / "not" / "there"):
        failed = 0
        for at in range(1, 30):
            calls = iter(range(1, 1000))

            def fails(*what: Any, at: int = at, calls: Iterator[int] = calls, **how: Any) -> Any:
                if next(calls) == at:
                    raise full
                return real(*what, **how)  # type: ignore[operator]

            with monkeypatch.context() as patched:
                patched.setattr(Path if call == "open" else os, call, fails)
                said = refused(lambda out=out: write(out, 2))  # type: ignore[misc]
            if not said:
                assert standing(out) == (2, 2)
                shutil.rmtree(tmp_path / "not", ignore_errors=True)
                write(tmp_path / "there", 1)
            assert said.startswith(
                "p could not be written: No space left on device. Nothing of it was left behind, and what" if said else ""
            )
            assert standing(tmp_path / "there") == (1, 1)
            assert clean(tmp_path / "there")
            assert not (tmp_path / "not").exists()
            failed += bool(said)
            if next(calls) <= at:
                break
        assert failed > 0
        assert not said


def refused(ask: Callable[[], object]) -> str:
    """What is said against it; "" for nothing."""
    try:
        ask()
    except AskError as error:
        return str(error)
    return ""


def test_what_comes_into_the_folder_while_it_is_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked at once more when the folder is out of everybody's way."""
    write(tmp_path, 1)
    real = writing._write

    def meanwhile(path: Path, content: bytes) -> None:
        (tmp_path / NAME / "notes.md").write_text("mine", encoding="utf-8")
        real(path, content)

    monkeypatch.setattr(writing, "_write", meanwhile)
    with pytest.raises(AskError, match=r"\(notes\.md\)"):
        write(tmp_path, 2)
    assert (tmp_path / NAME / "notes.md").read_text(encoding="utf-8") == "mine"
    (tmp_path / NAME / "notes.md").unlink()
    assert standing(tmp_path) == (1, 1)
    assert clean(tmp_path)


def test_only_what_runs_left_is_taken_away(tmp_path: Path) -> None:
    """Names that are nearly those of ours are somebody's."""
    names = (".p.backup.old", ".p.1a2b3c4d.old.txt", ".p2.1a2b3c4d.new", "p2", ".p.1a2b3c4d.tmp")
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / ".p.1a2b3c4d.new" / NAME).mkdir(parents=True)
    write(tmp_path, 1)
    assert {p.name for p in tmp_path.iterdir()} == {*names, NAME, f"{NAME}.zip"}


def another(*asked: object) -> subprocess.Popen[bytes]:
    """A process that writes packs."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.packs.writer", *map(str, asked)], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
    )


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Thirty times: what stands is whole, the zip is never that of another run, and the next run puts all in order."""
    with another("killed", tmp_path, 30, 5) as run:
        assert run.wait(60) == 0
    outs = list(tmp_path.iterdir())
    left = 0
    for out in outs:
        folder, packed = standing(out)
        assert packed in (None, folder)
        left += not clean(out)
        write(out, 10**6)
        assert standing(out) == (10**6, 10**6)
        assert clean(out)
    assert len(outs) == 30
    assert left > 0


def test_three_at_once(tmp_path: Path) -> None:
    """They wait for each other: each comes to its end, what stands is one's folder and the same one's zip, and nothing is left."""
    runs = [another("runs", tmp_path / "out", n * 100, n * 100 + 8) for n in (1, 2, 3)]
    for run in runs:
        with run:
            assert run.wait(60) == 0
    folder, packed = standing(tmp_path / "out")
    assert folder == packed
    assert folder in (107, 207, 307)
    assert clean(tmp_path / "out")


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And leaves the other one's things alone."""
    monkeypatch.setattr(writing, "_WAIT", 0.1)
    write(tmp_path, 1)
    (tmp_path / ".p.1a2b3c4d.new").mkdir()
    inside, over = threading.Event(), threading.Event()

    def hold() -> None:
        with alone(tmp_path / ".p.lock", 5):
            inside.set()
            over.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    inside.wait(10)
    with pytest.raises(AskError, match=r"^p is being written there by another run just now\."):
        write(tmp_path, 2)
    assert (tmp_path / ".p.1a2b3c4d.new").is_dir()
    over.set()
    other.join()
    write(tmp_path, 2)
    assert clean(tmp_path)
