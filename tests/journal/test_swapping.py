"""Two files change places, and somebody else saves in that very moment: nothing of theirs is lost, nor of ours, and what a killed run left is put right."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jobstats.errors import LogError
from jobstats.journal import journal, saving
from jobstats.journal.journal import ChangedError
from jobstats.journal.swapping import MeanwhileError, StuckError, back, beside, beyond, in_use, remains, swap
from jobstats.readers import fingerprint
from tests.journal.one_log import BOLT, HEAD
from tests.journal.steps import Step, stepping

OLD, NEW, THEIRS, LATER = (
    b"date,company\n",
    b"date,company\n2026-03-01,ours\n",
    b"date,company\n2026-03-02,theirs\n",
    b"date,company\n2026-03-03,later\n",
)
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells whether somebody has a file open to write in it")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with the old bytes."""
    path = tmp_path / "log.csv"
    path.write_bytes(OLD)
    return path


def waiting(file: Path, data: bytes = NEW) -> Path:
    """A new file beside it."""
    path = beside(file)
    path.write_bytes(data)
    return path


def renamed(file: Path, data: bytes) -> None:
    other = file.with_name("other")
    other.write_bytes(data)
    os.replace(other, file)


def in_place(file: Path, data: bytes) -> None:
    file.write_bytes(data)


@contextmanager
def at_swap(*before: Callable[[], object], after: tuple[Callable[[], object], ...] = (), exchange: bool = True) -> Any:
    """What somebody does just before the first, second … swap, and just after them."""
    count = [0]

    def at(step: Step, call: Callable[[], Any]) -> tuple[Any] | None:
        if step.name != ("swap" if exchange else "replace") or (not exchange and ".jobstats" not in step.what):
            return None
        n, count[0] = count[0], count[0] + 1
        if n < len(before):
            before[n]()
        out = call()
        if n < len(after):
            after[n]()
        return (out,)

    with stepping(at, exchange):
        yield count


def nothing() -> None:
    pass


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "linked"])
def test_places_change(file: Path, exchange: bool) -> None:
    """The new file stands, the old one is given back, and nothing else is there."""
    new = waiting(file)
    with stepping(exchange=exchange):
        out = swap(new, file, OLD)
    assert out is not None
    assert (file.read_bytes(), out.read_bytes()) == (NEW, OLD)
    assert remains(file) == [out]
    assert out in (new, beyond(new))
    assert beyond(beyond(new)) == new


@pytest.mark.parametrize("way", [renamed, in_place])
def test_a_save_just_before(file: Path, way: Callable[[Path, bytes], None]) -> None:
    """What they saved stands."""
    with at_swap(lambda: way(file, THEIRS)), pytest.raises(MeanwhileError):
        swap(waiting(file), file, OLD)
    assert file.read_bytes() == THEIRS
    assert remains(file) == []


@pytest.mark.parametrize("way", [renamed, in_place])
def test_saves_before_and_while_the_first_is_put_back(file: Path, way: Callable[[Path, bytes], None]) -> None:
    """The later one stands."""
    with at_swap(lambda: way(file, THEIRS), lambda: way(file, LATER)) as count, pytest.raises(MeanwhileError):
        swap(waiting(file), file, OLD)
    assert count == [3]
    assert file.read_bytes() == LATER
    assert remains(file) == []


@pytest.mark.parametrize("way", [renamed, in_place])
def test_a_save_just_after_the_swap(file: Path, way: Callable[[Path, bytes], None]) -> None:
    """Theirs stands: they saved last, over ours, and the journal tells of ours (see test_journal)."""
    with at_swap(after=(lambda: way(file, THEIRS),)):
        assert swap(waiting(file), file, OLD) is not None
    assert file.read_bytes() == THEIRS


def test_where_places_cannot_change_a_save_in_place_is_seen_too(file: Path) -> None:
    """A second name keeps what the old file becomes."""
    with at_swap(lambda: in_place(file, THEIRS), exchange=False), pytest.raises(MeanwhileError):
        swap(waiting(file), file, OLD)
    assert file.read_bytes() == THEIRS
    assert remains(file) == []


