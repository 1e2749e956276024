"""The clock on the wall in these tests is that of Berlin."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import jobstats as js
from tests.archives.samples import a_log


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One hour ahead of UTC, two from 29 March 2026 on."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def mine(tmp_path: Path) -> js.JobLog:
    """The log that calendars are held against, see samples."""
    return a_log(tmp_path)
