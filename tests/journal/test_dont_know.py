"""What was answered “I don't know”: kept beside the log without names, for every load of it, and whole at any moment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import jobstats as js
from jobstats.journal.dont_know import unknown
from tests.conftest import described

KEY = "note|acme|analyst|20521"


@pytest.fixture
def log(request: pytest.FixtureRequest, tmp_path: Path) -> js.JobLog:
    """The log in the test's docstring."""
    return described(request, tmp_path)


def marks(log: js.JobLog) -> list[str]:
    """What the file holds."""
    said = json.loads(_file(log).read_text(encoding="utf-8"))
    return list(said["unknown"])


def _file(log: js.JobLog) -> Path:
    return Path(log.path).parent / ".jobstats" / "unknown.json"


def test_it_is_known_at_the_next_load(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    """
    kept = unknown(log)
    assert kept.among([KEY, "other"]) == set()
    assert not _file(log).exists()
    assert kept.add(KEY)
    again = js.load(log.path)
    assert unknown(again).among([KEY, "other"]) == {KEY}
    assert unknown(again.where(company="Acme")).among([KEY]) == {KEY}
    assert unknown(again).discard(KEY)
    assert unknown(log).among([KEY]) == set()


def test_no_name_is_in_it_and_nobody_else_may_read_it(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    """
    unknown(log).add(KEY)
    text = _file(log).read_text(encoding="utf-8")
    assert not any(word in text.casefold() for word in ("acme", "analyst", "20521", "note"))
    if os.name == "posix":
        assert _file(log).stat().st_mode & 0o777 == 0o600
        assert _file(log).parent.stat().st_mode & 0o777 == 0o700
    assert [p.name for p in _file(log).parent.iterdir()] == [_file(log).name]


def test_a_renamed_log_keeps_its_answers_and_no_other_folder_has_their_marks(tmp_path: Path) -> None:
    """The answers of a folder stand in one file with a salt of its own, so the same question has another mark elsewhere."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "log.csv").write_text("date,company,role,event\n2026-03-02,Acme,Analyst,applied\n", encoding="utf-8")
    one, two = (js.load(tmp_path / name / "log.csv") for name in ("one", "two"))
    unknown(one).add(KEY)
    assert unknown(two).among([KEY]) == set()
    unknown(two).add(KEY)
    assert marks(one) != marks(two)
    Path(one.path).rename(tmp_path / "one" / "search 2026.csv")
    assert unknown(js.load(tmp_path / "one" / "search 2026.csv")).among([KEY]) == {KEY}


def test_some_are_asked_again_from_a_day_on(log: js.JobLog, sample: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    """
    for there in (log, sample):
        unknown(there).add(KEY, date(2026, 5, 15))
        assert unknown(there).among([KEY], date(2026, 5, 14)) == {KEY}
        assert unknown(there).among([KEY], date(2026, 5, 15)) == set()
        unknown(there).add(KEY)
        assert unknown(there).among([KEY], date(2030, 1, 1)) == {KEY}
        unknown(there).discard(KEY)


def test_the_sample_remembers_as_long_as_it_is_loaded(sample: js.JobLog) -> None:
    """It lies nowhere of one's own: nothing is written."""
    kept = unknown(sample)
    assert kept.file is None
    assert not kept.add(KEY)
    assert unknown(sample).among([KEY]) == {KEY}
    kept.discard(KEY)
    assert unknown(sample).among([KEY]) == set()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"salt": "zz", "unknown": {}}',
        '{"salt": "00", "unknown": []}',
        '{"salt": "00", "unknown": 3}',
        "null",
        '{"unknown": ["x"]}',
    ],
)
def test_a_damaged_file_counts_as_none_and_is_replaced(log: js.JobLog, text: str) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    """
    _file(log).parent.mkdir()
    _file(log).write_text(text, encoding="utf-8")
    kept = unknown(log)
    assert kept.among([KEY]) == set()
    assert kept.add(KEY)
    assert unknown(js.load(log.path)).among([KEY]) == {KEY}


def test_where_it_cannot_be_written_it_holds_for_now(log: js.JobLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    """
    kept = unknown(log)
    kept.add("first")
    before = _file(log).read_bytes()
    for call in ("fsync", "replace"):
        with monkeypatch.context() as broken:

            def full(*_: object) -> None:
                raise OSError(28, "No space left on device")

            broken.setattr(os, call, full)
            assert not kept.add(KEY)
        assert _file(log).read_bytes() == before
        assert [p.name for p in _file(log).parent.iterdir()] == [_file(log).name]
    assert kept.among([KEY, "first"]) == {KEY, "first"}
    assert kept.add(KEY)
    assert unknown(js.load(log.path)).among([KEY, "first"]) == {KEY, "first"}


def test_a_folder_that_is_a_file_is_no_error(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    """
    _file(log).parent.write_text("mine", encoding="utf-8")
    assert not unknown(log).add(KEY)
    assert unknown(log).among([KEY]) == {KEY}
    assert _file(log).parent.read_text(encoding="utf-8") == "mine"


def test_two_programs_lose_nothing(log: js.JobLog) -> None:
    """
    2026-03-02,Acme,Analyst,applied
    """
    code = (
        "import sys, pathlib; from jobstats.journal.dont_know import Unknown; kept = Unknown(pathlib.Path(sys.argv[1]))\n"
        "for i in range(25): assert kept.add(f'{sys.argv[2]} {i}')"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(_file(log)), who]) for who in ("one", "two")]
    assert [p.wait() for p in running] == [0, 0]
    every = [f"{who} {i}" for who in ("one", "two") for i in range(25)]
    assert unknown(log).among([*every, KEY]) == set(every)
