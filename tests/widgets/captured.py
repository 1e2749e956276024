"""A form for capturing without a page: a small log whose names are easily found again, a clock that stands, and what the form says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import jobstats as js
from jobstats.widgets import capture as module
from jobstats.widgets.capture import capture

NOW = datetime(2026, 3, 31, 14, 5, 59)
ROWS = """date,company,role,event,round,kind,source,contact,note
2026-03-01,Canary Freight,Analyst,applied,,,referral,,
2026-03-09T14:00,Canary Freight,Analyst,interview,,,,,
2026-03-02,Bolt,Cook,applied,,,,,
2026-03-03,Bolt,Driver,applied,,,,,
"""
NOTE = {
    "event": "follow_up",
    "who": "Canary Freight · Analyst — interview 9 March 14:00",
    "when": "now",
    "at": "",
    "contact": "",
    "note": "",
}
LINE = "2026-03-31T14:05,Canary Freight,Analyst,follow_up,,,,,"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log of four rows; the clock stands."""
    monkeypatch.setattr(module, "_clock", lambda: NOW)
    there = tmp_path / "log.csv"
    there.write_text(ROWS, encoding="utf-8")
    return there


def made(log: js.JobLog) -> Any:
    """A form that keeps what it sends in `sent`."""
    form: Any = capture(log)
    form.sent = []
    form.send = lambda content, buffers=None: form.sent.append(content)
    return form


@pytest.fixture
def form(path: Path) -> Iterator[Any]:
    """A form of that log."""
    there = made(js.load(path))
    yield there
    there.close()


def tells(form: Any, kind: str, **message: Any) -> dict[str, Any]:
    """The page sends a message; what it is told, by kind."""
    form.sent.clear()
    form._told(form, {"kind": kind, **message}, [])
    return {content["kind"]: content for content in form.sent}
