"""A disk in memory for what is saved thousands of times; what the tests of this folder leave among the copies is there too."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


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
