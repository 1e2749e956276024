"""The journal: what was asked for is written down before it is done, and a journal that is cut off or damaged tells the rest."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from jobstats.journal.edit import Edit
from jobstats.journal.records import DONE, DROPPED, WAITING, Asked, Records
from tests.journal.steps import fails, stepping


def asked(ident: str, **more: object) -> Asked:
    """A row that was asked for, with letters and bytes of all kinds."""
    said = {
        "op": "append",
        "line": 3,
        "text": "Café\u2028",
        "was": [],
        "rows": [["2026-03-01", "Café \U0001f600\n"]],
        "edit": Edit(5, b"\xff\x00", b"\xfe\r\n"),
        "before": "b",
        "after": "a",
        "about": [{"event": "applied"}],
        "temp": ".log.csv.x.jobstats",
    }
    return Asked(ident, **{**said, **more})  # type: ignore[arg-type]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Of a log that has none yet."""
    (tmp_path / ".jobstats").mkdir()
    return Records(tmp_path / "log.csv")


def test_what_is_written_is_read(records: Records) -> None:
    """In order, with what became of it; one object a line, ASCII, for its owner alone."""
    assert records.all() == []
    records.ask(asked("1"))
    records.ask(asked("2", op="undo", of="1"))
    records.ask(asked("3"))
    records.tell(["1"], DONE)
    records.tell(["2", "3"], WAITING)
    records.tell(["3"], DROPPED)
    found = records.all()
    assert [(one.id, one.op, one.of, one.became) for one in found] == [
        ("1", "append", "", DONE),
        ("2", "undo", "1", WAITING),
        ("3", "append", "", DROPPED),
    ]
    assert found[0].when > "2026"
    assert [getattr(found[0], name) for name in ("rows", "edit", "about", "temp", "text")] == [
        getattr(asked("1"), name) for name in ("rows", "edit", "about", "temp", "text")
    ]
    lines = records.path.read_text(encoding="ascii").splitlines()
    assert len(lines) == 7
    assert all(isinstance(json.loads(line), dict) for line in lines)
    if os.name == "posix":
        assert stat.S_IMODE(records.path.stat().st_mode) == 0o600


def test_what_is_tried_again_is_one(records: Records) -> None:
    """Its last try counts, and nothing has become of that."""
    records.ask(asked("1", before="x"))
    records.tell(["1"], WAITING)
    records.ask(asked("2"))
    records.ask(asked("1", before="y"))
    assert [(one.id, one.before, one.became) for one in records.all()] == [("2", "b", ""), ("1", "y", "")]


@pytest.mark.parametrize("cut", [1, 5, 40, 200])
def test_a_line_that_was_cut_off(cut: int, records: Records) -> None:
    """Counts as not written, and the next one is whole."""
    records.ask(asked("1"))
    records.ask(asked("2"))
    records.path.write_bytes(records.path.read_bytes()[:-cut])
    records.ask(asked("3"))
    records.tell(["1"], DONE)
    whole = ["1", "2", "3"] if cut == 1 else ["1", "3"]
    assert [one.id for one in records.all()] == whole


@pytest.mark.parametrize(
    "line", ["[]", "null", '{"asked": "x"}', '{"asked":"x","edit":[0,"*","*"]}', "[" * 10_000, "\x00\xff", '{"done":["a"]}']
)
def test_a_line_that_is_damaged(line: str, records: Records) -> None:
    """Is left out."""
    records.ask(asked("1"))
    with records.path.open("ab") as file:
        file.write(line.encode("latin-1") + b"\n")
    records.ask(asked("2"))
    assert [one.id for one in records.all()] == ["1", "2"]


@pytest.mark.parametrize("number", range(1, 8))
def test_a_disk_that_is_full(number: int, records: Records) -> None:
    """Nothing of the line stays, where the disk lets it be taken back; the next one is whole in any case."""
    records.ask(asked("1"))
    before = records.path.read_bytes()
    with stepping(fails(number, 28)) as steps:
        try:
            records.ask(asked("2"))
            failed = False
        except OSError:
            failed = True
    assert failed == (len(steps.seen) >= number)
    if failed and steps.seen[number - 1].name != "close":
        assert records.path.read_bytes() == before
    records.ask(asked("3"))
    assert [one.id for one in records.all()][-1] == "3"
    assert "1" in [one.id for one in records.all()]
