"""Links to what was written: reached from where the notebook lies, and never more than text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jobstats.packs.links import links


def test_a_link_leads_from_the_notebooks_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Up and down again; blanks and signs as an address has them, and as text they stay text."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    made = links([tmp_path / "out" / "my <b> pack" / "a:b.pdf", tmp_path / "out" / "x&y.zip"])
    assert made == (
        '<ul><li><a href="../out/my%20%3Cb%3E%20pack/a%3Ab.pdf" target="_blank">a:b.pdf</a></li>'
        '<li><a href="../out/x%26y.zip" target="_blank">x&amp;y.zip</a></li></ul>'
    )
    assert links([]) == ""


def test_where_no_way_leads_the_name_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on another drive of Windows."""

    def apart(_: object) -> str:
        raise ValueError

    monkeypatch.setattr(os.path, "relpath", apart)
    assert links([Path("E:/out/<i>.pdf")]) == "<ul><li>&lt;i&gt;.pdf</li></ul>"
