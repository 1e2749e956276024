"""What cannot be written into is refused before anything is touched: one sentence each, and not a byte, name or mode is another."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jobstats.journal import journal
from tests.journal.one_log import BOLT, refused, tree


def append(path: object) -> journal.Done:
    return journal.append(path, [BOLT])  # type: ignore[arg-type]


def a_folder(log: Path) -> Path:
    return log.parent


def gone(log: Path) -> Path:
    return log.with_name("other.csv")


def no_folder(log: Path) -> Path:
    return log.parent / "stick" / "log.csv"


def under_a_file(log: Path) -> Path:
    return log / "log.csv"


def read_only(log: Path) -> Path:
    log.chmod(0o444)
    return log


def read_only_folder(log: Path) -> Path:
    log.parent.chmod(0o555)
    return log


def a_pipe(log: Path) -> Path:
    os.mkfifo(log.with_name("pipe.csv"))
    return log.with_name("pipe.csv")


def a_device(log: Path) -> Path:
    return Path(os.devnull)


def dangling(log: Path) -> Path:
    log.with_name("link.csv").symlink_to("nowhere.csv")
    return log.with_name("link.csv")


def a_loop(log: Path) -> Path:
    log.with_name("link.csv").symlink_to("link.csv")
    return log.with_name("link.csv")


def with_a_null(log: Path) -> Path:
    return Path(f"{log}\0")


def notes_in_the_way(log: Path) -> Path:
    log.with_name(".jobstats").write_text("mine", encoding="utf-8")
    return log


@pytest.mark.skipif(os.name != "posix", reason="modes, links and pipes as POSIX has them")
@pytest.mark.parametrize(
    ("made", "says"),
    [
        (a_folder, "“jobs” is a folder, and rows are written into a file."),
        (gone, "other.csv is not in “"),
        (no_folder, "The folder of log.csv, “"),
        (under_a_file, "log.csv” is a file and no folder"),
        (read_only, "log.csv is read-only. Nothing was written. Allow writing"),
        (read_only_folder, "is read-only. Nothing was written. Allow writing in it"),
        (a_pipe, "pipe.csv is no ordinary file, but a pipe or a device."),
        (a_device, "null is no ordinary file"),
        (dangling, "link.csv is a link to “nowhere.csv”, and no file is there."),
        (a_loop, "link.csv is a link that leads back to itself."),
        (with_a_null, "That is no path of a file."),
        (notes_in_the_way, "The kit keeps its notes in a folder .jobstats beside the log, and there is a file of that name."),
    ],
)
def test_what_cannot_be_written_into(made: Callable[[Path], Path], says: str, log: Path, tmp_path: Path) -> None:
    """One sentence each, also for root, and not a byte, name or mode is another."""
    path = made(log)
    before = tree(tmp_path)
    for do in (lambda: append(path), lambda: journal.amend(path, 2, {1: "x"}), lambda: journal.undo(path)):
        assert says in refused(do)
        assert tree(tmp_path) == before
    assert journal.kept(path) == []
    log.parent.chmod(0o755)


def test_rights_that_only_the_system_knows(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of rights or a disk mounted to be read: `access` says no, whatever the mode."""
    before = tree(tmp_path)
    for which, says in ((log, "You may not write into log.csv."), (log.parent, "“ is read-only")):
        with monkeypatch.context() as patched:
            patched.setattr(os, "access", lambda path, mode, which=which: Path(path) != which)
            assert says.strip("“") in refused(lambda: append(log))
    assert tree(tmp_path) == before


@pytest.mark.skipif(
    os.name != "posix" or not shutil.which("mount") or os.geteuid() != 0, reason="no right to mount a folder to be read only"
)
def test_a_disk_to_be_read_only(log: Path, tmp_path: Path) -> None:
    """For root as well."""
    if subprocess.run(["mount", "--bind", "-o", "ro", log.parent, log.parent], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a folder to be read only")
    try:
        before = tree(tmp_path)
        assert "is read-only" in refused(lambda: append(log))
        assert tree(tmp_path) == before
    finally:
        subprocess.run(["umount", log.parent], check=True)


def test_a_file_that_may_not_be_replaced(log: Path, tmp_path: Path) -> None:
    """`chattr +i`: even root cannot."""
    if not shutil.which("chattr") or subprocess.run(["chattr", "+i", log], capture_output=True, check=False).returncode:
        pytest.skip("this disk knows no files that cannot be changed")
    try:
        before = tree(tmp_path)
        assert refused(lambda: append(log)).startswith("You may not write into log.csv. Nothing was written.")
        assert tree(tmp_path) == before
    finally:
        subprocess.run(["chattr", "-i", log], check=True)
