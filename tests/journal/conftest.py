"""A disk in memory for what is saved thousands of times; what the tests of this folder leave among the copies is there too."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal.one_log import HEAD


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in memory where there is one, else an ordinary one; the copies go there as well."""
    disk = Path("/dev/shm")
    folder = tmp_path
    if disk.is_dir() and os.access(disk, os.W_OK):
        folder = Path(tempfile.mkdtemp(prefix="jobstats-tests-", dir=disk))
    monkeypatch.setenv("JOBSTATS_BACKUPS", str(folder / "copies"))
    yield folder
    if folder != tmp_path:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """One application, in a folder of its own."""
    (tmp_path / "jobs").mkdir()
    path = tmp_path / "jobs" / "log.csv"
    path.write_text(HEAD, encoding="utf-8")
    return path
