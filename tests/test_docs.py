"""What the pages for people say is so: the code they show, the words they name."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest

import jobstats as js
from jobstats.readers import READERS
from tests.test_house import NOTEBOOKS, ROOMS, ROOT, SRC

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
START = "".join(json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False) for path in NOTEBOOKS)


def test_the_reader_shown_is_the_real_one() -> None:
    """The page on a new shape of file shows a whole module."""
    shown = re.search(r"```python\n(.*?)```", ARCHITECTURE[ARCHITECTURE.index("## A new shape of file") :], re.DOTALL)
    assert shown is not None
    real = (SRC / "readers" / "exports" / "simplify.py").read_text(encoding="utf-8")
    assert textwrap.dedent(shown[1]).strip() == real.strip()


def test_every_room_and_every_reader_stands_on_the_page() -> None:
    """The table of rooms names all of them, that of readers every module."""
    named = set(re.findall(r"`(\w+)/?`", ARCHITECTURE))
    assert sorted(set(ROOMS) - named - {"__init__"}) == []
    modules = {p.stem for p in (SRC / "readers").glob("*.py")} - {"__init__"}
    assert sorted(m for m in modules - named if not m.startswith("date_")) == []


@pytest.mark.parametrize("reader", READERS, ids=lambda r: r.__name__.rsplit(".", 1)[-1])
def test_a_reader_has_what_the_page_says(reader: object) -> None:
    """A name, columns, fits and read."""
    for word in ("NAME", "COLUMNS", "fits", "read"):
        assert hasattr(reader, word)


@pytest.mark.parametrize("text", [README, ARCHITECTURE, START], ids=["README", "architecture", "notebooks"])
def test_every_word_of_the_kit_is_one(text: str) -> None:
    """js.something is there, and so is js.charts.something."""
    assert set(re.findall(r"\bjs\.(\w+)", text)) <= set(js.__all__)
    assert set(re.findall(r"\bjs\.charts\.(\w+)", text)) <= {*dir(js.charts)}


def test_links_lead_somewhere() -> None:
    """Every relative link of the pages."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / Path(link)).exists(), f"{page.name}: {link}"
