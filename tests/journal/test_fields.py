"""Which columns a log's file has, and so what a row of it can say."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js
from jobstats.journal.columns import FILLED
from jobstats.journal.fields import fields
from tests.journal.one_log import loaded


@pytest.mark.parametrize(
    ("header", "has"),
    [
        ("date,company,role,event", {"date", "company", "role", "event"}),
        ("Datum;Firma;Ereignis;Runde;Bemerkung", {"date", "company", "event", "round", "note"}),
        ("date,company,event,mood,contact", {"date", "company", "event", "contact"}),
    ],
)
def test_what_a_row_can_say(tmp_path: Path, header: str, has: set[str]) -> None:
    """Headers and nothing below, in two languages, with a column nobody knows."""
    assert fields(loaded(tmp_path, header.encode() + b"\n")) == has


def test_what_cannot_be_told_is_all(tmp_path: Path, sample: js.JobLog) -> None:
    """The sample; a file that is gone."""
    assert fields(sample) == set(FILLED)
    log = loaded(tmp_path)
    Path(log.path).unlink()
    assert fields(log) == set(FILLED)
