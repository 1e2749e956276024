"""What a notebook shows of an error: its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

import jobstats as js


def test_a_notebook_shows_the_sentence_alone() -> None:
    """IPython asks an error how to show itself."""
    assert js.LogError("log.csv is empty.")._render_traceback_() == ["LogError: log.csv is empty."]


def test_ipython_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The method is the one IPython looks for: no line of the kit's insides comes onto the page."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    try:
        with capture_output() as seen:
            shell.run_cell('import jobstats as js\njs.load("nowhere.csv")')
    finally:
        InteractiveShell.clear_instance()
    assert "There is no file “nowhere.csv”" in seen.stdout + seen.stderr
    assert "Traceback" not in seen.stdout + seen.stderr
