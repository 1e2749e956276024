"""Moving over once: what is written loads as the file it came from, nothing is overwritten, nothing is left behind."""

from __future__ import annotations

import base64
import csv
import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import jobstats as js
from jobstats.readers.own import FROM, bare, safe
from tests.conftest import write

READERS = Path(__file__).parent / "readers"
SAMPLES = sorted(p for p in (READERS / "samples").iterdir() if not p.name.endswith((".json", ".md")))
FAULTS: list[dict[str, Any]] = json.loads((READERS / "faults.json").read_text(encoding="utf-8"))["faults"]
AS_OF = "2026-06-30"
#: What differs by its nature: where the row stands, and which file it came from.
PLACE = ["line", "file", FROM]


def told(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of a log without the places of its rows, in no order of columns."""
    frame = frame.drop(columns=[c for c in PLACE if c in frame])
    return frame[sorted(frame.columns)].reset_index(drop=True)


def assert_same(one: js.JobLog, two: js.JobLog) -> None:
    """The same applications, events, days ahead, undated ones, further columns."""
    assert told(two.applications).to_dict("list").__repr__() == told(one.applications).to_dict("list").__repr__()
    assert told(two.events).to_dict("list").__repr__() == told(one.events).to_dict("list").__repr__()
    assert told(two.ahead).to_dict("list").__repr__() == told(one.ahead).to_dict("list").__repr__()


def moved(source: Path, folder: Path, **said: Any) -> tuple[js.JobLog, js.JobLog]:
    """The log of a file, and of what it was converted to; the file untouched, and converting again writes the same."""
    before = (source.read_bytes(), source.stat().st_mtime_ns) if source.is_file() else None
    done = js.convert(source, folder / "new.csv", as_of=AS_OF, **said)
    one, two = js.load(source, as_of=AS_OF, **said), js.load(done.path, as_of=AS_OF)
    if before:
        assert (source.read_bytes(), source.stat().st_mtime_ns) == before
    assert_same(one, two)
    assert two.problems == ()
    assert two.report is not None
    assert two.report.read == two.report.kept == done.events
    assert (done.aside is not None) == bool(one.problems)
    again = js.convert(done.path, folder / "again.csv", as_of=AS_OF)
    assert again.path.read_bytes() == done.path.read_bytes()
    return one, two


@pytest.mark.parametrize("source", SAMPLES, ids=lambda p: p.name)
def test_a_sample_of_every_kind(source: Path, tmp_path: Path) -> None:
    """Every export and every shape."""
    moved(source, tmp_path)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: str(f["id"]))
def test_a_faulty_file(fault: dict[str, Any], tmp_path: Path) -> None:
    """What loads moves over; what is refused or asked about leaves nothing behind."""
    source = tmp_path / "log.csv"
    source.write_bytes(base64.b64decode(fault["bytes_b64"]))
    try:
        js.load(source, as_of=AS_OF)
    except js.LogError as error:
        with pytest.raises(js.LogError) as caught:
            js.convert(source, tmp_path / "new.csv", as_of=AS_OF)
        assert str(caught.value) == str(error)
        assert os.listdir(tmp_path) == ["log.csv"]
    else:
        moved(source, tmp_path)