def test_a_disk_without_second_names(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT: looked at once more, then replaced; nothing comes out, and it can be put back from memory."""

    def no(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no)
    with stepping(exchange=False):
        monkeypatch.setattr(os, "link", no)
        assert swap(waiting(file), file, OLD) is None
        assert file.read_bytes() == NEW
        with pytest.raises(MeanwhileError):
            swap(waiting(file, LATER), file, OLD)
        assert (file.read_bytes(), remains(file)) == (NEW, [])
        back(waiting(file, OLD), file, NEW)
    assert (file.read_bytes(), remains(file)) == (OLD, [])


@LINUX
def test_who_has_it_open_to_write(file: Path) -> None:
    """Not those who only read."""
    assert not in_use(file)
    with file.open("rb"):
        assert not in_use(file)
    with file.open("r+b"):
        assert in_use(file)
    assert not in_use(file)


@LINUX
def test_opened_before_and_written_after(file: Path) -> None:
    """An editor that opened the file before the swap writes into what came out of it: so that goes back, and its save arrives."""
    with file.open("r+b", buffering=0) as theirs:
        with pytest.raises(MeanwhileError):
            swap(waiting(file), file, OLD)
        theirs.write(THEIRS)
    assert file.read_bytes() == THEIRS
    assert remains(file) == []


@LINUX
def test_somebody_who_keeps_it_open(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told after a while, and nothing is written."""
    monkeypatch.setattr(saving, "_BUSY", 0.1)
    file.write_text(HEAD, encoding="utf-8")
    with (
        file.open("a"),
        pytest.raises(LogError, match=r"^Another program has log\.csv open and may be writing in it\. Nothing was written\."),
    ):
        journal.append(file, [BOLT])
    assert file.read_text(encoding="utf-8") == HEAD
    journal.append(file, [BOLT])


def test_taken_away_just_before(file: Path) -> None:
    """It is theirs to do so."""
    with at_swap(file.unlink), pytest.raises(MeanwhileError):
        swap(waiting(file), file, OLD)
    assert not file.exists()
    assert remains(file) == []


def test_saved_and_then_taken_away(file: Path) -> None:
    """What they saved is put in the empty place."""
    with at_swap(lambda: renamed(file, THEIRS), file.unlink), pytest.raises(MeanwhileError):
        swap(waiting(file), file, OLD)
    assert file.read_bytes() == THEIRS
    assert remains(file) == []


def test_a_disk_that_lets_nothing_out_again(file: Path) -> None:
    """Theirs lies beside the file, and is not thrown away."""

    def no() -> None:
        raise OSError(5, "Input/output error")

    with at_swap(lambda: renamed(file, THEIRS), no), pytest.raises(StuckError, match="Input/output error"):
        swap(waiting(file), file, OLD)
    assert file.read_bytes() == NEW
    assert [path.read_bytes() for path in remains(file)] == [THEIRS]


@pytest.mark.parametrize("way", [renamed, in_place])
@pytest.mark.parametrize("times", [1, 3])
def test_our_row_is_merged_onto_what_they_saved(file: Path, way: Callable[[Path, bytes], None], times: int) -> None:
    """Without `seen`: read anew, and again, until nobody saves in between. With it: ChangedError, and theirs stands."""
    file.write_text(HEAD, encoding="utf-8")
    text = HEAD + "2026-03-05,Theirs,Analyst,applied\n"
    saves = [x for n in range(times) for x in (lambda n=n: way(file, (text + "," * n + "\n").encode()), nothing)]  # type: ignore[misc]
    with at_swap(*saves):
        journal.append(file, [BOLT])
    assert file.read_text(encoding="utf-8") == text + "," * (times - 1) + "\n" + ",".join(BOLT) + "\n" or times == 1
    assert file.read_text(encoding="utf-8").count("Bolt") == 1
    assert "Theirs" in file.read_text(encoding="utf-8")
    now = file.read_bytes()
    theirs = now + b"2026-03-06,More,Analyst,applied\n"
    with (
        at_swap(lambda: way(file, theirs)),
        pytest.raises(ChangedError, match=r"^log\.csv was changed by another program since it was read\."),
    ):
        journal.append(file, [BOLT], seen=fingerprint(now))
    assert file.read_bytes() == theirs
    assert journal.kept(file) == []  # it was told, and whoever asked still has it
    assert remains(file) == []


def test_an_editor_that_never_stops(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Told in the end, and theirs stands."""
    monkeypatch.setattr(journal, "_TURNS", 4)
    file.write_text(HEAD, encoding="utf-8")
    saves = [x for n in range(9) for x in (lambda n=n: renamed(file, f"{HEAD}2026-03-05,Theirs {n},,applied\n".encode()), nothing)]  # type: ignore[misc]
    with at_swap(*saves), pytest.raises(ChangedError, match=r"^Another program saves log\.csv again and again\. Nothing was written\."):
        journal.append(file, [BOLT])
    assert file.read_text(encoding="utf-8") == f"{HEAD}2026-03-05,Theirs 3,,applied\n"
    assert remains(file) == []
