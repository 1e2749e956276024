"""How far a load is: said when it takes long, in one line that is gone at the end; a clock made by hand."""

from __future__ import annotations

import io
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from jobstats import progress as told
from jobstats.progress import each, progress, step


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_short_work_says_nothing() -> None:
    """Three steps in less than a second."""
    clock, said = Clock(), []
    with progress(clock, said.append):
        for _ in range(3):
            step("dates")
            clock.now += 0.3
    assert said == []


def test_long_work_says_what_it_does_and_takes_it_away() -> None:
    """Reading takes two seconds; what comes after is shown, and the line is removed."""
    clock, said = Clock(), []
    with progress(clock, said.append):
        step("reading 3 MB")
        clock.now += 2
        step("dates")
        step("counting")
    assert said == ["dates …", "counting …", ""]


def test_what_is_sure_to_be_long_is_said_at_once() -> None:
    """A large file."""
    clock, said = Clock(), []
    with progress(clock, said.append):
        step("reading 54 MB", sure=True)
    assert said == ["reading 54 MB …", ""]


def test_a_share_is_said_now_and_then() -> None:
    """A loop over 1 024 rows, an eighth of a second for each 256 of them, after a second of other work."""
    clock, said = Clock(), []
    with progress(clock, said.append):
        clock.now += 1
        rows = []
        for i in each(range(1024), "dates"):
            rows.append(i)
            clock.now += 0.125 / 256
    assert rows == list(range(1024))
    assert said == ["dates …", "dates: 50\u00a0%", ""]


def test_it_is_taken_away_after_an_error() -> None:
    """A file that cannot be read."""
    said: list[str] = []

    @progress(Clock(), said.append)
    def failing() -> None:
        step("reading 54 MB", sure=True)
        raise ValueError("no log")

    with pytest.raises(ValueError, match="no log"):
        failing()
    assert said == ["reading 54 MB …", ""]


def test_inside_another_it_goes_on_with_that() -> None:
    """A conversion that loads."""
    outer, inner = [], []
    with progress(Clock(), outer.append), progress(Clock(), inner.append):
        step("dates", sure=True)
    assert (outer, inner) == (["dates …", ""], [])


def test_outside_of_it_nothing_happens(capsys: pytest.CaptureFixture[str]) -> None:
    """A reader used alone; and a run whose errors go into a file."""
    step("dates", sure=True)
    assert list(each([1, 2], "dates")) == [1, 2]
    with progress():
        step("dates", sure=True)
    assert capsys.readouterr() == ("", "")


def test_in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is written over, and blank at the end."""
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress():
        step("reading 54 MB", sure=True)
        step("dates")
    assert terminal.getvalue() == "\rreading 54 MB …\rdates …        \r               \r"


def test_in_jupyter(monkeypatch: pytest.MonkeyPatch) -> None:
    """One output, updated in place, empty at the end."""
    import IPython
    import IPython.display

    shown: list[tuple[str, str]] = []

    def display(bundle: dict[str, str], **how: Any) -> SimpleNamespace:
        shown.append(("new", bundle["text/html"]))
        assert how == {"raw": True, "display_id": True}
        return SimpleNamespace(update=lambda bundle, raw: shown.append(("again", bundle["text/html"])))

    monkeypatch.setattr(IPython, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setattr(IPython.display, "display", display)
    with told.progress():
        step("reading 54 MB", sure=True)
        step("dates")
    assert shown == [("new", '<p role="status">reading 54 MB …</p>'), ("again", '<p role="status">dates …</p>'), ("again", "")]
