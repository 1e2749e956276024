"""Killed, full, fought over: whatever happens in the middle of a save, the file is the old one or the new one, and no acknowledged row is lost or twice there.

The kills are those of a process, at every call that changes something and at moments by the clock; what a power cut does is checked by the order of the
calls (test_saving). Most of it runs in memory where the system has a disk there: what a kill leaves is the same on every disk.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from jobstats import alone
from jobstats.errors import LogError
from jobstats.journal import backups, clearing, journal, records, saving, swapping

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills by signal, and forks")
ROOT = Path(__file__).resolve().parents[2]


def ran(*asked: object) -> dict[str, Any]:
    """What tests.journal.crashing says to this."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.journal.crashing", *map(str, asked)],
        cwd=ROOT,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout)
    assert isinstance(said, dict)
    return said


@pytest.mark.parametrize("way", ["exchange", "linked"])
def test_dead_at_every_step(way: str, memory: Path) -> None:
    """Before and after every call that changes something and in the middle of every write, of a row added, changed and taken back."""
    said = ran("steps", memory, way)
    assert said["wrong"] == []
    assert said["kills"] > 250
    assert said["ends"] < 6  # a save or two takes a step less than the one that was counted
    assert min(said["done"], said["old"]) > 80
    assert said["left"] > 50  # else nothing was there to be cleared
    assert said["kept"] > 50


def test_killed_at_any_moment(memory: Path, tmp_path: Path) -> None:
    """By the clock: 450 times in memory, 30 times on the disk itself."""
    for folder, times in ((memory, 450), (tmp_path, 30)):
        said = ran("kills", folder, times, 11)
        assert said["wrong"] == []
        assert said["kills"] == times
        assert said["done"] > 0
        assert said["old"] > times // 4


def test_two_notebooks_at_once(memory: Path) -> None:
    """10 000 events of two processes, in saves of one to seven rows: all that was told to be written stands, once, and each had its turns."""
    said = ran("each", memory, 10_000, 50)
    assert said["codes"] == [0, 0]
    assert said["told"] == 10_000
    assert said["same"]
    assert said["most"] == 1
    assert said["turns"] > 20
    assert said["clean"]


@pytest.mark.parametrize("way", ["rename", "in place", "slowly in place"])
def test_an_editor_that_saves_all_the_time(way: str, memory: Path) -> None:
    """It adds a line of its own every time: none of them is ever lost, and our rows stand, or are offered again, once."""
    if way != "rename" and not sys.platform.startswith("linux"):
        pytest.skip(
            "only Linux tells whether somebody has a file open to write in it; elsewhere a save in place of the same instant can be lost"
        )
    said = ran("editor", memory, way, 150 if way == "slowly in place" else 400)
    assert said["wrong"] == []
    assert said["edits"] == (150 if way == "slowly in place" else 400)
    assert said["rows"] > 20
    assert said["lost"] == 0
    assert said["twice"] == 0


def mounted(folder: Path, size: str) -> bool:
    """A small disk in memory at this folder, where this user may have one."""
    folder.mkdir()
    mount = shutil.which("mount")
    asked = [mount or "mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return bool(mount) and os.geteuid() == 0 and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk of 256 KB, with room for less and less of what a save needs: one sentence, the file whole, and with room again all goes on."""
    disk = tmp_path / "disk"
    if not mounted(disk, "256k"):
        pytest.skip("no right to mount a small disk here; test_no_more_room_for_a_file tries the same with a limit on the size of files")
    monkeypatch.setenv("JOBSTATS_BACKUPS", str(disk / "copies"))
    try:
        log, said = disk / "log.csv", set()
        log.write_text("date,company,role,event\n" + "2026-03-01,Acme,Analyst,applied\n" * 300, encoding="utf-8")
        rows = 0
        for pages in range(14):
            filler = disk / "filler"
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_bsize
            filler.write_bytes(b"x" * max(0, free - 4096 * pages))
            before = log.read_bytes()
            try:
                journal.append(log, [["2026-03-02", f"Full {pages}", "Analyst", "applied"]])
                rows += 1
            except LogError as error:
                said.add(str(error))
                assert log.read_bytes() == before
                assert {p.name for p in disk.iterdir()} <= {"log.csv", ".jobstats", "copies", "filler"}
            filler.unlink()
            journal.append(log, [["2026-03-02", f"Room {pages}", "Analyst", "applied"]])
            assert log.read_text(encoding="utf-8").splitlines()[-1] == f"2026-03-02,Room {pages},Analyst,applied"
            shutil.rmtree(disk / "copies")
        assert said == {"log.csv could not be written (No space left on device), and is as it was. Make room on the disk, and try again."}
        assert rows > 0
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_no_more_room_for_a_file(tmp_path: Path) -> None:
    """A limit on the size of files, which every user may set: the new file is too large for it, and nothing is changed."""
    log = tmp_path / "log.csv"
    log.write_text("date,company,role,event\n" + "2026-03-01,Acme,Analyst,applied\n" * 300, encoding="utf-8")
    row = [["2026-03-02", "Late", "Analyst", "applied"]]
    before = log.read_bytes()
    number = os.fork()
    if not number:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, resource.RLIM_INFINITY))
        try:
            journal.append(log, row)
            os._exit(1)
        except LogError as error:
            os._exit(0 if str(error).startswith("log.csv could not be written (File too large), and is as it was.") else 2)
        except BaseException:
            os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 0
    assert log.read_bytes() == before
    assert {p.name for p in tmp_path.iterdir()} == {"log.csv", ".jobstats"}
    assert [kept.rows for kept in journal.kept(log)] == [row]
    journal.append(log, row)
    assert journal.kept(log) == []


@contextlib.contextmanager
def broken_off(at: int) -> Iterator[list[int]]:
    """Ctrl-C at the line of the journal's save that is reached as number `at`; gives how many were reached."""
    files = {module.__file__ for module in (saving, swapping, backups, records, journal, clearing, alone)}
    seen = [0]

    def line(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            seen[0] += 1
            if seen[0] == at:
                raise KeyboardInterrupt
        return line

    before = sys.gettrace()
    sys.settrace(lambda frame, *_: line if frame.f_code.co_filename in files else None)
    try:
        yield seen
    finally:
        sys.settrace(before)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a file that was opened, and not yet held
def test_ctrl_c_at_any_line(memory: Path) -> None:
    """The old file or the new one; what a person stopped is put in order by the next save, and is not offered where it stands."""
    row, number, done = ["2026-03-02", "Stopped", "Analyst", "applied"], 0, 0
    while True:
        number += 1
        log = memory / str(number) / "log.csv"
        log.parent.mkdir()
        log.write_text("date,company,role,event\n2026-03-01,Acme,Analyst,applied\n", encoding="utf-8")
        old = log.read_text(encoding="utf-8")
        with broken_off(number) as seen:
            try:
                journal.append(log, [row])
                break
            except KeyboardInterrupt:
                pass
        now = log.read_text(encoding="utf-8")
        assert now in (old, old + ",".join(row) + "\n"), number
        assert not (now != old and journal.kept(log)), number
        done += now != old
        journal.append(log, [["2026-03-03", "Next", "Analyst", "applied"]])
        assert log.read_text(encoding="utf-8") == now + "2026-03-03,Next,Analyst,applied\n"
        assert set(os.listdir(log.parent)) == {"log.csv", ".jobstats"}, number
    assert seen[0] > 150
    assert 10 < done < number
