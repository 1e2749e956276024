"""A folder and its zip, whole or not at all: what is replaced, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jobstats.errors import AskError
from jobstats.packs.writing import write_all, zipped
from tests.packs.writer import NAME, clean, standing, there, write


def test_the_last_one_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    """Also with fewer files; folders on the way are made; nothing else is left there."""
    for n in (1, 2, 3):
        assert write(tmp_path / "a" / "b", n) == Path(os.path.realpath(tmp_path)) / "a" / "b" / NAME
        assert standing(tmp_path / "a" / "b") == (n, n)
        assert clean(tmp_path / "a" / "b")


@pytest.mark.parametrize(
    "place",
    [
        "notes on the session.md",
        "coach reply.pdf",
        "charts/holiday.png",
        "charts/c.svg",
        "mine/report.html",
        "Report.txt",
        "charts/a.svg/x",
    ],
)
def test_what_is_none_of_ours_stays(place: str, tmp_path: Path) -> None:
    """A file of the same kind as ours as well: nothing is touched, nothing new is there."""
    write(tmp_path, 1)
    other = tmp_path / NAME / place
    for above in other.parents:
        above.unlink() if above.is_file() else None
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_text("mine", encoding="utf-8")
    before = there(tmp_path)
    with pytest.raises(AskError, match=r"^The folder p holds something that is not part of it \(.+\), which would be lost\. Move it away"):
        write(tmp_path, 2)
    assert there(tmp_path) == before


def test_an_empty_folder_of_ones_own_stays(tmp_path: Path) -> None:
    write(tmp_path, 1)
    (tmp_path / NAME / "for Tuesday").mkdir()
    with pytest.raises(AskError, match="for Tuesday"):
        write(tmp_path, 2)
    assert standing(tmp_path) == (1, 1)


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
@pytest.mark.parametrize("place", ["", "report.html", "charts"])
def test_a_link_is_none_of_ours(place: str, tmp_path: Path) -> None:
    """Nothing is written through it, and it is not taken away."""
    home = tmp_path / "home"
    write(home, 1)
    out = tmp_path / "out"
    (out / NAME).mkdir(parents=True)
    link = out / NAME / place if place else out / NAME
    (out / NAME).rmdir() if not place else None
    link.symlink_to(home / NAME / place if place else home / NAME)
    with pytest.raises(AskError):
        write(out, 2)
    assert link.is_symlink()
    assert standing(home) == (1, 1)


@pytest.mark.parametrize(
    "left",
    [".DS_Store", "charts/Thumbs.db", ".~lock.report.html#", "~$summary.md", "._summary.md", ".ipynb_checkpoints/summary-checkpoint.md"],
)
def test_what_systems_leave_is_in_nobodys_way(left: str, tmp_path: Path) -> None:
    """A file open in an office, a copy JupyterLab made of one of ours."""
    write(tmp_path, 1)
    (tmp_path / NAME / left).parent.mkdir(exist_ok=True)
    (tmp_path / NAME / left).write_text("x", encoding="utf-8")
    write(tmp_path, 2)
    assert standing(tmp_path) == (2, 2)


@pytest.mark.parametrize("left", [".ipynb_checkpoints/notes-checkpoint.md", ".~lock.notes.md#", "._notes.md"])
def test_what_is_beside_ones_own_is_ones_own(left: str, tmp_path: Path) -> None:
    write(tmp_path, 1)
    (tmp_path / NAME / left).parent.mkdir(exist_ok=True)
    (tmp_path / NAME / left).write_text("x", encoding="utf-8")
    with pytest.raises(AskError, match=r"^The folder p holds something"):
        write(tmp_path, 2)


def not_a_zip(path: Path) -> None:
    path.write_text("mine", encoding="utf-8")


def empty_file(path: Path) -> None:
    path.touch()


def other_folder(path: Path) -> None:
    path.write_bytes(zipped("holiday", {"report.html": b"mine"}))


def with_notes(path: Path) -> None:
    path.write_bytes(zipped(NAME, {"report.html": b"1", "notes.md": b"mine"}))


def a_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("lay", [not_a_zip, empty_file, other_folder, with_notes, a_folder])
def test_a_zip_of_somebody_elses_stays(lay: Callable[[Path], None], tmp_path: Path) -> None:
    """No zip, a zip of another folder, one of ours to which something was added."""
    lay(tmp_path / f"{NAME}.zip")
    before = there(tmp_path)
    with pytest.raises(AskError, match=r"^There is already something called p\.zip there, and it is no zip of mine\."):
        write(tmp_path, 1)
    assert there(tmp_path) == before
    assert [p.name for p in tmp_path.iterdir()] == [f"{NAME}.zip"]


def test_a_file_in_the_place_of_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("mine", encoding="utf-8")
    with pytest.raises(AskError, match=r"^There is already something called p there, and it is no folder of mine\."):
        write(tmp_path, 1)
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("folder", ["~nobody-of-this-name/out", "a\0b", "\ud800", "x" * 300, "file", "file/under", None, 3])
def test_a_folder_that_is_none_is_told_in_one_sentence(folder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no folder above it is left behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(AskError) as told:
        write_all(Path("new", "er", folder) if isinstance(folder, str) and folder[0] not in "~f" else folder, NAME, {"a": b"1"})
    assert "\n" not in str(told.value)
    assert told.value.__suppress_context__
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
